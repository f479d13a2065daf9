"""What an estimate says, in the order in which it is read, before any format: figures chosen, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from operator import mul
from typing import TYPE_CHECKING

from estimate.answers.estimate import Estimate, Influence
from estimate.answers.open_points import OpenPoint, Question, findings, questions
from estimate.answers.quality import quality
from estimate.answers.returns import Return
from estimate.answers.should_cost import ShouldCost, should_costs
from estimate.answers.should_we import ShouldWe, should_we
from estimate.answers.staffing import QueueStaffing, staffing, strained
from estimate.answers.structural import StructuralChoice
from estimate.answers.vendor_risk import VendorRisk, vendor_risks
from estimate.answers.warnings import fragile, grave, warnings
from estimate.ground.provenance import Basis
from estimate.ground.records import dataclass
from estimate.ground.units import nearest
from estimate.report.ledger import Ledger, ledger

if TYPE_CHECKING:
    from estimate.answers.uncertainty import Simulation
    from estimate.report.spread import Spread

LISTED: tuple[Basis, ...] = ("given", "quoted", "derived", "modeled", "assumed")


@dataclass(frozen=True)
class TeamStaffing:
    """A team's people and hours, in an average month of service."""

    team: str
    region: str
    fte: float
    headcount: float
    peak_headcount: float
    leads: float
    hires: float
    logged_in_hours: float
    paid_hours: float
    occupancy: float
    paid_hours_per_fte: float


@dataclass(frozen=True)
class Against:
    """What the estimate would replace, and the return on replacing it."""

    name: str
    total: float
    returned: Return


@dataclass(frozen=True)
class NamedCase:
    """A named case of the scenario: its total and its cost per contact, in the currency."""

    name: str
    total: float
    per_contact: float | None
    change: float


@dataclass(frozen=True)
class Report:
    """Everything that the views show of one estimate."""

    estimate: Estimate
    ledger: Ledger
    staffing: tuple[TeamStaffing, ...]
    queues: tuple[QueueStaffing, ...]
    run_rate: int
    per_contact: float | None
    per_handled_contact: float | None
    contacts_per_month: float | None
    bases: tuple[tuple[Basis, float], ...]
    unstated: tuple[Influence, ...]
    resolved_means: tuple[tuple[str, str], ...]
    quality: dict[str, float | None]
    findings: tuple[OpenPoint, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    cautions: tuple[str, ...]
    """The warnings that change the decision, worst first."""
    should_costs: tuple[ShouldCost, ...] = ()
    vendor_risks: tuple[VendorRisk, ...] = ()
    should_we: ShouldWe | None = None
    structural: tuple[StructuralChoice, ...] | None = None
    """The choices that the scenario leaves open; None where nobody looked for them."""
    against: Against | None = None
    spread: Spread | None = None
    cases: tuple[NamedCase, ...] = ()


def report(
    result: Estimate, simulation: Simulation | None = None, cases: Mapping[str, Estimate] | None = None
) -> Report:
    """Choose and round what is shown, with the range that a simulation gives and the scenario's named cases.

    The only place that rounds.
    """
    books = ledger(result)
    queues = tuple(staffing(result))
    should = tuple(should_costs(result))
    sure = _spread(books, result, simulation)
    return Report(
        estimate=result,
        ledger=books,
        staffing=tuple(_staffing(result, row) for row in range(len(result.case.members["team"]))),
        queues=queues,
        run_rate=_run_rate(result, books),
        per_contact=result.per_contact,
        per_handled_contact=result.per_handled_contact,
        contacts_per_month=result.one("contacts_incoming") / result.case.term.length if result.volume_known else None,
        bases=_bases(books),
        unstated=tuple(i for i in result.influences if i.sourced.origin.basis != "given"),
        resolved_means=tuple(_resolved_means(result)),
        quality=quality(result, queues),
        findings=tuple(findings(result)),
        questions=tuple(questions(result)),
        warnings=(*result.case.warnings, *_strays(books, result, sure), *strained(queues), *warnings(result, should)),
        cautions=(*grave(result, should), *strained(queues), *result.case.warnings, *fragile(result)),
        should_costs=should,
        vendor_risks=tuple(vendor_risks(result)),
        should_we=should_we(result, simulation),
        spread=sure,
        cases=tuple(_named_case(books, name, case) for name, case in (cases or {}).items()),
    )


def _resolved_means(result: Estimate) -> Iterator[tuple[str, str]]:
    """For each queue with an AI agent, when the contract counts a contact as resolved, where it says so."""
    for _, team in result.case.scenario.each_team():
        for queue in team.queues:
            front = queue.automated()
            if front is not None and front.resolved_means is not None:
                yield queue.name or queue.channel, front.resolved_means


def _spread(books: Ledger, result: Estimate, simulation: Simulation | None) -> Spread | None:
    if simulation is None:
        return None
    from estimate.report.spread import spread

    return spread(books, result, simulation)


def _strays(books: Ledger, result: Estimate, sure: Spread | None) -> list[str]:
    if sure is None or result.case.at != "expected":
        return []
    from estimate.report.headline import strays

    return strays(books.money(books.total), sure)


def _named_case(books: Ledger, name: str, case: Estimate) -> NamedCase:
    own = ledger(case)
    return NamedCase(name, own.money(own.total), case.per_contact, own.total / books.total - 1 if books.total else 0.0)


def _staffing(result: Estimate, row: int) -> TeamStaffing:
    values, case, program = result.values, result.case, result.program
    months, parts = case.term.length, values["in_service"][row]
    queues = program.rows_within("queue", "team", row)
    hours = fsum(values["team_hours"][row])
    worked = fsum(value for queue in queues for value in values["busy_hours"][queue])
    known = all(case.labels["volume_known"][queue] == "yes" for queue in queues)
    return TeamStaffing(
        team=case.members["team"][row],
        region=case.scenario.each_team()[row][1].region,
        fte=fsum(values["fte_worked"][row]) / months,
        headcount=fsum(map(mul, values["headcount"][row], parts)) / months,
        peak_headcount=max(values["headcount"][row]),
        leads=fsum(map(mul, values["leads"][row], parts)) / months,
        hires=fsum(values["hires"][row]),
        logged_in_hours=hours / months,
        paid_hours=fsum(values["paid_hours"][row]) / months,
        occupancy=worked / hours if hours and known else 0.0,
        paid_hours_per_fte=values["paid_hours_per_fte"][row],
    )


def _run_rate(result: Estimate, books: Ledger) -> int:
    """The average month once the first teams are up to speed, one-off cost left out."""
    ramp = max(int(-(-months // 1)) for months in result.values["ramp_months"])
    amounts = books.by_month([entry for entry in books.entries if not entry.one_off])
    first = min(1 + ramp, len(amounts) - 1)
    return nearest(sum(amounts[first:]) / fsum(result.case.term.parts[first - 1 :]))


def _bases(books: Ledger) -> tuple[tuple[Basis, float], ...]:
    """Share of the total by how good its price is."""
    size = sum(abs(entry.amount) for entry in books.entries)
    return tuple(
        (
            basis,
            sum(abs(entry.amount) for entry in books.entries if entry.origin.basis == basis) / size if size else 0.0,
        )
        for basis in LISTED
    )
