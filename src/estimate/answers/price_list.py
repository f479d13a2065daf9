"""The price list: every price of the rate cards with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from estimate.answers.card_facts import age, fact_of, regions, word_of
from estimate.cards.catalog import Catalog, Found
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, combined
from estimate.ground.records import dataclass
from estimate.schema.price_words import MODELS
from estimate.schema.team import SUPPORT_TYPES

IN_HOUSE = "in_house"
BASE_TYPE = "voice"
"""The support type that stands in, times a factor, for those without a price of their own."""


@dataclass(frozen=True)
class CardPrice:
    """One price on a region's card, as it is in force on a date."""

    region: str
    name: str
    area: str
    support_type: str
    model: str
    unit: str
    value: Range
    basis: str
    grade: str
    since: str
    age: int
    """Months from the date of the value to the date of the question."""
    file: str
    line: Callable[[], int | None]
    includes: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...]
    set_aside: tuple[str, ...]
    formula: str
    note: str

    @property
    def currency(self) -> str:
        return self.unit.partition("/")[0]

    @property
    def per(self) -> str:
        """What is paid for, such as logged_in_hour."""
        return self.unit.partition("/")[2]


def prices(catalog: Catalog, as_of: str, folders: Sequence[Path] = ()) -> list[CardPrice]:
    """Every price of every region in force on a date; money by the unit that each names."""
    return [price for region in regions(catalog, folders) for price in prices_of(catalog, region, as_of)]


def prices_of(catalog: Catalog, region: str, as_of: str) -> list[CardPrice]:
    """The prices of one region in force on a date, kinds of support in the order of the field."""
    card = catalog.region(region)
    if card is None:
        return []
    made = []
    for kind in sorted(catalog.keys(card, "labor"), key=_place_in(SUPPORT_TYPES)):
        for model in sorted(catalog.keys(card, "labor", kind), key=_place_in(MODELS)):
            found = catalog.entry(card, "labor", kind, model)
            sourced = fact_of(catalog, as_of, (card, "labor", kind, model))
            if found is not None and sourced is not None:
                made.append(_price(catalog, card, region, (kind, model), found, sourced, as_of))
    return made


def _place_in(order: tuple[str, ...]) -> Callable[[str], int]:
    return lambda word: order.index(word) if word in order else len(order)


def _price(
    catalog: Catalog, card: str, region: str, of: tuple[str, str], found: Found, sourced: Sourced, as_of: str
) -> CardPrice:
    origin = sourced.origin
    value = next(value for value in found.data["values"] if str(value["from"]) == origin.date)
    return CardPrice(
        region=region,
        name=word_of(catalog, card, "name") or region.replace("_", " ").title(),
        area=word_of(catalog, card, "area"),
        support_type=of[0],
        model=of[1],
        unit=sourced.unit,
        value=sourced.value,
        basis=origin.basis,
        grade=origin.grade,
        since=origin.date,
        age=age(origin.date, as_of),
        file=origin.file,
        line=origin.line,
        includes=tuple(found.data.get("includes", ())),
        sources=origin.sources,
        evidence=tuple(value.get("evidence", ())),
        set_aside=tuple(value.get("set_aside", ())),
        formula=origin.formula,
        note=origin.note,
    )


def derived_prices(catalog: Catalog, region: str, as_of: str) -> Iterator[tuple[str, str, Sourced, Range]]:
    """Kinds of support that a region has no price for: kind, model, the shared factor, and money by the base's unit."""
    made = {(price.support_type, price.model): price for price in prices_of(catalog, region, as_of)}
    for (base, model), price in made.items():
        if base != BASE_TYPE or model == IN_HOUSE:
            continue
        for kind in SUPPORT_TYPES:
            factor = fact_of(catalog, as_of, ("operations", "support_types", kind, "rate_factor"))
            if kind != BASE_TYPE and (kind, model) not in made and factor is not None:
                yield kind, model, factor, combined(price.value, factor.value, lambda price, by: price * by)
