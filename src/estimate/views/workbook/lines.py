"""The sheet of lines: every cost line by month, rounded as the estimate rounds, with its sums and what answered questions add."""

from __future__ import annotations

import math
from collections.abc import Sequence

from estimate.answers.open_points import Question
from estimate.ground.records import dataclass
from estimate.ground.units import decimals
from estimate.model.lines import CATEGORIES
from estimate.views.workbook.layout import (
    BODY,
    LABEL,
    MONTH_ROW,
    OF,
    OPENING,
    SAID,
    UNIT,
    VALUE,
    Reader,
    Row,
    Section,
    Sheet,
    letters,
    quoted,
)
from estimate.views.workbook.model import Model
from estimate.views.workbook.writing import Book, in_formula

HEADS = {LABEL: "Line", OF: "Of", UNIT: "Counted by", SAID: "Category", VALUE: "Total", OPENING: "Quantity"}
ANSWERS = "Answers to questions"
"""The category of what prices bring that are filled in on the sheet of questions."""
FILLED_IN = "Prices filled in"
NOTHING = "nothing"
"""What stands where an estimate takes nothing until a question is answered."""
AMOUNT, MEANWHILE = 7, 4
"""The columns of the sheet of questions for what a price comes to, and what is taken meanwhile."""


@dataclass(frozen=True)
class Asked:
    """A question with the cell in which its amount stands; `replaced` are the lines that it takes the place of."""

    question: Question
    amount: str
    replaced: tuple[Row, ...]


def lines_sheet(model: Model, asked: Sequence[Asked]) -> Sheet:
    """The sheet with the total first, then the categories, then the lines."""
    currency = model.result.case.currency
    sheet = Sheet(
        model.name("Lines"),
        "Lines",
        "What it costs, line by line and month by month; every month is rounded once, so that all sums are exact.",
    )
    answers = answer_rows(model, asked)
    lines = [*model.lines, *answers]

    def whole(reader: Reader) -> str:
        return reader.stretch(lines[0].key, lines[-1].key)

    months = [math.fsum(values) for values in zip(*(row.values for row in lines), strict=True)]
    rows: list[Row | Section] = [
        Section("In all"),
        Row(
            model.key("total"),
            "Total",
            "",
            currency,
            "",
            months,
            lambda reader: f"SUM({whole(reader)})",
            added=True,
            strong=True,
        ),
    ]
    for category in categories(model, asked):
        of = [row.values for row in lines if row.said == category]
        sums = [math.fsum(values) for values in zip(*of, strict=True)]

        def text(reader: Reader, category: str = category) -> str:
            names = whole(reader).replace("{c}", "$D")
            return f"SUMIF({names},{in_formula(category)},{whole(reader)})"

        rows.append(Row(model.key("category", category), category, "", currency, "", sums, text, added=True))
    for category in CATEGORIES.values():
        of_it = [row for row in model.lines if row.said == category]
        if of_it:
            rows += [Section(category), *of_it]
    if answers:
        rows += [Section(ANSWERS), *answers]
    sheet.rows = rows
    return sheet


def write_lines(book: Book, sheet: Sheet, model: Model) -> None:
    """Write the sheet."""
    out = book.months(sheet, model.layout, HEADS)
    out.set_column(SAID, SAID, 24)
    out.set_column(OPENING, OPENING, 14)


def categories(model: Model, asked: Sequence[Asked]) -> list[str]:
    """The categories that have lines, in their order."""
    present = {row.said for row in model.lines}
    return [category for category in CATEGORIES.values() if category in present] + ([ANSWERS] if asked else [])


def answer_rows(model: Model, asked: Sequence[Asked]) -> list[Row]:
    """What prices bring that are filled in: one row for those that stand for nothing else, one for each that replaces lines."""
    if not asked:
        return []
    sheet = asked[0].amount.rpartition("!")[0]
    first, last = BODY + 1, BODY + len(asked)
    amounts, meanwhile = (f"{sheet}!${letters(at)}${first}:${letters(at)}${last}" for at in (AMOUNT, MEANWHILE))
    rows = [_answer(model, FILLED_IN, f"SUMIF({meanwhile},{in_formula(NOTHING)},{amounts})", ())]
    rows += [
        _answer(model, one.question.about, one.amount, one.replaced, one.question.team or "")
        for one in asked
        if one.replaced
    ]
    return rows


def _answer(model: Model, label: str, amount: str, replaced: Sequence[Row], team: str = "") -> Row:
    """An amount spread evenly over the months of service, in place of what the estimate takes."""
    currency = model.result.case.currency
    last = f"${model.layout.last}${MONTH_ROW + 1}"

    def text(reader: Reader) -> str:
        now, before = (
            f"ROUND({amount}*{column}${MONTH_ROW + 1}/{last},{decimals(currency)})" for column in ("{c}", "{p}")
        )
        if not replaced:
            return f"{now}-{before}"
        taken = "".join(f"-{reader.one(row.key)}" for row in replaced)
        return f"IF(ISNUMBER({amount}),{now}-{before}{taken},0)"

    zeros = [0.0] * len(model.layout.months)
    key = model.key("answer", label, team)
    return Row(key, label, team, "", ANSWERS, zeros, text, added=True, form=currency)


def total(model: Model) -> str:
    """The address of the total."""
    return cell(model, model.key("total"))


def cell(model: Model, key: object) -> str:
    """The address of a row's total on the sheet of lines."""
    at = model.layout.at[key]
    return f"{quoted(at.sheet)}!$E${at.row + 1}"
