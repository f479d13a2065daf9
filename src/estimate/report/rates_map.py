"""What the cards cover, as records that scripts read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from estimate.answers.rates_map import Cell, Covered, counts

COLUMNS = (
    "region",
    "name",
    "area",
    "support_type",
    "basis",
    "grade",
    "age_months",
    "model",
    "prices",
    "derived_prices",
)


def coverage_record(found: Sequence[Covered], kinds: Sequence[str], as_of: str) -> dict[str, Any]:
    """The map as one object: a cell for each region and kind, null where there is no price, and the count of each quality."""
    return {
        "as_of": as_of,
        "regions": [
            {"region": one.region, "name": one.name, "area": one.area}
            | {"cells": {kind: _cell(one.cells[kind]) if kind in one.cells else None for kind in kinds}}
            for one in found
        ],
        "counts": counts(found, kinds),
    }


def coverage_rows(found: Sequence[Covered], kinds: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """A row for each region and kind, in the order of COLUMNS; a kind without a price has the basis none."""
    for one in found:
        for kind in kinds:
            cell = one.cells.get(kind)
            said = tuple(_cell(cell).values()) if cell else ("none", "", "", "", 0, False)
            yield (one.region, one.name, one.area, kind, *said)


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "basis": cell.basis, "grade": cell.grade, "age_months": cell.age, "model": cell.model, "prices": cell.prices,
        "derived_prices": cell.derived_prices,
    }  # fmt: skip
