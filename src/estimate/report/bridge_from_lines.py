"""Why one saved estimate costs less than another, told from its lines alone: contacts, hours, price, and the rest."""

from __future__ import annotations

from math import fsum

from estimate.model.lines import PREMIUMS
from estimate.report.parts import EstimateDocument

WORK = (
    "labor.agents", "labor.burden", "labor.overhead", "labor.margin", "labor.fixed", "labor.own_fixed", "labor.covered", "labor.credit", "labor.overflow",
    "labor.discount", "labor.term_discount", "fees.ramp", "fees.minimum", "fees.overage", "fees.billing_calendar",
)  # fmt: skip
"""Lines of the agents' work at its price, with what the contract's clauses do to it."""


def bridge_from_lines(reference: EstimateDocument, option: EstimateDocument) -> list[tuple[str, float]]:
    """The difference of two totals in the steps of a bridge, each the mean of the walk there and the walk back.

    Work = contacts × hours a contact × price of an hour; premiums, roles (inclusions) and the categories by their lines.
    """
    there, back = _walk(reference, option), _walk(option, reference)
    return [(step, (ours - theirs) / 2) for (step, ours), (_, theirs) in zip(there, back, strict=True)]


def _walk(reference: EstimateDocument, option: EstimateDocument) -> list[tuple[str, float]]:
    """Each driver changes after those before it."""
    (contacts, hours, work), (their_contacts, their_hours, their_work) = _drivers(reference), _drivers(option)
    if contacts and their_contacts and hours and their_hours:
        price, their_price = work / hours, their_work / their_hours
        volume = (their_contacts - contacts) * hours / contacts * price
        productivity = (their_hours - their_contacts * hours / contacts) * price
        worked = their_hours * (their_price - price)
    else:
        volume = productivity = 0.0
        worked = their_work - work
    moved = {"volume": volume, "productivity": productivity, "price": worked}
    for step in ("inclusions", "premiums", "technology", "training", "fees"):
        moved[step] = _step(option, step) - _step(reference, step)
    return [*moved.items(), ("currency", 0.0)]


def _drivers(document: EstimateDocument) -> tuple[float | None, float, float]:
    months = document["months"]
    hours = fsum(team["logged_in_hours"] for team in document["staffing"]) * months
    work = fsum(line["amount"] for line in document["lines"] if line["id"] in WORK)
    return document["contacts"]["handled"], hours, work


def _step(document: EstimateDocument, step: str) -> float:
    lines = [line for line in document["lines"] if line["id"] not in WORK]
    if step == "premiums":
        chosen = [line for line in lines if line["id"] in PREMIUMS]
    elif step == "inclusions":
        chosen = [line for line in lines if line["category"] == "labor" and line["id"] not in PREMIUMS]
    else:
        chosen = [line for line in lines if line["category"] == step]
    return fsum(line["amount"] for line in chosen)
