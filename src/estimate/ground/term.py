"""The term of an estimate: how long it is, and which part of each calendar month lies in it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from estimate.ground.records import dataclass

DAYS_PER_MONTH = 365.25 / 12
"""Days of an average month, by which a term given in weeks or days is turned into months."""
LENGTHS = ("months", "weeks", "days", "end")
"""The keys of a scenario that say how long it is; it has one of them."""
LONGEST = 120
_NOTHING = 1e-9
"""Parts of a month below this are what is left of rounding."""


@dataclass(frozen=True)
class ServiceTerm:
    """From when (a month, or a day within one) and for how many months of service."""

    start: str
    length: float

    @property
    def within(self) -> bool:
        """Whether the term begins within a month, so that its years end within one too."""
        return len(self.start) > len("2027-01")

    @cached_property
    def parts(self) -> tuple[float, ...]:
        """The part of each calendar month that lies in the term; the last one is what is left of its length."""
        found, left, part = [], float(self.length), first_part(self.start)
        while left > _NOTHING:
            found.append(min(part, left))
            left -= found[-1]
            part = 1.0
        return tuple(found)

    @property
    def months(self) -> list[str]:
        """The calendar months in which the term lies: 2027-01, 2027-02 and so on."""
        year, month = int(self.start[:4]), int(self.start[5:7])
        return [f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(len(self.parts))]

    def __str__(self) -> str:
        return f"{months_in_words(self.length)} from {self.start}"


def without_lengths(data: Mapping[str, Any], *, keep: str = "") -> dict[str, Any]:
    """A scenario's data without the keys that say how long it is, or with one of them alone."""
    return {key: value for key, value in data.items() if key == keep or key not in LENGTHS}


def months_in_words(length: float) -> str:
    """A number of months to read: 12 months, 8.71 months, 1 month."""
    return f"{length:.3g} month{'' if length == 1 else 's'}"


def whole_or_part(length: float) -> float:
    """A length as an integer where it is whole, so that 12 months are shown as 12."""
    return int(length) if float(length).is_integer() else length


def first_part(start: str) -> float:
    """The part of the first month from a start on: 1 for a month, 17/31 for 15 January."""
    if len(start) == len("2027-01"):
        return 1.0
    days = _days_of(start)
    return (days - int(start[8:]) + 1) / days


def months_to(start: str, end: str) -> float:
    """Months from a start to an end, its last day or month included; a part of a month is a share of its days.

    Zero or below where the end comes before the start.
    """
    between = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
    last = int(end[8:]) / _days_of(end) if len(end) > len("2027-01") else 1.0
    return between + last - (1 - first_part(start))


def served(parts: Sequence[float], until: float) -> list[float]:
    """What of each month is served where service lasts for so many months from the start."""
    ends = list(accumulate(parts))
    return [
        part if end <= until + _NOTHING else max(0.0, until - (end - part))
        for part, end in zip(parts, ends, strict=True)
    ]


def beyond(parts: Sequence[float], until: float) -> list[float]:
    """Share of each month's service that comes after so many months from the start."""
    return [(part - kept) / part if part else 0.0 for part, kept in zip(parts, served(parts, until), strict=True)]


def _days_of(day: str) -> int:
    return monthrange(int(day[:4]), int(day[5:7]))[1]
