"""`estimate FILE -o x.html`: what a page needs beyond the document, which is what `--set` would do to each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estimate.answers.movable import movables
from estimate.cli.session import Request
from estimate.inputs.case import Case
from estimate.inputs.yaml_file import Document
from estimate.report.document import document
from estimate.report.sections import Report
from estimate.views.page import Live, estimate_page


def page_of(report: Report, request: Request, read: Document) -> str:
    """The page of a scenario that has just been estimated."""
    content, result = document(report), report.estimate

    def resolve(settings: Sequence[str]) -> Case:
        return replace(request, settings=(*request.settings, *settings)).case_of(read, result.case.catalog)

    movable, fixed = movables(result, resolve)
    simulation = report.spread.simulation if report.spread else None
    return estimate_page(content, Live(result, content, read.source, request.settings, movable, fixed, simulation))
