"""Resolving a live desk: when it is open, how contacts arrive, and what it promises."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.ground.records import dataclass
from estimate.model.coverage import OpeningHours, Window
from estimate.model.week import Profile, Week, busiest_density, intervals_of, profile_of, week_of
from estimate.resolve.resolved import Rota
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope
from estimate.schema.queue import Queue

LIVE = ("voice", "chat")
"""Channels in which customers wait for an answer; in the others they come back to it."""


@dataclass(frozen=True)
class Desk:
    """A team's opening hours, with what its site's clock makes of them in each month."""

    hours: OpeningHours
    zones: tuple[str | None, str | None]
    months: tuple[tuple[int, int], ...]
    night: Window
    weekend_days: frozenset[int]


def attention(queue: Queue) -> str:
    """Whether customers of a queue wait (live) or not (deferred)."""
    return "live" if queue.channel in LIVE else "deferred"


@dataclass(frozen=True)
class LiveQueue:
    """How a queue answers: its inputs, the week of arrivals of a deferred one, and whether it needs somebody to look in."""

    inputs: Inputs
    rota: Rota | None
    looked_into: bool


def live_queue(scope: Scope, path: Path, queue: Queue, desk: Desk, *, there: bool) -> LiveQueue:
    """The service promised and the week of a queue; a deferred one has neither. `there`: live agents do its work when nobody waits."""
    kind, inputs = attention(queue), Inputs()
    inputs["attention"] = kind
    rota = _rota(scope, path, queue, desk) if kind == "deferred" else None
    inputs.number("peak_to_average", _peak(queue, rota))
    # The promise of a deferred queue needs somebody to look in, unless agents are there anyway.
    looked_into = rota is not None and queue.agents is None and not there
    inputs.number("response_hours", rota.response_hours if rota else NOT_APPLICABLE)
    stint = scope.need("shortest_stint", None, (*path, "response_hours"), ("operations", "labor", "shortest_stint"))
    inputs.number("shortest_stint", stint if looked_into else NOT_APPLICABLE)
    inputs["waiting"] = "endless" if queue.patience_seconds is None or kind == "deferred" else "impatient"
    if kind == "deferred":
        inputs["week"] = None
        for name in ("service_level_share", "service_level_seconds", "patience_seconds"):
            inputs.number(name, NOT_APPLICABLE)
        _refuse(scope, path, queue)
        return LiveQueue(inputs, rota, looked_into)
    if queue.response_hours is not None:
        message = f"is for work that can wait; {queue.channel} is live (give service_level)"
        scope.problem((*path, "response_hours"), message, key=True)
    promise, card = queue.service_level, ("operations", "channels", queue.channel)
    for part in ("share", "seconds"):
        name = f"service_level_{part}"
        given = getattr(promise, part) if promise else None
        inputs.number(name, scope.need(name, given, (*path, "service_level", part), (*card, name)))
    patience = scope.given(queue.patience_seconds, (*path, "patience_seconds"), "second")
    inputs.number("patience_seconds", patience or Sourced(point(math.nan), "second", STRUCTURAL))
    inputs["week"] = _week(scope, path, queue, desk)
    return LiveQueue(inputs, rota, looked_into)


def _refuse(scope: Scope, path: Path, queue: Queue) -> None:
    """A promise that has no meaning for deferred work is said to have none, not ignored."""
    for name in ("service_level", "patience_seconds"):
        if getattr(queue, name) is not None:
            scope.problem((*path, name), f"is for live queues ({' and '.join(LIVE)}); {queue.channel} waits", key=True)


def _week(scope: Scope, path: Path, queue: Queue, desk: Desk) -> Week | None:
    try:
        profile = _profile(scope, queue.arrivals)
        return week_of(
            desk.hours, profile, interval_minutes(scope, queue), desk.zones, desk.months, desk.night, desk.weekend_days
        )
    except ValueError as error:
        scope.problem((*path, "arrivals"), str(error))
        return None


def _rota(scope: Scope, path: Path, queue: Queue, desk: Desk) -> Rota | None:
    address = ("operations", "channels", queue.channel, "response_hours")
    place = (*path, "response_hours")
    response = scope.given(queue.response_hours, place, "hour") or scope.fact(place, address)
    if response is None:
        scope.problem(place, "no card has a value for response_hours; it must be given")
        return None
    try:
        return Rota(intervals_of(desk.hours, _profile(scope, queue.arrivals), interval_minutes(scope, queue)), response)
    except ValueError as error:
        scope.problem((*path, "arrivals"), str(error))
        return None


def most_urgent(lives: Sequence[LiveQueue]) -> list[int]:
    """Of a team's queues that need somebody to look in, the places of those with the shortest promise: that serves the others too."""

    def within(place: int) -> float:
        rota = lives[place].rota
        return rota.response_hours.value.likely if rota else math.inf

    needed = [place for place, live in enumerate(lives) if live.looked_into]
    shortest = min(map(within, needed), default=math.inf)
    return [place for place in needed if within(place) == shortest]


def _peak(queue: Queue, rota: Rota | None) -> Sourced:
    """How much more than on average are on duty at the busiest time of deferred work; given agents are there all the time."""
    if rota is None or math.isnan(rota.response_hours.value.likely):
        return NOT_APPLICABLE
    if queue.agents is not None:
        return Sourced(point(1), "factor", STRUCTURAL)
    hours = math.fsum(interval.hours for interval in rota.intervals)
    response = rota.response_hours.value.map(lambda within: busiest_density(rota.intervals, within) * hours)
    return replace(rota.response_hours, value=response, unit="factor", path="")


def interval_minutes(scope: Scope, queue: Queue) -> int:
    """Length of the intervals by which the queue's week is divided."""
    interval = scope.catalog.entry("arrivals", "interval_minutes")
    assert interval is not None, "rates/arrivals.yaml is part of the tool"
    return queue.interval_minutes or int(interval.data)


def _profile(scope: Scope, arrivals: Any) -> Profile:
    """The weights that the scenario gives, or those of the profile that it or the card names."""
    if isinstance(arrivals, dict):
        unknown = set(arrivals) - {"days", "hours"}
        if unknown:
            raise ValueError(f"arrivals have days and hours, not {', '.join(map(str, sorted(unknown)))}")
        for values in arrivals.values():
            if not isinstance(values, list) or not all(
                isinstance(v, int | float) and not isinstance(v, bool) for v in values
            ):
                raise ValueError("the weights of arrivals are lists of numbers")
        return profile_of(arrivals)
    default = scope.catalog.entry("arrivals", "default")
    name = str(default.data) if arrivals is None and default else arrivals
    found = scope.catalog.entry("arrivals", "profiles", str(name))
    if found is None:
        known = scope.catalog.keys("arrivals", "profiles")
        raise ValueError(f"no profile of arrivals {name} ({did_you_mean(str(name), known)})")
    return profile_of(found.data)
