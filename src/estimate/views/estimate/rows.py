"""The lines of the estimate as CSV, one a row, amounts to the minor unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estimate.model.lines import CATEGORIES
from estimate.report.document import month_names

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument

COLUMNS = ("category", "id", "label", "team", "queue", "quantity", "unit", "unit_price", "amount", "one_off", "basis")


def rows(content: EstimateDocument) -> Iterator[list[object]]:
    """A header, a row for each line with its amount by month, a row for the total, and the 80 % range of each category."""
    yield [*COLUMNS, "low", "high", "budget", *month_names(content)]
    for line in content["lines"]:
        values: dict[str, object] = {**line, "basis": line["origin"]["basis"]}
        yield [*(values[column] for column in COLUMNS), "", "", "", *line["by_month"]]
    total = content["total"]
    blank = dict.fromkeys(COLUMNS, "")
    sums = blank | {"id": "total", "label": "Total", "amount": total["expected"]}
    yield [*sums.values(), total["low"], total["high"], total["budget"], *content["by_month"]]
    spread = content.get("range")
    for category, ends in spread["by_category"].items() if spread else ():
        named = blank | {
            "category": category,
            "id": f"range.{category}",
            "label": f"{CATEGORIES[category]}, 80 % range",
        }
        yield [*named.values(), ends["low"], ends["high"], "", *("" for _ in content["by_month"])]
