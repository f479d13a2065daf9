"""The floor that wages imply beneath a region's prices: wage, employer burden and shrinkage, by the hour and by what a price is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from estimate.answers.card_facts import Convert, fact_of, planning_rate, word_of
from estimate.answers.price_list import BASE_TYPE, IN_HOUSE, CardPrice
from estimate.cards.catalog import Catalog
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, combined, point
from estimate.ground.records import dataclass
from estimate.resolve.carried import GROWTH, growth_of, years_between

MINUTES = 60


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
        return combined(self.wage.value, self.growth.value, lambda wage, growth: wage * (1 + growth) ** self.years)

    @property
    def paid_hour(self) -> Range:
        """Money for one paid hour: wage × (1 + employer burden)."""
        return combined(self.pay, self.burden.value, lambda pay, on_top: pay * (1 + on_top) * self.rate)

    @property
    def hour(self) -> Range:
        """Money for one logged-in hour: wage × (1 + employer burden) ÷ (1 − shrinkage)."""
        return combined(self.paid_hour, self.shrinkage.value, lambda cost, away: cost / (1 - away))

    @property
    def market_price(self) -> Range | None:
        """Money for one logged-in hour: wage ÷ the share of a price that wages are seen to be."""
        if self.wage_share is None:
            return None
        share = self.wage_share.value
        turned = Range(1 / share.high, 1 / share.likely, 1 / share.low)
        return combined(self.pay, turned, lambda pay, multiple: pay * multiple * self.rate)

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
            return combined(self.paid_hour, self.paid_hours.value, lambda cost, hours: cost * hours)
        if per in ("talk_minute", "handled_minute"):
            return self.hour.map(lambda cost: cost / MINUTES)
        return None


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
    wage = fact_of(catalog, as_of, (card, "operations", "wage"), (card, "labor", BASE_TYPE, IN_HOUSE))
    burden = fact_of(
        catalog, as_of, (card, "operations", "employer_burden"), ("operations", "labor", "employer_burden")
    )
    shrinkage = _staffing(catalog, card, as_of, "shrinkage")
    if wage is None or burden is None or shrinkage is None or not wage.unit.endswith("/paid_hour"):
        return None
    paid_in = wage.unit.partition("/")[0]
    target = currency or word_of(catalog, card, "currency") or paid_in
    rate = (convert or planning_rate(catalog, as_of))(paid_in, target)
    if rate is None:
        return None
    share = fact_of(catalog, as_of, (card, "operations", "wage_share"), ("operations", "labor", "wage_share"))
    hours = _staffing(catalog, card, as_of, "paid_hours_per_fte")
    found = WageFloor(region, target, rate, wage, burden, shrinkage, hours, share)
    years = years_between(wage.origin.date, start) if start else 0.0
    growth = fact_of(catalog, as_of, (card, *GROWTH)) if years and growth_of(catalog, card, paid_in) else None
    return replace(found, growth=growth, years=years) if growth else found


def minimum_wage(catalog: Catalog, region: str, as_of: str, currency: str) -> float | None:
    """The minimum wage of a region for a paid hour, in a currency; None where no card has it or no rate is known."""
    card = catalog.region(region)
    found = fact_of(catalog, as_of, (card, "operations", "minimum_wage")) if card else None
    rate = planning_rate(catalog, as_of)(found.unit.partition("/")[0], currency) if found else None
    return None if found is None or rate is None else found.value.likely * rate


def below_wage_floor(catalog: Catalog, price: CardPrice, as_of: str) -> WageFloor | None:
    """The floor of a vendor's price, in that price's currency, where what is expected of it lies under it."""
    if price.model == IN_HOUSE:
        return None
    found = floor(catalog, price.region, as_of, price.currency)
    least = found.expected().under(price.per) if found else None
    return found if least is not None and price.value.expected < least.likely else None


def _staffing(catalog: Catalog, card: str, as_of: str, key: str) -> Sourced | None:
    return fact_of(catalog, as_of, (card, "operations", key), ("operations", "staffing", "outsourced", key))
