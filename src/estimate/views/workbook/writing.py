"""Writing sheets: formats, headings, months beside each other, print settings. Text is always text, never a formula or a link."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from estimate.ground.units import decimals
from estimate.language import shown
from estimate.report.figures import unit_in_words
from estimate.views.workbook.layout import (
    BODY,
    FIRST,
    HEAD_ROW,
    LABEL,
    MONTH_ROW,
    OF,
    OPENING,
    SAID,
    UNIT,
    VALUE,
    YEAR_ROW,
    Layout,
    Reader,
    Row,
    Section,
    Sheet,
    filled,
    letters,
)

BLUE, BLACK, GRAY, RED, GREEN = "#0000C8", "#000000", "#6B6B6B", "#C00000", "#1B7837"
PALE, BAND, RULE = "#FFF9E5", "#E8EEF4", "#B8C4CE"
INK = "#1F3A56"
A4 = 9
FONT = {"font_name": "Calibri", "font_size": 10}
WIDTHS = {LABEL: 28, OF: 22, UNIT: 13, SAID: 56, VALUE: 15, OPENING: 8}
MONTH_WIDTH = 11.5
MONTHS_A_PAGE = 13
LINE_HEIGHT = 13.5
TITLE_HEIGHT = 24
"""Points, so that the second line stands apart from the title."""
NUMBERS = {
    "share": "0.0%", "share/year": "0.0%", "share/month": "0.0%", "contact": "#,##0", "contact/month": "#,##0", "hour": "#,##0.0",
    "minute": "#,##0", "unit": '[>=1E+90]"no end";#,##0.00', "month": "0", "factor": "0.0000", "agent": "#,##0.00", "erlang": "#,##0.000",
    "hire": "#,##0.0", "second": "#,##0.0", "FTE": "#,##0.00",
}  # fmt: skip
"""How numbers of a unit are shown."""


def in_formula(text: str) -> str:
    """A text of the chosen language as formulas write it: in quotes, with its own doubled."""
    return '"' + shown(text).replace('"', '""') + '"'


class Plain(Worksheet):  # type: ignore[misc] # has no types
    """A sheet whose texts are in the chosen language, and whose formulas use no function that is younger than 2010.

    So none has to be looked for in each of thousands of formulas.
    """

    def write_string(self, row: int, column: int, text: str, *style: Any) -> int:
        """A text in a cell, as the chosen language has it."""
        return int(super().write_string(row, column, shown(text), *style))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002 - as it is called
        return formula.removeprefix("=")

    def write_url(self, row: int, column: int, url: str, style: Any = None, text: str | None = None) -> int:
        """A link, under a text that the chosen language has."""
        return int(super().write_url(row, column, url, style, shown(text) if text else text))


class Book:
    """A workbook being written to memory; `currency` decides how many decimals money has."""

    def __init__(self, title: str, currency: str, made: datetime) -> None:
        self.memory = io.BytesIO()
        self.currency = currency
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.workbook = Workbook(self.memory, options)
        self.workbook.set_properties({"title": title, "created": made, "comments": shown("Made by estimate.")})
        self.workbook.set_size(2400, 1500)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        places = decimals(currency)
        self.money = "#,##0" + (f".{'0' * places}" if places else "")
        self.quiet_money = f'{self.money};-{self.money};"–"'
        self._links: set[str] = set()

    def style(self, **properties: Any) -> Format:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**FONT, "valign": "top", **properties})
        return self._formats[key]

    def number(self, unit: str, *, color: str = BLACK, **more: Any) -> Format:
        """The format of numbers of a unit."""
        return self.style(num_format=self.number_format(unit), font_color=color, **more)

    def number_format(self, unit: str) -> str:
        """How numbers of a unit are shown."""
        if unit == self.currency:
            return self.quiet_money
        if unit.startswith(self.currency):
            return "#,##0.00##"
        return NUMBERS.get(unit, "#,##0.00##").replace("no end", shown("no end"))

    def close(self) -> bytes:
        """The file."""
        self.workbook.close()
        return self.memory.getvalue()

    def sheet(self, name: str, title: str, said: str, tint: str = "") -> Worksheet:
        """A new sheet with its headline, printed on A4 across."""
        sheet = self.workbook.add_worksheet(name, Plain)
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=14, font_color=INK))
        sheet.set_row(0, TITLE_HEIGHT)
        sheet.write_string(1, 0, said, self.style(font_color=GRAY, italic=True))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&A&C{shown('Page &P of &N')}")
        if tint:
            sheet.set_tab_color(tint)
        return sheet

    def headings(self, sheet: Worksheet, row: int, texts: dict[int, str], right: Collection[int] = ()) -> None:
        """The headings of columns, those of figures on the right."""
        look = {
            "bold": True,
            "bg_color": BAND,
            "bottom": 1,
            "bottom_color": RULE,
            "text_wrap": True,
            "valign": "bottom",
        }
        for column, text in texts.items():
            sheet.write_string(row, column, text, self.style(**look, align="right" if column in right else "left"))

    def fitting(self, sheet: Worksheet, row: int, texts: dict[int, str], widths: Mapping[int, int]) -> None:
        """Make a row as high as its longest text takes."""
        lines = max((math.ceil(len(text) * 0.95 / widths[column]) for column, text in texts.items()), default=1)
        sheet.set_row(row, LINE_HEIGHT * max(1, lines))

    def section(self, sheet: Worksheet, row: int, title: str, last: int) -> None:
        """A headline across the columns."""
        style = self.style(bold=True, font_color=INK, bottom=1, bottom_color=RULE)
        for column in range(last + 1):
            sheet.write_blank(row, column, None, style)
        sheet.write_string(row, 0, title, style)

    def named(self, name: str, sheet: str, first: str, last: str = "") -> None:
        """A name for cells, by which a reader gets to them."""
        plain = "".join(letter if letter.isalnum() else "_" for letter in name)
        plain = f"Option_{plain}" if plain[:1].isdigit() else plain
        end = f":{last}" if last else ""
        quoted = sheet.replace("'", "''")
        self.workbook.define_name(plain, f"='{quoted}'!{first}{end}")

    def formula(self, sheet: Worksheet, row: int, column: int, text: str, style: Format, value: Any) -> None:
        """A formula with what it comes to."""
        if len(text) > 8000:
            raise ValueError(f"a formula of {len(text)} letters is too long for a sheet")
        sheet.write_formula(row, column, f"={text}", style, value)

    # Sheets by month

    def months(self, sheet: Sheet, layout: Layout, heads: dict[int, str] | None = None) -> Worksheet:
        """A sheet of rows by month."""
        out = self.sheet(sheet.name, sheet.title, sheet.said, sheet.tint)
        out.freeze_panes(BODY, OF + 1)
        for column, width in WIDTHS.items():
            out.set_column(column, column, width)
        out.set_column(FIRST, FIRST + len(layout.months) - 1, MONTH_WIDTH)
        heads = heads or {
            LABEL: "Quantity",
            OF: "Of",
            UNIT: "Unit",
            SAID: "What it is",
            VALUE: "Value or total",
            OPENING: "Before",
        }
        self.headings(out, HEAD_ROW, heads, (VALUE, OPENING))
        gray = self.style(font_color=GRAY, align="right")
        out.write_string(YEAR_ROW, VALUE, "Contract year", gray)
        out.write_string(MONTH_ROW, VALUE, "Month of service", gray)
        head = self.style(
            bold=True, bg_color=BAND, bottom=1, bottom_color=RULE, num_format=shown("mmm yyyy"), align="right"
        )
        for month, year in enumerate(layout.years):
            column = FIRST + month
            out.write_number(YEAR_ROW, column, year + 1, gray)
            out.write_number(MONTH_ROW, column, month, gray)
            heading = layout.heading(month)
            if isinstance(heading, str):
                out.write_string(HEAD_ROW, column, "Before start", head)
            else:
                out.write_datetime(HEAD_ROW, column, datetime(heading.year, heading.month, 1), head)  # noqa: DTZ001 - sheets know no zones
        last = FIRST + len(layout.months) - 1
        for at, row in enumerate(sheet.rows, BODY):
            if isinstance(row, Section):
                self.section(out, at, row.title, last)
                self.named(f"{sheet.name}_{shown(row.title)}"[:200], sheet.name, f"$A${at + 1}")
            else:
                self._row(out, at, row, layout, Reader(layout, sheet.name))
        end = BODY + len(sheet.rows) - 1
        out.print_area(0, 0, end, last)
        out.repeat_rows(YEAR_ROW, HEAD_ROW)
        out.repeat_columns(LABEL, UNIT)
        out.fit_to_pages(math.ceil(len(layout.months) / MONTHS_A_PAGE), 0)
        return out

    def _row(self, out: Worksheet, at: int, row: Row, layout: Layout, reader: Reader) -> None:
        plain, quiet = self.style(), self.style(font_color=GRAY)
        out.write_string(at, LABEL, row.label, self.style(bold=True) if row.strong else plain)
        out.write_string(at, OF, row.of, plain)
        out.write_string(at, UNIT, row.counted or unit_in_words(row.unit, self.currency), quiet)
        out.write_string(at, SAID, row.said, self.style(font_color=GRAY, text_wrap=True))
        self.fitting(out, at, {SAID: row.said}, WIDTHS)
        color = BLUE if row.input else BLACK if row.formula else GRAY
        more = {"bold": True} if row.strong else {}
        style = self.number(row.form or row.unit, color=color, **more)
        if row.beside is not None:
            text, value = row.beside[0](reader), row.beside[1]
            self.formula(out, at, OPENING, text, self.number("unit"), value)
        text = row.formula(reader) if row.formula else ""
        if not row.by_month:
            if row.formula:
                self.formula(out, at, VALUE, text, style, row.values)
            else:
                out.write_number(at, VALUE, row.values, style)
            return
        first, last = f"{layout.first}{at + 1}", f"{layout.last}{at + 1}"
        if row.added:
            self.formula(
                out,
                at,
                VALUE,
                f"SUM({first}:{last})",
                self.number(row.form or row.unit, bold=True),
                math.fsum(row.values),
            )
        if row.opening is not None:
            out.write_number(at, OPENING, row.opening, self.number(row.form or row.unit, color=GRAY))
        for month, value in enumerate(row.values):
            if row.formula:
                self.formula(out, at, FIRST + month, filled(text, month), style, value)
            else:
                out.write_number(at, FIRST + month, value, style)


def address(row: int, column: int) -> str:
    """An absolute address."""
    return f"${letters(column)}${row + 1}"
