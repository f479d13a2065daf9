"""A forecast by month in a CSV file: `contacts_per_month: {file: forecast.csv, column: calls}` becomes a list by month."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.files.beside import file_beside
from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput, Place, Problem, did_you_mean
from estimate.ground.records import dataclass
from estimate.schema.listed import BY_MONTH, COLUMN, FILE, TIMES
from estimate.schema.numbers import number_in

LARGEST = 1_000_000
KEYS = ("contacts_per_month", "agents")
"""What a queue may take from a file."""
_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
Where = tuple[str | int, ...]


def with_forecasts(document: InputFile, catalog: Catalog) -> InputFile:
    """The document with each reference to a forecast replaced by the file's numbers, from the start of the scenario on.

    A file is looked for beside the file that names it, and may lie in that folder or below. Raises InvalidInput with every
    problem found.
    """
    found = list(_references(document.data))
    if not found:
        return document
    start = _start(document, catalog)
    problems: list[Problem] = []
    data = document.data
    for path, asked in found:
        try:
            data = _replaced(data, path, _as_list(document, path, asked, start))
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return replace(document, data=data)


def _references(data: Any) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Every place in the teams' queues that names a file."""
    if not isinstance(data, dict):
        return
    teams: list[tuple[Where, Any]] = [(("team",), data.get("team"))]
    if isinstance(data.get("teams"), list):
        teams += [(("teams", at), team) for at, team in enumerate(data["teams"])]
    for path, team in teams:
        queues = team.get("queues") if isinstance(team, dict) else None
        for at, queue in enumerate(queues if isinstance(queues, list) else ()):
            for key in KEYS if isinstance(queue, dict) else ():
                if isinstance(queue.get(key), dict) and FILE in queue[key]:
                    yield (*path, "queues", at, key), queue[key]


def _start(document: InputFile, catalog: Catalog) -> str:
    frame = catalog.entry("defaults", "start")
    start = document.data.get("start") or (frame.data if frame else "")
    if not _MONTH.fullmatch(str(start)[:7]):
        raise InvalidInput([document.problem(("start",), f"must be a month like 2027-01, got {start}")])
    return str(start)[:7]


def _replaced(data: Any, path: Where, value: Any) -> Any:
    """A copy of the data with another value at a path."""
    if not path:
        return value
    step, *rest = path
    inner = _replaced(data[step], tuple(rest), value)
    if isinstance(data, list):
        return [inner if at == step else member for at, member in enumerate(data)]
    return {**data, step: inner}


def _as_list(document: InputFile, path: Where, asked: dict[str, Any], start: str) -> dict[str, Any]:
    known = (FILE, COLUMN, TIMES)
    for key in asked:
        if key not in known:
            message = f"unknown key ({did_you_mean(str(key), known)})"
            raise InvalidInput([document.problem((*path, key), message, key=True)])
    for key in (FILE, COLUMN):
        if key in asked and not (isinstance(asked[key], str) and asked[key].strip()):
            raise InvalidInput([document.problem((*path, key), "must be text (put it in quotes)")])
    table = Table(document, path, asked[FILE], asked.get(COLUMN))
    return {BY_MONTH: table.numbers_from(start), **({TIMES: asked[TIMES]} if TIMES in asked else {})}


@dataclass(frozen=True)
class Table:
    """A forecast file as it is referred to at a place of a scenario."""

    document: InputFile
    path: Where
    file: str
    column: str | None

    @property
    def name(self) -> str:
        """The file as the user knows it."""
        return str(self._folder() / self.file)

    def numbers_from(self, start: str) -> list[float]:
        """The numbers of the months from the start on, in the order of the calendar."""
        text = self._text()
        rows = [(number, row) for number, row in self._rows(text) if any(cell.strip() for cell in row)]
        if len(rows) < 2:
            raise self._in_file(
                "holds no months (the first line names the columns; below, a month like 2027-01 in each)"
            )
        at = self._column_of(rows[0][1])
        values, lines, problems = dict[str, float](), dict[str, int](), list[Problem]()
        for number, row in rows[1:]:
            month, cell = row[0].strip(), row[at].strip() if at < len(row) else ""
            value = number_in(cell)
            if not _MONTH.fullmatch(month):
                problems += self._in_file(f"must begin with a month like 2027-01, got '{month}'", number).problems
            elif month in lines:
                words = f"{month} is given twice; the first stands in line {lines[month]} (keep one of them)"
                problems += self._in_file(words, number).problems
            elif value is None or value < 0:
                words = f"{month} has '{cell}' where a number of 0 or more must stand (write it like 12345)"
                problems += self._in_file(words, number).problems
            else:
                values[month] = value
            lines.setdefault(month, number)
        if problems:
            raise InvalidInput(problems[:5])
        return self._in_order(values, start)

    def _in_order(self, values: dict[str, float], start: str) -> list[float]:
        months = [month for month in sorted(values) if month >= start]
        if start not in values:
            raise self._in_file(
                f"has no {start}, the first month of the scenario (add that month, or begin with start: {min(values)})"
            )
        for month, following in zip(_calendar(start, len(months)), months, strict=True):
            if month != following:
                raise self._in_file(
                    f"has no {month}, but goes on with {following} (add the month, with 0 where nothing comes)"
                )
        return [values[month] for month in months]

    def _column_of(self, header: Sequence[str]) -> int:
        names = [name.strip() for name in header]
        if self.column is None:
            if len(names) == 2:
                return 1
            words = f"says no column, and {self.name} has {', '.join(names[1:]) or 'only one'} (give column)"
            raise InvalidInput([self.document.problem(self.path, words)])
        if self.column in names[1:]:
            return names.index(self.column, 1)
        message = f"{self.name} has no such column ({did_you_mean(self.column, names[1:])})"
        raise InvalidInput([self.document.problem((*self.path, COLUMN), message)])

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        head = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=head.count)
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise self._in_file(f"cannot be read as CSV: {error} (check the quotes)", reader.line_num) from None

    def _text(self) -> str:
        path = file_beside(self.document, (*self.path, FILE), self._folder(), self.file)
        if path.stat().st_size > LARGEST:
            raise self._in_file("is larger than 1 MB, which no forecast by month needs (check the name)")
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise self._in_file("is not UTF-8 text (save it as CSV in UTF-8)") from None

    def _folder(self) -> Path:
        """Where the file that names this one stands."""
        holder = self.document.holder(self.path)
        return Path(self.document.source if holder.startswith("--set ") else holder).parent

    def _in_file(self, message: str, line: int | None = None) -> InvalidInput:
        return InvalidInput([Problem(self.name, message, place=Place(line, 1) if line else None)])


def _calendar(start: str, count: int) -> list[str]:
    first = int(start[:4]) * 12 + int(start[5:]) - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + count)]
