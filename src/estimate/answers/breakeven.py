"""Break-even: the value of one number at which an option costs what a reference costs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from estimate.answers.returns import bisect
from estimate.ground.records import dataclass

APART = 1e-6
"""Totals that differ by more than this share at a crossing have jumped past each other."""
POINTS = 24
"""The curve is looked at in so many steps before a crossing is looked for."""


@dataclass(frozen=True)
class BreakEven:
    """Where two totals meet as one number moves: the crossings, those of them where the totals jump past each other without
    being equal (whole heads), whether the total moves one way, and the curve looked at.

    `always` says which side costs less everywhere where they do not meet: "option" or "reference".
    """

    low: float
    high: float
    now: float | None
    crossings: tuple[float, ...]
    jumps: tuple[float, ...]
    monotone: bool
    always: str | None
    curve: tuple[tuple[float, float, float], ...]


def break_even(
    option: Callable[[float], float],
    reference: Callable[[float], float],
    low: float,
    high: float,
    now: float | None = None,
) -> BreakEven:
    """Find every crossing between two points that a curve of 24 steps shows, each by bisection.

    Totals with steps (whole heads) may cross without meeting: the crossing is then where the sign of the difference changes.
    """
    places = [low + (high - low) * i / POINTS for i in range(POINTS + 1)]
    curve = [(x, option(x), reference(x)) for x in places]
    gaps = [ours - theirs for _, ours, theirs in curve]
    crossings: list[float] = []
    for (a, _, _), (b, _, _), at_a, at_b in zip(curve, curve[1:], gaps, gaps[1:], strict=False):
        if at_a == 0:
            crossings.append(a)
        elif at_b != 0 and (at_a > 0) != (at_b > 0):
            found = bisect(lambda x: option(x) - reference(x), a, b)
            if found is not None:
                crossings.append(found)
    if gaps[-1] == 0:
        crossings.append(high)
    steps = [b - a for a, b in pairwise(gaps)]
    rising, falling = any(step > 0 for step in steps), any(step < 0 for step in steps)
    always = None if crossings else "option" if gaps[0] < 0 else "reference"
    jumps = [x for x in crossings if abs(option(x) - reference(x)) > APART * abs(reference(x))]
    return BreakEven(low, high, now, tuple(crossings), tuple(jumps), not (rising and falling), always, tuple(curve))
