"""Items on a card: licenses, courses and fees, with what they are counted by and where they apply."""

from typing import Annotated, Any, Self

from estimate.ground.units import ITEM_UNITS
from estimate.schema.facts import Card, Fact, FactValue
from estimate.schema.fields import Key, Text, one_of
from estimate.schema.item import ItemCategory
from estimate.schema.price_words import Part
from estimate.schema.queue import CHANNELS, Channel
from estimate.schema.record import Record, check, field, wrong
from estimate.schema.scenario import DataKind


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
    due: Annotated[str, one_of("start", "end")] = field(
        "start", description="when what falls due once is paid: before the start, or in the last month"
    )
    wages_of: Key | None = field(
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

    @check
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
