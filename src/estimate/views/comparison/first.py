"""The first screen of a comparison: the verdict in a sentence, one table, why in a few steps, what next. Made from its document alone."""

from __future__ import annotations

import math
import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import OptionDocument
from estimate.report.figures import percent, plain, rough, signed, whole
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.comparison.verdict import SURE, told_of, verdict
from estimate.views.fitting import fitted, padded, width_of, wrapped
from estimate.views.labeled import labeled, labeled_call
from estimate.views.rounding import place_of, placed, shared_out

ROW = 25
"""The width of the rows' labels."""
GAP = 2
LEAST = 10
"""The least width of a column of figures."""
STEPS = 7
NOTES = 3
BAR = "█"
WIDEST_BAR = 30
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
    yield from verdict(content, months, width)
    yield Text()
    yield from _table(content, months, width, depth)
    yield from _why(content, months, width)
    yield Text()
    yield from _beside(content, width)
    yield from _not_in_it(content, width)
    yield from _next(content, width)


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
    """Why the option that is shown differs from the first, in at most seven steps, and how far that holds."""
    option = told_of(content)
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
    label = max((width_of(name) for name, _ in shown), default=0) + 2
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
        yield from labeled("Score", f"{', '.join(ranked)} of 100 for price and quality", width)
    elif scorecard is not None:
        scored = sorted(zip(scorecard["scores"], content["sides"], strict=True), key=lambda one: -one[0])
        ranked = [f"{printable(side['name'])} {score:.1f}" for score, side in scored]
        yield from labeled("Beside money", f"{', '.join(ranked)} of 10", width)


def _not_in_it(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """Costs without a price by side, and what is not like for like."""
    missing = _values(content)["not_priced"]
    open_ = [
        f"{printable(side['name'])} {whole(count)}"
        for side, count in zip(content["sides"], missing, strict=True)
        if count
    ]
    if open_:
        yield from labeled("Not in it", f"costs without a price: {', '.join(open_)}", width, colors.WARNING)
    notes = [note for side in content["sides"] for note in side.get("cautions") or []]
    notes += [note for note in content["notes"] if not note.startswith(TECHNICAL)]
    for at, note in enumerate(notes[:NOTES]):
        yield from labeled("Careful" if at == 0 else "", words.warning(printable(note)), width, colors.WARNING)
    if len(notes) > NOTES:
        yield from labeled("", f"and {len(notes) - NOTES} more with --full", width)


def _next(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """How to see all of it, and what to do next, chosen by what is weakest."""
    files = [side["file"] for side in content["sides"]]
    yield from labeled("All of it", "the same with --full", width)
    missing = _values(content)["not_priced"]
    open_ = [file for file, count in zip(files, missing, strict=True) if count]
    option = told_of(content)
    if open_:
        yield from labeled_call("Next", "ask what is open:", _call("questions", open_), width)
    elif content["verdict"]["confidence"] == SURE and option is not None:
        pair = [files[0], next(side["file"] for side in content["sides"] if side["name"] == option["name"])]
        yield from labeled_call("Next", "see how far it holds:", _call("breakeven", pair, " --vary price"), width)
    else:
        best = content["verdict"]["winner"] or content["cheapest"]
        one = next((side["file"] for side in content["sides"] if side["name"] == best), files[0])
        yield from labeled_call("Next", "find out what decides:", _call("sensitivity", [one]), width)


def _call(command: str, files: Sequence[str], more: str = "") -> str:
    """A call of a command on files."""
    return f"estimate {command} {' '.join(shlex.quote(printable(file)) for file in files)}{more}"
