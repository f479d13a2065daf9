"""Inputs that two options share by their nature: the work that comes, and what the money is worth; they move on both sides or none."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.answers.bridge import matched_queues
from estimate.ground.provenance import Sourced
from estimate.resolve.resolved import ResolvedScenario

WORK = ("contacts_per_month", "growth_per_year")
"""What comes in for a queue, whoever answers it."""
MONEY = ("discount_rate", "exchange_rate")
TERM = ("months",)
"""Places of a scenario that are no quantity and hold for a whole comparison."""
SPLIT = ("contacts_per_month", "agents")
"""What a place of the scenario says of a whole that is split: the parts of a queue by its languages."""

Place = tuple[str, int, Sourced]


def places_of(case: ResolvedScenario, path: str) -> list[Place]:
    """The inputs that a place of the scenario sets, or would set where a card speaks for it."""
    wanted = plain(path)
    return [
        (name, row, sourced)
        for name, rows in case.sourced.items()
        for row, sourced in enumerate(rows)
        if isinstance(sourced, Sourced) and sourced.path and plain(sourced.path) == wanted
    ]


def now(case: ResolvedScenario, places: Sequence[Place]) -> float | None:
    """What a place of the scenario says now, parts of a queue that is split by language taken together."""
    if not places:
        return None
    name, _, first = places[0]
    if name in SPLIT:
        return sum(case.of(sourced.value) for other, _, sourced in places if other == name)
    return case.of(first.value)


def same_place(case: ResolvedScenario, path: str, other: ResolvedScenario) -> str | None:
    """Where another scenario says what this one says at a path, if it is something that both must share; None where it is not."""
    if path in TERM:
        return path
    found = {theirs for name, row, _ in places_of(case, path) if (theirs := _other_place(case, other, name, row, path))}
    return found.pop() if len(found) == 1 else None


def _other_place(case: ResolvedScenario, other: ResolvedScenario, name: str, row: int, path: str) -> str | None:
    if name in MONEY:
        return path if places_of(other, path) else None
    if name not in WORK:
        return None
    queue = case.members["queue"][row]
    named = [at for at, member in enumerate(other.members["queue"]) if member == queue]
    if not named:
        matched = matched_queues(case, other)
        named = [matched[row]] if matched is not None else []
    paths = {plain(sourced.path) for at in named if isinstance(sourced := other.sourced[name][at], Sourced)}
    return paths.pop() if len(paths) == 1 else None


def plain(path: str) -> str:
    """A path with its indexes as words."""
    return path.replace("[", ".").replace("]", "")
