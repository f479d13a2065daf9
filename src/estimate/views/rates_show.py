"""The list of prices and a region's card on a terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from estimate.answers.price_list import IN_HOUSE, CardPrice, WageFloor
from estimate.ground.errors import printable
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.report.figures import plain, significant
from estimate.report.rates_show import COLUMNS, Page, PageFact, PagePrice, listing, page_record, record
from estimate.views.colors import WARNING
from estimate.views.formats import FORMULA_STARTS

HEADS = ("region", "type", "unit", "expected", "low", "likely", "high", "basis", "age")
RIGHT = ("expected", "low", "likely", "high", "age")
NARROWEST = 60
LEAST_NAME = 12
ROOMY = 30
"""Cells that must be left beside the table before sources and notes are worth showing."""
SHORT = {"logged_in_hour": "hour", "paid_hour": "paid h", "seat_month": "seat", "talk_minute": "minute"}
"""Units as a column of the table has room for; scripts and the page of a card have them in full."""
SHORT_KINDS = {"back_office": "back", "technical": "tech", "regulated": "regul"}
"""Kinds of support where a table has no room for their names."""
STALE_MONTHS = 18


def list_json(offers: Sequence[CardPrice], as_of: str) -> str:
    """The list as one JSON object."""
    return json.dumps(listing(offers, as_of), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def list_csv(offers: Sequence[CardPrice]) -> str:
    """A header, then a price a row; several sources are set apart by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for offer in offers:
        writer.writerow([_csv_cell(value) for value in record(offer).values()])
    return out.getvalue()


def page_json(shown: Page) -> str:
    """A region's card as one JSON object."""
    return json.dumps(page_record(shown), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def show_list(offers: Sequence[CardPrice], console: Console) -> None:
    """Print the list in the console's width."""
    for line in list_lines(offers, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)


def show_page(shown: Page, console: Console) -> None:
    """Print a region's card in the console's width."""
    for line in page_lines(shown, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)


def list_lines(offers: Sequence[CardPrice], width: int) -> Iterator[Text]:
    """The list as lines no wider than `width` cells: one row a price, with sources and notes where there is room."""
    rows = [_cells(offer) for offer in offers]
    wide = _widths(rows)
    gaps = len(HEADS) - 1
    if sum(wide) + gaps > width:
        rows = [_cells(offer, SHORT_KINDS) for offer in offers]
        wide = _widths(rows)
    wide[0] -= min(max(0, sum(wide) + gaps - width), max(0, wide[0] - LEAST_NAME))
    room = width - sum(wide) - gaps - 4
    cited = min(max((len(", ".join(offer.sources)) for offer in offers), default=0), room * 2 // 5)
    yield _line(HEADS, wide, ("sources", "note") if room >= ROOMY else (), cited, room, "bold")
    for offer, row in zip(offers, rows, strict=True):
        more = (", ".join(offer.sources), printable(offer.note)) if room >= ROOMY else ()
        yield _line(row, wide, more, cited, room, WARNING if offer.age > STALE_MONTHS or offer.grade == "D" else "")


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    return [max(len(cell) for cell in column) for column in zip(HEADS, *rows, strict=True)]


def _cells(offer: CardPrice, kinds: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    per = "wage h" if offer.model == IN_HOUSE and offer.per == "paid_hour" else SHORT.get(offer.per, offer.per)
    value = offer.value
    numbers = (_short(significant(value.expected)), _short(value.low), _short(value.likely), _short(value.high))
    basis = f"{offer.basis} {offer.grade}".rstrip()
    kind = kinds.get(offer.support_type, offer.support_type)
    return (offer.region, kind, f"{offer.currency}/{per}", *numbers, basis, f"{offer.age}m")


def _short(value: float) -> str:
    """A figure with millions cut short: a seat in won or dong has seven digits and more."""
    return f"{significant(value / 1e6)}m" if value >= 1e6 else plain(value)


def _line(cells: Sequence[str], wide: Sequence[int], more: Sequence[str], cited: int, room: int, style: str) -> Text:
    shown = [
        cell.rjust(size) if head in RIGHT else _fit(cell, size)
        for head, cell, size in zip(HEADS, cells, wide, strict=True)
    ]
    text = Text(" ".join(shown), style)
    if more:
        text.append(f"  {_fit(more[0], cited)}  {_fit(more[1], room - cited)}", "dim")
    text.rstrip()
    return text


def page_lines(shown: Page, width: int) -> Iterator[Text]:
    """A region's card as lines of text, each wrapped to the width."""
    yield Text.assemble((printable(shown.name), "bold"), f" ({shown.region})")
    yield from _wrapped("", " · ".join((*shown.words, f"as of {shown.as_of}")), width, "dim")
    if shown.note:
        yield from _wrapped("", printable(shown.note), width)
    yield Text()
    yield Text("Prices: expected (low – likely – high)", "bold")
    for price in shown.prices:
        yield from _price(price, shown.sources, width)
    if not shown.prices:
        yield Text("  none on the card", WARNING)
    if shown.derived_prices:
        yield Text()
        yield Text("Without a price of their own: voice times the shared factor, modeled", "bold")
        for of in shown.derived_prices:
            yield from _wrapped(
                "  ",
                f"{_kind(of.support_type, of.model)}: {_ends(of.value, 3, of.expected)} {of.unit}, × {_ends(of.factor)}",
                width,
            )
    yield Text()
    yield Text("What wages alone imply", "bold")
    yield from _floor(shown.floor, width)
    for section in dict.fromkeys(fact.section for fact in shown.facts):
        yield Text()
        yield Text(section.capitalize(), "bold")
        for fact in shown.facts:
            if fact.section == section:
                yield from _fact(fact, shown.sources, width)
    if shown.gaps:
        yield Text()
        yield Text("Not found", "bold")
        for gap in shown.gaps:
            yield from _wrapped("  - ", printable(gap), width)


def _price(price: PagePrice, sources: dict[str, str], width: int) -> Iterator[Text]:
    offer = price.offer
    kind = _kind(offer.support_type, offer.model)
    yield Text.assemble("  ", (f"{kind}: {_ends(offer.value)} {offer.unit}", "bold"))
    if price.floor is not None:
        verdict = "it is BELOW what wages alone cost" if price.below else "wages alone"
        yield from _wrapped(
            "      ",
            f"{verdict}: {_ends(price.floor, 3, price.floor_expected)}",
            width,
            WARNING if price.below else "",
        )
    grade = f"grade {offer.grade}" if offer.grade else ""
    old = f"since {offer.since} ({offer.age} months)"
    place = f"{offer.file}:{offer.line()}"
    yield from _wrapped("      ", " · ".join(filter(None, (offer.basis, grade, old, place))), width, "dim")
    if offer.includes:
        yield from _wrapped("      includes: ", ", ".join(offer.includes).replace("_", " "), width, "dim")
    said = {"formula": offer.formula, "note": offer.note}
    yield from _pedigree(said, offer.sources, offer.evidence, offer.set_aside, sources, width)


def _fact(fact: PageFact, sources: dict[str, str], width: int) -> Iterator[Text]:
    value = fact.value
    likely = value["likely"]
    limits = Range(value.get("low", likely), likely, value.get("high", likely))
    head = f"{fact.key.replace('_', ' ')}: {_ends(limits)} {fact.unit}"
    grade = f"grade {value['grade']}" if value.get("grade") else ""
    said = (fact.terms, str(value["basis"]), grade, f"since {value['from']}")
    yield from _wrapped("  ", " · ".join(filter(None, (head, *said))), width)
    formula = "; ".join(f"{end}: {text}" for end, text in value.get("formula", {}).items())
    about = {"formula": formula, "note": str(value.get("note", ""))}
    aside = value.get("set_aside", ())
    yield from _pedigree(about, value.get("sources", ()), value.get("evidence", ()), aside, sources, width)


def _pedigree(
    said: dict[str, str],
    cited: Sequence[str],
    evidence: Sequence[str],
    set_aside: Sequence[str],
    sources: dict[str, str],
    width: int,
) -> Iterator[Text]:
    """Where a value comes from, each kind of word on lines of its own."""
    for key, text in said.items():
        if text:
            yield from _wrapped(f"      {key}: ", printable(text), width, "dim")
    for source in cited:
        yield from _wrapped("      source: ", printable(sources.get(source, source)), width, "dim")
    records = [f"evidence: {', '.join(evidence)}"] if evidence else []
    records += [f"set aside: {', '.join(set_aside)}"] if set_aside else []
    if records:
        yield from _wrapped("      ", "; ".join(records), width, "dim")


def _floor(floor: WageFloor | None, width: int) -> Iterator[Text]:
    if floor is None:
        yield from _wrapped("  ", "not known: the cards have no wage by the hour here, or no exchange rate", width)
        return
    wage, burden, away = floor.wage, floor.burden, floor.shrinkage
    taken = floor.expected()
    converted = f" × {plain(floor.rate)} {floor.currency} for one" if floor.rate != 1 else ""
    formula = (
        f"{_ends(floor.hour, 3, taken.hour.likely)} {floor.currency} a logged-in hour = wage {_taken(wage)} {wage.unit}{converted} "
        f"× (1 + {_share(burden)} employer burden) ÷ (1 − {_share(away)} shrinkage)"
    )
    yield from _wrapped("  floor: ", formula, width)
    if floor.market_price is not None and taken.market_price is not None and floor.wage_share is not None:
        market = f"{_ends(floor.market_price, 3, taken.market_price.likely)} {floor.currency} = wage ÷ {_share(floor.wage_share)}"
        yield from _wrapped("  market price: ", f"{market}, the share of a price that wages are seen to be", width)
    for name, part in (("wage", wage), ("burden", burden), ("shrinkage", away), ("wage share", floor.wage_share)):
        if part is not None:
            origin = part.origin
            place = f"{origin.file}:{origin.line()}"
            grade = f"grade {origin.grade}" if origin.grade else ""
            words = " · ".join(filter(None, (origin.basis, grade, f"since {origin.date}", place)))
            yield from _wrapped(f"      {name}: ", words, width, "dim")


def _taken(part: Sourced) -> str:
    """What is taken of a value, three significant digits: a floor must be possible to compute again."""
    return plain(significant(part.value.expected))


def _share(part: Sourced) -> str:
    return f"{plain(significant(part.value.expected * 100))} %"


def _kind(support_type: str, model: str) -> str:
    return f"{support_type}, {model}".replace("_", " ")


def _ends(value: Range, digits: int | None = None, expected: float | None = None) -> str:
    """What is expected of a range, and its low – likely – high as they stand on the card or to so many digits."""
    ends = (value.low, value.likely, value.high)
    shown = [plain(significant(end, digits) if digits else end) for end in ends]
    middle = value.expected if expected is None else expected
    return shown[1] if value.is_point else f"{plain(significant(middle))} ({' – '.join(shown)})"


def _fit(text: str, width: int) -> str:
    """The text padded or cut to exactly so many cells."""
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)


def _wrapped(lead: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """Words on as many lines as they need, the later ones indented below the first."""
    line, empty = lead, True
    indent = " " * min(cell_len(lead), 10)
    for word in text.split():
        if not empty and cell_len(line) + 1 + cell_len(word) > width:
            yield Text(line, style)
            line, empty = indent, True
        line += word if empty else f" {word}"
        empty = False
    yield Text(line, style)


def _csv_cell(value: Any) -> Any:
    """Lists as one cell; a text that a spreadsheet would take for a formula is given as text."""
    text = ";".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_STARTS) else text
