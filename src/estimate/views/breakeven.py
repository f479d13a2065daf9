"""A break-even on a terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from estimate.answers.breakeven import BreakEven
from estimate.ground.errors import printable
from estimate.ground.units import money
from estimate.report.figures import plain, rough, symbol, whole
from estimate.views.fitting import fitted, wrapped

BAR = "█"
WIDEST = 40


@dataclass(frozen=True)
class Shown:
    """A break-even and the words around it."""

    option: str
    reference: str
    path: str
    unit: str
    currency: str
    found: BreakEven
    moves_both: bool
    by_target: bool
    only_a_part: bool = False
    """Whether the rate that moves is only a part of a price with steps, a base fee or queues' own prices."""
    total_now: float | None = None
    """What the option costs as things are, where the number has a value."""


def show(shown: Shown, console: Console) -> None:
    """Print the answer and a small curve."""
    for line in lines(shown, console.width):
        console.print(line, soft_wrap=True)


def render(shown: Shown, form: str) -> str:
    """The break-even as text in a format."""
    found = shown.found
    if form == "json":
        content = {
            "option": shown.option,
            "reference": shown.reference,
            "path": shown.path,
            "unit": shown.unit,
            "currency": shown.currency,
            "now": found.now,
            "total_now": None if shown.total_now is None else money(shown.total_now, shown.currency),
            "moves": ["option", "reference"] if shown.moves_both else ["option"],
            "from": found.low,
            "to": found.high,
            "break_even": [float(f"{value:.9g}") for value in found.crossings],
            "jumps": [float(f"{value:.9g}") for value in found.jumps],
            "always_cheaper": found.always,
            "monotone": found.monotone,
            "only_a_part_of_the_price": shown.only_a_part,
            "curve": [
                {"value": x, "option": money(a, shown.currency), "reference": money(b, shown.currency)}
                for x, a, b in found.curve
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([shown.path, "option", "reference"])
        writer.writerows([x, money(a, shown.currency), money(b, shown.currency)] for x, a, b in found.curve)
        return out.getvalue()
    return "\n".join(line.plain.rstrip() for line in lines(shown, 100)) + "\n"


def lines(shown: Shown, width: int) -> Iterator[Text]:
    """The sentence first, then the option's total over the values tried, against the reference's."""
    found, unit = shown.found, f" {shown.unit}" if shown.unit else ""
    option, reference = printable(shown.option), printable(shown.reference)
    now = "" if found.now is None else f" (now {plain(found.now)})"
    if found.crossings:
        places = " and ".join(plain(value) for value in found.crossings)
        words = f"{option} costs what {reference} costs at {shown.path} = {places}{unit}{now}."
    else:
        side = option if found.always == "option" else reference
        words = f"They never meet: from {plain(found.low)} to {plain(found.high)}{unit}{now}, {side} is always cheaper."
    yield from wrapped("", words, width, "bold")
    if shown.total_now is not None and found.now is not None:
        today = f"{symbol(shown.currency)} {whole(shown.total_now)}"
        yield from wrapped("", f"Now, at {plain(found.now)}{unit}, {option} costs {today}.", width)
    if shown.moves_both:
        yield from wrapped("", "It moves on both sides, because it is the same for both.", width)
    elif not shown.by_target:
        yield from wrapped("", f"It moves in {option} alone; {reference} stays as it is.", width)
    if shown.only_a_part:
        words = "Only the rate moves; steps, base fee and queues' own prices stay (--vary price moves the whole price by a factor)."
        yield from wrapped("", words, width, "yellow")
    if found.jumps:
        words = "There the totals jump past each other (people are hired whole), so they are never quite equal."
        yield from wrapped("", words, width, "yellow")
    if not found.monotone:
        yield from wrapped(
            "",
            "The total does not move one way here, so there may be more places than a curve of this many steps shows.",
            width,
            "yellow",
        )
    yield Text()
    most = max(max(a, b) for _, a, b in found.curve) or 1.0
    room = max(8, min(WIDEST, width - (56 if shown.moves_both else 40)))
    sign = symbol(shown.currency)
    same = f"  | is {reference}: {rough(found.curve[0][2])}"
    theirs = f"  {fitted('| ' + reference, 14)}" if shown.moves_both else same
    yield Text(f"  {'value':>12}  {sign + ' total':>14}{theirs}", "dim")
    for x, a, b in found.curve[::2]:
        mark = round(b / most * room)
        bar = (BAR * max(0, round(a / most * room))).ljust(room + 1)
        drawn = f"{bar[:mark]}|{bar[mark + 1 :]}"
        other = f"{whole(b):>14}  " if shown.moves_both else ""
        yield Text.assemble(
            f"  {plain(x):>12}  {whole(a):>14}  {other}", (drawn.rstrip(), "green" if a <= b else "red")
        )
