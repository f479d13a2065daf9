"""The shape of three numbers: a smooth curve with one peak through the 10th, the 50th and the 90th percentile.

It is the distribution of Hadlock and Bickel that is bounded on one side (J-QPD-S, 2017), on the scale on which errors are
even: the logarithm for what lies above 0, the logarithm of the odds for a share. Where its mean would stray from
0.3 low + 0.4 likely + 0.3 high, and where an end is 0 or the most that can be, a power takes the logarithm's place.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from estimate.ground.percentiles import TENTH, swanson

Curve = Callable[[float], float]
"""A value for each standard normal number."""
STRAY = 0.01
"""The mean of a curve may stray so far from 30-40-30 before another scale is taken."""
SPACING, FARTHEST = 0.25, 22
"""The mean of a curve is summed over normal numbers so far apart, and so many on each side."""
STEP, HALVINGS = 0.1, 6
"""Powers are tried in these steps; the last step is then halved so often."""
NEAR = 0.1
"""A power scale reaches 0: what lies above 0 stays above this part of its low, and a share as far from the whole."""
NONE = 1e-12
LARGEST, SMALLEST = 1e300, 5e-324


def smooth(low: float, likely: float, high: float, tail: float, most: float = math.inf) -> Curve:
    """The value at a share of the cases (0-1, open); `tail` of them lie below low and as many above high."""
    # Imported here: statistics is slow to import, and an estimate without draws needs none.
    from statistics import NormalDist

    if low == high:
        return lambda _: likely
    normal = NormalDist().inv_cdf
    curve = fitted(low, likely, high, normal(1 - tail), most)
    return lambda share: curve(normal(share))


def fitted(low: float, likely: float, high: float, reach: float, most: float) -> Clamped | Scaled:
    """The curve over a standard normal number, on the scale of errors or on the nearest power at which its mean holds.

    `reach` is the normal number of high.
    """
    most = most if high <= most else math.inf
    if math.isfinite(most):  # odds of one to a million million are as good as none
        low, high = (0.0 if low < NONE else low), (most if most - high < NONE else high)
        likely = min(max(likely, low), high)
    if low < 0 or (low == 0 and high == most):
        return Clamped(Through(low, likely, high, reach), 0.0 if low == 0 else -math.inf, most)

    def on(power: float) -> Scaled:
        return Scaled((low, likely, high), reach, power, most)

    # Where an end is what has no logarithm, the square root has a value, and its mean hardly strays.
    first = 0.5 if low == 0 else -0.5 if high == most else 0.0
    least = 0.2 if low == 0 else 0.0 if math.isinf(most) else -1.0
    return on(_power(lambda power: _stray(on(power), most), first, (least, -0.2 if high == most else 1.0)))


def _power(stray: Callable[[float], float], first: float, limits: tuple[float, float]) -> float:
    """The power nearest to the first at which the mean does not stray, else the one at which it strays least."""
    tried = {first: abs(stray(first))}
    if tried[first] <= STRAY:
        return first
    least, most = limits
    for step in range(1, 16):
        near = [power for power in (first + step * STEP, first - step * STEP) if least <= power <= most]
        tried |= {power: abs(stray(power)) for power in near}
        best = min(near, key=tried.__getitem__, default=first)
        if tried[best] <= STRAY:
            return _edge(stray, best - math.copysign(STEP, best - first), best)
    return min(tried, key=tried.__getitem__)


def _edge(stray: Callable[[float], float], outside: float, inside: float) -> float:
    """Where the mean begins to hold, between a power at which it does not and one at which it does."""
    for _ in range(HALVINGS):
        between = (outside + inside) / 2
        outside, inside = (outside, between) if abs(stray(between)) <= STRAY else (between, inside)
    return inside


def _stray(curve: Curve, most: float) -> float:
    """How far the mean lies above 30-40-30, as a part of it, or for a share near the whole of what is missing there."""
    mean = math.fsum(weight * curve(z) for z, weight in _density())
    wanted = swanson(curve(-TENTH), curve(0.0), curve(TENTH))
    return (mean - wanted) / (min(wanted, most - wanted) or 1.0)


class Through:
    """A hyperbola through three points, at `reach` below, at and above the middle: a straight line where they are even."""

    __slots__ = ("bend", "flat", "least", "middle", "reach", "slope", "square", "start", "way")

    def __init__(self, low: float, middle: float, high: float, reach: float) -> None:
        half, least = (high - low) / 2, max(min(middle - low, high - middle), 0.0)
        self.flat = half <= 0  # two numbers may differ, and their logarithms not
        self.slope, self.bend = half / reach, math.sqrt(max(half * half - least * least, 0.0)) / reach
        self.square, self.way = least * least, 1.0 if high - middle > middle - low else -1.0
        self.start, self.middle, self.least, self.reach = middle - self.way * least, middle, least, reach

    def __call__(self, z: float) -> float:
        """The value at a standard normal number."""
        if self.flat or z == 0:
            return self.middle
        way, bent = self.way, math.hypot(self.least, self.bend * z)
        if z * way > 0:
            return self.start + way * (self.slope * z * way + bent)
        # On the flat side the line and the bend nearly cancel: this is their difference without the loss of digits.
        return self.start + way * self.square * (1 - (z / self.reach) ** 2) / (bent - self.slope * z * way)


class Clamped:
    """A hyperbola on the scale of the value itself, which stays between two limits."""

    __slots__ = ("inner", "least", "most")

    def __init__(self, inner: Through, least: float, most: float) -> None:
        self.inner, self.least, self.most = inner, least, most

    def __call__(self, z: float) -> float:
        """The value at a standard normal number."""
        return min(max(self.inner(z), self.least), self.most)


class Scaled:
    """A hyperbola on a scale of powers of the value, or of its odds against the most: power 0 is the logarithm."""

    __slots__ = ("bounded", "ceiling", "floor", "inner", "most", "power", "sign")

    def __init__(self, ends: tuple[float, float, float], reach: float, power: float, most: float) -> None:
        self.bounded, self.sign, self.power, self.most = math.isfinite(most), math.copysign(1.0, power), power, most
        low, middle, high = map(self._scaled, ends)
        self.inner = Through(low, middle, high, reach)
        self.floor = ends[0] * NEAR
        self.ceiling = most - (most - ends[2]) * NEAR if self.bounded else math.inf

    def _scaled(self, value: float) -> float:
        odds = value if not self.bounded else value / (self.most - value) if value < self.most else math.inf
        return self.sign * _raised(odds, self.power) if self.power else math.log(odds)

    def __call__(self, z: float) -> float:
        """The value at a standard normal number."""
        if self.power:
            return self._powered(max(self.sign * self.inner(z), 0.0))
        try:
            if self.bounded:
                return self.most / (1 + math.exp(-self.inner(z)))
            return math.exp(self.inner(z)) or SMALLEST
        except OverflowError:
            return 0.0 if self.bounded else LARGEST

    def _powered(self, root: float) -> float:
        if self.power < 0:
            return min(max(self.most / (1 + _raised(root, -1 / self.power)), self.floor), self.ceiling)
        value = _raised(root, 1 / self.power)
        return min(max(self.most * value / (1 + value) if self.bounded else value, self.floor), self.ceiling)


def _raised(value: float, power: float) -> float:
    try:
        return float(value**power)
    except OverflowError:
        return LARGEST


@lru_cache(maxsize=1)
def _density() -> tuple[tuple[float, float], ...]:
    """Evenly spaced numbers with the weight of each in a standard normal distribution."""
    numbers = [SPACING * step for step in range(-FARTHEST, FARTHEST + 1)]
    heights = [math.exp(-z * z / 2) for z in numbers]
    whole = math.fsum(heights)
    return tuple((z, height / whole) for z, height in zip(numbers, heights, strict=True))
