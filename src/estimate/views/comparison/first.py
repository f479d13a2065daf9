"""The first screen of a comparison: the verdict in a sentence, one table, why in a few steps, what next. Made from its document alone."""

from __future__ import annotations

import math
import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.comparison_document import ComparisonDocument, OptionDocument
from estimate.report.figures import percent, plain, rough, signed, whole
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.fitting import fitted, padded, width_of, wrapped
from estimate.views.rounding import place_of, placed, shared_out

LABEL = 14
ROW = 25
"""The width of the rows' labels."""
GAP = 2
LEAST = 10
"""The least width of a column of figures."""
STEPS = 7
NOTES = 3
BAR = "█"
WIDEST_BAR = 30
SURE, PROBABLE = "sure", "probable"
WHY = {
    "volume": "how many contacts",
    "productivity": "time for each contact",
    "price": "the price and its terms",
    "inclusions": "what the price includes",
    "premiums": "nights, weekends, languages",
    "technology": "software",
    "training": "training and your time",
    "fees": "start and hidden costs",
    "currency": "the exchange rate",
}
"""Each step of the bridge in plain words."""
HEADROOMS = {
    "price": "its price rises by {limit}",
    "first_contact_resolution": "it solves less than {limit} at the first contact (now {now})",
    "attrition_per_year": "more than {limit} of its people leave in a year",
    "volume": "contacts are {times} times as many",
}
TECHNICAL = ("Hours per FTE-month differ", "They are billed by different units", "Costs without a price")
"""Notes that begin so are for those who compare hours, or are said in the table; all are in the full comparison."""

Cells = list[str]


def lines(content: ComparisonDocument, width: int, *, depth: int = 1) -> Iterator[Text]:
    """The first screen as lines no wider than `width`; depth 2 has the lines of each category as well."""
    months = content.get("months") or len(content["options"][0]["returns"]["by_month"]) - 1
    title = f"{words.counted(len(content['sides'])).capitalize()} options over {words.term(months)}, {words.currency(content['currency'])}"
    yield from wrapped("", title, width, "bold")
    yield Text()
    yield from _verdict(content, months, width)
    yield Text()
    yield from _table(content, months, width, depth)
    yield from _why(content, months, width)
    yield Text()
    yield from _beside(content, width)
    yield from _not_in_it(content, width)
    yield from _next(content, width)


def _verdict(content: ComparisonDocument, months: float, width: int) -> Iterator[Text]:
    """Which is cheaper and in how many of a hundred cases, and what that saves."""
    said = content["verdict"]
    yield from wrapped("", printable(_sentence(content)), width, "bold")
    option = _told(content)
    if said["winner"] is None or option is None:
        return
    saved = abs(option["difference"])
    reference = printable(content["sides"][0]["name"])
    if option["name"] == said["winner"]:
        text = f"It saves {rough(saved / months)} a month against {reference}, {rough(saved)} in {words.term(months)}"
        back = option["returns"]["payback_month"]
        text += f"; the start is paid back in month {math.ceil(back)}." if back else "."
    else:
        text = (
            f"{printable(option['name'])}, the next, costs {rough(saved / months)} more a month, "
            f"{rough(saved)} in {words.term(months)}."
        )
    yield from wrapped("", text, width)


def _sentence(content: ComparisonDocument) -> str:
    """The verdict; how it was found decides the words."""
    said, names = content["verdict"], [side["name"] for side in content["sides"]]
    by, lowest = said["by"], content["cheapest"]
    if said["winner"] is None:
        if by == "contacts":
            return "No winner: they do not handle the same number of contacts, as far as is said."
        if by == "draws" and content["pairs"] and lowest is not None:
            at = names.index(lowest)
            share, rival = min((share, name) for name, share in _beaten(content, at))
            return f"No winner: {lowest} costs the least, but less than {rival} in only {_cases(share)}."
        if lowest is None:
            return "No winner: two or more cost the least alike."
        return f"No winner: {lowest} costs the least, but the ranges overlap."
    word = "is cheaper" if said["confidence"] == SURE else "is probably cheaper"
    winner = said["winner"]
    if by == "draws" and content["pairs"]:
        (first, share), *more = sorted(_beaten(content, names.index(winner)), key=lambda one: one[1])
        rest = "".join(f", than {name} in {_hundred(other)}" for name, other in more)
        return f"{winner} {word} than {first} in {_cases(share)}{rest}."
    if by == "contacts":
        return f"{winner} costs the least for a contact; the options handle different numbers of them."
    if by == "totals":
        return f"{winner} costs the least; how sure that is was not drawn."
    return f"{winner} {word}: its range lies below the others'."


def _beaten(content: ComparisonDocument, at: int) -> list[tuple[str, float]]:
    """Each other side and the share of cases in which the one at `at` costs less than it."""
    assert content["pairs"] is not None
    return [
        (side["name"], share)
        for other, (side, share) in enumerate(zip(content["sides"], content["pairs"][at], strict=True))
        if other != at
    ]


def _hundred(share: float) -> str:
    """A share in so many of a hundred; never all or none where it is not."""
    count = round(share * 100)
    if count == 100 and share < 1:
        return "more than 99"
    return "less than 1" if count == 0 and share > 0 else str(count)


def _cases(share: float) -> str:
    return f"{_hundred(share)} of 100 cases"


def _told(content: ComparisonDocument) -> OptionDocument | None:
    """The option whose difference is told: the winner or the cheapest, or the nearest rival where that is the reference."""
    best = content["verdict"]["winner"] or content["cheapest"]
    options = content["options"]
    chosen = next((one for one in options if one["name"] == best), None)
    return chosen or min(options, key=lambda one: one["difference"], default=None)


def _table(content: ComparisonDocument, months: float, width: int, depth: int) -> Iterator[Text]:
    """A column for each side, or where the width does not hold them a row for each."""
    rows = list(_rows(content, months, depth))
    names = [printable(side["name"]) for side in content["sides"]]
    needed = max(LEAST, *(cell_len(cell) for _, cells in rows for cell in cells))
    room = (width - 2 - ROW) // len(names) - GAP
    if room < needed:
        yield from _by_row(content, months, width)
        return
    column = min(room, max(needed, *map(cell_len, names)))
    heads = [[line.plain for line in wrapped("", name, column)] for name in names]
    tall = max(map(len, heads))
    for at in range(tall):
        cells = [head[at - tall + len(head)] if at >= tall - len(head) else "" for head in heads]
        yield _row("", [fitted(cell, column).rstrip() if cell else "" for cell in cells], column, "bold")
    for label, cells in rows:
        yield _row(label, cells, column, "bold" if label == "A month" else "")


def _row(label: str, cells: Sequence[str], column: int, style: str = "") -> Text:
    shown = "".join(" " * (GAP + column - cell_len(cell)) + cell for cell in cells)
    return Text(f"  {fitted(label, ROW)}{shown}".rstrip(), style)


def _rows(content: ComparisonDocument, months: float, depth: int) -> Iterator[tuple[str, Cells]]:
    """At most fifteen rows: money by the month, then what is paid once, and people."""
    found = _values(content)
    totals = found["total"]
    places = [place_of((total or 0) / months) for total in totals]

    def money(values: Sequence[float | None], by: float) -> Cells:
        return [
            "–" if value is None else placed(value / by, place) for value, place in zip(values, places, strict=True)
        ]

    yield "A month", money(totals, months)
    yield "  against the first", ["", *(_change(option) for option in content["options"])]
    if any(value is not None for value in found["total_low"]):
        for label, key in (("  in 8 of 10 cases from", "total_low"), ("  to", "total_high")):
            yield label, [_rough(None if value is None else value / months) for value in found[key]]
    yield words.term_label(months), [_rough(value) for value in totals]
    if any(len(one["allowances"]) for one in content["normalized"]):
        bids = {one["name"]: one["normalized"] for one in content["normalized"]}
        yield "  the bid, gaps filled", [_rough(bids.get(side["name"])) for side in content["sides"]]
    elif any(value is not None for value in found["total_budget"]):
        yield "  to set aside", [_rough(value) for value in found["total_budget"]]
    yield "A contact", [_rough(value) for value in found["contact"]]
    shares = [
        shared_out([(found[key][at] or 0) / months for key in words.CATEGORIES], places[at])
        for at in range(len(totals))
    ]
    for position, (category, label) in enumerate(words.CATEGORIES.items()):
        if any(found[category]):
            yield label, [placed(side[position], place) for side, place in zip(shares, places, strict=True)]
        if depth > 1:
            for row in content["rows"]:
                if row["id"].startswith(f"{category}."):
                    yield f"  {printable(row['label'])}", money(row["values"], months)
    yield "Paid once", [_rough(value) for value in found["one_off"]]
    backs = [option["returns"]["payback_month"] for option in content["options"]]
    if any(backs):
        yield "Paid back in month", ["", *("never" if back is None else str(math.ceil(back)) for back in backs)]
    yield "People", ["–" if value is None else whole(value) for value in found["headcount"]]
    solved = found["first_contact_resolution"]
    if any(value is not None for value in solved):
        yield "Solved at first contact", ["–" if value is None else percent(value) for value in solved]


def _values(content: ComparisonDocument) -> dict[str, list[float | None]]:
    """The figures by row; of a row that the comparison does not have nobody knows any."""
    nobody: list[float | None] = [None] * len(content["sides"])
    return defaultdict(lambda: nobody, {row["id"]: row["values"] for row in content["rows"]})


def _rough(value: float | None) -> str:
    return "–" if value is None else rough(value)


def _change(option: OptionDocument) -> str:
    return "" if option["share"] is None else signed(option["share"])


def _by_row(content: ComparisonDocument, months: float, width: int) -> Iterator[Text]:
    """A row for each side with the figures that decide: the month and its range, the change, what is paid once."""
    found = _values(content)
    changes = ["", *(_change(option) for option in content["options"])]
    cells = []
    for at, change in enumerate(changes):
        total, low, high = (found[key][at] for key in ("total", "total_low", "total_high"))
        place = place_of((total or 0) / months)
        spread = "–" if low is None or high is None else f"{rough(low / months)} – {rough(high / months)}"
        cells.append([placed((total or 0) / months, place), change, spread, _rough(found["one_off"][at])])
    heads = ["A month", "against", "in 8 of 10 cases", "once"]
    columns = [max(cell_len(text) for text in column) for column in zip(heads, *cells, strict=True)]
    room = width - 2 - sum(columns) - GAP * len(columns)
    if room < ROW // 2:
        heads, columns, cells = heads[:3], columns[:3], [row[:3] for row in cells]
        room = width - 2 - sum(columns) - GAP * len(columns)
    names = [printable(side["name"]) for side in content["sides"]]
    label = min(room, max(map(cell_len, names)))

    def line(name: str, row: Sequence[str], style: str = "") -> Text:
        figures = "".join(" " * (GAP + wide - cell_len(cell)) + cell for cell, wide in zip(row, columns, strict=True))
        return Text(f"  {fitted(name, label)}{figures}", style)

    yield line("", heads, "bold")
    for name, row in zip(names, cells, strict=True):
        first, *rest = [part.plain for part in wrapped("", name, label)]
        yield line(first, row)
        for part in rest:
            yield Text(f"  {fitted(part, label).rstrip()}")


def _why(content: ComparisonDocument, months: float, width: int) -> Iterator[Text]:
    """Why the option that is told differs from the first, in at most seven steps, and how far that holds."""
    option = _told(content)
    if option is None or not option["difference"]:
        return
    place = place_of(option["difference"] / months)
    word = "less" if option["difference"] < 0 else "more"
    steps = sorted((step for step in option["bridge"] if step["amount"]), key=lambda one: -abs(one["amount"]))
    named = [(WHY[one["step"]], one["amount"] / months) for one in steps]
    if len(named) > STEPS:
        named = [*named[: STEPS - 1], ("everything else", math.fsum(amount for _, amount in named[STEPS - 1 :]))]
    amounts = shared_out([amount for _, amount in named], place)
    shown = [(name, amount) for (name, _), amount in zip(named, amounts, strict=True) if amount]
    yield Text()
    title = (
        f"Why {printable(option['name'])} costs {placed(abs(option['difference']) / months, place)} a month {word} "
        f"than {printable(content['sides'][0]['name'])}"
    )
    yield from wrapped("", title, width, "bold")
    figures = [f"{'+' if amount > 0 else '−'}{placed(abs(amount), place)}" for _, amount in shown]
    wide = max(map(len, figures), default=0)
    label = max((cell_len(name) for name, _ in shown), default=0) + 2
    bar = min(WIDEST_BAR, width - 4 - label - wide)
    most = max((abs(amount) for _, amount in shown), default=1)
    for (name, amount), figure in zip(shown, figures, strict=True):
        drawn = BAR * max(1, round(abs(amount) / most * bar))
        style = colors.DEARER if amount > 0 else colors.CHEAPER
        yield Text.assemble(f"  {padded(name, label)}{figure:>{wide}}  ", (drawn, style))
    known = [
        HEADROOMS[one["id"]].format(
            now=percent(one["now"]), limit=percent(one["limit"]), times=plain(round(one["limit"], 2))
        )
        for one in option["headroom"]
        if one["limit"] is not None
    ]
    if known:
        yield from wrapped("  ", f"It stays cheaper unless {'; or '.join(known)}.", width)


def _beside(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """Points beside money, and who is first by the score of an award."""
    award, scorecard = content["award"], content["scorecard"]
    if award is not None:
        ranked = [f"{printable(one['name'])} {one['total']:.1f}" for one in award["options"]]
        yield from _said("Score", f"{', '.join(ranked)} of 100 for price and quality", width)
    elif scorecard is not None:
        scored = sorted(zip(scorecard["scores"], content["sides"], strict=True), key=lambda one: -one[0])
        ranked = [f"{printable(side['name'])} {score:.1f}" for score, side in scored]
        yield from _said("Beside money", f"{', '.join(ranked)} of 10", width)


def _not_in_it(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """Costs without a price by side, and what is not like for like."""
    missing = _values(content)["not_priced"]
    open_ = [
        f"{printable(side['name'])} {whole(count)}"
        for side, count in zip(content["sides"], missing, strict=True)
        if count
    ]
    if open_:
        yield from _said("Not in it", f"costs without a price: {', '.join(open_)}", width, colors.WARNING)
    notes = [note for side in content["sides"] for note in side.get("cautions") or []]
    notes += [note for note in content["notes"] if not note.startswith(TECHNICAL)]
    for at, note in enumerate(notes[:NOTES]):
        yield from _said("Careful" if at == 0 else "", words.warning(printable(note)), width, colors.WARNING)
    if len(notes) > NOTES:
        yield from _said("", f"and {len(notes) - NOTES} more with --full", width)


def _next(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """How to see all of it, and what to do next, chosen by what is weakest."""
    files = [side["file"] for side in content["sides"]]
    yield from _said("All of it", "the same with --full", width)
    missing = _values(content)["not_priced"]
    open_ = [file for file, count in zip(files, missing, strict=True) if count]
    option = _told(content)
    if open_:
        yield from _call("Next", "ask what is open:", "estimate questions", open_, "", width)
    elif content["verdict"]["confidence"] == SURE and option is not None:
        pair = [files[0], next(side["file"] for side in content["sides"] if side["name"] == option["name"])]
        yield from _call("Next", "see how far it holds:", "estimate breakeven", pair, " --vary price", width)
    else:
        best = content["verdict"]["winner"] or content["cheapest"]
        one = next((side["file"] for side in content["sides"] if side["name"] == best), files[0])
        yield from _call("Next", "find out what decides:", "estimate sensitivity", [one], "", width)


def _call(label: str, text: str, command: str, files: Sequence[str], more: str, width: int) -> Iterator[Text]:
    """A sentence and a call of a command on files."""
    call = f"{command} {' '.join(shlex.quote(printable(file)) for file in files)}{more}"
    if LABEL + width_of(text) + cell_len(call) + 1 <= width:
        yield from _said(label, f"{text} {call}".strip(), width)
        return
    yield from _said(label, text, width)
    yield from wrapped("    ", call, width)


def _said(label: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    for at, line in enumerate(wrapped(" " * LABEL, text, width)):
        front = padded(label, LABEL) if at == 0 else " " * LABEL
        yield Text.assemble((front, "bold"), (line.plain[LABEL:], style))
