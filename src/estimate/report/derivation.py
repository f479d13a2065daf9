"""How the number that a total takes of a range follows from its three numbers, in one line."""

from __future__ import annotations

from estimate.ground.percentiles import WEIGHTS
from estimate.ground.ranges import COVERS, At, Range
from estimate.ground.shapes import inverse_of
from estimate.report.figures import plain

WHOLE = {"pert": ("{0} + 4 × {1} + {2}", 6), "triangular": ("{0} + {1} + {2}", 3), "uniform": ("{0} + {2}", 2)}
"""The mean of a shape from its least, its mode and its most: a sum, and what it is divided by."""


def derivation(value: Range, at: At = "expected") -> str:
    """Such as 0.3 × 8 + 0.4 × 10 + 0.3 × 15; nothing for a number without a range."""
    if value.is_point:
        return ""
    if at != "expected":
        return f"its {at} value"
    if value.divides and value.low > 0 and value.shape == "smooth":
        ends = _tenths(value)
        return f"1 ÷ ({' + '.join(f'{weight:g} ÷ {plain(end)}' for weight, end in zip(WEIGHTS, ends, strict=True))})"
    if value.divides and value.low > 0:
        return f"one over the mean of one over it, in its {value.shape} shape"
    if value.shape == "smooth":
        ends = _tenths(value)
        return " + ".join(f"{weight:g} × {_factor(end)}" for weight, end in zip(WEIGHTS, ends, strict=True))
    if value.shape in WHOLE:
        inverse = inverse_of(value)
        words, by = WHOLE[value.shape]
        return f"({words.format(*map(_factor, (inverse(0.0), value.likely, inverse(1.0))))}) ÷ {by}"
    if value.shape == "normal":
        return "the middle of its normal shape"
    return "the mean of the curve through its percentiles" if value.percentiles else "the mean of its lognormal shape"


def _tenths(value: Range) -> tuple[float, float, float]:
    """The 10th, the 50th and the 90th percentile of a smooth range."""
    if value.covers == COVERS:
        return value.low, value.likely, value.high
    inverse = inverse_of(value)
    return inverse(0.1), value.likely, inverse(0.9)


def _factor(number: float) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)
