"""Exchange rates on a terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from estimate.answers.rates_fx import KnownRate
from estimate.ground.errors import printable
from estimate.ground.ranges import Range
from estimate.report.figures import significant
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import cell

DIGITS = 5
COLUMNS = (
    "currency", "reference", "units_low", "units", "units_high", "price_low", "price", "price_high", "basis", "grade", "from",
    "file", "sources",
)  # fmt: skip
WORDS = "Units of each currency for one {reference}, from the lowest to the highest that a plan reckons with, and the price of one unit in {reference}."


def show(rates: Sequence[KnownRate], as_of: str, console: Console) -> None:
    """Print the rates in the console's width."""
    for line in lines(rates, as_of, max(60, console.width)):
        console.print(line, soft_wrap=True)


def lines(rates: Sequence[KnownRate], as_of: str, width: int) -> Iterator[Text]:
    """A row a currency, with its source where there is room; where each figure was published stands below."""
    yield from wrapped("", WORDS.format(reference=rates[0].reference), width)
    yield Text(f"In force on {as_of}.", "dim")
    yield Text()
    yield Text(f"{'':5}{'rate':>12}{'low':>12}{'high':>12}{'price':>12}  since", "bold")
    for rate in rates:
        if rate.units is None or rate.price is None:
            yield Text(f"{rate.currency:5}no rate before {rate.origin.date}", "dim")
            continue
        figures = (rate.units.likely, rate.units.low, rate.units.high, rate.price.likely)
        row = f"{rate.currency:5}{''.join(f'{_figure(value):>12}' for value in figures)}  {rate.origin.date}"
        room = width - len(row) - 2
        source = fitted(printable("; ".join(rate.cited) or rate.origin.file), room) if room >= 30 else ""
        yield Text.assemble(row, (f"  {source}".rstrip(), "dim"))
    yield Text()
    for source in dict.fromkeys(source for rate in rates for source in rate.cited or (rate.origin.file,) if source):
        yield from wrapped("", printable(source), width, "dim")


def rates_json(rates: Sequence[KnownRate], as_of: str) -> str:
    """The rates as one JSON object."""
    content = {"as_of": as_of, "reference": rates[0].reference, "rates": [_record(rate) for rate in rates]}
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def rates_csv(rates: Sequence[KnownRate]) -> str:
    """A header, then a currency a row; several sources are set apart by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rate in rates:
        record = _record(rate)
        units, price = record["units"] or {}, record["price"] or {}
        ends = [
            *(units.get(end, "") for end in ("low", "likely", "high")),
            *(price.get(end, "") for end in ("low", "likely", "high")),
        ]
        rest = (record["basis"], record["grade"], record["from"], record["file"], "; ".join(record["sources"]))
        writer.writerow([rate.currency, rate.reference, *ends, *map(cell, rest)])
    return out.getvalue()


def _record(rate: KnownRate) -> dict[str, Any]:
    origin = rate.origin
    return {
        "currency": rate.currency,
        "units": _ends(rate.units),
        "price": _ends(rate.price),
        "basis": None if rate.units is None else origin.basis,
        "grade": origin.grade,
        "from": origin.date,
        "file": origin.file,
        "sources": list(rate.cited),
        "note": origin.note,
    }


def _ends(value: Range | None) -> dict[str, float] | None:
    if value is None:
        return None
    return {end: float(f"{getattr(value, end):.7g}") for end in ("low", "likely", "high")}


def _figure(value: float) -> str:
    """Five significant digits, never in powers of ten."""
    return f"{significant(value, DIGITS):,.10f}".rstrip("0").rstrip(".")
