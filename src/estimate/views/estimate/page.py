"""The estimate as a Markdown page, for a ticket or a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from estimate.ground.term import ServiceTerm
from estimate.model.lines import CATEGORIES
from estimate.report.figures import money, per_contact, percent, quantity_name, rough, signed, symbol
from estimate.report.headline import ONLY_GIVEN, SET_ASIDE, total_words
from estimate.views.formats import escaped

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument


def page(content: EstimateDocument) -> Iterator[str]:
    """Headline, cost table, staffing and what has no price."""
    currency, total = content["currency"], content["total"]["expected"]
    sign = symbol(currency)
    yield f"# {escaped(content['scenario'])}"
    yield ""
    yield f"{ServiceTerm(content['start'], content['months'])}, {currency}, rates as of {content['as_of']}"
    yield ""
    yield f"- **Total: {sign} {rough(total)}**{_range(content)}"
    if (budget := content["total"]["budget"]) is not None and _has_range(content):
        yield f"- Budget: {sign} {rough(budget)} ({SET_ASIDE})"
    yield f"- Monthly run rate: {sign} {rough(content['run_rate'])}"
    if each := per_contact(content["unit_costs"], currency):
        yield f"- Per contact: {each}"
    yield from _sure(content)
    yield ""
    yield f"| Cost | Quantity | {currency} | Share | Price is |"
    yield "| --- | --- | ---: | ---: | --- |"
    several = len(content["staffing"]) > 1
    for category, label in CATEGORIES.items():
        amount = content["by_category"][category]
        yield f"| **{label}** | | **{money(amount, currency)}** | {percent(amount / total) if total else ''} | {_of(content, category)} |"
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
            f"{escaped(team['team'])}: {rough(team['fte'])} FTE, {rough(team['headcount'])} agents, "
            f"{rough(team['logged_in_hours'])} logged-in hours a month."
        )
    if content["basis"]["only_given"]:
        yield ""
        yield ONLY_GIVEN
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


def _keys(keys: Sequence[str]) -> str:
    return " and ".join(f"`{key}`" for key in keys)


def _of(content: EstimateDocument, category: str) -> str:
    """The 80 % range of a category."""
    spread = content.get("range")
    ends = spread["by_category"][category] if spread else {"low": 0.0, "high": 0.0}
    known = ends["low"] < ends["high"] and ends["low"] <= content["by_category"][category] <= ends["high"]
    return f"80 % range {rough(ends['low'])} – {rough(ends['high'])}" if known else ""


def _has_range(content: EstimateDocument) -> bool:
    low, high = content["total"]["low"], content["total"]["high"]
    return low is not None and high is not None and low < high


def _range(content: EstimateDocument) -> str:
    words = total_words(content)
    return f", {words}" if words else ""


def _sure(content: EstimateDocument) -> Iterator[str]:
    """What the range covers, and what would narrow it; then the named cases."""
    spread = content.get("range")
    if spread is not None and _has_range(content):
        yield ""
        yield (
            f"The range covers {spread['holds']} ({spread['inputs']} here), not {spread['leaves_out']}; "
            f"{spread['draws']} draws, seed {spread['seed']}."
        )
        if spread["narrowed_by"]:
            known = ", ".join(
                f"{escaped(one['input'])} (by {percent(one['range_reduction'])}, written in {_keys(one['keys'])})"
                for one in spread["narrowed_by"]
            )
            yield f"It narrows most if these are known: {known}."
    cases = content.get("cases")
    if cases:
        yield ""
        yield f"| Case | Total, {content['currency']} | Against {content['at']} | Per contact |"
        yield "| --- | ---: | ---: | ---: |"
        for name, case in cases.items():
            per = case["cost_per_contact"]
            yield f"| {escaped(name)} | {rough(case['total'])} | {signed(case['change'])} | {'' if per is None else rough(per)} |"
