"""A saved estimate on a terminal: what its document holds, told again without computing anything."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.inputs.term import Term
from estimate.model.lines import CATEGORIES
from estimate.report.document import EstimateDocument
from estimate.report.figures import money, per_contact, percent, quantity_name, rough, symbol
from estimate.report.headline import SET_ASIDE, total_words
from estimate.report.sections import ONLY_GIVEN
from estimate.views.fitting import fitted, wrapped
from estimate.views.returns import against_words

NARROWEST = 60
FILE_WIDTH = 100


def show(content: EstimateDocument, console: Console) -> None:
    """Print the estimate to a console, in its width."""
    for line in lines(content, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)


def render(content: EstimateDocument) -> str:
    """The estimate as plain text, for a file."""
    return "\n".join(line.plain.rstrip() for line in lines(content, FILE_WIDTH)) + "\n"


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """Headline, lines by category, people and what has no price."""
    currency, sign, total = content["currency"], symbol(content["currency"]), content["total"]["expected"]
    yield from wrapped("", printable(content["scenario"]), width, "bold")
    yield Text(
        f"saved · {Term(content['start'], content['months'])} · {currency} · rates as of {content['as_of']}",
        "dim",
    )
    yield Text()
    words, budget = total_words(content), content["total"]["budget"]
    yield from wrapped(f"  Total         {sign} {rough(total)}", f"   {words}" if words else "", width, "bold")
    if budget is not None and content["total"]["low"] != content["total"]["high"]:
        yield Text(f"  Budget        {sign} {rough(budget)}   {SET_ASIDE}", "bold")
    yield Text(f"  Steady month  {sign} {rough(content['steady_month'])}", "bold")
    if each := per_contact(content["unit_costs"], currency):
        yield from wrapped("  Per contact   ", each, width, "bold")
    yield Text()
    room = max(len(money(total, currency)), 12)
    label = (width - room - 16) // 2
    several = len(content["staffing"]) > 1
    for category, name in CATEGORIES.items():
        amount = content["by_category"][category]
        share = percent(amount / total) if total else ""
        yield Text(f"  {fitted(name, width - room - 12)}{money(amount, currency):>{room}} {share:>6}", "bold")
        for line in content["lines"]:
            if line["category"] == category:
                where = [line["queue"], line["team"] if several else None]
                words = printable(" · ".join(part for part in (line["label"], *where) if part))
                counted = quantity_name(line["quantity"], line["unit"], line["unit_price"])
                yield Text.assemble(
                    "    ", fitted(words, label), "  ", (fitted(counted, width - room - label - 16), "dim"),
                    f"{money(line['amount'], currency):>{room}}",
                )  # fmt: skip
        for item in content["not_priced"]:
            if item["category"] == category:
                yield Text.assemble("    ", fitted(printable(item["name"]), label), "  ", ("not priced", "yellow"))
    yield Text(f"  {fitted('Total', width - room - 12)}{money(total, currency):>{room}}", "bold")
    yield Text()
    for team in content["staffing"]:
        words = f"{printable(team['team'])}: {rough(team['fte'])} FTE, {rough(team['heads'])} agents, {rough(team['logged_in_hours'])} logged-in hours a month"
        yield from wrapped("  Staffing   ", words, width)
    against = against_words(content)
    if against is not None:
        title, words, curve = against
        yield Text()
        yield from wrapped("  ", title, width, "bold")
        yield from wrapped("    ", words, width)
        yield from wrapped("    ", curve, width, "dim")
        yield Text()
    if content["basis"].get("only_given"):  # a document from before it was said has none
        yield from wrapped("  Added      ", ONLY_GIVEN, width)
    for warning in content["warnings"]:
        yield from wrapped("  Note: ", printable(warning), width, "yellow")
