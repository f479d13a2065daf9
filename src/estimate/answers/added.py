"""What the rate cards add to a scenario: each cost that nobody wrote into it, and the key that ends it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import fsum
from typing import Any

from estimate.answers.estimate import Estimate, LineResult
from estimate.engine import with_changes
from estimate.ground.records import dataclass
from estimate.resolve.scope import Path
from estimate.schema.scenario import Scenario
from estimate.schema.team import Role, Team

Setting = tuple[Path, Any]
"""A place in the scenario and what to write there."""
PREMIUM_LINES = {f"labor.{kind}": kind for kind in ("night", "weekend", "holiday", "overtime", "language")}
NO_TRAINING: Setting = (("training", "initial_hours"), 0)


@dataclass(frozen=True)
class Added:
    """A cost that the cards add; `path` and `value` are what to write so that it is not added.

    `amount` is over the whole term, in the estimate's currency, and None for a cost without a known price. `within` says that it
    is part of other lines. A value that is a list is joined to what the scenario has there.
    """

    id: str
    label: str
    team: str | None
    amount: float | None
    path: Path
    value: Any
    within: bool = False


def added(result: Estimate) -> list[Added]:
    """All that the cards add, the dearest first; nothing where the scenario has `only_given`, unless it asks for a card's item."""
    found = [*_lines(result), *_rises(result), *_shifts(result), *_unpriced(result)]
    return sorted(found, key=lambda one: -abs(one.amount or 0.0))


def settings(found: list[Added], result: Estimate) -> list[str]:
    """What to hand to `--set` so that none of these is added."""
    lists: dict[Path, list[str]] = {}
    written = []
    for one in found:
        if isinstance(one.value, list):
            lists.setdefault(one.path, [*_without(result, one.path)]).extend(one.value)
        else:
            written.append(f"{_dotted(one.path)}={one.value}")
    joined = [f"{_dotted(path)}=[{', '.join(dict.fromkeys(keys))}]" for path, keys in lists.items()]
    return [*dict.fromkeys(written), *joined]


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _without(result: Estimate, path: Path) -> tuple[str, ...]:
    """The keys that the scenario leaves out already."""
    scenario = result.case.scenario
    return next((team.without for place, team in scenario.each_team() if place == path[:-1]), scenario.without)


def _lines(result: Estimate) -> Iterator[Added]:
    groups: dict[tuple[str, int | None], list[LineResult]] = {}
    for line in result.lines:
        row = result.program.row_of(line.line.index, line.row, "team") if line.team is not None else None
        groups.setdefault((line.id, row), []).append(line)
    for (identity, row), lines in groups.items():
        amount = fsum(amount for line in lines for amount in line.amounts)
        ended = _end(result, lines[0], row)
        if ended is not None and amount:
            yield Added(identity, lines[0].label, lines[0].team, amount, *ended)


def _end(result: Estimate, line: LineResult, row: int | None) -> Setting | None:
    """What ends a line that the cards add; None for one that the scenario brings about itself."""
    scenario = result.case.scenario
    path: Path
    asked: Scenario | Team
    if line.line.index in ("item", "charge"):
        key = line.id.partition(".")[2]
        path, asked = ((), scenario) if row is None else scenario.each_team()[row]
        if line.origin.basis == "given" or key in asked.also:
            return None
        return (*path, "without"), [key]
    if row is None:
        return None
    path, team = scenario.each_team()[row]
    ended = _of_team(result, line, team, row)
    return None if ended is None else ((*path, *ended[0]), ended[1])


def _of_team(result: Estimate, line: LineResult, team: Team, row: int) -> Setting | None:
    """The same for what belongs to a team, with a path below it."""
    if line.line.index == "role":
        kind = line.id.partition(".")[2]
        return None if team.roles.get(kind, Role()) != Role() else (("roles", kind, "count"), 0)
    if line.id in PREMIUM_LINES:
        kind = PREMIUM_LINES[line.id]
        return None if kind in team.premiums else (("premiums", kind), 0)
    if line.id == "labor.expertise":  # of a card's price it is a part, on a quoted price an addition
        quoted = any(quote.row == row and quote.stated for quote in result.case.quotes)
        return (("expertise",), "standard") if quoted else None
    if line.id == "labor.burden":
        return None if team.staffing.employer_burden is not None else (("staffing", "employer_burden"), 0)
    if line.id == "fees.ramp":
        given = team.staffing.ramp_months is not None or team.staffing.new_hire_aht_factor is not None
        return None if given else (("staffing", "ramp_months"), 0)
    if line.id == "technology.ai":
        front = [queue.automated() for queue in team.queues]
        return None if all(one is None or one.price is not None for one in front) else (("without",), ["ai_resolution"])
    if line.id == "training.initial":
        return None if team.training.is_stated else NO_TRAINING
    if line.id == "training.replacement" and team.training.replacement is None:
        if result.case.labels["sourcing"][row] == "in_house":
            return None if team.training.is_stated else NO_TRAINING
        return ("training", "replacement"), "vendor"
    return None


def _rises(result: Estimate) -> Iterator[Added]:
    """What the rise of prices is worth, team by team, where the scenario does not say how they rise."""
    case = result.case
    for row, (path, team) in enumerate(case.scenario.each_team()):
        if case.labels["risen_by"][row] == "fixed" and team.pricing.escalator is None:
            place = (*path, "pricing", "escalator")
            yield from _part_of_lines(result, "escalator", "Price rises", row, place)


def _shifts(result: Estimate) -> Iterator[Added]:
    """What the hours are worth that shifts hold beyond the need, team by team, where the scenario does not say how many."""
    for row, (path, team) in enumerate(result.case.scenario.each_team()):
        if team.staffing.schedule_inefficiency is None:
            place = (*path, "staffing", "schedule_inefficiency")
            yield from _part_of_lines(result, "schedule_inefficiency", "Hours of shifts beyond the need", row, place)


def _part_of_lines(result: Estimate, name: str, label: str, row: int, path: Path) -> Iterator[Added]:
    """What one of a team's inputs is worth: the total less what it would be with a zero there."""
    value = result.values[name][row]
    if not value or math.isnan(value):
        return
    kept = [0.0 if other == row else one for other, one in enumerate(result.values[name])]
    worth = result.one("total_cost") - with_changes(result.program, result.values, {name: kept}, "total_cost")
    if worth:
        yield Added(name, label, result.case.members["team"][row], worth, path, 0, within=True)


def _unpriced(result: Estimate) -> Iterator[Added]:
    """Costs of the cards without a known price."""
    scenario = result.case.scenario
    places = {".".join(map(str, path)): path for path, _ in scenario.each_team()}
    for item in result.case.unpriced:
        holder, _, key = item.path.rpartition("items.")
        if not key.isdigit() and key not in (
            *scenario.also,
            *(key for _, team in scenario.each_team() for key in team.also),
        ):
            path = places.get(holder.rstrip("."), ())
            yield Added(item.id, item.name, None, None, (*path, "without"), [key])
