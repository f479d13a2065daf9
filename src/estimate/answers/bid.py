"""What a bid says: the fees and items that it prices, those that it answers, and what the buyer allows for what stays open."""

from __future__ import annotations

from math import fsum

from estimate.answers.estimate import Estimate
from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.resolve.card_items import card_items
from estimate.schema.price_words import REST

BUYERS = frozenset(
    {
        "legal",
        "vendor_selection",
        "integration",
        "severance",
        "parallel_running",
        "vendor_management",
        "tax_not_recovered",
    }
)
"""What the client spends itself, which no bid prices."""


@dataclass(frozen=True)
class Said:
    """A fee or item that a bid prices, 0 among them: its key, what it is called, and what it comes to over the term."""

    key: str
    label: str
    amount: float


@dataclass(frozen=True)
class Bid:
    """What a scenario says of its vendors' offers, and what it leaves open.

    `quoted` says that every vendor's price is a quote; `answered` has the keys that the bid prices, includes or rules out; `all_in`
    says that every price includes everything else. `allowed` has the buyer's own allowances by key.
    """

    quoted: bool
    all_in: bool
    priced: tuple[Said, ...]
    answered: frozenset[str]
    allowed: dict[str, float]


def bid(result: Estimate) -> Bid | None:
    """What the vendors' offers of an estimate say; None where no vendor has a price in it."""
    case, values = result.case, result.values
    if not case.quotes:
        return None
    priced = []
    for index, members in (("item", case.items), ("charge", case.charges)):
        for row, one in enumerate(members):
            price = case.sourced[f"{index}_price"][row]
            key = one.id.partition(".")[2]
            if isinstance(price, Sourced) and price.origin.basis == "given" and key not in BUYERS:
                priced.append(Said(key, one.name, fsum(values[f"{index}_cost"][row])))
    held = frozenset.intersection(*(frozenset(quote.includes) for quote in case.quotes))
    included = {
        key
        for shared in (True, False)
        for key, found in card_items(case.catalog, shared=shared)
        if found.data.get("part") in held
    }
    teams = [team for _, team in case.scenario.each_team()]
    ruled_out = {key for team in teams for key in team.without} | set(case.scenario.without)
    vendors = [teams[quote.row] for quote in case.quotes]
    return Bid(
        all(quote.stated for quote in case.quotes),
        all(REST in (team.pricing.includes or ()) for team in vendors),
        tuple(priced),
        frozenset({said.key for said in priced} | included | ruled_out),
        {key: case.of(amount) for key, amount in case.scenario.allowances.items()},
    )
