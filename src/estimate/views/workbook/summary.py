"""The first sheet: what it costs, now and as handed over, where the money goes, and whether the checks hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from estimate import __version__
from estimate.ground.records import dataclass
from estimate.language import shown
from estimate.report.sections import Report
from estimate.views.workbook import lines
from estimate.views.workbook.inputs import OWN, SELECTOR_ROW
from estimate.views.workbook.layout import FIRST, Reader, quoted
from estimate.views.workbook.lines import Asked
from estimate.views.workbook.model import Model
from estimate.views.workbook.writing import BLACK, BLUE, GRAY, GREEN, INK, RED, RULE, Book, address, in_formula

LABEL, NOW, THEN, MOVED, SHARE = range(5)
WIDTHS = (40, 17, 17, 17, 9)
CHARTS = 6
"""The column at which charts begin."""
LAST = 17
"""The last column that is printed: charts reach to it."""
CHART_WIDTH = 720
COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#999999")
"""Of Okabe and Ito, safe for color-blind eyes."""
LARGEST = 8
RIGHT = (NOW, THEN, MOVED, SHARE)
FIGURES = {NOW: "Now", THEN: "As handed over", MOVED: "Difference"}
QUOTE = '"'
FIRST_FIGURE = 5
"""The row of the total."""


@dataclass(frozen=True)
class Figure:
    """A figure on its row: its formula now, what it was as handed over, and how it is shown."""

    label: str
    now: str
    then: float
    form: str
    strong: bool = False


def write_summary(book: Book, model: Model, report: Report, asked: Sequence[Asked]) -> Worksheet:
    """Write the sheet; the address of the checks is filled in afterwards."""
    case, name = model.result.case, model.name("Summary")
    said = f"{case.term}, in {case.currency}, with prices as of {case.as_of}. Made by estimate {__version__}."
    out = book.sheet(name, case.scenario.name, said, INK)
    for column, width in enumerate(WIDTHS):
        out.set_column(column, column, width)
    out.set_column(SHARE + 1, SHARE + 1, 3)
    _legend(book, out)
    row = _figures(book, out, model, report, 4)
    row = _unpriced(book, out, model, asked, row)
    row = _selected(book, out, model, row)
    at = _categories(book, out, model, asked, row + 1)
    row = _years(book, out, model, at[1] + 2)
    row = _largest(book, out, model, row + 1)
    _charts(book, out, model, asked, at)
    out.print_area(0, 0, max(row, 40), LAST)
    out.fit_to_pages(1, 1)
    out.activate()
    return out


def signed(form: str) -> str:
    """A number format for changes: with their sign, and a dash for none."""
    return f'+{form};-{form};"–"'


def _legend(book: Book, out: Worksheet) -> None:
    for column, (text, color) in enumerate(
        (("Blue: inputs, on the sheet of inputs", BLUE), ("Black: formulas", BLACK), ("Gray: fixed", GRAY))
    ):
        out.write_string(2, column, text, book.style(font_color=color, border=1, border_color=RULE))


def _figures(book: Book, out: Worksheet, model: Model, report: Report, row: int) -> int:
    book.headings(out, row, {LABEL: "", **FIGURES}, RIGHT)
    for one in _rows(model):
        row += 1
        style = book.style(bold=True, font_size=12) if one.strong else book.style()
        out.write_string(row, LABEL, one.label, style)
        more = {"bold": True, "font_size": 12} if one.strong else {}
        number = book.style(num_format=one.form, **more)
        if one.now:
            book.formula(out, row, NOW, one.now, number, one.then)
            moved = f"{address(row, NOW)}-{address(row, THEN)}"
            book.formula(out, row, MOVED, moved, book.style(num_format=signed(one.form)), 0)
        out.write_number(row, THEN, one.then, book.style(num_format=one.form, font_color=GRAY))
    book.named(f"{model.prefix}{shown('Total')}", model.name("Summary"), address(FIRST_FIGURE, NOW))
    book.named(f"{model.prefix}{shown('Total as handed over')}", model.name("Summary"), address(FIRST_FIGURE, THEN))
    spread = report.spread
    if spread is not None and spread.low != spread.high:
        note = book.style(font_color=GRAY, italic=True)
        for label, amount in (
            ("One case in ten costs less than", spread.low), ("Set aside this much to be 80 % sure", spread.budget),
            ("One case in ten costs more than", spread.high),
        ):  # fmt: skip
            row += 1
            out.write_string(row, LABEL, label, book.style())
            same = f"ABS({address(FIRST_FIGURE, NOW)}-{address(FIRST_FIGURE, THEN)})<{0.5 / model.scale!r}"
            number = book.style(num_format=book.money, align="right")
            book.formula(out, row, NOW, f"IF({same},{address(row, THEN)},{in_formula('draw again')})", number, amount)
            out.write_number(row, THEN, amount, book.style(num_format=book.money, font_color=GRAY))
        row += 1
        out.write_string(
            row,
            LABEL,
            f"The range is of {spread.draws:,} draws as handed over; estimate draws it again from a changed scenario.",
            note,
        )
    return row


def _unpriced(book: Book, out: Worksheet, model: Model, asked: Sequence[Asked], row: int) -> int:
    """How many costs surely exist and are not in the total, as long as nobody fills in their prices."""
    known = {item.id for item in model.result.case.unpriced}
    if not known:
        return row
    row += 1
    priced = "".join(f"-ISNUMBER({one.amount})" for one in asked if one.question.id in known)
    out.write_string(row, LABEL, "Costs without a price, not in the total", book.style(font_color=RED))
    book.formula(out, row, NOW, f"{len(known)}{priced}", book.style(num_format="0", font_color=RED), len(known))
    out.write_number(row, THEN, len(known), book.style(num_format="0", font_color=GRAY))
    return row


def _rows(model: Model) -> Iterator[Figure]:
    result, money = model.result, f"{'#,##0.00' if model.scale > 1 else '#,##0'}"
    total = lines.total(model)
    reader = Reader(model.layout, model.name("Summary"))
    yield Figure("Expected total", total, result.total, money, strong=True)
    once = [row for row in model.lines if model.line(row).one_off]
    if once:
        cells = "+".join(lines.cell(model, row.key) for row in once)
        yield Figure("Of it paid once", cells, math.fsum(math.fsum(row.values) for row in once), money)
    months = result.case.term.length
    yield Figure("A month, on average", f"{total}/{months}", result.total / months, money)
    for name, label in (
        ("present_value", "At its value on the first day"), ("cost_per_contact", "Cost of a contact"),
        ("cost_per_handled_contact", "Cost of a contact that people handle"), ("cost_per_hour", "Cost of a logged-in hour"),
    ):  # fmt: skip
        if model.key(name, 0) not in model.layout.at or not result.one(name):
            continue
        if name == "cost_per_handled_contact" and result.one(name) == result.one("cost_per_contact"):
            continue
        yield Figure(
            label, reader.one(model.key(name, 0)), result.one(name), money if name == "present_value" else "#,##0.00##"
        )
    for name, label in (("contacts_incoming", "Contacts that come in"), ("hours_on_duty", "Logged-in hours")):
        if model.key(name, 0) in model.layout.at:
            yield Figure(label, reader.one(model.key(name, 0)), result.one(name), "#,##0")
    for row, team in enumerate(result.case.members["team"]):
        key = model.key("headcount", row)
        if key in model.layout.at:
            values = result.program.whole("headcount", result.values["headcount"][row])
            label = "Most agents employed" + (f", {team}" if len(result.case.members["team"]) > 1 else "")
            yield Figure(label, f"MAX({reader.one(key, 'whole')})", max(values), "#,##0.##")


def _selected(book: Book, out: Worksheet, model: Model, row: int) -> int:
    inputs = quoted(model.name("Inputs"))
    row += 1
    out.write_string(row, LABEL, "Every input is taken at its", book.style())
    book.formula(
        out, row, NOW, f"{inputs}!{address(SELECTOR_ROW, OWN)}", book.style(align="right"), shown(model.result.case.at)
    )
    out.write_string(row, THEN, model.result.case.at, book.style(font_color=GRAY, align="right"))
    out.write_url(
        row,
        MOVED,
        f"internal:{inputs}!{address(SELECTOR_ROW, OWN)}",
        book.style(font_color=BLUE, underline=1),
        "change it",
    )
    return row + 1


def write_checked(book: Book, out: Worksheet, fails: str, value: int) -> None:
    """Say at the top whether the checks hold."""
    fail = in_formula(" checks fail: see the sheet of checks")
    text = f"IF({fails}=0,{in_formula('All checks hold')},{fails}&{fail})"
    said = shown("All checks hold") if not value else f"{value}{fail.strip(QUOTE)}"
    book.formula(out, 3, LABEL, text, book.style(bold=True, font_color=GREEN), said)
    red = book.workbook.add_format({"bold": True, "font_color": RED})
    out.conditional_format(3, LABEL, 3, LABEL, {"type": "formula", "criteria": f"={fails}>0", "format": red})


def _categories(book: Book, out: Worksheet, model: Model, asked: Sequence[Asked], row: int) -> tuple[int, int]:
    """The table of categories; answers its first and last row."""
    book.headings(out, row, {LABEL: "Where it goes", **FIGURES, SHARE: "Share"}, RIGHT)
    total = lines.total(model)
    first = row + 1
    for category in lines.categories(model, asked):
        row += 1
        then = math.fsum(math.fsum(one.values) for one in model.lines if one.said == category)
        out.write_string(row, LABEL, category, book.style())
        _amount(book, out, row, lines.cell(model, model.key("category", category)), then)
        share = then / model.result.total if model.result.total else 0
        book.formula(
            out, row, SHARE, f"IF({total}=0,0,{address(row, NOW)}/{total})", book.style(num_format="0%"), share
        )
    return first, row


def _amount(book: Book, out: Worksheet, row: int, text: str, then: float) -> None:
    money = book.style(num_format=book.money)
    book.formula(out, row, NOW, text, money, then)
    out.write_number(row, THEN, then, book.style(num_format=book.money, font_color=GRAY))
    moved = f"{address(row, NOW)}-{address(row, THEN)}"
    book.formula(out, row, MOVED, moved, book.style(num_format=signed(book.money)), 0)


def _years(book: Book, out: Worksheet, model: Model, row: int) -> int:
    """The total by contract year; what is paid before the start counts into the first."""
    book.headings(out, row, {LABEL: "Contract year, the first with what is paid before", **FIGURES}, RIGHT)
    at = model.layout.at[model.key("total")]
    sheet = quoted(at.sheet)
    columns = f"${model.layout.first}${{row}}:${model.layout.last}${{row}}"
    years, amounts = (f"{sheet}!{columns.format(row=line)}" for line in (4, at.row + 1))
    months = [math.fsum(values) for values in zip(*(one.values for one in model.lines), strict=True)]
    for year in range(max(model.layout.years) + 1):
        row += 1
        out.write_string(row, LABEL, f"Year {year + 1}", book.style())
        then = math.fsum(amount for amount, of in zip(months, model.layout.years, strict=True) if of == year)
        _amount(book, out, row, f"SUMIF({years},{year + 1},{amounts})", then)
    return row + 1


def _largest(book: Book, out: Worksheet, model: Model, row: int) -> int:
    """The largest lines as handed over, each with a way to its months."""
    book.headings(out, row, {LABEL: "Largest lines as handed over", **FIGURES}, RIGHT)
    several = len(model.result.case.members["team"]) > 1
    for one in sorted(model.lines, key=lambda line: -math.fsum(line.values))[:LARGEST]:
        row += 1
        at = model.layout.at[one.key]
        team = model.line(one).team
        label = f"{one.label} ({one.of})" if one.of and (several or model.line(one).queue) and team else one.label
        out.write_url(row, LABEL, f"internal:{quoted(at.sheet)}!A{at.row + 1}", book.style(font_color=INK), label[:60])
        _amount(book, out, row, lines.cell(model, one.key), math.fsum(one.values))
    return row


def _charts(book: Book, out: Worksheet, model: Model, asked: Sequence[Asked], table: tuple[int, int]) -> None:
    sheet, (first, last) = model.name("Summary"), table
    heading = {"name_font": {"size": 11, "bold": True, "color": INK}, "overlay": False}
    title = (
        f"INDEX({address(first, LABEL)}:{address(last, LABEL)},MATCH(MAX({address(first, NOW)}:{address(last, NOW)}),{address(first, NOW)}:{address(last, NOW)},0))"
        f'&": "&TEXT(MAX({address(first, SHARE)}:{address(last, SHARE)}),"0%")&{in_formula(" of the cost")}'
    )
    sums = {
        one: math.fsum(math.fsum(row.values) for row in model.lines if row.said == one)
        for one in lines.categories(model, asked)
    }
    most = max(sums, key=lambda one: sums[one])
    share = round(100 * sums[most] / model.result.total) if model.result.total else 0
    said = f"{shown(most)}: {share}%{shown(' of the cost')}"
    quiet = book.style(font_color=GRAY)
    book.formula(out, 3, NOW, title, quiet, said)
    bars = book.workbook.add_chart({"type": "bar"})
    bars.add_series({
        "name": shown("Now"), "categories": [sheet, first, LABEL, last, LABEL], "values": [sheet, first, NOW, last, NOW],
        "fill": {"color": COLORS[0]}, "gap": 60, "data_labels": {"value": True, "num_format": "#,##0", "font": {"size": 9}},
    })  # fmt: skip
    bars.set_title({"name": f"={quoted(sheet)}!{address(3, NOW)}", "data": [said], **heading})
    bars.set_legend({"none": True})
    bars.set_y_axis({"reverse": True, "line": {"none": True}, "num_font": {"size": 9}})
    bars.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    bars.set_plotarea(
        {"layout": {"x": 0.2, "y": 0.16, "width": 0.64, "height": 0.78}}
    )  # a label has room beside its bar
    bars.set_size({"width": CHART_WIDTH, "height": 60 + 46 * (last - first + 1)})
    out.insert_chart(4, CHARTS, bars, {"description": shown("Cost by category, as in the table beside it")})
    months = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for at, category in enumerate(lines.categories(model, asked)):
        where = model.layout.at[model.key("category", category)]
        end = FIRST + len(model.layout.months) - 1
        months.add_series({
            "name": shown(category), "categories": [where.sheet, 5, FIRST, 5, end], "values": [where.sheet, where.row, FIRST, where.row, end],
            "fill": {"color": COLORS[at % len(COLORS)]}, "gap": 25,
        })  # fmt: skip
    months.set_title({"name": shown(f"Month by month, {model.result.case.currency}"), **heading})
    months.set_legend({"position": "bottom", "font": {"size": 9}})
    months.set_x_axis(
        {
            "num_font": {"size": 8, "rotation": -45},
            "num_format": shown("mmm yy"),
            "text_axis": True,
            "interval_unit": max(1, len(model.layout.months) // 12),
        }
    )
    months.set_y_axis(
        {
            "num_format": "#,##0",
            "num_font": {"size": 8},
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
            "line": {"none": True},
        }
    )
    months.set_size({"width": CHART_WIDTH, "height": 330})
    out.insert_chart(19, CHARTS, months, {"description": shown("Cost by month and category, as on the sheet of lines")})
