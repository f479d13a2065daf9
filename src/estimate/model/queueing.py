"""How many agents a live queue needs, and what service a given number gives: Erlang B, C and A.

Loads are in erlangs (contacts at work at a time: contacts an hour x handle time in hours), times in seconds. Published
sources: A. K. Erlang (1917) for B and C; C. Palm (1957) for A, in the form of O. Garnett, A. Mandelbaum and M. Reiman,
"Designing a Call Center with Impatient Customers", Manufacturing & Service Operations Management 4 (2002), and of
A. Mandelbaum and S. Zeltyn, "Service Engineering in Action: The Palm/Erlang-A Queue" (2007).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field

FORGOTTEN = 12.0
"""Standard deviations below the load from which the recursion may begin: what it began with has died away (e^-72)."""
MOST_AGENTS = 100_000
SEGMENT = 6.0
_NODES = (0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363)
_WEIGHTS = (0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763)
"""Gauss-Legendre, eight points."""


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


def erlang_b(agents: int, load_erlangs: float) -> float:
    """Share of contacts blocked where nobody can wait (Erlang 1917, by the recursion on its inverse)."""
    _check(agents, load_erlangs)
    return 0.0 if load_erlangs == 0 and agents > 0 else 1 / _inverse_blocking(agents, load_erlangs)


def erlang_c(agents: int, load_erlangs: float, handle_seconds: float, target_seconds: float) -> Service:
    """Service where everybody waits until answered (Erlang 1917).

    An unstable queue (load at or above the agents) answers nobody in the long run: all wait, without end.
    """
    _check(agents, load_erlangs, handle_seconds, target_seconds)
    if load_erlangs == 0:
        return Service(0.0, 1.0, 0.0, 0.0, 0.0)
    if load_erlangs >= agents:
        return Service(1.0, 0.0, math.inf, 0.0, 1.0)
    waiting = _waiting(_inverse_blocking(agents, load_erlangs), agents, load_erlangs)
    free = agents - load_erlangs
    level = 1 - waiting * math.exp(-free * target_seconds / handle_seconds)
    return Service(waiting, level, waiting * handle_seconds / free, 0.0, load_erlangs / agents)


def erlang_a(
    agents: int, load_erlangs: float, handle_seconds: float, target_seconds: float, patience_seconds: float
) -> Service:
    """Service where customers hang up after an exponential patience (Palm 1957; Mandelbaum and Zeltyn 2007).

    The service level counts contacts answered within the target among all that come; those who hang up are not answered.
    """
    _check(agents, load_erlangs, handle_seconds, target_seconds)
    if patience_seconds <= 0:
        raise ValueError(f"patience must be above 0 seconds, got {patience_seconds:g}")
    if load_erlangs == 0:
        return Service(0.0, 1.0, 0.0, 0.0, 0.0)
    if agents == 0:
        return Service(1.0, 0.0, patience_seconds, 1.0, 0.0)
    arrivals, leaving = load_erlangs / handle_seconds, 1 / patience_seconds
    busy = agents / handle_seconds
    below = 1.0 if agents == 1 else _inverse_blocking(agents - 1, load_erlangs)
    queue = load_erlangs / agents * _palm(busy / leaving, arrivals / leaving)
    if math.isinf(queue):
        abandoned = 1 - agents / load_erlangs
        return Service(1.0, 0.0, abandoned * patience_seconds, abandoned, 1.0)
    waiting = queue / (below + queue)
    soon = _integral(arrivals, busy, leaving, target_seconds)
    level = (below + arrivals * soon) / (below + queue)
    # Among those who wait: abandoned = 1 / (rho A) + 1 - 1 / rho (Garnett, Mandelbaum and Reiman, 2002).
    rho = load_erlangs / agents
    abandoned = max(0.0, waiting * (1 / queue + 1 - 1 / rho))
    return Service(waiting, min(1.0, level), abandoned * patience_seconds, abandoned, rho * (1 - abandoned))


def service(
    agents: int,
    load_erlangs: float,
    handle_seconds: float,
    target_seconds: float,
    patience_seconds: float | None = None,
) -> Service:
    """Erlang A where a patience is known, Erlang C where not."""
    if patience_seconds is None:
        return erlang_c(agents, load_erlangs, handle_seconds, target_seconds)
    return erlang_a(agents, load_erlangs, handle_seconds, target_seconds, patience_seconds)


def required_agents(
    load_erlangs: float,
    handle_seconds: float,
    service_level: float,
    target_seconds: float,
    *,
    max_occupancy: float = 1.0,
    patience_seconds: float | None = None,
) -> int:
    """The fewest agents that reach a service level and stay at or below an occupancy.

    Raises ValueError for a service level that no number of agents reaches (1 or more), or bounds that make no sense.
    """
    _check(0, load_erlangs, handle_seconds, target_seconds)
    if not 0 <= service_level < 1:
        raise ValueError(
            f"a service level is from 0 to below 1, got {service_level:g} (100 % would take endless agents)"
        )
    if not 0 < max_occupancy <= 1:
        raise ValueError(f"an occupancy is above 0 and at most 1, got {max_occupancy:g}")
    if load_erlangs == 0:
        return 0
    if patience_seconds is not None:
        return _required_a(load_erlangs, handle_seconds, service_level, target_seconds, max_occupancy, patience_seconds)
    agents = max(math.floor(load_erlangs) + 1, math.ceil(load_erlangs / max_occupancy - 1e-9))
    inverse = _inverse_blocking(agents, load_erlangs)
    while True:
        waiting = _waiting(inverse, agents, load_erlangs)
        if 1 - waiting * math.exp(-(agents - load_erlangs) * target_seconds / handle_seconds) >= service_level:
            return agents
        agents += 1
        inverse = 1 + agents / load_erlangs * inverse


@dataclass
class Requirement:
    """Answers how many agents many loads need, for one promise: the largest load that n agents carry is found once.

    The number of agents is a step function of the load, so that a month of intervals is a search in a short list.
    """

    handle_seconds: float
    service_level: float
    target_seconds: float
    max_occupancy: float = 1.0
    patience_seconds: float | None = None
    _carried: list[float] = field(default_factory=lambda: [0.0])

    def agents(self, load_erlangs: float) -> int:
        """The fewest agents for a load."""
        carried = self._carried
        while carried[-1] < load_erlangs:
            carried.append(self._largest_load(len(carried)))
        return bisect_left(carried, load_erlangs)

    def _enough(self, agents: int, load: float) -> float:
        """How far the service level is above what was promised; falls as the load rises."""
        result = service(agents, load, self.handle_seconds, self.target_seconds, self.patience_seconds)
        return result.service_level - self.service_level

    def _largest_load(self, agents: int) -> float:
        cap = agents * self.max_occupancy if self.patience_seconds is None else self._occupied(agents)
        if self._enough(agents, cap * (1 - 1e-12)) >= 0:
            return cap
        low, high = self._carried[-1], cap
        rise, fall = self._enough(agents, low), self._enough(agents, high * (1 - 1e-12))
        side = 0
        # Regula falsi in the Illinois form: keeps the bracket, converges fast on this smooth, falling curve.
        for _ in range(100):
            if high - low <= 1e-12 * high:
                break
            middle = (rise * high - fall * low) / (rise - fall)
            at = self._enough(agents, middle)
            if at >= 0:
                low, rise = middle, at
                if side > 0:
                    fall /= 2
                side = 1
            else:
                high, fall = middle, at
                if side < 0:
                    rise /= 2
                side = -1
            if abs(at) < 1e-13:
                break
        return low

    def _occupied(self, agents: int) -> float:
        """The load at which impatient customers keep the agents just as busy as they may be."""
        low, high = agents * self.max_occupancy, agents * self.max_occupancy
        if self.max_occupancy >= 1:
            return agents * 4.0
        while service(agents, high, self.handle_seconds, 0, self.patience_seconds).occupancy < self.max_occupancy:
            high *= 1.5
        for _ in range(60):
            middle = (low + high) / 2
            if service(agents, middle, self.handle_seconds, 0, self.patience_seconds).occupancy <= self.max_occupancy:
                low = middle
            else:
                high = middle
        return low


def _required_a(load: float, handle: float, level: float, target: float, max_occupancy: float, patience: float) -> int:
    low, high = 0, 1
    while not _reaches(high, load, handle, level, target, max_occupancy, patience):
        low, high = high, high * 2
        if high > MOST_AGENTS:
            raise ValueError(f"no number of agents up to {MOST_AGENTS} reaches this service level")
    while high - low > 1:
        middle = (low + high) // 2
        if _reaches(middle, load, handle, level, target, max_occupancy, patience):
            high = middle
        else:
            low = middle
    return high


def _reaches(
    agents: int, load: float, handle: float, level: float, target: float, max_occupancy: float, patience: float
) -> bool:
    found = erlang_a(agents, load, handle, target, patience)
    return found.service_level >= level and found.occupancy <= max_occupancy + 1e-12


def _waiting(inverse: float, agents: int, load: float) -> float:
    """Erlang C's probability of waiting from the inverse of Erlang B's blocking."""
    rho = load / agents
    return 1 / (inverse * (1 - rho) + rho)


def _inverse_blocking(agents: int, load: float) -> float:
    """1 / B by the recursion 1 + n / a x (1 / B(n - 1)), begun where what it begins with no longer matters."""
    if load == 0:
        return math.inf if agents else 1.0
    start = int(load - FORGOTTEN * math.sqrt(load) - 1)
    if start <= 0 or start >= agents:
        start, inverse = 0, 1.0
    else:
        inverse = load / (load - start)
    for n in range(start + 1, agents + 1):
        inverse = 1 + n / load * inverse
    return inverse


def _palm(x: float, y: float) -> float:
    """Palm's 1 + y / (x + 1) + y^2 / ((x + 1)(x + 2)) + …; infinite where it leaves the range of floats."""
    total = term = 1.0
    k = 0
    while term > total * 1e-16:
        k += 1
        term *= y / (x + k)
        total += term
        if total > 1e290:
            return math.inf
    return total


def _integral(arrivals: float, busy: float, leaving: float, until: float) -> float:
    """The integral from 0 to `until` of exp(arrivals x H(v) - (busy + leaving) v), H(v) = (1 - exp(-leaving v)) / leaving."""
    if until <= 0:
        return 0.0
    pieces = max(1, math.ceil((busy + arrivals) * until / SEGMENT))
    # Beyond a drop of e^-40 nothing is left to add; a stable queue gets there soon.
    half = until / pieces / 2
    total = 0.0
    for piece in range(pieces):
        middle = (2 * piece + 1) * half
        part = 0.0
        for node, weight in zip(_NODES, _WEIGHTS, strict=True):
            for v in (middle - node * half, middle + node * half):
                exponent = -arrivals * math.expm1(-leaving * v) / leaving - (busy + leaving) * v
                part += weight * math.exp(min(exponent, 700.0))
        total += part * half
        if part * half < total * 1e-17:
            break
    return total


def _check(agents: int, load: float, handle: float = 1.0, target: float = 0.0) -> None:
    if agents < 0 or not math.isfinite(load) or load < 0:
        raise ValueError(f"agents and load must be 0 or more, got {agents} and {load:g}")
    if not handle > 0 or target < 0:
        raise ValueError(f"handle time must be above 0 and the target 0 or more seconds, got {handle:g} and {target:g}")
