"""The rows of a comparison: what each option costs and brings, beside the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum

from estimate.ground.records import dataclass
from estimate.ground.units import money
from estimate.model.lines import CATEGORIES
from estimate.report.figures import differ
from estimate.report.normalizing import BIDS, BUYER, CARD, Normalized
from estimate.report.parts import EstimateDocument
from estimate.report.side import Side


@dataclass(frozen=True)
class ComparedRow:
    """One figure of every side. `kind` is money, unit (money for one), count, share or gap (a signed share); None where nobody knows."""

    id: str
    label: str
    kind: str
    level: int
    values: tuple[float | None, ...]

    @property
    def differs(self) -> bool:
        """Whether any side says something else than the first."""
        return any(value != self.values[0] for value in self.values)


def rows_of(sides: Sequence[Side], common: Sequence[Normalized | None] | None) -> list[ComparedRow]:
    """Every row of the table, totals first, then the lines of each category; `common` has the offers on common ground."""
    documents = [side.document for side in sides]

    def row(identity: str, label: str, kind: str, values: Sequence[float | None], level: int = 0) -> ComparedRow:
        return ComparedRow(identity, label, kind, level, tuple(values))

    rows = [row("total", "Total", "money", [d["total"]["expected"] for d in documents])]
    if any(d["total"]["low"] is not None for d in documents):
        rows.append(row("total_low", "80 % range from", "money", [d["total"]["low"] for d in documents], 1))
        rows.append(row("total_high", "to", "money", [d["total"]["high"] for d in documents], 1))
        rows.append(row("total_budget", "To be 80 % sure", "money", [d["total"]["budget"] for d in documents], 1))
    rows += _on_common_ground(common) + _offers(documents)
    costs = [(d["unit_costs"]["contact"], d["unit_costs"]["handled_contact"]) for d in documents]
    handled = []
    if any(each and people and differ(each, people) for each, people in costs):
        handled.append(
            row("handled_contact", "For each that people handle", "unit", [people for _, people in costs], 1)
        )
    rows += [
        row("run_rate", "Monthly run rate", "money", [d["run_rate"] for d in documents]),
        row("contact", "Per contact", "unit", [d["unit_costs"]["contact"] for d in documents]),
        *handled,
        row("resolution", "Per resolution", "unit", [d["unit_costs"]["resolution"] for d in documents]),
        row("logged_in_hour", "Per logged-in hour", "unit", [d["unit_costs"]["logged_in_hour"] for d in documents]),
        row("present_value", "Present value", "money", [d["present_value"] for d in documents]),
        *_should_cost(documents),
        row("one_off", "One-off", "money", [d["one_off"] for d in documents]),
        row("first_year", "First year", "money", [d["by_year"][0] for d in documents]),
    ]
    for category, label in CATEGORIES.items():
        rows.append(row(category, label, "money", [d["by_category"].get(category, 0.0) for d in documents]))
        rows += _lines(documents, category)
    rows += [
        row("headcount", "Agents", "count", [fsum(t["headcount"] for t in d["staffing"]) for d in documents]),
        row("fte", "FTE", "count", [fsum(t["fte"] for t in d["staffing"]) for d in documents]),
        row("hours", "Logged-in hours a month", "count", [fsum(t["logged_in_hours"] for t in d["staffing"]) for d in documents]),
        row("service_level", "Answered in time", "share", [d["quality"]["service_level"] for d in documents]),
        row("first_contact_resolution", "First-contact resolution", "share",
            [d["quality"]["first_contact_resolution"] for d in documents]),
        row("satisfaction", "Satisfaction", "share", [d["quality"]["satisfaction"] for d in documents]),
        row("attrition_per_year", "Attrition a year", "share", [d["quality"]["attrition_per_year"] for d in documents]),
        row("not_priced", "Costs without a price", "count", [len(d["not_priced"]) for d in documents]),
    ]  # fmt: skip
    return [row for row in rows if any(value is not None for value in row.values)]


def _on_common_ground(common: Sequence[Normalized | None] | None) -> list[ComparedRow]:
    """Each bid as it stands, the allowances by their source, and normalized; nothing where nothing is allowed for."""
    if common is None or not any(one and one.allowances for one in common):
        return []

    def row(identity: str, label: str, level: int, value: Callable[[Normalized], float]) -> ComparedRow:
        return ComparedRow(
            identity, label, "money", level, tuple(None if one is None else value(one) for one in common)
        )

    rows = [
        row("as_bid", "As bid", 0, lambda one: one.as_bid),
        row("allowed_by_cards", "Allowed from the cards", 1, lambda one: one.of(CARD)),
        row("allowed_by_bids", "Allowed from other bids", 1, lambda one: one.of(BIDS)),
        row("allowed_by_buyer", "Allowed by the buyer", 1, lambda one: one.of(BUYER)),
        row("normalized", "Normalized", 0, lambda one: one.total),
    ]
    return [one for one in rows if not one.level or any(one.values)]


def _offers(documents: Sequence[EstimateDocument]) -> list[ComparedRow]:
    """The total of each named case, such as a later offer, beside those of the other sides."""
    names = dict.fromkeys(name for document in documents for name in document.get("cases", {}))
    rows = []
    for name in names:
        found = [document.get("cases", {}).get(name) for document in documents]
        totals = tuple(None if case is None else case["total"] for case in found)
        rows.append(ComparedRow(f"case.{name}", f"Total, {name.replace('_', ' ')}", "money", 0, totals))
    return rows


def _should_cost(documents: Sequence[EstimateDocument]) -> list[ComparedRow]:
    """What each side's vendors bill for the work, what that should cost, and how far apart they are; nothing in-house."""
    prices: list[float | None] = []
    costs: list[float | None] = []
    for document in documents:
        found = document.get("should_cost", [])
        known = [one["should_cost"] for one in found]
        whole = fsum(cost for cost in known if cost is not None) if known and None not in known else None
        prices.append(money(fsum(one["price"] for one in found), document["currency"]) if found else None)
        costs.append(None if whole is None else money(whole, document["currency"]))
    if not any(costs):
        return []
    gaps = [price / cost - 1 if price is not None and cost else None for price, cost in zip(prices, costs, strict=True)]
    return [
        ComparedRow("price_of_work", "Vendor's price of the work", "money", 0, tuple(prices)),
        ComparedRow("should_cost", "It should cost", "money", 1, tuple(costs)),
        ComparedRow("should_cost_gap", "Price against that", "gap", 1, tuple(gaps)),
    ]


def _lines(documents: Sequence[EstimateDocument], category: str) -> list[ComparedRow]:
    """The lines of a category, all teams and queues together; a line that a side does not have costs it nothing."""
    labels: dict[str, str] = {}
    for document in documents:
        for line in document["lines"]:
            if line["category"] == category:
                labels.setdefault(line["id"], "Agents' work" if line["id"] == "labor.agents" else line["label"])
    return [
        ComparedRow(
            identity, label, "money", 1,
            tuple(
                money(fsum(line["amount"] for line in document["lines"] if line["id"] == identity), document["currency"])
                for document in documents
            ),
        )
        for identity, label in labels.items()
    ]  # fmt: skip
