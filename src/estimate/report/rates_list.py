"""The document of `rates list`: prices of the rate cards, each with where it comes from; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.price_list import CardPrice
from estimate.report.figures import significant

VERSION = "1.0"
DIGITS = 9
"""Significant digits of what is computed from a card's numbers; those themselves stand as they are on the card."""
COLUMNS = (
    "region", "name", "area", "support_type", "model", "unit", "expected", "low", "likely", "high", "basis", "grade", "since",
    "age_months", "file", "sources", "evidence", "formula", "note",
)  # fmt: skip
"""What a row of CSV tells of a price."""


class PriceDocument(TypedDict):
    """A price on a region's card as it is in force on the date: money by the unit, its pedigree, and its age in full months.

    `model` is `in_house` where the price is the wage of an agent of one's own.
    """

    region: str
    name: str
    area: str
    support_type: str
    model: str
    unit: str
    expected: float
    low: float
    likely: float
    high: float
    basis: str
    grade: str
    since: str
    age_months: int
    file: str
    sources: list[str]
    evidence: list[str]
    formula: str
    note: str


class RatesListDocument(TypedDict):
    """The prices that fit, in the order that was asked for."""

    rates_list_version: str
    as_of: str
    prices: list[PriceDocument]


def rates_list_document(prices: Sequence[CardPrice], as_of: str) -> RatesListDocument:
    """A list of prices as plain data."""
    return {"rates_list_version": VERSION, "as_of": as_of, "prices": [price_document(price) for price in prices]}


def price_document(price: CardPrice) -> PriceDocument:
    """A price as plain data."""
    value = price.value
    return {
        "region": price.region,
        "name": price.name,
        "area": price.area,
        "support_type": price.support_type,
        "model": price.model,
        "unit": price.unit,
        "expected": significant(value.expected, DIGITS),
        "low": value.low,
        "likely": value.likely,
        "high": value.high,
        "basis": price.basis,
        "grade": price.grade,
        "since": price.since,
        "age_months": price.age,
        "file": price.file,
        "sources": list(price.sources),
        "evidence": list(price.evidence),
        "formula": price.formula,
        "note": price.note,
    }
