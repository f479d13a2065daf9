"""`should-cost` on a terminal, as CSV and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from estimate.ground.errors import printable
from estimate.ground.term import months_in_words
from estimate.report.figures import plain, rough, signed, symbol, unit_name
from estimate.report.should_cost import ShouldCostReport
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

LABEL = 34
JUDGED = {
    "far_below": "far below what the work should cost: ask how it is to be done for that",
    "far_above": "far above what the work should cost: there is room to negotiate",
    "plausible": "within what the work may cost",
}

Content = Any
"""A part of the document."""


def rows(content: ShouldCostReport) -> Iterator[list[Any]]:
    """The parts of each team's should-cost, its range, its price and the gap."""
    yield ["team", "id", "label", "amount", "each", "unit"]
    for team in content["teams"]:
        for part in team["parts"]:
            yield [team["team"], part["id"], part["label"], part["amount"], part["each"], team["unit"]]
        for key, label in (
            ("should_cost", "Should cost"),
            ("low", "80 % range from"),
            ("high", "to"),
            ("price", "Price"),
        ):
            yield [team["team"], key, label, team[key], team[f"{key}_each"], team["unit"]]  # type: ignore[literal-required]
        yield [team["team"], "gap", "Price against should-cost", team["gap"], None, "share"]
        yield [team["team"], "judgment", "Judgment", team["judgment"], None, None]


def lines(content: ShouldCostReport, width: int) -> Iterator[Text]:
    """Each team's open book, its verdict, and what moves it most."""
    yield Text(f"Should cost: {printable(content['scenario'])}", "bold")
    if not content["teams"]:
        yield from wrapped(
            "  ",
            "No price of a vendor stands in this scenario: in-house teams and open books say what they cost.",
            width,
        )
    for team in content["teams"]:
        yield Text()
        yield from _team(team, content, width)
    if content["teams"]:
        yield Text()
        yield from wrapped("  ", content["method"], width, "dim")


def _team(team: Content, content: ShouldCostReport, width: int) -> Iterator[Text]:
    sign = symbol(content["currency"])
    unit = _one(team["unit"])
    yield Text.assemble(
        "  ", (printable(team["team"]), "bold"), f"  {content['currency']} over {months_in_words(content['months'])}"
    )
    if team["should_cost"] is None:
        yield from wrapped("    ", f"What it should cost cannot be said: {printable(team['missing'])}.", width, WARNING)
        return
    yield Text.assemble(" " * 4, fitted("", LABEL), f"{'':>14}", f"{unit:>16}", style="dim")
    for part in team["parts"]:
        yield _row(part["label"], part["amount"], part["each"])
    yield _row("Should cost", team["should_cost"], team["should_cost_each"], "bold")
    price = "Price" if team["quoted"] else "The card's price"
    yield _row(price, team["price"], team["price_each"], "bold")
    yield from wrapped("    ", _verdict(team, sign, unit), width, WARNING if team["judgment"].startswith("far") else "")
    for driver in team["drivers"]:
        yield from wrapped("    · ", _driver(driver, sign), width, "dim")
    if team["not_priced"]:
        yield from wrapped(
            "    ", f"Not in it, as no card has a price: {printable(', '.join(team['not_priced']))}.", width, WARNING
        )


def _one(unit: str) -> str:
    """A unit behind its article: an hour, a contact."""
    name = unit_name(unit, 1)
    return f"{'an' if name[0] in 'aeio' or name == 'hour' else 'a'} {name}"


def _row(label: str, amount: float, each: float | None, style: str = "") -> Text:
    return Text.assemble(" " * 4, fitted(label, LABEL), f"{plain(amount):>14}", f"{_each(each):>16}", style=style)


def _each(amount: float | None) -> str:
    return "" if amount is None else plain(amount)


def _verdict(team: Content, sign: str, unit: str) -> str:
    low, high = rough(team["low_each"]), rough(team["high_each"])
    return (
        f"The price is {signed(team['gap'])} against the should-cost; in eight of ten draws that lies between {sign} {low} and {high} "
        f"{unit}. It is {JUDGED[team['judgment']]}."
    )


def _driver(driver: Content, sign: str) -> str:
    ends = f"{plain(driver['low'])} to {plain(driver['high'])}"
    reaches = "which holds the price" if driver["explains_the_price"] else "which does not explain the price alone"
    at = sorted((driver["should_cost_at_low"], driver["should_cost_at_high"]))
    return (
        f"{driver['words'][:1].upper()}{driver['words'][1:]}, {plain(driver['value'])} {driver['unit']} ({ends}, {driver['basis']}): from "
        f"{sign} {rough(at[0])} to {rough(at[1])}, {reaches}."
    )


def page(content: ShouldCostReport) -> Iterator[str]:
    """A section a team."""
    sign = symbol(content["currency"])
    yield f"# Should cost: {escaped(content['scenario'])}"
    yield ""
    yield content["method"]
    for team in content["teams"]:
        unit = _one(team["unit"])
        yield ""
        yield f"## {escaped(team['team'])}"
        yield ""
        if team["should_cost"] is None:
            yield f"What it should cost cannot be said: {escaped(team['missing'])}."
            continue
        table = [[part["label"], plain(part["amount"]), _each(part["each"])] for part in team["parts"]]
        for label, key in (("Should cost", "should_cost"), ("Price", "price")):
            table.append([f"**{label}**", f"**{plain(team[key])}**", f"**{_each(team[f'{key}_each'])}**"])  # type: ignore[literal-required]
        heads = ["Part", f"{content['currency']} over {months_in_words(content['months'])}", unit]
        yield from markdown_table(heads, table, figures=(1, 2))
        yield ""
        yield _verdict(team, sign, unit)
        for driver in team["drivers"]:
            yield f"- {escaped(_driver(driver, sign))}"
