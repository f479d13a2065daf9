"""A sweep: a row a point, on a terminal, in CSV and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import plain, rough, whole
from estimate.report.sweep import FIGURES, SweepDocument
from estimate.views.fitting import fitted
from estimate.views.formats import escaped, markdown_table

COLUMN = 13
HEADS = {
    "per_resolution": "Resolution",
    "per_hour": "Hour",
    "per_contact": "Contact",
    "present_value": "Present val.",
    "per_handled_contact": "Handled",
}
"""Shorter heads where the width is short."""
WIDEST = 34
BAR = "█"


def lines(content: SweepDocument, width: int) -> Iterator[Text]:
    """Values on the left, as many figures as fit, and a bar for the total where there is room."""
    axes, points = content["axes"], content["points"]
    left = [min(WIDEST, max(len(axis), *(len(_value(point, axis)) for point in points)) + 2) for axis in axes]
    fit = max(1, (width - sum(left) - 2) // COLUMN)
    apart = any(point["per_handled_contact"] != point["per_contact"] for point in points)
    shown = [figure for figure in FIGURES if apart or figure != "per_handled_contact"][:fit]
    room = width - 2 - sum(left) - COLUMN * len(shown) - 3
    most = max((point["total"] for point in points), default=0)
    yield Text.assemble((printable(content["scenario"]), "bold"), ("  " + content["currency"], "dim"))
    head = Text("  ")
    for axis, wide in zip(axes, left, strict=True):
        head.append(fitted(axis if len(axis) < wide else f"…{axis[-wide + 3 :]}", wide), "dim")
    for figure in shown:
        head.append(f"{HEADS.get(figure, FIGURES[figure]):>{COLUMN}}", "bold")
    yield head
    for point in points:
        text = Text("  ")
        for axis, wide in zip(axes, left, strict=True):
            text.append(fitted(printable(_value(point, axis)), wide))
        for figure in shown:
            text.append(f"{_said(figure, point[figure]):>{COLUMN}}")
        if room >= 8 and most > 0:
            text.append("  " + BAR * max(0, round(point["total"] / most * min(room, 40))), "cyan")
        yield text


def rows(content: SweepDocument) -> Iterator[list[object]]:
    """The header, then a point a row."""
    yield [*content["axes"], *FIGURES]
    for point in content["points"]:
        yield [*(_value(point, axis) for axis in content["axes"]), *(point[figure] for figure in FIGURES)]


def page(content: SweepDocument) -> Iterator[str]:
    """One Markdown table."""
    labels = [f"{label} ({content['currency']})" if key == "total" else label for key, label in FIGURES.items()]
    yield from markdown_table(
        [*(f"`{axis}`" for axis in content["axes"]), *labels],
        (
            [
                *(escaped(_value(point, axis)) for axis in content["axes"]),
                *(_said(figure, point[figure]) for figure in FIGURES),
            ]
            for point in content["points"]
        ),
        figures=range(len(content["axes"]), len(content["axes"]) + len(FIGURES)),
    )


def _value(point: dict[str, Any], axis: str) -> str:
    return str(point["settings"][axis])


def _said(figure: str, value: float | None) -> str:
    if value is None:
        return "–"
    if figure in ("total", "present_value", "first_year"):
        return whole(value)
    return plain(round(value, 1)) if figure in ("fte", "headcount") else rough(value)
