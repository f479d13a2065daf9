"""Where the money goes: the categories by the month, what each buys, and their lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import amount as read
from estimate.language import shown
from estimate.report.figures import rough, whole
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.fitting import fitted, padded, width_of, wrapped
from estimate.views.rounding import place_of, placed, shared_out

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument, LineDocument


BAR = "█"
WIDEST_BAR = 24
SMALL = 0.02
"""Lines below this share of the total are folded into one."""
OPENING = 3
"""What is paid once before the service and in so many months of it is paid at the start."""


def where_it_goes(content: EstimateDocument, width: int, depth: int) -> Iterator[Text]:
    """The categories by the month, what each buys, and with depth 2 their lines."""
    months, total = content["months"], content["total"]["expected"]
    parts = {key: amount for key, amount in content["by_category"].items() if amount}
    if not parts:
        return
    place = place_of(total / months)
    amounts = dict(zip(parts, shared_out([amount / months for amount in parts.values()], place), strict=True))
    figures = {key: placed(amount, place) for key, amount in amounts.items()}
    figures = {key: read(figure) for key, figure in figures.items()}
    money = max(map(cell_len, figures.values()))
    bought = {key: shown(_bought(content, key)) for key in parts}
    label = max(width_of(words.CATEGORIES[key]) for key in parts) + 2
    room = width - 2 - label - money - 4 - max(cell_len(text) for text in bought.values())
    bar = min(WIDEST_BAR, room) if room >= 6 else 0
    most = max(amounts.values())
    yield Text(shown("Where it goes, a month"), "bold")
    for key, figure in figures.items():
        drawn = BAR * max(1, round(max(0.0, amounts[key]) / most * bar)) if bar and most > 0 else ""
        line = Text.assemble(f"  {padded(words.CATEGORIES[key], label)}{padded(figure, money, right=True)}")
        if bar:
            line.append("  ")
            line.append(f"{drawn:<{bar}}", colors.BAR)
        if bought[key] and line.cell_len + 2 + cell_len(bought[key]) <= width:
            line.append(f"  {bought[key]}")
            yield line
        else:
            yield line
            if bought[key]:
                yield from wrapped("    ", bought[key], width)
        if depth > 1:
            yield from _lines_of(content, key, label, money, place)


def _lines_of(content: EstimateDocument, category: str, label: int, money: int, place: float) -> Iterator[Text]:
    """The lines of a category by the month, largest first, the small ones folded."""
    sums: dict[str, float] = {}
    for line in content["lines"]:
        if line["category"] == category:
            sums[line["label"]] = sums.get(line["label"], 0.0) + line["amount"] / content["months"]
    least = SMALL * content["total"]["expected"] / content["months"]
    large = {name: amount for name, amount in sums.items() if abs(amount) >= least}
    small = [amount for name, amount in sums.items() if name not in large]
    for name, amount in sorted(large.items(), key=lambda item: -item[1]):
        yield Text(f"    {fitted(printable(name), label - 2)}{padded(read(placed(amount, place)), money, right=True)}")
    if small:
        yield Text(
            f"    {fitted(f'{len(small)} small ones', label - 2)}{padded(read(placed(math.fsum(small), place)), money, right=True)}"
        )


def _bought(content: EstimateDocument, category: str) -> str:
    """What a category's money buys: people and hours, seats, or what is paid once."""
    if category == "labor":
        people = sum(team["headcount"] + team["leads"] for team in content["staffing"])
        hours = sum(team["logged_in_hours"] for team in content["staffing"])
        return f"{people_words(people)}, {rough(hours)} hours" if people and hours else ""
    parts = []
    if category == "technology":
        seats = max((line["quantity"] for line in content["lines"] if _is_seat(line)), default=0) / content["months"]
        if seats:
            parts.append(f"{whole(max(1, seats))} seat{'' if round(seats) <= 1 else 's'}")
    start = math.fsum(math.fsum(line["by_month"][: OPENING + 1]) for line in _paid_once(content, category))
    end = math.fsum(line["by_month"][-1] for line in _paid_once(content, category))
    if content["months"] > OPENING:
        parts += [f"{rough(amount)} to {what}" for amount, what in ((start, "start"), (end, "leave")) if amount >= 1]
    return ", ".join(parts)


def _is_seat(line: LineDocument) -> bool:
    return line["category"] == "technology" and line["unit"] == "seat_month"


def _paid_once(content: EstimateDocument, category: str) -> list[LineDocument]:
    return [line for line in content["lines"] if line["category"] == category and line["one_off"]]


def people_words(count: float) -> str:
    """So many people, whole ones from three on."""
    shown = rough(count) if count < 3 and count != round(count) else whole(count)
    return f"{shown} {'person' if shown == '1' else 'people'}"
