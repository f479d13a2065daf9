"""How many agents a live queue needs, and what service a given number gives: Erlang B, C and A.

Loads are in erlangs (agents kept busy: contacts an hour x handle time in hours), times in seconds. Agents may be a fraction.
Published sources: A. K. Erlang (1917) for B and C; D. Jagerman, "Some Properties of the Erlang Loss Function", Bell System
Technical Journal 53 (1974), for agents that are no whole number; C. Palm (1957) for A, in the form of O. Garnett, A. Mandelbaum
and M. Reiman, "Designing a Call Center with Impatient Customers", Manufacturing & Service Operations Management 4 (2002), and of
A. Mandelbaum and S. Zeltyn, "Service Engineering in Action: The Palm/Erlang-A Queue" (2007).

Where an agent takes several contacts at a time (`Slots`), contacts go to the agent with the fewest. The number of contacts is then a
birth-death chain whose rate of departures is known in each state; customers wait only when every slot is taken, and from there on
the queue is that of Erlang with the full rate, so that one sum over the states below is all that differs.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import field

from estimate.ground.records import dataclass
from estimate.model.blocking import (
    SINGLE,
    Slots,
    inverse_blocking,
)
from estimate.model.impatience import (
    waits,
)

MOST_AGENTS = 100_000
SHORTEST_PATIENCE = 1e-9

Promise = tuple[float, float, float, float, float | None]
"""Handle time and service level, target seconds, greatest occupancy, patience in seconds or None for no end."""


@dataclass(frozen=True, slots=True)
class Service:
    """What customers and agents get in a steady state.

    Shares are 0-1. `speed_of_answer_seconds` is the mean wait of all contacts, infinite in an unstable queue.
    """

    probability_of_waiting: float
    service_level: float
    speed_of_answer_seconds: float
    abandonment: float
    occupancy: float


def erlang_b(agents: float, load_erlangs: float) -> float:
    """Share of contacts blocked where nobody can wait (Erlang 1917, by the recursion on its inverse; Jagerman 1974 for fractions)."""
    _check(agents, load_erlangs)
    return 0.0 if load_erlangs == 0 and agents > 0 else 1 / inverse_blocking(agents, load_erlangs)


def erlang_c(
    agents: float, load_erlangs: float, handle_seconds: float, target_seconds: float, slots: Slots = SINGLE
) -> Service:
    """Service where everybody waits until answered (Erlang 1917).

    An unstable queue (load at or above the agents) answers nobody in the long run: all wait, without end.
    """
    _check(agents, load_erlangs, handle_seconds, target_seconds)
    if load_erlangs == 0:
        return Service(0.0, 1.0, 0.0, 0.0, 0.0)
    if load_erlangs >= agents:
        return Service(1.0, 0.0, math.inf, 0.0, 1.0)
    waiting = _waiting(inverse_blocking(agents, load_erlangs, slots), agents, load_erlangs)
    free = agents - load_erlangs
    level = 1 - waiting * math.exp(-free * target_seconds / handle_seconds)
    return Service(waiting, level, waiting * handle_seconds / free, 0.0, load_erlangs / agents)


def level_of(
    agents: float, load_erlangs: float, handle_seconds: float, target_seconds: float, slots: Slots = SINGLE
) -> float:
    """The service level of `erlang_c` alone, for arguments that are known to make sense."""
    if load_erlangs == 0:
        return 1.0
    if load_erlangs >= agents:
        return 0.0
    waiting = _waiting(inverse_blocking(agents, load_erlangs, slots), agents, load_erlangs)
    return 1 - waiting * math.exp(-(agents - load_erlangs) * target_seconds / handle_seconds)


def erlang_a(
    agents: float,
    load_erlangs: float,
    handle_seconds: float,
    target_seconds: float,
    patience_seconds: float,
    slots: Slots = SINGLE,
) -> Service:
    """Service where customers hang up after an exponential patience (Palm 1957; Mandelbaum and Zeltyn 2007).

    The service level counts contacts answered within the target among all that come; those who hang up are not answered.
    Endless patience is Erlang C. Raises ValueError for a patience of 0: who does not wait at all is Erlang B's.
    """
    _check(agents, load_erlangs, handle_seconds, target_seconds)
    if not patience_seconds > 0:
        raise ValueError(f"patience must be above 0 seconds, got {patience_seconds:g}")
    if math.isinf(patience_seconds):
        return erlang_c(agents, load_erlangs, handle_seconds, target_seconds, slots)
    if load_erlangs == 0:
        return Service(0.0, 1.0, 0.0, 0.0, 0.0)
    if agents == 0:
        return Service(1.0, 0.0, patience_seconds, 1.0, 0.0)
    rho = load_erlangs / agents
    # Of the state below the full one: its recursion, undone.
    below = (inverse_blocking(agents, load_erlangs, slots) - 1) * load_erlangs / agents
    if math.isinf(below):
        return Service(0.0, 1.0, 0.0, 0.0, rho)
    arrivals, busy = load_erlangs / handle_seconds, agents / handle_seconds
    patience = max(patience_seconds, SHORTEST_PATIENCE)
    peak, soon, answered, left = waits(arrivals, busy, 1 / patience, target_seconds)
    # Mandelbaum and Zeltyn's E and lambda J, both divided by the integrand's peak, so that no overload overflows.
    at_once = below * math.exp(-peak)
    waited = arrivals * (answered + left)
    everybody = at_once + waited
    abandoned = arrivals * left / everybody
    level = min(1.0, (at_once + arrivals * soon) / everybody)
    return Service(waited / everybody, level, abandoned * patience, abandoned, min(1.0, rho * (1 - abandoned)))


def service(
    agents: float,
    load_erlangs: float,
    handle_seconds: float,
    target_seconds: float,
    patience_seconds: float | None = None,
    slots: Slots = SINGLE,
) -> Service:
    """Erlang A where a patience is known, Erlang C where not."""
    if patience_seconds is None:
        return erlang_c(agents, load_erlangs, handle_seconds, target_seconds, slots)
    return erlang_a(agents, load_erlangs, handle_seconds, target_seconds, patience_seconds, slots)


@dataclass
class Requirement:
    """The fewest agents that reach a service level and stay at or below an occupancy, for one load after another.

    The number of agents is a step function of the load. Each answer widens a stretch of loads known to need that many;
    a load inside a stretch is a search in a short list, and one between two stretches is asked of them alone.
    """

    handle_seconds: float
    service_level: float
    target_seconds: float
    max_occupancy: float = 1.0
    patience_seconds: float | None = None
    slots: Slots = SINGLE
    _from: list[float] = field(default_factory=lambda: [0.0], repr=False, compare=False)
    _to: list[float] = field(default_factory=lambda: [0.0], repr=False, compare=False)
    _agents: list[int] = field(default_factory=lambda: [0], repr=False, compare=False)

    def agents(self, load_erlangs: float) -> int:
        """The fewest agents for a load in erlangs.

        Raises ValueError for a service level that no number of agents reaches (1 or more), and bounds that make no sense.
        """
        at = bisect_right(self._from, load_erlangs) - 1
        if at >= 0 and load_erlangs <= self._to[at]:
            return self._agents[at]
        return self._found(load_erlangs, at)

    def _found(self, load: float, at: int) -> int:
        """The agents for a load above stretch `at` and below the next, which learn it."""
        promise = (
            self.handle_seconds,
            self.service_level,
            self.target_seconds,
            self.max_occupancy,
            self.patience_seconds,
        )
        following = at + 1 < len(self._agents)
        above = self._agents[at + 1] if following else None
        agents = _fewest(load, promise, self._agents[max(at, 0)], above, self.slots)
        if agents == self._agents[at]:
            self._to[at] = load
        elif agents == above:
            self._from[at + 1] = load
        else:
            for known, value in ((self._from, load), (self._to, load)):
                known.insert(at + 1, value)
            self._agents.insert(at + 1, agents)
        return agents


def _fewest(load: float, promise: Promise, at_least: int, at_most: int | None, slots: Slots) -> int:
    """The fewest agents, of which it is known that they are `at_least` and (where given) `at_most` so many."""
    handle, level, target, max_occupancy, patience = promise
    _check(0, load, handle, target)
    check_promise(level, max_occupancy)
    if load == 0:
        return 0
    if patience is not None and not math.isinf(patience):
        return _fewest_impatient(load, promise, at_least, at_most, slots)
    agents = max(math.floor(load) + 1, math.ceil(load / max_occupancy - 1e-9), at_least)
    inverse = inverse_blocking(agents, load, slots)
    while 1 - _waiting(inverse, agents, load) * math.exp(-(agents - load) * target / handle) < level:
        agents += 1
        inverse = 1 + agents / load * inverse if slots == SINGLE else inverse_blocking(agents, load, slots)
    return agents


def _fewest_impatient(load: float, promise: Promise, at_least: int, at_most: int | None, slots: Slots) -> int:
    handle, level, target, max_occupancy, patience = promise
    assert patience is not None

    def enough(agents: int) -> bool:
        found = erlang_a(agents, load, handle, target, patience, slots)
        return found.service_level >= level and found.occupancy <= max_occupancy + 1e-12

    # Square-root staffing says how far the answer may be from the load; from there the steps double.
    low, step = max(at_least, 1), max(1, int(math.sqrt(load) / 2))
    high = max(low, math.ceil(load)) if at_most is None else at_most
    if at_most is None:
        while not enough(high):
            low, high, step = high + 1, high + step, step * 2
            if high > MOST_AGENTS:
                raise ValueError(f"no number of agents up to {MOST_AGENTS} reaches this service level")
    while low < high:
        middle = max((low + high) // 2, high - step)
        if enough(middle):
            high, step = middle, step * 2
        else:
            low = middle + 1
    return high


def _waiting(inverse: float, agents: float, load: float) -> float:
    """Erlang C's probability of waiting from the inverse of Erlang B's blocking."""
    rho = load / agents
    return 1 / (inverse * (1 - rho) + rho)


def check_promise(service_level: float, max_occupancy: float) -> None:
    """Raises ValueError for a service level that no number of agents reaches, or an occupancy that makes no sense."""
    if not 0 <= service_level < 1:
        raise ValueError(
            f"a service level is from 0 to below 1, got {service_level:g} (100 % would take endless agents)"
        )
    if not 0 < max_occupancy <= 1:
        raise ValueError(f"an occupancy is above 0 and at most 1, got {max_occupancy:g}")


def _check(agents: float, load: float, handle: float = 1.0, target: float = 0.0) -> None:
    if agents < 0 or not math.isfinite(load) or load < 0:
        raise ValueError(f"agents and load must be 0 or more, got {agents} and {load:g}")
    if not 0 < handle < math.inf or not target >= 0:
        raise ValueError(f"handle time must be above 0 and the target 0 or more seconds, got {handle:g} and {target:g}")
