"""A scenario as people write it: validated, frozen, every key known."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator

from estimate.ground.matrices import cholesky
from estimate.ground.ranges import WAYS, At, Range, parts_of, point
from estimate.ground.term import LENGTHS
from estimate.schema.correlations import NAMED
from estimate.schema.fields import (
    Agents,
    Amount,
    AtOnce,
    Contacts,
    Currency,
    Date,
    DueMonth,
    Factor,
    Fraction,
    Hours,
    IntervalMinutes,
    Key,
    Language,
    LengthInDays,
    LengthInMonths,
    LengthInWeeks,
    Minutes,
    MonthOrDay,
    Months,
    Number,
    Occupancy,
    Part,
    Patience,
    Positive,
    PremiumShare,
    Promise,
    Rate,
    Record,
    Score,
    Share,
    Shrinkage,
    Text,
    Wait,
    one_of,
    wrong,
)
from estimate.schema.listed import AgentsByMonth, ContactsByMonth, Listed
from estimate.schema.quote import Overflow, Pricing, QueuePricing

CHANNELS = ("voice", "chat", "email", "social", "back_office")
SUPPORT_TYPES = ("general", *CHANNELS, "technical", "sales", "regulated")
EXPERTISE = ("standard", "skilled", "expert")
PREMIUMS = ("night", "weekend", "holiday", "overtime", "language")
ROLES = ("lead", "quality", "planner", "trainer", "account_manager")
TEAM_ITEMS = (
    "contract", "month", "year", "agent", "seat", "seat_month", "position", "position_month", "hire", "lead", "contact",
    "resolution", "talk_minute", "logged_in_hour", "paid_hour", "share_of_labor",
)  # fmt: skip
SHARED_ITEMS = ("contract", "month", "year", "share_of_contract", "share_of_contract_year")
DATA_KINDS = ("personal", "payment_cards", "health", "none")
ITEM_STATUS = ("priced", "asked", "unknown")

PEOPLE_STAND = "people_stand"
"""In the context of a validation: the people of today stand for queues that say neither contacts nor agents."""
PERIODS = ("month", "week", "day")
"""What a queue's contacts may be given for."""

Channel = Annotated[str, one_of(*CHANNELS)]
SupportType = Annotated[str, one_of(*SUPPORT_TYPES)]
Expertise = Annotated[str, one_of(*EXPERTISE)]
DataKind = Annotated[str, one_of(*DATA_KINDS)]
PremiumKind = Annotated[str, one_of(*PREMIUMS)]
RoleKind = Annotated[str, one_of(*ROLES)]
ItemCategory = Annotated[str, one_of("technology", "training", "fees")]
ItemPer = Annotated[str, one_of(*dict.fromkeys(TEAM_ITEMS + SHARED_ITEMS))]


class Customers(Record):
    """Where the customers are; their clock decides the opening hours."""

    timezone: Text = Field(description="time zone such as America/New_York; opening hours are on its clock")


class Automation(Record):
    """An AI agent in front of people: what it resolves, what it costs, and what it leaves for them."""

    share: Fraction = Field(description="share of contacts that it resolves without a person, once it is trained")
    ramp_months: Amount | None = Field(None, description="months until it resolves that share, rising evenly from 0")
    attempted_share: Share | None = Field(None, description="share of contacts that it tries first; all unless given")
    per: Annotated[str, one_of("resolution", "conversation", "session", "minute")] | None = Field(
        None, description="what it is billed by; a session is one conversation"
    )
    price: Amount | None = Field(None, description="price of one; replaces the card's")
    currency: Currency | None = Field(None, description="currency of its prices; the scenario's unless given")
    minutes: Minutes | None = Field(None, description="minutes of one conversation, where it is billed by the minute")
    minimum_per_month: Amount | None = Field(None, description="what the platform bills in any month, used or not")
    vat_included: Share | None = Field(
        None, description="rate of the value-added tax that its prices hold; they hold none unless given"
    )
    resolved_means: Text | None = Field(None, description="when the contract counts a contact as resolved")
    residual_aht_factor: Factor | None = Field(
        None, description="handle time of the contacts left for people against that of all: 1.1 is a tenth longer"
    )

    @model_validator(mode="after")
    def _priced_by_something(self) -> Self:
        if self.per == "minute" and self.minutes is None:
            raise wrong("is billed by the minute, so it needs minutes (of one conversation)")
        if self.price is not None and self.per is None:
            raise wrong("has a price and does not say for what (give per: resolution, conversation or minute)")
        if self.per in ("conversation", "session", "minute") and self.price is None:
            raise wrong(f"is billed by the {self.per}, so it needs a price (the cards price resolutions only)")
        if self.vat_included is not None and self.price is None and self.minimum_per_month is None:
            raise wrong(
                "has vat_included and no price that holds it (a card's price holds none: take vat_included away)"
            )
        if self.attempted_share is not None and self.attempted_share.likely < self.share.likely:
            raise wrong("resolves more than it tries (share is above attempted_share)")
        return self


class ServiceLevel(Record):
    """The promise of a live queue: this share of the contacts within so many seconds."""

    share: Promise = Field(description="share of the contacts to be answered in time")
    seconds: Wait = Field(description="seconds within which they are answered")


class Queue(Record):
    """A stream of contacts that one team handles."""

    name: Text | None = Field(None, description="what the queue is called; the channel unless given")
    channel: Channel = Field(description="how customers come; voice and chat are live, the others can wait")
    contacts_per_month: ContactsByMonth | None = Field(
        None,
        description="contacts in the first month, before growth and season; or a forecast of any length: a list by month from the "
        "start, {by_month: [ … ], times: 0.9 to 1.1}, or {file: forecast.csv, column: calls} with a month like 2027-01 in each line",
    )
    contacts_per_week: Contacts | None = Field(
        None, description="contacts in a week instead of a month, of which an average month has 4.348"
    )
    contacts_per_day: Contacts | None = Field(
        None, description="contacts on a day on which the desk is open, instead of a month"
    )
    agents: AgentsByMonth | None = Field(
        None,
        description="agents given; without it the workload sets the staffing. A list has them for each month of the estimate",
    )
    growth_per_year: Rate | None = Field(None, description="growth of the contacts, compounded by the month")
    seasonality: tuple[Amount, ...] | None = Field(None, description="12 factors with mean 1, January first")
    handle_minutes: Minutes | None = Field(
        None, description="average handle time of one contact, after-contact work included"
    )
    concurrency: Positive | None = Field(
        None, description="contacts that one agent works at a time, as they really count: two chats are about 1.7"
    )
    chats_at_once: AtOnce | None = Field(
        None,
        description="contacts that one agent takes at a time; the least number that the high end of concurrency needs unless given",
    )
    talk_share: Share | None = Field(None, description="share of the handle time on the line")
    containment_rate: Fraction | None = Field(
        None, description="share of contacts resolved without a person; short for automation: {share: …}"
    )
    automation: Automation | None = Field(None, description="an AI agent in front of people")
    pricing: QueuePricing | None = Field(None, description="a price of its own, where the team's is not for this queue")
    overflow: Overflow | None = Field(None, description="contacts above the dedicated team's go to shared agents")
    repeat_share: Part | None = Field(None, description="contacts that come back beyond the forecast's own repeats")
    first_contact_resolution: Share | None = Field(None, description="share of contacts resolved the first time")
    target_occupancy: Occupancy | None = Field(
        None, description="busy share of the time on duty: a cap for live queues, the plan for others"
    )
    service_level: ServiceLevel | None = Field(None, description="the promise of a live queue")
    patience_seconds: Patience | None = Field(None, description="mean time after which waiting customers give up")
    response_hours: Hours | None = Field(None, description="hours within which deferred work is answered")
    arrivals: Any = Field(None, description="a profile of rates/arrivals.yaml, or weights: {days: [7], hours: [24]}")
    interval_minutes: IntervalMinutes | None = Field(
        None, description="length of the intervals by which a live queue is staffed"
    )
    minimum_staffing: Agents | None = Field(None, description="agents on duty whenever the desk is open, however quiet")
    languages: dict[Language, Share] = Field(
        {}, description="share of the contacts in each language: {en: 80%, es: 20%}"
    )
    bilingual: bool = Field(False, description="one pool of agents who speak all of them, instead of a group for each")

    @model_validator(mode="after")
    def _languages_make_a_whole(self) -> Self:
        whole = sum(share.likely for share in self.languages.values())
        if self.languages and abs(whole - 1) > 1e-6:
            raise wrong(f"the languages' shares must sum to 100 %, got {whole:.1%}")
        if self.bilingual and not self.languages:
            raise wrong("bilingual says how the languages of a queue are staffed; give languages: {en: 80%, es: 20%}")
        return self

    @model_validator(mode="after")
    def _automated_once(self) -> Self:
        if self.automation is not None and self.containment_rate is not None:
            raise wrong(
                "has both automation and containment_rate (containment_rate is short for automation: {share: …})"
            )
        if self.overflow is not None and (self.volume is None or self.agents is not None):
            raise wrong("overflow needs contacts_per_month, and agents set by the workload")
        return self

    @property
    def counted_per(self) -> str | None:
        """The period for which contacts are given: month, week or day; None where nobody says how many come."""
        return next((per for per in PERIODS if getattr(self, f"contacts_per_{per}") is not None), None)

    @property
    def volume(self) -> Range | None:
        """Contacts in the period for which they are given."""
        return getattr(self, f"contacts_per_{self.counted_per}") if self.counted_per else None

    def automated(self) -> Automation | None:
        """What stands in front of people, by either spelling."""
        if self.automation is None and self.containment_rate is not None:
            return Automation.model_construct(share=self.containment_rate)  # its share has been validated
        return self.automation

    @model_validator(mode="after")
    def _some_demand(self, info: ValidationInfo) -> Self:
        given = [f"contacts_per_{per}" for per in PERIODS if getattr(self, f"contacts_per_{per}") is not None]
        if len(given) > 1:
            raise wrong(f"has {' and '.join(given)} (give one)")
        if self.volume is None and self.agents is None and not (info.context or {}).get(PEOPLE_STAND):
            raise wrong("needs contacts_per_month, or agents for a fixed team")
        if self.seasonality is not None and isinstance(self.contacts_per_month, Listed):
            raise wrong("has seasonality and contacts by month (take seasonality away: the list holds it)")
        if self.seasonality is not None:
            if len(self.seasonality) != 12:
                raise wrong(f"seasonality needs 12 factors, one a calendar month, got {len(self.seasonality)}")
            mean = sum(factor.likely for factor in self.seasonality) / 12
            if abs(mean - 1) > 0.005:
                raise wrong(f"seasonality must have mean 1, got {mean:.3f} (divide each factor by {mean:.3f})")
        return self


class Staffing(Record):
    """How people are planned."""

    shrinkage: Shrinkage | None = Field(None, description="in total, or by part such as {leave: 10%, breaks: 8%}")
    attrition_per_year: Part | None = Field(None, description="agents who leave in a year, as a share of heads")
    max_occupancy: Occupancy | None = Field(
        None, description="target occupancy of every queue that has none of its own"
    )
    paid_hours_per_fte: Hours | None = Field(None, description="paid hours a month of one full-time job")
    paid_hours_per_week: Hours | None = Field(
        None, description="paid hours a week of one full-time job, instead of a month, which has 4.348 weeks on average"
    )
    ramp_months: Amount | None = Field(None, description="months until a new agent works at full speed")
    new_hire_aht_factor: Factor | None = Field(
        None, description="a new agent's handle time against a tenured one's, 1.5 = half more"
    )
    employer_burden: PremiumShare | None = Field(
        None, description="employer charges and benefits on top of pay, in-house or on an open book"
    )
    public_holidays: Amount | None = Field(None, description="public holidays of the site in a year")
    overtime_share: Fraction | None = Field(
        None, description="share of the hours on duty that people work beyond their contract"
    )
    schedule_inefficiency: Share | None = Field(
        None,
        description="hours that shifts of live queues hold beyond the need, as a share of it, for a desk of 1,000 hours a week;"
        " smaller desks have more",
    )
    season: Annotated[str, one_of("returning", "hired_again")] = Field(
        "returning",
        description="whether people who are not needed in the quiet season come back, or others are hired and trained",
    )
    bilingual_share: Share | None = Field(
        None, description="share of the agents who must speak all of the team's languages"
    )
    headcount: Annotated[str, one_of("whole", "fraction")] = Field(
        "whole", description="whether heads are whole people, or fractions of one"
    )

    @model_validator(mode="after")
    def _one_full_time_job(self) -> Self:
        if self.paid_hours_per_fte is not None and self.paid_hours_per_week is not None:
            raise wrong("has both paid_hours_per_fte and paid_hours_per_week (give one: a month's hours or a week's)")
        return self


class Training(Record):
    """Training before an agent takes contacts."""

    initial_hours: Amount | None = Field(None, description="paid hours of training before an agent takes contacts")
    billed_at: Share | None = Field(None, description="price of a training hour as a share of a working hour's")
    replacement: Annotated[str, one_of("vendor", "client")] | None = Field(
        None, description="who pays to train those who replace leavers"
    )

    @property
    def is_stated(self) -> bool:
        """Whether the scenario says how long the training is, or what an hour of it costs."""
        return self.initial_hours is not None or self.billed_at is not None


class Role(Record):
    """A role around the agents, where the scenario knows better than the card."""

    agents_per: Positive | None = Field(None, description="agents for each person in the role")
    count: Amount | None = Field(None, description="people in the role, however many agents there are; 0 for none")
    pay_factor: Factor | None = Field(None, description="what a person in the role costs against an agent")
    price: Positive | None = Field(
        None,
        description="what a person in the role costs, in the contract's currency, employer charges included; needs per",
    )
    per: Annotated[str, one_of("month", "hour")] | None = Field(
        None, description="what the price is for: a month, or an hour of a full job's paid hours"
    )
    employer_burden: PremiumShare | None = Field(
        None, description="employer charges on top of the price, where it is pay without them"
    )

    @model_validator(mode="after")
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


class Item(Record):
    """A price of its own: a license, a fee, a course, with what it is counted by."""

    name: Text = Field(description="what the line is called")
    key: Key | None = Field(None, description="replaces the card's item of that key")
    category: ItemCategory = Field("fees", description="where the line stands in the estimate")
    per: ItemPer = Field(description="what it is counted by")
    price: Number | None = Field(None, description="price of one; a share for what is a share of something")
    currency: Currency | None = Field(None, description="currency of the price; the scenario's unless given")
    vat_included: Share | None = Field(
        None,
        description="rate of the value-added tax that the price holds; that of the contract where its vendor bills the item on (markup), else none",
    )
    quantity: Amount | None = Field(None, description="how many each time it falls due; one unless given")
    employer_burden: PremiumShare | None = Field(
        None, description="employer charges and benefits on top, where the price is somebody's pay"
    )
    escalator: Rate | None = Field(
        None, description="rise of the price at each anniversary, with the contract's rises; none unless given"
    )
    markup: PremiumShare | None = Field(
        None, description="the vendor buys it and bills it on with this on top; 0 where at cost"
    )
    probability: Share | None = Field(
        None, description="how likely it is that it falls due; the total has its expected cost"
    )
    month: DueMonth | None = Field(None, description="the month in which a one-off falls due; 0 is before the start")
    first_month: DueMonth | None = Field(None, description="first month in which it recurs")
    last_month: DueMonth | None = Field(None, description="last month in which it recurs")
    status: Annotated[str, one_of(*ITEM_STATUS)] = Field(
        "priced", description="whether the price is known, asked for, or unknown; without a price it is never zero"
    )
    question: Text | None = Field(None, description="what to ask where the price is not known")

    @model_validator(mode="after")
    def _price_or_status(self) -> Self:
        if self.status == "priced" and self.price is None:
            raise wrong("needs a price (or status: unknown, and it shows as not priced)")
        if self.vat_included is not None and self.price is None:
            raise wrong("has vat_included and no price that holds it (give the price, or take vat_included away)")
        if self.status != "priced" and self.price is not None:
            raise wrong(f"has a price and status {self.status} (take one of them away)")
        if self.per.startswith("share_"):
            if self.price is not None and self.price.high > 1:
                most = self.price.high
                hint = f" (write {most:g}% or {most / 100:g})" if most <= 100 else ""
                raise wrong(f"has a price that is a share of something, so at most 100%, got {most:g}{hint}")
            for key in ("employer_burden", "escalator", "vat_included"):
                if getattr(self, key) is not None:
                    raise wrong(f"has {key}, and a share of something follows that (take {key} away)")
        return self


class ParallelRunning(Record):
    """The present operation, kept running while the new one starts."""

    months: Months = Field(description="months, from the first one of service")
    cost_per_month: Amount = Field(description="what the present operation costs a month")


class Severance(Record):
    """What the people who are replaced are paid when they leave."""

    people: Amount = Field(description="people who leave")
    weeks_of_pay: Amount = Field(description="weeks of pay for each")
    weekly_pay: Amount = Field(description="a week's pay of one, employer charges included")


class RetainedTeam(Record):
    """The client's own people who stay to run the contract, instead of a share of it."""

    people: Amount = Field(description="people who stay")
    cost_per_month: Amount = Field(description="what one costs a month")


class Buyer(Record):
    """What the client spends itself, in the scenario's currency."""

    legal: Amount | None = Field(None, description="legal advice and the contract")
    selection: Amount | None = Field(None, description="choosing the vendor, instead of the card's share of a year")
    integration: Amount | None = Field(None, description="connecting the vendor's systems, instead of the card's price")
    parallel_running: ParallelRunning | None = Field(None, description="the present operation, kept running at first")
    severance: Severance | None = Field(None, description="what those who are replaced are paid")
    retained_team: RetainedTeam | None = Field(None, description="instead of the card's share for vendor management")
    tax_not_recovered: Share | None = Field(None, description="tax on the vendors' charges that is not recovered")


class Quality(Record):
    """Service beyond the telephone's: shown beside the money, and priced where it brings contacts back."""

    first_contact_resolution: Share | None = Field(
        None, description="share of contacts resolved the first time, for every queue that gives none of its own"
    )
    satisfaction: Share | None = Field(None, description="share of satisfied customers")


class Criterion(Record):
    """Something that matters beside money: how much, and how this option does."""

    weight: Positive = Field(description="weight against the other criteria; the same in every option")
    score: Score = Field(description="score of this option, 0 to 10")


class AwardRule(Record):
    """How bids are scored in a comparison: price against quality, as a tender defines it; the same in every option."""

    price_weight: Share = Field(
        description="weight of price; the rest is that of quality, which is what the criteria say"
    )
    price_points: Annotated[str, one_of("lowest_over_own", "linear")] = Field(
        "lowest_over_own",
        description="points for price: lowest price ÷ own price, or in a straight line from the lowest price to zero_at",
    )
    zero_at: Positive | None = Field(
        None, description="linear: the multiple of the lowest price that gets no points; 2 unless given"
    )
    quality_points: Annotated[str, one_of("of_ten", "of_best")] = Field(
        "of_ten", description="points for quality: the weighted score of ten, or of the best bid's"
    )
    price_of: Annotated[str, one_of("total", "normalized")] = Field(
        "total", description="which price is scored: the total, or that with allowances for what a bid leaves open"
    )

    @model_validator(mode="after")
    def _a_line_that_falls(self) -> Self:
        if self.zero_at is not None and self.price_points != "linear":
            raise wrong("has zero_at, which is for price_points: linear (take one of them away)")
        if self.zero_at is not None and self.zero_at.low <= 1:
            raise wrong("zero_at is a multiple of the lowest price, so it is above 1 (2 is double the lowest)")
        return self


class Team(Record):
    """People at one site under one contract."""

    name: Text | None = Field(None, description="what the team is called; the region unless given")
    region: Key = Field(description="where the people sit: the name of a rate card")
    status: Annotated[str, one_of("new", "existing")] | None = Field(
        None,
        description="whether the team is founded for this contract or at work already; in-house teams and a baseline exist unless said otherwise, vendors' teams are new",
    )
    support_type: SupportType | None = Field(None, description="kind of support, where it is not that of the channel")
    expertise: Expertise | None = Field(None, description="level of expertise; standard unless given")
    languages: tuple[Language, ...] | None = Field(None, description="language codes that the team speaks")
    hours: Any = Field(
        None,
        description="24x7, business, extended, or hours by day such as {mon-fri: 08:00-20:00}; a day may have several stretches as a list",
    )
    open_on_holidays: bool | None = Field(
        None, description="whether the desk is open on public holidays; only one that opens every day is, unless given"
    )
    blend: bool | None = Field(
        None,
        description="agents of live queues do deferred work when nobody waits; so unless given in a team of fewer than 20 whose languages are not staffed apart",
    )
    timezone: Text | None = Field(None, description="time zone of the site, where it is not the card's")
    pricing: Pricing = Field(Pricing(), description="the price and its terms")
    queues: tuple[Queue, ...] = Field(min_length=1, description="what the team handles")
    staffing: Staffing = Field(Staffing(), description="how people are planned")
    training: Training = Field(Training(), description="training before the first contact")
    premiums: dict[PremiumKind, PremiumShare] = Field(
        {}, description="premiums on the bill, as the contract says: {night: 10%, holiday: 100%}; double pay is 100%"
    )
    roles: dict[RoleKind, Role] = Field({}, description="spans and pay of the roles around the agents, by role")
    answers: dict[Key, Text] = Field(
        {}, description="what the vendor has answered, by the id of the question: {numbers: they stay ours}"
    )
    items: tuple[Item, ...] = Field((), description="prices of the team's own")
    also: tuple[Key, ...] = Field((), description="keys of the cards' items that this team has beside the usual ones")
    without: tuple[Key, ...] = Field((), description="keys of the cards' items that this team does not have")

    def groups(self, at: At) -> tuple[tuple[int, Queue], ...]:
        """The queues as they are staffed, each with its position in the file: a group for each language, unless pooled."""
        return tuple((position, group) for position, queue in enumerate(self.queues) for group in _groups(queue, at))

    def spoken(self) -> tuple[str, ...]:
        """Every language that the team or one of its queues names."""
        named = [*(self.languages or ()), *(code for queue in self.queues for code in queue.languages)]
        return tuple(dict.fromkeys(named))


def _groups(queue: Queue, at: At) -> Iterator[Queue]:
    if not queue.languages or queue.bilingual:
        yield queue
        return
    name = queue.name or queue.channel.replace("_", " ")
    for code, share in zip(queue.languages, parts_of(list(queue.languages.values()), at), strict=True):
        demand = {key: getattr(queue, key) for key in (*(f"contacts_per_{per}" for per in PERIODS), "agents")}
        part = {key: None if value is None else value.scaled(share) for key, value in demand.items()}
        yield queue.model_copy(update={**part, "name": f"{name} {code}", "languages": {code: point(1)}})


class Ranks(Record):
    """Rank correlations between inputs: their paths, and a row of the matrix for each."""

    of: tuple[Text, ...] = Field(min_length=2, description="paths of the inputs, as for --set")
    matrix: tuple[tuple[Annotated[float, Field(ge=-1, le=1)], ...], ...] = Field(
        description="a row for each input, 1 on the diagonal"
    )

    @model_validator(mode="after")
    def _a_matrix_of_correlations(self) -> Self:
        size = len(self.of)
        if len(self.matrix) != size or any(len(row) != size for row in self.matrix):
            raise wrong(f"needs a row and a column for each of the {size} inputs")
        for i, row in enumerate(self.matrix):
            if row[i] != 1:
                raise wrong(f"has {row[i]:g} on the diagonal of {self.of[i]} (write 1: an input moves with itself)")
            for j in range(i):
                if row[j] != self.matrix[j][i]:
                    raise wrong(
                        f"says {row[j]:g} and {self.matrix[j][i]:g} of {self.of[i]} and {self.of[j]} (write one)"
                    )
        if len(set(self.of)) < size:
            raise wrong("names an input twice")
        if cholesky(self.matrix) is None:
            raise wrong("is not positive definite: these correlations contradict each other (bring them nearer to 0)")
        return self


class CorrelationsRecord(Record):
    """Inputs that move together in the draws."""

    together: tuple[Annotated[str, one_of(*NAMED)] | Annotated[tuple[Text, ...], Field(min_length=2)], ...] = Field(
        NAMED, description="wages (of one region's card), volumes (of all queues), or lists of paths"
    )
    ranks: Ranks | None = Field(None, description="a matrix of rank correlations between inputs")


class Today(Record):
    """Who does this work today, and what they cost: what the estimate is held against, and what a contact takes."""

    people: Agents | None = Field(
        None,
        description="people who do the scenario's work today, in full-time jobs; handle times that are not given follow from them, "
        "and where no queue has contacts or agents they stand for both",
    )
    cost_per_month: Positive | None = Field(
        None, description="what they cost a month, all in: pay, employer charges, software, room"
    )
    currency: Currency | None = Field(None, description="currency of that cost; the scenario's unless given")

    @model_validator(mode="after")
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

    name: Text = Field("Scenario", description="what the estimate is called; the name of its file unless given")
    description: Text | None = Field(None, description="a sentence or two for readers")
    currency: Currency | None = Field(None, description="currency of the estimate, and of prices that name none")
    start: MonthOrDay | None = Field(
        None, description="first month of service; or its first day, such as 2027-01-15, where it starts within a month"
    )
    as_of: Date | None = Field(None, description="date whose rates are in force")
    months: LengthInMonths | None = Field(
        None, description="months of service; 8.5 ends within a month, which is then paid in part"
    )
    weeks: LengthInWeeks | None = Field(
        None, description="weeks of service instead of months, of which an average month has 4.348"
    )
    days: LengthInDays | None = Field(
        None, description="days of service instead of months, of which an average month has 30.44"
    )
    end: MonthOrDay | None = Field(
        None,
        description="last month or day of service instead of a number of months; a part of a month is a share of its days",
    )
    discount_rate: Share | None = Field(None, description="yearly rate at which later money counts less")
    customers: Customers | None = Field(None, description="where the customers are")
    fx: dict[Currency, Positive] = Field(
        {}, description="exchange rates: the price of one unit of each currency in the scenario's"
    )
    only_given: bool = Field(
        False,
        description="nothing is added from the cards but what is needed to compute: no fee, license, role, premium, rise, training or ramp-up",
    )
    team: Team | None = Field(None, description="short for teams with one member")
    teams: tuple[Team, ...] = Field((), description="the teams, each with its site, its price and its queues")
    items: tuple[Item, ...] = Field((), description="prices of the whole contract, or of every team")
    also: tuple[Key, ...] = Field(
        (), description="keys of the cards' contract-wide fees that this scenario has beside the usual ones"
    )
    without: tuple[Key, ...] = Field(
        (), description="keys of the cards' contract-wide fees that this scenario does not have"
    )
    contingency: Share | None = Field(
        None, description="share of all cost set aside, instead of the fees that it stands for"
    )
    buyer: Buyer | None = Field(None, description="what the client spends itself")
    today: Today | None = Field(
        None, description="who does the work today and at what cost: {people: 4, cost_per_month: 27000}"
    )
    baseline: Text | None = Field(
        None,
        description="file of the scenario or saved estimate that this one would replace: savings and payback follow",
    )
    quality: Quality | None = Field(None, description="first-contact resolution and satisfaction")
    criteria: dict[Key, Criterion] = Field({}, description="what matters beside money, by name, with weight and score")
    allowances: dict[Key, Amount] = Field(
        {},
        description="what the buyer sets aside over the term for a cost that a bid leaves open, by the key of the card's or another bid's item; "
        "a comparison adds it to that bid, in place of what the others take",
    )
    award: AwardRule | None = Field(None, description="how a comparison scores price against quality")
    data: tuple[DataKind, ...] | None = Field(
        None, description="what the work touches: personal, payment_cards, health; audits follow from it"
    )
    at: Annotated[str, one_of(*WAYS)] | None = Field(
        None, description="what of its range every input is taken at; expected unless given"
    )
    correlations: CorrelationsRecord | None = Field(None, description="which uncertain inputs move together")
    cases: dict[Key, dict[Text, Any]] = Field(
        {}, description="named cases, each with what differs from the scenario, laid over it as by extends"
    )

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        given = [key for key in LENGTHS if getattr(self, key) is not None]
        if len(given) > 1:
            raise wrong(f"has {' and '.join(given)} (give one: they say how long service lasts)")
        return self

    @model_validator(mode="after")
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
