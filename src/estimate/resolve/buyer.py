"""Resolving what the client spends itself: choosing a vendor, running both operations, letting people go, keeping some."""

from __future__ import annotations

from estimate.ground.ranges import Range
from estimate.ground.term import months_in_words
from estimate.resolve.priced_item import ALWAYS, ONE, PricedItem
from estimate.resolve.scope import Scope
from estimate.schema.buyer import Buyer

BEFORE = 0
"""The month of what is paid before the start."""


def buyer_entries(scope: Scope) -> list[PricedItem]:
    """The scenario's `buyer`, each line in place of the card's figure for the same thing."""
    buyer = scope.scenario.buyer
    return [] if buyer is None else [*_once(scope, buyer), *_recurring(scope, buyer)]


def _once(scope: Scope, buyer: Buyer) -> list[PricedItem]:
    currency = _currency(scope)
    named = (
        ("legal", "legal", "Legal advice and contract"),
        ("selection", "vendor_selection", "Vendor selection"),
        ("integration", "integration", "System integration"),
    )
    entries = []
    for field, key, name in named:
        amount = getattr(buyer, field)
        if amount is not None:
            at = ("buyer", field)
            entries.append(
                PricedItem(
                    key, name, "fees", "contract", at, scope.given(amount, at, "contract"), currency, ALWAYS, BEFORE
                )
            )
    leaving = buyer.severance
    if leaving is not None:
        at = ("buyer", "severance")
        package = _product(leaving.weeks_of_pay, leaving.weekly_pay)
        price, people = scope.given(package, at, "person"), scope.given(leaving.people, (*at, "people"), "person")
        month = buyer.parallel_running.months if buyer.parallel_running else BEFORE
        entries.append(
            PricedItem(
                "severance",
                "Severance of the team replaced",
                "fees",
                "contract",
                at,
                price,
                currency,
                ALWAYS,
                month,
                count=people or ONE,
            )
        )
    return entries


def _recurring(scope: Scope, buyer: Buyer) -> list[PricedItem]:
    currency = _currency(scope)
    entries = []
    both = buyer.parallel_running
    if both is not None:
        at = ("buyer", "parallel_running")
        if both.months > scope.term.length:
            scope.problem((*at, "months"), f"is longer than the estimate of {months_in_words(scope.term.length)}")
        price = scope.given(both.cost_per_month, (*at, "cost_per_month"), "month")
        entries.append(
            PricedItem(
                "parallel_running",
                "Present operation, run in parallel",
                "fees",
                "month",
                at,
                price,
                currency,
                ALWAYS,
                first_month=1,
                served=both.months,
                one_off=True,
            )
        )
    kept = buyer.retained_team
    if kept is not None:
        at = ("buyer", "retained_team")
        price = scope.given(kept.cost_per_month, (*at, "cost_per_month"), "month")
        people = scope.given(kept.people, (*at, "people"), "person")
        entries.append(
            PricedItem(
                "vendor_management",
                "Retained team",
                "training",
                "month",
                at,
                price,
                currency,
                ALWAYS,
                count=people or ONE,
            )
        )
    if buyer.tax_not_recovered is not None:
        at = ("buyer", "tax_not_recovered")
        price = scope.given(buyer.tax_not_recovered, at, "share")
        entries.append(
            PricedItem(
                "tax_not_recovered", "Tax that is not recovered", "fees", "share_of_contract", at, price, None, ALWAYS
            )
        )
    return entries


def _currency(scope: Scope) -> str:
    return scope.own_currency


def _product(a: Range, b: Range) -> Range:
    """One range times another, end by end."""
    return Range(a.low * b.low, a.likely * b.likely, a.high * b.high)
