"""What the full estimate took from cards, what it is measured against, what a quote leaves out, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import shown
from estimate.report.figures import amount_in, behind, percent, rough, symbol, unit_in_words
from estimate.report.table import sections
from estimate.views.calls import call
from estimate.views.colors import WARNING
from estimate.views.estimate.cost_table import MARKS, goodness
from estimate.views.fitting import fitted, width_of, wrapped
from estimate.views.returns import against_words

if TYPE_CHECKING:
    from estimate.report.parts import (
        Assumption,
        EstimateDocument,
    )


MATTER_MOST = 5
FOUND = 5
"""So many costs that the quote does not mention are shown."""


def taken_from_cards(content: EstimateDocument, width: int) -> Iterator[Text]:
    unstated = content["assumptions"]
    if not unstated:
        yield Text(shown("  Every value was given by the scenario."))
        return
    outright = sum(one["basis"] == "assumed" for one in unstated)
    bases = content["basis"]["shares"]
    shares = ", ".join(f"{MARKS[basis]} {basis} {percent(share)}" for basis, share in bases.items() if share >= 0.0005)
    count = len(unstated)
    text = (
        f"{count} value{'s' if count > 1 else ''} not given, so taken from the rate cards, {outright} of them assumed; "
        f"assumed prices carry {percent(bases.get('assumed', 0.0))} of the total. Prices: {shares}. What matters most:"
    )
    yield from wrapped("  ", text, width)
    most = unstated[:MATTER_MOST]
    names = [printable(one["input"]) for one in most]
    room = width - 8 - max(width_of(goodness(one["origin"])) for one in most)
    wide = min(max(width_of(name) for name in names), room * 55 // 100)
    for name, one in zip(names, most, strict=True):
        yield Text.assemble(
            "    ",
            fitted(name, wide),
            "  ",
            fitted(_value(one, content["currency"]), room - wide),
            "  ",
            (shown(goodness(one["origin"])), "dim"),
        )


def _value(one: Assumption, currency: str) -> str:
    """A value, or what is expected of a range with its three numbers behind it, and the unit."""
    unit = unit_in_words(one["unit"], currency)
    if one["low"] == one["high"]:
        return f"{amount_in(unit, one['likely'])} {behind(unit)}".strip()
    numbers = " – ".join(amount_in(unit, number) for number in (one["low"], one["likely"], one["high"]))
    return f"{amount_in(unit, one['expected'], estimated=True)} expected ({numbers}) {behind(unit)}".strip()


def measured_against(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The return on replacing the baseline."""
    said = against_words(content)
    if said is None:
        return
    title, words, curve = said
    yield Text()
    yield from wrapped("  ", title, width, "bold")
    yield from wrapped("    ", words, width)
    yield from wrapped("    ", curve, width, "dim")


def left_out(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What the vendor's price does not mention, largest first, with why it comes and what to ask."""
    findings, basis = content["not_in_the_quote"], content["basis"]
    if not findings:
        return
    several = len(basis["priced_by_a_vendor"]) > 1
    yield Text()
    title = (
        "Not in the quote, but this workload will incur it"
        if basis["quoted"]
        else "Beside the vendor's price, this workload will incur"
    )
    yield Text(shown(f"  {title} ({symbol(content['currency'])}, largest first)"), "bold")
    for finding in findings[:FOUND]:
        amount = f"{rough(finding['amount']):>11}"
        team = finding["team"] if several else None
        name = printable(f"{finding['label']} · {team}" if team else finding["label"])
        inside = " (in the lines above)" if finding["within"] else ""
        words = f"{name}{inside}: {printable(finding['why'])} Ask: {printable(finding['question'])}"
        yield from wrapped(f"  {amount}  ", words, width)
    rest = len(findings) - FOUND
    more = f"{rest} more, and " if rest > 0 else ""
    open_ones = sum(not asked.get("answer") for asked in content["questions"])
    yield from wrapped("  ", f"{more}{open_ones} questions for the vendor: {call('questions', content)}", width, "dim")


def warnings(content: EstimateDocument, width: int) -> Iterator[Text]:
    missing = [printable(item["name"]) for section in sections(content) for item in section.unpriced]
    if missing:
        have, are = ("has", "is") if len(missing) == 1 else ("have", "are")
        text = f"Incomplete: {', '.join(missing)} {have} no known price and {are} not in the total."
        yield Text()
        yield from wrapped("  ", text, width, WARNING)
    for warning in content["warnings"]:
        yield from wrapped("  ", f"Note: {printable(warning)}", width, WARNING)
