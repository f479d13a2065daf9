"""`estimate staffing FILE`: the week of every queue, the service it gives, and what cover costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from estimate.answers.coverage_cost import coverage_costs
from estimate.answers.estimate import estimate
from estimate.answers.staffing import staffing, strained
from estimate.cli.session import Request, console, note
from estimate.ground.errors import Status
from estimate.inputs.case import Case


def run_staffing(request: Request, *, no_color: bool) -> Status:
    """Show staffing by the hour of the week, and the cost of cover."""
    from estimate.views.strip import show

    case = request.case()
    result = estimate(case)

    def recost(data: dict[str, Any]) -> Case:
        return replace(request, settings=()).case_of(replace(case.files[0], data=data))

    queues = staffing(result)
    show(queues, coverage_costs(result, recost), case.currency, console(no_color=no_color))
    for warning in strained(queues):
        note(f"Note: {warning}")
    return Status.DONE
