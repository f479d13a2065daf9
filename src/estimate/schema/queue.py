"""A stream of contacts that a team handles, and the AI agent before it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from estimate.ground.ranges import At, Range, parts_of, point
from estimate.schema.fields import (
    AtOnce,
    Currency,
    IntervalMinutes,
    Language,
    Text,
    one_of,
)
from estimate.schema.listed import AgentsByMonth, ContactsByMonth, Listed
from estimate.schema.quantities import (
    Agents,
    Amount,
    Contacts,
    Factor,
    Fraction,
    Hours,
    Minutes,
    Occupancy,
    Part,
    Patience,
    Positive,
    Promise,
    Rate,
    Share,
    Wait,
)
from estimate.schema.quote import Overflow, QueuePricing
from estimate.schema.record import Record, check, field, wrong

CHANNELS = ("voice", "chat", "email", "social", "back_office")

PEOPLE_STAND = "people_stand"
"""In the context of a validation: the people of today stand for queues that say neither contacts nor agents."""
PERIODS = ("month", "week", "day")
"""What a queue's contacts may be given for."""

Channel = Annotated[str, one_of(*CHANNELS)]


class Automation(Record):
    """An AI agent in front of people: what it resolves, what it costs, and what it leaves for them."""

    share: Fraction = field(description="share of contacts that it resolves without a person, once it is trained")
    ramp_months: Amount | None = field(None, description="months until it resolves that share, rising evenly from 0")
    attempted_share: Share | None = field(None, description="share of contacts that it tries first; all unless given")
    per: Annotated[str, one_of("resolution", "conversation", "session", "minute")] | None = field(
        None, description="what it is billed by; a session is one conversation"
    )
    price: Amount | None = field(None, description="price of one; replaces the card's")
    currency: Currency | None = field(None, description="currency of its prices; the scenario's unless given")
    minutes: Minutes | None = field(None, description="minutes of one conversation, where it is billed by the minute")
    minimum_per_month: Amount | None = field(None, description="what the platform bills in any month, used or not")
    vat_included: Share | None = field(
        None, description="rate of the value-added tax that its prices hold; they hold none unless given"
    )
    resolved_means: Text | None = field(None, description="when the contract counts a contact as resolved")
    residual_aht_factor: Factor | None = field(
        None, description="handle time of the contacts left for people against that of all: 1.1 is a tenth longer"
    )

    @check
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

    share: Promise = field(description="share of the contacts to be answered in time")
    seconds: Wait = field(description="seconds within which they are answered")


class Queue(Record):
    """A stream of contacts that one team handles."""

    name: Text | None = field(None, description="what the queue is called; the channel unless given")
    channel: Channel = field(description="how customers come; voice and chat are live, the others can wait")
    contacts_per_month: ContactsByMonth | None = field(
        None,
        description="contacts in the first month, before growth and season; or a forecast of any length: a list by month from the "
        "start, {by_month: [ … ], times: 0.9 to 1.1}, or {file: forecast.csv, column: calls} with a month like 2027-01 in each line",
    )
    contacts_per_week: Contacts | None = field(
        None, description="contacts in a week instead of a month, of which an average month has 4.348"
    )
    contacts_per_day: Contacts | None = field(
        None, description="contacts on a day on which the desk is open, instead of a month"
    )
    agents: AgentsByMonth | None = field(
        None,
        description="agents given; without it the workload sets the staffing. A list has them for each month of the estimate",
    )
    growth_per_year: Rate | None = field(None, description="growth of the contacts, compounded by the month")
    seasonality: tuple[Amount, ...] | None = field(None, description="12 factors with mean 1, January first")
    handle_minutes: Minutes | None = field(
        None, description="average handle time of one contact, after-contact work included"
    )
    concurrency: Positive | None = field(
        None, description="contacts that one agent works at a time, as they really count: two chats are about 1.7"
    )
    chats_at_once: AtOnce | None = field(
        None,
        description="contacts that one agent takes at a time; the least number that the high end of concurrency needs unless given",
    )
    talk_share: Share | None = field(None, description="share of the handle time on the line")
    containment_rate: Fraction | None = field(
        None, description="share of contacts resolved without a person; short for automation: {share: …}"
    )
    automation: Automation | None = field(None, description="an AI agent in front of people")
    pricing: QueuePricing | None = field(None, description="a price of its own, where the team's is not for this queue")
    overflow: Overflow | None = field(None, description="contacts above the dedicated team's go to shared agents")
    repeat_share: Part | None = field(None, description="contacts that come back beyond the forecast's own repeats")
    first_contact_resolution: Share | None = field(None, description="share of contacts resolved the first time")
    target_occupancy: Occupancy | None = field(
        None, description="busy share of the time on duty: a cap for live queues, the plan for others"
    )
    service_level: ServiceLevel | None = field(None, description="the promise of a live queue")
    patience_seconds: Patience | None = field(None, description="mean time after which waiting customers give up")
    response_hours: Hours | None = field(None, description="hours within which deferred work is answered")
    arrivals: Any = field(None, description="a profile of rates/arrivals.yaml, or weights: {days: [7], hours: [24]}")
    interval_minutes: IntervalMinutes | None = field(
        None, description="length of the intervals by which a live queue is staffed"
    )
    minimum_staffing: Agents | None = field(None, description="agents on duty whenever the desk is open, however quiet")
    languages: dict[Language, Share] = field(
        {}, description="share of the contacts in each language: {en: 80%, es: 20%}"
    )
    bilingual: bool = field(False, description="one pool of agents who speak all of them, instead of a group for each")

    @check
    def _languages_make_a_whole(self) -> Self:
        whole = sum(share.likely for share in self.languages.values())
        if self.languages and abs(whole - 1) > 1e-6:
            raise wrong(f"the languages' shares must sum to 100 %, got {whole:.1%}")
        if self.bilingual and not self.languages:
            raise wrong("bilingual says how the languages of a queue are staffed; give languages: {en: 80%, es: 20%}")
        return self

    @check
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
            return Automation(share=self.containment_rate)  # its share has been validated
        return self.automation

    @check
    def _some_demand(self, context: Mapping[str, Any]) -> Self:
        given = [f"contacts_per_{per}" for per in PERIODS if getattr(self, f"contacts_per_{per}") is not None]
        if len(given) > 1:
            raise wrong(f"has {' and '.join(given)} (give one)")
        if self.volume is None and self.agents is None and not context.get(PEOPLE_STAND):
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


def groups_of(queue: Queue, at: At) -> Iterator[Queue]:
    """The groups in which a queue is staffed: one for each language, unless its people speak all of them."""
    if not queue.languages or queue.bilingual:
        yield queue
        return
    name = queue.name or queue.channel.replace("_", " ")
    for code, share in zip(queue.languages, parts_of(list(queue.languages.values()), at), strict=True):
        demand = {key: getattr(queue, key) for key in (*(f"contacts_per_{per}" for per in PERIODS), "agents")}
        part = {key: None if value is None else value.scaled(share) for key, value in demand.items()}
        yield queue.changed(**part, name=f"{name} {code}", languages={code: point(1)})
