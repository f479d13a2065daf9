"""A comparison in words: each figure, its change, the verdict, the odds and how far it holds; for terminal and files alike."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.answers.awarding import LOWEST_OVER_OWN, NORMALIZED, OF_TEN, Award, Turn
from estimate.answers.limits import Limit
from estimate.answers.weighing import Weighing
from estimate.ground.provenance import Basis
from estimate.report.comparison import Comparison, Option, Row
from estimate.report.figures import moved, percent, plain, rough, signed, symbol, whole
from estimate.report.input_differences import InputDifference
from estimate.report.normalizing import Normalized
from estimate.views.estimate.full import MARKS

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
    if row.kind == "gap":
        return signed(value)
    return percent(value) if row.kind in ("share", "odds") else plain(round(value, 1))


def change(row: Row, at: int) -> str:
    """Against the reference, in per cent; shares in points."""
    one, other = row.values[0], row.values[at]
    if one is None or other is None or one == other or row.kind in ("odds", "gap"):
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
    """The verdict of the draws: how often each option is the cheapest, and of three or more how often one beats each other."""
    said, names = comparison.verdict, [side.name for side in comparison.sides]
    shares, pairs = comparison.cheapest_in or (), comparison.pairs or ()
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
    each = ""
    if len(names) > 2 and pairs:
        beaten = [f"{name} in {percent(pairs[said.winner][at])}" for at, name in enumerate(names) if at != said.winner]
        each = f" Pair by pair it costs less than {', than '.join(beaten)} of them."
    return f"{names[said.winner]} {word} the cheapest, in {share} of the draws{rest}.{each}{lower}"


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


def allowances(found: Normalized, source: str) -> str:
    """The allowances of a bid from one source, the largest first."""
    ranked = sorted((one for one in found.allowances if one.source == source), key=lambda one: -abs(one.amount))
    return ", ".join(
        f"{one.label} {rough(one.amount)}{f' (as {and_list(one.like)})' if one.like else ''}" for one in ranked
    )


def and_list(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def award_rule(found: Award) -> str:
    """How bids are scored."""
    rule = found.rule
    price = (
        "lowest price ÷ own price"
        if rule.price_points == LOWEST_OVER_OWN
        else f"in a straight line from the lowest price to none at {plain(rule.zero_at)} times that"
    )
    quality = (
        "the weighted score of ten" if rule.quality_points == OF_TEN else "the weighted score against the best bid's"
    )
    if rule.price_of == NORMALIZED:
        price += ", both normalized"
    return f"Price {percent(rule.price_weight)} ({price}), quality {percent(1 - rule.price_weight)} ({quality})."


def award_verdict(comparison: Comparison, found: Award) -> str:
    """Who is first by total score, and how often in the draws."""
    names = [side.name for side in comparison.sides]
    if found.winner is None:
        return "Two or more have the most points alike: no option is first."
    often = "" if found.first_in is None else f", and is first in {percent(found.first_in[found.winner])} of the draws"
    return f"{names[found.winner]} has the most points, {found.total[found.winner]:.1f} of 100{often}."


def award_turn(comparison: Comparison, found: Award, turn: Turn) -> str:
    """What would put a rival first."""
    names = [side.name for side in comparison.sides]
    rival, first = names[turn.rival], names[found.ranking[0]]
    ways = []
    if turn.price_falls is not None:
        ways.append(f"its price falls by {percent(turn.price_falls)}")
    if turn.price_rises is not None:
        ways.append(f"{first}'s rises by {percent(turn.price_rises)}")
    if turn.quality is not None:
        ways.append(f"its quality is {plain(round(turn.quality, 2))} points of ten better")
    if turn.weight is not None:
        way = "rises above" if turn.weight > found.rule.price_weight else "falls below"
        ways.append(f"the weight of price {way} {percent(turn.weight)}")
    return f"{rival} comes first if {'; or '.join(ways)}." if ways else f"Nothing in reach puts {rival} first."


def capital(text: str) -> str:
    """A sentence of its own."""
    return text[:1].upper() + text[1:]
