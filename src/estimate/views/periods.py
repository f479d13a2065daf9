"""A budget by time: what each category costs in each period, as a table, CSV or Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.inputs.term import Term
from estimate.model.lines import CATEGORIES
from estimate.report.document import EstimateDocument
from estimate.report.figures import money
from estimate.report.periods import BEFORE
from estimate.views.fitting import wrapped
from estimate.views.markdown import escaped

NARROWEST = 60
ROOMY = 110
"""From this width on, categories have their full names."""
FILE_WIDTH = 100
START = "Before start"


def show(content: EstimateDocument, console: Console) -> None:
    """Print the budget to a console, in its width."""
    for line in lines(content, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)


def render(content: EstimateDocument, form: str) -> str:
    """The budget as text in a format: table, csv or markdown."""
    if form == "csv":
        return _csv(content)
    if form == "markdown":
        return "\n".join(_markdown(content)) + "\n"
    return "\n".join(line.plain.rstrip() for line in lines(content, FILE_WIDTH)) + "\n"


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """Categories by period, in as many blocks of periods as the width needs, the total last."""
    currency = content["currency"]
    yield from wrapped("", printable(content["scenario"]), width, "bold")
    yield from wrapped("", _term(content), width, "dim")
    heads, rows = _columns(content)
    names = {id_: CATEGORIES[id_] if width >= ROOMY else id_.capitalize() for id_ in CATEGORIES} | {"total": "Total"}
    label = max(map(len, names.values()))
    cells = {id_: [money(amount, currency) for amount in amounts] for id_, amounts in rows.items()}
    wide = max(len(text) for text in [*heads, *(cell for row in cells.values() for cell in row)]) + 2
    fits = max(1, (width - 2 - label) // wide)
    for start in range(0, len(heads), fits):
        part = slice(start, start + fits)
        yield Text()
        yield Text(f"  {'':<{label}}" + "".join(f"{head:>{wide}}" for head in heads[part]), "bold")
        for id_, row in cells.items():
            shown = f"  {names[id_]:<{label}}" + "".join(f"{cell:>{wide}}" for cell in row[part])
            yield Text(shown, "bold" if id_ == "total" else "")
    for at, note in enumerate(_notes(content)):
        if at == 0:
            yield Text()
        yield from wrapped("  ", note, width, "dim")


def _columns(content: EstimateDocument) -> tuple[list[str], dict[str, list[float]]]:
    """The heads of the periods and of the total, and the amounts below them for each category and for all together."""
    found = content["by_period"]["periods"]
    heads = [START if one["period"] == BEFORE else one["period"] for one in found]
    rows = {
        category: [*(one["by_category"][category] for one in found), content["by_category"][category]]
        for category in CATEGORIES
    }
    rows["total"] = [*(one["total"] for one in found), content["total"]["expected"]]
    return [*heads, "Total"], rows


def _term(content: EstimateDocument) -> str:
    of = content["by_period"]["of"]
    by = "month" if of == "month" else f"calendar {of}"
    return f"{Term(content['start'], content['months'])} · {content['currency']} · by {by}"


def _notes(content: EstimateDocument) -> Iterator[str]:
    """What a reader of the table has to know: which periods are parts, and what is in none of them."""
    by = content["by_period"]
    full = {"month": 1, "quarter": 3, "year": 12}[by["of"]]
    parts = [one for one in by["periods"] if 0 < one["months"] < full]
    if parts:
        said = ", ".join(f"{one['period']} {one['months']:.3g}" for one in parts)
        yield f"Months of service in periods that are not whole: {said}."
    if content["not_priced"]:
        names = ", ".join(printable(item["name"]) for item in content["not_priced"])
        yield f"Not priced, and so in no period: {names}."


def _csv(content: EstimateDocument) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    _, rows = _columns(content)
    writer.writerow(["category", "label", *(one["period"] for one in content["by_period"]["periods"]), "total"])
    for id_, amounts in rows.items():
        writer.writerow([id_, CATEGORIES.get(id_, "Total"), *amounts])
    return out.getvalue()


def _markdown(content: EstimateDocument) -> Iterator[str]:
    """Periods go downward, since a page has room for four categories and not for 36 months."""
    currency = content["currency"]
    heads, rows = _columns(content)
    yield f"# {escaped(content['scenario'])}"
    yield ""
    yield _term(content)
    yield ""
    yield f"| Period | {' | '.join(CATEGORIES.values())} | Total |"
    yield f"| --- |{' ---: |' * (len(CATEGORIES) + 1)}"
    for at, head in enumerate(heads):
        yield f"| {head} | {' | '.join(money(amounts[at], currency) for amounts in rows.values())} |"
    notes = list(_notes(content))
    if notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in notes)
