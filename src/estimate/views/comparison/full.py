"""Options side by side in full: the table, then for each option why it differs, what it earns and how far that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import shown as in_language
from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import InputDocument, OptionDocument, RowDocument
from estimate.report.figures import moved, percent, rough, symbol, whole
from estimate.report.normalizing import BIDS, BUYER, CARD
from estimate.report.return_document import return_of
from estimate.views.colors import CHEAPER, DEARER, WARNING
from estimate.views.comparison import words
from estimate.views.comparison.words import SAID, change, figure
from estimate.views.fitting import fitted, padded, wrapped
from estimate.views.returns import curve_words, one_off_words, return_words

LABEL = 26
NARROW = 11
"""The least width of a column of figures."""
WIDE = 18
CHANGE = 7
PAIR = 8
ALLOWED = {CARD: "From the cards:", BIDS: "From other bids:", BUYER: "By the buyer:"}
BAR = "█"
WIDEST_BAR = 60
RESOLUTION = "first_contact_resolution"
INPUTS = 5
"""So many of the inputs that differ are shown unless all are asked for."""


def lines(
    content: ComparisonDocument, width: int, *, only_differences: bool = False, inputs: bool = False
) -> Iterator[Text]:
    """The table, then for each option why it differs, what it earns and how far that holds."""
    figures = [figure(row, at) for row in words.figures(content) for at in range(len(row["values"]))]
    needed = max(NARROW, max(map(len, figures)) + 2)
    options = len(content["options"])
    column = max(needed, min(WIDE, (width - 2 - LABEL - CHANGE * options) // (options + 1)))
    for block in _blocks(len(content["options"]), column, width):
        yield from _table(content, block, column, only_differences=only_differences)
        yield Text()
    yield from _verdict(content, width)
    yield from _pairs(content, width)
    yield from _normalized(content, width)
    for option in content["options"]:
        yield Text()
        yield from _why(content, option, width)
        yield from _return(content, option, width)
        yield from _inputs(option["inputs"] if inputs else option["inputs"][:INPUTS], width)
    yield from _weighing(content, width)
    yield from _award(content, width)
    if content["notes"]:
        yield Text()
        yield Text(f"  {in_language('Like for like?')}", "bold")
        for note in content["notes"]:
            yield from wrapped("    ", printable(note), width, WARNING)


def _blocks(options: int, column: int, width: int) -> list[list[int]]:
    """Which sides stand beside the reference, block by block where the width does not hold them all."""
    fit = max(1, (width - LABEL - column - 2) // (column + CHANGE))
    return [list(range(start + 1, min(start + fit, options) + 1)) for start in range(0, options, fit)]


def _table(content: ComparisonDocument, block: Sequence[int], column: int, *, only_differences: bool) -> Iterator[Text]:
    yield from _heads(content, block, column)
    for row in words.figures(content):
        shown = [row["values"][at] for at in (0, *block)]
        if (only_differences and not words.differs(row)) or (row["level"] and not any(shown)):
            continue
        style = "" if row["level"] else "bold"
        text = Text.assemble("  ", (fitted("  " * row["level"] + printable(row["label"]), LABEL), style))
        text.append(f"{figure(row, 0):>{column}}", style)
        for at in block:
            text.append(f"{figure(row, at):>{column}}", style)
            text.append(padded(change(row, at), CHANGE, right=True), _color(row, at))
        text.rstrip()
        yield text


def _heads(content: ComparisonDocument, block: Sequence[int], column: int) -> Iterator[Text]:
    """Names above their columns, on as many lines as the longest needs; what is cheapest is said in words."""
    heads = []
    for at in (0, *block):
        name = content["sides"][at]["name"]
        marks = [in_language("(reference)")] if at == 0 else []
        if name == content["verdict"]["winner"] and content["verdict"]["confidence"] != "probable":
            marks.append(in_language("cheapest"))
        heads.append([*_folded(printable(name), column - 1), *marks])
    tall = max(map(len, heads))
    for line in range(tall):
        text = Text("  " + " " * LABEL)
        for position, head in enumerate(heads):
            at = line - (tall - len(head))
            word = head[at] if at >= 0 else ""
            text.append(
                " " * (column - cell_len(word)) + word, f"bold {CHEAPER}" if word == in_language("cheapest") else "bold"
            )
            text.append(" " * (CHANGE if position and position < len(heads) - 1 else 0))
        yield text


def _folded(name: str, room: int) -> list[str]:
    """A name on at most three lines of at most `room` cells."""
    found = [line.plain for line in wrapped("", name, room)]
    found = [fitted(line, room) if cell_len(line) > room else line for line in found]
    return found if len(found) <= 3 else [*found[:2], f"{fitted(found[2], room - 1).rstrip()}…"]


def _color(row: RowDocument, at: int) -> str:
    one, other = row["values"][0], row["values"][at]
    if one is None or other is None or row["kind"] not in ("money", "unit"):
        return "dim"
    return DEARER if other > one else CHEAPER


def _verdict(content: ComparisonDocument, width: int) -> Iterator[Text]:
    style = "" if content["verdict"]["winner"] is None else "bold"
    yield from wrapped("  ", printable(words.verdict(content)), width, style)


def _pairs(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """Of three and more: in which share of the draws each costs less than each other."""
    pairs, count = content["pairs"], len(content["sides"])
    if pairs is None or count < 3:
        return
    yield Text()
    yield Text(f"  {in_language('Pair by pair: cheaper than … in so many of the draws')}", "bold")
    room = max(12, min(44, width - 4 - PAIR * count))
    yield Text.assemble(
        "    ", fitted("", room), "".join(f"{f'({at + 1})':>{PAIR}}" for at in range(count)), style="dim"
    )
    for at, (side, row) in enumerate(zip(content["sides"], pairs, strict=True)):
        shares = "".join(f"{'–' if other == at else percent(share):>{PAIR}}" for other, share in enumerate(row))
        yield Text.assemble("    ", fitted(f"({at + 1}) {printable(side['name'])}", room), shares)


def _normalized(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """What each bid leaves open, and what is allowed for it."""
    found = content["normalized"]
    if not any(one["allowances"] or one["still_open"] for one in found):
        return
    yield Text()
    yield Text(f"  {in_language('What each bid leaves open, and what is allowed for it')}", "bold")
    for one in found:
        yield from wrapped("    ", printable(one["name"]), width)
        for source, said in ALLOWED.items():
            if listed := words.allowances(one, source):
                yield from wrapped(f"      {said} ", printable(listed), width, "dim")
        if one["still_open"]:
            yield from wrapped("      Nobody prices: ", printable(", ".join(one["still_open"])), width, WARNING)


def _award(content: ComparisonDocument, width: int) -> Iterator[Text]:
    """The score of price and quality by rank, and what would turn it."""
    found = content["award"]
    if found is None:
        return
    yield Text()
    yield Text(f"  {in_language('Score of price and quality (points of 100)')}", "bold")
    yield from wrapped("    ", words.award_rule(found), width, "dim")
    room = max(12, min(44, width - 46))
    heads = [
        padded(word, wide, right=True) for word, wide in (("price", 9), ("quality", 9), ("total", 9), ("first in", 10))
    ]
    yield Text.assemble("    ", fitted("", room), *heads, style="dim")
    for one in found["options"]:
        often = "" if one["first_in"] is None else percent(one["first_in"])
        yield Text.assemble(
            "    ",
            fitted(f"{one['rank']}. {printable(one['name'])}", room),
            f"{one['price']:>9.1f}{one['quality']:>9.1f}",
            (f"{one['total']:>9.1f}", "bold"),
            f"{often:>10}",
        )
    yield from wrapped("    ", printable(words.award_verdict(found)), width)
    for turn in found["turns"]:
        yield from wrapped("    · ", printable(words.award_turn(found, turn)), width)


def _why(content: ComparisonDocument, option: OptionDocument, width: int) -> Iterator[Text]:
    sign, difference = symbol(content["currency"]), option["difference"]
    name, reference = printable(option["name"]), printable(content["sides"][0]["name"])
    if not difference:
        yield from wrapped("  ", f"{name} costs the same as {reference}.", width, "bold")
        return
    word = "cheaper" if difference < 0 else "dearer"
    yield from wrapped("  ", f"Why {name} is {sign} {rough(abs(difference))} {word} than {reference}", width, "bold")
    yield from _waterfall(content, option, width)
    if option["bridge_by"] != "inputs":
        yield from wrapped(
            "    ",
            "By contacts, hours and price: the two are not built alike, so inputs cannot be exchanged.",
            width,
            "dim",
        )


def _waterfall(content: ComparisonDocument, option: OptionDocument, width: int) -> Iterator[Text]:
    """From the reference's total to the option's: each step's bar begins where the one before ended."""
    level = content["sides"][0]["total"]
    levels = [level]
    for step in option["bridge"]:
        levels.append(levels[-1] + step["amount"])
    least, most = min(0.0, *levels), max(0.0, *levels)
    scale = min(WIDEST_BAR, width - 46) / ((most - least) or 1.0)

    def bar(start: float, end: float) -> str:
        left, right = sorted(round((at - least) * scale) for at in (start, end))
        return " " * left + BAR * max(1, right - left)

    def line(label: str, amount: str, drawn: str, style: str) -> Text:
        return Text.assemble("    ", fitted(label, 24), f"{amount:>14}  ", (drawn, style))

    first, last = printable(content["sides"][0]["name"]), printable(option["name"])
    yield line(first, whole(level), bar(0, level), "dim")
    for step, start in zip(option["bridge"], levels, strict=False):
        if amount := step["amount"]:
            shown = moved(amount)
            yield line(SAID[step["step"]], shown, bar(start, start + amount), DEARER if amount > 0 else CHEAPER)
    yield line(last, whole(levels[-1]), bar(0, levels[-1]), "dim")


def _return(content: ComparisonDocument, option: OptionDocument, width: int) -> Iterator[Text]:
    found = return_of(option["returns"])
    said = return_words(found, symbol(content["currency"]), content["discount_rate"])
    yield from wrapped("    Return   ", " · ".join(said), width)
    if option["one_off"]:
        yield from wrapped("    One-off  ", one_off_words(option["one_off"]), width, "dim")
    yield from wrapped("    Cash     ", curve_words(found), width, "dim")
    for label, sentence in (
        ("Repeats", words.repeats(content, option)),
        ("Odds", words.odds(content, option)),
        ("Holds", words.holds(content, option)),
    ):
        if sentence:
            yield from wrapped(f"    {fitted(label, 8)} ", printable(sentence), width)


def _inputs(inputs: Sequence[InputDocument], width: int) -> Iterator[Text]:
    if not inputs:
        return
    title = "Inputs that differ, how good they are, and what taking each over alone would change"
    yield from wrapped("    ", title, width, "dim")
    for difference in inputs:
        change = " → ".join(map(in_language, words.input_values(difference)))
        room = width - 6 - 15
        wide = max(20, room // 2)
        yield Text.assemble(
            "      ",
            fitted(printable(words.input_name(difference)), wide - 2),
            "  ",
            (fitted(printable(change), room - wide), "dim"),
            f"{words.worth(difference):>14}",
        )


def _weighing(content: ComparisonDocument, width: int) -> Iterator[Text]:
    found = content["scorecard"]
    if found is None:
        return
    yield Text()
    yield Text(f"  {in_language('Beside money (scores 0 to 10)')}", "bold")
    for side, score, price in zip(content["sides"], found["scores"], found["price_per_point"], strict=True):
        cost = "–" if price is None else in_language(f"{symbol(content['currency'])} {rough(price)} a point")
        mark = f"  {in_language('highest')}" if side["name"] == found["best"] else ""
        yield Text.assemble(
            "    ", fitted(printable(side["name"]), LABEL + 8), f"{score:>5.1f}", f"  {cost}", (mark, "bold")
        )
    yield from wrapped("    ", words.weights(found), width)
