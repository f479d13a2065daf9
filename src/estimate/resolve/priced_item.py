"""A priced item on its way into a case, from a card, a scenario, a quote or the buyer's own list."""

from __future__ import annotations

from dataclasses import replace

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.resolve.scope import STRUCTURAL, Path, Scope

ALWAYS = Sourced(point(1), "share", STRUCTURAL)
ONE = Sourced(point(1), "unit", STRUCTURAL)
NO_RISE = Sourced(point(0), "share/year", STRUCTURAL)
NOTHING = Sourced(point(0), "share", STRUCTURAL)
ONE_OFF = ("contract", "seat", "position", "share_of_contract_year")
"""What an item that falls due once is counted by."""


@dataclass(frozen=True)
class PricedItem:
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
    count: Sourced = ONE
    markup: Sourced = NOTHING
    passed_on: bool = False
    one_off: bool = False
    burden: Sourced = NOTHING
    escalator: Sourced = NO_RISE
    served: int | None = None
    """Months of service in which it recurs, from the start; a part of a month counts as such."""


def net_of(scope: Scope, price: Sourced | None, vat: Range | None) -> Sourced | None:
    """A price without the value-added tax that it holds."""
    if price is None or vat is None:
        return price
    whole = 1 + scope.of(vat)
    formula = f"{price.value.likely:g} / {whole:g}"
    origin = replace(price.origin, formula=formula, note="without the value-added tax that the price holds")
    return replace(price, value=price.value.scaled(1 / whole), origin=origin)
