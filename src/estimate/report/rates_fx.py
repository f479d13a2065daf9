"""The document of `rates fx`: the exchange rates that the cards know, against one currency; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.rates_fx import KnownRate
from estimate.ground.ranges import Range
from estimate.report.plain_data import figure

VERSION = "1.0"


class EndsDocument(TypedDict):
    """A rate from the lowest to the highest that a plan reckons with."""

    low: float
    likely: float
    high: float


class ExchangeRateDocument(TypedDict):
    """A currency: its units for one unit of the reference, and the price of one unit there; null before the first date (`since`)."""

    currency: str
    units: EndsDocument | None
    price: EndsDocument | None
    basis: str | None
    grade: str
    since: str
    file: str
    sources: list[str]
    note: str


class RatesFxDocument(TypedDict):
    """Every currency that the cards know but the reference, in the order of the alphabet."""

    rates_fx_version: str
    as_of: str
    reference: str
    rates: list[ExchangeRateDocument]


def rates_fx_document(rates: Sequence[KnownRate], as_of: str) -> RatesFxDocument:
    """Exchange rates as plain data; there is at least one."""
    return {
        "rates_fx_version": VERSION,
        "as_of": as_of,
        "reference": rates[0].reference,
        "rates": [_rate(rate) for rate in rates],
    }


def _rate(rate: KnownRate) -> ExchangeRateDocument:
    origin = rate.origin
    return {
        "currency": rate.currency,
        "units": _ends(rate.units),
        "price": _ends(rate.price),
        "basis": None if rate.units is None else origin.basis,
        "grade": origin.grade,
        "since": origin.date,
        "file": origin.file,
        "sources": list(rate.cited),
        "note": origin.note,
    }


def _ends(value: Range | None) -> EndsDocument | None:
    if value is None:
        return None
    low, likely, high = (figure(end) for end in (value.low, value.likely, value.high))
    return {"low": low, "likely": likely, "high": high}
