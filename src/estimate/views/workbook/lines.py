"""The sheet of lines: every cost line by month, rounded as the estimate rounds, with its sums and what answered questions add."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from estimate.answers.open_points import Question
from estimate.ground.units import decimals
from estimate.model.lines import CATEGORIES
from estimate.views.workbook.layout import (
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
    quoted,
)
from estimate.views.workbook.model import Model

HEADS = {LABEL: "Line", OF: "Of", UNIT: "Counted by", SAID: "Category", VALUE: "Total", OPENING: "Quantity"}
ANSWERS = "Answers to questions"
"""The category of what prices bring that are filled in on the sheet of questions."""


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
    answers = [_answer(model, at, one) for at, one in enumerate(asked)]
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
            return f'SUMIF({names},"{category}",{whole(reader)})'

        rows.append(Row(model.key("category", category), category, "", currency, "", sums, text, added=True))
    for category in CATEGORIES.values():
        of_it = [row for row in model.lines if row.said == category]
        if of_it:
            rows += [Section(category), *of_it]
    if answers:
        rows += [Section(ANSWERS), *answers]
    sheet.rows = rows
    return sheet


def categories(model: Model, asked: Sequence[Asked]) -> list[str]:
    """The categories that have lines, in their order."""
    present = {row.said for row in model.lines}
    return [category for category in CATEGORIES.values() if category in present] + ([ANSWERS] if asked else [])


def _answer(model: Model, at: int, asked: Asked) -> Row:
    """What a price brings that is filled in: spread evenly over the months of service, in place of what the estimate takes."""
    places = decimals(model.result.case.currency)
    last = f"${model.layout.last}${MONTH_ROW + 1}"

    def text(reader: Reader) -> str:
        parts = [f"ROUND({asked.amount}*{column}${MONTH_ROW + 1}/{last},{places})" for column in ("{c}", "{p}")]
        taken = "".join(f"-{reader.one(row.key)}" for row in asked.replaced)
        return f"IF(ISNUMBER({asked.amount}),{parts[0]}-{parts[1]}{taken},0)"

    question = asked.question
    return Row(
        model.key("answer", at),
        question.about,
        question.team or "",
        "",
        ANSWERS,
        [0.0] * len(model.layout.months),
        text,
        added=True,
    )


def total(model: Model) -> str:
    """The address of the total."""
    return cell(model, model.key("total"))


def cell(model: Model, key: object) -> str:
    """The address of a row's total on the sheet of lines."""
    at = model.layout.at[key]
    return f"{quoted(at.sheet)}!$E${at.row + 1}"
