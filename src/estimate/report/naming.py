"""What an input is called: its quantity in words, with the members it belongs to where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.answers.estimate import Estimate
from estimate.answers.identities import named_in
from estimate.ground.units import PRICE_UNITS
from estimate.report.figures import unit_in_words, unit_name


def input_name(result: Estimate, places: Sequence[tuple[str, int]], group: str = "") -> str:
    """A name such as `Manila, voice: handle minutes`, for one row of a quantity or for all that share a value."""
    if group.startswith(("wages of ", "volume of ")) and len(set(places)) > 1:
        return group
    name, _ = places[0]
    quantity = result.program.rulebook.quantities[name]
    words = name.replace("_", " ")
    if quantity.row not in {None, "team"}:
        words = words.removeprefix(f"{quantity.row} ")
    if name.endswith("_probability"):
        words = "falls due or not"
    known = list(dict.fromkeys(_where(result, name, row) for other, row in places if other == name))
    if len(known) == 2 and known[0][0] and known[0][0] == known[1][0]:  # two members of one team
        known = [(known[0][0], " and ".join(member for _, member in known))]
    return named_in([", ".join(filter(None, pair)) for pair in known if any(pair)], words)


def unit_at(result: Estimate, name: str, row: int, unit: str) -> str:
    """The unit of an input in words; of a price by what it is for, in the currency of its contract."""
    case, quantity = result.case, result.program.rulebook.quantities[name]
    first, _, per = unit.partition("/")
    bare = unit in (*PRICE_UNITS, "wage_hour")
    if unit != "currency" and not (quantity.unit.startswith("price") and (bare or first in ("", "price"))):
        return unit_in_words(unit, case.currency)
    index = quantity.row
    team = result.program.row_of(index, row, "team") if index is not None else 0
    currency = case.contract_currencies[team]
    if unit == "currency":
        return f"{case.currency} / {currency}"
    counted = unit if bare else per
    return f"{currency} / {unit_name(counted, 1)}" if counted else currency


def _where(result: Estimate, name: str, row: int) -> tuple[str, str]:
    """The team of a row, where there are several, and the member of its index."""
    members, program = result.case.members, result.program
    quantity = program.rulebook.quantities[name]
    team = member = ""
    if len(members["team"]) > 1 and program.rulebook.within(quantity.row, "team"):
        team = members["team"][program.row_of(quantity.row, row, "team")]
    if quantity.row not in {None, "team"}:
        member = members[str(quantity.row)][row]
    return team, member
