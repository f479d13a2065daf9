"""Options side by side as a Markdown page: the table, then for each option its bridge and its payback."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import OptionDocument
from estimate.report.figures import moved, percent, rough, symbol, whole
from estimate.report.return_document import return_of
from estimate.views.comparison import words
from estimate.views.comparison.words import SAID, change, figure
from estimate.views.formats import escaped, markdown_table
from estimate.views.returns import one_off_words, return_words

INPUTS = 10
"""So many of the inputs that differ are on the page."""


def page(content: ComparisonDocument, *, only_differences: bool = False) -> Iterator[str]:
    """The verdict, the table, each option, what is beside money, and the notes."""
    reference = content["sides"][0]["name"]
    yield f"# {escaped(reference)} compared"
    yield ""
    yield escaped(words.verdict(content))
    yield ""
    yield from _figures(content, only_differences=only_differences)
    for option in content["options"]:
        yield from _why(content, option)
    found = content["scorecard"]
    if found is not None:
        yield ""
        yield "## Beside money"
        yield ""
        scores = zip(content["sides"], found["scores"], found["price_per_point"], strict=True)
        table = [
            [escaped(side["name"]), f"{score:.1f}", "–" if price is None else rough(price)]
            for side, score, price in scores
        ]
        yield from markdown_table(["Option", "Score, 0 to 10", f"{content['currency']} a point"], table, figures=(1, 2))
        yield ""
        yield words.weights(found)
    yield from _allowances(content)
    yield from _scored(content)
    if content["notes"]:
        yield ""
        yield from (f"- {escaped(note)}" for note in content["notes"])


def _figures(content: ComparisonDocument, *, only_differences: bool) -> Iterator[str]:
    reference, *others = (escaped(side["name"]) for side in content["sides"])
    heads = [content["currency"], f"{reference} (reference)"]
    for name in others:
        heads += [name, ""]
    table = []
    for row in words.figures(content):
        if only_differences and not words.differs(row):
            continue
        bold: Callable[[str], str] = (
            (lambda text: text) if row["level"] else (lambda text: f"**{text}**" if text else text)
        )
        cells = [bold(escaped(row["label"])), bold(figure(row, 0))]
        for at in range(1, len(content["sides"])):
            cells += [bold(figure(row, at)), change(row, at)]
        table.append(cells)
    yield from markdown_table(heads, table, figures=range(1, len(heads)))


def _why(content: ComparisonDocument, option: OptionDocument) -> Iterator[str]:
    yield ""
    yield f"## Why {escaped(option['name'])} differs"
    yield ""
    steps = [[SAID[step["step"]], moved(step["amount"])] for step in option["bridge"] if step["amount"]]
    steps.append(["**Difference**", f"**{moved(option['difference'])}**"])
    yield from markdown_table(["Step", content["currency"]], steps, figures=(1,))
    yield ""
    returned = return_words(return_of(option["returns"]), symbol(content["currency"]), content["discount_rate"])
    once = one_off_words(option["one_off"])
    said = [
        f"{' · '.join(returned)}.",
        f"Paid once: {once}." if once else "",
        words.capital(words.repeats(content, option)),
        words.capital(words.odds(content, option)),
        words.capital(words.holds(content, option)),
    ]
    for paragraph in filter(None, said):
        yield escaped(paragraph)
        yield ""
    if option["inputs"]:
        heads = [
            "Input that differs",
            escaped(content["sides"][0]["name"]),
            escaped(option["name"]),
            "Taken over alone",
        ]
        table = (
            [*map(escaped, (words.input_name(one), *words.input_values(one))), words.worth(one)]
            for one in option["inputs"][:INPUTS]
        )
        yield from markdown_table(heads, table, figures=(1, 2, 3))


def _allowances(content: ComparisonDocument) -> Iterator[str]:
    """What each bid leaves open, with the amount that is allowed for it and where that is from."""
    found = content["normalized"]
    if not any(one["allowances"] or one["still_open"] for one in found):
        return
    yield ""
    yield "## What each bid leaves open"
    yield ""
    table = []
    for one in found:
        name = escaped(one["name"])
        for allowance in one["allowances"]:
            source = words.and_list(allowance["like"]) if allowance["like"] else f"the {allowance['source']}"
            table.append([name, escaped(allowance["label"]), whole(allowance["amount"]), escaped(source)])
        table += [[name, escaped(label), "?", "nobody"] for label in one["still_open"]]
    yield from markdown_table(["Bid", "Left open", f"Allowed, {content['currency']}", "From"], table, figures=(2,))


def _scored(content: ComparisonDocument) -> Iterator[str]:
    """Pairwise odds of three and more, and the score of price and quality."""
    names = [escaped(side["name"]) for side in content["sides"]]
    pairs = content["pairs"]
    if pairs is not None and len(names) > 2:
        yield ""
        yield "## Pair by pair"
        yield ""
        table = (
            [names[at], *("–" if other == at else percent(share) for other, share in enumerate(row))]
            for at, row in enumerate(pairs)
        )
        yield from markdown_table(["Cheaper than … in the draws", *names], table, figures=range(1, len(names) + 1))
    found = content["award"]
    if found is None:
        return
    yield ""
    yield "## Score of price and quality"
    yield ""
    yield words.award_rule(found)
    yield ""
    scores = (
        [
            f"{one['rank']}. {escaped(one['name'])}",
            f"{one['price']:.1f}",
            f"{one['quality']:.1f}",
            f"**{one['total']:.1f}**",
            "" if one["first_in"] is None else percent(one["first_in"]),
        ]
        for one in found["options"]
    )
    yield from markdown_table(
        ["Option", "Price", "Quality", "Total", "First in the draws"], scores, figures=(1, 2, 3, 4)
    )
    yield ""
    yield escaped(words.award_verdict(found))
    for turn in found["turns"]:
        yield f"- {escaped(words.award_turn(found, turn))}"
