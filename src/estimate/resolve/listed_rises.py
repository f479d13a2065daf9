"""Resolving prices and rises that a quote lists year by year: of the contract, and of a queue with prices of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.resolve.scope import CaseBuilder, Path, computed
from estimate.schema.listed import Listed
from estimate.schema.queue import Queue
from estimate.schema.quote import Pricing


def add_listed_rises(build: CaseBuilder, place: Path, pricing: Pricing, done: Sequence[int]) -> bool:
    """What the listed prices or rises make of the contract's prices in each month; whether there are any.

    `done` counts the rises that have happened by each month.
    A list of prices is for the contract years, one of rises for the anniversaries; what stands last in it goes on.
    """
    if isinstance(pricing.rate, Listed):
        factors, at = pricing.rate.parts(pricing.rate.numbers[0]), (*place, "rate")
        build.put("listed_rise", _by_year(build, at, factors, done))
    elif isinstance(pricing.escalator, Listed):
        rises = pricing.escalator.numbers
        yearly = [1.0, *(1 + rises[min(at, len(rises) - 1)] for at in range(max(done)))]
        build.put("listed_rise", _by_year(build, (*place, "escalator"), list(accumulate(yearly, mul)), done))
    else:
        build.put("listed_rise", _none(build))
        return False
    return True


def add_own_rise(build: CaseBuilder, place: Path, queue: Queue, done: Sequence[int]) -> None:
    """What a queue's own prices by year are against its first."""
    rate = queue.pricing.rate if queue.pricing else None
    own = isinstance(rate, Listed)
    build.label("rate_rises", "own" if own else "contract")
    if isinstance(rate, Listed):
        at = (*place, "pricing", "rate")
        build.put("own_rise", _by_year(build, at, rate.parts(rate.numbers[0]), done))
    else:
        build.put("own_rise", _none(build))


def _by_year(build: CaseBuilder, place: Path, factors: Sequence[float], done: Sequence[int]) -> list[Sourced]:
    origin = Origin("given", build.document.holder(place), lambda: build.document.place(place).line)
    last = len(factors) - 1
    return [Sourced(point(factors[min(rises, last)]), "factor", origin) for rises in done]


def _none(build: CaseBuilder) -> list[Sourced]:
    return computed([1] * len(build.case.months), "factor", "no list by year")
