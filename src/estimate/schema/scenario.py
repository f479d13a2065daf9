"""A scenario as people write it: validated, frozen, every key known."""

from typing import Annotated, Any, Self

from estimate.ground.ranges import WAYS
from estimate.ground.term import LENGTHS
from estimate.schema.award import AwardRule, Criterion, Quality
from estimate.schema.buyer import Buyer
from estimate.schema.fields import (
    Currency,
    Date,
    Key,
    LengthInDays,
    LengthInMonths,
    LengthInWeeks,
    MonthOrDay,
    Text,
    one_of,
)
from estimate.schema.item import Item
from estimate.schema.quantities import (
    Agents,
    Amount,
    Positive,
    Share,
)
from estimate.schema.record import Record, check, field, wrong
from estimate.schema.team import (
    Team,
)
from estimate.schema.together import CorrelationsRecord

DATA_KINDS = ("personal", "payment_cards", "health", "none")
DataKind = Annotated[str, one_of(*DATA_KINDS)]


class Customers(Record):
    """Where the customers are; their clock decides the opening hours."""

    timezone: Text = field(description="time zone such as America/New_York; opening hours are on its clock")


class Today(Record):
    """Who does this work today, and what they cost: what the estimate is held against, and what a contact takes."""

    people: Agents | None = field(
        None,
        description="people who do the scenario's work today, in full-time jobs; handle times that are not given follow from them, "
        "and where no queue has contacts or agents they stand for both",
    )
    cost_per_month: Positive | None = field(
        None, description="what they cost a month, all in: pay, employer charges, software, room"
    )
    currency: Currency | None = field(None, description="currency of that cost; the scenario's unless given")

    @check
    def _says_something(self) -> Self:
        if self.people is None and self.cost_per_month is None:
            raise wrong("needs people, cost_per_month or both")
        if self.people is not None and self.people.low == 0:
            raise wrong("has nobody in people (leave it out where nobody does the work today)")
        if self.currency is not None and self.cost_per_month is None:
            raise wrong("has a currency and no cost_per_month (give the cost)")
        return self


class Scenario(Record):
    """A case to be costed: the terms of the whole, its teams, and what else it pays for."""

    name: Text = field("Scenario", description="what the estimate is called; the name of its file unless given")
    description: Text | None = field(None, description="a sentence or two for readers")
    currency: Currency | None = field(None, description="currency of the estimate, and of prices that name none")
    start: MonthOrDay | None = field(
        None, description="first month of service; or its first day, such as 2027-01-15, where it starts within a month"
    )
    as_of: Date | None = field(None, description="date whose rates are in force")
    months: LengthInMonths | None = field(
        None, description="months of service; 8.5 ends within a month, which is then paid in part"
    )
    weeks: LengthInWeeks | None = field(
        None, description="weeks of service instead of months, of which an average month has 4.348"
    )
    days: LengthInDays | None = field(
        None, description="days of service instead of months, of which an average month has 30.44"
    )
    end: MonthOrDay | None = field(
        None,
        description="last month or day of service instead of a number of months; a part of a month is a share of its days",
    )
    discount_rate: Share | None = field(None, description="yearly rate at which later money counts less")
    customers: Customers | None = field(None, description="where the customers are")
    fx: dict[Currency, Positive] = field(
        {}, description="exchange rates: the price of one unit of each currency in the scenario's"
    )
    only_given: bool = field(
        False,
        description="nothing is added from the cards but what is needed to compute: no fee, license, role, premium, rise, training or ramp-up",
    )
    team: Team | None = field(None, description="short for teams with one member")
    teams: tuple[Team, ...] = field((), description="the teams, each with its site, its price and its queues")
    items: tuple[Item, ...] = field((), description="prices of the whole contract, or of every team")
    also: tuple[Key, ...] = field(
        (), description="keys of the cards' contract-wide fees that this scenario has beside the usual ones"
    )
    without: tuple[Key, ...] = field(
        (), description="keys of the cards' contract-wide fees that this scenario does not have"
    )
    contingency: Share | None = field(
        None, description="share of all cost set aside, instead of the fees that it stands for"
    )
    buyer: Buyer | None = field(None, description="what the client spends itself")
    today: Today | None = field(
        None, description="who does the work today and at what cost: {people: 4, cost_per_month: 27000}"
    )
    baseline: Text | None = field(
        None,
        description="file of the scenario or saved estimate that this one would replace: savings and payback follow",
    )
    quality: Quality | None = field(None, description="first-contact resolution and satisfaction")
    criteria: dict[Key, Criterion] = field({}, description="what matters beside money, by name, with weight and score")
    allowances: dict[Key, Amount] = field(
        {},
        description="what the buyer sets aside over the term for a cost that a bid leaves open, by the key of the card's or another bid's item; "
        "a comparison adds it to that bid, in place of what the others take",
    )
    award: AwardRule | None = field(None, description="how a comparison scores price against quality")
    data: tuple[DataKind, ...] | None = field(
        None, description="what the work touches: personal, payment_cards, health; audits follow from it"
    )
    at: Annotated[str, one_of(*WAYS)] | None = field(
        None, description="what of its range every input is taken at; expected unless given"
    )
    correlations: CorrelationsRecord | None = field(None, description="which uncertain inputs move together")
    cases: dict[Key, dict[Text, Any]] = field(
        {}, description="named cases, each with what differs from the scenario, laid over it as by extends"
    )

    @check
    def _one_length(self) -> Self:
        given = [key for key in LENGTHS if getattr(self, key) is not None]
        if len(given) > 1:
            raise wrong(f"has {' and '.join(given)} (give one: they say how long service lasts)")
        return self

    @check
    def _one_way_to_name_teams(self) -> Self:
        if self.team is not None and self.teams:
            raise wrong("has both team and teams (team is short for teams with one member)")
        if self.team is None and not self.teams:
            raise wrong("has no team (give team: or teams:)")
        return self

    def each_team(self) -> tuple[tuple[tuple[str | int, ...], Team], ...]:
        """The teams, each with its address in the file."""
        if self.team is not None:
            return ((("team",), self.team),)
        return tuple((("teams", index), team) for index, team in enumerate(self.teams))
