"""A break-even: the answer in a sentence and a small curve, rows of the curve, or a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.breakeven import BreakevenDocument
from estimate.report.figures import plain, rough, symbol, whole
from estimate.views.colors import CHEAPER, DEARER, WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

BAR = "█"
WIDEST = 40


def lines(content: BreakevenDocument, width: int) -> Iterator[Text]:
    """The sentence first, then the option's total over the values tried, against the reference's."""
    for words, style in _answer(content):
        yield from wrapped("", words, width, style)
    yield Text()
    both, points = len(content["moves"]) > 1, content["curve"]
    most = max(max(point["option"], point["reference"]) for point in points) or 1.0
    room = max(8, min(WIDEST, width - (56 if both else 40)))
    reference = printable(content["reference"])
    same = f"  | is {reference}: {rough(points[0]['reference'])}"
    theirs = f"  {fitted('| ' + reference, 14)}" if both else same
    yield Text(f"  {'value':>12}  {symbol(content['currency']) + ' total':>14}{theirs}", "dim")
    for point in points[::2]:
        ours, other = point["option"], point["reference"]
        mark = round(other / most * room)
        bar = (BAR * max(0, round(ours / most * room))).ljust(room + 1)
        drawn = f"{bar[:mark]}|{bar[mark + 1 :]}"
        beside = f"{whole(other):>14}  " if both else ""
        yield Text.assemble(
            f"  {plain(point['value']):>12}  {whole(ours):>14}  {beside}",
            (drawn.rstrip(), CHEAPER if ours <= other else DEARER),
        )


def rows(content: BreakevenDocument) -> Iterator[list[object]]:
    """The curve: a value of the number a row."""
    yield [content["path"], "option", "reference"]
    for point in content["curve"]:
        yield [point["value"], point["option"], point["reference"]]


def page(content: BreakevenDocument) -> Iterator[str]:
    """The answer, then the curve as a table."""
    for at, (words, _) in enumerate(_answer(content)):
        if at:
            yield ""
        yield escaped(words) if at else f"**{escaped(words)}**"
    yield ""
    currency = content["currency"]
    heads = [
        f"`{content['path']}`",
        f"{escaped(content['option'])}, {currency}",
        f"{escaped(content['reference'])}, {currency}",
    ]
    points = (
        [plain(point["value"]), whole(point["option"]), whole(point["reference"])] for point in content["curve"][::2]
    )
    yield from markdown_table(heads, points, figures=(0, 1, 2))


def _answer(content: BreakevenDocument) -> Iterator[tuple[str, str]]:
    """The answer and what is to be known of it, each with its style."""
    unit = f" {content['unit']}" if content["unit"] else ""
    option, reference, now = printable(content["option"]), printable(content["reference"]), content["now"]
    today = "" if now is None else f" (now {plain(now)})"
    if content["break_even"]:
        places = " and ".join(plain(value) for value in content["break_even"])
        yield f"{option} costs what {reference} costs at {content['path']} = {places}{unit}{today}.", "bold"
    else:
        side = option if content["always_cheaper"] == "option" else reference
        ends = f"from {plain(content['least'])} to {plain(content['most'])}{unit}"
        yield f"They never meet: {ends}{today}, {side} is always cheaper.", "bold"
    if content["total_now"] is not None and now is not None:
        total = f"{symbol(content['currency'])} {whole(content['total_now'])}"
        yield f"Now, at {plain(now)}{unit}, {option} costs {total}.", ""
    if len(content["moves"]) > 1:
        yield "It moves on both sides, because it is the same for both.", ""
    elif not content["target"]:
        yield f"It moves in {option} alone; {reference} stays as it is.", ""
    if content["only_a_part_of_the_price"]:
        yield (
            "Only the rate moves; steps, base fee and queues' own prices stay (--vary price moves the whole price by a factor).",
            WARNING,
        )
    if content["jumps"]:
        yield "There the totals jump past each other (people are hired whole), so they are never quite equal.", WARNING
    if not content["monotone"]:
        yield (
            "The total does not move one way here, so there may be more places than a curve of this many steps shows.",
            WARNING,
        )
