"""Figures as a decision needs them: three significant digits of the whole, and every part rounded to the same place so that it adds up."""

from __future__ import annotations

import math
from collections.abc import Sequence

from estimate.ground.units import nearest
from estimate.report.figures import percent, significant, whole

DIGITS = 3


def place_of(amount: float) -> float:
    """The place to which an amount and its parts are rounded: 100 for 25,370. Small amounts keep two decimals."""
    if not amount or not math.isfinite(amount):
        return 1.0
    return max(0.01, 10.0 ** (math.floor(math.log10(abs(amount))) - DIGITS + 1))


def placed(amount: float, place: float) -> str:
    """The amount rounded to a place, thousands set apart."""
    if place >= 1:
        return whole(nearest(amount / place) * place)
    return f"{nearest(amount / place) * place:,.{round(-math.log10(place))}f}".replace("-", "−")


def shared_out(parts: Sequence[float], place: float) -> list[float]:
    """The parts, each a multiple of the place and within one of itself, so that they sum to their rounded sum.

    The largest remainders are rounded up (Hamilton's method).
    """
    units = [part / place for part in parts]
    found = [math.floor(unit) for unit in units]
    missing = nearest(math.fsum(units)) - sum(found)
    ranked = sorted(range(len(parts)), key=lambda at: found[at] - units[at])
    for at in ranked[:missing]:
        found[at] += 1
    return [count * place for count in found]


def short(value: float, unit: str = "") -> str:
    """A number that was taken, in two significant digits, or three from 100 on; a share as per cent."""
    if unit == "%":
        return percent(significant(value, 2)).replace(".0 %", " %")
    shown = significant(value, 3 if abs(value) >= 100 else 2)
    return whole(shown) if abs(shown) >= 100 else f"{shown:,.6g}".replace("-", "−")
