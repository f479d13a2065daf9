"""The greatest loads that so many agents serve within the promise, for many draws at once: tabulated on Chebyshev nodes and read off for each draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from estimate.engine.array_values import Array
from estimate.ground.records import dataclass
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


ROUNDED = 4
"""Agents are tabulated up to a multiple of this, so that cases of nearly one size ask for the same."""


MANY = 32
"""Limits between the least and the greatest load of a density from which draws are counted in two parts."""


LOW, STEPS = 4.0, 2
"""Columns are tabulated together whose greatest loads lie within one of so many steps of a doubling; up to the low one they are all alike."""


TABLE = 4_000_000
"""Numbers that a table of limits may hold at a time."""


LARGEST = 2 * TABLE
"""Numbers that the limits of a stretch of draws may hold; a longer one is halved."""


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


def looked_up(scale: Array, densities: Sequence[float], columns: Sequence[Array], promise: Promise) -> Array:
    """The agents that each load needs, by density, step and draw; loads are densities (rising) of a scale by step and draw.

    Columns are targets in handle times, worths and occupancies, by step and draw or the same in all steps.
    """
    shape = columns[0].shape
    flat = [column.ravel() for column in columns]
    alike = tuple(axis for axis in (0, 1) if shape[axis] == 1)
    whole = np.broadcast_to(scale, np.broadcast_shapes(shape, scale.shape))
    peaks = whole.max(axis=alike, keepdims=True).ravel() * densities[-1]
    if _height(float(peaks.max())) * flat[0].size > LARGEST and shape[1] > 1:
        halves = np.array_split(np.arange(shape[1]), 2)
        parts = [
            (scale[:, half] if scale.shape[1] > 1 else scale, [one[:, half] for one in columns]) for half in halves
        ]
        return np.concatenate([looked_up(loads, densities, own, promise) for loads, own in parts], axis=-1)
    if promise.at_once == 1:  # one contact at a time is read off a table, which costs the same for all
        peaks = np.full(flat[0].size, float(peaks.max()))
        flat[1] = np.ones_like(flat[1])
    known = _known(promise, flat[0].tobytes(), flat[1].tobytes()) if shape[0] == 1 else Known(promise, *flat[:2])
    groups = list(_alike(peaks))
    found = [_limits(known, group, flat[2][group], float(peaks[group].max())) for group in groups]
    limits = np.full((max(map(len, found)), flat[0].size), np.inf)
    for group, own in zip(groups, found, strict=True):
        limits[: len(own), group] = own
    return _counted(scale, densities, limits.reshape(-1, *shape))


def _alike(peaks: Array) -> Iterator[Any]:
    """Columns whose greatest loads are alike, so that none is tabulated much farther than it needs, and not too many at once.

    Few columns go with others, the greater loads first: a call costs as much for few as for some hundreds.
    """
    height = np.floor(np.log2(np.maximum(peaks, LOW)) * STEPS)
    groups: list[Any] = []
    for step in np.unique(height)[::-1]:
        own = np.flatnonzero(height == step)
        if groups and max(len(groups[-1]), len(own)) < FEW:
            groups[-1] = np.concatenate([groups[-1], own])
        else:
            groups.append(own)
    for group in groups:
        many = max(1, TABLE // _height(float(peaks[group].max())))
        yield from (group[begin : begin + many] for begin in range(0, len(group), many))


def _height(most: float) -> int:
    """About as many agents as are tabulated where the greatest load is the most."""
    return int(most + 6 * math.sqrt(most) + 20)


def _counted(scale: Array, densities: Sequence[float], limits: Array) -> Array:
    """How many limits lie below each load, by density, step and draw: each limit is held against all loads at once.

    Where many limits lie between the least load and the greatest, draws that need many agents are counted apart from those that need few.
    """
    shape = np.broadcast_shapes(scale.shape, limits.shape[1:])
    counts = np.empty((len(densities), *shape), dtype=np.uint16)
    bounds = limits.max(axis=(1, 2)), limits.min(axis=(1, 2))
    ends = float(scale.min()), float(scale.max())
    between = [
        [int(bound.searchsorted(end * density)) for bound, end in zip(bounds, ends, strict=True)]
        for density in densities
    ]
    if shape[1] > FEW and max(last - first for first, last in between) > MANY:
        scale, limits = np.broadcast_to(scale, shape), np.broadcast_to(limits, (len(limits), *shape))
        order = np.argsort((scale / limits[len(limits) // 2]).max(axis=0), kind="stable")
        for some in np.array_split(order, 2):
            counts[..., some] = _counted(scale[:, some], densities, limits[..., some])
        return counts
    loads, above, below = np.empty(scale.shape), np.empty(shape, dtype=bool), np.empty(shape, dtype=np.uint8)
    for density, (first, last), own in zip(densities, between, counts, strict=True):
        np.multiply(scale, density, out=loads)
        own.fill(first)
        for begin in range(first, last, 255):  # so many fit into a byte
            below.fill(0)
            for limit in limits[begin : min(begin + 255, last)]:
                np.greater(loads, limit, out=above)
                np.add(below, above.view(np.uint8), out=below)
            np.add(own, below, out=own)
    return counts


class Known:
    """The greatest loads within a promise of the targets and worths of some draws, as far as they have been asked for."""

    def __init__(self, promise: Promise, targets: Array, worths: Array) -> None:
        self.promise, self.targets, self.worths = promise, targets, worths
        self.loads = np.empty((0, len(targets)))
        self.heights = np.zeros(len(targets), dtype=np.int64)

    def of(self, group: Any, count: int) -> Array:
        """Those of 0 to `count` agents in some draws."""
        if len(self.loads) <= count:
            more = np.empty((count + 1 - len(self.loads), len(self.targets)))
            self.loads = np.concatenate([self.loads, more])
        new = group[self.heights[group] <= count]
        if new.size:
            self.loads[: count + 1, new] = _served(self.targets[new], self.worths[new], self.promise, count)
            self.heights[new] = count + 1
        return self.loads[: count + 1, group]


@lru_cache(maxsize=8)
def _known(promise: Promise, targets: bytes, worths: bytes) -> Known:
    """What is known of a stretch of draws: cases that differ in their volumes or prices alone, as in a folder, ask for it again."""
    return Known(promise, np.frombuffer(targets), np.frombuffer(worths))


def _limits(known: Known, group: Any, busy: Array, most: float) -> Array:
    """The greatest load of 0, 1, 2 … agents in each draw of a group, up to one that bears the most."""
    count = int(most + 3 * math.sqrt(most) + 10)
    while True:
        count = -(-count // ROUNDED) * ROUNDED
        agents = np.arange(count + 1.0)[:, None]
        limits: Array = np.minimum(known.of(group, count), (agents + 1e-9) * busy)
        limits = np.minimum(limits, np.nextafter(agents, 0))
        limits[0] = 0.0
        if float(limits[-1].min()) >= most:
            return limits
        count = int(count * 1.3) + 10


def _served(targets: Array, worths: Array, promise: Promise, count: int) -> Array:
    """The greatest load of each number of agents within the service level, read off the tables of the targets."""
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
    # Loads of one number of agents stand beside each other: the other way takes several times as long.
    loads = np.ascontiguousarray(loads)
    inverse, slope = np.ones_like(loads), np.zeros_like(loads)
    kept = 1 / loads
    each = kept / worths
    more = (worths - 1) / (at_once - 1) if at_once > 1 else worths
    each_more = more * each
    full = agents * (each - each_more)
    step, lost = np.empty_like(loads), np.empty_like(loads)
    many = len(loads)
    for n in range(1, at_once * many + 1):
        first = (n - 1) // at_once  # with fewer agents there is no such state
        over = min(n - 1, many)  # these have one contact each already
        np.multiply(each_more[first:over], n, out=step[first:over])
        step[first:over] += full[first:over]
        np.multiply(each[max(first, over) :], n, out=step[max(first, over) :])
        now, moved = inverse[first:], slope[first:]
        moved -= np.multiply(now, kept[first:], out=lost[first:])
        moved *= step[first:]
        now *= step[first:]
        now += 1
    return inverse, slope
