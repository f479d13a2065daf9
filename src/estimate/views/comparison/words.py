"""A comparison in words: each figure, its change, the verdict, the odds and how far it holds; for terminal and files alike."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.answers.awarding import LOWEST_OVER_OWN, NORMALIZED, OF_TEN
from estimate.answers.headroom import HEADROOMS
from estimate.language import shown
from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import (
    AllowanceDocument,
    AwardedDocument,
    HeadroomDocument,
    InputDocument,
    NormalizedDocument,
    OptionDocument,
    RowDocument,
    ScorecardDocument,
    TurnDocument,
)
from estimate.report.figures import moved, percent, plain, rough, signed, symbol, whole
from estimate.views.estimate.cost_table import MARKS

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
"""From so many per cent on, a change is shown as a multiple."""


def figures(content: ComparisonDocument) -> list[RowDocument]:
    """The figures of every side; under the total also how often each side is the cheapest, where all sides have draws."""
    found, shares = list(content["rows"]), content["cheapest_in"]
    if shares is not None:
        below = sum(row["id"].startswith("total") for row in found)
        odds: RowDocument = {
            "id": "cheapest_in",
            "label": "Cheapest in the draws",
            "kind": "odds",
            "level": 1,
            "values": [*shares],
        }
        found.insert(below, odds)
    return found


def differs(row: RowDocument) -> bool:
    """Whether any side says something else than the first."""
    return any(value != row["values"][0] for value in row["values"])


def figure(row: RowDocument, at: int) -> str:
    """A figure of one side, in its kind; – where nobody knows."""
    value = row["values"][at]
    if value is None:
        return "–"
    if row["kind"] == "money":
        return whole(value)
    if row["kind"] == "unit":
        return rough(value)
    if row["kind"] == "gap":
        return signed(value)
    return percent(value) if row["kind"] in ("share", "odds") else plain(round(value, 1))


def change(row: RowDocument, at: int) -> str:
    """Against the reference, in per cent; shares in points."""
    one, other = row["values"][0], row["values"][at]
    if one is None or other is None or one == other or row["kind"] in ("odds", "gap"):
        return ""
    if row["kind"] == "share":
        points = round((other - one) * 100)
        return f"{points:+} pt".replace("-", "−") if points else ""
    if one == 0:
        return "new"
    more = (other / one - 1) * 100
    if abs(more) >= FOLD:
        return f"×{plain(round(other / one))}"
    return f"{more:+.0f} %".replace("-", "−") if abs(more) >= 0.5 else ""


def verdict(content: ComparisonDocument) -> str:
    """Which option is the cheapest, or why none is named."""
    said, lowest = content["verdict"], content["cheapest"]
    if said["by"] == "contacts" and said["winner"] is None:
        return "They do not handle the same volume as far as is said: no option is named the cheapest."
    if lowest is None and said["winner"] is None:
        return "Two or more cost the least alike: no option is the cheapest."
    if said["by"] == "draws":
        return _drawn(content)
    lowest = lowest or content["sides"][0]["name"]
    if said["by"] == "contacts":
        return f"{lowest} is the cheapest by contact; the volumes differ."
    if said["by"] == "totals":
        return f"{lowest} has the lowest total; without draws nothing is said of how sure that is."
    if said["winner"] is None:
        return (
            f"{lowest} has the lowest total, but its range overlaps another's, and a saved estimate holds no draws that could decide: "
            "no winner is named."
        )
    return f"{lowest} is the cheapest: its range lies below the others'. A saved estimate holds no draws, so the ranges decide."


def _drawn(content: ComparisonDocument) -> str:
    """The verdict of the draws: how often each option is the cheapest, and of three or more how often one beats each other."""
    said, names = content["verdict"], [side["name"] for side in content["sides"]]
    shares, pairs = content["cheapest_in"] or (), content["pairs"] or ()
    ranked = sorted((at for at, share in enumerate(shares) if share), key=lambda at: -shares[at])
    first, *others = (f"{names[at]} in {percent(shares[at])}" for at in ranked)
    rest = f"; {', '.join(others)}" if others else ""
    if said["winner"] is None:
        return f"No winner is named: by the draws the cheapest is {first}{rest.replace(';', ',', 1)}."
    word = "is" if said["confidence"] == "sure" else "is probably"
    lower = ""
    if content["cheapest"] not in (None, said["winner"]):
        lower = f" The lowest total is that of {content['cheapest']}."
    winner = names.index(said["winner"])
    share = percent(shares[winner])
    each = ""
    if len(names) > 2 and pairs:
        beaten = [f"{name} in {percent(pairs[winner][at])}" for at, name in enumerate(names) if at != winner]
        each = f" Pair by pair it costs less than {', than '.join(beaten)} of them."
    return f"{said['winner']} {word} the cheapest, in {share} of the draws{rest}.{each}{lower}"


def repeats(content: ComparisonDocument, option: OptionDocument) -> str:
    """What repeats of poorer resolution would cost; nothing where there are none."""
    cost = option["repeat_cost"]
    if cost is None:
        return ""
    more = "more" if cost > 0 else "less"
    money = f"{symbol(content['currency'])} {rough(abs(cost))}"
    return f"at its own first-contact resolution it would handle {more} repeats, {money} {more}; not in the total."


def odds(content: ComparisonDocument, option: OptionDocument) -> str:
    """How often the option is the cheaper one when what is uncertain is drawn."""
    share = option["cheaper_in"]
    if share is None or not option["difference"]:
        return ""
    return (
        f"cheaper than {content['sides'][0]['name']} in {percent(share)} of the draws; both have the same random "
        "numbers where they share an input."
    )


def holds(content: ComparisonDocument, option: OptionDocument) -> str:
    """How far single figures may move before the saving is gone."""
    known = [_limit(limit) for limit in option["headroom"] if limit["limit"] is not None]
    return f"cheaper than {content['sides'][0]['name']} unless {'; or '.join(known)}." if known else ""


def _limit(limit: HeadroomDocument) -> str:
    (label, kind), now, end = HEADROOMS[limit["id"]], limit["now"], limit["limit"]
    assert end is not None
    if kind == "factor":
        return f"{label} {plain(round(end, 2))}"
    gone = ", so repeats already take the saving" if limit["id"] == RESOLUTION and end > now else ""
    today = f" (now {percent(now)}{gone})" if now else ""
    return f"{label} {percent(end)}{today}"


def input_name(difference: InputDocument) -> str:
    """An input that differs, with the team, queue or item that it belongs to."""
    name, member = difference["quantity"].replace("_", " "), difference["member"]
    return f"{member}: {name}" if member and name else member or name


def input_values(difference: InputDocument) -> tuple[str, str]:
    """The input on both sides, each with the mark that says how good it is."""
    return (
        _value(difference["reference"], difference["reference_basis"]),
        _value(difference["option"], difference["option_basis"]),
    )


def worth(difference: InputDocument) -> str:
    """What taking the input over alone would add to the reference; nothing where that has no meaning."""
    return "" if difference["worth"] is None else moved(difference["worth"])


def _value(value: str | float | None, basis: str | None) -> str:
    if value is None:
        return "–"
    said = value.replace("_", " ") if isinstance(value, str) else plain(value)
    return f"{said} {MARKS[basis]}" if basis in MARKS else said


def weights(found: ScorecardDocument) -> str:
    """Which weights the first place depends on."""
    hangs = ", ".join(name.replace("_", " ") for name in found["decisive_criteria"])
    if hangs:
        return f"The first place depends on the weight of {hangs}."
    return "The first place stays whichever weight is doubled or dropped."


def allowances(found: NormalizedDocument, source: str) -> str:
    """The allowances of a bid from one source, the largest first."""
    ranked = [one for one in found["allowances"] if one["source"] == source]
    ranked.sort(key=lambda one: -abs(one["amount"]))
    return ", ".join(shown(f"{one['label']} {rough(one['amount'])}{_like(one)}") for one in ranked)


def _like(one: AllowanceDocument) -> str:
    return f" (as in the bid of {and_list(one['like'])})" if one["like"] else ""


def and_list(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def award_rule(found: AwardedDocument) -> str:
    """How bids are scored."""
    rule = found["rule"]
    price = (
        "lowest price ÷ own price"
        if rule["price_points"] == LOWEST_OVER_OWN
        else f"in a straight line from the lowest price to none at {plain(rule['zero_at'])} times that"
    )
    quality = (
        "the weighted score of ten" if rule["quality_points"] == OF_TEN else "the weighted score against the best bid's"
    )
    if rule["price_of"] == NORMALIZED:
        price += ", both normalized"
    return f"Price {percent(rule['price_weight'])} ({price}), quality {percent(1 - rule['price_weight'])} ({quality})."


def award_verdict(found: AwardedDocument) -> str:
    """Who is first by total score, and how often in the draws."""
    first = found["options"][0]
    if found["winner"] is None:
        return "Two or more have the most points alike: no option is first."
    often = "" if first["first_in"] is None else f", and is first in {percent(first['first_in'])} of the draws"
    return f"{found['winner']} has the most points, {first['total']:.1f} of 100{often}."


def award_turn(found: AwardedDocument, turn: TurnDocument) -> str:
    """What would put a rival first."""
    rival, first = turn["rival"], found["options"][0]["name"]
    ways = []
    if turn["price_falls"] is not None:
        ways.append(f"its price falls by {percent(turn['price_falls'])}")
    if turn["price_rises"] is not None:
        ways.append(f"{first}'s rises by {percent(turn['price_rises'])}")
    if turn["quality"] is not None:
        ways.append(f"its quality is {plain(round(turn['quality'], 2))} points of ten better")
    if turn["weight"] is not None:
        way = "rises above" if turn["weight"] > found["rule"]["price_weight"] else "falls below"
        ways.append(f"the weight of price {way} {percent(turn['weight'])}")
    return f"{rival} comes first if {'; or '.join(ways)}." if ways else f"Nothing in reach puts {rival} first."


def capital(text: str) -> str:
    """A sentence of its own."""
    return text[:1].upper() + text[1:]
