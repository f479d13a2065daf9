"""The map of what the cards cover: regions by kind of support on a terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from estimate.answers.rates_map import PAY, Cell, Covered, counts
from estimate.ground.errors import printable
from estimate.report.rates_map import COLUMNS, coverage_record, coverage_rows
from estimate.views.colors import CHEAPER, WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import cell as csv_cell
from estimate.views.rates_show import STALE_MONTHS

HEADS = {
    "social": "soc",
    "back_office": "back",
    "technical": "tech",
    "regulated": "regul",
    PAY: "pay",
    "general": "gen",
}
LETTERS = {"quoted": "Q", "derived": "D", "modeled": "M", "assumed": "A"}
STYLES = {"quoted": CHEAPER, "derived": CHEAPER, "modeled": "", "assumed": WARNING}
STANDS_IN, NOTHING, OLD = "v", "-", "!"
MARK = 6
"""Cells of a column of marks."""
LEGEND = (
    "Q quoted, D derived, M modeled, A assumed, each with the grade of its sources from A to D; v is voice times the "
    f"shared factor, - none, ! older than {STALE_MONTHS} months; pay is what an agent of one's own earns."
)
WORDS = {"derived_prices": "voice x factor", "none": "none"}


def coverage_json(found: Sequence[Covered], kinds: Sequence[str], as_of: str) -> str:
    """The map as one JSON object."""
    return json.dumps(coverage_record(found, kinds, as_of), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def coverage_csv(found: Sequence[Covered], kinds: Sequence[str]) -> str:
    """A header, then a row for each region and kind of support."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(value) for value in row] for row in coverage_rows(found, kinds))
    return out.getvalue()


def show_coverage(found: Sequence[Covered], kinds: Sequence[str], console: Console) -> None:
    """Print the map; all kinds of support fit into 80 columns."""
    for line in coverage_lines(found, kinds, console.width):
        console.print(line, soft_wrap=True)


def coverage_lines(found: Sequence[Covered], kinds: Sequence[str], width: int) -> Iterator[Text]:
    """A row for each region, part of the world by part of the world, and below it how many regions have what."""
    longest = max((len(one.region) for one in found), default=0)
    left = max(len(WORDS["derived_prices"]), min(longest, width - MARK * len(kinds) - 3)) + 3
    yield Text(_row("", [HEADS.get(kind, kind) for kind in kinds], left), "bold")
    ordered = sorted(found, key=lambda one: (one.area or "~", one.region))
    for area, regions in groupby(ordered, key=lambda one: one.area):
        yield Text(area.replace("_", " ").title() or "Elsewhere", "dim")
        for one in regions:
            line = Text(f"  {fitted(printable(one.region), left - 3)} ")
            for kind in kinds:
                cell = one.cells.get(kind)
                line.append(_mark(cell).ljust(MARK), STYLES[cell.basis] if cell and not cell.derived_prices else "dim")
            line.rstrip()
            yield line
    yield Text(f"{len(found)} region{'' if len(found) == 1 else 's'}", "bold")
    table = counts(found, kinds)
    for quality in (*LETTERS, *WORDS):
        numbers = [table[kind][quality] for kind in kinds]
        if any(numbers):
            words = WORDS.get(quality, quality)
            yield Text(_row(f"  {words}", [str(number) if number else "" for number in numbers], left))
    yield Text()
    yield from wrapped("", LEGEND, width, "dim")


def _row(head: str, cells: Sequence[str], left: int) -> str:
    return (fitted(head, left) + "".join(cell.ljust(MARK) for cell in cells)).rstrip()


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return NOTHING
    old = OLD if cell.age > STALE_MONTHS else ""
    return f"{STANDS_IN}{old}" if cell.derived_prices else f"{LETTERS[cell.basis]} {cell.grade or ' '}{old}".rstrip()
