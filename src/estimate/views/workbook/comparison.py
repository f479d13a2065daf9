"""The workbook of a comparison: a sheet of options, one of lines, the bridge, and each option's own sheets, from which its totals come."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.worksheet import Worksheet

from estimate.ground.ranges import WAYS
from estimate.language import keep, shown
from estimate.model.lines import CATEGORIES
from estimate.report.comparison import Comparison
from estimate.report.comparison_document import comparison_document
from estimate.report.own_names import names_of
from estimate.views.comparison.words import verdict
from estimate.views.workbook import lines
from estimate.views.workbook.bridge import write_bridge
from estimate.views.workbook.checks import write_checks
from estimate.views.workbook.estimate import derived
from estimate.views.workbook.inputs import SELECTOR_ROW, write_inputs
from estimate.views.workbook.layout import BODY, HEAD_ROW, At, Reader, letters, quoted
from estimate.views.workbook.lines import lines_sheet, write_lines
from estimate.views.workbook.model import Model
from estimate.views.workbook.option import LINES, OPTIONS, Option, categories_of, category_cell
from estimate.views.workbook.summary import COLORS, signed
from estimate.views.workbook.writing import BLACK, BLUE, GRAY, GREEN, INK, PALE, RED, RULE, Book, address

LABEL, VALUES = 0, 1
TINTS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
"""The color of each option's tabs."""


def render(comparison: Comparison) -> bytes:
    """The comparison as a workbook. Every side has its estimate: what was saved before has no formulas any more."""
    for side in comparison.sides:
        keep({side.name, *(names_of(side.estimate.case) if side.estimate else ())})
    options = _options(comparison)
    first = options[0].model.result.case
    year, month, day = (int(part) for part in first.as_of.split("-"))
    title = " · ".join(side.name for side in comparison.sides)
    book = Book(title, comparison.currency, datetime(year, month, day))  # noqa: DTZ001 - sheets know no zones
    out = book.sheet(shown(OPTIONS), title, verdict(comparison_document(comparison)), INK)
    rows = _write_options(book, out, options)
    _write_lines(book, options)
    write_bridge(book, comparison, options)
    fails = [_write_option(book, one, at) for at, one in enumerate(options)]
    _write_checked(book, out, fails, rows)
    out.activate()
    return book.close()


def _options(comparison: Comparison) -> list[Option]:
    """The options with every row in its place; what an option shares with those before it is taken from there."""
    known: dict[Any, At] = {}
    options = []
    for number, side in enumerate(comparison.sides, 1):
        assert side.estimate is not None
        model = Model(side.estimate, f"{number} ", one_sheet=True)
        sheet = lines_sheet(model, [])
        inputs = model.place_inputs(model.name("Inputs"), BODY)
        for one in (sheet, *model.parts, model.timeline):
            model.layout.place(one)
        model.share(known)
        options.append(Option(side, model, sheet, inputs, side.estimate.total))
    return options


def _write_option(book: Book, option: Option, at: int) -> str:
    """The sheets of one option; answers where the number of its failing checks stands."""
    model = option.model
    for sheet in (option.lines, *model.parts, model.timeline):
        sheet.tint = TINTS[at]
        sheet.title = f"{option.side.name}: {sheet.title[:1].lower()}{sheet.title[1:]}"
    selector = f"{quoted(shown(OPTIONS))}!{address(SELECTOR_ROW, VALUES)}"
    guards = write_inputs(book, model, option.inputs, f"{option.side.name}: inputs", selector=selector)
    write_lines(book, option.lines, model)
    for part in (*model.parts, model.timeline):
        book.months(part, model.layout)
    return write_checks(book, model, [], [*guards, *derived(model)], option.total)


def _write_options(book: Book, out: Worksheet, options: Sequence[Option]) -> dict[str, int]:
    """The figures of every option beside each other; answers the rows by their names."""
    out.set_column(LABEL, LABEL, 44)
    out.set_column(VALUES, VALUES + len(options) - 1, 20)
    out.freeze_panes(HEAD_ROW + 1, VALUES)
    for column, (text, color) in enumerate((("Blue: inputs", BLUE), ("Black: formulas", BLACK), ("Gray: fixed", GRAY))):
        out.write_string(2, column, text, book.style(font_color=color, border=1, border_color=RULE))
    out.write_string(SELECTOR_ROW, LABEL, "Take every input of every option at its", book.style(bold=True))
    at = options[0].model.result.case.at
    choice = book.style(font_color=BLUE, bg_color=PALE, border=1, border_color=RULE, bold=True, align="right")
    out.write_string(SELECTOR_ROW, VALUES, at, choice)
    out.data_validation(
        SELECTOR_ROW, VALUES, SELECTOR_ROW, VALUES, {"validate": "list", "source": list(map(shown, WAYS))}
    )
    columns = {VALUES + number: option.side.name for number, option in enumerate(options)}
    book.headings(out, HEAD_ROW, {LABEL: "", **columns}, columns)
    rows: dict[str, int] = {}
    row = HEAD_ROW
    for name, form, cells in _figures(book, options):
        row += 1
        rows[name] = row
        strong = {"bold": True} if name == "Expected total" else {}
        out.write_string(row, LABEL, name, book.style(**strong))
        for number, cell in enumerate(cells):
            if cell is not None:
                text, value = cell
                book.formula(out, row, VALUES + number, text, book.style(num_format=form, **strong), value)
    row += 1
    rows["handed over"] = row
    out.write_string(row, LABEL, "Total as handed over", book.style(font_color=GRAY))
    for number, option in enumerate(options):
        out.write_number(row, VALUES + number, option.total, book.style(num_format=book.money, font_color=GRAY))
    rows["checks"] = row + 1
    for number in range(len(options)):
        book.named(f"{shown('Total')}_{number + 1}", shown(OPTIONS), address(rows["Expected total"], VALUES + number))
    _chart(book, out, options, rows)
    out.print_area(0, 0, rows["checks"] + 24, max(len(options), 4))
    out.fit_to_pages(1, 1)
    return rows


Cells = list["tuple[str, float] | None"]


def _figures(book: Book, options: Sequence[Option]) -> list[tuple[str, str, Cells]]:
    """The figures of the options: name, number format, and for each option its formula with what it comes to."""
    totals = [lines.total(option.model) for option in options]
    reference = options[0]
    change = signed(book.money)
    found: list[tuple[str, str, Cells]] = [
        ("Expected total", book.money, [(total, option.total) for total, option in zip(totals, options, strict=True)]),
        ("Against the first", change, [None] + [
            (f"{total}-{totals[0]}", option.total - reference.total)
            for total, option in zip(totals[1:], options[1:], strict=True)
        ]),
        ("Against the first, in per cent", '+0.0%;-0.0%;"–"', [None] + [
            (f"IF({totals[0]}=0,0,{total}/{totals[0]}-1)", option.total / reference.total - 1 if reference.total else 0.0)
            for total, option in zip(totals[1:], options[1:], strict=True)
        ]),
    ]  # fmt: skip
    found += [
        (category, book.money, [category_cell(option, category) for option in options])
        for category in categories_of(options)
    ]
    months = len(reference.model.result.case.months) - 1
    found.append(
        ("A month, on average", book.money, [(f"{total}/{months}", option.total / months) for total, option in zip(totals, options, strict=True)])
    )  # fmt: skip
    for name, label, form in (
        ("present_value", "At its value on the first day", book.money), ("cost_per_contact", "Cost of a contact", "#,##0.00##"),
        ("cost_per_handled_contact", "Cost of a contact that people handle", "#,##0.00##"),
        ("contacts_incoming", "Contacts that come in", "#,##0"), ("hours_on_duty", "Logged-in hours", "#,##0"),
    ):  # fmt: skip
        cells: Cells = []
        for option in options:
            model = option.model
            there = model.key(name, 0) in model.layout.at
            reader = Reader(model.layout, shown(OPTIONS))
            cells.append((reader.one(model.key(name, 0)), model.result.one(name)) if there else None)
        if any(cells):
            found.append((label, form, cells))
    return found


def _write_checked(book: Book, out: Worksheet, fails: Sequence[str], rows: dict[str, int]) -> None:
    """The number of failing checks of each option."""
    row = rows["checks"]
    out.write_string(row, LABEL, "Checks that fail", book.style())
    red = book.workbook.add_format({"bold": True, "font_color": RED})
    for number, cell in enumerate(fails):
        book.formula(out, row, VALUES + number, cell, book.style(font_color=GREEN, bold=True, num_format="0"), 0)
    out.conditional_format(
        row, VALUES, row, VALUES + len(fails) - 1, {"type": "cell", "criteria": ">", "value": 0, "format": red}
    )


def _chart(book: Book, out: Worksheet, options: Sequence[Option], rows: dict[str, int]) -> None:
    """The totals of the options, by category."""
    last, options_sheet = VALUES + len(options) - 1, shown(OPTIONS)
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for at, category in enumerate(categories_of(options)):
        row = rows[category]
        chart.add_series({
            "name": shown(category), "categories": [options_sheet, HEAD_ROW, VALUES, HEAD_ROW, last],
            "values": [options_sheet, row, VALUES, row, last], "fill": {"color": COLORS[at % len(COLORS)]}, "gap": 60,
        })  # fmt: skip
    font = {"size": 11, "bold": True, "color": INK}
    chart.set_title({"name": shown(f"What each option costs, {book.currency}"), "name_font": font})
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    chart.set_y_axis({"reverse": True, "line": {"none": True}})
    chart.set_x_axis(
        {
            "num_format": "#,##0",
            "num_font": {"size": 8},
            "min": 0,
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
        }
    )
    chart.set_size({"width": 700, "height": 130 + 60 * len(options)})
    out.insert_chart(
        rows["checks"] + 2, LABEL, chart, {"description": shown("Cost by option and category, as in the table")}
    )


def _write_lines(book: Book, options: Sequence[Option]) -> None:
    """Every cost line with the sum of each option, teams and queues taken together, and the differences to the first."""
    out = book.sheet(
        shown(LINES),
        "Lines",
        "Each line with what it costs in each option, all teams and queues together, and the difference to the first.",
    )
    out.freeze_panes(HEAD_ROW + 1, 2)
    count = len(options)
    out.set_column(0, 0, 40)
    out.set_column(1, 1, 26)
    out.set_column(2, 1 + 2 * count, 17)
    heads = {0: "Line", 1: "Category"} | {2 + number: option.side.name for number, option in enumerate(options)}
    heads |= {
        1 + count + number: f"{option.side.name} against the first" for number, option in enumerate(options) if number
    }
    book.headings(out, HEAD_ROW, heads, range(2, 2 + 2 * count))
    named = {(model_row.said, model_row.label): None for option in options for model_row in option.model.lines}
    money, change = book.style(num_format=book.quiet_money), book.style(num_format=signed(book.money))
    row = HEAD_ROW
    order = list(CATEGORIES.values())
    for category, label in sorted(named, key=lambda one: order.index(one[0])):
        row += 1
        out.write_string(row, 0, label, book.style())
        out.write_string(row, 1, category, book.style(font_color=GRAY))
        sums = []
        for number, option in enumerate(options):
            ours = [one for one in option.model.lines if (one.said, one.label) == (category, label)]
            sums.append(math.fsum(math.fsum(one.values) for one in ours))
            text = "+".join(lines.cell(option.model, one.key) for one in ours) or "0"
            book.formula(out, row, 2 + number, text, money, sums[-1])
            if number:
                moved = f"{address(row, 2 + number)}-{address(row, 2)}"
                book.formula(out, row, 1 + count + number, moved, change, sums[-1] - sums[0])
    first, last = HEAD_ROW + 1, row
    row += 1
    out.write_string(row, 0, "Total", book.style(bold=True, top=1))
    out.write_blank(row, 1, None, book.style(top=1))
    for column in range(2, 1 + 2 * count):
        number = column - 1 - count if column >= 2 + count else column - 2
        value = options[number].total - (options[0].total if column >= 2 + count else 0)
        form = signed(book.money) if column >= 2 + count else book.money
        stretch = f"{letters(column)}{first + 1}:{letters(column)}{last + 1}"
        book.formula(out, row, column, f"SUM({stretch})", book.style(bold=True, top=1, num_format=form), value)
    out.print_area(0, 0, row, 2 * count)
    out.repeat_rows(HEAD_ROW)
    out.fit_to_pages(1, 0)
