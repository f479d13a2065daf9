"""A comparison in words: each figure, its change, the verdict, the odds and how far it holds; for terminal and files alike."""

from __future__ import annotations

from estimate.answers.limits import Limit
from estimate.answers.weighing import Weighing
from estimate.ground.provenance import Basis
from estimate.report.comparison import Comparison, Option, Row
from estimate.report.figures import moved, percent, plain, rough, symbol, whole
from estimate.report.input_differences import InputDifference
from estimate.views.terminal import MARKS

SAID = {
    "volume": "contacts",
    "productivity": "hours for each contact",
    "price": "price and its terms",
    "inclusions": "what the price includes",
    "premiums": "premiums",
    "technology": "technology",
    "training": "training and management",
    "fees": "fees",
    "currency": "exchange rate",
}
"""How each step of the bridge is called."""


RESOLUTION = "first_contact_resolution"
FOLD = 1000
"""From so many per cent on, a change is told as a multiple."""


def rows(comparison: Comparison) -> list[Row]:
    """The figures of every side; under the total also how often each side is the cheapest, where all sides have draws."""
    found = list(comparison.rows)
    if comparison.cheapest_in is not None:
        below = sum(row.id.startswith("total") for row in found)
        found.insert(below, Row("cheapest_in", "Cheapest in the draws", "odds", 1, comparison.cheapest_in))
    return found


def figure(row: Row, at: int) -> str:
    """A figure of one side, in its kind; – where nobody knows."""
    value = row.values[at]
    if value is None:
        return "–"
    if row.kind == "money":
        return whole(value)
    if row.kind == "unit":
        return rough(value)
    return percent(value) if row.kind in ("share", "odds") else plain(round(value, 1))


def change(row: Row, at: int) -> str:
    """Against the reference, in per cent; shares in points."""
    one, other = row.values[0], row.values[at]
    if one is None or other is None or one == other or row.kind == "odds":
        return ""
    if row.kind == "share":
        points = round((other - one) * 100)
        return f"{points:+} pt".replace("-", "−") if points else ""
    if one == 0:
        return "new"
    more = (other / one - 1) * 100
    if abs(more) >= FOLD:
        return f"×{plain(round(other / one))}"
    return f"{more:+.0f} %".replace("-", "−") if abs(more) >= 0.5 else ""


def verdict(comparison: Comparison) -> str:
    """Which option is the cheapest, or why none is named."""
    said = comparison.verdict
    if said.by == "contacts" and said.winner is None:
        return "They do not handle the same volume as far as is said: no option is named the cheapest."
    if comparison.cheapest is None and said.winner is None:
        return "Two or more cost the least alike: no option is the cheapest."
    if said.by == "draws":
        return _drawn(comparison)
    lowest = comparison.sides[comparison.cheapest or 0].name
    if said.by == "contacts":
        return f"{lowest} is the cheapest by contact; the volumes differ."
    if said.by == "totals":
        return f"{lowest} has the lowest total; without draws nothing is said of how sure that is."
    if said.winner is None:
        return (
            f"{lowest} has the lowest total, but its range overlaps another's, and a saved estimate holds no draws that could decide: "
            "no winner is named."
        )
    return f"{lowest} is the cheapest: its range lies below the others'. A saved estimate holds no draws, so the ranges decide."


def _drawn(comparison: Comparison) -> str:
    """The verdict of the draws: in which share of them each option is the cheapest."""
    said, names = comparison.verdict, [side.name for side in comparison.sides]
    shares = comparison.cheapest_in or ()
    ranked = sorted((at for at, share in enumerate(shares) if share), key=lambda at: -shares[at])
    first, *others = (f"{names[at]} in {percent(shares[at])}" for at in ranked)
    rest = f"; {', '.join(others)}" if others else ""
    if said.winner is None:
        return f"No winner is named: by the draws the cheapest is {first}{rest.replace(';', ',', 1)}."
    word = "is" if said.sureness == "sure" else "is probably"
    lower = ""
    if comparison.cheapest not in (None, said.winner):
        lower = f" The lowest total is that of {names[comparison.cheapest or 0]}."
    share = percent(shares[said.winner])
    return f"{names[said.winner]} {word} the cheapest, in {share} of the draws{rest}.{lower}"


def repeats(comparison: Comparison, option: Option) -> str:
    """What repeats of poorer resolution would cost; nothing where there are none."""
    if option.repeat_cost is None:
        return ""
    more = "more" if option.repeat_cost > 0 else "less"
    money = f"{symbol(comparison.currency)} {rough(abs(option.repeat_cost))}"
    return f"at its own first-contact resolution it would handle {more} repeats, {money} {more}; not in the total."


def odds(comparison: Comparison, option: Option) -> str:
    """How often the option is the cheaper one when what is uncertain is drawn."""
    if option.cheaper_in is None or not option.difference:
        return ""
    return (
        f"cheaper than {comparison.sides[0].name} in {percent(option.cheaper_in)} of the draws; both have the same luck "
        "where they share an input."
    )


def holds(comparison: Comparison, option: Option) -> str:
    """How far single figures may move before the saving is gone."""
    known = [_limit(limit) for limit in option.limits if limit.limit is not None]
    return f"cheaper than {comparison.sides[0].name} unless {'; or '.join(known)}." if known else ""


def _limit(limit: Limit) -> str:
    assert limit.limit is not None
    if limit.kind == "factor":
        return f"{limit.label} {plain(round(limit.limit, 2))}"
    gone = ", so repeats already take the saving" if limit.id == RESOLUTION and limit.limit > limit.now else ""
    now = f" (now {percent(limit.now)}{gone})" if limit.now else ""
    return f"{limit.label} {percent(limit.limit)}{now}"


def input_name(difference: InputDifference) -> str:
    """An input that differs, with the team, queue or item that it belongs to."""
    name = difference.name.replace("_", " ")
    return f"{difference.member}: {name}" if difference.member and name else difference.member or name


def input_values(difference: InputDifference) -> tuple[str, str]:
    """The input on both sides, each with the mark that says how good it is."""
    return (
        _value(difference.reference, difference.reference_basis),
        _value(difference.option, difference.option_basis),
    )


def worth(difference: InputDifference) -> str:
    """What taking the input over alone would add to the reference; nothing where that has no meaning."""
    return "" if difference.worth is None else moved(difference.worth)


def _value(value: str | float | None, basis: Basis | None) -> str:
    if value is None:
        return "–"
    said = value.replace("_", " ") if isinstance(value, str) else plain(value)
    return f"{said} {MARKS[basis]}" if basis in MARKS else said


def weights(found: Weighing) -> str:
    """Which weights the first place hangs on."""
    hangs = ", ".join(name.replace("_", " ") for name in found.hangs_on)
    if hangs:
        return f"The first place hangs on the weight of {hangs}."
    return "The first place stays whichever weight is doubled or dropped."


def capital(text: str) -> str:
    """A sentence of its own."""
    return text[:1].upper() + text[1:]
