"""Resolving items: what the cards and the scenario add as data, where each applies, and what has no price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import Any

from estimate.cards.catalog import Catalog, Found
from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Basis, Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.term import served
from estimate.resolve.automation import AI
from estimate.resolve.buyer import buyer_entries
from estimate.resolve.doubles import cost_meant
from estimate.resolve.exchange import Exchange
from estimate.resolve.price import BASE_TYPE, Terms
from estimate.resolve.priced_item import ALWAYS, NO_RISE, NOTHING, ONE, PricedItem, net_of
from estimate.resolve.scope import STRUCTURAL, CaseBuilder, Path, Priced, Unpriced, computed
from estimate.schema.item import SHARED_ITEMS, TEAM_ITEMS, Item
from estimate.schema.team import Team

CARDS = ("technology", "training", "fees")
ONE_OFF = ("contract", "seat", "position", "share_of_contract_year")


def add_team_items(build: CaseBuilder, exchange: Exchange, terms: Terms, path: Path, team: Team) -> None:
    """What goes with one team: the cards' items by seat, hire, minute or hour, and the scenario's own."""
    scenario = build.case.scenario
    own = [((*path, "items", i), item) for i, item in enumerate(team.items)]
    own += [(("items", i), item) for i, item in enumerate(scenario.items) if item.per not in SHARED_ITEMS]
    _check_keys(build, (*path, "without"), team.without, shared=False)
    _check_keys(build, (*path, "also"), team.also, shared=False)
    keys = {item.key for _, item in own if item.key}
    taken = keys | set(team.without)
    terms.answered |= {found.data.get("part") for key, found in card_items(build.catalog, shared=False) if key in keys}
    for position, item in enumerate(team.items):
        if item.per not in TEAM_ITEMS:
            message = f"{item.per} is counted by the whole contract (put the item under the scenario's own items)"
            build.problem((*path, "items", position, "per"), message)
    vat = team.pricing.vat_included
    entries = [_own(build, place, item, vat) for place, item in own if item.per in TEAM_ITEMS]
    entries += _quoted(build, path, team, terms)
    entries += [
        _from_card(build, exchange, found, key, path, terms, terms.end)
        for key, found in card_items(build.catalog, shared=False)
        if key not in taken and _applies(build, found.data, terms, team, asked=key in team.also)
    ]
    for entry in entries:
        if entry.price is None:
            _unpriced(build, entry)
            continue
        build.member("item", entry.name, terms.row)
        build.case.items.append(_priced(build, entry))
        _put(build, exchange, "item", entry, terms.serving)
        build.put("item_markup", entry.markup)
        build.switch("item_passed_on", entry.passed_on)


def add_charges(build: CaseBuilder, exchange: Exchange, contracts: Sequence[Terms]) -> None:
    """What goes with the contract as a whole, until the last team's service ends."""
    scenario = build.case.scenario
    end = max(terms.end for terms in contracts)
    serving = tuple(map(max, zip(*(terms.serving for terms in contracts), strict=True)))
    build.put("months_in_term", computed([fsum(serving)], "month", "counted from the first month of service")[0])
    own = [(("items", i), item) for i, item in enumerate(scenario.items) if item.per in SHARED_ITEMS]
    _check_keys(build, ("without",), scenario.without, shared=True)
    _check_keys(build, ("also",), scenario.also, shared=True)
    for place, item in own:
        if item.markup is not None:
            message = "is for what a vendor bills on with its team (put the item into that team)"
            build.problem((*place, "markup"), message, key=True)
    entries = [_own(build, place, item) for place, item in own] + buyer_entries(build)
    taken = {item.key for _, item in own if item.key} | {entry.key for entry in entries} | set(scenario.without)
    taken |= {item.key for _, team in scenario.each_team() for item in team.items if item.key}
    taken |= _stated_by_quotes(build, contracts)
    stated = {found.data.get("part") for key, found in card_items(build.catalog, shared=True) if key in taken}
    for terms in contracts:
        terms.answered |= stated
    if scenario.only_given and set(scenario.data or ()) - {"none"}:
        build.case.warnings.append(
            "only_given: the audits that follow from data are not added (also: names those to be added)"
        )
    for key, found in card_items(build.catalog, shared=True):
        if key not in taken and (key in scenario.also or _applies_to_any(build, found.data)):
            holder = _holder(build, found.data, contracts)
            if holder != INCLUDED:
                entries.append(_from_card(build, exchange, found, key, (), holder, end))
    for entry in entries:
        if entry.price is None:
            _unpriced(build, entry)
            continue
        build.member("charge", entry.name)
        build.case.charges.append(_priced(build, entry))
        _put(build, exchange, "charge", entry, serving)


def card_items(catalog: Catalog, *, shared: bool) -> list[tuple[str, Found]]:
    """The cards' items by key: those of the whole contract, or those that go with a team."""
    found = []
    for card in CARDS:
        for key in catalog.keys(card, "items"):
            entry = catalog.entry(card, "items", key)
            assert entry is not None
            if (entry.data["per"] in SHARED_ITEMS) is shared and entry.data["per"] != "share_of_total" and key != AI:
                found.append((key, entry))
    return found


def _check_keys(build: CaseBuilder, path: Path, keys: tuple[str, ...], *, shared: bool) -> None:
    known = [key for key, _ in card_items(build.catalog, shared=shared)] + ([] if shared else [AI])
    for position, key in enumerate(keys):
        if key not in known:
            meant = cost_meant(build, key)
            hint = did_you_mean(meant if meant in known else key, known)
            build.problem((*path, position), f"no card has an item {key} here ({hint})")


def _applies(build: CaseBuilder, data: dict[str, Any], terms: Terms, team: Team, *, asked: bool) -> bool:
    """Whether a card's item falls due for a team, asked for or by itself; what the price includes is only noted."""
    applies = data.get("applies", {})
    channels = {queue.channel for queue in team.queues}
    automated = any((front := queue.automated()) is not None and front.share.high > 0 for queue in team.queues)
    due = asked or (
        data["default"]
        and not terms.bare
        # What a quote does not mention is in doubt even where vendors usually include it.
        and (terms.sourcing in applies.get("sourcing", (terms.sourcing,)) or data.get("part") in terms.unsaid)
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
    touched = set(build.case.scenario.data or ()) & set(applies.get("data", ()))
    return bool(
        (data["default"] or touched)
        and not build.case.scenario.only_given
        and sourcing & set(applies.get("sourcing", sourcing))
        and channels & set(applies.get("channels", channels))
    )


def _stated_by_quotes(build: CaseBuilder, contracts: Sequence[Terms]) -> set[str]:
    """The fees whose price every vendor's quote states, so that the cards' question is answered."""
    teams = [team for _, team in build.case.scenario.each_team()]
    pricings = [team.pricing for team, terms in zip(teams, contracts, strict=True) if terms.sourcing == "outsourced"]
    stated = set()
    if pricings and all(pricing.exit_assistance is not None for pricing in pricings):
        stated.add("exit_assistance")
    if pricings and all(pricing.termination is not None for pricing in pricings):
        stated.add("early_termination")
    return stated


INCLUDED = "included"


def _holder(build: CaseBuilder, data: dict[str, Any], contracts: Sequence[Terms]) -> Terms | str | None:
    """Whether every vendor's price holds the item's part (then it is included), or whose quote does not mention it."""
    part = data.get("part")
    vendors = [terms for terms in contracts if terms.sourcing == "outsourced"]
    if part is None or not vendors:
        return None
    if all(part in terms.includes for terms in vendors):
        build.case.included += [(build.case.members["team"][terms.row], str(data["name"])) for terms in vendors]
        return INCLUDED
    return next((terms for terms in vendors if part in terms.unsaid), None)


def _quoted(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> list[PricedItem]:
    """The fees that the quote states as terms of its own, in the contract's currency."""
    pricing, place = team.pricing, (*path, "pricing")
    entries = []
    if pricing.exit_assistance is not None:
        at = (*place, "exit_assistance")
        price = net_of(build, build.given(pricing.exit_assistance, at, "contract"), pricing.vat_included)
        entries.append(
            PricedItem(
                "exit_assistance",
                "Exit assistance",
                "fees",
                "contract",
                at,
                price,
                terms.currency,
                ALWAYS,
                terms.end,
                passed_on=True,
            )
        )
    changes = pricing.change_requests
    if changes is not None:
        at = (*place, "change_requests")
        price = net_of(build, build.given(changes.price, (*at, "price"), "change"), pricing.vat_included)
        included = build.case.of(changes.included) if changes.included else 0.0
        count = build.given(changes.per_year.map(lambda count: max(0.0, count - included) / 12), (*at, "per_year"))
        assert count is not None
        entries.append(
            PricedItem(
                "change_request",
                "Change requests",
                "fees",
                "month",
                at,
                price,
                terms.currency,
                ALWAYS,
                count=replace(count, path=""),
                passed_on=True,
            )
        )
    return entries


def _from_card(
    build: CaseBuilder,
    exchange: Exchange,
    found: Found,
    key: str,
    path: Path,
    terms: Terms | str | None,
    end: int,
) -> PricedItem:
    """An item of a card; `end` is the last month of service, in which what is due at the end falls."""
    data = found.data
    place = (*path, "items", key)
    known = data.get("status", "priced") == "priced"
    price = build.fact(place, found.address) if known else None
    currency = str(data["unit"]).partition("/")[0] if known and not data["per"].startswith("share_") else None
    if isinstance(terms, Terms):
        if price is not None and "wages_of" in data:
            price = _local(build, exchange, place, price, terms.card, str(data["wages_of"]))
        price = terms.doubt(data.get("part"), price, f"{data['category']}.{key}")
        if price is None and data.get("part") in terms.unsaid:
            terms.asked.setdefault(data["part"], [])
    question = str(data.get("question", ""))
    row = terms.row if isinstance(terms, Terms) and path else None
    build.added.setdefault(key, {})[row] = (str(data["name"]), f"give it key: {key}")
    return PricedItem(
        key, str(data["name"]), data["category"], data["per"], place, price, currency, ALWAYS,
        month=end if data.get("due") == "end" else None, question=question,
    )  # fmt: skip


def _local(build: CaseBuilder, exchange: Exchange, place: Path, price: Sourced, card: str, reference: str) -> Sourced:
    """A price that is paid to people, at the wages of the team's place: its own range times one wage over the other.

    Where the place or the region that the price is from has no wage, the price stands as it is, and its note says so.
    """
    theirs = f"regions/{reference.replace('_', '-')}"
    if card == theirs:
        return price
    here, there = (_wage(build, exchange, place, region) for region in (card, theirs))
    name, where = (region.removeprefix("regions/").replace("-", " ") for region in (theirs, card))
    if here is None or there is None:
        note = f"the price of {name}; no wage of {where if here is None else name} is known to carry it over"
        return replace(price, origin=replace(price.origin, note=f"{note}. {price.origin.note}"))
    by = here[1] / there[1]
    basis: Basis = "assumed" if price.origin.basis == "assumed" else "modeled"
    note = f"times {by:.3g}, the wage of {where} ({here[0]}) over that of {name} ({there[0]})"
    formula = f"{price.value.likely:g} × {by:.3g}"
    origin = replace(price.origin, basis=basis, formula=formula, note=f"{note}. {price.origin.note}".rstrip(". "))
    return replace(price, value=price.value.scaled(by), origin=origin)


def _wage(build: CaseBuilder, exchange: Exchange, place: Path, card: str) -> tuple[str, float] | None:
    """What a region's agents are paid an hour: in words, and in the currency of the case. None where no card says it."""
    wage = build.fact(place, (card, "labor", BASE_TYPE, "in_house"), (card, "operations", "wage"))
    if wage is None:
        return None
    currency = wage.unit.partition("/")[0]
    rate = exchange.rate(currency, place)
    return None if rate is None else (f"{wage.value.likely:g} {wage.unit}", wage.value.likely * rate.value.likely)


def _own(build: CaseBuilder, path: Path, item: Item, vat: Range | None = None) -> PricedItem:
    """An item of the scenario; `vat` is in the prices of the contract whose vendor may bill it on."""
    _check_key(build, path, item.key)
    key = item.key or "".join(ch if ch.isalnum() else "_" for ch in item.name.lower()).strip("_")
    held = item.vat_included or (vat if item.markup is not None and not item.per.startswith("share_") else None)
    price = net_of(build, build.given(item.price, (*path, "price"), item.per), held)
    share = item.per.startswith("share_")
    if share and item.currency:
        build.problem((*path, "currency"), "a share has no currency (take it away)")
    currency = None if share else item.currency or build.case.scenario.currency or build.case.currency
    probability = build.given(item.probability, (*path, "probability"), "share") or ALWAYS
    count = build.given(item.quantity, (*path, "quantity"), "unit") or ONE
    if share and item.quantity is not None:
        build.problem((*path, "quantity"), "a share is of something already (take it away)", key=True)
    burden = build.given(item.employer_burden, (*path, "employer_burden"), "share") or NOTHING
    escalator = build.given(item.escalator, (*path, "escalator"), "share/year") or NO_RISE
    markup = build.given(item.markup, (*path, "markup"), "share") or NOTHING
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
    return PricedItem(
        key, item.name, item.category, item.per, path, price, currency, probability,
        item.month, item.first_month, item.last_month, question, count, markup, item.markup is not None,
        burden=burden, escalator=escalator,
    )  # fmt: skip


def _check_key(build: CaseBuilder, path: Path, key: str | None) -> None:
    """The key of an item says which of the cards' items it replaces, so that it must be one of theirs."""
    known = [known for card in CARDS for known in build.catalog.keys(card, "items")]
    if key is None or key in known:
        return
    meant = cost_meant(build, key)
    close = did_you_mean(meant if meant in known else key, known, "")
    hint = f"{close} Or leave key away" if close else "leave key away"
    message = f"no card has an item {key} ({hint} for an item of your own)"
    if all(problem.message != message for problem in build.problems):
        build.problem((*path, "key"), message, key=True)


def _priced(build: CaseBuilder, entry: PricedItem) -> Priced:
    cards = (build.catalog.entry(card, "items", entry.key) for card in CARDS)
    part = next((str(found.data.get("part") or "") for found in cards if found is not None), "")
    one_off = entry.one_off or entry.per in ONE_OFF
    return Priced(f"{entry.category}.{entry.key}", entry.name, entry.category, one_off, part)


def _unpriced(build: CaseBuilder, entry: PricedItem) -> None:
    identity = f"{entry.category}.{entry.key}"
    if all(known.id != identity for known in build.case.unpriced):
        path = ".".join(map(str, entry.path))
        build.case.unpriced.append(Unpriced(identity, entry.name, entry.category, entry.question, path))


def _put(build: CaseBuilder, exchange: Exchange, index: str, entry: PricedItem, serving: Sequence[float]) -> None:
    build.label(f"{index}_per", entry.per)
    build.put(f"{index}_price", entry.price)
    rate = exchange.rate(entry.currency, entry.path) if entry.currency else Sourced(point(1), "", STRUCTURAL)
    build.put(f"{index}_exchange_rate", rate)
    build.put(f"{index}_probability", entry.probability)
    build.put(f"{index}_count", entry.count)
    build.put(f"{index}_burden", entry.burden)
    build.put(f"{index}_escalator", entry.escalator)
    due = _due(entry, serving)
    build.put(f"{index}_due", computed(due, "factor", "the months in which it falls due"))


BY_TIME = ("month", "agent", "seat_month", "position_month", "lead")
"""What recurs each month for what is there, so that a part of a month costs a part; all else is counted as it happens."""


def _due(entry: PricedItem, serving: Sequence[float]) -> list[float]:
    """How often an item falls due in each month, the time before the start first; nothing recurs after the end.

    `serving` is the part of each month that is in service.
    """
    months = len(serving)
    once = entry.per in ("contract", "share_of_contract_year")
    if once:
        at = entry.month or 0
        return [1.0 if month == at else 0.0 for month in range(months)]
    # A share of what vendors bill is also one of what they bill before the start, such as the training of the first team.
    usual = 0 if entry.per == "share_of_contract" else 1
    first = entry.first_month if entry.first_month is not None else usual
    end = max(month for month, part in enumerate(serving) if part > 0)
    last = min(end, entry.last_month if entry.last_month is not None else end)
    window = [1.0 if first <= month <= last else 0.0 for month in range(months)]
    if entry.per in BY_TIME:
        parts = serving if entry.served is None else [0.0, *served(serving[1:], entry.served)]
        return [due * part for due, part in zip(window, parts, strict=True)]
    if entry.per == "year":
        return [due if (month - first) % 12 == 0 else 0.0 for month, due in enumerate(window)]
    return window
