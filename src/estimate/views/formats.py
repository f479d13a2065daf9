"""One document in every format: how a view is asked for its lines, its rows and its page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from estimate.ground.errors import printable

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST = 60
"""No console is taken to be narrower."""
FILE_WIDTH = 100
"""How wide a text file is, unless its view says otherwise."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class View(Protocol):
    """What a module of this room has for a document: how it looks in a width, as rows of a table, and as a Markdown page."""

    def lines(self, content: Any, width: int, /) -> Iterable[Text]:
        """Lines no wider than the width."""

    def rows(self, content: Any, /) -> Iterable[Sequence[object]]:
        """Rows of cells, the header first."""

    def page(self, content: Any, /) -> Iterable[str]:
        """Lines of Markdown."""


def rendered(content: Mapping[str, Any], view: View, form: str) -> str:
    """A document as text in a format: table, json, csv or markdown."""
    if form == "json":
        return json_text(content)
    if form == "csv":
        return csv_text(view.rows(content))
    if form == "markdown":
        return "\n".join(view.page(content)) + "\n"
    return plain_text(view.lines(content, getattr(view, "FILE_WIDTH", FILE_WIDTH)))


def json_text(content: Any) -> str:
    """One object, indented, characters as they are; ends with a newline."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def stream_text(records: Iterable[Any]) -> str:
    """One object a line."""
    return "".join(
        json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n" for record in records
    )


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; a name that a spreadsheet would take for a formula is given as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def plain_text(lines: Iterable[Text]) -> str:
    """Lines as plain text, without what stands blank at their ends."""
    return "\n".join(line.plain.rstrip() for line in lines) + "\n"


def cell(value: object) -> object:
    """A value as a cell of CSV: text stays text, what is missing is empty."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[int] = ()) -> Iterator[str]:
    """A Markdown table; the columns of `figures` stand at the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---:' if at in figures else '---' for at in range(len(heads)))} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def escaped(text: str) -> str:
    """Text that no name can turn into markup or break a table with."""
    clean = printable(text).replace("\n", " ")
    for mark in "\\`*_{}[]<>|#":
        clean = clean.replace(mark, f"\\{mark}")
    return clean
