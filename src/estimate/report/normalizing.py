"""Bids put on common ground: what one leaves open and another prices gets an allowance, shown apart from what the bid says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from statistics import median

from estimate.ground.records import dataclass
from estimate.ground.units import money
from estimate.report.offer_parts import BidDocument
from estimate.report.parts import EstimateDocument

CARD, BIDS, BUYER = "cards", "bids", "buyer"


@dataclass(frozen=True)
class Allowance:
    """An amount for what a bid leaves open, and where it is from: the cards, the other bids (which `like` names), or the buyer."""

    key: str
    label: str
    amount: float
    source: str
    like: tuple[str, ...] = ()


@dataclass(frozen=True)
class Normalized:
    """One bid: as it stands, with its allowances, and normalized; `still_open` names what nobody prices.

    The cards' allowances are in the estimate's total already. What another bid or the buyer says of the same thing takes a card's place.
    """

    as_bid: float
    allowances: tuple[Allowance, ...]
    total: float
    still_open: tuple[str, ...]

    def of(self, source: str) -> float:
        """What the allowances from one source come to."""
        return fsum(one.amount for one in self.allowances if one.source == source)


def normalized(names: Sequence[str], documents: Sequence[EstimateDocument]) -> list[Normalized | None] | None:
    """Every side's bid on common ground, None for one without a vendor's quote; None where fewer than two sides have one."""
    bids = [document.get("bid") for document in documents]
    quoted = [bid for bid in bids if bid is not None and bid["quoted"]]
    if len(quoted) < 2:
        return None
    return [
        _normalized(at, names, documents, bids) if bid is not None and bid["quoted"] else None
        for at, bid in enumerate(bids)
    ]


def _normalized(
    at: int, names: Sequence[str], documents: Sequence[EstimateDocument], bids: Sequence[BidDocument | None]
) -> Normalized:
    document = documents[at]
    currency = document["currency"]
    cards: dict[str, list[float]] = {}
    labels: dict[str, str] = {}
    for line in document["lines"]:
        if line["origin"]["basis"] not in ("given", "computed", "structural"):
            cards.setdefault(line["id"], []).append(line["amount"])
            labels.setdefault(line["id"], line["label"])
    allowances, still_open = [], []
    for identity, amounts in cards.items():
        # What the buyer or another bidder says of the same thing is better evidence than a card.
        said = _from(identity.partition(".")[2], labels[identity], at, names, bids, currency)
        allowances.append(said or Allowance(identity, labels[identity], money(fsum(amounts), currency), CARD))
    for key, label in _open(at, document, bids):
        found = _from(key, label, at, names, bids, currency)
        if found is None:
            still_open.append(label)
        else:
            allowances.append(found)
    as_bid = document["total"]["expected"] - fsum(fsum(amounts) for amounts in cards.values())
    total = as_bid + fsum(one.amount for one in allowances)
    kept = tuple(one for one in allowances if one.amount)
    return Normalized(money(as_bid, currency), kept, money(total, currency), tuple(still_open))


def _open(at: int, document: EstimateDocument, bids: Sequence[BidDocument | None]) -> Iterator[tuple[str, str]]:
    """What a bid leaves open: costs that have no price in it, and what another bid prices and this one says nothing of."""
    own = bids[at]
    assert own is not None
    seen = {item["id"].partition(".")[2]: item["name"] for item in document["not_priced"]}
    yield from seen.items()
    charged = {line["id"].partition(".")[2] for line in document["lines"]}
    known = {*own["answered"], *charged, *seen}
    for other in bids:
        if other is None or other is own or own["all_in"]:
            continue
        for said in other["priced"]:
            if said["key"] not in known and said["amount"]:
                known.add(said["key"])
                yield said["key"], said["label"]


def _from(
    key: str, label: str, at: int, names: Sequence[str], bids: Sequence[BidDocument | None], currency: str
) -> Allowance | None:
    """The buyer's allowance, else the middle of what the other bids take for it."""
    own = bids[at]
    if own is not None and key in own["allowed"]:
        return Allowance(key, label, money(own["allowed"][key], currency), BUYER)
    taken = [
        (names[other], fsum(said["amount"] for said in bid["priced"] if said["key"] == key))
        for other, bid in enumerate(bids)
        if other != at and bid is not None and any(said["key"] == key for said in bid["priced"])
    ]
    if not taken:
        return None
    amount = median(amount for _, amount in taken)
    return Allowance(key, label, money(amount, currency), BIDS, tuple(name for name, _ in taken))
