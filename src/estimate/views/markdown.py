"""The estimate as a Markdown page, for a ticket or a proposal."""

from __future__ import annotations

from collections.abc import Iterator

from estimate.ground.errors import printable
from estimate.model.lines import CATEGORIES
from estimate.report.document import EstimateDocument
from estimate.report.figures import money, percent, quantity_name, rough, symbol


def render(content: EstimateDocument) -> str:
    """Headline, cost table, staffing and what has no price."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: EstimateDocument) -> Iterator[str]:
    currency, total = content["currency"], content["total"]["likely"]
    sign = symbol(currency)
    yield f"# {escaped(content['scenario'])}"
    yield ""
    yield f"{content['months']} months from {content['start']}, {currency}, rates as of {content['as_of']}"
    yield ""
    yield f"- **Total: {sign} {rough(total)}**"
    yield f"- Steady month: {sign} {rough(content['steady_month'])}"
    if content["unit_costs"]["contact"] is not None:
        yield f"- Per contact: {sign} {rough(content['unit_costs']['contact'])}"
    yield ""
    yield f"| Cost | Quantity | {currency} | Share | Price is |"
    yield "| --- | --- | ---: | ---: | --- |"
    several = len(content["staffing"]) > 1
    for category, label in CATEGORIES.items():
        amount = content["by_category"][category]
        yield f"| **{label}** | | **{money(amount, currency)}** | {percent(amount / total) if total else ''} | |"
        for line in content["lines"]:
            if line["category"] == category:
                where = [line["queue"], line["team"] if several else None]
                name = " · ".join(part for part in (line["label"], *where) if part)
                counted = quantity_name(line["quantity"], line["unit"], line["unit_price"])
                yield f"| {escaped(name)} | {counted} | {money(line['amount'], currency)} | | {line['origin']['basis']} |"
        for item in content["not_priced"]:
            if item["category"] == category:
                yield f"| {escaped(item['name'])} | not priced | ? | | ask: {escaped(item['question'])} |"
    yield f"| **Total** | | **{money(total, currency)}** | | |"
    yield ""
    for team in content["staffing"]:
        yield (
            f"{escaped(team['team'])}: {rough(team['fte'])} FTE, {rough(team['heads'])} agents, "
            f"{rough(team['logged_in_hours'])} logged-in hours a month."
        )
    yield from _against(content)
    if content["warnings"]:
        yield ""
        yield from (f"- {escaped(warning)}" for warning in content["warnings"])


def _against(content: EstimateDocument) -> Iterator[str]:
    """The return on replacing the baseline."""
    if content["against"] is None:
        return
    from estimate.views.returns import against_words

    said = against_words(content)
    assert said is not None
    yield ""
    yield f"**{escaped(said[0])}:** {escaped(said[1])}."


def escaped(text: str) -> str:
    """Text that no name can turn into markup or break a table with."""
    clean = printable(text).replace("\n", " ")
    for mark in "\\`*_{}[]<>|#":
        clean = clean.replace(mark, f"\\{mark}")
    return clean
