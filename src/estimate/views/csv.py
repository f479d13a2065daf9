"""The lines of the estimate as CSV, one a row, amounts to the minor unit."""

from __future__ import annotations

import csv
import io

from estimate.model.lines import CATEGORIES
from estimate.report.document import EstimateDocument, month_names

COLUMNS = ("category", "id", "label", "team", "queue", "quantity", "unit", "unit_price", "amount", "one_off", "basis")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(content: EstimateDocument) -> str:
    """A header, a row for each line with its amount by month, and a row for the total."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, "low", "high", "budget", *month_names(content)])
    for line in content["lines"]:
        values = {**line, "basis": line["origin"]["basis"]}
        writer.writerow([*(cell(values[column]) for column in COLUMNS), "", "", "", *line["by_month"]])
    blank = dict.fromkeys(COLUMNS, "") | {"id": "total", "label": "Total", "amount": content["total"]["expected"]}
    total = content["total"]
    writer.writerow([*blank.values(), *(cell(total[key]) for key in ("low", "high", "budget")), *content["by_month"]])
    spread = content.get("range")
    for category, ends in spread["by_category"].items() if spread else ():
        named = {"category": category, "id": f"range.{category}", "label": f"{CATEGORIES[category]}, 80 % range"}
        row = (dict.fromkeys(COLUMNS, "") | named).values()
        writer.writerow([*row, ends["low"], ends["high"], "", *("" for _ in content["by_month"])])
    return out.getvalue()


def cell(value: object) -> object:
    """A name that a spreadsheet would take for a formula is given as text."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
