"""The document of `rates show`: a region's card to read, with the floor that wages imply beneath its prices; versioned plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.card_facts import age, word_of
from estimate.answers.price_list import BASE_TYPE, IN_HOUSE, CardPrice, derived_prices, prices_of
from estimate.answers.wage_floor import WageFloor, below_wage_floor, floor
from estimate.cards.catalog import Catalog
from estimate.cards.sources import citations
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.report.figures import significant
from estimate.report.rates_list import DIGITS, PriceDocument, price_document
from estimate.resolve.languages import language_name, spoken_in

VERSION = "1.0"
SECTIONS = ("premiums", "operations")


class EndsDocument(TypedDict):
    """A range, and what is expected of it."""

    expected: float
    low: float
    likely: float
    high: float


class ShownPriceDocument(PriceDocument):
    """A price with its line in the file, what it includes, the records that it set aside, and what wages alone cost by the same unit (null: not known).

    `below_wage_floor` says that what is expected of the price is less than what is expected of that.
    """

    line: int | None
    includes: list[str]
    set_aside: list[str]
    floor: EndsDocument | None
    below_wage_floor: bool


class DerivedPriceDocument(EndsDocument):
    """A price that the card does not have: that of voice, in its unit, times the shared factor; modeled."""

    support_type: str
    model: str
    unit: str
    factor: EndsDocument


class FloorPartDocument(EndsDocument):
    """What the floor is made of: the value, and where it stands."""

    unit: str
    basis: str
    grade: str
    since: str
    file: str
    line: int | None


class WageFloorDocument(TypedDict):
    """What wages alone imply for an hour, in a currency; `rate` is the price of one unit of the wage's currency in it.

    `parts` are wage, employer_burden, shrinkage and, where it is known, wage_share, from which `market_price` follows.
    """

    currency: str
    rate: float
    logged_in_hour: EndsDocument
    paid_hour: EndsDocument
    market_price: EndsDocument | None
    parts: dict[str, FloorPartDocument]


class CardFactDocument(EndsDocument):
    """One dated value of a premium or a working condition."""

    section: str
    key: str
    terms: str
    unit: str
    basis: str
    grade: str
    since: str
    age_months: int
    file: str
    sources: list[str]
    evidence: list[str]
    set_aside: list[str]
    formula: str
    note: str


class RatesShowDocument(TypedDict):
    """A region's card, or what it says of one kind of support (`support_type`, null for all).

    `gaps` is what was looked for and not found; `sources` has what is said of each that is cited, by its id.
    """

    rates_show_version: str
    as_of: str
    region: str
    support_type: str | None
    name: str
    area: str
    currency: str
    timezone: str
    languages: list[str]
    note: str
    files: list[str]
    prices: list[ShownPriceDocument]
    derived_prices: list[DerivedPriceDocument]
    floor: WageFloorDocument | None
    facts: list[CardFactDocument]
    gaps: list[str]
    sources: dict[str, str]


def rates_show_document(catalog: Catalog, region: str, as_of: str, kind: str | None = None) -> RatesShowDocument:
    """The card of a region that has one, as plain data."""
    card = catalog.region(region)
    assert card is not None, region
    prices = [_price(catalog, price, as_of) for price in prices_of(catalog, region, as_of)]
    shown = [price for price in prices if kind in (None, price["support_type"])]
    facts = list(_facts(catalog, card, as_of)) if kind is None else []
    gaps = catalog.entry(card, "gaps")
    cited = {source for one in (*shown, *facts) for source in one["sources"]}
    return {
        "rates_show_version": VERSION,
        "as_of": as_of,
        "region": region,
        "support_type": kind,
        "name": word_of(catalog, card, "name") or region,
        "area": word_of(catalog, card, "area"),
        "currency": word_of(catalog, card, "currency"),
        "timezone": word_of(catalog, card, "timezone"),
        "languages": [language_name(catalog, code) for code in spoken_in(catalog, card)],
        "note": word_of(catalog, card, "note"),
        "files": [layer.source for layer in catalog.layers(card)],
        "prices": shown,
        "derived_prices": list(_derived(catalog, region, as_of, kind)),
        "floor": _floor(floor(catalog, region, as_of)),
        "facts": facts,
        "gaps": [str(gap) for gap in gaps.data] if gaps else [],
        "sources": {key: said for key, said in citations(catalog).items() if key in cited},
    }


def _price(catalog: Catalog, price: CardPrice, as_of: str) -> ShownPriceDocument:
    beneath = floor(catalog, price.region, as_of, price.currency) if price.model != IN_HOUSE else None
    least = beneath.under(price.per) if beneath else None
    taken = beneath.expected().under(price.per) if beneath else None
    return {
        **price_document(price),
        "line": price.line(),
        "includes": list(price.includes),
        "set_aside": list(price.set_aside),
        "floor": _ends(least, taken.likely) if least and taken else None,
        "below_wage_floor": below_wage_floor(catalog, price, as_of) is not None,
    }


def _derived(catalog: Catalog, region: str, as_of: str, kind: str | None) -> Iterator[DerivedPriceDocument]:
    bases = {price.model: price for price in prices_of(catalog, region, as_of) if price.support_type == BASE_TYPE}
    for of, model, factor, value in derived_prices(catalog, region, as_of):
        if kind in (None, of):
            by = factor.value
            yield {
                **_ends(value, bases[model].value.expected * by.expected),
                "support_type": of,
                "model": model,
                "unit": bases[model].unit,
                "factor": _on_card(by),
            }


def _floor(found: WageFloor | None) -> WageFloorDocument | None:
    if found is None:
        return None
    taken = found.expected()
    market, expected = found.market_price, taken.market_price
    parts = {"wage": found.wage, "employer_burden": found.burden, "shrinkage": found.shrinkage}
    parts |= {"wage_share": found.wage_share} if found.wage_share else {}
    return {
        "currency": found.currency,
        "rate": found.rate,
        "logged_in_hour": _ends(found.hour, taken.hour.likely),
        "paid_hour": _ends(found.paid_hour, taken.paid_hour.likely),
        "market_price": _ends(market, expected.likely) if market and expected else None,
        "parts": {key: _part(part) for key, part in parts.items()},
    }


def _part(part: Sourced) -> FloorPartDocument:
    origin = part.origin
    return {
        **_on_card(part.value),
        "unit": part.unit,
        "basis": origin.basis,
        "grade": origin.grade,
        "since": origin.date,
        "file": origin.file,
        "line": origin.line(),
    }


def _facts(catalog: Catalog, card: str, as_of: str) -> Iterator[CardFactDocument]:
    for section in SECTIONS:
        for key in catalog.keys(card, section):
            found = catalog.entry(card, section, key)
            if found is None:
                continue
            for value in found.data["values"]:
                likely = value["likely"]
                formula = value.get("formula", {})
                since = str(value["from"])
                yield {
                    **_on_card(Range(value.get("low", likely), likely, value.get("high", likely))),
                    "section": section,
                    "key": key,
                    "terms": _terms(found.data),
                    "unit": str(found.data["unit"]),
                    "basis": str(value["basis"]),
                    "grade": str(value.get("grade") or ""),
                    "since": since,
                    "age_months": age(since, as_of),
                    "file": found.document.source,
                    "sources": _words(value.get("sources")),
                    "evidence": _words(value.get("evidence")),
                    "set_aside": _words(value.get("set_aside")),
                    "formula": "; ".join(f"{end}: {text}" for end, text in formula.items()),
                    "note": str(value.get("note") or ""),
                }


def _terms(fact: dict[str, Any]) -> str:
    """What a premium is on, and when."""
    on = f"on the {fact['on']}" if "on" in fact else ""
    return ", ".join(filter(None, (on, str(fact.get("window", "")), " ".join(fact.get("days", ())))))


def _words(listed: Iterable[Any] | None) -> list[str]:
    return [str(word) for word in listed or ()]


def _ends(value: Range, expected: float | None = None) -> EndsDocument:
    """What was computed from the card's numbers."""
    taken = value.expected if expected is None else expected
    expected, low, likely, high = (significant(end, DIGITS) for end in (taken, value.low, value.likely, value.high))
    return {"expected": expected, "low": low, "likely": likely, "high": high}


def _on_card(value: Range) -> EndsDocument:
    """What stands on the card, as it stands there, and what is expected of it."""
    low, likely, high = (float(end) for end in (value.low, value.likely, value.high))
    return {"expected": float(significant(value.expected, DIGITS)), "low": low, "likely": likely, "high": high}
