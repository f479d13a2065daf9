"""A fact of a card: a unit, and dated values with their basis, grade and sources."""

from typing import Annotated, Self

from estimate.schema.fields import Currency, Date, Language, Text, one_of
from estimate.schema.price_words import Part
from estimate.schema.record import Record, check, field, wrong

BASES = ("quoted", "derived", "modeled", "assumed")
GRADES = ("A", "B", "C", "D")
CARD_SHAPES = ("smooth", "uniform", "lognormal")
"""A card states percentiles: a mode, or a mean with its deviation, is for a scenario."""


class FactValue(Record):
    """One dated value of a fact, with its range, its basis and where it comes from."""

    since: Date = field(alias="from")
    low: float | None = None
    likely: float
    high: float | None = None
    covers: float | None = field(None, gt=0, lt=1, description="share of cases between low and high; 0.8 by default")
    shape: Annotated[str, one_of(*CARD_SHAPES)] | None = None
    basis: Annotated[str, one_of(*BASES)]
    grade: Annotated[str, one_of(*GRADES)] | None = None
    sources: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    set_aside: tuple[Text, ...] = ()
    formula: dict[Annotated[str, one_of("low", "likely", "high")], Text] = {}
    note: Text | None = None

    @check
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
    values: tuple[FactValue, ...] = field(min_length=1)


class LocalFact(Fact):
    """A working condition of a region."""

    currency: Currency | None = field(
        None, description="of wage_growth: the currency that it is measured in, where that is not the card's"
    )


class Price(Fact):
    """A labor price: what it includes decides what else is charged."""

    includes: tuple[Part, ...]


class PremiumFact(Fact):
    """A premium on the wage or on the bill, with its window or its days."""

    on: Annotated[str, one_of("wage", "billing")]
    languages: tuple[Language, ...] | None = field(
        None, description="languages that the sources of a language premium name; every language unless given"
    )
    window: Text | None = None
    days: tuple[Annotated[str, one_of("mon", "tue", "wed", "thu", "fri", "sat", "sun")], ...] | None = None


class Card(Record):
    """What every card may say of itself."""

    note: Text | None = None
