"""One scenario costed: its report, with its range, its named cases and what it would replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estimate.answers.estimate import Estimate, estimate
from estimate.files.input_file import InputFile
from estimate.report.sections import Report, report
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.draws import ENDS, DrawOptions
from estimate.studies.request import Request


def told(
    case: ResolvedScenario, request: Request, read: InputFile, sampling: DrawOptions | None, *, choices: bool = True
) -> Report:
    """All that is told of one scenario: its report, where draws are asked for with the choices that it leaves open, and what it would replace.

    `case` is what the request makes of the document that was read.
    """
    result = _report_of(case, request, read, sampling)
    if sampling is not None and choices:
        result = _with_choices(result, request, read)
    if case.scenario.baseline is not None:
        from estimate.studies.baseline import with_baseline

        result = with_baseline(result, request, read)
    return result


def _report_of(case: ResolvedScenario, request: Request, read: InputFile, sampling: DrawOptions | None) -> Report:
    """The report, with its range where draws are asked for, and its named cases."""
    result, cases = estimate(case), {}
    if case.scenario.cases:
        from estimate.files.named_cases import named_cases

        cases = {name: estimate(request.case_of(named, case.catalog)) for name, named in named_cases(read)}
    simulation = None
    if sampling is not None and case.at not in ENDS:
        from estimate.answers.uncertainty import simulate

        simulation = simulate(result, draws=sampling.draws, seed=sampling.seed)
    return report(result, simulation, cases)


def _with_choices(result: Report, request: Request, read: InputFile) -> Report:
    """The report with the choices that the scenario leaves open, the other of each really run."""
    from estimate.answers.structural import structural

    catalog = result.estimate.case.catalog

    def recost(settings: Sequence[str]) -> Estimate:
        return estimate(replace(request, settings=(*request.settings, *settings)).case_of(read, catalog))

    return replace(result, structural=tuple(structural(result.estimate, recost)))
