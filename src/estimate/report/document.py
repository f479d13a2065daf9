"""The JSON document of an estimate: one object, versioned, whose lines sum to its total to the minor unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estimate import __version__
from estimate.answers.bid import bid
from estimate.answers.estimate import Estimate
from estimate.answers.quality import further_contact
from estimate.ground.kinds import ESTIMATE_VERSION
from estimate.ground.term import ServiceTerm
from estimate.ground.units import nearest
from estimate.model.lines import CATEGORIES
from estimate.report.footing_document import (
    assumptions,
    basis_document,
    contacts_document,
    origin_document,
    queue_document,
)
from estimate.report.ledger import Ledger, LedgerLine
from estimate.report.periods import BEFORE, periods
from estimate.report.plain_data import figure, known
from estimate.report.range_document import range_document
from estimate.report.return_document import return_document
from estimate.report.sections import Report
from estimate.report.should_we import should_we_document
from estimate.report.structural import structural_document
from estimate.report.vendor_risk import vendor_risk_document
from estimate.resolve.resolved import ResolvedScenario

if TYPE_CHECKING:
    from estimate.answers.should_cost import ShouldCost
    from estimate.report.offer_parts import AwardDocument, BidDocument, ShouldCostDocument
    from estimate.report.parts import EstimateDocument, LineDocument

ZERO_AT = 2.0
"""Linear points for price end at this multiple of the lowest price unless the scenario says otherwise."""


def document(report: Report, *, whole: bool = True) -> EstimateDocument:
    """The report as plain data, money rounded to the currency's minor unit, every number finite.

    Without `whole` it is what the first screen is made of: should-costs, which take a run of the model each and do not stand there, are
    left out.
    """
    result, books = report.estimate, report.ledger
    case = result.case
    names = case.members["team"]
    further = further_contact(result)
    content: EstimateDocument = {
        "format_version": ESTIMATE_VERSION,
        "engine_version": __version__,
        "complete": result.complete,
        "basis": basis_document(report, case, names),
        "files": {file.source: file.digest for file in case.files},
        "settings": [setting for _, setting in case.files[0].settings] if case.files else [],
        "rates": case.catalog.folders,
        "scenario": case.scenario.name,
        "as_of": case.as_of,
        "currency": case.currency,
        "start": case.term.start,
        "months": case.term.length,
        "at": case.at,
        "total": {
            "expected": books.money(books.total),
            "low": report.spread.low if report.spread else None,
            "median": report.spread.median if report.spread else None,
            "high": report.spread.high if report.spread else None,
            "budget": report.spread.budget if report.spread else None,
        },
        "range": range_document(report.spread) if report.spread else None,
        "cases": {
            case.name: {
                "total": case.total,
                "cost_per_contact": None if case.per_contact is None else figure(case.per_contact),
                "change": figure(case.change),
            }
            for case in report.cases
        },
        "present_value": _money(books, result.one("present_value")),
        "one_off": books.money(books.one_off),
        "run_rate": books.money(report.run_rate),
        "discount_rate": result.values["discount_rate"][0],
        "contacts": contacts_document(result),
        "quality": {
            "first_contact_resolution": known(report.quality["first_contact_resolution"]),
            "satisfaction": known(report.quality["satisfaction"]),
            "service_level": known(report.quality["service_level"]),
            "attrition_per_year": known(report.quality["attrition_per_year"]),
        },
        "criteria": {
            name: {"weight": case.of(criterion.weight), "score": case.of(criterion.score)}
            for name, criterion in case.scenario.criteria.items()
        },
        "award": _award(case),
        "bid": _bid(books, result),
        "data": sorted(case.scenario.data or ()),
        "by_category": {
            category: books.money(books.by(lambda e: e.category).get(category, 0)) for category in CATEGORIES
        },
        "by_team": {team: books.money(amount) for team, amount in books.by(lambda e: e.team or "contract").items()},
        "by_year": [books.money(amount) for amount in books.by_year()],
        "by_month": [books.money(amount) for amount in books.by_month()],
        "lines": [_line(books, entry) for entry in books.entries],
        "not_priced": [
            {"id": item.id, "name": item.name, "category": item.category, "question": item.question}
            for item in case.unpriced
        ],
        "not_in_the_quote": [
            {
                "id": finding.id,
                "label": finding.label,
                "team": finding.team,
                "amount": _money(books, finding.amount),
                "within": finding.within,
                "why": finding.why,
                "question": finding.question,
            }
            for finding in report.findings
        ],
        "questions": [
            {
                "id": asked.id,
                "team": asked.team,
                "about": asked.about,
                "question": asked.question,
                "why": asked.why,
                "amount": None if asked.amount is None else _money(books, asked.amount),
                "answer": asked.answer,
            }
            for asked in report.questions
        ],
        "staffing": [
            {
                "team": team.team,
                "region": team.region,
                "fte": figure(team.fte),
                "headcount": figure(team.headcount),
                "peak_headcount": team.peak_headcount,
                "leads": figure(team.leads),
                "hires": figure(team.hires),
                "logged_in_hours": figure(team.logged_in_hours),
                "paid_hours": figure(team.paid_hours),
                "occupancy": figure(team.occupancy) if result.volume_known else None,
            }
            for team in report.staffing
        ],
        "queues": [
            queue_document(queue, known=known == "yes")
            for queue, known in zip(report.queues, case.labels["volume_known"], strict=True)
        ],
        "unit_costs": {
            "contact": known(report.per_contact),
            "handled_contact": known(report.per_handled_contact),
            "further_contact": None if further is None else figure(further),
            "resolution": figure(result.one("cost_per_resolution")) if result.volume_known else None,
            "logged_in_hour": figure(result.one("cost_per_hour")) or None,
            "fte_month": figure(result.one("cost_per_fte_month")) or None,
        },
        "assumptions": list(assumptions(report)),
        "warnings": list(report.warnings),
        "cautions": list(report.cautions),
        "should_cost": [_should_cost(books, one) for one in report.should_costs] if whole else [],
        "vendor_risk": vendor_risk_document(report.vendor_risks),
        "should_we": None if report.should_we is None else should_we_document(report.should_we, case.currency),
        "against": None
        if report.against is None
        else {
            "name": report.against.name,
            "total": report.against.total,
            "returns": return_document(report.against.returned),
        },
    }
    if not whole:
        del content["should_cost"]
    if report.structural is not None:
        content["structural"] = structural_document(report.structural)
    return content


def _should_cost(books: Ledger, one: ShouldCost) -> ShouldCostDocument:
    return {
        "team": one.team,
        "price": _money(books, one.price),
        "should_cost": None if one.cost is None else _money(books, one.cost),
        "gap": None if one.gap is None else figure(one.gap),
        "judgment": one.judgment if one.stated else "not_a_quote",
    }


def _bid(books: Ledger, result: Estimate) -> BidDocument | None:
    found = bid(result)
    if found is None:
        return None
    return {
        "quoted": found.quoted,
        "all_in": found.all_in,
        "priced": [
            {"key": said.key, "label": said.label, "amount": _money(books, said.amount)} for said in found.priced
        ],
        "answered": sorted(found.answered),
        "allowed": {key: _money(books, amount) for key, amount in found.allowed.items()},
    }


def _award(case: ResolvedScenario) -> AwardDocument | None:
    rule = case.scenario.award
    if rule is None:
        return None
    return {
        "price_weight": rule.price_weight.expected,
        "price_points": rule.price_points,
        "zero_at": rule.zero_at.expected if rule.zero_at else ZERO_AT,
        "quality_points": rule.quality_points,
        "price_of": rule.price_of,
    }


def month_names(content: EstimateDocument) -> list[str]:
    """The months of the amounts by month, the time before the start first."""
    return [BEFORE, *ServiceTerm(content["start"], content["months"]).months]


def with_periods(content: EstimateDocument, of: str) -> EstimateDocument:
    """The document with its cost by month, calendar quarter or calendar year, and category."""
    lines = [(line["category"], line["by_month"]) for line in content["lines"]]
    return {
        **content,
        "by_period": periods(
            month_names(content), ServiceTerm(content["start"], content["months"]).parts, lines, content["currency"], of
        ),
    }


def _line(books: Ledger, entry: LedgerLine) -> LineDocument:
    amount = books.money(entry.amount)
    return {
        "id": entry.id,
        "team": entry.team,
        "queue": entry.queue,
        "category": entry.category,
        "label": entry.label,
        "driver": entry.unit,
        "quantity": figure(entry.quantity),
        "unit": entry.unit,
        "unit_price": figure(amount / entry.quantity) if entry.quantity else None,
        "amount": amount,
        "by_month": [books.money(month) for month in entry.amounts],
        "one_off": entry.one_off,
        "origin": origin_document(entry.origin),
    }


def _money(books: Ledger, amount: float) -> float:
    """An amount that is no entry of the books, to the minor unit."""
    return books.money(nearest(amount * books.scale))
