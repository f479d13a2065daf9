"""The sheet of questions: what has no price and what vendors' offers leave open; a price filled in there enters the total."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.answers.open_points import Question
from estimate.language import shown
from estimate.views.workbook.layout import BODY, HEAD_ROW, quoted
from estimate.views.workbook.lines import AMOUNT, MEANWHILE, NOTHING, Asked, cell
from estimate.views.workbook.model import Model
from estimate.views.workbook.writing import BLUE, GRAY, PALE, Book, address

NUMBER, ABOUT, TEAM, TEXT, _, PRICE, TIMES, _, EFFECT, WHY, ANSWER, KEY = range(12)
HEADS = {
    NUMBER: "No.", ABOUT: "About", TEAM: "Team", TEXT: "Question", MEANWHILE: "Taken meanwhile", PRICE: "Price", TIMES: "How many over the term",
    AMOUNT: "Comes to", EFFECT: "Moves the total by", WHY: "Why it matters", ANSWER: "Answered", KEY: "Id",
}  # fmt: skip
WIDTHS = {
    NUMBER: 6, ABOUT: 26, TEAM: 18, TEXT: 62, MEANWHILE: 16, PRICE: 14, TIMES: 14, AMOUNT: 16, EFFECT: 16, WHY: 50, ANSWER: 30, KEY: 18,
}  # fmt: skip


def asked_of(model: Model, questions: Sequence[Question]) -> list[Asked]:
    """The questions with their cells, and the lines whose place an answer takes."""
    name = model.name("Questions")
    found = []
    for at, question in enumerate(questions, BODY):
        replaced = tuple(
            row
            for row in model.lines
            if (line := model.line(row)).id in question.lines and line.team in (None, question.team)
        )
        found.append(Asked(question, f"{quoted(name)}!{address(at, AMOUNT)}", replaced))
    return found


def write_questions(book: Book, model: Model, asked: Sequence[Asked]) -> None:
    """Write the sheet."""
    name, currency = model.name("Questions"), model.result.case.currency
    said = (
        f"Fill in a price in {currency} and how many of it fall due over the term (1 where left empty); it enters the total, spread evenly "
        "over the months of service, in place of what is taken meanwhile."
    )
    out = book.sheet(name, "Questions", said)
    out.freeze_panes(BODY, ABOUT + 1)
    for column, width in WIDTHS.items():
        out.set_column(column, column, width)
    book.headings(out, HEAD_ROW, HEADS, (MEANWHILE, PRICE, TIMES, AMOUNT, EFFECT))
    plain, quiet = book.style(text_wrap=True), book.style(text_wrap=True, font_color=GRAY, indent=1)
    money, blue = book.number(currency), book.number(currency, color=BLUE, bg_color=PALE)
    if not asked:
        out.write_string(BODY, ABOUT, "Nothing is open.", quiet)
    for at, one in enumerate(asked, BODY):
        question = one.question
        out.write_number(at, NUMBER, at - BODY + 1, book.style(font_color=GRAY))
        for column, text, style in (
            (ABOUT, question.about, plain), (TEAM, question.team or "The contract", plain), (TEXT, question.question, plain),
            (WHY, question.why, quiet), (ANSWER, question.answer, quiet), (KEY, question.id, quiet),
        ):  # fmt: skip
            out.write_string(at, column, text, style)
        book.fitting(
            out,
            at,
            {ABOUT: question.about, TEXT: question.question, WHY: question.why, ANSWER: question.answer},
            WIDTHS,
        )
        price, times, amount = (address(at, column) for column in (PRICE, TIMES, AMOUNT))
        if one.replaced:
            cells = "+".join(cell(model, row.key) for row in one.replaced)
            book.formula(out, at, MEANWHILE, cells, money, sum(sum(row.values) for row in one.replaced))
        else:
            out.write_string(at, MEANWHILE, NOTHING, book.style(font_color=GRAY, align="right"))
        out.write_blank(at, PRICE, None, blue)
        out.write_blank(at, TIMES, None, book.number("unit", color=BLUE, bg_color=PALE))
        book.formula(out, at, AMOUNT, f'IF(ISNUMBER({price}),{price}*IF(ISNUMBER({times}),{times},1),"")', money, "")
        meanwhile = address(at, MEANWHILE) if one.replaced else "0"
        book.formula(out, at, EFFECT, f"IF(ISNUMBER({amount}),{amount}-{meanwhile},0)", money, 0)
    last = BODY + max(1, len(asked)) - 1
    for column in (PRICE, TIMES):
        out.data_validation(
            BODY, column, last, column,
            {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15, "ignore_blank": True,
             "error_title": shown("A number"), "error_message": shown("Write a number, or leave the cell empty.")},
        )  # fmt: skip
    book.named(f"{name}_{shown('Price')}", name, address(BODY, PRICE), address(last, TIMES))
    out.print_area(0, 0, last, WHY)
    out.repeat_rows(HEAD_ROW)
    out.fit_to_pages(1, 0)
