"""A rate card as data files hold it: facts with unit, dated values, basis and sources."""

from typing import Annotated, Any, Self

from estimate.schema.facts import BASES, Card, Fact, LocalFact, PremiumFact, Price
from estimate.schema.fields import Currency, Date, Key, Language, Text, one_of
from estimate.schema.item_cards import FeesCard, ItemsCard, TrainingCard
from estimate.schema.price_words import Model, Part
from estimate.schema.queue import Channel
from estimate.schema.record import Record, check, field, wrong
from estimate.schema.team import PREMIUMS, Expertise, RoleKind, SupportType
from estimate.schema.word_cards import GlossaryCard, NamesCard, QuestionsCard, Source, TemplatesCard


class RegionCard(Card):
    """Prices, premiums and working conditions in one country or group of countries."""

    region: Key
    name: Text | None = field(None, description="a card laid over ours may leave it out")
    country: Text | None = None
    area: Annotated[str, one_of("north_america", "latin_america", "europe", "africa", "asia", "oceania")] | None = None
    currency: Currency | None = None
    timezone: Text | None = None
    languages: tuple[Language, ...] = ()
    labor: dict[SupportType, dict[Model, Price]] = {}
    premiums: dict[Key, PremiumFact] = {}
    operations: dict[Key, LocalFact] = {}
    gaps: tuple[Text, ...] = ()

    @check
    def _only_growth_has_a_currency(self) -> Self:
        for key, fact in self.operations.items():
            if fact.currency is not None and key != "wage_growth":
                raise wrong(f"operations.{key} has a currency (only wage_growth has one; money has it in its unit)")
        return self


class SupportTypeCard(Record):
    """How a kind of support differs from the kind that cards price first."""

    rate_factor: Fact | None = None
    handle_minutes: Fact | None = None


class ExpertiseCard(Record):
    """What a level of expertise adds to the price."""

    premium: Fact


class BySourcing(Record):
    """A figure that differs between a vendor's team and one's own."""

    outsourced: Fact
    in_house: Fact


class RoleCard(Record):
    """A role around the agents."""

    name: Text
    part: Part
    counted: Annotated[str, one_of("whole", "fraction")]
    agents_per: BySourcing
    pay_factor: Fact


class LaborCard(Record):
    """Labor figures that hold where a region has none of its own."""

    wage_share: Fact
    vendor_overhead: Fact
    vendor_margin: Fact
    employer_burden: Fact
    escalator: Fact
    wage_growth: Fact
    price_follows_wages: Fact
    public_holidays: Fact
    shortest_stint: Fact
    schedule_inefficiency: Fact
    usable_idle_share: Fact
    premiums: dict[Annotated[str, one_of(*PREMIUMS, "language_other")], PremiumFact]


class OperationsCard(Card):
    """How support is run, everywhere: handle times, staffing, roles."""

    channels: dict[Channel, dict[Key, Fact]]
    support_types: dict[SupportType, SupportTypeCard]
    expertise: dict[Expertise, ExpertiseCard]
    staffing: dict[Annotated[str, one_of("outsourced", "in_house")], dict[Key, Fact]]
    labor: LaborCard
    roles: dict[RoleKind, RoleCard]


class ExchangeCard(Card):
    """Exchange rates: units of each currency for one of the base currency."""

    base: Currency
    rates: dict[Currency, Fact]


class ArrivalProfile(Record):
    """How contacts spread over the week."""

    name: Text
    basis: Annotated[str, one_of(*BASES)]
    sources: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    note: Text
    days: tuple[float, ...] = field(min_length=7, max_length=7)
    hours: tuple[float, ...] = field(min_length=24, max_length=24)


class ArrivalsCard(Card):
    """Profiles of arrivals by name, and which one is taken where a scenario names none."""

    profiles: dict[Key, ArrivalProfile]
    default: Key
    interval_minutes: int


class DefaultsCard(Card):
    """What an estimate takes where a scenario says nothing of its frame."""

    as_of: Date
    start: Text
    months: int
    hours: Text
    discount_rate: Fact
    queue: dict[Key, Fact]
    team: dict[Key, Fact]


CARDS: dict[str, Any] = {
    "operations": OperationsCard,
    "technology": ItemsCard,
    "training": TrainingCard,
    "fees": FeesCard,
    "fx": ExchangeCard,
    "defaults": DefaultsCard,
    "arrivals": ArrivalsCard,
    "questions": QuestionsCard,
    "names": NamesCard,
    "templates": TemplatesCard,
    "glossary": GlossaryCard,
    "sources": dict[str, Source],
}
"""The shared cards by file name, each with its record, or the type that is made of records; every other card is a region's."""
