"""A budget by time: what each category costs in each period, as a table, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.ground.term import ServiceTerm
from estimate.model.lines import CATEGORIES
from estimate.report.figures import money
from estimate.report.parts import EstimateDocument
from estimate.report.periods import BEFORE
from estimate.views.fitting import wrapped
from estimate.views.formats import escaped, markdown_table

ROOMY = 110
"""From this width on, categories have their full names."""
START = "Before start"


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """Categories by period, in as many blocks of periods as the width needs, the total last."""
    currency = content["currency"]
    yield from wrapped("", printable(content["scenario"]), width, "bold")
    yield from wrapped("", _term(content), width, "dim")
    heads, amounts = _columns(content)
    names = {id_: CATEGORIES[id_] if width >= ROOMY else id_.capitalize() for id_ in CATEGORIES} | {"total": "Total"}
    label = max(map(len, names.values()))
    cells = {id_: [money(amount, currency) for amount in row] for id_, row in amounts.items()}
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
    return f"{ServiceTerm(content['start'], content['months'])} · {content['currency']} · by {by}"


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


def rows(content: EstimateDocument) -> Iterator[list[object]]:
    """A category a row, a period a column."""
    yield ["category", "label", *(one["period"] for one in content["by_period"]["periods"]), "total"]
    for id_, amounts in _columns(content)[1].items():
        yield [id_, CATEGORIES.get(id_, "Total"), *amounts]


def page(content: EstimateDocument) -> Iterator[str]:
    """Periods go downward, since a page has room for four categories and not for 36 months."""
    currency = content["currency"]
    heads, amounts = _columns(content)
    yield f"# {escaped(content['scenario'])}"
    yield ""
    yield _term(content)
    yield ""
    table = ([head, *(money(row[at], currency) for row in amounts.values())] for at, head in enumerate(heads))
    yield from markdown_table(["Period", *CATEGORIES.values(), "Total"], table, figures=range(1, len(CATEGORIES) + 2))
    notes = list(_notes(content))
    if notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in notes)
