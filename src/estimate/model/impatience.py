"""How long customers wait where they give up after a time: integrals of Erlang A."""

from __future__ import annotations

import math

NEGLIGIBLE = 32.0
"""What is left of an integrand e^-32 below its peak is less than 1e-13 of the whole."""
PANEL = 5.0
"""How far the exponent may move within one panel of the quadrature: the error of a panel is then below 1e-11 of it."""
LONGEST = 150
"""Terms up to which a series is faster than the quadrature."""
_NODES = (0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363)
_WEIGHTS = (0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763)
_RULE = tuple((sign * node, weight) for node, weight in zip(_NODES, _WEIGHTS, strict=True) for sign in (-1, 1))
"""Gauss-Legendre, eight points."""


def waits(arrivals: float, busy: float, leaving: float, until: float) -> tuple[float, float, float, float]:
    """Over the wait v that is offered, the integrals of exp(arrivals x H(v) - busy x v), H(v) = (1 - exp(-leaving v)) / leaving.

    Rates a second, `until` in seconds. First the logarithm of the integrand's peak, by which the others are divided; then the
    integrals of those answered within `until`, of all answered, and of those who left.
    """
    if arrivals <= busy and _is_short(busy / leaving, arrivals / leaving):
        return 0.0, *_waits_as_series(arrivals, busy, leaving, until)
    top = math.log(arrivals / busy) / leaving if arrivals > busy else 0.0
    peak = (arrivals - busy) / leaving - busy * top if top else 0.0
    # Counted from the peak the exponent has the same form with the arrivals that are still there, and cancels nothing large.
    rate = min(arrivals, busy)
    stay = rate / arrivals
    gone = (arrivals - rate) / arrivals
    v, cut, many = -top, until - top, rate / leaving
    exp, expm1 = math.exp, math.expm1
    while v < 0 and (depth := -many * expm1(-leaving * v) - busy * v) < -NEGLIGIBLE - 1:
        v += (-NEGLIGIBLE - depth) / (rate * exp(-leaving * v) - busy)  # Newton from below, never past it
    soon = answered = left = 0.0
    while v < 0 or -many * expm1(-leaving * v) - busy * v > -NEGLIGIBLE:
        present = rate * exp(-leaving * v)
        # While some of those who arrived are still there, their going is as fast a change as the exponent's.
        slope = abs(present - busy) + (2 * leaving if leaving * (v + top) < NEGLIGIBLE else 0.0)
        width = 2 * PANEL / (slope + math.sqrt(slope * slope + 2 * PANEL * present * leaving))
        end = cut if v < cut < v + width else v + width
        half, middle = (end - v) / 2, (end + v) / 2
        whole = lost = 0.0
        for node, weight in _RULE:
            x = middle + node * half
            less = expm1(-leaving * x)
            value = weight * exp(-many * less - busy * x)
            whole += value
            lost -= value * less
        here = (whole - lost) * stay * half
        answered += here
        left += (gone * whole + stay * lost) * half
        if end <= cut:
            soon += here
        v = end
    return peak, soon, answered, left


def _is_short(c: float, r: float) -> bool:
    """Whether the series of `_waits_as_series` ends before the quadrature would: its term LONGEST is below e^-37."""
    return LONGEST * math.log(c / r) + LONGEST * LONGEST / (2 * (c + LONGEST)) > 37


def _waits_as_series(arrivals: float, busy: float, leaving: float, until: float) -> tuple[float, float, float]:
    """The integrals of `waits` where agents are as many as the load, whose peak is at no wait.

    With y = r exp(-leaving v) they are incomplete gamma functions: the integral is the sum of r^k / (c (c+1) … (c+k)), divided by
    `leaving`, with c = busy / leaving and r = arrivals / leaving. All terms are positive, so nothing cancels.
    """
    c, r = busy / leaving, arrivals / leaving
    term, answered, left, at = 1 / c, 0.0, 0.0, c
    while term > 1e-17 * answered:
        at += 1
        answered += term * c / at
        left += term * (at - c) / at
        term *= r / at
    later, y = 0.0, r * math.exp(-leaving * until)
    term, at = 1 / (c + 1), c + 1
    while term > 1e-17 * later:
        later += term
        at += 1
        term *= y / at
    # Who waits longer than `until`: e^r r^-(c+1) times the incomplete gamma function up to y.
    later *= math.exp(-math.expm1(-leaving * until) * r - (c + 1) * leaving * until)
    return max(answered - later, 0.0) / leaving, answered / leaving, left / leaving
