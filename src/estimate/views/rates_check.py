"""What is wrong, weak or old on rate cards: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.rates_check import RatesCheckDocument
from estimate.views.formats import escaped, markdown_table

COLUMNS = ("place", "severity", "words")


def lines(content: RatesCheckDocument, _width: int) -> Iterator[Text]:
    """A finding a line, however long, as editors take them: where it stands, how grave it is, what it is."""
    for finding in content["findings"]:
        yield Text(printable(f"{finding['place']}: {finding['severity']}: {finding['words']}"))


def rows(content: RatesCheckDocument) -> Iterator[list[object]]:
    """A finding a row."""
    yield list(COLUMNS)
    for finding in content["findings"]:
        yield [finding[column] for column in COLUMNS]  # type: ignore[literal-required]


def page(content: RatesCheckDocument) -> Iterator[str]:
    """How many of each severity, and a Markdown table."""
    yield f"{summary(content)}."
    if content["findings"]:
        yield ""
        table = ([escaped(one["place"]), one["severity"], escaped(one["words"])] for one in content["findings"])
        yield from markdown_table(["Where", "How grave", "What"], table)


def summary(content: RatesCheckDocument) -> str:
    """How many findings there are of each severity."""
    counts = content["counts"].items()
    return ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts)
