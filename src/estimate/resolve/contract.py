"""Resolving the terms around a price: rises, commitments, discounts, currency, payment, service credits, and the end."""

from __future__ import annotations

import math

from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.ground.term import beyond, served
from estimate.resolve.clauses import add_clauses
from estimate.resolve.incentives import add_credits
from estimate.resolve.listed_rises import add_listed_rises
from estimate.resolve.price import SEAT, WAGES, Terms
from estimate.resolve.scope import NOT_APPLICABLE, CaseBuilder, Path, computed
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


def add_term(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> None:
    """The months in which the team serves, its price rises, and what is beyond the contract's term."""
    length = build.case.term.length
    pricing, place = team.pricing, (*path, "pricing")
    ending = pricing.termination
    after = ending.after_month if ending else None
    term = pricing.term_months or length
    if after is not None and after >= min(term, length):
        build.problem(
            (*place, "termination", "after_month"),
            f"is not before the end of {'the term' if term <= length else 'the estimate'} of {min(term, length):.3g} months",
        )
        after = None
    ends = after or length
    parts = build.case.term.parts
    terms.serving = (0.0, *served(parts, ends))
    terms.end = sum(part > 0 for part in terms.serving)
    months = range(len(parts) + 1)
    note = "the part of each month from the start to the end of the contract"
    build.put("in_service", computed(terms.serving, "share", note))
    years = build.case.parents["month"]
    settles = [float(0 < m <= terms.end and (m == terms.end or years[m + 1] > years[m])) for m in months]
    build.put("year_ends", computed(settles, "share", "commitments by the year are settled at its end"))
    first = _first_rise(build, place, pricing)
    terms.rises = tuple(0 if month < first else (month - first) // 12 + 1 for month in months)
    build.put("rises", computed(map(float, terms.rises), "rise", "counted from the first rise"))
    build.put(
        "extended", computed([0, *beyond(parts, term)], "share", "of the month's service after the contract's term")
    )
    early = [float(after is not None and month == terms.end) for month in months]
    build.put("ends_early", computed(early, "share", "the last month of a contract ended early"))
    build.put("months_left", computed([term - ends], "month", "of the term, when the contract ends early")[0])


def _first_rise(build: CaseBuilder, place: Path, pricing: Pricing) -> int:
    """The month of the first rise, counted from the start as 1."""
    if pricing.first_rise is None:
        return 13 + build.case.term.within
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
    _seats(build, place, team, terms)
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
    add_credits(build, place, team)
    add_clauses(build, place, team, terms, prices)


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


def _seats(build: CaseBuilder, place: Path, team: Team, terms: Terms) -> None:
    """Seats that the contract names, where it bills them: how many is its word, as no number of people says it."""
    pricing = team.pricing
    if pricing.seats is not None and terms.model != "monthly":
        message = f"are billed by a price by the month, and this one is {terms.model} (write model: monthly)"
        build.problem((*place, "seats"), message, key=True)
    if pricing.basis == SEAT and pricing.seats is None:
        message = (
            "needs the number of seats that are billed, which shifts share, so that it does not follow from the agents "
            "(write seats: 125; or leave basis away where each agent has a seat)"
        )
        build.problem((*place, "basis"), message)
    for position, queue in enumerate(team.queues):
        if queue.pricing is not None and queue.pricing.basis == SEAT:
            message = (
                "is for a team whose shifts share seats (give it to the team's pricing, with seats, or leave it away)"
            )
            build.problem((*place[:-1], "queues", position, "pricing", "basis"), message)
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
