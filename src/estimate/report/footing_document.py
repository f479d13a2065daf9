"""What an estimate stands on, as plain data: the basis of its prices, its queues, and the assumptions behind its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estimate.answers.estimate import Estimate
from estimate.answers.quality import repeated
from estimate.answers.staffing import QueueStaffing
from estimate.ground.provenance import Origin
from estimate.report.naming import input_name
from estimate.report.plain_data import figure
from estimate.report.sections import Report
from estimate.resolve.resolved import ResolvedScenario

if TYPE_CHECKING:
    from estimate.report.parts import (
        Assumption,
        BasisDocument,
        ContactsDocument,
        OriginDocument,
        QueueDocument,
    )


def contacts_document(result: Estimate) -> ContactsDocument:
    """Contacts over the term that come in, that people handle, that are resolved, and that come again; None where no volume is known."""
    if not result.volume_known:
        return {"incoming": None, "handled": None, "resolved": None, "repeated": None}
    return {
        "incoming": figure(result.one("contacts_incoming")),
        "handled": figure(result.one("contacts_handled")),
        "resolved": figure(result.one("contacts_resolved")),
        "repeated": figure(repeated(result)),
    }


def basis_document(report: Report, case: ResolvedScenario, names: list[str]) -> BasisDocument:
    """Hours, units, currencies and inclusions that the prices rest on, by team."""
    hours = {team.team: team.paid_hours_per_fte for team in report.staffing}
    queues = zip(case.members["queue"], case.teams("queue"), case.labels["price_unit"], strict=True)
    included: dict[str, list[str]] = {name: [] for name in names}
    for team, part in case.included:
        included[team].append(part)
    return {
        "hours_per_fte_month": {team: figure(value) for team, value in hours.items()},
        "hours_per_fte_year": {team: figure(value * 12) for team, value in hours.items()},
        "billed_unit": {f"{names[team]} · {queue}": unit for queue, team, unit in queues},
        "team_status": dict(zip(names, case.labels["team_status"], strict=True)),
        "on_holidays": dict(zip(names, case.labels["on_holidays"], strict=True)),
        "on_holidays_assumed": [
            name
            for name, (_, team) in zip(names, case.scenario.each_team(), strict=True)
            if team.open_on_holidays is None
        ],
        "priced_by_a_vendor": [quote.team for quote in case.quotes],
        "quoted": [quote.team for quote in case.quotes if quote.stated],
        "included": included,
        "included_assumed": [quote.team for quote in case.quotes if quote.presumed],
        "only_given": case.scenario.only_given,
        "resolved_means": dict(report.resolved_means),
        "exchange": {
            currency: {
                "rate": case.of(sourced.value),
                "unit": sourced.unit,
                "basis": sourced.origin.basis,
                "date": sourced.origin.date,
            }
            for currency, sourced in case.exchange.items()
        },
        "shares": {basis: figure(share) for basis, share in report.bases},
        "seed": report.spread.seed if report.spread else None,
    }


def queue_document(queue: QueueStaffing, *, known: bool) -> QueueDocument:
    """A queue's staffing as plain data; `known` says whether it is known how many contacts come."""
    service = queue.service
    stable = service is not None and math.isfinite(service.speed_of_answer_seconds)
    return {
        "team": queue.team,
        "queue": queue.queue,
        "attention": queue.attention,
        "busiest_month": queue.month,
        "contacts": figure(queue.contacts) if known else None,
        "handling_hours": figure(queue.handling_hours) if known else None,
        "erlangs": figure(queue.erlangs) if known else None,
        "peak_staffed_positions": figure(queue.peak),
        "average_staffed_positions": figure(queue.average),
        "logged_in_hours": figure(queue.logged_in_hours),
        "occupancy": figure(queue.occupancy) or None,
        "blended_hours": figure(queue.blended_hours),
        "presence_hours": figure(queue.presence_hours),
        "response_hours": queue.response_hours,
        "promised_share": None if queue.promise is None else figure(queue.promise[0]),
        "promised_seconds": None if queue.promise is None else figure(queue.promise[1]),
        "service_level": figure(service.service_level) if service else None,
        "speed_of_answer_seconds": figure(service.speed_of_answer_seconds) if service and stable else None,
        "abandonment": figure(service.abandonment) if service else None,
    }


def origin_document(origin: Origin) -> OriginDocument:
    """Where a value comes from, as plain data."""
    return {
        "basis": origin.basis,
        "file": origin.file,
        "date": origin.date,
        "grade": origin.grade,
        "sources": list(origin.sources),
        "formula": origin.formula,
        "note": origin.note,
    }


def assumptions(report: Report) -> Iterator[Assumption]:
    """Every input that the scenario left to the cards, those that move the total most first."""
    for influence in report.unstated:
        sourced = influence.sourced
        yield {
            "path": sourced.path,
            "paths": influence.paths,
            "quantity": influence.name,
            "input": input_name(report.estimate, influence.places),
            "expected": figure(sourced.value.expected),
            "low": sourced.value.low,
            "likely": sourced.value.likely,
            "high": sourced.value.high,
            "unit": sourced.unit,
            "basis": sourced.origin.basis,
            "elasticity": figure(influence.elasticity),
            "origin": origin_document(sourced.origin),
        }
