"""The names in a document that are the user's own, which no language has another word for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from estimate.resolve.resolved import ResolvedScenario

SHORTEST = 2
CHANNELS = ("email", "chat", "voice", "calls", "mail", "social", "back_office")
"""Queues that nobody named are called by their channel."""
CASES = ("optimistic", "pessimistic", "expected", "likely", "low", "high")
"""What cases are usually called, for which a language has a word."""
NAMING = ("scenario", "team", "teams", "queue", "queues")


def own_names(content: Mapping[str, Any]) -> set[str]:
    """Scenarios, teams, queues, cases and what an estimate is held against, as the document names them; those of a comparison's options too."""
    return _own(_names(content))


def names_of(case: ResolvedScenario) -> set[str]:
    """The same of a case that is shown without a document: its scenario, teams and queues."""
    return _own([case.scenario.name, *case.members["team"], *case.members["queue"]])


def _own(names: Iterable[str]) -> set[str]:
    return {
        name for name in names if len(name) >= SHORTEST and name.lower().replace(" ", "_") not in (*CHANNELS, *CASES)
    }


def _names(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            if key in NAMING and isinstance(value, str):
                yield value
            elif key == "cases" and isinstance(value, Mapping):
                yield from (name.replace("_", " ") for name in value)
            elif key in ("against", "options", "sides") and value:
                yield from (one["name"] for one in ([value] if isinstance(value, Mapping) else value) if "name" in one)
            if key in ("sides", "options", "staffing", "queues", "lines", "estimates"):
                yield from _names(value)
    elif isinstance(content, Sequence) and not isinstance(content, str):
        for one in content:
            yield from _names(one)
