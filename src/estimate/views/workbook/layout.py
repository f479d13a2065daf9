"""Where cells lie: sheets of rows, months in the same columns on every sheet, and the text by which formulas read a row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from estimate.engine.sheet import How
from estimate.ground.records import dataclass

LABEL, OF, UNIT, SAID, VALUE, OPENING, FIRST = range(7)
"""The columns of a sheet by month: name, of what, unit, sentence, value or total, value before the first month, months."""
YEAR_ROW, MONTH_ROW, HEAD_ROW, BODY = 3, 4, 5, 6
"""The rows of a sheet by month: contract year, month of service, headings, and where the figures begin."""

Key = Hashable


def letters(column: int) -> str:
    """The name of a column, from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'"


@dataclass
class Row:
    """One row by month or with a single value: a formula, or constants.

    `formula` makes its text once all rows lie somewhere; `values` are what it comes to as written. `by_month` rows have a value
    for each month, others one. `opening` is the value before the first month, for rows that read their own past.
    """

    key: Key
    label: str
    of: str
    unit: str
    said: str
    values: Any
    formula: Callable[[Reader], str] | None = None
    by_month: bool = True
    opening: float | None = None
    added: bool = False
    """Whether the months add up to something, so that the total is shown."""
    input: bool = False
    beside: tuple[Callable[[Reader], str], float] | None = None
    """A formula in the column before the first month, and what it comes to."""
    strong: bool = False
    form: str = ""
    """The unit whose number format is used, where it is not the row's own."""
    counted: str = ""
    """What it is counted in, in words, where the unit does not say it."""


@dataclass
class Section:
    """A headline between rows."""

    title: str


@dataclass
class Sheet:
    """A sheet by month."""

    name: str
    title: str
    said: str
    rows: list[Row | Section] = field(default_factory=list)
    tint: str = ""


@dataclass(frozen=True)
class At:
    """Where a row lies; `column` is that of a single value, None where it has one for each month."""

    sheet: str
    row: int
    column: int | None


class Layout:
    """The places of all rows. `months` are the headings of the columns by month, the time before the start first."""

    def __init__(self, months: Sequence[str], years: Sequence[int]) -> None:
        self.months = list(months)
        self.years = list(years)
        self.at: dict[Key, At] = {}
        self.first = letters(FIRST)
        self.last = letters(FIRST + len(months) - 1)

    def place(self, sheet: Sheet) -> None:
        """Give every row of a sheet its place."""
        for row, one in enumerate(sheet.rows, BODY):
            if isinstance(one, Row):
                self.at[one.key] = At(sheet.name, row, None if one.by_month else VALUE)

    def read(self, sheet: str, key: Key, how: How) -> str:
        """The text by which a row of a sheet reads another row."""
        at = self.at[key]
        there = "" if at.sheet == sheet else f"{quoted(at.sheet)}!"
        line = at.row + 1
        if at.column is not None:
            return f"{there}${letters(at.column)}${line}"
        whole = f"{there}${self.first}${line}:${self.last}${line}"
        if how == "whole":
            return whole
        if how == "outer":
            years = f"${self.first}${YEAR_ROW + 1}:${self.last}${YEAR_ROW + 1}"
            return f"SUMIF({years},{{c}}${YEAR_ROW + 1},{whole})"
        return f"{there}{'{p}' if how == 'before' else '{c}'}{line}"

    def stretch(self, sheet: str, first: Key, last: Key) -> str:
        """The cells of neighboring rows: in the month's column, or those with single values."""
        one, other = self.at[first], self.at[last]
        there = "" if one.sheet == sheet else f"{quoted(one.sheet)}!"
        if one.column is not None:
            column = f"${letters(one.column)}$"
            return f"{there}{column}{one.row + 1}:{column}{other.row + 1}"
        return f"{there}{{c}}${one.row + 1}:{{c}}${other.row + 1}"

    def column(self, month: int) -> str:
        """The column of a month."""
        return letters(FIRST + month)

    def heading(self, month: int) -> date | str:
        """What stands above a month: its first day, or words for the time before the start."""
        name = self.months[month]
        return date(int(name[:4]), int(name[5:]), 1) if name[:1].isdigit() else name


@dataclass(frozen=True)
class Reader:
    """How the formulas of one sheet write what they read; `{c}` stands for the column of the month and `{p}` for the one before."""

    layout: Layout
    sheet: str

    def one(self, key: Key, how: How = "here") -> str:
        """A row."""
        return self.layout.read(self.sheet, key, how)

    def month(self) -> str:
        """The month of service, 0 before the start."""
        return f"{{c}}${MONTH_ROW + 1}"

    def stretch(self, first: Key, last: Key) -> str:
        """Neighboring rows in the column of the month, or their single values."""
        return self.layout.stretch(self.sheet, first, last)


def filled(text: str, month: int) -> str:
    """The formula of one month."""
    return text.replace("{c}", letters(FIRST + month)).replace("{p}", letters(FIRST + month - 1))
