"""What follows from a few percentiles alone: the mean by Swanson's rule, and values between those that are known."""

from __future__ import annotations

import math

TENTH = 1.2815515655446004
"""So many standard deviations from the mean of a normal distribution lie its 10th and its 90th percentile."""
WEIGHTS = (0.3, 0.4, 0.3)
"""What the 10th, the 50th and the 90th percentile weigh in the expected value: Swanson's rule."""


def swanson(low: float, likely: float, high: float) -> float:
    """The mean of what has these 10th, 50th and 90th percentiles."""
    return math.fsum(weight * value for weight, value in zip(WEIGHTS, (low, likely, high), strict=True))


def interpolated(known: tuple[tuple[float, float], ...], share: float) -> float:
    """The value at a share, in a straight line between the two known ones around it, or through the last two beyond them."""
    if len(known) == 1:
        return known[0][1]
    at = next((i for i, (above, _) in enumerate(known) if share <= above), len(known) - 1)
    (a, x), (b, y) = known[max(at - 1, 0)], known[max(at, 1)]
    return x + (y - x) * (share - a) / (b - a)
