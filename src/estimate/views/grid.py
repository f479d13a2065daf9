"""A sweep as a table, JSON, one JSON object a line, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.inputs.axes import Axis
from estimate.report.figures import plain, rough, whole
from estimate.report.grid import FIGURES, Point
from estimate.views.csv import cell
from estimate.views.fitting import fitted
from estimate.views.markdown import escaped

COLUMN = 13
HEADS = {
    "per_resolution": "Resolution",
    "per_hour": "Hour",
    "per_contact": "Contact",
    "present_value": "Present val.",
    "per_handled_contact": "Handled",
}
"""Shorter heads where the width is short."""
ABOUT = 100
BAR = "█"


def show(name: str, currency: str, axes: Sequence[Axis], points: Sequence[Point], console: Console) -> None:
    """Print the table to a console, in its width."""
    for line in lines(name, currency, axes, points, console.width):
        console.print(line, soft_wrap=True)


def render(name: str, currency: str, axes: Sequence[Axis], points: Sequence[Point], form: str) -> str:
    """The sweep as text in a format."""
    if form in ("json", "ndjson"):
        rows = [_row(axes, point) for point in points]
        if form == "ndjson":
            return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)
        content = {"scenario": name, "currency": currency, "axes": [axis.path for axis in axes], "points": rows}
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    if form == "csv":
        return _csv(axes, points)
    if form == "markdown":
        return "\n".join(_markdown(currency, axes, points)) + "\n"
    return "\n".join(line.plain.rstrip() for line in lines(name, currency, axes, points, ABOUT)) + "\n"


def lines(name: str, currency: str, axes: Sequence[Axis], points: Sequence[Point], width: int) -> list[Text]:
    """Values on the left, as many figures as fit, and a bar for the total where there is room."""
    left = [max(len(axis.path), *(len(value) for value in axis.values)) + 2 for axis in axes]
    left = [min(each, 34) for each in left]
    fit = max(1, (width - sum(left) - 2) // COLUMN)
    apart = any(point.figures["per_handled_contact"] != point.figures["per_contact"] for point in points)
    shown = [figure for figure in FIGURES if apart or figure != "per_handled_contact"][:fit]
    room = width - 2 - sum(left) - COLUMN * len(shown) - 3
    most = max((point.total for point in points), default=0)
    found = [Text.assemble((printable(name), "bold"), ("  " + currency, "dim"))]
    head = Text("  ")
    for axis, wide in zip(axes, left, strict=True):
        head.append(fitted(axis.path if len(axis.path) < wide else f"…{axis.path[-wide + 3 :]}", wide), "dim")
    for figure in shown:
        head.append(f"{HEADS.get(figure, FIGURES[figure]):>{COLUMN}}", "bold")
    found.append(head)
    for point in points:
        text = Text("  ")
        for value, wide in zip(point.settings, left, strict=True):
            text.append(fitted(printable(value), wide))
        for figure in shown:
            text.append(f"{_said(figure, point.figures[figure]):>{COLUMN}}")
        if room >= 8 and most > 0:
            text.append("  " + BAR * max(0, round(point.total / most * min(room, 40))), "cyan")
        found.append(text)
    return found


def _said(figure: str, value: float | None) -> str:
    if value is None:
        return "–"
    if figure in ("total", "present_value", "first_year"):
        return whole(value)
    return plain(round(value, 1)) if figure in ("fte", "heads") else rough(value)


def _row(axes: Sequence[Axis], point: Point) -> dict[str, object]:
    values: dict[str, object] = {}
    for axis, value in zip(axes, point.settings, strict=True):
        number = axis.numbers[axis.values.index(value)] if axis.numbers else value
        values[axis.path] = int(number) if isinstance(number, float) and number.is_integer() else number
    return {"settings": values, **point.figures}


def _csv(axes: Sequence[Axis], points: Sequence[Point]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(axis.path for axis in axes), *FIGURES])
    for point in points:
        writer.writerow([*map(cell, point.settings), *map(cell, point.figures.values())])
    return out.getvalue()


def _markdown(currency: str, axes: Sequence[Axis], points: Sequence[Point]) -> list[str]:
    heads = [
        *(f"`{axis.path}`" for axis in axes),
        *(f"{label} ({currency})" if key == "total" else label for key, label in FIGURES.items()),
    ]
    rows = [
        [*map(escaped, point.settings), *(_said(figure, value) for figure, value in point.figures.items())]
        for point in points
    ]
    rule = [*["---"] * len(axes), *["---:"] * len(FIGURES)]
    return [f"| {' | '.join(row)} |" for row in (heads, rule, *rows)]
