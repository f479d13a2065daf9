"""The map of what the cards cover, regions by kind of support: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from estimate.answers.card_facts import OLD_MONTHS
from estimate.answers.rates_map import PAY
from estimate.ground.errors import printable
from estimate.report.rates_map import COLUMNS, CellDocument, CoveredDocument, RatesMapDocument
from estimate.views.colors import CHEAPER, WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

NOTHING = "No region fits."
HEADS = {
    "social": "soc",
    "back_office": "back",
    "technical": "tech",
    "regulated": "regul",
    PAY: "pay",
    "general": "gen",
}
LETTERS = {"quoted": "Q", "derived": "D", "modeled": "M", "assumed": "A"}
STYLES = {"quoted": CHEAPER, "derived": CHEAPER, "modeled": "", "assumed": WARNING}
STANDS_IN, NONE, OLD = "v", "-", "!"
MARK = 6
"""Cells of a column of marks."""
LEGEND = (
    "Q quoted, D derived, M modeled, A assumed, each with the grade of its sources from A to D; v is voice times the "
    f"shared factor, - none, ! older than {OLD_MONTHS} months; pay is what an agent of one's own earns."
)
WORDS = {"derived_prices": "voice x factor", "none": "none"}


def lines(content: RatesMapDocument, width: int) -> Iterator[Text]:
    """A row for each region, part of the world by part of the world, and below it how many regions have what; all kinds fit into 80 columns."""
    found, kinds = content["regions"], list(content["counts"])
    if not found:
        yield Text(NOTHING, WARNING)
        return
    longest = max(len(one["region"]) for one in found)
    left = max(len(WORDS["derived_prices"]), min(longest, width - MARK * len(kinds) - 3)) + 3
    yield Text(_row("", [HEADS.get(kind, kind) for kind in kinds], left), "bold")
    for area, regions in _by_area(found):
        yield Text(area, "dim")
        for one in regions:
            line = Text(f"  {fitted(printable(one['region']), left - 3)} ")
            for kind in kinds:
                cell = one["cells"][kind]
                style = STYLES[cell["basis"]] if cell and not cell["derived_prices"] else "dim"
                line.append(_mark(cell).ljust(MARK), style)
            line.rstrip()
            yield line
    yield Text(f"{len(found)} region{'' if len(found) == 1 else 's'}", "bold")
    for words, numbers in _counted(content):
        yield Text(_row(f"  {words}", numbers, left))
    yield Text()
    yield from wrapped("", LEGEND, width, "dim")


def rows(content: RatesMapDocument) -> Iterator[list[object]]:
    """A row for each region and kind of support; one without a price has the basis none."""
    yield list(COLUMNS)
    for one in content["regions"]:
        for kind, cell in one["cells"].items():
            said = list(cell.values()) if cell else ["none", "", "", "", 0, False]
            yield [one["region"], one["name"], one["area"], kind, *said]


def page(content: RatesMapDocument) -> Iterator[str]:
    """A Markdown table of the marks, and one of how many regions have what."""
    if not content["regions"]:
        yield NOTHING
        return
    kinds = list(content["counts"])
    heads = [HEADS.get(kind, kind) for kind in kinds]
    table = []
    for area, regions in _by_area(content["regions"]):
        table += [[escaped(one["region"]), area, *(_mark(one["cells"][kind]) for kind in kinds)] for one in regions]
    yield from markdown_table(["Region", "Area", *heads], table)
    yield ""
    yield LEGEND
    yield ""
    counted = [[words, *numbers] for words, numbers in _counted(content)]
    yield from markdown_table(["Regions", *heads], counted, figures=range(1, len(kinds) + 1))


def _by_area(found: Sequence[CoveredDocument]) -> Iterator[tuple[str, Iterator[CoveredDocument]]]:
    ordered = sorted(found, key=lambda one: (one["area"] or "~", one["region"]))
    for area, regions in groupby(ordered, key=lambda one: one["area"]):
        yield area.replace("_", " ").title() or "Elsewhere", regions


def _counted(content: RatesMapDocument) -> Iterator[tuple[str, list[str]]]:
    """How many regions have a price of each basis, where any has."""
    for quality in (*LETTERS, *WORDS):
        numbers = [counted[quality] for counted in content["counts"].values()]
        if any(numbers):
            yield WORDS.get(quality, quality), [str(number) if number else "" for number in numbers]


def _row(head: str, cells: Sequence[str], left: int) -> str:
    return (fitted(head, left) + "".join(cell.ljust(MARK) for cell in cells)).rstrip()


def _mark(cell: CellDocument | None) -> str:
    if cell is None:
        return NONE
    old = OLD if cell["age_months"] > OLD_MONTHS else ""
    if cell["derived_prices"]:
        return f"{STANDS_IN}{old}"
    return f"{LETTERS[cell['basis']]} {cell['grade'] or ' '}{old}".rstrip()
