"""Prices of the rate cards: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.text import Text

from estimate.answers.card_facts import OLD_MONTHS
from estimate.answers.price_list import IN_HOUSE
from estimate.ground.errors import printable
from estimate.report.figures import plain, significant
from estimate.report.rates_list import COLUMNS, PriceDocument, RatesListDocument
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted
from estimate.views.formats import escaped, markdown_table

HEADS = ("region", "type", "unit", "expected", "low", "likely", "high", "basis", "age")
RIGHT = ("expected", "low", "likely", "high", "age")
NOTHING = "No price on the cards fits."
LEAST_NAME = 12
ROOMY = 30
"""Cells that must be left beside the table before sources and notes are worth showing."""
MILLION = 1e6
SHORT = {"logged_in_hour": "hour", "paid_hour": "paid h", "seat_month": "seat", "talk_minute": "minute"}
"""Units as a column of the table has room for; scripts and the page of a card have them in full."""
SHORT_KINDS = {"back_office": "back", "technical": "tech", "regulated": "regul"}
"""Kinds of support where a table has no room for their names."""


def lines(content: RatesListDocument, width: int) -> Iterator[Text]:
    """One row a price, with sources and notes where there is room."""
    prices = content["prices"]
    if not prices:
        yield Text(NOTHING, WARNING)
        return
    rows = [_cells(price) for price in prices]
    wide = _widths(rows)
    gaps = len(HEADS) - 1
    if sum(wide) + gaps > width:
        rows = [_cells(price, SHORT_KINDS) for price in prices]
        wide = _widths(rows)
    wide[0] -= min(max(0, sum(wide) + gaps - width), max(0, wide[0] - LEAST_NAME))
    room = width - sum(wide) - gaps - 4
    cited = min(max(len(", ".join(price["sources"])) for price in prices), room * 2 // 5)
    yield _line(HEADS, wide, ("sources", "note") if room >= ROOMY else (), cited, room, "bold")
    for price, row in zip(prices, rows, strict=True):
        more = (", ".join(price["sources"]), printable(price["note"])) if room >= ROOMY else ()
        weak = price["age_months"] > OLD_MONTHS or price["grade"] == "D"
        yield _line(row, wide, more, cited, room, WARNING if weak else "")


def rows(content: RatesListDocument) -> Iterator[list[object]]:
    """A price a row; several sources are set apart by semicolons."""
    yield list(COLUMNS)
    for price in content["prices"]:
        yield [_joined(price[column]) for column in COLUMNS]  # type: ignore[literal-required]


def page(content: RatesListDocument) -> Iterator[str]:
    """One Markdown table."""
    if not content["prices"]:
        yield NOTHING
        return
    yield from markdown_table(
        ["Region", "Type", "Unit", "Expected", "Low", "Likely", "High", "Basis", "Since", "Sources"],
        (
            [
                escaped(price["region"]),
                escaped(f"{price['support_type']}, {price['model']}"),
                escaped(price["unit"]),
                *_figures(price),
                f"{price['basis']} {price['grade']}".rstrip(),
                price["since"],
                escaped(", ".join(price["sources"])),
            ]
            for price in content["prices"]
        ),
        figures=(3, 4, 5, 6),
    )


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    return [max(len(cell) for cell in column) for column in zip(HEADS, *rows, strict=True)]


def _cells(price: PriceDocument, kinds: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    currency, _, unit = price["unit"].partition("/")
    per = "wage h" if price["model"] == IN_HOUSE and unit == "paid_hour" else SHORT.get(unit, unit)
    kind = kinds.get(price["support_type"], price["support_type"])
    basis = f"{price['basis']} {price['grade']}".rstrip()
    return (price["region"], kind, f"{currency}/{per}", *_figures(price), basis, f"{price['age_months']}m")


def _figures(price: PriceDocument) -> tuple[str, ...]:
    expected = _short(significant(price["expected"]))
    return (expected, _short(price["low"]), _short(price["likely"]), _short(price["high"]))


def _short(value: float) -> str:
    """A figure with millions cut short: a seat in won or dong has seven digits and more."""
    return f"{significant(value / MILLION)}m" if value >= MILLION else plain(value)


def _line(cells: Sequence[str], wide: Sequence[int], more: Sequence[str], cited: int, room: int, style: str) -> Text:
    shown = [
        cell.rjust(size) if head in RIGHT else fitted(cell, size)
        for head, cell, size in zip(HEADS, cells, wide, strict=True)
    ]
    text = Text(" ".join(shown), style)
    if more:
        text.append(f"  {fitted(more[0], cited)}  {fitted(more[1], room - cited)}", "dim")
    text.rstrip()
    return text


def _joined(value: object) -> object:
    return ";".join(value) if isinstance(value, list) else value
