"""Resolving items: the rows of what the cards, the scenario, quotes and the buyer add as data, and what has no price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import fsum

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.ground.term import served
from estimate.resolve.buyer import buyer_entries
from estimate.resolve.card_items import card_items, check_keys, items_of_contract, items_of_team
from estimate.resolve.contract import Contract
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.own_items import own_item, quoted_fees
from estimate.resolve.priced_item import ONE_OFF, PricedItem
from estimate.resolve.resolved import Priced, Unpriced
from estimate.resolve.rows import Inputs, Row, Rows, joined
from estimate.resolve.scope import STRUCTURAL, Path, Scope, computed, switch
from estimate.schema.item import SHARED_ITEMS, TEAM_ITEMS
from estimate.schema.team import Team


def item_rows(scope: Scope, path: Path, team: Team, contract: Contract) -> Rows:
    """What goes with one team: the cards' items by seat, hire, minute or hour, and the scenario's own."""
    scenario = scope.scenario
    own = [((*path, "items", i), item) for i, item in enumerate(team.items)]
    own += [(("items", i), item) for i, item in enumerate(scenario.items) if item.per not in SHARED_ITEMS]
    check_keys(scope, (*path, "without"), team.without, shared=False)
    check_keys(scope, (*path, "also"), team.also, shared=False)
    for position, item in enumerate(team.items):
        if item.per not in TEAM_ITEMS:
            message = f"{item.per} is counted by the whole contract (put the item under the scenario's own items)"
            scope.problem((*path, "items", position, "per"), message)
    vat = team.pricing.vat_included
    entries = [own_item(scope, place, item, contract.service.end, vat) for place, item in own if item.per in TEAM_ITEMS]
    entries += quoted_fees(scope, path, team, contract)
    keys = {item.key for _, item in own if item.key}
    cards = items_of_team(scope, path, team, contract, keys | set(team.without))
    serving = contract.service.serving
    rows = joined(_row(scope, "item", entry, serving, path) for entry in (*entries, *cards.entries))
    answered = _parts_of(scope, keys, [contract], shared=False)
    return rows + Rows(asked=cards.asked, answered=answered, included=cards.included, added=cards.added)


def serving_of_all(contracts: Sequence[Contract]) -> tuple[float, ...]:
    """The part of each month in which any team serves, the time before the start first."""
    return tuple(map(max, zip(*(one.service.serving for one in contracts), strict=True)))


def months_in_term(contracts: Sequence[Contract]) -> Sourced:
    """How many months any team serves."""
    return computed([fsum(serving_of_all(contracts))], "month", "counted from the first month of service")[0]


def charge_rows(scope: Scope, contracts: Sequence[Contract]) -> Rows:
    """What goes with the contract as a whole, until the last team's service ends."""
    scenario = scope.scenario
    own = [(("items", i), item) for i, item in enumerate(scenario.items) if item.per in SHARED_ITEMS]
    check_keys(scope, ("without",), scenario.without, shared=True)
    check_keys(scope, ("also",), scenario.also, shared=True)
    for place, item in own:
        if item.markup is not None:
            message = "is for what a vendor bills on with its team (put the item into that team)"
            scope.problem((*place, "markup"), message, key=True)
    end = max(one.service.end for one in contracts)
    entries = [own_item(scope, place, item, end) for place, item in own] + buyer_entries(scope)
    taken = {item.key for _, item in own if item.key} | {entry.key for entry in entries} | set(scenario.without)
    taken |= {item.key for _, team in scenario.each_team() for item in team.items if item.key}
    taken |= _stated_by_quotes(scope, contracts)
    if scenario.only_given and set(scenario.data or ()) - {"none"}:
        scope.warn("only_given: the audits that follow from data are not added (also: names those to be added)")
    cards = items_of_contract(scope, contracts, taken, end)
    serving = serving_of_all(contracts)
    rows = joined(_row(scope, "charge", entry, serving) for entry in (*entries, *cards.entries))
    answered = _parts_of(scope, taken, contracts, shared=True)
    return rows + Rows(asked=cards.asked, answered=answered, included=cards.included, added=cards.added)


def _parts_of(
    scope: Scope, keys: Iterable[str], contracts: Sequence[Contract], *, shared: bool
) -> frozenset[tuple[Path, str]]:
    """Of each team, the parts of its price that the items of these keys are."""
    stated = {str(found.data.get("part")) for key, found in card_items(scope.catalog, shared=shared) if key in keys}
    return frozenset((one.terms.at, part) for one in contracts for part in stated)


def _stated_by_quotes(scope: Scope, contracts: Sequence[Contract]) -> set[str]:
    """The fees whose price every vendor's quote states, so that the cards' question is answered."""
    teams = [team for _, team in scope.scenario.each_team()]
    pricings = [team.pricing for team, one in zip(teams, contracts, strict=True) if one.terms.sourcing == "outsourced"]
    stated = set()
    if pricings and all(pricing.exit_assistance is not None for pricing in pricings):
        stated.add("exit_assistance")
    if pricings and all(pricing.termination is not None for pricing in pricings):
        stated.add("early_termination")
    return stated


def _priced(scope: Scope, entry: PricedItem) -> Priced:
    card = scope.catalog.item(entry.key)
    part = str(card.data.get("part") or "") if card else ""
    one_off = entry.one_off or entry.per in ONE_OFF
    return Priced(f"{entry.category}.{entry.key}", entry.name, entry.category, one_off, part)


def _row(scope: Scope, index: str, entry: PricedItem, serving: Sequence[float], team: Path = ()) -> Rows:
    """The row of an item or charge, or the cost without a price that it is; `serving` is the part of each month in service."""
    if entry.price is None:
        path = ".".join(map(str, entry.path))
        identity = f"{entry.category}.{entry.key}"
        return Rows(unpriced=(Unpriced(identity, entry.name, entry.category, entry.question, path),))
    rate = exchange_rate(scope, entry.currency, entry.path) if entry.currency else Sourced(point(1), "", STRUCTURAL)
    inputs = Inputs()
    inputs[f"{index}_per"] = entry.per
    inputs[f"{index}_price"] = _of_unit(entry.price, entry.currency)
    inputs.number(f"{index}_exchange_rate", rate)
    inputs[f"{index}_probability"] = entry.probability
    inputs[f"{index}_count"] = entry.count
    inputs[f"{index}_burden"] = entry.burden
    inputs[f"{index}_escalator"] = entry.escalator
    inputs[f"{index}_due"] = computed(_due(entry, serving), "factor", "the months in which it falls due")
    if index == "item":
        inputs["item_markup"] = entry.markup
        inputs["item_passed_on"] = switch(entry.passed_on)
    return Rows((Row(index, entry.name, inputs, within=team, about=_priced(scope, entry)),))


def _of_unit(price: Sourced, currency: str | None) -> Sourced:
    """The price with the unit that a card's has: a share, or money of its currency for each of what counts it."""
    if "/" in price.unit:
        return price
    return replace(price, unit=f"{currency}/{price.unit}" if currency else "share")


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
