"""The clauses of one price list while they are collected: what each counts, what it bills, and which queues it is about."""

from __future__ import annotations

import math
from math import fsum

from estimate.ground.provenance import Origin, Sourced, weakest
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.resolve.resolved import Cliff, Priced
from estimate.resolve.rows import Inputs, Row
from estimate.resolve.scope import STRUCTURAL, Path, Scope
from estimate.schema.clauses import Tier

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
            one = Sourced(point(1), "price", STRUCTURAL)
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
