"""Cards of words and templates: questions, names, the glossary, and usual desks to begin from."""

from typing import Annotated, Any, Self

from estimate.schema.facts import GRADES, Card
from estimate.schema.fields import Date, Key, Language, Text, one_of
from estimate.schema.price_words import Part
from estimate.schema.quantities import Amount
from estimate.schema.queue import Channel
from estimate.schema.record import Record, check, field, wrong


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

    @check
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

    factors: tuple[float, ...] = field(min_length=12, max_length=12)


class TemplateHours(TemplateValue):
    """When somebody is there."""

    open: Text


class TemplateUnit(Record):
    """What the volume is counted by, and how many of it stand as an example."""

    name: Text
    example: float = field(gt=0)


class Template(Record):
    """A desk to start from: volume, channels, season and hours of a kind of business."""

    name: Text
    counted_by: TemplateUnit
    contacts_per_unit: TemplateVolume
    channels: dict[Channel, TemplateChannel] = field(min_length=1)
    season: TemplateSeason | None = None
    hours: TemplateHours

    @check
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
