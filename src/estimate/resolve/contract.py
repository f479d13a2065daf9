"""Resolving the terms around a price: rises, commitments, discounts, currency, payment, service credits, and the end."""

from __future__ import annotations

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.ground.records import dataclass
from estimate.ground.term import beyond, served
from estimate.resolve.listed_rises import listed_rise, no_list
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope, computed
from estimate.resolve.terms import SEAT, WAGES, Terms
from estimate.schema.quote import Pricing
from estimate.schema.team import Team

VENDOR_TERMS = (
    "excludes", "fixed", "minimum", "overage", "tiers", "ramp_billed", "term_discount", "extension", "notice_months",
    "termination", "exit_assistance", "currency_clause", "payment_days", "advance_months", "deposit", "service_credits",
    "change_requests", "vat_included",
)  # fmt: skip
"""Terms that only a vendor's contract has."""
DAYS_28 = 365.25 / 12 / 28
"""Bills of 28 days in an average calendar month."""


@dataclass(frozen=True)
class Service:
    """When a team serves: the part of each month, the last month, and the price rises that have happened by each month."""

    inputs: Inputs
    serving: tuple[float, ...]
    end: int
    rises: tuple[int, ...]


@dataclass(frozen=True)
class Contract:
    """What the items of a team and of the whole contract must know of it: its terms, when it serves, and its currency."""

    terms: Terms
    service: Service
    currency: str


def service_of(scope: Scope, path: Path, team: Team) -> Service:
    """The months in which the team serves, its price rises, and what is beyond the contract's term."""
    length = scope.term.length
    pricing, place = team.pricing, (*path, "pricing")
    ending = pricing.termination
    after = ending.after_month if ending else None
    term = pricing.term_months or length
    if after is not None and after >= min(term, length):
        scope.problem(
            (*place, "termination", "after_month"),
            f"is not before the end of {'the term' if term <= length else 'the estimate'} of {min(term, length):.3g} months",
        )
        after = None
    ends = after or length
    parts = scope.term.parts
    serving = (0.0, *served(parts, ends))
    end = sum(part > 0 for part in serving)
    months = range(len(parts) + 1)
    note = "the part of each month from the start to the end of the contract"
    inputs = Inputs(in_service=computed(serving, "share", note))
    years = scope.years
    settles = [float(0 < m <= end and (m == end or years[m + 1] > years[m])) for m in months]
    inputs.number("year_ends", computed(settles, "share", "commitments by the year are settled at its end"))
    first = _first_rise(scope, place, pricing)
    rises = tuple(0 if month < first else (month - first) // 12 + 1 for month in months)
    inputs.number("rises", computed(map(float, rises), "rise", "counted from the first rise"))
    inputs.number(
        "extended", computed([0, *beyond(parts, term)], "share", "of the month's service after the contract's term")
    )
    early = [float(after is not None and month == end) for month in months]
    inputs.number("ends_early", computed(early, "share", "the last month of a contract ended early"))
    inputs.number("months_left", computed([term - ends], "month", "of the term, when the contract ends early")[0])
    return Service(inputs, serving, end, rises)


def _first_rise(scope: Scope, place: Path, pricing: Pricing) -> int:
    """The month of the first rise, counted from the start as 1."""
    if pricing.first_rise is None:
        return 13 + scope.term.within
    start, rise = scope.months[1], pricing.first_rise
    first = (int(rise[:4]) - int(start[:4])) * 12 + int(rise[5:]) - int(start[5:]) + 1
    if first < 1:
        scope.problem((*place, "first_rise"), f"is before the start of {start}")
    return max(1, first)


def contract_inputs(scope: Scope, path: Path, team: Team, terms: Terms, service: Service) -> Inputs:
    """The terms of the team's contract beside its plain ones; one that the quote leaves out is a term that does nothing."""
    pricing, place = team.pricing, (*path, "pricing")
    if terms.sourcing == "in_house":
        for key in VENDOR_TERMS:
            if getattr(pricing, key):
                scope.problem((*place, key), "is a term of a vendor's contract; this team is in_house", key=True)
    inputs = Inputs(
        extension="none" if pricing.extension is None else "changed",
        fixed_rises="no" if pricing.fixed and not pricing.fixed.rises else "yes",
        currency_clause="shared" if pricing.currency_clause else "none",
    )
    inputs.add(_rises(scope, place, pricing, terms, service))
    inputs.add(_open_book(scope, place, pricing, terms))
    inputs.add(_seats(scope, place, team, terms))
    _check_tax(scope, place, team, terms)
    inputs["prices_are"] = "net" if pricing.vat_included is None else "gross"
    billed = 0 if terms.closed else 1
    inputs["ramp_billed"] = scope.given_or("ramp_billed", pricing.ramp_billed, (*place, "ramp_billed"), billed)
    by_28_days = scope.given(point(DAYS_28), (*place, "billing"), "factor") if pricing.billing == "28_days" else None
    inputs["billing_factor"] = by_28_days or Sourced(point(1), "factor", STRUCTURAL)
    ending = pricing.termination
    unserved = pricing.notice_months if ending and ending.notice == "paid" else None
    inputs["notice_paid"] = scope.given_or("notice_paid", unserved, (*place, "notice_months"), 0)
    return inputs


def _rises(scope: Scope, place: Path, pricing: Pricing, terms: Terms, service: Service) -> Inputs:
    index = pricing.index
    by_year = listed_rise(scope, place, pricing, service.rises)
    inputs = Inputs(risen_by="listed" if by_year else "fixed" if index is None else "index")
    inputs["listed_rise"] = by_year or no_list(scope)
    if by_year:
        inputs["escalator"] = NOT_APPLICABLE
    elif index is not None:
        inputs.number("escalator", scope.given(index.rise, (*place, "index", "rise"), "share/year"))
    elif terms.closed or terms.bare:
        inputs["escalator"] = scope.given_or("escalator", pricing.escalator, (*place, "escalator"), 0)
    else:
        rise = "escalator" if terms.sourcing == "outsourced" and terms.model not in WAGES else "wage_growth"
        addresses = ((terms.card, "operations", rise), ("operations", "labor", rise))
        inputs.number("escalator", scope.need("escalator", pricing.escalator, (*place, "escalator"), *addresses))
    return inputs


def _seats(scope: Scope, place: Path, team: Team, terms: Terms) -> Inputs:
    """Seats that the contract names, where it bills them: how many is its word, as no number of people says it."""
    pricing = team.pricing
    if pricing.seats is not None and terms.model != "monthly":
        message = f"are billed by a price by the month, and this one is {terms.model} (write model: monthly)"
        scope.problem((*place, "seats"), message, key=True)
    if pricing.basis == SEAT and pricing.seats is None:
        message = (
            "needs the number of seats that are billed, which shifts share, so that it does not follow from the agents "
            "(write seats: 125; or leave basis away where each agent has a seat)"
        )
        scope.problem((*place, "basis"), message)
    for position, queue in enumerate(team.queues):
        if queue.pricing is not None and queue.pricing.basis == SEAT:
            message = (
                "is for a team whose shifts share seats (give it to the team's pricing, with seats, or leave it away)"
            )
            scope.problem((*place[:-1], "queues", position, "pricing", "basis"), message)
    inputs = Inputs(seats_counted="agents" if pricing.seats is None else "contract")
    inputs.number("seats", scope.given(pricing.seats, (*place, "seats"), "seat"))
    return inputs


def _open_book(scope: Scope, place: Path, pricing: Pricing, terms: Terms) -> Inputs:
    """What a vendor adds to its cost, as it says or by the card, whose margin is a share of the price."""
    open_book = terms.model == "cost_plus"
    inputs = Inputs(open_book="yes" if open_book else "no")
    for name in ("overhead", "margin"):
        value, at = getattr(pricing, name), (*place, name)
        if not open_book and value is not None:
            scope.problem(at, "is for model: cost_plus", key=True)
        card = ("operations", "labor", f"vendor_{name}")
        share = scope.need(f"{name}_share", value, at, card) if open_book else scope.given(value, at, "share")
        inputs.number(f"{name}_share", share)
    if pricing.margin_on is not None and not open_book:
        scope.problem((*place, "margin_on"), "is for model: cost_plus", key=True)
    inputs["margin_on"] = pricing.margin_on or ("price" if open_book and pricing.margin is None else "cost")
    return inputs


def _check_tax(scope: Scope, place: Path, team: Team, terms: Terms) -> None:
    """The value-added tax in the contract's prices, which must be the quote's own: a card's price has none."""
    pricing, at = team.pricing, (*place, "vat_included")
    if pricing.vat_included is not None:
        if terms.model == "cost_plus":
            scope.problem(at, "is for a price; an open book begins with wages, which hold no such tax", key=True)
        elif pricing.rate is None and not all(queue.pricing for queue in team.queues):
            message = "is for prices that the quote gives, and the card's price holds no such tax (give pricing.rate)"
            scope.problem(at, message, key=True)
