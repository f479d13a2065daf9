"""Numbers that are honest about their width: low, likely and high, how much lies between them, and in which shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

Shape = Literal["pert", "triangular", "uniform", "normal", "lognormal", "percentiles"]
SHAPES: tuple[str, ...] = get_args(Shape)[:-1]
"""The shapes that a range may name; a list of percentiles is its own."""
COVERS = 0.8
"""The share of cases that lies between low and high where nobody says otherwise: one in ten below, one in ten above."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its width: `low <= likely <= high`, all in one unit. A point has all three equal; it may be not a number.

    `covers` is the share of cases between low and high, the rest lying evenly on both sides. `likely` is the value of the
    plain estimate: the mode of a pert or triangular shape, the median of a normal or lognormal one or of percentiles; a
    uniform shape has none. `percentiles` are pairs of a share (0-1) and the value below which that share of cases lies.
    """

    low: float
    likely: float
    high: float
    covers: float = COVERS
    shape: Shape = "pert"
    percentiles: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.low > self.likely or self.likely > self.high:
            raise ValueError(f"low ≤ likely ≤ high does not hold for {self.low:g}, {self.likely:g}, {self.high:g}")

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def map(self, change: Callable[[float], float]) -> Range:
        """The range with a monotone change applied to each of its numbers; its shape is kept by its name."""
        if self.is_point:
            return point(change(self.likely))
        ends = sorted((change(self.low), change(self.high)))
        falls = change(self.low) > change(self.high)
        known = [(1 - share if falls else share, change(value)) for share, value in self.percentiles]
        return replace(self, low=ends[0], likely=change(self.likely), high=ends[1], percentiles=tuple(sorted(known)))

    def scaled(self, by: float) -> Range:
        """The range times a number."""
        return self.map(lambda value: value * by)


def point(value: float) -> Range:
    """A number without width."""
    return Range(value, value, value)


def of_percentiles(pairs: list[tuple[float, float]]) -> Range:
    """A range from shares (0-1) and values, both rising: its ends are what lies at 10 % and 90 %, its likely the median."""
    known = tuple(sorted(pairs))
    low, likely, high = (interpolated(known, share) for share in (0.1, 0.5, 0.9))
    return Range(low, likely, high, COVERS, "percentiles", known)


def interpolated(known: tuple[tuple[float, float], ...], share: float) -> float:
    """The value at a share, in a straight line between the two known ones around it, or through the last two beyond them."""
    if len(known) == 1:
        return known[0][1]
    at = next((i for i, (above, _) in enumerate(known) if share <= above), len(known) - 1)
    (a, x), (b, y) = known[max(at - 1, 0)], known[max(at, 1)]
    return x + (y - x) * (share - a) / (b - a)
