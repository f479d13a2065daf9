"""Numbers that are honest about their width: low, likely and high."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its width: `low <= likely <= high`, all in one unit. A point has all three equal; it may be not a number."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.likely or self.likely > self.high:
            raise ValueError(f"low ≤ likely ≤ high does not hold for {self.low:g}, {self.likely:g}, {self.high:g}")

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def map(self, change: Callable[[float], float]) -> Range:
        """The range with a monotone change applied to each of the three numbers."""
        ends = sorted((change(self.low), change(self.high)))
        return Range(ends[0], change(self.likely), ends[1])

    def scaled(self, by: float) -> Range:
        """The range times a number."""
        return self.map(lambda value: value * by)


def point(value: float) -> Range:
    """A number without width."""
    return Range(value, value, value)
