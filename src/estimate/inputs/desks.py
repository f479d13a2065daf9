"""Resolving a live desk: when it is open, how contacts arrive, and what it promises."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from estimate.ground.errors import nearest
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.inputs.case import NOT_APPLICABLE, STRUCTURAL, CaseBuilder, Path, Rota
from estimate.inputs.scenario import Queue
from estimate.model.coverage import OpeningHours, Window
from estimate.model.week import Profile, Week, intervals_of, profile_of, week_of

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


def add_live(build: CaseBuilder, path: Path, queue: Queue, desk: Desk) -> None:
    """The service promised and the week of a queue; a deferred one has neither."""
    kind = attention(queue)
    build.label("attention", kind)
    if kind == "deferred":
        build.label("week", None)
        for name in ("service_level_share", "service_level_seconds", "patience_seconds"):
            build.put(name, NOT_APPLICABLE)
        _refuse(build, path, queue)
        build.case.rotas.append(_rota(build, path, queue, desk))
        return
    build.case.rotas.append(None)
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
        close = nearest(str(name), known)
        raise ValueError(
            f"no profile of arrivals {name} ({f'did you mean {close}?' if close else 'one of ' + ', '.join(known)})"
        )
    return profile_of(found.data)
