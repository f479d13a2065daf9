"""Options side by side as files: CSV rows and a Markdown page, and how each figure is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from estimate.report.comparison import Comparison, Row
from estimate.report.figures import percent, plain, rough, symbol
from estimate.views.csv import cell
from estimate.views.markdown import escaped
from estimate.views.returns import one_off_words, return_words

SAID = {
    "volume": "contacts",
    "productivity": "hours for each contact",
    "price": "price and its terms",
    "inclusions": "what the price includes",
    "premiums": "premiums",
    "technology": "technology",
    "training": "training and management",
    "fees": "fees",
    "currency": "exchange rate",
}
"""How each step of the bridge is called."""


FOLD = 1000
"""From so many per cent on, a change is told as a multiple."""


def figure(row: Row, at: int) -> str:
    """A figure of one side, in its kind; – where nobody knows."""
    value = row.values[at]
    if value is None:
        return "–"
    if row.kind == "money":
        return f"{value:,.0f}".replace("-", "−")
    if row.kind == "unit":
        return rough(value)
    return percent(value) if row.kind == "share" else plain(round(value, 1))


def change(row: Row, at: int) -> str:
    """Against the reference, in per cent; shares in points."""
    one, other = row.values[0], row.values[at]
    if one is None or other is None or one == other:
        return ""
    if row.kind == "share":
        points = round((other - one) * 100)
        return f"{points:+} pt".replace("-", "−") if points else ""
    if one == 0:
        return "new"
    moved = (other / one - 1) * 100
    if abs(moved) >= FOLD:
        return f"×{plain(round(other / one))}"
    return f"{moved:+.0f} %".replace("-", "−") if abs(moved) >= 0.5 else ""


def verdict(comparison: Comparison) -> str:
    """Which option is the cheapest, or why none is named."""
    if comparison.cheapest is None:
        if comparison.by_contact:
            return "They do not handle the same volume as far as is said: no option is named the cheapest."
        return "Two or more cost the least alike: no option is the cheapest."
    name = comparison.sides[comparison.cheapest].name
    if comparison.overlapping:
        return f"{name} has the lowest total, but its range overlaps another's: these figures do not name a winner."
    return f"{name} is the cheapest{' by contact; the volumes differ' if comparison.by_contact else ''}."


def as_csv(comparison: Comparison, *, only_differences: bool) -> str:
    """A row for each figure with every side's value and difference, then the steps of each bridge."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [side.name for side in comparison.sides]
    writer.writerow(["id", "label", "kind", *map(cell, names), *(f"difference: {name}" for name in names[1:])])
    for row in comparison.rows:
        if only_differences and not row.differs:
            continue
        first = row.values[0]
        gaps = [None if value is None or first is None else round(value - first, 9) for value in row.values[1:]]
        writer.writerow([row.id, cell(row.label), row.kind, *(cell(value) for value in row.values), *map(cell, gaps)])
    for at, option in enumerate(comparison.options):
        for step, amount in option.steps:
            blank = [""] * (len(names) + at)
            writer.writerow([f"bridge.{step}", SAID[step], "money", *blank, amount, *[""] * (len(names) - 2 - at)])
    return out.getvalue()


def as_markdown(comparison: Comparison, *, only_differences: bool) -> Iterator[str]:
    """The lines of a page: the table, then for each option its bridge and its payback."""
    names = [escaped(side.name) for side in comparison.sides]
    yield f"# {escaped(comparison.sides[0].name)} compared"
    yield ""
    yield escaped(verdict(comparison))
    yield ""
    head = [comparison.currency, f"{names[0]} (reference)"]
    for name in names[1:]:
        head += [name, ""]
    yield _cells(head)
    yield _cells(["---", *["---:"] * (len(head) - 1)])
    for row in comparison.rows:
        if only_differences and not row.differs:
            continue
        bold: Callable[[str], str] = (
            (lambda text: text) if row.level else (lambda text: f"**{text}**" if text else text)
        )
        cells = [bold(escaped(row.label)), bold(figure(row, 0))]
        for at in range(1, len(names)):
            cells += [bold(figure(row, at)), change(row, at)]
        yield _cells(cells)
    for option in comparison.options:
        yield ""
        yield f"## Why {escaped(option.side.name)} differs"
        yield ""
        yield _cells(["Step", comparison.currency])
        yield _cells(["---", "---:"])
        for step, amount in option.steps:
            yield _cells([SAID[step], f"{amount:+,.0f}".replace("-", "−")])
        yield _cells(["**Difference**", f"**{option.difference:+,.0f}**".replace("-", "−")])
        found = option.returned
        yield ""
        rate = comparison.sides[0].document["discount_rate"]
        yield escaped(f"{' · '.join(return_words(found, symbol(comparison.currency), rate))}.")
        if option.one_off:
            yield ""
            yield escaped(f"Paid once: {one_off_words(option.one_off)}.")
    if comparison.notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in comparison.notes)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
