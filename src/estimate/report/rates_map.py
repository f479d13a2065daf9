"""The document of `rates list --map`: how well each kind of support is known in each region; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.rates_map import Cell, Covered, counts

VERSION = "1.0"
COLUMNS = (
    "region", "name", "area", "support_type", "basis", "grade", "age_months", "model", "prices", "derived_prices",
)  # fmt: skip
"""What a row of CSV tells of a kind of support in a region."""


class CellDocument(TypedDict):
    """The best price of a kind of support in a region, and how many pricing models have one.

    `derived_prices` says that none has, so that the price of voice times the shared factor stands in.
    """

    basis: str
    grade: str
    age_months: int
    model: str
    prices: int
    derived_prices: bool


class CoveredDocument(TypedDict):
    """A region with a cell for each kind of support; null where it has no price."""

    region: str
    name: str
    area: str
    cells: dict[str, CellDocument | None]


class RatesMapDocument(TypedDict):
    """The regions, and for each kind of support in how many of them its price is of which basis, stands in, or is missing."""

    rates_map_version: str
    as_of: str
    regions: list[CoveredDocument]
    counts: dict[str, dict[str, int]]


def rates_map_document(found: Sequence[Covered], kinds: Sequence[str], as_of: str) -> RatesMapDocument:
    """A map of these kinds of support as plain data."""
    return {
        "rates_map_version": VERSION,
        "as_of": as_of,
        "regions": [
            {
                "region": one.region,
                "name": one.name,
                "area": one.area,
                "cells": {kind: _cell(one.cells[kind]) if kind in one.cells else None for kind in kinds},
            }
            for one in found
        ],
        "counts": counts(found, kinds),
    }


def _cell(cell: Cell) -> CellDocument:
    return {
        "basis": cell.basis,
        "grade": cell.grade,
        "age_months": cell.age,
        "model": cell.model,
        "prices": cell.prices,
        "derived_prices": cell.derived_prices,
    }
