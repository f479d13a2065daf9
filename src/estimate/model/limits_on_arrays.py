"""The greatest loads that so many agents serve within the promise, for many draws at once: tabulated on Chebyshev nodes and read off for each draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from estimate.engine.array_values import Array
from estimate.model.blocking import SINGLE
from estimate.model.week import _service_limits

NODES, BY_WORTH = 16, 12
"""Nodes between a target and its double, and between two worths of several contacts that are a half apart; the limits are then
good to about 1e-13 of themselves."""


CLOSE = 1e-7
"""A limit is found once Newton's step is this share of the agents: the step is taken, and what it leaves is about its square (1e-13 at most
in the cases that were tried)."""


MOST_STEPS = 12
"""Where contacts at a time are worth less than one, rounding keeps the last digits moving."""


SMOOTH = 3
"""Halves from which the limits of several contacts are smooth enough for a table; nearer to one they bend."""


ROUGH, FEW_STEPS = 8, 2
"""Nodes of a small table each way, which is worth its making for so many times as many columns."""


BEND, LEAST = 0.9, 0.01
"""Limits bend where contacts at a time are worth little more than one, so that a small table has its nodes by the logarithm of what is above
this, and at least so much."""


NARROWEST = 1e-9


FEW = 256
"""Fewer draws than this are solved by themselves instead of read off a table of their own, where tables are large."""


CELL = 0.125
"""Erlangs between the loads at which the agents of a draw are known beforehand."""


LOW, STEPS = 4.0, 2
"""Columns are tabulated together whose greatest loads lie within one of so many steps of a doubling; up to the low one they are all alike."""


TABLE = 4_000_000
"""Numbers that a table of limits may hold at a time."""


def as_table(value: Any) -> Array:
    """A value by step and draw."""
    return np.atleast_2d(np.asarray(value, dtype=float))


@dataclass(frozen=True)
class Promise:
    """What is the same in all draws: the service level, and how many contacts an agent takes at a time."""

    level: float
    at_once: int


def slots_of(chats_at_once: float) -> int:
    return max(1, int(chats_at_once))


def looked_up(loads: Array, columns: Sequence[Array], promise: Promise) -> Array:
    """The agents that each load needs, by density, step and draw; columns are targets in handle times, worths and occupancies."""
    shape = columns[0].shape
    flat = [column.ravel() for column in columns]
    column = np.broadcast_to(np.arange(flat[0].size).reshape(shape), np.broadcast_shapes(shape, loads.shape[1:]))
    agents = np.empty((len(loads), *column.shape))
    loads = np.broadcast_to(loads, agents.shape)
    peaks = np.full(flat[0].size, float(loads.max()))
    if promise.at_once > 1:  # one contact at a time is read off a table, which costs the same for all
        peaks[:] = 0.0
        np.maximum.at(peaks, column.ravel(), loads.max(axis=0).ravel())
    groups = list(_alike(peaks))
    if len(groups) == 1:
        return _counted(loads, column, _limits(flat, promise, float(peaks.max())))
    place = np.empty(flat[0].size, dtype=np.int64)
    for group in groups:
        limits = _limits([one[group] for one in flat], promise, float(peaks[group].max()))
        if shape[0] == 1:  # the same in all steps, so that whole draws are picked out
            agents[..., group] = _counted(loads[..., group], np.arange(len(group)), limits)
            continue
        place[:] = -1
        place[group] = np.arange(len(group))
        own = place[column]
        inside = own >= 0
        agents[:, inside] = _counted(loads[:, inside], own[inside], limits)
    return agents


def _alike(peaks: Array) -> Iterator[Any]:
    """Columns whose greatest loads are alike, so that none is tabulated much farther than it needs, and not too many at once."""
    height = np.floor(np.log2(np.maximum(peaks, LOW)) * STEPS)
    for step in np.unique(height):
        group = np.flatnonzero(height == step)
        most = float(peaks[group].max())
        many = max(1, TABLE // int(most + 6 * math.sqrt(most) + 20))
        yield from (group[begin : begin + many] for begin in range(0, len(group), many))


def _counted(loads: Array, column: Any, limits: Array) -> Array:
    """How many limits of its column lie below each load: `bisect_left` for all of them."""
    many, width = limits.shape
    cells = int(loads.max() / CELL) + 2
    at = np.minimum((limits / CELL).astype(np.int64) + 1, cells)
    places = (at * width + np.arange(width)).ravel()
    below = np.cumsum(np.bincount(places, minlength=(cells + 1) * width).reshape(cells + 1, width), axis=0)
    counts, sorted_limits = below.ravel(), limits.ravel()
    columns = np.broadcast_to(column, loads.shape[1:]).ravel()
    agents = np.empty(loads.shape)
    for density, own in enumerate(loads):  # one density at a time stays near the processor
        flat = own.ravel()
        found = counts.take((flat / CELL).astype(np.int64) * width + columns)
        left: Any = slice(None)
        while True:
            reached = np.minimum(found[left], many - 1) * width + columns[left]
            more = sorted_limits.take(reached) < flat[left]
            left = np.flatnonzero(more) if isinstance(left, slice) else left[more]
            if not left.size:
                break
            found[left] += 1
        agents[density] = found.reshape(own.shape)
    return agents


def _limits(columns: Sequence[Array], promise: Promise, most: float) -> Array:
    """The greatest load of 0, 1, 2 … agents in each column, up to one that bears the most."""
    targets, worths, busy = columns
    count = int(most + 3 * math.sqrt(most) + 10)
    while True:
        agents = np.arange(count + 1.0)[:, None]
        limits: Array = np.minimum(_served(targets, worths, promise, count), (agents + 1e-9) * busy)
        limits = np.minimum(limits, np.nextafter(agents, 0))
        limits[0] = 0.0
        if float(limits[-1].min()) >= most:
            return limits
        count = int(count * 1.3) + 10


def _served(targets: Array, worths: Array, promise: Promise, count: int) -> Array:
    """The greatest load of each number of agents within the service level, read off the tables of the targets."""
    if promise.at_once == 1:
        worths = np.ones_like(worths)
    first = float(targets[0]), float(worths[0])
    if np.all(targets == first[0]) and np.all(worths == first[1]):
        known = _service_limits(first[0], promise.level, (promise.at_once, first[1]) if promise.at_once > 1 else SINGLE)
        known.load(count)
        return np.array(known.loads[: count + 1])[:, None]
    found = np.empty((count + 1, len(targets)))
    size = 64
    while size < count + 1:
        size *= 2
    octaves, halves = np.floor(np.log2(targets)), np.floor(2 * worths)
    alone = np.ones(len(targets), dtype=bool)
    for octave, half in sorted({(float(a), float(b)) for a, b in zip(octaves, halves, strict=True)}):
        inside = (octaves == octave) & (halves == half)
        if promise.at_once > 1 and (inside.sum() < FEW or half < SMOOTH):
            continue
        weights = _weights(np.log2(targets[inside]) - octave, NODES)
        if promise.at_once > 1:
            by_worth = _weights(2 * worths[inside] - half, BY_WORTH)
            weights = (weights[:, None] * by_worth[None, :]).reshape(NODES * BY_WORTH, -1)
        table = _tabulated(octave, half, promise, size)[:, : count + 1]
        found[:, inside] = table.T @ weights
        alone &= ~inside
    if alone.any():
        found[:, alone] = _solved(targets[alone], worths[alone], promise, count + 1).T
    return found


def _nodes(many: int) -> Array:
    """Chebyshev nodes of the first kind, between 0 and 1."""
    return 0.5 + 0.5 * np.cos((np.arange(many) + 0.5) * np.pi / many)


def _weights(places: Array, many: int) -> Array:
    """What each of so many nodes weighs at some places between 0 and 1 (the barycentric formula)."""
    away = places[None, :] - _nodes(many)[:, None]
    hit = away == 0
    sides = (-1.0) ** np.arange(many) * np.sin((np.arange(many) + 0.5) * np.pi / many)
    terms = sides[:, None] / np.where(hit, 1.0, away)
    weights = terms / terms.sum(axis=0)
    found: Array = np.where(hit.any(axis=0), hit.astype(float), weights)
    return found


@lru_cache(maxsize=64)
def _tabulated(octave: float, half: float, promise: Promise, size: int) -> Array:
    """By node, the greatest load of 0 to `size` - 1 agents for targets of 2^octave handle times to twice as many.

    Where agents take several contacts at a time the nodes are pairs with what that is worth, between half / 2 and a half more.
    """
    targets, worths = 2.0 ** (octave + _nodes(NODES)), np.ones(NODES)
    if promise.at_once > 1:
        targets, worths = np.repeat(targets, BY_WORTH), np.tile((half + _nodes(BY_WORTH)) / 2, NODES)
    return _solved(targets, worths, promise, size)


def _solved(targets: Array, worths: Array, promise: Promise, size: int) -> Array:
    """For each target and worth, the greatest load of 0 to `size` - 1 agents: Newton's method, for all at once."""
    allowed = _service_limits(float(targets[0]), promise.level, SINGLE).allowed
    if allowed == 0:
        return np.broadcast_to(np.arange(float(size)), (len(targets), size))
    agents = np.arange(1.0, size)[:, None]
    loads = _near(targets, worths, promise, size)
    left = np.arange(len(targets))
    for _ in range(MOST_STEPS):
        now, target = loads[:, left], targets[left]
        inverse, slope = inverse_and_slope(agents, now, worths[left], promise.at_once)
        free = 1 - now / agents
        waiting = inverse * free + now / agents
        change = slope * free + (1 - inverse) / agents
        step = (-np.log(waiting) - (agents - now) * target - allowed) / (target - change / waiting)
        moved = now - step
        moved = np.where(moved <= 0, now / 2, np.where(moved >= agents, (now + agents) / 2, moved))
        loads[:, left] = moved
        left = left[~(np.abs(moved - now) <= CLOSE * agents).all(axis=0)]
        if not left.size:
            break
    return np.concatenate([np.zeros((len(targets), 1)), loads.T], axis=1)


def _near(targets: Array, worths: Array, promise: Promise, size: int) -> Array:
    """Loads from which few steps are left: of many columns read off a small table over all of them, else those of one target."""
    if len(targets) <= FEW_STEPS * ROUGH * ROUGH:
        begin = _service_limits(2.0 ** float(np.floor(np.log2(np.median(targets))) + 0.5), promise.level, SINGLE)
        begin.load(size - 1)
        return np.broadcast_to(np.array(begin.loads[1:size])[:, None], (size - 1, len(targets))).copy()
    sides, weights = [], []
    for places in (np.log2(targets), np.log(np.maximum(worths - BEND, LEAST))):
        low, width = float(places.min()), max(float(np.ptp(places)), NARROWEST)
        sides.append(low + _nodes(ROUGH) * width)
        weights.append(_weights((places - low) / width, ROUGH))
    table = _solved(np.repeat(2.0 ** sides[0], ROUGH), np.tile(BEND + np.exp(sides[1]), ROUGH), promise, size)[:, 1:]
    both = (weights[0][:, None] * weights[1][None, :]).reshape(ROUGH * ROUGH, -1)
    agents = np.arange(1.0, size)[:, None]
    return np.clip(table.T @ both, agents * 1e-9, agents * (1 - 1e-9))


def inverse_and_slope(agents: Array, loads: Array, worths: Array, at_once: int) -> tuple[Array, Array]:
    """`queueing.inverse_and_slope` of rows of 1, 2, 3 … agents: the chain of contacts from its first state on."""
    inverse, slope = np.ones_like(loads), np.zeros_like(loads)
    each, kept = 1 / (loads * worths), 1 / loads
    more = (worths - 1) / (at_once - 1) if at_once > 1 else worths
    for n in range(1, at_once * len(loads) + 1):
        first = (n - 1) // at_once  # with fewer agents there is no such state
        step = n * each[first:]
        over = agents[first : n - 1]  # these have one contact each already
        step[: len(over)] = (over + (n - over) * more) * each[first : first + len(over)]
        slope[first:] = step * (slope[first:] - inverse[first:] * kept[first:])
        inverse[first:] = 1 + step * inverse[first:]
    return inverse, slope
