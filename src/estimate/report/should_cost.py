"""The document of `should-cost`: what each vendor's work should cost, part by part, against its price; versioned plain data."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.estimate import Estimate
from estimate.answers.should_cost import FAR_ABOVE, FAR_BELOW, PARTS, Driver, ShouldCost
from estimate.ground.units import money
from estimate.report.plain_data import figure

VERSION = "1.0"
METHOD = (
    "The same work at the same site as an open book: the site's wages, charges, premiums, spans and occupancy by the scenario and the "
    "cards, what the price holds and nothing else, the vendor's overhead on pay, and its margin as a share of the price."
)
"""How a should-cost is made, in words."""


class PartDocument(TypedDict):
    """A part of a should-cost, over the term and for each unit that the vendor is paid by."""

    id: str
    label: str
    amount: float
    each: float | None


class DriverDocument(TypedDict):
    """A number that moves the should-cost, and where the should-cost lies at its ends."""

    quantity: str
    words: str
    value: float
    low: float
    high: float
    unit: str
    basis: str
    should_cost_at_low: float
    should_cost_at_high: float
    explains_the_price: bool


class TeamShouldCost(TypedDict):
    """A vendor's team: price against should-cost, over the term and for each unit; null where a card lacks what it takes."""

    team: str
    quoted: bool
    price: float
    should_cost: float | None
    low: float | None
    high: float | None
    gap: float | None
    judgment: str
    missing: str
    unit: str
    units: float
    price_each: float | None
    should_cost_each: float | None
    low_each: float | None
    high_each: float | None
    parts: list[PartDocument]
    drivers: list[DriverDocument]
    not_priced: list[str]


class ShouldCostReport(TypedDict):
    """What each vendor's work should cost; `far_below` and `far_above` are the gaps from which a price is called so."""

    should_cost_version: str
    scenario: str
    currency: str
    months: int | float
    method: str
    far_below: float
    far_above: float
    teams: list[TeamShouldCost]


def should_cost_document(result: Estimate, found: list[ShouldCost]) -> ShouldCostReport:
    """Every team with a vendor's price: price, should-cost with its range and parts, the gap, and what moves it most."""
    currency = result.case.currency
    return {
        "should_cost_version": VERSION,
        "scenario": result.case.scenario.name,
        "currency": currency,
        "months": result.case.term.length,
        "method": METHOD,
        "far_below": round(FAR_BELOW - 1, 6),
        "far_above": round(FAR_ABOVE - 1, 6),
        "teams": [_team(one, currency) for one in found],
    }


def _team(one: ShouldCost, currency: str) -> TeamShouldCost:
    unit, count = one.each

    def each(amount: float | None) -> float | None:
        return None if amount is None or not count else figure(amount / count)

    low, high = one.range or (None, None)
    return {
        "team": one.team,
        "quoted": one.stated,
        "price": money(one.price, currency),
        "should_cost": None if one.cost is None else money(one.cost, currency),
        "low": None if low is None else money(low, currency),
        "high": None if high is None else money(high, currency),
        "gap": None if one.gap is None else round(one.gap, 6),
        "judgment": one.judgment,
        "missing": one.missing,
        "unit": unit,
        "units": figure(count),
        "price_each": each(one.price),
        "should_cost_each": each(one.cost),
        "low_each": each(low),
        "high_each": each(high),
        "parts": [
            {"id": part, "label": PARTS[part], "amount": money(amount, currency), "each": each(amount)}
            for part, amount in _adding_up(one, currency).items()
        ],
        "drivers": [_driver(driver, one, currency) for driver in one.drivers],
        "not_priced": [] if one.book is None else [item.name for item in one.book.case.unpriced],
    }


def _adding_up(one: ShouldCost, currency: str) -> dict[str, float]:
    """The parts in minor units that sum to the should-cost; what rounding leaves goes with the largest."""
    if one.cost is None:
        return {}
    parts = {part: money(amount, currency) for part, amount in one.parts.items() if amount}
    largest = max(parts, key=lambda part: parts[part])
    parts[largest] = money(parts[largest] + one.cost - sum(parts.values()), currency)
    return parts


def _driver(driver: Driver, one: ShouldCost, currency: str) -> DriverDocument:
    value = driver.sourced.value
    return {
        "quantity": driver.name,
        "words": driver.words,
        "value": value.expected,
        "low": value.low,
        "high": value.high,
        "unit": driver.sourced.unit,
        "basis": driver.sourced.origin.basis,
        "should_cost_at_low": money(driver.at_low, currency),
        "should_cost_at_high": money(driver.at_high, currency),
        "explains_the_price": driver.reaches(one.price),
    }
