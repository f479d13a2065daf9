"""The cards' items: which of them fall due for a team or the whole contract, what is included, and what each costs at its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from estimate.cards.catalog import Catalog, Found
from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Basis, Sourced
from estimate.ground.records import dataclass
from estimate.resolve.automation import AI
from estimate.resolve.contract import Contract
from estimate.resolve.doubles import cost_meant
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.priced_item import ALWAYS, PricedItem
from estimate.resolve.rows import Added, Asked
from estimate.resolve.scope import Path, Scope
from estimate.resolve.terms import BASE_TYPE, Terms
from estimate.schema.item import SHARED_ITEMS
from estimate.schema.team import Team


@dataclass(frozen=True)
class FromCards:
    """What the cards add: items, the questions that they leave, their names for the warning of doubles, and what a price includes."""

    entries: tuple[PricedItem, ...] = ()
    asked: tuple[Asked, ...] = ()
    added: tuple[Added, ...] = ()
    included: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: FromCards) -> FromCards:
        return FromCards(
            self.entries + other.entries,
            self.asked + other.asked,
            self.added + other.added,
            self.included + other.included,
        )


def card_items(catalog: Catalog, *, shared: bool) -> list[tuple[str, Found]]:
    """The cards' items by key: those of the whole contract, or those that go with a team."""
    return [
        (key, found)
        for key, found in catalog.every_item()
        if (found.data["per"] in SHARED_ITEMS) is shared and found.data["per"] != "share_of_total" and key != AI
    ]


def items_of_team(scope: Scope, path: Path, team: Team, contract: Contract, taken: set[str]) -> FromCards:
    """The cards' items that go with a team, but for those whose keys are `taken` by the scenario."""
    terms, found = contract.terms, FromCards()
    for key, card in card_items(scope.catalog, shared=False):
        if key in taken or not _falls_due(card.data, terms, team, asked=key in team.also):
            continue
        if card.data.get("part") in terms.includes:
            found += FromCards(included=((terms.team, str(card.data["name"])),))
        else:
            found += _from_card(scope, card, key, path, terms, contract.service.end)
    return found


def items_of_contract(scope: Scope, contracts: Sequence[Contract], taken: set[str], end: int) -> FromCards:
    """The cards' items of the whole contract, but for those whose keys are `taken`; `end` is the last month of service."""
    found = FromCards()
    for key, card in card_items(scope.catalog, shared=True):
        if key in taken or not (key in scope.scenario.also or _applies_to_any(scope, card.data, contracts)):
            continue
        part = card.data.get("part")
        vendors = [one.terms for one in contracts if one.terms.sourcing == "outsourced"]
        if part is not None and vendors and all(part in terms.includes for terms in vendors):
            found += FromCards(included=tuple((terms.team, str(card.data["name"])) for terms in vendors))
            continue
        silent = None if part is None else next((terms for terms in vendors if part in terms.unsaid), None)
        found += _from_card(scope, card, key, (), silent, end)
    return found


def check_keys(scope: Scope, path: Path, keys: tuple[str, ...], *, shared: bool) -> None:
    """A problem for each key that is none of an item of the cards."""
    known = [key for key, _ in card_items(scope.catalog, shared=shared)] + ([] if shared else [AI])
    for position, key in enumerate(keys):
        if key not in known:
            meant = cost_meant(scope, key)
            hint = did_you_mean(meant if meant in known else key, known)
            scope.problem((*path, position), f"no card has an item {key} here ({hint})")


def _falls_due(data: dict[str, Any], terms: Terms, team: Team, *, asked: bool) -> bool:
    """Whether a card's item falls due for a team, asked for or by itself."""
    applies = data.get("applies", {})
    channels = {queue.channel for queue in team.queues}
    automated = any((front := queue.automated()) is not None and front.share.high > 0 for queue in team.queues)
    return asked or bool(
        data["default"]
        and not terms.bare
        # What a quote does not mention is in doubt even where vendors usually include it.
        and (terms.sourcing in applies.get("sourcing", (terms.sourcing,)) or data.get("part") in terms.unsaid)
        and channels & set(applies.get("channels", channels))
        and (automated or not applies.get("automation"))
    )


def _applies_to_any(scope: Scope, data: dict[str, Any], contracts: Sequence[Contract]) -> bool:
    applies = data.get("applies", {})
    teams = [team for _, team in scope.scenario.each_team()]
    channels = {queue.channel for team in teams for queue in team.queues}
    sourcing = {one.terms.sourcing for one in contracts}
    touched = set(scope.scenario.data or ()) & set(applies.get("data", ()))
    return bool(
        (data["default"] or touched)
        and not scope.scenario.only_given
        and sourcing & set(applies.get("sourcing", sourcing))
        and channels & set(applies.get("channels", channels))
    )


def _from_card(scope: Scope, found: Found, key: str, path: Path, terms: Terms | None, end: int) -> FromCards:
    """An item of a card; `end` is the last month of service, in which what is due at the end falls.

    `path` is that of its team, if it goes with one, and `terms` are those of a price that may have to do with it.
    """
    data = found.data
    place, part, name = (*path, "items", key), data.get("part"), str(data["name"])
    known = data.get("status", "priced") == "priced"
    price = scope.fact(place, found.address) if known else None
    currency = str(data["unit"]).partition("/")[0] if known and not data["per"].startswith("share_") else None
    asked: tuple[Asked, ...] = ()
    if terms is not None:
        if price is not None and "wages_of" in data:
            price = _local(scope, place, price, terms.card, str(data["wages_of"]))
        if part in terms.unsaid:
            asked = (Asked(terms.at, str(part), "" if price is None else f"{data['category']}.{key}"),)
        price = terms.doubted(part, price)
    entry = PricedItem(
        key, name, data["category"], data["per"], place, price, currency, ALWAYS,
        month=end if data.get("due") == "end" else None, question=str(data.get("question", "")),
    )  # fmt: skip
    return FromCards((entry,), asked, (Added(key, path or None, name, f"give it key: {key}"),))


def _local(scope: Scope, place: Path, price: Sourced, card: str, reference: str) -> Sourced:
    """A price that is paid to people, at the wages of the team's place: its own range times one wage over the other.

    Where the place or the region that the price is from has no wage, the price stands as it is, and its note says so.
    """
    theirs = f"regions/{reference.replace('_', '-')}"
    if card == theirs:
        return price
    here, there = (_wage(scope, place, region) for region in (card, theirs))
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


def _wage(scope: Scope, place: Path, card: str) -> tuple[str, float] | None:
    """What a region's agents are paid an hour: in words, and in the currency of the case. None where no card says it."""
    wage = scope.fact(place, (card, "labor", BASE_TYPE, "in_house"), (card, "operations", "wage"))
    if wage is None:
        return None
    currency = wage.unit.partition("/")[0]
    rate = exchange_rate(scope, currency, place)
    return None if rate is None else (f"{wage.value.likely:g} {wage.unit}", wage.value.likely * rate.value.likely)
