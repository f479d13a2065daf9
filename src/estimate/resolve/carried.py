"""Carrying a card's price forward from its date to the start: by the growth of wages of the place, in the price's own currency."""

from __future__ import annotations

from estimate.cards.catalog import Catalog, Found
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.ground.records import dataclass
from estimate.resolve.scope import STRUCTURAL, Path, Scope

GROWTH = ("operations", "wage_growth")
FOLLOWS = ("operations", "labor", "price_follows_wages")
MONTHS = 12
NO_GROWTH = Sourced(point(0), "share/year", STRUCTURAL)
NO_YEARS = Sourced(point(0), "year", STRUCTURAL)
NO_SHARE = Sourced(point(0), "share", STRUCTURAL)


@dataclass(frozen=True)
class Carried:
    """How one price of a card comes to the level of the start: growth of wages, the share of it that the price follows, years."""

    growth: Sourced = NO_GROWTH
    follows: Sourced = NO_SHARE
    years: Sourced = NO_YEARS


def growth_of(catalog: Catalog, card: str, currency: str) -> Found | None:
    """The growth of wages on a region's card, where it is measured in the currency; None otherwise."""
    found = catalog.entry(card, *GROWTH)
    return found if found is not None and growth_currency(catalog, card, found) == currency else None


def growth_currency(catalog: Catalog, card: str, found: Found) -> str:
    """The currency in which a growth of wages is measured: the one that it names, else that of its card."""
    own = catalog.entry(card, "currency")
    return str(found.data.get("currency") or (own.data if own else ""))


def years_between(since: str, start: str) -> float:
    """Years from the date of a value to the first day of a month; 0 where the value is the later one."""
    days = int(since[8:10]) - 1 if len(since) >= 10 else 0
    months = (int(start[:4]) - int(since[:4])) * MONTHS + int(start[5:7]) - int(since[5:7]) - days / 31
    return max(0.0, months / MONTHS)


def carry(scope: Scope, place: Path, card: str, price: Found, value: Sourced, *, wage: bool) -> Carried:
    """What carries a card's price to the start of the case; nothing where the card has no growth in the price's currency.

    A wage follows the growth whole; a vendor's price as far as the shared card says.
    """
    start = scope.months[1]
    years = years_between(value.origin.date, start) if value.origin.date else 0.0
    found = growth_of(scope.catalog, card, str(price.data["unit"]).partition("/")[0])
    growth = scope.fact(place, found.address) if found and years > 0 else None
    if growth is None:
        return Carried()
    whole = Sourced(point(1), "share", STRUCTURAL)
    follows = whole if wage else scope.need("growth_followed", None, place, FOLLOWS) or NO_SHARE
    note = f"from {value.origin.date}, the date of the price on {value.origin.file}, to the start in {start}"
    return Carried(growth, follows, Sourced(point(years), "year", Origin("computed", note=note)))
