"""Numbers that are honest about their width: low, likely and high, how much lies between them, and in which shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, get_args

from estimate.ground.percentiles import interpolated, swanson
from estimate.ground.records import dataclass

Shape = Literal["smooth", "pert", "triangular", "uniform", "normal", "lognormal", "percentiles"]
SHAPES: tuple[str, ...] = get_args(Shape)[:-1]
"""The shapes that a range may name; a list of percentiles is its own."""
At = Literal["expected", "low", "likely", "high"]
"""What is taken of a range where one number is needed."""
WAYS: tuple[str, ...] = get_args(At)
COVERS = 0.8
"""The share of cases that lies between low and high where nobody says otherwise: one in ten below, one in ten above."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its width: `low <= likely <= high`, all in one unit. A point has all three equal; it may be not a number.

    `covers` is the share of cases between low and high, the rest lying evenly on both sides. `likely` is the middle, as
    often above as below; only a pert or triangular shape has its mode there. `percentiles` are pairs of a share (0-1) and
    the value below which that share of cases lies. `most` is what the number cannot pass: 1 for a share. `divides` says
    that work or money is divided by the number (agents of a lead, chats at once), and `least` what it then cannot fall below.
    """

    low: float
    likely: float
    high: float
    covers: float = COVERS
    shape: Shape = "smooth"
    percentiles: tuple[tuple[float, float], ...] = ()
    most: float = math.inf
    divides: bool = False
    least: float = 0.0

    def __post_init__(self) -> None:
        if self.low > self.likely or self.likely > self.high:
            raise ValueError(f"low ≤ likely ≤ high does not hold for {self.low:g}, {self.likely:g}, {self.high:g}")

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def expected(self) -> float:
        """What it comes out at on average: 0.3 low + 0.4 likely + 0.3 high, or the formula of the shape that it names.

        Of a number that divides it is what makes the quotient come out right on average, one over the mean of one over it:
        half as many agents of a lead cost more than twice as many save, so the mean itself would be too large.
        """
        if self.is_point:
            return self.likely
        if self.divides and self.low > 0:
            return 1 / self.quotient.expected
        if self.shape == "smooth" and self.covers == COVERS:
            return swanson(self.low, self.likely, self.high)
        # Imported here: where low and high are no tenths, or are no percentiles at all, the shape has to be fitted first.
        from estimate.ground.shapes import mean_of

        return mean_of(self)

    @property
    def quotient(self) -> Range:
        """One over a number that divides, which is what counts: its shape is that of three numbers, and its mean the rule's."""
        turned = replace(self, divides=False, most=math.inf, least=0.0).map(lambda value: 1 / value)
        return replace(turned, most=1 / self.least) if self.least > 0 else turned

    def map(self, change: Callable[[float], float]) -> Range:
        """The range with a monotone change applied to each of its numbers; its shape is kept by its name."""
        if self.is_point:
            return point(change(self.likely))
        ends = sorted((change(self.low), change(self.high)))
        falls = change(self.low) > change(self.high)
        known = [(1 - share if falls else share, change(value)) for share, value in self.percentiles]
        most = self.most if math.isinf(self.most) else change(0.0 if falls else self.most)
        return replace(
            self, low=ends[0], likely=change(self.likely), high=ends[1], percentiles=tuple(sorted(known)), most=most
        )

    def up_to(self, most: float) -> Range:
        """The range with nothing above a number."""
        low, likely, high = (min(value, most) for value in (self.low, self.likely, self.high))
        known = tuple((share, min(value, most)) for share, value in self.percentiles)
        return replace(self, low=low, likely=likely, high=high, percentiles=known, most=min(self.most, most))

    def scaled(self, by: float) -> Range:
        """The range times a number."""
        return self.map(lambda value: value * by)


def combined(one: Range, other: Range, combine: Callable[[float, float], float]) -> Range:
    """Two ranges combined end by end, where the result rises with both."""
    return Range(combine(one.low, other.low), combine(one.likely, other.likely), combine(one.high, other.high))


def point(value: float) -> Range:
    """A number without width."""
    return Range(value, value, value)


def parts_of(values: Sequence[Range], at: At) -> list[float]:
    """What is taken of parts of a whole, such as shares that sum to 1 or a season of mean 1: they keep the sum of their middles.

    Expected values are brought to that sum in proportion. All parts cannot be at their low or high ends together, so that there, as
    at likely, the middles are taken.
    """
    likely = [value.likely for value in values]
    if at != "expected":
        return likely
    expected = [value.expected for value in values]
    by = math.fsum(likely) / (math.fsum(expected) or 1.0)
    return [value * by for value in expected]


def middle(low: float, high: float, most: float = math.inf) -> float:
    """The middle of two ends on the scale on which errors are even: in proportion, and by the odds for a share.

    Where an end is itself the least or the most that can be, or lies below 0, it is the plain mean.
    """
    if low == high:
        return low
    if low <= 0 or high >= most:
        return (low + high) / 2
    if math.isinf(most):
        return math.sqrt(low) * math.sqrt(high)
    odds = math.sqrt(low / (most - low) * (high / (most - high)))
    return most * odds / (1 + odds)


def of_percentiles(pairs: list[tuple[float, float]]) -> Range:
    """A range from shares (0-1) and values, both rising: its ends are what lies at 10 % and 90 %, its likely the median.

    A median between two ends that are equally far out is the smooth shape; more or other percentiles are joined by lines.
    """
    known = tuple(sorted(pairs))
    shares = [share for share, _ in known]
    if len(known) == 3 and shares[1] == 0.5 and math.isclose(shares[0] + shares[2], 1):
        low, likely, high = (value for _, value in known)
        return Range(low, likely, high, COVERS if math.isclose(shares[2], 0.9) else shares[2] - shares[0])
    low, likely, high = (interpolated(known, share) for share in (0.1, 0.5, 0.9))
    return Range(low, likely, high, COVERS, "percentiles", known)
