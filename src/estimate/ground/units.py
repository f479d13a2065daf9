"""Units: which there are, how many decimals a currency has, and how an amount is rounded to them."""

from __future__ import annotations

from collections.abc import Iterable

MINOR_UNITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Decimals of the currencies that do not have two (ISO 4217)."""

PRICE_UNITS = (
    "logged_in_hour", "paid_hour", "seat_month", "contact", "talk_minute", "handled_minute", "resolution",
)  # fmt: skip
"""What a labor price is for."""

ITEM_UNITS = (
    "contract", "month", "year", "agent", "seat", "seat_month", "position", "position_month", "hire", "lead", "contact",
    "resolution", "talk_minute", "logged_in_hour", "paid_hour", "share_of_labor", "share_of_contract", "share_of_contract_year", "share_of_total",
)  # fmt: skip
"""What a priced item is counted by."""


def decimals(currency: str) -> int:
    """Digits after the point in a currency's amounts: 2, but 0 in KRW, JPY and VND and 3 in a few."""
    return MINOR_UNITS.get(currency, 2)


CLOSE = 1e-9
FLOAT = 4e-16
HALF = 0.5 + CLOSE
LARGE = CLOSE / FLOAT
"""From here on floats are coarser than a billionth."""


def nearest(value: float) -> int:
    """The nearest whole number, halves away from zero, as invoices and calculators round: 12.5 is 13, and −12.5 is −13.

    What lies within a billionth of a half, or no further than floats can tell, counts as a half: 2.675 times 100 is 267.49999999999994.
    """
    size = abs(value)
    whole = int(size + HALF) if size < LARGE else int(size + 0.5 + FLOAT * size)
    return whole if value >= 0 else -whole


def total_in(amounts: Iterable[float], scale: int) -> int:
    """The sum of amounts, each rounded to the nearest part of which `scale` make one: `nearest`, fast for the many small ones."""
    scaled = (amount * scale for amount in amounts)
    return sum(int(part + HALF) if 0 <= part < LARGE else nearest(part) for part in scaled)


def rounded(value: float, digits: int) -> float:
    """A value to so many digits after the point (before it where negative), halves away from zero."""
    scale = 10 ** abs(digits)
    return nearest(value * scale) / scale if digits >= 0 else float(nearest(value / scale) * scale)


def money(amount: float, currency: str) -> float:
    """An amount to the currency's minor unit, halves away from zero."""
    return rounded(amount, decimals(currency))
