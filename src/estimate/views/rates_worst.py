"""The facts of the cards that are worth the next hour of research: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.rates_worst import COLUMNS, RatesWorstDocument, WorstFactDocument
from estimate.views.formats import escaped, markdown_table


def lines(content: RatesWorstDocument, _width: int) -> Iterator[Text]:
    """A fact a line, however long: where it stands, by how much it moves a total, on what it rests."""
    for number, fact in enumerate(content["facts"], 1):
        desks = ", ".join(f"{name} {swing:.0%}" for name, swing in fact["swings"].items())
        words = f"{_name(fact)} moves the total by {fact['swing']:.0%} on average ({desks}); {_rests_on(fact)}"
        yield Text(printable(f"{number}. {fact['file']}:{fact['line']}: {words}"))


def rows(content: RatesWorstDocument) -> Iterator[list[object]]:
    """A fact a row."""
    yield list(COLUMNS)
    for fact in content["facts"]:
        yield [fact[column] for column in COLUMNS]  # type: ignore[literal-required]


def page(content: RatesWorstDocument) -> Iterator[str]:
    """A Markdown table."""
    table = (
        [
            str(number),
            escaped(_name(fact)),
            f"{fact['swing']:.0%}",
            _rests_on(fact),
            escaped(f"{fact['file']}:{fact['line']}"),
        ]
        for number, fact in enumerate(content["facts"], 1)
    )
    yield from markdown_table(["No.", "Fact", "Moves the total by", "Rests on", "Where"], table, figures=(0, 2))


def _name(fact: WorstFactDocument) -> str:
    """The address within its card."""
    return fact["fact"].partition(" ")[2].replace(" ", ".")


def _rests_on(fact: WorstFactDocument) -> str:
    grade = f", grade {fact['grade']}" if fact["grade"] else ""
    return f"{fact['basis']}{grade}, since {fact['since']}"
