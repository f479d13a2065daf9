"""The workbook of one estimate."""

from __future__ import annotations

from datetime import datetime

from estimate.ground.records import dataclass
from estimate.language import keep
from estimate.report.own_names import names_of
from estimate.report.sections import Report
from estimate.views.workbook.checks import write_checks
from estimate.views.workbook.inputs import Guard, write_inputs
from estimate.views.workbook.layout import BODY, VALUE, Section, Sheet, quoted
from estimate.views.workbook.lines import Asked, lines_sheet, write_lines
from estimate.views.workbook.model import Model
from estimate.views.workbook.parts import Input
from estimate.views.workbook.questions import asked_of, write_questions
from estimate.views.workbook.sources import write_sources
from estimate.views.workbook.summary import write_checked, write_summary
from estimate.views.workbook.writing import Book, address

NET = "without the value-added tax"


@dataclass(frozen=True)
class Sheets:
    """The sheets of an estimate with their places."""

    model: Model
    asked: list[Asked]
    lines: Sheet
    inputs: list[Input | Section]


def sheets_of(report: Report) -> Sheets:
    """Every row in its place, nothing written yet."""
    model = Model(report.estimate)
    asked = asked_of(model, report.questions)
    lines = lines_sheet(model, asked)
    inputs = model.place_inputs(model.name("Inputs"), BODY)
    for one in (lines, *model.parts, model.timeline):
        model.layout.place(one)
    return Sheets(model, asked, lines, inputs)


def render(report: Report) -> bytes:
    """An estimate as a workbook whose every figure is a formula, with its values, so that viewers show them at once."""
    keep(names_of(report.estimate.case))
    result, sheets = report.estimate, sheets_of(report)
    model, asked = sheets.model, sheets.asked
    year, month, day = (int(part) for part in result.case.as_of.split("-"))
    book = Book(result.case.scenario.name, result.case.currency, datetime(year, month, day))  # noqa: DTZ001 - sheets know no zones
    summary = write_summary(book, model, report, asked)
    guards = [*write_inputs(book, model, sheets.inputs, "Inputs"), *derived(model)]
    write_questions(book, model, asked)
    write_lines(book, sheets.lines, model)
    for part in model.parts:
        book.months(part, model.layout)
    book.months(model.timeline, model.layout)
    write_sources(book, model)
    fails = write_checks(book, model, asked, guards, result.total)
    write_checked(book, summary, fails, 0)
    return book.close()


def derived(model: Model) -> list[Guard]:
    """Inputs that were worked out from others when the scenario was read, and hold as long as those stand."""
    guards = []
    values = model.result.values
    for one in model.inputs:
        _, name, row, *_ = one.key
        of = {"peak_to_average": "response_hours"}.get(name)
        at = row
        if NET in one.sourced.origin.note:
            of, at = "vat_included", model.result.program.row_of("item", row, "team") if name == "item_price" else row
        key = model.key(of, at)
        if of is None or key not in model.layout.at:
            continue
        place = model.layout.at[key]
        cell = f"{quoted(place.sheet)}!{address(place.row, VALUE)}"
        words = f"{one.label} ({one.of}) was worked out for {model.label(of).lower()} of {values[of][at]:g}"
        guards.append(Guard(words, f"ABS({cell}-{values[of][at]!r})<1E-9", cell, values[of][at]))
    return guards
