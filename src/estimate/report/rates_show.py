"""What the rate cards say, ready to be shown: prices as records, and a region's card as a page with its floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from estimate.answers.price_list import (
    BASE_TYPE,
    CardPrice,
    WageFloor,
    age,
    below_wage_floor,
    derived_prices,
    floor,
    offers_of,
)
from estimate.cards.catalog import Catalog
from estimate.cards.sources import citations
from estimate.ground.ranges import Range
from estimate.report.figures import significant
from estimate.resolve.languages import language_name, spoken_in

COLUMNS = (
    "region", "name", "area", "support_type", "model", "unit", "expected", "low", "likely", "high", "basis", "grade", "from",
    "age_months", "file", "sources", "evidence", "formula", "note",
)  # fmt: skip
DIGITS = 4
ENDS = ("low", "likely", "high")


@dataclass(frozen=True)
class PagePrice:
    """A price with what stands beneath it, money by the price's own unit."""

    offer: CardPrice
    floor: Range | None
    floor_expected: float | None
    below: bool


@dataclass(frozen=True)
class PageFactored:
    """A price that a region has not, from the shared factor."""

    support_type: str
    model: str
    unit: str
    value: Range
    expected: float
    """The voice price and the factor, each at its expected value."""
    factor: Range


@dataclass(frozen=True)
class PageFact:
    """One dated value of a premium or a working condition."""

    section: str
    key: str
    terms: str
    unit: str
    value: dict[str, Any]
    age: int
    file: str


@dataclass(frozen=True)
class Page:
    """A region's card to read."""

    region: str
    name: str
    words: tuple[str, ...]
    note: str
    as_of: str
    prices: tuple[PagePrice, ...]
    derived_prices: tuple[PageFactored, ...]
    floor: WageFloor | None
    facts: tuple[PageFact, ...]
    gaps: tuple[str, ...]
    files: tuple[str, ...]
    sources: dict[str, str]


def record(offer: CardPrice) -> dict[str, Any]:
    """A price as scripts read it."""
    value = offer.value
    made = (
        offer.region, offer.name, offer.area, offer.support_type, offer.model, offer.unit, significant(value.expected, DIGITS),
        value.low, value.likely, value.high, offer.basis, offer.grade, offer.since, offer.age, offer.file, list(offer.sources),
        list(offer.evidence), offer.formula, offer.note,
    )  # fmt: skip
    return dict(zip(COLUMNS, made, strict=True))


def page(catalog: Catalog, region: str, as_of: str, kind: str | None = None) -> Page:
    """A region's card, or what it says of one kind of support."""
    card = catalog.region(region)
    assert card is not None, region

    def word(key: str) -> Any:
        found = catalog.entry(card, key)
        return found.data if found else ""

    offers = [offer for offer in offers_of(catalog, region, as_of) if kind in (None, offer.support_type)]
    bases = {offer.model: offer for offer in offers_of(catalog, region, as_of) if offer.support_type == BASE_TYPE}
    languages = ", ".join(language_name(catalog, code) for code in spoken_in(catalog, card))
    area = str(word("area")).replace("_", " ").title()
    return Page(
        region=region,
        name=str(word("name")) or region,
        words=tuple(filter(None, (area, str(word("currency")), str(word("timezone")), languages))),
        note=str(word("note")),
        as_of=as_of,
        prices=tuple(_price(catalog, offer, as_of) for offer in offers),
        derived_prices=tuple(
            PageFactored(
                of, model, bases[model].unit, value, bases[model].value.expected * factor.value.expected, factor.value
            )
            for of, model, factor, value in derived_prices(catalog, region, as_of)
            if kind in (None, of)
        ),
        floor=floor(catalog, region, as_of),
        facts=tuple(_facts(catalog, card, as_of)) if kind is None else (),
        gaps=tuple(str(gap) for gap in word("gaps") or ()),
        files=tuple(layer.source for layer in catalog.layers(card)),
        sources=citations(catalog),
    )


def _price(catalog: Catalog, offer: CardPrice, as_of: str) -> PagePrice:
    beneath = floor(catalog, offer.region, as_of, offer.currency) if offer.model != "in_house" else None
    least = beneath.under(offer.per) if beneath else None
    taken = beneath.expected().under(offer.per) if beneath else None
    return PagePrice(offer, least, taken.likely if taken else None, below_wage_floor(catalog, offer, as_of) is not None)


def _facts(catalog: Catalog, card: str, as_of: str) -> Iterator[PageFact]:
    for section in ("premiums", "operations"):
        for key in catalog.keys(card, section):
            found = catalog.entry(card, section, key)
            if found is None:
                continue
            for value in found.data["values"]:
                months = age(str(value["from"]), as_of)
                file = found.document.source
                yield PageFact(section, key, _terms(found.data), str(found.data["unit"]), value, months, file)


def _terms(fact: dict[str, Any]) -> str:
    """What a premium is on, and when."""
    on = f"on the {fact['on']}" if "on" in fact else ""
    return ", ".join(filter(None, (on, str(fact.get("window", "")), " ".join(fact.get("days", ())))))


def listing(offers: Sequence[CardPrice], as_of: str) -> dict[str, Any]:
    """The list as one object."""
    return {"as_of": as_of, "offers": [record(offer) for offer in offers]}


def page_record(shown: Page) -> dict[str, Any]:
    """A page as one object; floors to four significant digits."""
    cited = {source for price in shown.prices for source in price.offer.sources}
    cited |= {str(source) for fact in shown.facts for source in fact.value.get("sources", ())}
    return {
        "region": shown.region,
        "name": shown.name,
        "as_of": shown.as_of,
        "note": shown.note,
        "files": list(shown.files),
        "prices": [
            record(price.offer)
            | {"includes": list(price.offer.includes), "set_aside": list(price.offer.set_aside)}
            | {"floor": _ends(price.floor, price.floor_expected), "below_wage_floor": price.below}
            for price in shown.prices
        ],
        "derived_prices": [
            {"support_type": of.support_type, "model": of.model, "unit": of.unit, "factor": of.factor.expected}
            | (_ends(of.value, of.expected) or {})
            | {"basis": "modeled"}
            for of in shown.derived_prices
        ],
        "floor": wage_floor_record(shown.floor),
        "facts": [
            {"section": fact.section, "key": fact.key, "terms": fact.terms, "unit": fact.unit}
            | fact.value
            | {"from": str(fact.value["from"]), "age_months": fact.age, "file": fact.file}
            for fact in shown.facts
        ],
        "gaps": list(shown.gaps),
        "sources": {key: said for key, said in shown.sources.items() if key in cited},
    }


def wage_floor_record(found: WageFloor | None) -> dict[str, Any] | None:
    """The floor and what it is made of."""
    if found is None:
        return None
    parts = {"wage": found.wage, "employer_burden": found.burden, "shrinkage": found.shrinkage}
    parts |= {"wage_share": found.wage_share} if found.wage_share else {}
    taken = found.expected()
    market = taken.market_price
    return {
        "currency": found.currency,
        "logged_in_hour": _ends(found.hour, taken.hour.likely),
        "paid_hour": _ends(found.paid_hour, taken.paid_hour.likely),
        "market_price": _ends(found.market_price, market.likely if market else None),
        "from": {
            key: (_ends(part.value, part.value.expected) or {})
            | {"unit": part.unit, "from": part.origin.date, "file": part.origin.file}
            for key, part in parts.items()
        },
    }


def _ends(value: Range | None, expected: float | None) -> dict[str, float] | None:
    """Expected, low, likely and high to four significant digits."""
    if value is None or expected is None:
        return None
    numbers = {"expected": expected} | {end: getattr(value, end) for end in ENDS}
    return {key: significant(number, DIGITS) for key, number in numbers.items()}
