"""Regions ranked by what a workload costs there: on a terminal, as JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.text import Text

from estimate.answers.relocation import WITH_A_PREMIUM, Place, Refused
from estimate.ground.errors import printable
from estimate.ground.units import money as to_the_cent
from estimate.report.figures import percent, rough, symbol
from estimate.report.headline import EVERY
from estimate.report.languages import Needed
from estimate.views.csv import cell
from estimate.views.fitting import fitted, wrapped
from estimate.views.markdown import escaped

ROOMY = 110
MILLION = 1e6
FILE_WIDTH = 120
COLUMNS = (
    "region", "name", "area", "total", "low", "median", "high", "budget", "per_contact", "per_handled_contact", "night_share", "weekend_share", "rise", "overlap_hours",
    "hours_away", "basis", "grade", "date", "assumed", "speaks",
)  # fmt: skip


MONEY = ("total", "low", "median", "high", "budget", "per_contact", "per_handled_contact")
"""What is not said of a region where no source prices the language."""


@dataclass(frozen=True)
class Shown:
    """The ranking and the words around it."""

    scenario: str
    currency: str
    places: tuple[Place, ...]
    refused: tuple[Refused, ...]
    quoted: bool
    own_people: bool
    regions: int
    at: str
    needed: Needed


def show(shown: Shown, console: Console) -> None:
    """Print the ranking to a console, in its width."""
    for line in lines(shown, console.width):
        console.print(line, soft_wrap=True)


def render(shown: Shown, form: str) -> str:
    """The ranking as text in a format."""
    if form == "json":
        content = {
            "scenario": shown.scenario,
            "currency": shown.currency,
            "at": shown.at,
            "languages": list(shown.needed.named),
            "languages_of_its_region": list(shown.needed.taken),
            "places": [
                _row(place, shown.currency)
                | {"languages": list(place.languages), "unspoken": list(place.unspoken), "here": place.here}
                for place in shown.places
            ],
            "not_priced": [asdict(refused) for refused in shown.refused],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([cell(value) for value in _row(place, shown.currency).values()] for place in shown.places)
        return out.getvalue()
    if form == "markdown":
        return "\n".join(_markdown(shown)) + "\n"
    return "\n".join(line.plain.rstrip() for line in lines(shown, FILE_WIDTH)) + "\n"


def lines(shown: Shown, width: int) -> Iterator[Text]:
    """One region a line, cheapest first, with what else decides; the scenario's own is marked in words."""
    yield Text.assemble(
        (printable(shown.scenario), "bold"),
        (f"  {shown.currency}, the same workload in {shown.regions} regions", "dim"),
    )
    roomy = width >= ROOMY
    name = 28 if roomy else 22
    head = f"  {'':<{name}}{'total':>11}  {'80 % range':<17}{'contact':>8}{'night':>7}"
    yield Text(
        head + (f"{'w/end':>7}{'rise':>8}{'overlap':>9}  {'price is':<26}{'assumed':>7}" if roomy else "  price"), "dim"
    )
    for place in (place for place in shown.places if place.ranked):
        mark = (" +" if place.speaks == WITH_A_PREMIUM else "") + (" (now)" if place.here else "")
        text = Text.assemble(
            "  ",
            (fitted(printable(place.name) + mark, name), "bold" if place.here else ""),
            f"{rough(place.total):>11}  ",
            (fitted(_range(place), 17), "dim"),
            f"{'–' if place.per_contact is None else rough(place.per_contact):>8}",
            f"{percent(place.night_share):>7}",
        )
        grade = f" {place.grade}" if place.grade else ""
        if roomy:
            overlap = "–" if place.overlap_hours is None else f"{place.overlap_hours:g} h"
            text.append(f"{percent(place.weekend_share):>7}{percent(place.rise):>8}{overlap:>9}  ")
            text.append(f"{f'{place.basis}{grade}, {place.date[:7]}':<26}{place.assumed:>7}", "dim")
        else:
            text.append(f"  {place.basis}{grade}", "yellow" if place.basis == "assumed" else "dim")
        yield text
    if not any(place.ranked for place in shown.places):
        yield Text("  No region fits.", "yellow")
    yield Text()
    yield from _unranked(shown, width)
    words = EVERY.get(shown.at, "").capitalize() + "." if shown.at in EVERY else ""
    if any(place.low is not None for place in shown.places):
        words += " The 80 % range is that of each region's total: eight cases in ten lie in it."
    if shown.quoted:
        words += " The scenario's own price belongs to its region and did not move."
    if any(place.speaks == WITH_A_PREMIUM for place in shown.places):
        words += " + marks a region where a source gives a premium for the language; it is in the total."
    if assumption := shown.needed.assumption():
        words += f" {assumption}"
    yield from wrapped("  ", words, width, "dim")
    if shown.own_people:
        yield from wrapped(
            "  ",
            "The scenario has people of one's own; everywhere here a vendor's usual price stands in.",
            width,
            "dim",
        )
    if shown.refused:
        listed = ", ".join(refused.region for refused in shown.refused)
        yield from wrapped(
            "  ",
            f"{len(shown.refused)} have no price for this work, or no exchange rate: {listed}. --format json says why.",
            width,
            "dim",
        )


def _unranked(shown: Shown, width: int) -> Iterator[Text]:
    """The regions that are no answer, by what nobody there is known to speak, with a total where a source prices it."""
    silent = [place for place in shown.places if not place.ranked]
    for codes in dict.fromkeys(place.unspoken for place in silent):
        these = [place for place in silent if place.unspoken == codes]
        words = ", ".join(
            printable(place.name)
            + (" (now)" if place.here else "")
            + (f" at {rough(place.total)}" if place.priced else "")
            for place in these
        )
        yield from wrapped("  ", f"Not ranked, {shown.needed.nobody(codes)}: {words}.", width)
    if silent:
        yield Text()


def _range(place: Place) -> str:
    """The 80 % range of the total in millions or thousands, or half of the cases where it would leave the total out."""
    if place.low is None or place.median is None or place.high is None:
        return ""
    if place.low >= place.high:
        return "no range"
    if not place.low <= place.total <= place.high:
        return f"half below {rough(place.median)}"
    unit, letter, places = (1e6, "M", 2) if place.high >= MILLION else (1e3, "k", 0)
    return f"{place.low / unit:,.{places}f} – {place.high / unit:,.{places}f} {letter}"


def _row(place: Place, currency: str) -> dict[str, object]:
    values = asdict(place)
    money = {
        key: None if values[key] is None else to_the_cent(values[key], currency)
        for key in ("total", "low", "median", "high", "budget")
    }
    figures = {
        key: None if values[key] is None else round(values[key], 6)
        for key in ("per_contact", "per_handled_contact", "night_share", "weekend_share", "rise")
    }
    row = {key: (money | figures).get(key, values[key]) for key in COLUMNS}
    return row if place.priced else row | dict.fromkeys(MONEY)


def _markdown(shown: Shown) -> Iterator[str]:
    yield f"| Region | Total ({shown.currency}) | 80 % range | Per contact | Night | Rise | Price is | Speaks |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |"
    for place in shown.places:
        unknown = place.per_contact is None or not place.priced
        contact = "–" if unknown else f"{symbol(shown.currency)} {rough(place.per_contact or 0)}"
        total, ends = (rough(place.total), _range(place)) if place.priced else ("–", "–")
        speaks = place.speaks if place.ranked else f"{place.speaks}: {shown.needed.nobody(place.unspoken)}"
        cells = [
            escaped(place.name), total, ends, contact, percent(place.night_share), percent(place.rise),
            f"{place.basis} {place.grade}".strip(), speaks,
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    if assumption := shown.needed.assumption():
        yield f"\n{assumption}"
