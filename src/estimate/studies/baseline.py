"""`baseline:` in a scenario: what the estimate would replace, read, put on common ground, and the return on replacing it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from estimate.answers.returns import returns
from estimate.files.beside import file_beside
from estimate.files.input_file import InputFile
from estimate.report.document import document
from estimate.report.sections import Against, Report
from estimate.studies.compare import gather
from estimate.studies.request import STDIN, Request


def with_baseline(result: Report, request: Request, read: InputFile) -> Report:
    """The report with its return against the scenario's baseline. Raises InvalidInput for a baseline that cannot be read."""
    name = str(result.estimate.case.scenario.baseline)
    holder = Path(read.holder(("baseline",)))
    folder = Path.cwd() if request.scenario == STDIN else holder.parent
    file_beside(read, ("baseline",), folder, name)
    own = document(result)
    shown = Path(name) if request.scenario == STDIN else holder.parent / name
    (side,), _ = gather([shown], replace(request, settings=(), present=True), own)
    other = side.document
    found = returns(other["by_month"], own["by_month"], own["one_off"], own["discount_rate"], other["one_off"])
    return replace(result, against=Against(side.name, other["total"]["expected"], found))
