"""The verdict of a comparison in a sentence or two: which option is cheaper, in how many of a hundred cases, and what that saves."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import OptionDocument
from estimate.report.figures import rough
from estimate.views import plain_words as words
from estimate.views.fitting import wrapped

SURE, PROBABLE = "sure", "probable"


def verdict(content: ComparisonDocument, months: float, width: int) -> Iterator[Text]:
    """Which is cheaper and in how many of a hundred cases, and what that saves."""
    said = content["verdict"]
    yield from wrapped("", printable(_sentence(content)), width, "bold")
    option = told_of(content)
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


def told_of(content: ComparisonDocument) -> OptionDocument | None:
    """The option whose difference is shown: the winner or the cheapest, or the nearest rival where that is the reference."""
    best = content["verdict"]["winner"] or content["cheapest"]
    options = content["options"]
    chosen = next((one for one in options if one["name"] == best), None)
    return chosen or min(options, key=lambda one: one["difference"], default=None)
