"""Doubles: a cost of the scenario's own that reads like one that the cards add beside it."""

from __future__ import annotations

from collections.abc import Iterator

from estimate.files.input_file import dotted
from estimate.resolve.scope import CaseBuilder, Path
from estimate.schema.item import Item
from estimate.schema.names import plain


def cost_meant(build: CaseBuilder, name: str) -> str | None:
    """The key of the card's item or role that a name of a cost means; None where it means none, or more than one alike."""
    words = set(plain(name).split("_"))
    best: dict[str, int] = {}
    for key in build.catalog.keys("names", "costs"):
        found = build.catalog.entry("names", "costs", key)
        phrases = [set(plain(str(phrase)).split("_")) for phrase in (found.data if found else ())]
        fitting = [len(phrase) for phrase in phrases if phrase <= words]
        if fitting:
            best[key] = max(fitting)
    longest = [key for key, length in best.items() if length == max(best.values())]
    return longest[0] if len(longest) == 1 else None


def say_doubles(build: CaseBuilder) -> None:
    """A warning for each item without a key that reads like a cost that the cards add to the same team or contract."""
    for place, row, item in _own(build):
        key = cost_meant(build, item.name)
        if key is None:
            continue
        added = build.added.get(key, {})
        if not (set(added) if row is None else {row, None} & set(added)):
            continue
        name, remedy = next(iter(added.values()))
        build.case.warnings.append(
            f"{dotted(place)} ({item.name}) stands beside {name} of the rate cards; if they are the same cost, {remedy}, or it is "
            f"counted twice"
        )


def _own(build: CaseBuilder) -> Iterator[tuple[Path, int | None, Item]]:
    """The scenario's items that replace none of the cards', each with its team's row where it belongs to one."""
    scenario = build.case.scenario
    for at, item in enumerate(scenario.items):
        if item.key is None:
            yield ("items", at), None, item
    for row, (path, team) in enumerate(scenario.each_team()):
        for at, item in enumerate(team.items):
            if item.key is None:
                yield (*path, "items", at), row, item
