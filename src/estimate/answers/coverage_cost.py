"""What cover costs: round the clock, each language, a tighter promise; each as the difference of two estimates."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from estimate.answers.estimate import Estimate, estimate
from estimate.ground.records import dataclass
from estimate.model.coverage import parse_hours
from estimate.resolve.resolved import ResolvedScenario

BUSINESS = "business"
TIGHTER = {"share": 0.9, "seconds": 10}
"""The promise with which today's is compared: 90 % in 10 seconds, the top of the usual range."""

Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Step:
    """One change of cover: what it adds to the total, and the total with and without it."""

    label: str
    without: float
    with_it: float

    @property
    def adds(self) -> float:
        return self.with_it - self.without


def coverage_costs(result: Estimate, recost: Callable[[dict[str, Any]], ResolvedScenario]) -> list[Step]:
    """What the scenario's cover adds against less of it, and what more would add; `recost` resolves changed data."""
    data, total = result.case.files[0].data, result.one("total_cost")

    def changed(change: Change) -> float:
        copied = copy.deepcopy(data)
        for team in _teams(copied):
            change(team)
        return estimate(recost(copied)).one("total_cost")

    return list(_steps(_teams(data), total, changed))


def _steps(teams: list[dict[str, Any]], total: float, changed: Callable[[Change], float]) -> Iterator[Step]:
    business = parse_hours(BUSINESS).weekly_hours
    if any(parse_hours(team.get("hours", BUSINESS)).weekly_hours > business for team in teams):
        yield Step("longer hours than 9 to 5 on weekdays", changed(lambda team: team.update(hours=BUSINESS)), total)
    if any(team.get("hours") != "24x7" for team in teams):
        yield Step("round the clock, if every team were", total, changed(lambda team: team.update(hours="24x7")))
    for language in dict.fromkeys(code for team in teams for code in _spoken(team)):
        without = changed(_without(language))
        if without != total:  # a language that the site speaks anyway adds nothing
            yield Step(f"the language {language}", without, total)
    yield Step("90 % answered within 10 seconds, if promised", total, changed(_promised))


def _spoken(team: dict[str, Any]) -> list[str]:
    return [*team.get("languages", []), *(code for queue in team["queues"] for code in queue.get("languages", {}))]


def _without(language: str) -> Change:
    """Its contacts are then answered in another language of the team, by the agents who speak that."""

    def change(team: dict[str, Any]) -> None:
        spoken = team.get("languages", [])
        if len(spoken) > 1:
            team["languages"] = [code for code in spoken if code != language]
        for queue in team["queues"]:
            shares = queue.get("languages", {})
            if language in shares and len(shares) > 1:
                del queue["languages"]
                queue.pop("bilingual", None)
                team["languages"] = [code for code in spoken if code != language] or [
                    next(c for c in shares if c != language)
                ]

    return change


def _promised(team: dict[str, Any]) -> None:
    for queue in team["queues"]:
        if queue["channel"] in ("voice", "chat"):
            queue["service_level"] = dict(TIGHTER)


def _teams(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [data["team"]] if "team" in data else list(data["teams"])
