"""`estimate staffing FILE`: the week of every queue, the service it gives, and what cover costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)
from estimate.ground.errors import Status


def staffing_command(
    scenario: ScenarioArgument,
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Show the week of each queue in agents by the hour, the service it gives, and what cover costs."""
    from estimate.answers.coverage_cost import coverage_costs
    from estimate.answers.estimate import estimate
    from estimate.answers.staffing import staffing
    from estimate.cli.output import asked, deliver
    from estimate.report.staffing import staffing_document
    from estimate.resolve.resolved import ResolvedScenario
    from estimate.studies.request import Request
    from estimate.views import staffing as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    request = Request(scenario, settings, rates, as_of, currency, at)
    result = estimate(request.case())

    def recost(data: dict[str, Any]) -> ResolvedScenario:
        return replace(request, settings=()).case_of(replace(result.case.files[0], data=data))

    deliver(staffing_document(result, staffing(result), coverage_costs(result, recost)), view, shown)
    return Status.DONE
