"""Resolving clauses that count volume, of a team's contract and of a queue that has its own: minimum, overage, base fee, steps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from estimate.ground.provenance import Origin, Sourced, weakest
from estimate.ground.ranges import Range, point
from estimate.resolve.price import QueuePrice
from estimate.resolve.resolved import Cliff, Priced
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


@dataclass(frozen=True)
class PricedQueue:
    """A queue as clauses see it: what its price counts, the price of one unit, and whether that is its own in its price list."""

    unit: str
    price: Sourced | None
    own: bool
    price_list: int | None
    """The place of the queue whose clauses count it; None where these are the team's."""
    exchange: Sourced | None = None
    """The exchange rate of a currency of its own."""


@dataclass(frozen=True)
class PricedClause:
    """A clause as the report names it, and the volumes above it at which the bill is below that of fewer units, if any."""

    line: Priced
    cliff: Cliff | None


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
        fields = {key: value for key, value in pricing.minimum if key != "rate" and value is not None}
        key, volume = next(iter(fields.items()))
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


class Clauses:
    """The clauses of one price list while they are collected, and which of its queues they count.

    Discount steps and overage are about the contract's own price, so that a queue with a price of its own is outside of them;
    where each queue has one they are about all. A minimum and a fixed base count every queue that is priced in their unit.
    Of a queue with clauses of its own these alone count it, in its own unit.
    """

    def __init__(self, scope: Scope, team: str, price_list: Row, queues: list[PricedQueue], *, alone: bool) -> None:
        self.scope = scope
        self.team = team
        self.price_list = price_list
        self.alone = alone
        self.queues = queues
        self.listed = [queue for queue in queues if not queue.own] or queues
        self.has_steps = False
        self.base_unit = self.minimum_unit = ""
        self.rows: list[Row] = []

    def minimum(self, unit: str, per: str, volume: Range, path: Path, price: Sourced | None) -> None:
        """A commitment in money, in units that are priced, or in other work at a rate of its own."""
        if unit == "amount" and self.alone and self.queues[0].exchange is not None:
            message = "is money, and the queue's price is in a currency of its own (commit units, or give the team the minimum)"
            self.scope.problem(path, message)
            return
        if unit == "amount":
            one = Sourced(point(1), "price", Origin("structural"))
            self.add("amount", unit, per, volume, path, "own_amount" if self.alone else "amount", one)
            return
        if self._priced(unit):
            self.minimum_unit = unit
        elif price is None or self.alone:
            self._not_priced(unit, path, "count those" if self.alone else "count those, or give the rate of one unit")
            return
        usual = self._usual(unit)
        counts = "committed" if self.minimum_unit else unit
        average = price is None and not self._one_price(usual)
        self.add("minimum", unit, per, volume, path, counts, price or self._mean(usual), average=average)

    def base(self, unit: str, covered: Range, path: Path) -> None:
        """What the fixed base covers, of every queue that is priced in its unit."""
        if not self._priced(unit):
            self._not_priced(unit, path, "count those")
            return
        self.base_unit = unit
        self.add("covered", unit, "month", covered, path, "covered", self._mean(self._usual(unit)))

    def counted_by_steps(self, unit: str, path: Path) -> str:
        """Whose units discount steps and overage count: those at the contract's own price, or all work of the team."""
        self.has_steps = True
        if {queue.unit for queue in self.listed} == {unit}:
            return "price"
        if self.alone:
            self._not_priced(unit, path, "count those")
        elif len({queue.unit for queue in self.queues}) > 1:
            message = (
                f"counts {unit}, but the team's queues are priced by {self._said()}, so that it does not say whose {unit}"
                f" (count the unit of the team's own price, or give those a team each)"
            )
            self.scope.problem(path, message)
        return unit

    def step_rate(self, counts: str, path: Path) -> None:
        """A step's rate replaces one price, so that there must be one, of the unit that the step counts."""
        if counts != "price" and self.alone:
            return  # a problem already
        if counts != "price":
            self._not_priced(counts, path, "count those, or give a discount")
        elif self.listed[0].own and not self._one_price(self.listed):
            message = "has a rate, but every queue has a price of its own, and they differ (give a discount, or the team a price)"
            self.scope.problem(path, message)

    def add(
        self, kind: str, unit: str, per: str, above: Range, path: Path, counts: str, price: Sourced | None, *,
        up_to: float = math.inf, share: Sourced | None = None, average: bool = False, cliff: Cliff | None = None,
    ) -> None:  # fmt: skip
        """One row: what it counts, from where to where, and what it bills or takes off."""
        name, identity, category = NAMES[kind]
        if self.alone:
            name = f"{name}, {self.price_list.name}"
        exchange = self.queues[0].exchange if self.alone else None
        inputs = Inputs(
            clause_kind=kind,
            clause_unit=unit,
            clause_counts=counts,
            clause_per=per,
            clause_up_to=Sourced(point(up_to), "unit", Origin("computed", note="where the next step begins")),
            clause_priced="share" if share else "average" if average else "rate",
            clause_currency="own" if exchange else "contract",
        )
        inputs.number("clause_above", self.scope.given(above, path, "unit"))
        inputs.number("clause_price", price)
        inputs.number("clause_share", share)
        inputs.number("clause_exchange_rate", exchange)
        about = PricedClause(Priced(identity, name, category, one_off=False), cliff)
        self.rows.append(Row("clause", name, inputs, within=self.price_list.at, about=about))

    def first_price(self) -> float:
        """The price below the first step; 1 where the queues that the steps count have several, as only discounts count then."""
        prices = {queue.price.value.likely for queue in self.listed if queue.price is not None}
        return prices.pop() if len(prices) == 1 else 1.0

    def price_of_step(self, tier: Tier) -> float:
        """The price in a step, beside `first_price`."""
        if tier.rate is not None:
            return tier.rate.likely
        return self.first_price() * (1 - (tier.discount.likely if tier.discount else 0.0))

    def _priced(self, unit: str) -> list[PricedQueue]:
        return [queue for queue in self.queues if queue.unit == unit]

    def _usual(self, unit: str) -> list[PricedQueue]:
        """The queues whose price a unit has: those at the contract's own price before those with one of their own."""
        priced = self._priced(unit)
        return [queue for queue in priced if not queue.own] or priced

    def _mean(self, queues: list[PricedQueue]) -> Sourced | None:
        """The price of these queues, or the plain mean of several, which holds where nothing at all is used."""
        prices = [queue.price for queue in queues if queue.price is not None]
        if not prices or self._one_price(queues):
            return prices[0] if prices else None
        mean = fsum(self.scope.of(price.value) for price in prices) / len(prices)
        return Sourced(point(mean), "price", weakest([price.origin for price in prices]))

    @staticmethod
    def _one_price(queues: list[PricedQueue]) -> bool:
        return len({queue.price.value for queue in queues if queue.price is not None}) <= 1

    def _not_priced(self, unit: str, path: Path, remedy: str) -> None:
        self.scope.problem(path, f"counts {unit}, but the price is for {self._said()} ({remedy})")

    def _said(self) -> str:
        return " and ".join(dict.fromkeys(queue.unit for queue in self.queues))


NAMES = {
    "minimum": ("Minimum-commitment shortfall", "fees.minimum", "fees"),
    "amount": ("Minimum-commitment shortfall", "fees.minimum", "fees"),
    "overage": ("Overage", "fees.overage", "fees"),
    "covered": ("Covered by the fixed base", "labor.covered", "labor"),
    "unused": ("Credit for less than the base", "labor.credit", "labor"),
    "marginal": ("Volume discount", "labor.discount", "labor"),
    "all_units": ("Volume discount", "labor.discount", "labor"),
}
"""What a clause's line is called, its id and its category."""


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
