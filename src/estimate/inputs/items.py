"""Resolving items: what the cards and the scenario add as data, where each applies, and what has no price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from estimate.ground.errors import nearest
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.inputs.case import STRUCTURAL, CaseBuilder, Path, Priced, Unpriced, computed
from estimate.inputs.catalog import Found
from estimate.inputs.exchange import Exchange
from estimate.inputs.prices import Terms
from estimate.inputs.scenario import SHARED_ITEMS, Item, Team

CARDS = ("technology", "training", "fees")
ONE_OFF = ("contract", "seat", "share_of_contract_year")


@dataclass(frozen=True)
class Entry:
    """An item about to be priced, from wherever it came."""

    key: str
    name: str
    category: str
    per: str
    path: Path
    price: Sourced | None
    currency: str | None
    probability: Sourced
    month: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    question: str = ""


def add_team_items(build: CaseBuilder, exchange: Exchange, terms: Terms, path: Path, team: Team) -> None:
    """What goes with one team: the cards' items by seat, hire, minute or hour, and the scenario's own."""
    scenario = build.case.scenario
    own = [((*path, "items", i), item) for i, item in enumerate(team.items)]
    own += [(("items", i), item) for i, item in enumerate(scenario.items) if item.per not in SHARED_ITEMS]
    _check_keys(build, (*path, "without"), team.without, shared=False)
    _check_keys(build, (*path, "also"), team.also, shared=False)
    taken = {item.key for _, item in own if item.key} | set(team.without)
    entries = [_own(build, place, item) for place, item in own]
    entries += [
        _from_card(build, found, key, path)
        for key, found in _card_items(build, shared=False)
        if key not in taken and _applies(build, found.data, terms, team, asked=key in team.also)
    ]
    for entry in entries:
        if entry.price is None:
            _unpriced(build, entry)
            continue
        build.member("item", entry.name, terms.row)
        build.case.items.append(_priced(entry))
        _put(build, exchange, "item", entry)


def add_charges(build: CaseBuilder, exchange: Exchange) -> None:
    """What goes with the contract as a whole."""
    scenario = build.case.scenario
    own = [(("items", i), item) for i, item in enumerate(scenario.items) if item.per in SHARED_ITEMS]
    _check_keys(build, ("without",), scenario.without, shared=True)
    _check_keys(build, ("also",), scenario.also, shared=True)
    taken = {item.key for _, item in own if item.key} | set(scenario.without)
    entries = [_own(build, place, item) for place, item in own]
    entries += [
        _from_card(build, found, key, ())
        for key, found in _card_items(build, shared=True)
        if key not in taken and (key in scenario.also or _applies_to_any(build, found.data))
    ]
    for entry in entries:
        if entry.price is None:
            _unpriced(build, entry)
            continue
        build.member("charge", entry.name)
        build.case.charges.append(_priced(entry))
        _put(build, exchange, "charge", entry)


def _card_items(build: CaseBuilder, *, shared: bool) -> list[tuple[str, Found]]:
    found = []
    for card in CARDS:
        for key in build.catalog.keys(card, "items"):
            entry = build.catalog.entry(card, "items", key)
            assert entry is not None
            if (entry.data["per"] in SHARED_ITEMS) is shared and entry.data["per"] != "share_of_total":
                found.append((key, entry))
    return found


def _check_keys(build: CaseBuilder, path: Path, keys: tuple[str, ...], *, shared: bool) -> None:
    known = [key for key, _ in _card_items(build, shared=shared)]
    for position, key in enumerate(keys):
        if key not in known:
            close = nearest(key, known)
            hint = f"did you mean {close}?" if close else f"one of {', '.join(known)}"
            build.problem((*path, position), f"no card has an item {key} here ({hint})")


def _applies(build: CaseBuilder, data: dict[str, Any], terms: Terms, team: Team, *, asked: bool) -> bool:
    """Whether a card's item falls due for a team, asked for or by itself; what the price includes is only noted."""
    applies = data.get("applies", {})
    channels = {queue.channel for queue in team.queues}
    automated = any(queue.automation_share is not None and queue.automation_share.high > 0 for queue in team.queues)
    due = asked or (
        data["default"]
        and terms.sourcing in applies.get("sourcing", (terms.sourcing,))
        and channels & set(applies.get("channels", channels))
        and (automated or not applies.get("automation"))
    )
    if due and data.get("part") in terms.includes:
        build.case.included.append((build.case.members["team"][terms.row], str(data["name"])))
        return False
    return bool(due)


def _applies_to_any(build: CaseBuilder, data: dict[str, Any]) -> bool:
    applies = data.get("applies", {})
    teams = [team for _, team in build.case.scenario.each_team()]
    channels = {queue.channel for team in teams for queue in team.queues}
    sourcing = set(build.case.labels.get("sourcing", ()))
    return bool(
        data["default"]
        and sourcing & set(applies.get("sourcing", sourcing))
        and channels & set(applies.get("channels", channels))
    )


def _from_card(build: CaseBuilder, found: Found, key: str, path: Path) -> Entry:
    data = found.data
    place = (*path, "items", key)
    known = data.get("status", "priced") == "priced"
    price = build.fact(place, found.address) if known else None
    currency = str(data["unit"]).partition("/")[0] if known and not data["per"].startswith("share_") else None
    always = Sourced(point(1), "share", STRUCTURAL)
    question = str(data.get("question", ""))
    return Entry(
        key, str(data["name"]), data["category"], data["per"], place, price, currency, always, question=question
    )


def _own(build: CaseBuilder, path: Path, item: Item) -> Entry:
    key = item.key or "".join(ch if ch.isalnum() else "_" for ch in item.name.lower()).strip("_")
    price = build.given(item.price, (*path, "price"), item.per)
    share = item.per.startswith("share_")
    if share and item.currency:
        build.problem((*path, "currency"), "a share has no currency (take it away)")
    currency = None if share else item.currency or build.case.scenario.currency or build.case.currency
    probability = build.given(item.probability, (*path, "probability"), "share") or Sourced(
        point(1), "share", STRUCTURAL
    )
    question = item.question or f"What is the price of {item.name}?"
    if item.status == "asked":
        question += " (asked)"
    for field, value in (("month", item.month), ("first_month", item.first_month), ("last_month", item.last_month)):
        if value is not None and value >= len(build.case.months):
            build.problem((*path, field), f"is after the term of {len(build.case.months) - 1} months")
    if item.month is not None and item.per not in ONE_OFF:
        build.problem(
            (*path, "month"), f"is for what falls due once ({', '.join(ONE_OFF)}); use first_month and last_month"
        )
    return Entry(
        key, item.name, item.category, item.per, path, price, currency, probability,
        item.month, item.first_month, item.last_month, question,
    )  # fmt: skip


def _priced(entry: Entry) -> Priced:
    return Priced(f"{entry.category}.{entry.key}", entry.name, entry.category, entry.per in ONE_OFF)


def _unpriced(build: CaseBuilder, entry: Entry) -> None:
    identity = f"{entry.category}.{entry.key}"
    if all(known.id != identity for known in build.case.unpriced):
        path = ".".join(map(str, entry.path))
        build.case.unpriced.append(Unpriced(identity, entry.name, entry.category, entry.question, path))


def _put(build: CaseBuilder, exchange: Exchange, index: str, entry: Entry) -> None:
    build.label(f"{index}_per", entry.per)
    build.put(f"{index}_price", entry.price)
    rate = exchange.rate(entry.currency, entry.path) if entry.currency else Sourced(point(1), "", STRUCTURAL)
    build.put(f"{index}_exchange_rate", rate)
    build.put(f"{index}_probability", entry.probability)
    build.put(
        f"{index}_due", computed(_due(entry, len(build.case.months)), "factor", "the months in which it falls due")
    )


def _due(entry: Entry, months: int) -> list[float]:
    """How often an item falls due in each month, the time before the start first."""
    once = entry.per in ("contract", "share_of_contract_year")
    if once:
        at = entry.month or 0
        return [1.0 if month == at else 0.0 for month in range(months)]
    first = entry.first_month if entry.first_month is not None else 1
    last = entry.last_month if entry.last_month is not None else months - 1
    window = [1.0 if first <= month <= last else 0.0 for month in range(months)]
    if entry.per == "year":
        return [due if (month - first) % 12 == 0 else 0.0 for month, due in enumerate(window)]
    return window
