"""What a vendor's work should cost: the open book of a vendor who pays the site's wages, against what this one bills."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import fsum

from estimate.answers.card_facts import exchange_of
from estimate.answers.estimate import Estimate, Influence, estimate
from estimate.answers.uncertainty import SEED, simulate
from estimate.answers.wage_floor import WageFloor, floor
from estimate.engine import Changes
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.resolve.open_book import open_book
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.terms import WAGES

PRICE_OF_WORK = (
    "labor.agents", "labor.expertise", "labor.language", "labor.night", "labor.weekend", "labor.holiday", "labor.overtime",
    "labor.after_hours", "labor.fixed", "labor.own_fixed", "labor.overflow", "labor.term_discount", "labor.covered", "labor.credit", "labor.discount",
    "fees.minimum", "fees.overage", "fees.billing_calendar", "fees.ramp",
)  # fmt: skip
"""The lines that a vendor's price of the work comes to, premiums, commitments and discounts among them."""
FAR_BELOW = 0.7
"""A price below this share of the should-cost is far below: Polish procurement law has such bids explained (30 % below the value)."""
FAR_ABOVE = 1 / FAR_BELOW
"""A price above this multiple of the should-cost is as far above."""
OF_PEOPLE = {"labor.agents": "wages", "labor.burden": "burden", "labor.overhead": "overhead", "labor.margin": "margin"}
PREMIUMS = frozenset(PRICE_OF_WORK[1:7])
PARTS = {
    "wages": "Wages of agents",
    "burden": "Employer charges and benefits",
    "premiums": "Premiums on wages",
    "ramp": "Slow weeks of new agents",
    "roles": "Team leads and other roles",
    "training": "Training",
    "recruiting": "Recruiting and checks",
    "premises": "Premises and technology",
    "overhead": "Vendor's overhead",
    "margin": "Vendor's margin",
}
"""What a should-cost is made of, in the order in which it adds up."""
RECRUITING = "training.recruiting"
HIRING = (RECRUITING, "training.background_check")
CALLED = {
    "base_rate": "the wage", "employer_burden": "employer charges", "margin_share": "the vendor's margin",
    "overhead_share": "the vendor's overhead", "item_price": "the price of an item", "training_hours": "hours of training",
    "role_pay_factor": "pay of a role", "span_of_control": "span of a role",
}  # fmt: skip
DRIVERS = 2
"""So many inputs are named that move a should-cost most."""


@dataclass(frozen=True)
class Driver:
    """An input that moves the should-cost, and what that is at both ends of the input's range, all else at what is expected of it."""

    name: str
    words: str
    sourced: Sourced
    swing: float
    at_low: float
    at_high: float

    def reaches(self, price: float) -> bool:
        """Whether the should-cost is the price somewhere within the input's range."""
        return min(self.at_low, self.at_high) <= price <= max(self.at_low, self.at_high)


@dataclass(frozen=True)
class ShouldCost:
    """The price of one vendor's work over the term and what it should cost, in the case's currency.

    `stated` tells a quote from a card's price. `units` are those that the price bills, where all of it is in one unit.
    `case` holds the work and `held` what the price holds; the open book is made of them when somebody asks for it.
    """

    team: str
    row: int
    price: float
    stated: bool
    hours: float
    unit: str | None
    units: float
    case: ResolvedScenario
    held: frozenset[str]
    floor: WageFloor | None = None
    seed: int = SEED

    @property
    def book(self) -> Estimate | None:
        """The same work as an open book; None where a card lacks what it takes."""
        return self._opened[0]

    @property
    def missing(self) -> str:
        """What a card lacks for the open book."""
        return self._opened[1]

    @cached_property
    def _opened(self) -> tuple[Estimate | None, str]:
        try:
            return estimate(open_book(self.case, self.row, set(self.held))), ""
        except InvalidInput as error:
            return None, error.problems[0].message

    @property
    def cost(self) -> float | None:
        """What the work should cost over the term; None where it cannot be said."""
        return None if self.book is None else self.book.total

    @property
    def gap(self) -> float | None:
        """The price against the should-cost: −0.24 is 24 % below it."""
        return None if not self.cost else self.price / self.cost - 1

    @cached_property
    def range(self) -> tuple[float, float] | None:
        """The ends of the should-cost's 80 % range."""
        if self.book is None:
            return None
        drawn = simulate(self.book, seed=self.seed)
        return drawn.percentile(0.1), drawn.percentile(0.9)

    @cached_property
    def judgment(self) -> str:
        """far_below or far_above, where the price is outside of the range too; else plausible; unknown without a should-cost."""
        gap = self.gap
        if gap is None:
            return "unknown"
        if FAR_BELOW - 1 <= gap <= FAR_ABOVE - 1:
            return "plausible"
        low, high = self.range or (0.0, 0.0)
        return "far_below" if self.price < low else "far_above" if self.price > high else "plausible"

    @property
    def each(self) -> tuple[str, float]:
        """The unit in which price and should-cost are shown, and how many of it there are: the price's unit, else a logged-in hour."""
        return (self.unit, self.units) if self.unit and self.units else ("logged_in_hour", self.hours)

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """The inputs with the greatest swing, those of one fact together, though it stands behind several numbers."""
        if self.book is None:
            return ()
        groups: dict[str, list[Influence]] = {}
        for influence in self.book.influences:
            origin = influence.sourced.origin
            if not influence.sourced.value.is_point:
                groups.setdefault(origin.fact or influence.sourced.path, []).append(influence)
        ranked = sorted(groups.values(), key=lambda group: -fsum(one.swing for one in group))
        return tuple(_driver(self.book, group) for group in ranked[:DRIVERS])

    @cached_property
    def parts(self) -> dict[str, float]:
        """What the should-cost is made of; its parts sum to the unrounded total."""
        found = dict.fromkeys(PARTS, 0.0)
        if self.book is None:
            return found
        margin = self.book.values["margin_share"][0]
        for line in self.book.lines:
            amount, part = fsum(line.amounts), _part(line.id)
            if part in ("training", "recruiting", "premises"):  # the margin on them stands in their price
                found["margin"] += amount * margin
                amount *= 1 - margin
            found[part] += amount
        return found


def _driver(book: Estimate, group: list[Influence]) -> Driver:
    first, uses = group[0], [use for one in group for use in one.uses]
    changes = Changes(book.program, book.values, ["total_cost"])
    low, high = (
        changes.after({use.place: getattr(use.value, end) for use in uses}).place("total_cost", 0)
        for end in ("low", "high")
    )
    words = CALLED.get(first.name, first.name.replace("_", " "))
    index = book.program.rulebook.quantities[first.name].row
    if index in ("item", "role", "queue") and len(book.case.members[index]) > 1 and first.name != "base_rate":
        words = f"{words} ({book.case.members[index][first.row]})"
    return Driver(first.name, words, first.sourced, fsum(one.swing for one in group), low, high)


def should_costs(result: Estimate, *, seed: int = SEED) -> list[ShouldCost]:
    """For each vendor's team that has a price of its own, what its work should cost; an open book says that itself."""
    return list(_should_costs(result, seed))


def _should_costs(result: Estimate, seed: int) -> Iterator[ShouldCost]:
    case = result.case
    for quote in case.quotes:
        _, team = case.scenario.each_team()[quote.row]
        if team.pricing.model in WAGES:
            continue
        held = set(quote.includes)
        # Who trains those who replace leavers is said apart: where the client does not, the vendor bears it.
        charged = result.values["replacement_training_charged"][quote.row]
        held = held - {"replacement_training"} if charged else held | {"replacement_training"}
        units = _billed(result, quote.row)
        yield ShouldCost(
            quote.team,
            quote.row,
            _price(result, quote.team),
            quote.stated,
            fsum(result.values["team_hours"][quote.row]),
            *units,
            case,
            frozenset(held),
            floor(case.catalog, team.region, case.as_of, case.currency, exchange_of(case), case.months[1]),
            seed,
        )


def _price(result: Estimate, team: str) -> float:
    return fsum(fsum(line.amounts) for line in result.lines if line.team == team and line.id in PRICE_OF_WORK)


def _billed(result: Estimate, row: int) -> tuple[str | None, float]:
    """The unit of the price and how many of it are billed over the term, where all queues are billed in one."""
    queues = result.program.rows_within("queue", "team", row)
    units = {result.case.labels["price_unit"][queue] for queue in queues}
    if len(units) > 1:
        return None, 0.0
    return units.pop(), fsum(fsum(result.values["billed_units"][queue]) for queue in queues)


def _part(line: str) -> str:
    """Which part of the should-cost a line belongs to."""
    if line in OF_PEOPLE:
        return OF_PEOPLE[line]
    if line in PREMIUMS:
        return "premiums"
    if line == "fees.ramp":
        return "ramp"
    if line in HIRING:
        return "recruiting"
    if line.startswith("labor."):
        return "roles"
    return "training" if line.startswith("training.") else "premises"
