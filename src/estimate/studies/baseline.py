"""`baseline:` in a scenario: what the estimate would replace, read, put on common ground, and the return on replacing it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from estimate.answers.returns import returns
from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput
from estimate.report.document import document
from estimate.report.sections import Against, Report
from estimate.studies.compare import gather
from estimate.studies.request import STDIN, Request


def with_baseline(result: Report, request: Request, read: InputFile) -> Report:
    """The report with its return against the scenario's baseline. Raises InvalidInput for a baseline that cannot be read."""
    name = str(result.estimate.case.scenario.baseline)
    holder = Path(read.holder(("baseline",)))
    folder = (Path.cwd() if request.scenario == STDIN else holder.parent).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        message = f"{name} is outside the folder of this file (put it beside or below)"
        raise InvalidInput([read.problem(("baseline",), message)])
    if not path.is_file():
        raise InvalidInput([read.problem(("baseline",), f"no such file: {name}")])
    own = document(result)
    shown = Path(name) if request.scenario == STDIN else holder.parent / name
    (side,), _ = gather([shown], replace(request, settings=(), present=True), own)
    other = side.document
    found = returns(other["by_month"], own["by_month"], own["one_off"], own["discount_rate"], other["one_off"])
    return replace(result, against=Against(side.name, other["total"]["expected"], found))
