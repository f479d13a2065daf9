"""The exchange rates that the cards know: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import significant
from estimate.report.rates_fx import ExchangeRateDocument, RatesFxDocument
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

DIGITS = 5
ENDS = ("low", "likely", "high")
COLUMNS = (
    "currency", "reference", "units_low", "units", "units_high", "price_low", "price", "price_high", "basis", "grade", "since",
    "file", "sources",
)  # fmt: skip
WORDS = "Units of each currency for one {reference}, from the lowest to the highest that a plan reckons with, and the price of one unit in {reference}."
FIGURES = 12
"""Cells of a column of figures."""
ROOMY = 30
"""Cells that must be left beside the table before a source is worth showing."""


def lines(content: RatesFxDocument, width: int) -> Iterator[Text]:
    """A row a currency, with its source where there is room; where each figure was published stands below."""
    yield from wrapped("", WORDS.format(reference=content["reference"]), width)
    yield Text(f"In force on {content['as_of']}.", "dim")
    yield Text()
    yield Text(f"{'':5}{'rate':>12}{'low':>12}{'high':>12}{'price':>12}  since", "bold")
    for rate in content["rates"]:
        figures = _figures(rate)
        if not figures:
            yield Text(f"{rate['currency']:5}{_not_yet(rate)}", "dim")
            continue
        row = f"{rate['currency']:5}{''.join(f'{figure:>{FIGURES}}' for figure in figures)}  {rate['since']}"
        room = width - len(row) - 2
        source = fitted(printable("; ".join(rate["sources"]) or rate["file"]), room) if room >= ROOMY else ""
        yield Text.assemble(row, (f"  {source}".rstrip(), "dim"))
    yield Text()
    for source in _published(content):
        yield from wrapped("", printable(source), width, "dim")


def rows(content: RatesFxDocument) -> Iterator[list[object]]:
    """A currency a row; several sources are set apart by semicolons."""
    yield list(COLUMNS)
    for rate in content["rates"]:
        units, price = rate["units"], rate["price"]
        ends = [found[end] if found else "" for found in (units, price) for end in ENDS]  # type: ignore[literal-required]
        said = [rate["basis"], rate["grade"], rate["since"], rate["file"], "; ".join(rate["sources"])]
        yield [rate["currency"], content["reference"], *ends, *said]


def page(content: RatesFxDocument) -> Iterator[str]:
    """A Markdown table, and below it where the figures were published."""
    yield f"{WORDS.format(reference=content['reference'])} In force on {content['as_of']}."
    yield ""
    table = [
        [rate["currency"], *(_figures(rate) or (_not_yet(rate), "", "", "")), rate["since"]]
        for rate in content["rates"]
    ]
    yield from markdown_table(["Currency", "Rate", "Low", "High", "Price", "Since"], table, figures=(1, 2, 3, 4))
    yield ""
    yield from (f"- {escaped(source)}" for source in _published(content))


def _figures(rate: ExchangeRateDocument) -> tuple[str, ...]:
    """Rate, low, high and price; none before the first date."""
    units, price = rate["units"], rate["price"]
    if units is None or price is None:
        return ()
    return tuple(map(_figure, (units["likely"], units["low"], units["high"], price["likely"])))


def _not_yet(rate: ExchangeRateDocument) -> str:
    return f"no rate before {rate['since']}"


def _published(content: RatesFxDocument) -> list[str]:
    """Where the figures come from, each once."""
    found = (source for rate in content["rates"] for source in rate["sources"] or [rate["file"]])
    return list(dict.fromkeys(filter(None, found)))


def _figure(value: float) -> str:
    """Five significant digits, never in powers of ten."""
    return f"{significant(value, DIGITS):,.10f}".rstrip("0").rstrip(".")
