"""The return on a change: what is saved month by month against a reference, when the money is back, and what it earns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import exp, expm1, fsum, log1p

from estimate.ground.records import dataclass

NOISE = 1e-12
"""Amounts smaller than this part of the largest are taken for zero: they are what floats leave behind."""
HIGHEST_IRR = 10.0
ABOVE_HIGHEST = "above 1000 %"
"""The reason that stands for an internal rate of return above 1,000 % a year: little is put in, or it is back at once."""
FASTEST = 40.0
"""No rate that fits grows money by more than e to the power of this in a month, up or down, as no amount is below the noise."""


@dataclass(frozen=True)
class Return:
    """The return of an option against a reference; money in the comparison's currency.

    `savings` are by month, what is paid before the start first. `payback_month` is counted from the start and interpolated (None:
    never); `roi` is net saving over what is paid once beyond the reference's (None: no more is); `irr` is yearly (None where `irr_reason` says why: it is
    not defined, or it is above 1,000 % and means nothing any more).
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


def returns(
    reference: Sequence[float], option: Sequence[float], investment: float, rate: float, replaced: float = 0.0
) -> Return:
    """Compare two streams of cost, month 0 (before the start) first; `rate` is yearly, payments fall at the month's end.

    `investment` is the option's one-off cost and `replaced` that of the reference, which staying there would take as well: the ROI is on
    the difference. Both streams must have the same months.
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
        fsum(savings) / (investment - replaced) if investment > replaced else None,
        npv(savings, rate),
        internal,
        reason,
    )


def npv(savings: Sequence[float], rate: float) -> float:
    """Net present value of monthly amounts at a yearly rate, the first amount now: sum of s / (1 + r)^(m / 12)."""
    growth = log1p(rate) / 12
    return fsum(saving * exp(-growth * month) for month, saving in enumerate(savings))


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

    The monthly rate at which the net present value is 0, by bisection in its logarithm, compounded to a year. It is defined where
    the amounts change their sign once (Descartes), or their running sum does, from below zero to above (Norstrom 1972). A rate above
    1,000 % a year is None too, with that as the reason.
    """
    amounts = _without_noise(savings)
    signs = [amount > 0 for amount in amounts if amount]
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
    paid = [(month, amount) for month, amount in enumerate(amounts) if amount]
    first, last = paid[0][0], paid[-1][0]

    def value(growth: float) -> float:
        """The net present value at a month's growth in logarithms, of the first payment's or the last one's day: the sign is the same."""
        day = first if growth > 0 else last
        return fsum(amount * exp(-growth * (month - day)) for month, amount in paid)

    found = bisect(value, 0.0 if once else -FASTEST, FASTEST)
    if found is None:
        return None, "no rate fits"
    yearly = expm1(12 * found)
    return (yearly, "") if yearly <= HIGHEST_IRR else (None, ABOVE_HIGHEST)


def _without_noise(amounts: Sequence[float]) -> list[float]:
    """The amounts, with zero for those that are next to nothing beside the largest."""
    least = NOISE * max(map(abs, amounts), default=0.0)
    return [amount if abs(amount) > least else 0.0 for amount in amounts]


def _crosses_once(savings: Sequence[float]) -> bool:
    """Whether the running sum begins below zero, ends above, and crosses once."""
    signs = [amount > 0 for amount in _without_noise(list(accumulate(savings))) if amount]
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
