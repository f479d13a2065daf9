"""From a range to its values at given shares and to its mean: the inverse distribution of each shape, fitted to its numbers."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from estimate.ground.percentiles import interpolated, swanson
from estimate.ground.smooth import smooth

if TYPE_CHECKING:
    from estimate.ground.ranges import Range

Inverse = Callable[[float], float]
PANELS = 96
"""Panels over which a beta distribution is summed; its inverse is then good to 5e-4 of the width."""
MODES = 64
"""Modes at which the fit of a pert shape is known; between them it is read off a straight line, to 5e-4 of the width."""


def values_at(value: Range, shares: Sequence[float]) -> list[float]:
    """The values below which these shares (0-1, open) of the cases lie."""
    if value.is_point:
        return [value.likely] * len(shares)
    return list(map(inverse_of(value), shares))


@lru_cache(maxsize=1024)
def inverse_of(value: Range) -> Inverse:
    """The inverse distribution of a range: low and high lie where `covers` puts them, and likely where the shape has it."""
    tail = (1 - value.covers) / 2
    match value.shape:
        case "uniform":
            slope = (value.high - value.low) / value.covers
            return lambda share: value.low + (share - tail) * slope
        case "normal":
            return _two_halves(value.low, value.likely, value.high, tail)
        case "lognormal":
            logs = _two_halves(math.log(value.low), math.log(value.likely), math.log(value.high), tail)
            return lambda share: math.exp(logs(share))
        case "triangular":
            return _triangular(value, tail)
        case "pert":
            return _pert(value, tail)
        case "percentiles":
            return lambda share: interpolated(value.percentiles, share)
        case _ if value.divides and value.low > 0:
            turned = value.quotient
            quotient = smooth(turned.low, turned.likely, turned.high, tail, turned.most)
            return lambda share: 1 / quotient(1 - share)
        case _:
            return smooth(value.low, value.likely, value.high, tail, value.most)


@lru_cache(maxsize=1024)
def mean_of(value: Range) -> float:
    """The mean by the formula that the field knows for the shape: of PERT, of a triangle, or of a lognormal distribution."""
    inverse = inverse_of(value)
    match value.shape:
        case "pert":
            _, start, width = _beta_of(value, (1 - value.covers) / 2)
            return (start + 4 * value.likely + start + width) / 6
        case "triangular":
            return (inverse(0.0) + value.likely + inverse(1.0)) / 3
        case "uniform":
            return (value.low + value.high) / 2
        case "normal":
            return value.likely
        case "lognormal":
            return _lognormal_mean(value)
        case "percentiles":
            shares = [0.0, *(share for share, _ in value.percentiles if 0 < share < 1), 1.0]
            known = [(share, inverse(share)) for share in shares]
            return math.fsum((b - a) * (x + y) / 2 for (a, x), (b, y) in pairwise(known))
        case _:
            return swanson(inverse(0.1), value.likely, inverse(0.9))


def _lognormal_mean(value: Range) -> float:
    """exp(mu + sigma² / 2), each half with the sigma of its side."""
    from statistics import NormalDist

    normal = NormalDist()
    reach = normal.inv_cdf((1 + value.covers) / 2)
    below, above = (math.log(value.likely / value.low) / reach, math.log(value.high / value.likely) / reach)
    return value.likely * (math.exp(below**2 / 2) * normal.cdf(-below) + math.exp(above**2 / 2) * normal.cdf(above))


def _two_halves(low: float, middle: float, high: float, tail: float) -> Inverse:
    """A normal distribution around its median whose two sides may differ in width."""
    # Imported here: statistics is slow to import, and an estimate without draws needs none.
    from statistics import NormalDist

    inverse = NormalDist().inv_cdf
    reach = inverse(1 - tail)
    below, above = (middle - low) / reach, (high - middle) / reach

    def value(share: float) -> float:
        away = inverse(share)
        return middle + away * (below if away < 0 else above)

    return value


def _triangular(value: Range, tail: float) -> Inverse:
    """A triangle around its mode, as wide as its tails must be."""
    # With r the share below the mode and W the whole width: mode - low = W (r - sqrt(tail r)), and likewise above.
    wanted = (value.likely - value.low) / (value.high - value.low)

    def reach(r: float) -> float:
        return r - math.sqrt(tail * r)

    def excess(r: float) -> float:
        return reach(r) - wanted * (reach(r) + reach(1 - r))

    below, above = tail, 1 - tail
    for _ in range(60):
        r = (below + above) / 2
        below, above = (r, above) if excess(r) < 0 else (below, r)
    width = (value.high - value.low) / (reach(r) + reach(1 - r))
    start, end = value.likely - r * width, value.likely + (1 - r) * width

    def inverse(share: float) -> float:
        if share < r:
            return start + width * math.sqrt(share * r)
        return end - width * math.sqrt((1 - share) * (1 - r))

    return inverse


def _pert(value: Range, tail: float) -> Inverse:
    """The beta distribution of PERT (mode weighted by four) whose tails and mode are those of the range."""
    beta, start, width = _beta_of(value, tail)
    return lambda share: start + width * beta(share)


def _beta_of(value: Range, tail: float) -> tuple[Inverse, float, float]:
    """The beta distribution on 0 to 1 that a pert range is, with where it starts and how wide it is."""
    wanted = (value.likely - value.low) / (value.high - value.low)
    if tail <= 0:
        return _beta_inverse(wanted), value.low, value.high - value.low
    known = _reaches(tail)
    at = next((i for i in range(1, len(known)) if known[i] >= wanted), len(known) - 1)
    part = (wanted - known[at - 1]) / (known[at] - known[at - 1])
    beta = _beta_inverse((at - 1 + part) / MODES)
    first, last = beta(tail), beta(1 - tail)
    width = (value.high - value.low) / (last - first)
    return beta, value.low - first * width, width


@lru_cache(maxsize=32)
def _reaches(tail: float) -> tuple[float, ...]:
    """For modes from 0 to 1 of the unit beta distribution: where the mode lies between what is at both tails."""
    half = []
    for step in range(MODES // 2 + 1):
        beta = _beta_inverse(step / MODES)
        low, high = beta(tail), beta(1 - tail)
        half.append((step / MODES - low) / (high - low))
    return (*half, *(1 - reach for reach in reversed(half[:-1])))


def _beta_inverse(mode: float) -> Inverse:
    """The inverse of the beta distribution (1 + 4 mode, 5 - 4 mode) on 0 to 1."""
    # In the angle of x = sin² the density has no corner at the ends; within a panel it is taken as a straight line.
    one, other = 1 + 8 * mode, 9 - 8 * mode
    step = math.pi / 2 / PANELS
    density = [math.sin(i * step) ** one * math.cos(i * step) ** other for i in range(PANELS)] + [0.0]
    middles = [math.sin((i + 0.5) * step) ** one * math.cos((i + 0.5) * step) ** other for i in range(PANELS)]
    summed = [0.0]
    for i, middle in enumerate(middles):
        summed.append(summed[-1] + density[i] + 4 * middle + density[i + 1])
    whole = summed[-1]
    shares = [part / whole for part in summed]

    def inverse(share: float) -> float:
        at = bisect_right(shares, share, 1, PANELS) - 1
        a, b = density[at], density[at + 1]
        area = (share - shares[at]) / (shares[at + 1] - shares[at]) * (a + b)
        root = math.sqrt(max(a * a + (b - a) * area, 0.0))
        x = math.sin((at + (area / (a + root) if area else 0.0)) * step)
        return x * x

    return inverse
