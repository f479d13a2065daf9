"""How sure an estimate is: what it assumes, what to be careful about, and which facts would narrow its range."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import shown
from estimate.report.figures import percent, signed
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.fitting import fitted, wrapped
from estimate.views.labeled import labeled
from estimate.views.rounding import short

if TYPE_CHECKING:
    from estimate.report.parts import Assumption, EstimateDocument
    from estimate.report.range_document import NarrowerDocument


ROOMY = 100
"""From this width on a fact and the place to write it stand on one line."""
MOVES = 0.02
"""A choice that moves the cost by less is left to the full estimate."""
MONTH = "average_month"
"""A choice whose change is that of the average month, as another term changes the total."""
NAMED = 3
"""So many names are listed before the rest is counted."""
CLOSE, FAIR = 1.35, 2.0
"""An 80 % range whose high end is at most so many times its low end is close, or fair; every other is rough."""


def choices(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """Choices that nobody made and that move the cost: what was taken, what the other one would do, and where to write it."""
    moving = [one for one in content.get("structural") or [] if abs(one["change"]) >= MOVES]
    for at, one in enumerate(moving[:most]):
        team = f"{printable(one['team'])}: " if one["team"] else ""
        choice, colon, parts = printable(one["taken"]).partition(": ")
        taken = f"{choice}{colon}{words.listed(parts.split(', '), NAMED)}"
        text = (
            f"{team}{taken} ({printable(one['other'])}: {signed(one['change'])}"
            f"{' a month' if one['of'] == MONTH else ''}, {words.written(one['path'])})"
        )
        yield from labeled("Assumes" if at == 0 else "", text, width)


def cautions(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """The warnings that change the decision, worst first."""
    found = content.get("cautions") or []
    for at, caution in enumerate(found[:most]):
        yield from labeled("Careful" if at == 0 else "", words.warning(printable(caution)), width, colors.WARNING)
    if len(found) > most:
        yield from labeled("", f"and {len(found) - most} more with --full", width)


def how_sure(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """How wide the range is, how much of it is guessed, and which facts narrow it most, with the place to write each."""
    spread, total = content.get("range"), content["total"]
    guessed = sum(one["basis"] == "assumed" for one in content["assumptions"])
    filled = len(content["assumptions"])
    guesses = f"{guessed} of {filled} numbers we filled in are guesses." if filled else "every number is yours."
    low, high = total["low"], total["high"]
    if spread is None or low is None or high is None:
        yield from labeled("How sure", f"No range was made; {guesses}", width)
        return
    if low == high:
        yield from labeled("How sure", f"No number has a range; {guesses}", width)
        return
    wide = high / low if low > 0 else math.inf
    word = "Close" if wide <= CLOSE else "Fair" if wide <= FAIR else "Rough"
    facts = [one for one in spread["narrowed_by"] if one["keys"]][:most]
    yield from labeled("How sure", f"{word}: {guesses}{' Tell us first:' if facts else ''}", width)
    yield from _facts(content, facts, width)


def _facts(content: EstimateDocument, facts: Sequence[NarrowerDocument], width: int) -> Iterator[Text]:
    """Each fact on a line with what was taken and what it narrows, and below it, or behind it, where to write it."""
    assumed = {path: one for one in reversed(content["assumptions"]) for path in one.get("paths", [one["path"]])}
    rows = []
    for fact in facts:
        taken = next((assumed[key] for key in fact["keys"] if key in assumed), None)
        name = words.input_words(
            printable(fact["input"]), taken["unit"] if taken else "", placed=len(content["staffing"]) > 1
        )
        rows.append(
            (
                name,
                _taken(taken, fact["basis"]),
                key_of(fact),
                f"narrows the range by {percent(fact['range_reduction'])}",
            )
        )
    if not rows:
        return
    rows = [(shown(name), shown(taken), key, shown(narrows)) for name, taken, key, narrows in rows]
    left = max(max(cell_len(name), cell_len(key)) for name, _, key, _ in rows)
    right = max(max(cell_len(taken), cell_len(narrows)) for _, taken, _, narrows in rows)
    columns = [max(cell_len(row[at]) for row in rows) for at in range(4)]
    one_line = width >= ROOMY and 4 + sum(columns) + 6 <= width
    for number, row in enumerate(rows, 1):
        front = f"  {number} "
        if one_line:
            cells = [fitted(cell, wide) for cell, wide in zip(row, columns, strict=True)]
            yield Text.assemble(front, "  ".join(cells[:2]), "  ", (cells[2], "bold"), f"  {row[3]}")
        elif 4 + left + 2 + right <= width:
            yield Text(f"{front}{fitted(row[0], left)}  {row[1]}")
            yield Text.assemble("    ", (fitted(row[2], left), "bold"), f"  {row[3]}")
        else:
            yield from wrapped(front, f"{row[0]}: {row[1]}", width)
            yield from wrapped("    ", f"{row[2]} {row[3]}", width)


def _taken(assumed: Assumption | None, basis: str) -> str:
    """What the estimate took meanwhile, with the ends of its range."""
    if assumed is None:
        return "yours has a range" if basis == "given" else "we took a range"
    share = assumed["unit"].startswith("share") or assumed["unit"] == "share"
    unit = "%" if share else ""
    low, high = short(assumed["low"], unit), short(assumed["high"], unit)
    return f"we took {short(assumed['expected'], unit)} ({low} – {high})"


def key_of(fact: NarrowerDocument) -> str:
    """The path to write a fact at, as --set takes it."""
    more = len(fact["keys"]) - 1
    return f"{words.written(fact['keys'][0])}{f' and {more} more' if more else ''}"
