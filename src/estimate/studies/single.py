"""One scenario costed: its report, with its range, its named cases and what it would replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estimate.answers.estimate import Estimate, estimate
from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.report.sections import Report, report
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.draws import ENDS, DrawOptions
from estimate.studies.request import Request


def reported(request: Request, read: InputFile, sampling: DrawOptions | None, catalog: Catalog | None = None) -> Report:
    """The report of a scenario, with its range where draws are asked for, and its named cases."""
    return _report_of(estimate(request.case_of(read, catalog)), request, read, sampling)


def told(
    request: Request,
    read: InputFile,
    sampling: DrawOptions | None,
    catalog: Catalog | None = None,
    *,
    choices: bool = True,
) -> Report:
    """All that is told of one scenario: its report, where draws are asked for with the choices that it leaves open, and what it would replace."""
    return told_of(request.case_of(read, catalog), request, read, sampling, choices=choices)


def told_of(
    case: ResolvedScenario, request: Request, read: InputFile, sampling: DrawOptions | None, *, choices: bool = True
) -> Report:
    """`told` of a scenario that has been resolved."""
    result = _report_of(estimate(case), request, read, sampling)
    if sampling is not None and choices:
        result = with_choices(result, request, read)
    if case.scenario.baseline is not None:
        from estimate.studies.baseline import with_baseline

        result = with_baseline(result, request, read)
    return result


def _report_of(result: Estimate, request: Request, read: InputFile, sampling: DrawOptions | None) -> Report:
    cases = {}
    if result.case.scenario.cases:
        from estimate.files.named_cases import named_cases

        catalog = result.case.catalog
        cases = {name: estimate(request.case_of(case, catalog)) for name, case in named_cases(read)}
    simulation = None
    if sampling is not None and result.case.at not in ENDS:
        from estimate.answers.uncertainty import simulate

        simulation = simulate(result, draws=sampling.draws, seed=sampling.seed)
    return report(result, simulation, cases)


def with_choices(result: Report, request: Request, read: InputFile) -> Report:
    """The report with the choices that the scenario leaves open, the other of each really run."""
    from estimate.answers.structural import structural

    catalog = result.estimate.case.catalog

    def recost(settings: Sequence[str]) -> Estimate:
        return estimate(replace(request, settings=(*request.settings, *settings)).case_of(read, catalog))

    return replace(result, structural=tuple(structural(result.estimate, recost)))
