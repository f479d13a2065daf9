"""Doubles: a cost of the scenario's own that reads like one that the cards add beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from estimate.files.input_file import dotted
from estimate.resolve.rows import Added
from estimate.resolve.scope import Path, Scope
from estimate.schema.item import Item
from estimate.schema.names import plain


def cost_meant(scope: Scope, name: str) -> str | None:
    """The key of the card's item or role that a name of a cost means; None where it means none, or more than one alike."""
    words = set(plain(name).split("_"))
    best: dict[str, int] = {}
    for key in scope.catalog.keys("names", "costs"):
        found = scope.catalog.entry("names", "costs", key)
        fitting = [len(phrase) for phrase in _phrases(*(found.data if found else ())) if phrase <= words]
        if fitting:
            best[key] = max(fitting)
    longest = [key for key, length in best.items() if length == max(best.values())]
    return longest[0] if len(longest) == 1 else None


@lru_cache(maxsize=256)
def _phrases(*phrases: Any) -> list[frozenset[str]]:
    """The words of each phrase."""
    return [frozenset(plain(str(phrase)).split("_")) for phrase in phrases]


def say_doubles(scope: Scope, costs: Sequence[Added]) -> None:
    """A warning for each item without a key that reads like one of the `costs` that the cards add to its team or the contract."""
    for place, team, item in _own(scope):
        key = cost_meant(scope, item.name)
        if key is None:
            continue
        added = [cost for cost in costs if cost.key == key]
        if not any(team is None or cost.team in (None, team) for cost in added):
            continue
        scope.warn(
            f"{dotted(place)} ({item.name}) stands beside {added[0].name} of the rate cards; if they are the same cost, "
            f"{added[0].remedy}, or it is counted twice"
        )


def _own(scope: Scope) -> Iterator[tuple[Path, Path | None, Item]]:
    """The scenario's items that replace none of the cards', each with its team's place where it belongs to one."""
    scenario = scope.scenario
    for at, item in enumerate(scenario.items):
        if item.key is None:
            yield ("items", at), None, item
    for path, team in scenario.each_team():
        for at, item in enumerate(team.items):
            if item.key is None:
                yield (*path, "items", at), path, item
