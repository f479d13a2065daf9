"""What the cards cover: for each region and kind of support, how good its best price is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from estimate.answers.card_facts import regions
from estimate.answers.price_list import IN_HOUSE, CardPrice, derived_prices, prices_of
from estimate.cards.catalog import Catalog
from estimate.ground.records import dataclass
from estimate.schema.team import SUPPORT_TYPES

PAY = "in_house"
"""The column of an agent's own pay, beside those of the kinds of support."""
KINDS = (*SUPPORT_TYPES, PAY)
QUALITIES = ("quoted", "derived", "modeled", "assumed")


@dataclass(frozen=True)
class Cell:
    """How well one kind of support is known in one region.

    `basis`, `grade`, `model` and `age` in months are those of its best price: quoted before derived, then modeled, then
    assumed, and of these the best grade. `prices` counts the pricing models that have a price. `factored` says that none
    has, so that voice times the shared factor stands in.
    """

    basis: str
    grade: str
    age: int
    model: str
    prices: int
    derived_prices: bool = False


@dataclass(frozen=True)
class Covered:
    """One region of the map; a kind without a cell has no price at all."""

    region: str
    name: str
    area: str
    cells: dict[str, Cell]


def card_coverage(catalog: Catalog, as_of: str, folders: Sequence[Path] = ()) -> list[Covered]:
    """Every region with what its card covers on a date, regions in the order of the alphabet."""
    return [_covered(catalog, region, as_of) for region in regions(catalog, folders)]


def narrowed(
    found: Sequence[Covered], *, region: str | None, area: str | None, basis: str | None, kind: str | None
) -> list[Covered]:
    """The regions that fit; with a basis or a kind, only the cells that have it, and only regions that have such a cell."""
    kept = [one for one in found if region in (None, one.region) and area in (None, one.area)]
    if basis is None and kind is None:
        return kept
    only = [
        replace(
            one,
            cells={of: cell for of, cell in one.cells.items() if basis in (None, cell.basis) and kind in (None, of)},
        )
        for one in kept
    ]
    return [one for one in only if one.cells or basis is None]


def counts(found: Sequence[Covered], kinds: Sequence[str] = KINDS) -> dict[str, dict[str, int]]:
    """For each kind of support, in how many regions its price is of each quality, stands in, or is missing."""
    table = {}
    for kind in kinds:
        cells = [one.cells.get(kind) for one in found]
        own = [cell.basis for cell in cells if cell is not None and not cell.derived_prices]
        table[kind] = {quality: own.count(quality) for quality in QUALITIES} | {
            "derived_prices": sum(cell is not None and cell.derived_prices for cell in cells),
            "none": cells.count(None),
        }
    return table


def _covered(catalog: Catalog, region: str, as_of: str) -> Covered:
    found = prices_of(catalog, region, as_of)
    cells: dict[str, Cell] = {}
    for kind in SUPPORT_TYPES:
        own = [price for price in found if price.support_type == kind and price.model != IN_HOUSE]
        if own:
            cells[kind] = _cell(own)
    for kind, model, factor, _ in derived_prices(catalog, region, as_of):
        if kind not in cells:
            base = next(price for price in found if (price.support_type, price.model) == ("voice", model))
            cells[kind] = Cell("modeled", max(base.grade, factor.origin.grade), base.age, model, 0, derived_prices=True)
    paid = [price for price in found if price.model == IN_HOUSE]
    if paid:
        cells[PAY] = _cell(paid)
    return Covered(region, _name(catalog, region, "name") or region, _name(catalog, region, "area"), cells)


def _cell(prices: Sequence[CardPrice]) -> Cell:
    best = min(prices, key=lambda price: (QUALITIES.index(price.basis), price.grade or "Z"))
    return Cell(best.basis, best.grade, best.age, best.model, len(prices))


def _name(catalog: Catalog, region: str, key: str) -> str:
    found = catalog.entry(catalog.region(region) or "", key)
    return str(found.data) if found else ""
