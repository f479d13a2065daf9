"""People at one site under one contract: how they are planned, trained and led."""

from typing import Annotated, Any, Self

from estimate.ground.ranges import At
from estimate.schema.fields import Key, Language, Text, one_of
from estimate.schema.item import Item
from estimate.schema.quantities import (
    Amount,
    Factor,
    Fraction,
    Hours,
    Occupancy,
    Part,
    Positive,
    PremiumShare,
    Share,
    Shrinkage,
)
from estimate.schema.queue import CHANNELS, Queue, groups_of
from estimate.schema.quote import Pricing
from estimate.schema.record import Record, check, field, wrong

SUPPORT_TYPES = ("general", *CHANNELS, "technical", "sales", "regulated")
EXPERTISE = ("standard", "skilled", "expert")
PREMIUMS = ("night", "weekend", "holiday", "overtime", "language")
ROLES = ("lead", "quality", "planner", "trainer", "account_manager")
SupportType = Annotated[str, one_of(*SUPPORT_TYPES)]
Expertise = Annotated[str, one_of(*EXPERTISE)]
PremiumKind = Annotated[str, one_of(*PREMIUMS)]
RoleKind = Annotated[str, one_of(*ROLES)]


class Staffing(Record):
    """How people are planned."""

    shrinkage: Shrinkage | None = field(None, description="in total, or by part such as {leave: 10%, breaks: 8%}")
    attrition_per_year: Part | None = field(None, description="agents who leave in a year, as a share of heads")
    max_occupancy: Occupancy | None = field(
        None, description="target occupancy of every queue that has none of its own"
    )
    paid_hours_per_fte: Hours | None = field(None, description="paid hours a month of one full-time job")
    paid_hours_per_week: Hours | None = field(
        None, description="paid hours a week of one full-time job, instead of a month, which has 4.348 weeks on average"
    )
    ramp_months: Amount | None = field(None, description="months until a new agent works at full speed")
    new_hire_aht_factor: Factor | None = field(
        None, description="a new agent's handle time against a tenured one's, 1.5 = half more"
    )
    employer_burden: PremiumShare | None = field(
        None, description="employer charges and benefits on top of pay, in-house or on an open book"
    )
    public_holidays: Amount | None = field(None, description="public holidays of the site in a year")
    overtime_share: Fraction | None = field(
        None, description="share of the hours on duty that people work beyond their contract"
    )
    schedule_inefficiency: Share | None = field(
        None,
        description="hours that shifts of live queues hold beyond the need, as a share of it, for a desk of 1,000 hours a week;"
        " smaller desks have more",
    )
    usable_idle_share: Share | None = field(
        None,
        description="share of their idle time in which agents of live queues can do deferred work; makes the team one pool, as blend: true does",
    )
    season: Annotated[str, one_of("returning", "hired_again")] = field(
        "returning",
        description="whether people who are not needed in the quiet season come back, or others are hired and trained",
    )
    bilingual_share: Share | None = field(
        None, description="share of the agents who must speak all of the team's languages"
    )
    headcount: Annotated[str, one_of("whole", "fraction")] = field(
        "whole", description="whether heads are whole people, or fractions of one"
    )

    @check
    def _one_full_time_job(self) -> Self:
        if self.paid_hours_per_fte is not None and self.paid_hours_per_week is not None:
            raise wrong("has both paid_hours_per_fte and paid_hours_per_week (give one: a month's hours or a week's)")
        return self


class Training(Record):
    """Training before an agent takes contacts."""

    initial_hours: Amount | None = field(None, description="paid hours of training before an agent takes contacts")
    billed_at: Share | None = field(None, description="price of a training hour as a share of a working hour's")
    replacement: Annotated[str, one_of("vendor", "client")] | None = field(
        None, description="who pays to train those who replace leavers"
    )

    @property
    def is_stated(self) -> bool:
        """Whether the scenario says how long the training is, or what an hour of it costs."""
        return self.initial_hours is not None or self.billed_at is not None


class Role(Record):
    """A role around the agents, where the scenario knows better than the card."""

    agents_per: Positive | None = field(None, description="agents for each person in the role")
    count: Amount | None = field(None, description="people in the role, however many agents there are; 0 for none")
    pay_factor: Factor | None = field(None, description="what a person in the role costs against an agent")
    price: Positive | None = field(
        None,
        description="what a person in the role costs, in the contract's currency, employer charges included; needs per",
    )
    per: Annotated[str, one_of("month", "hour")] | None = field(
        None, description="what the price is for: a month, or an hour of a full job's paid hours"
    )
    employer_burden: PremiumShare | None = field(
        None, description="employer charges on top of the price, where it is pay without them"
    )

    @check
    def _counted_and_priced_once(self) -> Self:
        if self.agents_per is not None and self.count is not None:
            raise wrong("has both agents_per and count (give one: a span of agents, or how many people)")
        if self.price is not None and self.pay_factor is not None:
            raise wrong("has both price and pay_factor (give one: an amount, or a factor on what an agent costs)")
        if self.price is not None and self.per is None:
            raise wrong("has a price and does not say for what (give per: month or per: hour)")
        for key in ("per", "employer_burden"):
            if self.price is None and getattr(self, key) is not None:
                raise wrong(f"has {key} and no price (give the price of one person)")
        return self


class Team(Record):
    """People at one site under one contract."""

    name: Text | None = field(None, description="what the team is called; the region unless given")
    region: Key = field(description="where the people sit: the name of a rate card")
    status: Annotated[str, one_of("new", "existing")] | None = field(
        None,
        description="whether the team is founded for this contract or at work already; in-house teams and a baseline exist unless said otherwise, vendors' teams are new",
    )
    support_type: SupportType | None = field(None, description="kind of support, where it is not that of the channel")
    expertise: Expertise | None = field(None, description="level of expertise; standard unless given")
    languages: tuple[Language, ...] | None = field(None, description="language codes that the team speaks")
    hours: Any = field(
        None,
        description="24x7, business, extended, or hours by day such as {mon-fri: 08:00-20:00}; a day may have several stretches as a list",
    )
    open_on_holidays: bool | None = field(
        None, description="whether the desk is open on public holidays; only one that opens every day is, unless given"
    )
    blend: bool | None = field(
        None,
        description="agents of live queues do deferred work when nobody waits; so unless given in a team of fewer than 20 whose languages are not staffed apart; staffing.usable_idle_share says in how much of that time",
    )
    timezone: Text | None = field(None, description="time zone of the site, where it is not the card's")
    pricing: Pricing = field(Pricing(), description="the price and its terms")
    queues: tuple[Queue, ...] = field(min_length=1, description="what the team handles")
    staffing: Staffing = field(Staffing(), description="how people are planned")
    training: Training = field(Training(), description="training before the first contact")
    premiums: dict[PremiumKind, PremiumShare] = field(
        {}, description="premiums on the bill, as the contract says: {night: 10%, holiday: 100%}; double pay is 100%"
    )
    roles: dict[RoleKind, Role] = field({}, description="spans and pay of the roles around the agents, by role")
    answers: dict[Key, Text] = field(
        {}, description="what the vendor has answered, by the id of the question: {numbers: they stay ours}"
    )
    items: tuple[Item, ...] = field((), description="prices of the team's own")
    also: tuple[Key, ...] = field((), description="keys of the cards' items that this team has beside the usual ones")
    without: tuple[Key, ...] = field((), description="keys of the cards' items that this team does not have")

    def groups(self, at: At) -> tuple[tuple[int, Queue], ...]:
        """The queues as they are staffed, each with its position in the file: a group for each language, unless pooled."""
        return tuple((position, group) for position, queue in enumerate(self.queues) for group in groups_of(queue, at))

    def spoken(self) -> tuple[str, ...]:
        """Every language that the team or one of its queues names."""
        named = [*(self.languages or ()), *(code for queue in self.queues for code in queue.languages)]
        return tuple(dict.fromkeys(named))
