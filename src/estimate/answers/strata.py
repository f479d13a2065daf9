"""The drawn values of a range, all at once: its smooth curve over the middles of equally likely parts, on arrays."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np

from estimate.ground.ranges import Range
from estimate.ground.shapes import values_at
from estimate.ground.smooth import LARGEST, SMALLEST, Clamped, Scaled, Through, fitted

Array = np.ndarray[Any, np.dtype[np.float64]]


@lru_cache(maxsize=64)
def strata(value: Range, count: int) -> Array:
    """The values in the middle of so many parts of a range that are equally likely, rising; those of `values_at` but for the last digits."""
    if value.is_point or value.shape != "smooth":
        return np.array(values_at(value, [(i + 0.5) / count for i in range(count)]))
    if value.divides and value.low > 0:
        return 1 / _smooth(value.quotient, _normal(count, turned=True))
    return _smooth(value, _normal(count, turned=False))


def on_arrays(curve: Clamped | Scaled, z: Array) -> Array:
    """What a curve is at many standard normal numbers."""
    # Numbers with no end to them give way to the middle or to the limits.
    with np.errstate(over="ignore", invalid="ignore"):
        inner = _through(curve.inner, z)
        if isinstance(curve, Clamped):
            return np.clip(inner, curve.least, curve.most)
        if not curve.power:
            if curve.bounded:
                odds: Array = curve.most / (1 + np.exp(-inner))
                return odds
            return np.clip(np.exp(inner), SMALLEST, LARGEST)
        root = np.maximum(curve.sign * inner, 0.0)
        found = np.minimum(root ** abs(1 / curve.power), LARGEST)
        if curve.power < 0:
            found = curve.most / (1 + found)
        elif curve.bounded:
            found = curve.most * found / (1 + found)
    return np.clip(found, curve.floor, curve.ceiling)


def _through(curve: Through, z: Array) -> Array:
    if curve.flat:
        return np.full(z.shape, curve.middle)
    way, line, bent = curve.way, curve.slope * z * curve.way, np.hypot(curve.least, curve.bend * z)
    steep = curve.start + way * (line + bent)
    # On the flat side the line is below 0, so that nothing is divided by 0 except in the middle itself.
    below = np.where(z * way < 0, bent - line, 1.0)
    gentle = curve.start + way * curve.square * (1 - (z / curve.reach) ** 2) / below
    return np.where(z == 0, curve.middle, np.where(z * way > 0, steep, gentle))


def _smooth(value: Range, z: Array) -> Array:
    reach = NormalDist().inv_cdf(1 - (1 - value.covers) / 2)
    return on_arrays(fitted(value.low, value.likely, value.high, reach, value.most), z)


@lru_cache(maxsize=4)
def _normal(count: int, *, turned: bool) -> Array:
    """The standard normal numbers in the middles of so many parts that are equally likely; falling where they are `turned`."""
    inverse = NormalDist().inv_cdf
    middles = ((i + 0.5) / count for i in range(count))
    return np.array([inverse(1 - share if turned else share) for share in middles])
