"""The workbook of a comparison: a sheet of options, one of lines, the bridge, and each option's own sheets, from which its totals come."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter.worksheet import Worksheet

from estimate.ground.ranges import WAYS
from estimate.language import keep, shown
from estimate.model.lines import CATEGORIES
from estimate.report.comparison import Comparison
from estimate.report.comparison_document import comparison_document
from estimate.report.own_names import names_of
from estimate.report.side import Side
from estimate.views.comparison.words import SAID, capital, verdict
from estimate.views.workbook import lines
from estimate.views.workbook.checks import OK, write_checks
from estimate.views.workbook.estimate import derived
from estimate.views.workbook.inputs import SELECTOR_ROW, write_inputs
from estimate.views.workbook.layout import BODY, HEAD_ROW, At, Reader, Section, Sheet, letters, quoted
from estimate.views.workbook.lines import lines_sheet, write_lines
from estimate.views.workbook.model import Input, Model
from estimate.views.workbook.summary import COLORS, signed
from estimate.views.workbook.writing import BLACK, BLUE, GRAY, GREEN, INK, PALE, RED, RULE, Book, address, in_formula

OPTIONS, LINES, BRIDGE = "Options", "Lines", "Bridge"
LABEL, VALUES = 0, 1
AGAIN = "LOOK: compare again"
TINTS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
"""The color of each option's tabs."""
CHART_ROWS = 17
"""Rows that a waterfall takes."""


@dataclass(frozen=True)
class Option:
    """One option with its sheets."""

    side: Side
    model: Model
    lines: Sheet
    inputs: list[Input | Section]
    total: float


def render(comparison: Comparison) -> bytes:
    """The comparison as a workbook. Every side has its estimate: what was saved before has no formulas any more."""
    for side in comparison.sides:
        keep({side.name, *(names_of(side.estimate.case) if side.estimate else ())})
    options = _options(comparison)
    first = options[0].model.result.case
    year, month, day = (int(part) for part in first.as_of.split("-"))
    title = f"{first.scenario.name} compared"
    book = Book(title, comparison.currency, datetime(year, month, day))  # noqa: DTZ001 - sheets know no zones
    out = book.sheet(shown(OPTIONS), title, verdict(comparison_document(comparison)), INK)
    rows = _write_options(book, out, options)
    _write_lines(book, options)
    _write_bridge(book, comparison, options)
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
        (category, book.money, [_category(option, category) for option in options]) for category in _categories(options)
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


def _categories(options: Sequence[Option]) -> list[str]:
    present = {row.said for option in options for row in option.model.lines}
    return [category for category in CATEGORIES.values() if category in present]


def _category(option: Option, category: str) -> tuple[str, float] | None:
    model = option.model
    key = model.key("category", category)
    if key not in model.layout.at:
        return "0", 0.0
    return lines.cell(model, key), math.fsum(math.fsum(row.values) for row in model.lines if row.said == category)


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
    for at, category in enumerate(_categories(options)):
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
            "min": 0,
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
        }
    )
    chart.set_size({"width": 760, "height": 130 + 60 * len(options)})
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


def _write_bridge(book: Book, comparison: Comparison, options: Sequence[Option]) -> None:
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
    for category in _categories(options):
        row += 1
        out.write_string(row, 0, category, book.style(indent=1))
        ours = _category(options[0], category) or ("0", 0.0)
        for column, option in enumerate(options[1:], 1):
            theirs = _category(option, category) or ("0", 0.0)
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
    categories = _categories(options)
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
                theirs, ours = (_category(one, name) or ("0", 0.0) for one in (option, options[0]))
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
