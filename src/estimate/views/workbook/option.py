"""One option of a comparison's workbook, and what it costs by category."""

from __future__ import annotations

import math
from collections.abc import Sequence

from estimate.ground.records import dataclass
from estimate.model.lines import CATEGORIES
from estimate.report.side import Side
from estimate.views.workbook import lines
from estimate.views.workbook.layout import Section, Sheet
from estimate.views.workbook.model import Model
from estimate.views.workbook.parts import Input

OPTIONS, LINES, BRIDGE = "Options", "Lines", "Bridge"


@dataclass(frozen=True)
class Option:
    """One option with its sheets."""

    side: Side
    model: Model
    lines: Sheet
    inputs: list[Input | Section]
    total: float


def categories_of(options: Sequence[Option]) -> list[str]:
    present = {row.said for option in options for row in option.model.lines}
    return [category for category in CATEGORIES.values() if category in present]


def category_cell(option: Option, category: str) -> tuple[str, float] | None:
    model = option.model
    key = model.key("category", category)
    if key not in model.layout.at:
        return "0", 0.0
    return lines.cell(model, key), math.fsum(math.fsum(row.values) for row in model.lines if row.said == category)
