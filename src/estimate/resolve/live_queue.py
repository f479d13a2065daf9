"""Resolving a live desk: when it is open, how contacts arrive, and what it promises."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.model.coverage import OpeningHours, Window
from estimate.model.week import Profile, Week, busiest_density, intervals_of, profile_of, week_of
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, CaseBuilder, Path, Rota
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


def add_live(build: CaseBuilder, path: Path, queue: Queue, desk: Desk, *, there: bool) -> None:
    """The service promised and the week of a queue; a deferred one has neither. `there`: live agents do its work when nobody waits."""
    kind = attention(queue)
    build.label("attention", kind)
    rota = _rota(build, path, queue, desk) if kind == "deferred" else None
    build.case.rotas.append(rota)
    build.put("peak_to_average", _peak(queue, rota))
    _presence(build, path, queue, rota, there=there)
    build.label("waiting", "endless" if queue.patience_seconds is None or kind == "deferred" else "impatient")
    if kind == "deferred":
        build.label("week", None)
        for name in ("service_level_share", "service_level_seconds", "patience_seconds"):
            build.put(name, NOT_APPLICABLE)
        _refuse(build, path, queue)
        return
    if queue.response_hours is not None:
        message = f"is for work that can wait; {queue.channel} is live (give service_level)"
        build.problem((*path, "response_hours"), message, key=True)
    promise, card = queue.service_level, ("operations", "channels", queue.channel)
    for part in ("share", "seconds"):
        name = f"service_level_{part}"
        given = getattr(promise, part) if promise else None
        build.put(name, build.need(name, given, (*path, "service_level", part), (*card, name)))
    patience = build.given(queue.patience_seconds, (*path, "patience_seconds"), "second")
    build.put("patience_seconds", patience or Sourced(point(math.nan), "second", STRUCTURAL))
    build.label("week", _week(build, path, queue, desk))


def _refuse(build: CaseBuilder, path: Path, queue: Queue) -> None:
    """A promise that has no meaning for deferred work is said to have none, not ignored."""
    for name in ("service_level", "patience_seconds"):
        if getattr(queue, name) is not None:
            build.problem((*path, name), f"is for live queues ({' and '.join(LIVE)}); {queue.channel} waits", key=True)


def _week(build: CaseBuilder, path: Path, queue: Queue, desk: Desk) -> Week | None:
    try:
        profile = _profile(build, queue.arrivals)
        return week_of(
            desk.hours, profile, interval_minutes(build, queue), desk.zones, desk.months, desk.night, desk.weekend_days
        )
    except ValueError as error:
        build.problem((*path, "arrivals"), str(error))
        return None


def _rota(build: CaseBuilder, path: Path, queue: Queue, desk: Desk) -> Rota | None:
    address = ("operations", "channels", queue.channel, "response_hours")
    place = (*path, "response_hours")
    response = build.given(queue.response_hours, place, "hour") or build.fact(place, address)
    if response is None:
        build.problem(place, "no card has a value for response_hours; it must be given")
        return None
    try:
        return Rota(intervals_of(desk.hours, _profile(build, queue.arrivals), interval_minutes(build, queue)), response)
    except ValueError as error:
        build.problem((*path, "arrivals"), str(error))
        return None


def _presence(build: CaseBuilder, path: Path, queue: Queue, rota: Rota | None, *, there: bool) -> None:
    """Whether the promise of a deferred queue needs somebody to look in, and for how long at the least."""
    needed = rota is not None and queue.agents is None and not there
    build.label("presence", "needed" if needed else "given")
    build.put("response_hours", rota.response_hours if rota else NOT_APPLICABLE)
    stint = build.need("shortest_stint", None, (*path, "response_hours"), ("operations", "labor", "shortest_stint"))
    build.put("shortest_stint", stint if needed else NOT_APPLICABLE)


def look_in_once(build: CaseBuilder, queues: Sequence[Queue]) -> None:
    """Of a team's queues, the last ones of the case, only the most urgent need somebody to look in; that serves the others."""
    words, promised = build.case.labels["presence"], build.case.sourced["response_hours"]
    first = len(words) - len(queues)

    def within(row: int) -> float:
        hours = promised[row]
        return hours.value.likely if isinstance(hours, Sourced) else math.inf

    needed = [row for row in range(first, len(words)) if words[row] == "needed"]
    shortest = min(map(within, needed), default=math.inf)
    for row in needed:
        words[row] = "needed" if within(row) == shortest else "given"


def _peak(queue: Queue, rota: Rota | None) -> Sourced:
    """How much more than on average are on duty at the busiest time of deferred work; given agents are there all the time."""
    if rota is None or math.isnan(rota.response_hours.value.likely):
        return NOT_APPLICABLE
    if queue.agents is not None:
        return Sourced(point(1), "factor", STRUCTURAL)
    hours = math.fsum(interval.hours for interval in rota.intervals)
    response = rota.response_hours.value.map(lambda within: busiest_density(rota.intervals, within) * hours)
    return replace(rota.response_hours, value=response, unit="factor", path="")


def interval_minutes(build: CaseBuilder, queue: Queue) -> int:
    """Length of the intervals by which the queue's week is divided."""
    interval = build.catalog.entry("arrivals", "interval_minutes")
    assert interval is not None, "rates/arrivals.yaml is part of the tool"
    return queue.interval_minutes or int(interval.data)


def _profile(build: CaseBuilder, arrivals: Any) -> Profile:
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
    default = build.catalog.entry("arrivals", "default")
    name = str(default.data) if arrivals is None and default else arrivals
    found = build.catalog.entry("arrivals", "profiles", str(name))
    if found is None:
        known = build.catalog.keys("arrivals", "profiles")
        raise ValueError(f"no profile of arrivals {name} ({did_you_mean(str(name), known)})")
    return profile_of(found.data)
