"""`-o x.html` and `-o x.xlsx`: what is handed on to people without a terminal, made from the formulas that compute the estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estimate.ground.errors import UsageError

if TYPE_CHECKING:
    from estimate.files.input_file import InputFile
    from estimate.report.comparison import Comparison
    from estimate.report.parts import EstimateDocument
    from estimate.report.sections import Report
    from estimate.studies.request import Request


def handed_over(form: str, report: Report, request: Request, read: InputFile) -> str | bytes:
    """The file of a scenario that has just been estimated: html or xlsx."""
    if form == "xlsx":
        from estimate.views.workbook.estimate import render as workbook

        return workbook(report)
    from estimate.views.page.estimate import render as page

    return page(report, request, read)


def compared_over(form: str, comparison: Comparison) -> str | bytes:
    """The file of a comparison. Raises UsageError for a workbook of a saved side, which has no formulas any more."""
    if form == "xlsx":
        from estimate.views.workbook.comparison import render as workbook

        for side in comparison.sides:
            if side.estimate is None:
                message = "is a saved estimate, and a workbook needs its scenario (name that file)"
                raise UsageError(f"{side.source} {message}")
        return workbook(comparison)
    from estimate.views.page.comparison import render as page

    return page(comparison)


def again(form: str, content: EstimateDocument) -> str:
    """The page of a saved estimate, which cannot be computed anew. Raises UsageError for a workbook, which is all formulas."""
    if form == "xlsx":
        what = "a saved result has no formulas any more"
        raise UsageError(f"{what} (make the xlsx file of the scenario it was made from)")
    from estimate.views.page.estimate import estimate_page

    return estimate_page(content, None)
