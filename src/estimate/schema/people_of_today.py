"""The people of today in place of volumes: they stand for contacts and agents that nobody gives."""

from __future__ import annotations

from typing import Any

from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput
from estimate.schema.queue import Queue
from estimate.schema.scenario import Scenario
from estimate.schema.team import Team

Path = tuple[str | int, ...]


def with_people_of_today(document: InputFile, scenario: Scenario) -> Scenario:
    """The scenario whose queues without contacts and agents have the people of today, shared out evenly.

    Raises InvalidInput where only some of the queues say how much comes in: nobody knows then how many people do the others.
    """
    silent = [place for place, queue in queues_of(scenario) if queue.volume is None and queue.agents is None]
    if not silent:
        return scenario
    every = [place for place, _ in queues_of(scenario)]
    if len(silent) < len(every):
        message = "needs contacts_per_month or agents, as other queues have them (the people of today stand for all queues or none)"
        raise InvalidInput([document.problem(place, message) for place in silent])
    people = scenario.today.people if scenario.today else None
    assert people is not None, "else the queues are refused before"
    part = people.scaled(1 / len(every))

    def staffed(team: Team) -> Team:
        return team.changed(queues=tuple(queue.changed(agents=part) for queue in team.queues))

    changed: dict[str, Any] = {"teams": tuple(staffed(team) for team in scenario.teams)}
    if scenario.team is not None:
        changed["team"] = staffed(scenario.team)
    return scenario.changed(**changed)


def queues_of(scenario: Scenario) -> list[tuple[Path, Queue]]:
    """Every queue of every team, with its place in the scenario."""
    return [
        ((*path, "queues", at), queue) for path, team in scenario.each_team() for at, queue in enumerate(team.queues)
    ]
