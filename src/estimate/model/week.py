"""A live desk's week: how contacts spread over the opening hours, and how many agents each hour of it needs."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, fields
from functools import lru_cache
from operator import mul
from typing import Any, Self

from estimate.ground.records import dataclass
from estimate.model.blocking import SINGLE, Slots
from estimate.model.coverage import DAY, WEEK, WEEKS_PER_MONTH, OpeningHours, Window, site_hours
from estimate.model.erlang_capacity import Capacity, ServiceLimits
from estimate.model.queueing import Promise, Requirement, Service, level_of, service

SERVICE = tuple(field.name for field in fields(Service))
REMEMBERED = 16_384
"""Staircases of agents that a week keeps."""
LISTED = 2000
"""Erlangs up to which the greatest load for each number of agents is listed; above, each load is searched for by itself."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How busy a moment is against others: a weight for each day (Monday first) and for each hour of the day."""

    days: tuple[float, ...]
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of opening time: its start in minutes of the week, its length, and its share of the week's contacts."""

    start: int
    hours: float
    share: float


@dataclass(frozen=True, eq=False)
class Week:
    """The open intervals of a week on the customers' clock, gathered by how densely contacts arrive.

    `densities` are shares of the week's contacts an hour, rising; the other lists go with them: open hours a week, share of
    the week's contacts, and by month of service the hours that are night and weekend at the site. `made_of` has what `week_of` was given.
    """

    intervals: tuple[Interval, ...]
    densities: tuple[float, ...]
    hours: tuple[float, ...]
    shares: tuple[float, ...]
    night: tuple[tuple[float, ...], ...]
    weekend: tuple[tuple[float, ...], ...]
    made_of: tuple[Any, ...] = field(default=(), repr=False)
    _duties: dict[Any, Duty] = field(default_factory=dict, repr=False)

    def rising(self, minimum: float, first: int, cuts: tuple[int, ...]) -> Duty:
        """Duty of `first` agents at the quietest and one more from each of the cuts on, nowhere fewer than the minimum.

        Many loads end in few such staircases, so each is made once.
        """
        key = minimum, first, cuts
        duty = self._duties.get(key)
        if duty is None:
            if len(self._duties) >= REMEMBERED:
                self._duties.clear()
            agents: list[float] = []
            for level, end in enumerate((*cuts, len(self.densities)), first):
                agents += [max(minimum, float(level))] * (end - len(agents))
            duty = self._duties[key] = Duty(self, agents)
        return duty

    @property
    def content(self) -> tuple[Any, ...]:
        """All that it holds; weeks themselves are told apart by identity, which is faster."""
        return self.intervals, self.densities, self.hours, self.shares, self.night, self.weekend


class Duty(float):
    """Agents on duty, on average over the opening hours; `agents` has them for each density of arrivals."""

    agents: tuple[float, ...]
    weekly_hours: float

    def __new__(cls, week: Week, agents: Sequence[float]) -> Self:
        weekly = dot(agents, week.hours)
        duty = super().__new__(cls, weekly / sum(week.hours))
        duty.agents, duty.weekly_hours = tuple(agents), weekly
        return duty

    def share(self, window: tuple[float, ...]) -> float:
        """Share of the hours on duty inside a window of the week (one of its nights or weekends)."""
        return dot(self.agents, window) / self.weekly_hours if self.weekly_hours else 0.0


@lru_cache(maxsize=256)
def week_of(
    hours: OpeningHours,
    profile: Profile,
    interval_minutes: int,
    zones: tuple[str | None, str | None],
    months: tuple[tuple[int, int], ...],
    night: Window,
    weekend_days: frozenset[int],
) -> Week:
    """The week of a desk: arrivals by `profile` over its opening hours, in intervals of 15, 30 or 60 minutes."""
    intervals = intervals_of(hours, profile, interval_minutes)
    density = [round(interval.share / interval.hours, 12) for interval in intervals]
    densities = tuple(sorted(set(density)))
    level = [bisect_left(densities, value) for value in density]
    windows = site_hours([(i.start, i.hours) for i in intervals], zones, night, weekend_days, months)
    count = len(densities)
    return Week(
        intervals,
        densities,
        _gathered(level, [interval.hours for interval in intervals], count),
        _gathered(level, [interval.share for interval in intervals], count),
        _once(_gathered(level, [at_night for at_night, _ in month], count) for month in windows),
        _once(_gathered(level, [at_weekend for _, at_weekend in month], count) for month in windows),
        (hours, profile, interval_minutes, zones, months, night, weekend_days),
    )


def on_site(desk: Week, site: Week) -> Week:
    """The week of one desk on the clock of another's site, with that site's nights and weekends."""
    hours, profile, interval_minutes, (customers, _), months, _, _ = desk.made_of
    (_, clock), _, night, weekend_days = site.made_of[3:]
    return week_of(hours, profile, interval_minutes, (customers, clock), months, night, weekend_days)


@lru_cache(maxsize=256)
def intervals_of(hours: OpeningHours, profile: Profile, interval_minutes: int) -> tuple[Interval, ...]:
    """The open stretches of a week, each with its share of the week's contacts."""
    days, of_day = _near_one(profile.days), _near_one(profile.hours)
    raw = []
    for start in range(0, WEEK, interval_minutes):
        open_minutes = sum(max(0, min(b, start + interval_minutes) - max(a, start)) for a, b in hours.spans)
        if open_minutes:
            weight = days[start // DAY] * of_day[start % DAY // 60] * open_minutes
            raw.append((start, open_minutes / 60, weight))
    total = math.fsum(weight for _, _, weight in raw)
    if total <= 0:
        raise ValueError("the arrivals have no weight in the opening hours (give some hour of them a weight above 0)")
    return tuple(Interval(start, length, weight / total) for start, length, weight in raw)


def _near_one(weights: Sequence[float]) -> list[float]:
    """Weights times the power of two that brings the greatest near 1: their products do not vanish, and no digit changes."""
    _, power = math.frexp(max(weights))
    return [math.ldexp(weight, -power) for weight in weights]


@lru_cache(maxsize=1024)
def busiest_density(intervals: tuple[Interval, ...], response_hours: float) -> float:
    """The most work that falls due in an open hour, as a share of the week's, if each contact is answered in time.

    What came in during the last `response_hours` of the clock is done within the open hours of that time; with a week to
    answer it is the mean, with less than an interval the peak of the arrivals.
    """
    window = min(WEEK, max(1, round(response_hours * 60)))
    # Two weeks behind one another, so that a time that begins in the week before is a stretch of the list.
    starts = [i.start - WEEK for i in intervals] + [i.start for i in intervals]
    shares, hours = 2 * [i.share for i in intervals], 2 * [i.hours for i in intervals]
    most = 0.0
    for at, last in enumerate(intervals, len(intervals)):
        end = last.start + round(last.hours * 60)
        first, behind = bisect_left(starts, end - window), bisect_left(starts, end)
        if first == behind:
            first, behind = at, at + 1
        most = max(most, math.fsum(shares[first:behind]) / math.fsum(hours[first:behind]))
    return most


def needed(
    week: Week,
    contacts_per_month: float,
    handle_minutes: float,
    slots: Slots,
    service_level: float,
    target_seconds: float,
    max_occupancy: float,
    patience_seconds: float | None,
    minimum: float,
) -> Duty:
    """The fewest agents in each hour of the week that keep the promise, never fewer than the minimum."""
    seconds = handle_minutes * 60 / slots[1]
    slots = _told_apart(slots)
    scale, densities = contacts_per_month / WEEKS_PER_MONTH * seconds / 3600, week.densities
    impatient = patience_seconds is not None and not math.isinf(patience_seconds)
    if impatient or scale * densities[-1] > LISTED:
        promise = (seconds, service_level, target_seconds, max_occupancy, patience_seconds)
        return _searched(week, scale, promise, slots, minimum)
    limits = _limits(seconds, service_level, target_seconds, max_occupancy, slots)
    first, past = limits.steps(scale * densities[0], scale * densities[-1])
    first = max(first, math.floor(minimum))
    cuts = [bisect_right(densities, load / scale) for load in limits.loads[first:past]]
    return week.rising(minimum, first, tuple(cuts))


def _told_apart(slots: Slots) -> Slots:
    """Slots as far as they matter: who takes one contact at a time works at any pace alike."""
    return slots if slots[0] > 1 else SINGLE


@lru_cache(maxsize=16_384)
def _searched(week: Week, scale: float, promise: Promise, slots: Slots, minimum: float) -> Duty:
    """Duty found load by load: where customers hang up, and where a list of limits would be too long."""
    requirement = _requirement(promise, slots)
    return Duty(week, [max(minimum, requirement.agents(scale * density)) for density in week.densities])


def spread(week: Week, hours_per_month: float) -> Duty:
    """Given hours on duty, put where the contacts are."""
    return Duty(week, [hours_per_month / WEEKS_PER_MONTH * density for density in week.densities])


@lru_cache(maxsize=4096)
def served(
    week: Week,
    agents: tuple[float, ...],
    contacts_per_month: float,
    handle_minutes: float,
    slots: Slots,
    patience_seconds: float | None,
    target_seconds: float = 0.0,
) -> Service:
    """The service of a week, each contact counted alike."""
    weekly = contacts_per_month / WEEKS_PER_MONTH
    seconds = handle_minutes * 60 / slots[1]
    slots = _told_apart(slots)
    parts = [
        (
            share,
            service(
                staffed_positions, weekly * density * seconds / 3600, seconds, target_seconds, patience_seconds, slots
            ),
        )
        for density, share, staffed_positions in zip(week.densities, week.shares, agents, strict=True)
        if share
    ]
    total = math.fsum(share for share, _ in parts) or 1.0
    return Service(*(math.fsum(share * getattr(found, name) for share, found in parts) / total for name in SERVICE))


@lru_cache(maxsize=16_384)
def in_time(
    week: Week,
    agents: tuple[float, ...],
    contacts_per_month: float,
    handle_minutes: float,
    slots: Slots,
    target_seconds: float,
    patience_seconds: float | None,
) -> float:
    """Share of a week's contacts answered in time: `served` for those who need only that, many times over."""
    if patience_seconds is not None:
        return served(
            week, agents, contacts_per_month, handle_minutes, slots, patience_seconds, target_seconds
        ).service_level
    weekly = contacts_per_month / WEEKS_PER_MONTH
    seconds = handle_minutes * 60 / slots[1]
    slots = _told_apart(slots)
    answered = [
        share * level_of(staffed_positions, weekly * density * seconds / 3600, seconds, target_seconds, slots)
        for density, share, staffed_positions in zip(week.densities, week.shares, agents, strict=True)
    ]
    return math.fsum(answered) / (math.fsum(week.shares) or 1.0)


@lru_cache(maxsize=512)
def _requirement(promise: Promise, slots: Slots) -> Requirement:
    return Requirement(*promise, slots)


@lru_cache(maxsize=512)
def _limits(
    seconds: float, service_level: float, target_seconds: float, max_occupancy: float, slots: Slots
) -> Capacity:
    return Capacity(_service_limits(target_seconds / seconds, service_level, slots), max_occupancy)


@lru_cache(maxsize=512)
def _service_limits(target_in_handle_times: float, service_level: float, slots: Slots) -> ServiceLimits:
    return ServiceLimits(target_in_handle_times, service_level, slots)


def _gathered(level: Sequence[int], values: Sequence[float], count: int) -> tuple[float, ...]:
    sums = [0.0] * count
    for at, value in zip(level, values, strict=True):
        sums[at] += value
    return tuple(sums)


def _once(windows: Iterable[tuple[float, ...]]) -> tuple[tuple[float, ...], ...]:
    """Windows of which equal ones are the same one."""
    known: dict[tuple[float, ...], tuple[float, ...]] = {}
    return tuple(known.setdefault(window, window) for window in windows)


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of the products, term by term."""
    return float(sum(map(mul, one, other)))


def profile_of(value: Mapping[str, Sequence[float]]) -> Profile:
    """A profile from lists: 7 days and 24 hours, none below 0, each with something above."""
    days, hours = tuple(value.get("days", (1.0,) * 7)), tuple(value.get("hours", (1.0,) * 24))
    if len(days) != 7 or len(hours) != 24:
        raise ValueError(f"arrivals need 7 days and 24 hours, got {len(days)} and {len(hours)}")
    if min(days) < 0 or min(hours) < 0 or not any(days) or not any(hours):
        raise ValueError("the weights of arrivals are 0 or more, and not all 0")
    return Profile(days, hours)
