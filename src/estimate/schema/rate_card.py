"""A rate card as data files hold it: facts with unit, dated values, basis and sources."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, RootModel, model_validator

from estimate.ground.units import ITEM_UNITS
from estimate.schema.fields import Amount, Currency, Date, Key, Language, Record, Text, one_of, wrong
from estimate.schema.quote import Model, Part
from estimate.schema.scenario import (
    CHANNELS,
    PREMIUMS,
    Channel,
    DataKind,
    Expertise,
    ItemCategory,
    RoleKind,
    SupportType,
)

BASES = ("quoted", "derived", "modeled", "assumed")
GRADES = ("A", "B", "C", "D")
CARD_SHAPES = ("smooth", "uniform", "lognormal")
"""A card states percentiles: a mode, or a mean with its deviation, is for a scenario."""


class FactValue(Record):
    """One dated value of a fact, with its range, its basis and where it comes from."""

    since: Date = Field(alias="from")
    low: float | None = None
    likely: float
    high: float | None = None
    covers: float | None = Field(None, gt=0, lt=1, description="share of cases between low and high; 0.8 by default")
    shape: Annotated[str, one_of(*CARD_SHAPES)] | None = None
    basis: Annotated[str, one_of(*BASES)]
    grade: Annotated[str, one_of(*GRADES)] | None = None
    sources: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    set_aside: tuple[Text, ...] = ()
    formula: dict[Annotated[str, one_of("low", "likely", "high")], Text] = {}
    note: Text | None = None

    @model_validator(mode="after")
    def _honest(self) -> Self:
        low = self.likely if self.low is None else self.low
        high = self.likely if self.high is None else self.high
        if not low <= self.likely <= high:
            raise wrong(f"low, likely and high must rise, got {low:g}, {self.likely:g}, {high:g}")
        if self.shape == "lognormal" and low <= 0:
            raise wrong(f"a lognormal range lies above 0, got {low:g} to {high:g}")
        if self.basis == "assumed" and not self.note:
            raise wrong("an assumed value needs a note that says why it is assumed")
        if self.basis != "assumed" and not self.sources:
            raise wrong(f"a {self.basis} value needs sources (or basis: assumed with a note)")
        if self.basis in ("derived", "modeled") and not (self.formula or self.note):
            raise wrong(f"a {self.basis} value needs a formula or a note that says how it came about")
        return self


class Fact(Record):
    """A figure with its unit and its values by date."""

    unit: Text
    values: tuple[FactValue, ...] = Field(min_length=1)


class LocalFact(Fact):
    """A working condition of a region."""

    currency: Currency | None = Field(
        None, description="of wage_growth: the currency that it is measured in, where that is not the card's"
    )


class Price(Fact):
    """A labor price: what it includes decides what else is charged."""

    includes: tuple[Part, ...]


class PremiumFact(Fact):
    """A premium on the wage or on the bill, with its window or its days."""

    on: Annotated[str, one_of("wage", "billing")]
    languages: tuple[Language, ...] | None = Field(
        None, description="languages that the sources of a language premium name; every language unless given"
    )
    window: Text | None = None
    days: tuple[Annotated[str, one_of("mon", "tue", "wed", "thu", "fri", "sat", "sun")], ...] | None = None


class Card(Record):
    """What every card may say of itself."""

    note: Text | None = None


class RegionCard(Card):
    """Prices, premiums and working conditions in one country or group of countries."""

    region: Key
    name: Text | None = Field(None, description="a card laid over ours may leave it out")
    country: Text | None = None
    area: Annotated[str, one_of("north_america", "latin_america", "europe", "africa", "asia", "oceania")] | None = None
    currency: Currency | None = None
    timezone: Text | None = None
    languages: tuple[Language, ...] = ()
    labor: dict[SupportType, dict[Model, Price]] = {}
    premiums: dict[Key, PremiumFact] = {}
    operations: dict[Key, LocalFact] = {}
    gaps: tuple[Text, ...] = ()

    @model_validator(mode="after")
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
    premiums: dict[Annotated[str, one_of(*PREMIUMS, "language_other")], PremiumFact]


class OperationsCard(Card):
    """How support is run, everywhere: handle times, staffing, roles."""

    channels: dict[Channel, dict[Key, Fact]]
    support_types: dict[SupportType, SupportTypeCard]
    expertise: dict[Expertise, ExpertiseCard]
    staffing: dict[Annotated[str, one_of("outsourced", "in_house")], dict[Key, Fact]]
    labor: LaborCard
    roles: dict[RoleKind, RoleCard]


class Applies(Record):
    """Where an item falls due by itself."""

    sourcing: tuple[Annotated[str, one_of("outsourced", "in_house")], ...] = ("outsourced", "in_house")
    channels: tuple[Channel, ...] = CHANNELS
    automation: bool = False
    data: tuple[DataKind, ...] = ()


class CardItem(Record):
    """A priced item, or one that surely exists and has no known price."""

    name: Text
    category: ItemCategory
    per: Annotated[str, one_of(*ITEM_UNITS)]
    part: Part | None = None
    due: Annotated[str, one_of("start", "end")] = Field(
        "start", description="when what falls due once is paid: before the start, or in the last month"
    )
    wages_of: Key | None = Field(
        None,
        description="the region that the price is from, where it is for people's work: it goes with the wage of the place",
    )
    default: bool
    applies: Applies = Applies()
    status: Annotated[str, one_of("priced", "unknown")] = "priced"
    question: Text | None = None
    unit: Text | None = None
    values: tuple[FactValue, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _price_or_question(self) -> Self:
        if self.status == "priced" and not (self.unit and self.values):
            raise wrong("needs unit and values (or status: unknown with a question)")
        if self.status == "unknown" and (self.values or not self.question):
            raise wrong("an item of unknown price has a question and no values")
        return self


class ItemsCard(Card):
    """Priced items, shared by all regions."""

    items: dict[Key, CardItem] = {}


class TrainingCard(ItemsCard):
    """Training, its hours and what they are billed at."""

    initial_training: dict[Key, Any] = {}
    coaching: dict[Key, Fact] = {}


class FeesCard(ItemsCard):
    """Fees, and what contracts usually say."""

    contract: dict[Key, Fact] = {}


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
    days: tuple[float, ...] = Field(min_length=7, max_length=7)
    hours: tuple[float, ...] = Field(min_length=24, max_length=24)


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


class Wording(Record):
    """How a question is asked, and why."""

    name: Text | None = None
    question: Text
    why: Text


class QuestionsCard(Card):
    """What to ask a vendor: by part of the price, by term of the contract, by line of the estimate."""

    parts: dict[Part, Wording]
    terms: dict[Key, Wording]
    lines: dict[Text, Wording]


class NamesCard(Card):
    """What people call regions, channels and costs, beside the names of the cards, and what languages are called."""

    regions: dict[Key, tuple[Text, ...]] = {}
    channels: dict[Channel, tuple[Text, ...]] = {}
    languages: dict[Language, Text] = {}
    language_names: dict[Language, tuple[Text, ...]] = {}
    costs: dict[Key, tuple[Text, ...]] = {}


class TemplateValue(Record):
    """What a template says, with the records that it rests on, or with a note that says it is assumed."""

    evidence: tuple[Text, ...] = ()
    note: Text

    @model_validator(mode="after")
    def _assumed_is_said(self) -> Self:
        if not self.evidence and not self.note.startswith("Assumed"):
            raise wrong("needs evidence, or a note that begins with Assumed")
        return self


class TemplateVolume(TemplateValue):
    """Contacts a month for each unit, as a range."""

    value: Amount


class TemplateChannel(TemplateValue):
    """A channel's share of the contacts, and minutes for one where there is evidence."""

    share: Amount
    handle_minutes: Amount | None = None


class TemplateSeason(TemplateValue):
    """Twelve factors with mean 1, January first."""

    factors: tuple[float, ...] = Field(min_length=12, max_length=12)


class TemplateHours(TemplateValue):
    """When somebody is there."""

    open: Text


class TemplateUnit(Record):
    """What the volume is counted by, and how many of it stand as an example."""

    name: Text
    example: float = Field(gt=0)


class Template(Record):
    """A desk to start from: volume, channels, season and hours of a kind of business."""

    name: Text
    counted_by: TemplateUnit
    contacts_per_unit: TemplateVolume
    channels: dict[Channel, TemplateChannel] = Field(min_length=1)
    season: TemplateSeason | None = None
    hours: TemplateHours

    @model_validator(mode="after")
    def _whole(self) -> Self:
        shares = sum(channel.share.likely for channel in self.channels.values())
        if abs(shares - 1) > 1e-6:
            raise wrong(f"the shares of the channels must sum to 1, got {shares:g}")
        if self.season is not None and abs(sum(self.season.factors) / 12 - 1) > 0.005:
            raise wrong(f"the season must have mean 1, got {sum(self.season.factors) / 12:.3f}")
        return self


class TemplatesCard(Card):
    """Desks to start from, by the kind of business."""

    templates: dict[Key, Template]


class Term(Record):
    """A word of the trade: its name, other forms of it, and what it means."""

    name: Text
    also: tuple[Text, ...] = ()
    says: Text


class GlossaryCard(Card):
    """Words of the trade and what they mean."""

    terms: dict[Key, Term] = {}


class Source(Record):
    """Where figures were published, defined once and named by id."""

    title: Text
    publisher: Text
    url: Text
    published: Any = None
    retrieved: Date
    grade: Annotated[str, one_of(*GRADES)]


class SourcesCard(RootModel[dict[str, Source]]):
    """All sources by id."""


CARDS: dict[str, type[BaseModel]] = {
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
    "sources": SourcesCard,
}
"""The shared cards by file name; every other card is a region's."""
