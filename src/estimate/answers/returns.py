"""The return on a change: what is saved month by month against a reference, when the money is back, and what it earns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import fsum, isfinite

CLOSE = 1e-12
HIGHEST_MONTHLY = 1e6
"""A monthly rate beyond which no one looks for an internal rate of return."""


@dataclass(frozen=True)
class Return:
    """The return of an option against a reference; money in the comparison's currency.

    `savings` are by month, what is paid before the start first. `payback_month` is counted from the start and interpolated (None:
    never); `roi` is net saving over one-off investment (None: there is none); `irr` is yearly (None where `irr_reason` says why).
    """

    savings: tuple[float, ...]
    cumulative: tuple[float, ...]
    steady_saving: float
    investment: float
    net_saving: float
    payback_month: float | None
    roi: float | None
    npv: float
    irr: float | None
    irr_reason: str


def returns(reference: Sequence[float], option: Sequence[float], investment: float, rate: float) -> Return:
    """Compare two streams of cost, month 0 (before the start) first; `rate` is yearly, payments fall at the month's end.

    `investment` is the option's one-off cost. Both streams must have the same months.
    """
    savings = tuple(a - b for a, b in zip(reference, option, strict=True))
    cumulative = tuple(accumulate(savings))
    second_half = savings[1 + (len(savings) - 1) // 2 :] or savings
    internal, reason = irr(savings)
    return Return(
        savings,
        cumulative,
        fsum(second_half) / len(second_half),
        investment,
        fsum(savings),
        payback(cumulative),
        fsum(savings) / investment if investment > 0 else None,
        npv(savings, rate),
        internal,
        reason,
    )


def npv(savings: Sequence[float], rate: float) -> float:
    """Net present value of monthly amounts at a yearly rate, the first amount now: sum of s / (1 + r)^(m / 12)."""
    return fsum(saving / (1 + rate) ** (month / 12) for month, saving in enumerate(savings))


def payback(cumulative: Sequence[float]) -> float | None:
    """When the money is back for good, in months from the start, within the month by proportion; None if it never is."""
    if not cumulative or cumulative[-1] < 0 or not any(cumulative):
        return None
    behind = max((month for month, amount in enumerate(cumulative) if amount < 0), default=None)
    if behind is None:
        return 0.0
    before, after = cumulative[behind], cumulative[behind + 1]
    return behind + before / (before - after)


def irr(savings: Sequence[float]) -> tuple[float | None, str]:
    """Yearly internal rate of return of monthly amounts, or None with the reason why there is none.

    The monthly rate at which the net present value is 0, by bisection, compounded to a year. It is defined where the amounts
    change their sign once (Descartes), or their running sum does, from below zero to above (Norstrom 1972).
    """
    signs = [amount > 0 for amount in savings if abs(amount) > CLOSE]
    changes = sum(a != b for a, b in pairwise(signs))
    if not signs:
        return None, "nothing changes"
    if changes == 0:
        return None, "nothing is invested first" if signs[0] else "nothing is ever saved"
    once = _crosses_once(savings)
    if changes > 1 and not once:
        return None, f"savings change their sign {changes} times, so several rates may fit"
    if not signs[-1]:
        return None, "it saves first and costs later"

    def value(monthly: float) -> float:
        return fsum(amount / (1 + monthly) ** month for month, amount in enumerate(savings))

    found = bisect(value, 0.0 if once else -0.99, HIGHEST_MONTHLY)
    if found is None:
        return None, "no rate fits"
    yearly = (1 + found) ** 12 - 1
    return (yearly, "") if isfinite(yearly) else (None, "the money is back at once")


def _crosses_once(savings: Sequence[float]) -> bool:
    """Whether the running sum begins below zero, ends above, and crosses once."""
    signs = [amount > 0 for amount in accumulate(savings) if abs(amount) > CLOSE]
    return bool(signs) and not signs[0] and signs[-1] and sum(a != b for a, b in pairwise(signs)) == 1


def bisect(function: Callable[[float], float], low: float, high: float, steps: int = 200) -> float | None:
    """Where a function that crosses zero once between two points does so; None where it does not cross."""
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if (at_low > 0) == (at_high > 0):
        return None
    for _ in range(steps):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        at_middle = function(middle)
        if at_middle == 0:
            return middle
        if (at_middle > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
