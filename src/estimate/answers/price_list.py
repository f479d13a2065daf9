"""What the rate cards know of the market: every price with its pedigree, and the floor that wages imply beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from estimate.cards.catalog import Catalog, Found, TooEarly
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, point
from estimate.resolve.carried import GROWTH, growth_of, years_between
from estimate.resolve.scope import ResolvedScenario
from estimate.schema.quote import MODELS
from estimate.schema.scenario import SUPPORT_TYPES

IN_HOUSE = "in_house"
BASE_TYPE = "voice"
"""The support type that stands in, times a factor, for those without a price of their own."""
MINUTES = 60

Convert = Callable[[str, str], float | None]
"""The price of one unit of a currency in another; None where no rate is known."""


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


@dataclass(frozen=True)
class WageFloor:
    """What wages alone imply for a region's prices, in one currency."""

    region: str
    currency: str
    rate: float
    """Price of one unit of the wage's currency in `currency`."""
    wage: Sourced
    burden: Sourced
    shrinkage: Sourced
    paid_hours: Sourced | None
    wage_share: Sourced | None
    growth: Sourced | None = None
    """What the wage grows by until the start of an estimate, where the card has it in the wage's currency."""
    years: float = 0.0
    """From the date of the wage to that start."""

    @property
    def pay(self) -> Range:
        """The wage for a paid hour at the start, in its own currency."""
        if self.growth is None:
            return self.wage.value
        return _each(self.wage.value, self.growth.value, lambda wage, growth: wage * (1 + growth) ** self.years)

    @property
    def paid_hour(self) -> Range:
        """Money for one paid hour: wage × (1 + employer burden)."""
        return _each(self.pay, self.burden.value, lambda pay, on_top: pay * (1 + on_top) * self.rate)

    @property
    def hour(self) -> Range:
        """Money for one logged-in hour: wage × (1 + employer burden) ÷ (1 − shrinkage)."""
        return _each(self.paid_hour, self.shrinkage.value, lambda cost, away: cost / (1 - away))

    @property
    def market_price(self) -> Range | None:
        """Money for one logged-in hour: wage ÷ the share of a price that wages are seen to be."""
        if self.wage_share is None:
            return None
        share = self.wage_share.value
        turned = Range(1 / share.high, 1 / share.likely, 1 / share.low)
        return _each(self.pay, turned, lambda pay, multiple: pay * multiple * self.rate)

    def taken(self, of: Callable[[Range], float]) -> WageFloor:
        """The same floor with one number taken of the range of each of its parts."""

        def at(part: Sourced) -> Sourced:
            return replace(part, value=point(of(part.value)))

        hours, share, growth = self.paid_hours, self.wage_share, self.growth
        return replace(
            self,
            wage=at(self.wage),
            burden=at(self.burden),
            shrinkage=at(self.shrinkage),
            paid_hours=hours and at(hours),
            wage_share=share and at(share),
            growth=growth and at(growth),
        )

    def expected(self) -> WageFloor:
        """The floor with each of its parts at its expected value, as an estimate takes them."""
        return self.taken(lambda value: value.expected)

    def under(self, per: str) -> Range | None:
        """Money for one unit of a price: hour, paid hour, seat-month, or a minute of an hour without a pause."""
        if per == "logged_in_hour":
            return self.hour
        if per == "paid_hour":
            return self.paid_hour
        if per == "seat_month" and self.paid_hours is not None:
            return _each(self.paid_hour, self.paid_hours.value, lambda cost, hours: cost * hours)
        if per in ("talk_minute", "handled_minute"):
            return self.hour.map(lambda cost: cost / MINUTES)
        return None


def _each(one: Range, other: Range, combine: Callable[[float, float], float]) -> Range:
    """Two ranges combined end by end, where the result rises with both."""
    return Range(combine(one.low, other.low), combine(one.likely, other.likely), combine(one.high, other.high))


def age(since: str, as_of: str) -> int:
    """Full months between two dates; below zero for what is still to come."""
    return (
        (int(as_of[:4]) - int(since[:4])) * 12
        + int(as_of[5:7])
        - int(since[5:7])
        - (as_of[8:10] < since[8:10])  # the month is not full yet
    )


def card_date(catalog: Catalog) -> str:
    """The cards' own date, which stands in for today."""
    found = catalog.entry("defaults", "as_of")
    return str(found.data) if found else ""


def regions(catalog: Catalog, folders: Sequence[Path] = ()) -> list[str]:
    """Every region with a card, those that lie at the top of a user's folder with them."""
    names = set(catalog.regions())
    for folder in folders:
        stems = (file.stem.replace("-", "_") for file in folder.glob("*.yaml"))
        names |= {stem for stem in stems if stem not in names and _describes_region(catalog, stem)}
    return sorted(names)


def _describes_region(catalog: Catalog, stem: str) -> bool:
    card = catalog.region(stem)
    return card is not None and any("region" in layer.data for layer in catalog.layers(card))


def offers(catalog: Catalog, as_of: str, folders: Sequence[Path] = ()) -> list[CardPrice]:
    """Every price of every region in force on a date; money by the unit that each names."""
    return [offer for region in regions(catalog, folders) for offer in offers_of(catalog, region, as_of)]


def offers_of(catalog: Catalog, region: str, as_of: str) -> list[CardPrice]:
    """The prices of one region in force on a date, kinds of support in the order of the field."""
    card = catalog.region(region)
    if card is None:
        return []
    made = []
    for kind in sorted(catalog.keys(card, "labor"), key=_place_in(SUPPORT_TYPES)):
        for model in sorted(catalog.keys(card, "labor", kind), key=_place_in(MODELS)):
            found = catalog.entry(card, "labor", kind, model)
            sourced = _fact(catalog, as_of, (card, "labor", kind, model))
            if found is not None and sourced is not None:
                made.append(_offer(catalog, card, region, (kind, model), found, sourced, as_of))
    return made


def _place_in(order: tuple[str, ...]) -> Callable[[str], int]:
    return lambda word: order.index(word) if word in order else len(order)


def _offer(
    catalog: Catalog, card: str, region: str, of: tuple[str, str], found: Found, sourced: Sourced, as_of: str
) -> CardPrice:
    origin = sourced.origin
    value = next(value for value in found.data["values"] if str(value["from"]) == origin.date)
    return CardPrice(
        region=region,
        name=_word(catalog, card, "name") or region.replace("_", " ").title(),
        area=_word(catalog, card, "area"),
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
    made = {(offer.support_type, offer.model): offer for offer in offers_of(catalog, region, as_of)}
    for (base, model), offer in made.items():
        if base != BASE_TYPE or model == IN_HOUSE:
            continue
        for kind in SUPPORT_TYPES:
            factor = _fact(catalog, as_of, ("operations", "support_types", kind, "rate_factor"))
            if kind != BASE_TYPE and (kind, model) not in made and factor is not None:
                yield kind, model, factor, _each(offer.value, factor.value, lambda price, by: price * by)


def planning_rate(catalog: Catalog, as_of: str) -> Convert:
    """Currencies into one another by the rates of the card."""
    base = _word(catalog, "fx", "base")

    def per_base(currency: str) -> float | None:
        """Units of a currency for one of the base."""
        fact = _fact(catalog, as_of, ("fx", "rates", currency))
        return 1.0 if currency == base else fact.value.likely if fact else None

    def convert(currency: str, target: str) -> float | None:
        if currency == target:
            return 1.0
        one, other = per_base(currency), per_base(target)
        return None if one is None or other is None else other / one

    return convert


def exchange_of(case: ResolvedScenario) -> Convert:
    """Currencies into one another by a scenario's own exchange rates, before those of the card."""
    own, fx = case.scenario.currency or case.currency, case.scenario.fx
    planned = planning_rate(case.catalog, case.as_of)

    def convert(currency: str, target: str) -> float | None:
        one, other = (1.0 if code == own else fx[code].likely if code in fx else None for code in (currency, target))
        return planned(currency, target) if one is None or other is None else one / other

    return convert


def floor(
    catalog: Catalog,
    region: str,
    as_of: str,
    currency: str | None = None,
    convert: Convert | None = None,
    start: str | None = None,
) -> WageFloor | None:
    """What wages alone imply for a logged-in hour, in a currency (the card's own without a word); None where
    wage, burden, shrinkage or the exchange rate is missing. With a start (2027-01) the wage is carried forward to it.
    """
    card = catalog.region(region)
    if card is None:
        return None
    wage = _fact(catalog, as_of, (card, "operations", "wage"), (card, "labor", BASE_TYPE, IN_HOUSE))
    burden = _fact(catalog, as_of, (card, "operations", "employer_burden"), ("operations", "labor", "employer_burden"))
    shrinkage = _staffing(catalog, card, as_of, "shrinkage")
    if wage is None or burden is None or shrinkage is None or not wage.unit.endswith("/paid_hour"):
        return None
    paid_in = wage.unit.partition("/")[0]
    target = currency or _word(catalog, card, "currency") or paid_in
    rate = (convert or planning_rate(catalog, as_of))(paid_in, target)
    if rate is None:
        return None
    share = _fact(catalog, as_of, (card, "operations", "wage_share"), ("operations", "labor", "wage_share"))
    hours = _staffing(catalog, card, as_of, "paid_hours_per_fte")
    found = WageFloor(region, target, rate, wage, burden, shrinkage, hours, share)
    years = years_between(wage.origin.date, start) if start else 0.0
    growth = _fact(catalog, as_of, (card, *GROWTH)) if years and growth_of(catalog, card, paid_in) else None
    return replace(found, growth=growth, years=years) if growth else found


def minimum_wage(catalog: Catalog, region: str, as_of: str, currency: str) -> float | None:
    """The minimum wage of a region for a paid hour, in a currency; None where no card has it or no rate is known."""
    card = catalog.region(region)
    found = _fact(catalog, as_of, (card, "operations", "minimum_wage")) if card else None
    rate = planning_rate(catalog, as_of)(found.unit.partition("/")[0], currency) if found else None
    return None if found is None or rate is None else found.value.likely * rate


def below_wage_floor(catalog: Catalog, offer: CardPrice, as_of: str) -> WageFloor | None:
    """The floor of a vendor's price, in the offer's currency, where what is expected of the price lies under it."""
    if offer.model == IN_HOUSE:
        return None
    found = floor(catalog, offer.region, as_of, offer.currency)
    least = found.expected().under(offer.per) if found else None
    return found if least is not None and offer.value.expected < least.likely else None


def _staffing(catalog: Catalog, card: str, as_of: str, key: str) -> Sourced | None:
    return _fact(catalog, as_of, (card, "operations", key), ("operations", "staffing", "outsourced", key))


def _fact(catalog: Catalog, as_of: str, *addresses: tuple[str, ...]) -> Sourced | None:
    """The first of the facts that stands on a card and is in force."""
    for address in addresses:
        found = catalog.entry(*address)
        if found is not None:
            try:
                return catalog.fact(found, as_of, ".".join(address[1:]))
            except TooEarly:
                return None
    return None


def _word(catalog: Catalog, *address: str) -> str:
    found: Any = catalog.entry(*address)
    return str(found.data) if found is not None else ""
