"""The sheet of the bridge: why each option differs, by category and by cause, with a waterfall for each."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from estimate.language import shown
from estimate.report.comparison import Comparison
from estimate.views.comparison.words import SAID, capital
from estimate.views.workbook import lines
from estimate.views.workbook.checks import OK
from estimate.views.workbook.layout import HEAD_ROW, letters
from estimate.views.workbook.option import BRIDGE, Option, categories_of, category_cell
from estimate.views.workbook.summary import signed
from estimate.views.workbook.writing import GRAY, GREEN, INK, RED, Book, in_formula

AGAIN = "LOOK: compare again"


CHART_ROWS = 17
"""Rows that a waterfall takes."""


def write_bridge(book: Book, comparison: Comparison, options: Sequence[Option]) -> None:
    """Why each option differs: by category, live; and by cause, as it was worked out for what was handed over."""
    said = "By category, live. By cause, as worked out for what was handed over: inputs are taken over step by step, which a sheet cannot do."
    out = book.sheet(shown(BRIDGE), "Bridge", said)
    out.set_column(0, 0, 44)
    out.set_column(1, max(len(options), 4), 18)
    others = {1 + number: option.side.name for number, option in enumerate(options[1:])}
    heads = {0: f"From {options[0].side.name} to", **others}
    money, change = book.style(num_format=book.money), book.style(num_format=signed(book.money))
    bold = book.style(num_format=book.money, bold=True, top=1)
    row = HEAD_ROW
    book.headings(out, row, heads, others)
    row += 1
    out.write_string(row, 0, options[0].side.name, book.style(bold=True))
    for column in others:
        book.formula(out, row, column, lines.total(options[0].model), money, options[0].total)
    for category in categories_of(options):
        row += 1
        out.write_string(row, 0, category, book.style(indent=1))
        ours = category_cell(options[0], category) or ("0", 0.0)
        for column, option in enumerate(options[1:], 1):
            theirs = category_cell(option, category) or ("0", 0.0)
            book.formula(out, row, column, f"{theirs[0]}-{ours[0]}", change, theirs[1] - ours[1])
    row += 1
    out.write_string(row, 0, "The option", book.style(bold=True, top=1))
    for column, option in enumerate(options[1:], 1):
        stretch = f"{letters(column)}{HEAD_ROW + 2}:{letters(column)}{row}"
        book.formula(out, row, column, f"SUM({stretch})", bold, option.total)
    row = _causes(book, out, comparison, options, row + 2, heads)
    row = _waterfalls(book, out, options, row + 2)
    out.print_area(0, 0, max(row, HEAD_ROW + CHART_ROWS * len(others)), _beside(options) + 8)
    out.fit_to_pages(1, 1)


def _causes(
    book: Book, out: Worksheet, comparison: Comparison, options: Sequence[Option], row: int, heads: dict[int, str]
) -> int:
    """The steps of the bridge with their guard."""
    gray, change = book.style(font_color=GRAY), book.style(num_format=signed(book.money), font_color=GRAY)
    book.headings(out, row, {**heads, 0: "By cause, as handed over"}, [column for column in heads if column])
    steps = {step: None for option in comparison.options for step, amount in option.steps if amount}
    first = row + 1
    for step in steps:
        row += 1
        out.write_string(row, 0, capital(SAID[step]), gray)
        for column, option in enumerate(comparison.options, 1):
            out.write_number(row, column, dict(option.steps).get(step, 0), change)
    last = row
    row += 1
    out.write_string(row, 0, "In all", book.style(bold=True, top=1))
    for column, option in enumerate(comparison.options, 1):
        stretch = f"{letters(column)}{first + 1}:{letters(column)}{last + 1}"
        style = book.style(num_format=signed(book.money), bold=True, top=1)
        book.formula(out, row, column, f"SUM({stretch})", style, option.difference)
    row += 1
    out.write_string(row, 0, "Holds for the totals now", book.style(bold=True))
    for column, other in enumerate(options[1:], 1):
        same = " ".join(
            f"ABS({lines.total(one.model)}-{one.total!r})<{0.5 / one.model.scale!r}," for one in (options[0], other)
        ).rstrip(",")
        book.formula(
            out,
            row,
            column,
            f"IF(AND({same}),{in_formula(OK)},{in_formula(AGAIN)})",
            book.style(bold=True, font_color=GREEN, align="right"),
            shown(OK),
        )
    red = book.workbook.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": RED})
    out.conditional_format(
        row, 1, row, len(options), {"type": "text", "criteria": "begins with", "value": shown(AGAIN), "format": red}
    )
    return row


def _beside(options: Sequence[Option]) -> int:
    """The column at which the charts of the bridge begin."""
    return max(len(options), 4) + 2


def _waterfalls(book: Book, out: Worksheet, options: Sequence[Option], row: int) -> int:
    """A waterfall for each option, live: what is hidden below a step, what it adds, and what it saves."""
    categories = categories_of(options)
    for number, option in enumerate(options[1:], 1):
        at = letters(number)
        book.headings(
            out,
            row,
            {0: f"Waterfall to {option.side.name}", 1: "Below", 2: "Total", 3: "Dearer", 4: "Cheaper"},
            range(1, 5),
        )
        first = HEAD_ROW + 2
        names = [options[0].side.name, *categories, option.side.name]
        totals = {0: options[0].total, len(names) - 1: option.total}
        level = options[0].total
        for step, name in enumerate(names):
            line = row + 1 + step
            out.write_string(line, 0, name, book.style(font_color=GRAY))
            gray = book.style(font_color=GRAY, num_format=book.quiet_money)
            cell = f"${at}${first + step}"
            if step in totals:
                figures = (("0", 0.0), (cell, totals[step]), ("0", 0.0), ("0", 0.0))
            else:
                theirs, ours = (category_cell(one, name) or ("0", 0.0) for one in (option, options[0]))
                moved = theirs[1] - ours[1]
                before = f"SUM(${at}${first}:${at}${first + step - 1})"
                below = min(level, level + moved)
                level += moved
                figures = (
                    (f"MIN({before},{before}+{cell})", below), ("0", 0.0), (f"MAX(0,{cell})", max(0.0, moved)),
                    (f"MAX(0,-{cell})", max(0.0, -moved)),
                )  # fmt: skip
            for part, (text, value) in enumerate(figures, 1):
                book.formula(out, line, part, text, gray, value)
        chart, bridge = book.workbook.add_chart({"type": "column", "subtype": "stacked"}), shown(BRIDGE)
        for part, color in ((1, None), (2, "#999999"), (3, "#D55E00"), (4, "#0072B2")):
            fill = {"none": True} if color is None else {"color": color}
            chart.add_series({
                "name": [bridge, row, part], "categories": [bridge, row + 1, 0, row + len(names), 0],
                "values": [bridge, row + 1, part, row + len(names), part], "fill": fill, "gap": 30,
            })  # fmt: skip
        chart.set_title(
            {
                "name": shown(f"From {options[0].side.name} to {option.side.name}"),
                "name_font": {"size": 11, "bold": True, "color": INK},
            }
        )
        chart.set_legend({"position": "bottom", "delete_series": [0], "font": {"size": 9}})
        chart.set_y_axis(
            {
                "num_format": "#,##0",
                "min": 0,
                "num_font": {"size": 8},
                "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
            }
        )
        chart.set_x_axis({"num_font": {"size": 8}})
        chart.set_size({"width": 560, "height": 300})
        out.insert_chart(
            HEAD_ROW + CHART_ROWS * (number - 1),
            _beside(options),
            chart,
            {"description": shown("The steps of the table as a waterfall")},
        )
        row += len(names) + 2
    return row
