"""Resolving clauses that count volume, of a team's contract and of a queue that has its own: minimum, overage, base fee, steps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.resolve.price import QueuePrice
from estimate.resolve.price_list import Clauses, PricedQueue
from estimate.resolve.resolved import Cliff
from estimate.resolve.rows import Inputs, Row
from estimate.resolve.scope import Path, Scope
from estimate.schema.clauses import Tier
from estimate.schema.price_words import CLAUSES
from estimate.schema.queue import Queue
from estimate.schema.quote import Pricing, QueuePricing
from estimate.schema.team import Team

COUNTED_AS = {
    "logged_in_hour": "hours",
    "paid_hour": "paid_hours",
    "wage_hour": "paid_hours",
    "seat_month": "seats",
    "contact": "contacts",
    "talk_minute": "minutes",
    "handled_minute": "minutes",
    "resolution": "resolutions",
}
"""What a clause counts when it counts the units of the price."""
DIVISIBLE = ("hours", "paid_hours", "minutes")
"""Units of which a month may have a part; of the others it has whole ones."""


def own_list(queue: Queue) -> bool:
    """Whether a queue has clauses of its own, which count it alone."""
    return queue.pricing is not None and queue.pricing.has_clauses


def clauses_of(
    scope: Scope,
    place: Path,
    team: Team,
    prices: Sequence[QueuePrice],
    contract: Sourced | None,
    lists: Mapping[int | None, Row],
) -> tuple[list[Row], list[Inputs]]:
    """The rows of the team's clauses and of each queue's own; and for each group of queues, which of them count it.

    `contract` is the exchange rate of the contract's currency, and `lists` has the price lists by the place of their queue, with the
    team's at None.
    """
    queues = _priced_queues(scope, team, prices, contract)
    rows: list[Row] = []
    found: dict[int | None, Clauses] = {}
    for key in dict.fromkeys([None, *(queue.price_list for queue in queues)]):
        counted = [queue for queue in queues if queue.price_list == key]
        own = None if key is None else team.queues[key].pricing
        at = place if key is None else (*place[:-1], "queues", key, "pricing")
        found[key] = Clauses(scope, lists[None].name, lists[key], counted, alone=key is not None)
        if counted:
            _add_list(scope, at, own or team.pricing, found[key])
        else:
            _refuse_clauses(scope, at, team.pricing)
        rows += found[key].rows
    return rows, [_counted(one, found[one.price_list]) for one in queues]


def _counted(one: PricedQueue, clauses: Clauses) -> Inputs:
    """Which of its price list's clauses count a queue."""
    return Inputs(
        in_steps="yes" if clauses.has_steps and one in clauses.listed else "no",
        in_base="yes" if one.unit == clauses.base_unit else "no",
        in_minimum="yes" if one.unit == clauses.minimum_unit else "no",
    )


def _priced_queues(
    scope: Scope, team: Team, prices: Sequence[QueuePrice], contract: Sourced | None
) -> list[PricedQueue]:
    """Each group of the team's queues with its price, which the team's clauses compare in the contract's currency."""
    found = []
    for one, (position, queue) in zip(prices, team.groups(scope.at), strict=True):
        price, apart = one.price, position if own_list(queue) else None
        if apart is None and price is not None and one.exchange is not None and contract is not None:
            price = replace(price, value=price.value.scaled(scope.of(one.exchange.value) / scope.of(contract.value)))
        own = queue.pricing is not None and apart is None
        found.append(PricedQueue(COUNTED_AS[one.unit], price, own, apart, one.exchange))
    return found


def own_fees(scope: Scope, place: Path, team: Team) -> list[Inputs]:
    """The base fee of each group of queues, which is paid once where the queue is staffed by language."""
    paid: set[int] = set()
    found = []
    for position, queue in team.groups(scope.at):
        base = queue.pricing.fixed if queue.pricing and position not in paid else None
        paid.add(position)
        at = (*place[:-1], "queues", position, "pricing", "fixed", "per_month")
        fee = scope.given_or("own_fixed_fee", base.per_month if base else None, at, 0)
        found.append(Inputs(own_fixed_fee=fee, own_fixed_rises="no" if base and not base.rises else "yes"))
    return found


def _refuse_clauses(scope: Scope, place: Path, pricing: Pricing) -> None:
    """Clauses of a team that count nothing, since each of its queues has its own; a minimum in money counts all charges."""
    money = pricing.minimum is not None and (pricing.minimum.amount_per_month or pricing.minimum.amount_per_year)
    for key in CLAUSES:
        counts = (
            pricing.fixed is not None and pricing.fixed.covers is not None if key == "fixed" else getattr(pricing, key)
        )
        if counts and not (key == "minimum" and money):
            message = "counts no queue: each of them has clauses of its own (put it into one of them, or take it away)"
            scope.problem((*place, key), message, key=True)


def _add_list(scope: Scope, place: Path, pricing: Pricing | QueuePricing, clauses: Clauses) -> None:
    """A row for each clause of a price list that counts volume."""
    if pricing.minimum is not None:
        key, volume = pricing.minimum.volume
        unit, _, per = key.partition("_per_")
        price = scope.given(pricing.minimum.rate, (*place, "minimum", "rate"))
        clauses.minimum(unit, per or "month", volume, (*place, "minimum", key), price)
    if pricing.overage is not None:
        above, unit = pricing.overage.above
        at = (*place, "overage")
        price = scope.given(pricing.overage.rate, (*at, "rate"))
        premium = scope.given(pricing.overage.premium, (*at, "premium"), "share")
        counts = clauses.counted_by_steps(unit, (*at, "above"))
        clauses.add("overage", unit, pricing.overage.per, point(above), (*at, "above"), counts, price, share=premium)
    if pricing.fixed is not None and pricing.fixed.covers is not None:
        covered, unit = pricing.fixed.covers
        clauses.base(unit, point(covered), (*place, "fixed", "covers"))
        if pricing.fixed.credit_below is not None:
            price = scope.given(pricing.fixed.credit_rate, (*place, "fixed", "credit_rate"))
            at = (*place, "fixed", "credit_below")
            clauses.add("unused", unit, "month", point(pricing.fixed.credit_below[0]), at, "covered", price)
    _tiers(scope, place, pricing, clauses)


def _tiers(scope: Scope, place: Path, pricing: Pricing | QueuePricing, clauses: Clauses) -> None:
    tiers = pricing.tiers
    units = {tier.above[1] for tier in tiers}
    if len(units) > 1:
        scope.problem((*place, "tiers"), f"tiers count different things: {', '.join(sorted(units))} (use one unit)")
    floors = [tier.above[0] for tier in tiers]
    if floors != sorted(set(floors)):
        scope.problem((*place, "tiers"), "tiers must rise (put the lowest first, each above the one before)")
    before = clauses.first_price()
    for i, (tier, floor) in enumerate(zip(tiers, floors, strict=True)):
        at, begins = _places_of_step(place, pricing, i)
        discount, rate = scope.given(tier.discount, (*at, "discount"), "share"), scope.given(tier.rate, (*at, "rate"))
        top = floors[i + 1] if i + 1 < len(floors) else math.inf
        counts = clauses.counted_by_steps(tier.above[1], begins)
        if rate is not None:
            clauses.step_rate(counts, begins)
        price = clauses.price_of_step(tier)
        cliff = _cliff(tier, before, price, pricing) if pricing.tiers_apply == "all_units" else None
        if cliff is not None:
            falls = f"the price list falls where volume grows: {cliff} (ask for marginal steps)"
            scope.warn(f"{clauses.team}: {falls}")
        before = price
        clauses.add(
            pricing.tiers_apply,
            tier.above[1],
            pricing.tiers_per,
            point(floor),
            begins,
            counts,
            rate,
            up_to=top,
            share=discount,
            cliff=cliff,
        )


def _cliff(tier: Tier, before: float, price: float, pricing: Pricing | QueuePricing) -> Cliff | None:
    """The volumes at which a step on all units makes more units cheaper than fewer; None where there are none."""
    edge, unit = tier.above
    least = edge if unit in DIVISIBLE else math.floor(edge) + 1.0
    if price <= 0 or least * price >= edge * before:
        return None
    until = edge * before / price
    return Cliff(edge, until if unit in DIVISIBLE else math.ceil(until) - 1.0, unit, pricing.tiers_per)


def _places_of_step(place: Path, pricing: Pricing | QueuePricing, step: int) -> tuple[Path, Path]:
    """Where a step's price stands, and where it says from which volume on: in a tier, or in a band and the one before."""
    if isinstance(pricing, Pricing) and pricing.bands:
        return (*place, "bands", step + 1), (*place, "bands", step, "up_to")
    return (*place, "tiers", step), (*place, "tiers", step, "above")
