"""Resolving prices and rises that a quote lists year by year: of the contract, and of a queue with prices of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import Path, Scope, computed
from estimate.schema.listed import Listed
from estimate.schema.queue import Queue
from estimate.schema.quote import Pricing


def listed_rise(scope: Scope, place: Path, pricing: Pricing, done: Sequence[int]) -> list[Sourced] | None:
    """What the listed prices or rises make of the contract's prices in each month; None where none are listed.

    `done` counts the rises that have happened by each month.
    A list of prices is for the contract years, one of rises for the anniversaries; what stands last in it goes on.
    """
    if isinstance(pricing.rate, Listed):
        factors, at = pricing.rate.parts(pricing.rate.numbers[0]), (*place, "rate")
        return _by_year(scope, at, factors, done)
    if isinstance(pricing.escalator, Listed):
        rises = pricing.escalator.numbers
        yearly = [1.0, *(1 + rises[min(at, len(rises) - 1)] for at in range(max(done)))]
        return _by_year(scope, (*place, "escalator"), list(accumulate(yearly, mul)), done)
    return None


def own_rise_inputs(scope: Scope, place: Path, queue: Queue, done: Sequence[int]) -> Inputs:
    """What a queue's own prices by year are against its first."""
    rate = queue.pricing.rate if queue.pricing else None
    if isinstance(rate, Listed):
        at = (*place, "pricing", "rate")
        return Inputs(rate_rises="own", own_rise=_by_year(scope, at, rate.parts(rate.numbers[0]), done))
    return Inputs(rate_rises="contract", own_rise=no_list(scope))


def _by_year(scope: Scope, place: Path, factors: Sequence[float], done: Sequence[int]) -> list[Sourced]:
    origin = scope.given_origin(place)
    last = len(factors) - 1
    return [Sourced(point(factors[min(rises, last)]), "factor", origin) for rises in done]


def no_list(scope: Scope) -> list[Sourced]:
    """A factor of 1 in each month, where a price has no list by year."""
    return computed([1] * len(scope.months), "factor", "no list by year")
