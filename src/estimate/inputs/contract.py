"""Resolving the terms around a price: rises, commitments, discounts, currency, payment, service credits, and the end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from math import fsum

from estimate.ground.provenance import Origin, Sourced, weakest
from estimate.ground.ranges import Range, point
from estimate.inputs.case import NOT_APPLICABLE, CaseBuilder, Cliff, Path, Priced, computed
from estimate.inputs.listed_rises import add_listed_rises
from estimate.inputs.prices import WAGES, Terms
from estimate.inputs.quote import Pricing, Tier
from estimate.inputs.scenario import Team
from estimate.model.settlement import CreditTerms

COUNTED_AS = {
    "logged_in_hour": "hours",
    "paid_hour": "paid_hours",
    "wage_hour": "paid_hours",
    "seat_month": "seats",
    "contact": "contacts",
    "talk_minute": "minutes",
    "handled_minute": "minutes",
    "resolution": "resolutions",
}
"""What a clause counts when it counts the units of the price."""
VENDOR_TERMS = (
    "excludes", "fixed", "minimum", "overage", "tiers", "ramp_billed", "term_discount", "extension", "notice_months",
    "termination", "exit_assistance", "currency_clause", "payment_days", "advance_months", "deposit", "service_credits",
    "change_requests", "vat_included",
)  # fmt: skip
"""Terms that only a vendor's contract has."""
DIVISIBLE = ("hours", "paid_hours", "minutes")
"""Units of which a month may have a part; of the others it has whole ones."""
DAYS_28 = 365.25 / 12 / 28
"""Bills of 28 days in an average calendar month."""


def add_term(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> None:
    """The months in which the team serves, its price rises, and what is beyond the contract's term."""
    length = len(build.case.months) - 1
    pricing, place = team.pricing, (*path, "pricing")
    ending = pricing.termination
    after = ending.after_month if ending else None
    term = pricing.term_months or length
    if after is not None and after >= min(term, length):
        build.problem(
            (*place, "termination", "after_month"),
            f"is not before the end of {'the term' if term <= length else 'the estimate'} of {min(term, length)} months",
        )
        after = None
    terms.end = after or length
    months = range(length + 1)
    serving = [float(0 < month <= terms.end) for month in months]
    build.put("in_service", computed(serving, "share", "from the first month to the last of the contract"))
    years = build.case.parents["month"]
    settles = [float(0 < m <= terms.end and (m == terms.end or years[m + 1] > years[m])) for m in months]
    build.put("year_ends", computed(settles, "share", "commitments by the year are settled at its end"))
    first = _first_rise(build, place, pricing)
    terms.rises = tuple(0 if month < first else (month - first) // 12 + 1 for month in months)
    build.put("rises", computed(map(float, terms.rises), "rise", "counted from the first rise"))
    build.put("extended", computed([float(month > term) for month in months], "share", "after the contract's term"))
    early = [float(after is not None and month == after) for month in months]
    build.put("ends_early", computed(early, "share", "the last month of a contract ended early"))
    build.put("months_left", computed([term - terms.end], "month", "of the term, when the contract ends early")[0])


def _first_rise(build: CaseBuilder, place: Path, pricing: Pricing) -> int:
    """The month of the first rise, counted from the start as 1."""
    if pricing.first_rise is None:
        return 13
    start, rise = build.case.months[1], pricing.first_rise
    first = (int(rise[:4]) - int(start[:4])) * 12 + int(rise[5:]) - int(start[5:]) + 1
    if first < 1:
        build.problem((*place, "first_rise"), f"is before the start of {start}")
    return max(1, first)


def add_contract(build: CaseBuilder, path: Path, team: Team, terms: Terms, prices: list[Sourced | None]) -> None:
    """Every term of the team's contract; one that the quote leaves out is a term that does nothing."""
    pricing, place = team.pricing, (*path, "pricing")
    if terms.sourcing == "in_house":
        for key in VENDOR_TERMS:
            if getattr(pricing, key):
                build.problem((*place, key), "is a term of a vendor's contract; this team is in_house", key=True)
    _rises(build, place, pricing, terms)
    _open_book(build, place, pricing, terms)
    _currency_clause(build, place, pricing)
    _tax(build, place, team, terms)
    _seats(build, place, pricing)
    build.label("extension", "none" if pricing.extension is None else "changed")
    build.term("extension_change", pricing.extension, (*place, "extension"), 0)
    build.term("ramp_billed", pricing.ramp_billed, (*place, "ramp_billed"), 0 if terms.closed else 1)
    build.label("fixed_rises", "no" if pricing.fixed and not pricing.fixed.rises else "yes")
    build.term("fixed_fee", pricing.fixed.per_month if pricing.fixed else None, (*place, "fixed", "per_month"), 0)
    build.term("term_discount", pricing.term_discount, (*place, "term_discount"), 0)
    build.put(
        "billing_factor",
        build.given(point(DAYS_28), (*place, "billing"), "factor")
        if pricing.billing == "28_days"
        else Sourced(point(1), "factor", Origin("structural")),
    )
    build.term("payment_days", pricing.payment_days, (*place, "payment_days"), 0)
    build.term("advance_months", pricing.advance_months, (*place, "advance_months"), 0)
    build.term("deposit", pricing.deposit, (*place, "deposit"), 0)
    _end(build, place, pricing)
    _credits(build, place, pricing)
    _clauses(build, place, team, terms, prices)


def _rises(build: CaseBuilder, place: Path, pricing: Pricing, terms: Terms) -> None:
    index = pricing.index
    by_year = add_listed_rises(build, place, pricing, terms.rises)
    if by_year:
        build.put("escalator", NOT_APPLICABLE)
    elif index is None and (terms.closed or terms.bare):
        build.term("escalator", pricing.escalator, (*place, "escalator"), 0)
    elif index is None:
        rise = "escalator" if terms.sourcing == "outsourced" and terms.model not in WAGES else "wage_growth"
        addresses = ((terms.card, "operations", rise), ("operations", "labor", rise))
        build.put("escalator", build.need("escalator", pricing.escalator, (*place, "escalator"), *addresses))
    else:
        build.put("escalator", build.given(index.rise, (*place, "index", "rise"), "share/year"))
    build.label("risen_by", "listed" if by_year else "fixed" if index is None else "index")
    at = (*place, "index")
    build.term("escalator_share", index.share if index else None, (*at, "share"), 1)
    build.term("escalator_floor", index.floor if index else None, (*at, "floor"), -1)
    build.term("escalator_cap", index.cap if index else None, (*at, "cap"), math.inf)


def _seats(build: CaseBuilder, place: Path, pricing: Pricing) -> None:
    """Seats that the contract names, where it bills them."""
    units = build.case.labels["price_unit"]
    if pricing.seats is not None and pricing.model != "monthly":
        message = f"are billed by a price by the month, and this one is {pricing.model or 'the card'}'s (write model: monthly)"
        build.problem((*place, "seats"), message, key=True)
    assert units, "every team has a queue"
    build.label("seats_counted", "agents" if pricing.seats is None else "contract")
    build.put("seats", build.given(pricing.seats, (*place, "seats"), "seat") or NOT_APPLICABLE)


def _open_book(build: CaseBuilder, place: Path, pricing: Pricing, terms: Terms) -> None:
    """What a vendor adds to its cost, as it says or by the card, whose margin is a share of the price."""
    open_book = terms.model == "cost_plus"
    build.label("open_book", "yes" if open_book else "no")
    for name in ("overhead", "margin"):
        value, at = getattr(pricing, name), (*place, name)
        if not open_book and value is not None:
            build.problem(at, "is for model: cost_plus", key=True)
        card = ("operations", "labor", f"vendor_{name}")
        share = build.need(f"{name}_share", value, at, card) if open_book else build.given(value, at, "share")
        build.put(f"{name}_share", share or NOT_APPLICABLE)
    if pricing.margin_on is not None and not open_book:
        build.problem((*place, "margin_on"), "is for model: cost_plus", key=True)
    build.label("margin_on", pricing.margin_on or ("price" if open_book and pricing.margin is None else "cost"))


def _tax(build: CaseBuilder, place: Path, team: Team, terms: Terms) -> None:
    """The value-added tax in the contract's prices, which must be the quote's own: a card's price has none."""
    pricing, at = team.pricing, (*place, "vat_included")
    if pricing.vat_included is not None:
        if terms.model == "cost_plus":
            build.problem(at, "is for a price; an open book begins with wages, which hold no such tax", key=True)
        elif pricing.rate is None and not all(queue.pricing for queue in team.queues):
            message = "is for prices that the quote gives, and the card's price holds no such tax (give pricing.rate)"
            build.problem(at, message, key=True)
    build.label("prices_are", "net" if pricing.vat_included is None else "gross")
    build.term("vat_included", pricing.vat_included, at, 0)


def _currency_clause(build: CaseBuilder, place: Path, pricing: Pricing) -> None:
    clause, at = pricing.currency_clause, (*place, "currency_clause")
    build.label("currency_clause", "shared" if clause else "none")
    values = (clause.reference, clause.band, clause.client_share) if clause else (None, None, None)
    for name, key, value in zip(
        ("reference_rate", "currency_band", "client_share"), ("reference", "band", "client_share"), values, strict=True
    ):
        build.put(name, build.given(value, (*at, key)) or NOT_APPLICABLE)


def _end(build: CaseBuilder, place: Path, pricing: Pricing) -> None:
    ending, at = pricing.termination, (*place, "termination")
    unserved = pricing.notice_months if ending and ending.notice == "paid" else None
    build.term("notice_paid", unserved, (*place, "notice_months"), 0)
    build.term("termination_fee", ending.fee if ending else None, (*at, "fee"), 0)
    build.term("termination_months", ending.months_of_charges if ending else None, (*at, "months_of_charges"), 0)
    build.term("termination_share", ending.share_of_remaining if ending else None, (*at, "share_of_remaining"), 0)
    build.term("termination_amortized", ending.amortized if ending else None, (*at, "amortized"), 0)


def _credits(build: CaseBuilder, place: Path, pricing: Pricing) -> None:
    terms, at = pricing.service_credits, (*place, "service_credits")
    build.label("credits", "agreed" if terms else "none")
    if terms is None:
        build.label("credit_terms", None)
        for name in ("expected_level", "level_spread", "at_risk"):
            build.put(name, NOT_APPLICABLE)
        return
    of = build.case.of
    missed = tuple((of(step.below), of(step.credit)) for step in terms.credits)
    reached = tuple((of(step.above), of(step.bonus)) for step in terms.bonuses)
    build.label("credit_terms", CreditTerms(missed, reached))
    build.put("expected_level", build.given(terms.expected_level, (*at, "expected_level"), "share") or NOT_APPLICABLE)
    spread = ("fees", "contract", "service_level_spread")
    build.put("level_spread", build.need("level_spread", terms.spread, (*at, "spread"), spread))
    at_risk = ("fees", "contract", "at_risk_share")
    build.put("at_risk", build.need("at_risk", terms.at_risk, (*at, "at_risk"), at_risk))


@dataclass(frozen=True)
class PricedQueue:
    """A queue as clauses see it: what its price counts, the price of one unit, and whether that is its own."""

    unit: str
    price: Sourced | None
    own: bool


def _clauses(build: CaseBuilder, place: Path, team: Team, terms: Terms, prices: list[Sourced | None]) -> None:
    """A row for each clause that counts volume, and which queues each counts."""
    pricing, groups = team.pricing, team.groups(build.case.at)
    units = build.case.labels["price_unit"][-len(groups) :]
    queues = [
        PricedQueue(COUNTED_AS[unit], price, queue.pricing is not None)
        for unit, price, (_, queue) in zip(units, prices, groups, strict=True)
    ]
    clauses = Clauses(build, terms, queues)
    if pricing.minimum is not None:
        fields = {key: value for key, value in pricing.minimum if key != "rate" and value is not None}
        key, volume = next(iter(fields.items()))
        unit, _, per = key.partition("_per_")
        price = build.given(pricing.minimum.rate, (*place, "minimum", "rate"))
        clauses.minimum(unit, per or "month", volume, (*place, "minimum", key), price)
    if pricing.overage is not None:
        above, unit = pricing.overage.above
        at = (*place, "overage")
        price = build.given(pricing.overage.rate, (*at, "rate"))
        premium = build.given(pricing.overage.premium, (*at, "premium"), "share")
        counts = clauses.counted_by_steps(unit, (*at, "above"))
        clauses.add("overage", unit, pricing.overage.per, point(above), (*at, "above"), counts, price, share=premium)
    if pricing.fixed is not None and pricing.fixed.covers is not None:
        covered, unit = pricing.fixed.covers
        clauses.base(unit, point(covered), (*place, "fixed", "covers"))
        if pricing.fixed.credit_below is not None:
            price = build.given(pricing.fixed.credit_rate, (*place, "fixed", "credit_rate"))
            at = (*place, "fixed", "credit_below")
            clauses.add("unused", unit, "month", point(pricing.fixed.credit_below[0]), at, "covered", price)
    _tiers(build, place, pricing, clauses)
    for queue in queues:
        build.label("in_steps", "yes" if clauses.has_steps and queue in clauses.listed else "no")
        build.label("in_base", "yes" if queue.unit == clauses.base_unit else "no")
        build.label("in_minimum", "yes" if queue.unit == clauses.minimum_unit else "no")


class Clauses:
    """Adds the clauses of one team's contract, and notes which queues they count.

    Discount steps and overage are about the contract's own price, so that a queue with a price of its own is outside of them;
    where each queue has one they are about all. A minimum and a fixed base count every queue that is priced in their unit.
    """

    def __init__(self, build: CaseBuilder, terms: Terms, queues: list[PricedQueue]) -> None:
        self.build = build
        self.terms = terms
        self.queues = queues
        self.listed = [queue for queue in queues if not queue.own] or queues
        self.has_steps = False
        self.base_unit = self.minimum_unit = ""

    def minimum(self, unit: str, per: str, volume: Range, path: Path, price: Sourced | None) -> None:
        """A commitment in money, in units that are priced, or in other work at a rate of its own."""
        if unit == "amount":
            one = Sourced(point(1), "price", Origin("structural"))
            self.add("amount", unit, per, volume, path, "amount", one)
            return
        if self._priced(unit):
            self.minimum_unit = unit
        elif price is None:
            self._not_priced(unit, path, "count those, or give the rate of one unit")
            return
        usual = self._usual(unit)
        counts = "committed" if self.minimum_unit else unit
        average = price is None and not self._one_price(usual)
        self.add("minimum", unit, per, volume, path, counts, price or self._mean(usual), average=average)

    def base(self, unit: str, covered: Range, path: Path) -> None:
        """What the fixed base covers, of every queue that is priced in its unit."""
        if not self._priced(unit):
            self._not_priced(unit, path, "count those")
            return
        self.base_unit = unit
        self.add("covered", unit, "month", covered, path, "covered", self._mean(self._usual(unit)))

    def counted_by_steps(self, unit: str, path: Path) -> str:
        """Whose units discount steps and overage count: those at the contract's own price, or all work of the team."""
        self.has_steps = True
        if {queue.unit for queue in self.listed} == {unit}:
            return "price"
        if len({queue.unit for queue in self.queues}) > 1:
            message = (
                f"counts {unit}, but the team's queues are priced by {self._said()}, so that it does not say whose {unit}"
                f" (count the unit of the team's own price, or give those a team each)"
            )
            self.build.problem(path, message)
        return unit

    def step_rate(self, counts: str, path: Path) -> None:
        """A step's rate replaces one price, so that there must be one, of the unit that the step counts."""
        if counts != "price":
            self._not_priced(counts, path, "count those, or give a discount")
        elif self.listed[0].own and not self._one_price(self.listed):
            message = "has a rate, but every queue has a price of its own, and they differ (give a discount, or the team a price)"
            self.build.problem(path, message)

    def add(
        self, kind: str, unit: str, per: str, above: Range, path: Path, counts: str, price: Sourced | None, *,
        up_to: float = math.inf, share: Sourced | None = None, average: bool = False,
    ) -> None:  # fmt: skip
        """One row: what it counts, from where to where, and what it bills or takes off."""
        build = self.build
        name, identity, category = NAMES[kind]
        build.member("clause", name, self.terms.row)
        build.case.clauses.append(Priced(identity, name, category, one_off=False))
        build.label("clause_kind", kind)
        build.label("clause_unit", unit)
        build.label("clause_counts", counts)
        build.label("clause_per", per)
        build.put("clause_above", build.given(above, path, "unit"))
        build.put("clause_up_to", Sourced(point(up_to), "unit", Origin("computed", note="where the next step begins")))
        build.label("clause_priced", "share" if share else "average" if average else "rate")
        build.put("clause_price", price or NOT_APPLICABLE)
        build.put("clause_share", share or NOT_APPLICABLE)

    def first_price(self) -> float:
        """The price below the first step; 1 where the queues that the steps count have several, as only discounts count then."""
        prices = {queue.price.value.likely for queue in self.listed if queue.price is not None}
        return prices.pop() if len(prices) == 1 else 1.0

    def price_of_step(self, tier: Tier) -> float:
        """The price in a step, beside `first_price`."""
        if tier.rate is not None:
            return tier.rate.likely
        return self.first_price() * (1 - (tier.discount.likely if tier.discount else 0.0))

    def _priced(self, unit: str) -> list[PricedQueue]:
        return [queue for queue in self.queues if queue.unit == unit]

    def _usual(self, unit: str) -> list[PricedQueue]:
        """The queues whose price a unit has: those at the contract's own price before those with one of their own."""
        priced = self._priced(unit)
        return [queue for queue in priced if not queue.own] or priced

    def _mean(self, queues: list[PricedQueue]) -> Sourced | None:
        """The price of these queues, or the plain mean of several, which holds where nothing at all is used."""
        prices = [queue.price for queue in queues if queue.price is not None]
        if not prices or self._one_price(queues):
            return prices[0] if prices else None
        mean = fsum(self.build.case.of(price.value) for price in prices) / len(prices)
        return Sourced(point(mean), "price", weakest([price.origin for price in prices]))

    @staticmethod
    def _one_price(queues: list[PricedQueue]) -> bool:
        return len({queue.price.value for queue in queues if queue.price is not None}) <= 1

    def _not_priced(self, unit: str, path: Path, remedy: str) -> None:
        self.build.problem(path, f"counts {unit}, but the price is for {self._said()} ({remedy})")

    def _said(self) -> str:
        return " and ".join(dict.fromkeys(queue.unit for queue in self.queues))


NAMES = {
    "minimum": ("Minimum-commitment shortfall", "fees.minimum", "fees"),
    "amount": ("Minimum-commitment shortfall", "fees.minimum", "fees"),
    "overage": ("Overage", "fees.overage", "fees"),
    "covered": ("Covered by the fixed base", "labor.covered", "labor"),
    "unused": ("Credit for less than the base", "labor.credit", "labor"),
    "marginal": ("Volume discount", "labor.discount", "labor"),
    "all_units": ("Volume discount", "labor.discount", "labor"),
}
"""What a clause's line is called, its id and its category."""


def _tiers(build: CaseBuilder, place: Path, pricing: Pricing, clauses: Clauses) -> None:
    tiers = pricing.tiers
    units = {tier.above[1] for tier in tiers}
    if len(units) > 1:
        build.problem((*place, "tiers"), f"tiers count different things: {', '.join(sorted(units))} (use one unit)")
    floors = [tier.above[0] for tier in tiers]
    if floors != sorted(set(floors)):
        build.problem((*place, "tiers"), "tiers must rise (put the lowest first, each above the one before)")
    before = clauses.first_price()
    team_name = build.case.members["team"][clauses.terms.row]
    for i, (tier, floor) in enumerate(zip(tiers, floors, strict=True)):
        at, begins = _places_of_step(place, pricing, i)
        discount, rate = build.given(tier.discount, (*at, "discount"), "share"), build.given(tier.rate, (*at, "rate"))
        top = floors[i + 1] if i + 1 < len(floors) else math.inf
        counts = clauses.counted_by_steps(tier.above[1], begins)
        if rate is not None:
            clauses.step_rate(counts, begins)
        price = clauses.price_of_step(tier)
        if pricing.tiers_apply == "all_units":
            _cliff(build, team_name, tier, before, price, pricing)
        before = price
        clauses.add(
            pricing.tiers_apply,
            tier.above[1],
            pricing.tiers_per,
            point(floor),
            begins,
            counts,
            rate,
            up_to=top,
            share=discount,
        )


def _cliff(build: CaseBuilder, team: str, tier: Tier, before: float, price: float, pricing: Pricing) -> None:
    """Notes that a step on all units makes more units cheaper than fewer, where the volume can be between them."""
    edge, unit = tier.above
    least = edge if unit in DIVISIBLE else math.floor(edge) + 1.0
    if price <= 0 or least * price >= edge * before:
        return
    until = edge * before / price
    cliff = Cliff(edge, until if unit in DIVISIBLE else math.ceil(until) - 1.0, unit, pricing.tiers_per)
    build.case.cliffs[len(build.case.clauses)] = cliff
    build.case.warnings.append(f"{team}: the price list falls where volume grows: {cliff} (ask for marginal steps)")


def _places_of_step(place: Path, pricing: Pricing, step: int) -> tuple[Path, Path]:
    """Where a step's price stands, and where it says from which volume on: in a tier, or in a band and the one before."""
    if pricing.bands:
        return (*place, "bands", step + 1), (*place, "bands", step, "up_to")
    return (*place, "tiers", step), (*place, "tiers", step, "above")
