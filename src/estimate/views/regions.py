"""Regions ranked by what a workload costs there: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.answers.regions import WITH_A_PREMIUM
from estimate.ground.errors import printable
from estimate.report.figures import percent, rough, symbol
from estimate.report.headline import EVERY
from estimate.report.regions import COLUMNS, PlaceDocument, RegionsDocument, needed_of
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

ROOMY = 110
FILE_WIDTH = 120
MILLION = 1e6


def lines(content: RegionsDocument, width: int) -> Iterator[Text]:
    """One region a line, cheapest first, with what else decides; the scenario's own is marked in words."""
    yield Text.assemble(
        (printable(content["scenario"]), "bold"),
        (f"  {content['currency']}, the same workload in {content['regions']} regions", "dim"),
    )
    roomy = width >= ROOMY
    name = 28 if roomy else 22
    head = f"  {'':<{name}}{'total':>11}  {'80 % range':<17}{'contact':>8}{'night':>7}"
    yield Text(
        head + (f"{'w/end':>7}{'rise':>8}{'overlap':>9}  {'price is':<26}{'assumed':>7}" if roomy else "  price"), "dim"
    )
    for place in (place for place in content["places"] if place["ranked"]):
        mark = (" +" if place["speaks"] == WITH_A_PREMIUM else "") + (" (now)" if place["here"] else "")
        text = Text.assemble(
            "  ",
            (fitted(printable(place["name"]) + mark, name), "bold" if place["here"] else ""),
            f"{'' if place['total'] is None else rough(place['total']):>11}  ",
            (fitted(_range(place), 17), "dim"),
            f"{'–' if place['per_contact'] is None else rough(place['per_contact']):>8}",
            f"{percent(place['night_share']):>7}",
        )
        price = f"{place['basis']} {place['grade']}".strip()
        if roomy:
            overlap = "–" if place["overlap_hours"] is None else f"{place['overlap_hours']:g} h"
            text.append(f"{percent(place['weekend_share']):>7}{percent(place['rise']):>8}{overlap:>9}  ")
            text.append(f"{price + ', ' + place['date'][:7]:<26}{place['assumed']:>7}", "dim")
        else:
            text.append(f"  {price}", WARNING if place["basis"] == "assumed" else "dim")
        yield text
    if not any(place["ranked"] for place in content["places"]):
        yield Text("  No region fits.", WARNING)
    yield Text()
    yield from _unranked(content, width)
    words = EVERY.get(content["at"], "").capitalize() + "." if content["at"] in EVERY else ""
    if any(place["low"] is not None for place in content["places"]):
        words += " The 80 % range is that of each region's total: eight cases in ten lie in it."
    if content["moved_price"]:
        words += " The scenario's own price belongs to its region and did not move."
    if any(place["speaks"] == WITH_A_PREMIUM for place in content["places"]):
        words += " + marks a region where a source gives a premium for the language; it is in the total."
    if assumption := needed_of(content).assumption():
        words += f" {assumption}"
    yield from wrapped("  ", words, width, "dim")
    if content["own_people"]:
        yield from wrapped(
            "  ",
            "The scenario has people of one's own; everywhere here a vendor's usual price stands in.",
            width,
            "dim",
        )
    if content["not_priced"]:
        listed = ", ".join(refused["region"] for refused in content["not_priced"])
        yield from wrapped(
            "  ",
            f"{len(content['not_priced'])} have no price for this work, or no exchange rate: {listed}. --format json says why.",
            width,
            "dim",
        )


def _unranked(content: RegionsDocument, width: int) -> Iterator[Text]:
    """The regions that are no answer, by what nobody there is known to speak, with a total where a source prices it."""
    silent = [place for place in content["places"] if not place["ranked"]]
    for codes in dict.fromkeys(tuple(place["unspoken"]) for place in silent):
        these = [place for place in silent if tuple(place["unspoken"]) == codes]
        words = ", ".join(
            printable(place["name"])
            + (" (now)" if place["here"] else "")
            + ("" if place["total"] is None else f" at {rough(place['total'])}")
            for place in these
        )
        yield from wrapped("  ", f"Not ranked, {needed_of(content).nobody(codes)}: {words}.", width)
    if silent:
        yield Text()


def _range(place: PlaceDocument) -> str:
    """The 80 % range of the total in millions or thousands, or half of the cases where it would leave the total out."""
    total, low, median, high = place["total"], place["low"], place["median"], place["high"]
    if total is None or low is None or median is None or high is None:
        return ""
    if low >= high:
        return "no range"
    if not low <= total <= high:
        return f"half below {rough(median)}"
    unit, letter, places = (1e6, "M", 2) if high >= MILLION else (1e3, "k", 0)
    return f"{low / unit:,.{places}f} – {high / unit:,.{places}f} {letter}"


def rows(content: RegionsDocument) -> Iterator[list[object]]:
    """A region a row."""
    yield list(COLUMNS)
    for place in content["places"]:
        yield [place[column] for column in COLUMNS]  # type: ignore[literal-required]


def page(content: RegionsDocument) -> Iterator[str]:
    """One Markdown table, and what was taken for the languages."""
    needed, sign = needed_of(content), symbol(content["currency"])
    heads = [
        "Region",
        f"Total ({content['currency']})",
        "80 % range",
        "Per contact",
        "Night",
        "Rise",
        "Price is",
        "Speaks",
    ]
    table = []
    for place in content["places"]:
        each, total = place["per_contact"], place["total"]
        speaks = place["speaks"] if place["ranked"] else f"{place['speaks']}: {needed.nobody(place['unspoken'])}"
        table.append(
            [
                escaped(place["name"]),
                "–" if total is None else rough(total),
                "–" if total is None else _range(place),
                "–" if each is None else f"{sign} {rough(each)}",
                percent(place["night_share"]),
                percent(place["rise"]),
                f"{place['basis']} {place['grade']}".strip(),
                speaks,
            ]
        )
    yield from markdown_table(heads, table, figures=(1, 2, 3, 4, 5))
    if assumption := needed.assumption():
        yield ""
        yield assumption
