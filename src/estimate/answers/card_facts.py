"""What any question reads of the rate cards: a fact in force, a word, the regions, and currencies into one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from estimate.cards.catalog import Catalog, TooEarly
from estimate.ground.provenance import Sourced
from estimate.resolve.resolved import ResolvedScenario

OLD_MONTHS = 18
"""A value older than this is worth asking for again."""

Convert = Callable[[str, str], float | None]
"""The price of one unit of a currency in another; None where no rate is known."""


def age(since: str, as_of: str) -> int:
    """Full months between two dates; below zero for what is still to come."""
    return (
        (int(as_of[:4]) - int(since[:4])) * 12
        + int(as_of[5:7])
        - int(since[5:7])
        - (as_of[8:10] < since[8:10])  # the month is not full yet
    )


def card_date(catalog: Catalog) -> str:
    """The cards' own date, which stands in for today."""
    found = catalog.entry("defaults", "as_of")
    return str(found.data) if found else ""


def regions(catalog: Catalog, folders: Sequence[Path] = ()) -> list[str]:
    """Every region with a card, those that lie at the top of a user's folder with them."""
    names = set(catalog.regions())
    for folder in folders:
        stems = (file.stem.replace("-", "_") for file in folder.glob("*.yaml"))
        names |= {stem for stem in stems if stem not in names and _describes_region(catalog, stem)}
    return sorted(names)


def _describes_region(catalog: Catalog, stem: str) -> bool:
    card = catalog.region(stem)
    return card is not None and any("region" in layer.data for layer in catalog.layers(card))


def planning_rate(catalog: Catalog, as_of: str) -> Convert:
    """Currencies into one another by the rates of the card."""
    base = word_of(catalog, "fx", "base")

    def per_base(currency: str) -> float | None:
        """Units of a currency for one of the base."""
        fact = fact_of(catalog, as_of, ("fx", "rates", currency))
        return 1.0 if currency == base else fact.value.likely if fact else None

    def convert(currency: str, target: str) -> float | None:
        if currency == target:
            return 1.0
        one, other = per_base(currency), per_base(target)
        return None if one is None or other is None else other / one

    return convert


def exchange_of(case: ResolvedScenario) -> Convert:
    """Currencies into one another by a scenario's own exchange rates, before those of the card."""
    own, fx = case.scenario.currency or case.currency, case.scenario.fx
    planned = planning_rate(case.catalog, case.as_of)

    def convert(currency: str, target: str) -> float | None:
        one, other = (1.0 if code == own else fx[code].likely if code in fx else None for code in (currency, target))
        return planned(currency, target) if one is None or other is None else one / other

    return convert


def fact_of(catalog: Catalog, as_of: str, *addresses: tuple[str, ...]) -> Sourced | None:
    """The first of the facts that stands on a card and is in force."""
    for address in addresses:
        found = catalog.entry(*address)
        if found is not None:
            try:
                return catalog.fact(found, as_of, ".".join(address[1:]))
            except TooEarly:
                return None
    return None


def word_of(catalog: Catalog, *address: str) -> str:
    found: Any = catalog.entry(*address)
    return str(found.data) if found is not None else ""
