"""What a vendor's quote leaves open: costs that it does not mention and the workload will incur, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import fsum

from estimate.answers.estimate import Estimate, LineResult
from estimate.engine import with_changes
from estimate.ground.records import dataclass
from estimate.model.lines import AGENTS
from estimate.resolve.live_queue import attention
from estimate.resolve.resolved import Quote
from estimate.resolve.terms import BY_PIECE
from estimate.schema.listed import Listed
from estimate.schema.price_words import PARTS
from estimate.schema.quote import Pricing
from estimate.schema.team import Team

CONSEQUENCES = ("fees.minimum", "fees.overage", "fees.billing_calendar", "fees.payment", "fees.deposit")
"""Lines that a quote's terms bring about without naming the money."""
PART_OF_THE_PRICE = (
    AGENTS,
    "labor.burden",
    "labor.fixed",
    "labor.own_fixed",
    "labor.overflow",
    "labor.covered",
    "labor.credit",
    "labor.discount",
)
BY_TIME = ("logged_in_hour", "paid_hour", "wage_hour", "seat_month")
MARGIN = ("labor.overhead", "labor.margin")
SEASONAL = 1.2
"""From this ratio of the busiest month to the average on, volume above plan is a question."""


@dataclass(frozen=True)
class OpenPoint:
    """A cost beside the vendor's price; `within` says that it is part of other lines and not on top of them."""

    id: str
    label: str
    team: str | None
    amount: float
    why: str
    question: str
    within: bool = False


@dataclass(frozen=True)
class Question:
    """Something to ask the vendor; `amount` is what the estimate takes meanwhile, None where it takes nothing.

    `answer` is what the vendor has said, empty while it is open. `lines` are the cost lines that make up the amount.
    """

    id: str
    team: str | None
    about: str
    question: str
    why: str
    amount: float | None
    answer: str = ""
    lines: tuple[str, ...] = ()


def findings(result: Estimate) -> list[OpenPoint]:
    """What the vendors' prices do not mention but this workload will incur, largest first."""
    if not result.case.quotes:
        return []
    found = [*_lines(result), *_rises(result)]
    return sorted((finding for finding in found if finding.amount > 0), key=lambda finding: -finding.amount)


def questions(result: Estimate) -> list[Question]:
    """The list to send to a vendor: unpriced items, then what each quote does not say, dearest first, and last what is answered."""
    asked = [
        Question(
            item.id, None, item.name, item.question, "It surely exists, has no price, and is not in the total.", None
        )
        for item in result.case.unpriced
    ]
    for quote in result.case.quotes:
        said = _team(result, quote).answers
        points = [
            replace(point, answer=said.get(point.id, "")) for point in (*_parts(result, quote), *_terms(result, quote))
        ]
        asked += sorted(points, key=lambda point: (bool(point.answer), -(point.amount or 0)))
    return asked


def _lines(result: Estimate) -> Iterator[OpenPoint]:
    vendors = {quote.team for quote in result.case.quotes}
    sums: dict[tuple[str, str | None], list[LineResult]] = {}
    for line in result.lines:
        stated = line.origin.basis == "given" and line.id not in CONSEQUENCES
        if not stated and line.id not in PART_OF_THE_PRICE and (line.team is None or line.team in vendors):
            sums.setdefault((line.id, line.team), []).append(line)
    words = result.case.wording()
    parts = {line: part for quote in result.case.quotes for part, asked in quote.asked.items() for line in asked}
    for (identity, team), lines in sums.items():
        said = words["lines"].get(identity) or words["parts"].get(parts.get(identity, ""), {})
        label = lines[0].label
        yield OpenPoint(
            identity,
            label,
            team,
            fsum(amount for line in lines for amount in line.amounts),
            said.get("why", "The quote does not mention it."),
            said.get("question", f"Is this in the price: {label}?"),
        )


def _rises(result: Estimate) -> Iterator[OpenPoint]:
    """What the rise of prices is worth where the quote does not say how they rise."""
    rows = [quote.row for quote in result.case.quotes if _pricing(result, quote).escalator is None]
    rows = [row for row in rows if result.case.labels["risen_by"][row] == "fixed"]
    if not rows:
        return
    rises = [0.0 if row in rows else value for row, value in enumerate(result.values["escalator"])]
    flat = with_changes(result.program, result.values, {"escalator": rises}, "total_cost")
    said = result.case.wording()["terms"].get("escalator", {})
    yield OpenPoint(
        "escalator",
        "Price rises",
        None,
        result.one("total_cost") - flat,
        said.get("why", "Prices rise at the anniversary."),
        said.get("question", "How do prices rise?"),
        within=True,
    )


def _parts(result: Estimate, quote: Quote) -> Iterator[Question]:
    """The parts of a price that the quote does not name; of a card's price, all that could matter here."""
    words = result.case.wording()["parts"]
    for part in PARTS:
        if part not in (quote.unsaid if quote.stated else PARTS) or not _matters(result, quote, part):
            continue
        said = words.get(part, {})
        name = part.replace("_", " ")
        lines = quote.asked.get(part, ())
        yield Question(
            part,
            quote.team,
            said.get("name", name.capitalize()),
            said.get("question", f"Does the price include {name}?"),
            said.get("why", "The quote does not mention it."),
            _sum(result, quote, lines) if lines else None,
            lines=tuple(lines),
        )


def _matters(result: Estimate, quote: Quote, part: str) -> bool:
    queues = result.program.rows_within("queue", "team", quote.row)
    if part == "ai":
        return any(result.case.labels["front"][row] == "ai" for row in queues)
    if part == "telephony":
        return any(result.case.labels["attention"][row] == "live" for row in queues)
    return True


def _terms(result: Estimate, quote: Quote) -> Iterator[Question]:
    words = result.case.wording()["terms"]
    pricing, team = _pricing(result, quote), _team(result, quote)
    units = {result.case.labels["price_unit"][row] for row in result.program.rows_within("queue", "team", quote.row)}
    answered = team.premiums.keys() | pricing.premiums_included
    open_terms: dict[str, tuple[bool, tuple[str, ...]]] = {
        "escalator": (
            pricing.escalator is None
            and pricing.index is None
            and result.case.labels["risen_by"][quote.row] != "listed",
            (),
        ),
        "minimum": (pricing.minimum is None, ()),
        "overage": (pricing.overage is None and _seasonal(result, quote), ()),
        "term": (pricing.term_months is None, ()),
        "termination": (pricing.termination is None or pricing.notice_months is None, ()),
        "ramp": (pricing.ramp_billed is None and bool(units & set(BY_TIME)), ("fees.ramp",)),
        "payment": (pricing.payment_days is None and pricing.advance_months is None and pricing.deposit is None, ()),
        "billing": ("seat_month" in units and "billing" not in pricing.given, ()),
        "service_credits": (pricing.service_credits is None, ()),
        "night": (
            "night" not in answered and not pricing.after_hours and _worked(result, quote, "night_hours"),
            ("labor.night",),
        ),
        "weekend": (
            "weekend" not in answered and not pricing.after_hours and _worked(result, quote, "weekend_hours"),
            ("labor.weekend",),
        ),
        "holiday": ("holiday" not in answered and _worked(result, quote, "holiday_hours"), ("labor.holiday",)),
        "currency": (pricing.currency_clause is None and _foreign(result, quote), ()),
        "change_requests": (pricing.change_requests is None, ()),
        "attrition": (team.staffing.attrition_per_year is None, ("training.replacement",)),
        "minutes": (
            bool(units & {"talk_minute", "handled_minute"})
            and pricing.rounding_seconds is None
            and pricing.rounding is None
            and pricing.after_call_minutes is None,
            (),
        ),
        "numbers": (_live(result, quote, "voice"), ()),
        "transfers": (_live(result, quote), ()),
        "clearance": (bool(set(result.case.scenario.data or ()) - {"none"}), ()),
        "training_material": (True, ()),
        "disaster_recovery": (True, ()),
        "option_years": (pricing.term_months is not None and pricing.extension is None and _steady(pricing), ()),
        "counting": (bool(units & set(BY_PIECE)) or bool(pricing.tiers or pricing.minimum or pricing.fixed), ()),
        "transition_out": (pricing.exit_assistance is None, ()),
        "vat": (
            quote.stated and pricing.vat_included is None and _taxes_unsaid(pricing) and "taxes" not in quote.unsaid,
            (),
        ),
        "margin": (pricing.model == "cost_plus" and (pricing.margin is None or pricing.overhead is None), MARGIN),
        "resolved": (_resolved_unsaid(team), ("technology.ai",)),
        "reopened": (bool(units & {"contact", "resolution"}), ()),
    }
    for term, (is_open, lines) in open_terms.items():
        said = words.get(term, {})
        if is_open:
            amount = _sum(result, quote, lines) if lines else None
            yield Question(
                term,
                quote.team,
                said.get("name", term.replace("_", " ").capitalize()),
                said.get("question", f"What does the contract say about {term.replace('_', ' ')}?"),
                said.get("why", "The quote does not mention it."),
                amount or None,
                lines=tuple(lines),
            )


def _taxes_unsaid(pricing: Pricing) -> bool:
    return "taxes" not in (*(pricing.includes or ()), *(pricing.excludes or ()))


def _steady(pricing: Pricing) -> bool:
    """Whether the price has no list by year, which would say what option years cost."""
    return not isinstance(pricing.rate, Listed)


def _live(result: Estimate, quote: Quote, channel: str | None = None) -> bool:
    """Whether customers wait on the line, by telephone where that is asked."""
    team = _team(result, quote)
    return any(attention(queue) == "live" and channel in (None, queue.channel) for queue in team.queues)


def _resolved_unsaid(team: Team) -> bool:
    """Whether something is billed by the resolution and the quote does not say what that is."""
    fronts = [front for queue in team.queues if (front := queue.automated())]
    return any(front.per in (None, "resolution") and front.resolved_means is None for front in fronts)


def _seasonal(result: Estimate, quote: Quote) -> bool:
    contacts = result.values["team_contacts"][quote.row][1:]
    return bool(fsum(contacts)) and max(contacts) > SEASONAL * fsum(contacts) / len(contacts)


def _worked(result: Estimate, quote: Quote, hours: str) -> bool:
    return any(result.values[hours][quote.row])


def _foreign(result: Estimate, quote: Quote) -> bool:
    return bool(result.values["exchange_rate"][quote.row] != 1)


def _sum(result: Estimate, quote: Quote, lines: Sequence[str]) -> float:
    return fsum(
        amount
        for line in result.lines
        if line.id in lines and line.team in (None, quote.team)
        for amount in line.amounts
    )


def _team(result: Estimate, quote: Quote) -> Team:
    return result.case.scenario.each_team()[quote.row][1]


def _pricing(result: Estimate, quote: Quote) -> Pricing:
    return _team(result, quote).pricing
