"""The cost by period and category, for a budget: sums of the months of the books, so that they agree with the total to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from typing_extensions import TypedDict

from estimate.ground.term import whole_or_part
from estimate.ground.units import decimals, nearest
from estimate.model.lines import CATEGORIES

PERIODS = ("month", "quarter", "year")
"""What `--by` divides the term into. Quarters and years are those of the calendar."""
BEFORE = "before"
"""The period of what is paid before the first month of service."""


class PeriodDocument(TypedDict):
    """A calendar period such as 2027-01, 2027-Q1 or 2027, or the time before the start (before): how many months of service lie
    in it, and what is paid in it, in the currency.
    """

    period: str
    months: float
    by_category: dict[str, float]
    total: float


class PeriodsDocument(TypedDict):
    """The term divided into months, calendar quarters or calendar years; totals of the periods sum to the total."""

    of: str
    periods: list[PeriodDocument]


def periods(
    months: Sequence[str], parts: Sequence[float], lines: Iterable[tuple[str, Sequence[float]]], currency: str, of: str
) -> PeriodsDocument:
    """Amounts of lines by month, each with its category, summed by period; `months` are before, 2027-01, 2027-02 and so on,
    `parts` what of each but the first is in service.

    Amounts are in the currency; they are added in minor units, so that no sum is off by a cent.
    """
    scale = 10 ** decimals(currency)
    names = [period_of(month, of) for month in months]
    served = {name: fsum(part for other, part in zip(names[1:], parts, strict=True) if other == name) for name in names}
    sums = {name: dict.fromkeys(CATEGORIES, 0) for name in names}
    for category, amounts in lines:
        for name, amount in zip(names, amounts, strict=True):
            sums[name][category] += nearest(amount * scale)
    return {
        "of": of,
        "periods": [
            {
                "period": name,
                "months": whole_or_part(served[name]),
                "by_category": {category: amount / scale for category, amount in found.items()},
                "total": sum(found.values()) / scale,
            }
            for name, found in sums.items()
        ],
    }


def period_of(month: str, of: str) -> str:
    """The calendar period in which a month such as 2027-02 lies; the time before the start is a period of its own."""
    if month == BEFORE or of == "month":
        return month
    year, number = month.split("-")
    return year if of == "year" else f"{year}-Q{(int(number) + 2) // 3}"
