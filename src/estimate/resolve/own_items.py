"""The scenario's own items, and the fees that a quote states as terms of its own."""

from __future__ import annotations

from dataclasses import replace

from estimate.ground.errors import did_you_mean
from estimate.ground.ranges import Range
from estimate.resolve.contract import Contract
from estimate.resolve.doubles import cost_meant
from estimate.resolve.priced_item import ALWAYS, NO_RISE, NOTHING, ONE, ONE_OFF, PricedItem, net_of
from estimate.resolve.scope import Path, Scope
from estimate.schema.item import Item
from estimate.schema.team import Team


def own_item(scope: Scope, path: Path, item: Item, end: int, vat: Range | None = None) -> PricedItem:
    """An item of the scenario; `end` is the last month of service, in which falls what takes the place of a card's item that is due at the end.

    `vat` is in the prices of the contract whose vendor may bill the item on.
    """
    _check_key(scope, path, item.key)
    key = item.key or "".join(ch if ch.isalnum() else "_" for ch in item.name.lower()).strip("_")
    held = item.vat_included or (vat if item.markup is not None and not item.per.startswith("share_") else None)
    price = net_of(scope, scope.given(item.price, (*path, "price"), item.per), held)
    share = item.per.startswith("share_")
    if share and item.currency:
        scope.problem((*path, "currency"), "a share has no currency (take it away)")
    currency = None if share else item.currency or scope.own_currency
    probability = scope.given(item.probability, (*path, "probability"), "share") or ALWAYS
    count = scope.given(item.quantity, (*path, "quantity"), "unit") or ONE
    if share and item.quantity is not None:
        scope.problem((*path, "quantity"), "a share is of something already (take it away)", key=True)
    burden = scope.given(item.employer_burden, (*path, "employer_burden"), "share") or NOTHING
    escalator = scope.given(item.escalator, (*path, "escalator"), "share/year") or NO_RISE
    markup = scope.given(item.markup, (*path, "markup"), "share") or NOTHING
    question = item.question or f"What is the price of {item.name}?"
    if item.status == "asked":
        question += " (asked)"
    for field, value in (("month", item.month), ("first_month", item.first_month), ("last_month", item.last_month)):
        if value is not None and value >= len(scope.months):
            scope.problem((*path, field), f"is after the term of {len(scope.months) - 1} months")
    if item.month is not None and item.per not in ONE_OFF:
        scope.problem(
            (*path, "month"), f"is for what falls due once ({', '.join(ONE_OFF)}); use first_month and last_month"
        )
    month = end if item.month is None and item.per in ONE_OFF and _due_at_end(scope, item.key) else item.month
    return PricedItem(
        key, item.name, item.category, item.per, path, price, currency, probability,
        month, item.first_month, item.last_month, question, count, markup, item.markup is not None,
        burden=burden, escalator=escalator,
    )  # fmt: skip


def _due_at_end(scope: Scope, key: str | None) -> bool:
    """Whether the card's item of a key falls due in the last month of service."""
    found = scope.catalog.item(key) if key else None
    return found is not None and found.data.get("due") == "end"


def _check_key(scope: Scope, path: Path, key: str | None) -> None:
    """The key of an item says which of the cards' items it replaces, so that it must be one of theirs."""
    if key is None or scope.catalog.item(key) is not None:
        return
    known = [known for known, _ in scope.catalog.every_item()]
    meant = cost_meant(scope, key)
    close = did_you_mean(meant if meant in known else key, known, "")
    hint = f"{close} Or leave key away" if close else "leave key away"
    message = f"no card has an item {key} ({hint} for an item of your own)"
    if all(problem.message != message for problem in scope.problems):
        scope.problem((*path, "key"), message, key=True)


def quoted_fees(scope: Scope, path: Path, team: Team, contract: Contract) -> list[PricedItem]:
    """The fees that the quote states as terms of its own, in the contract's currency."""
    pricing, place = team.pricing, (*path, "pricing")
    entries = []
    if pricing.exit_assistance is not None:
        at = (*place, "exit_assistance")
        price = net_of(scope, scope.given(pricing.exit_assistance, at, "contract"), pricing.vat_included)
        entries.append(
            PricedItem(
                "exit_assistance",
                "Exit assistance",
                "fees",
                "contract",
                at,
                price,
                contract.currency,
                ALWAYS,
                contract.service.end,
                passed_on=True,
            )
        )
    changes = pricing.change_requests
    if changes is not None:
        at = (*place, "change_requests")
        price = net_of(scope, scope.given(changes.price, (*at, "price"), "change"), pricing.vat_included)
        included = scope.of(changes.included) if changes.included else 0.0
        count = scope.given(changes.per_year.map(lambda count: max(0.0, count - included) / 12), (*at, "per_year"))
        assert count is not None
        entries.append(
            PricedItem(
                "change_request",
                "Change requests",
                "fees",
                "month",
                at,
                price,
                contract.currency,
                ALWAYS,
                count=replace(count, path=""),
                passed_on=True,
            )
        )
    return entries
