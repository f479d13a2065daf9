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
from dataclasses import dataclass, field

FORGOTTEN = 9.0
"""Standard deviations below load and agents from which the recursion may begin: what it began with has died away (e^-40)."""
MOST_AGENTS = 100_000
NEGLIGIBLE = 32.0
"""What is left of an integrand e^-32 below its peak is less than 1e-13 of the whole."""
PANEL = 5.0
"""How far the exponent may move within one panel of the quadrature: the error of a panel is then below 1e-11 of it."""
LONGEST = 150
"""Terms up to which a series is faster than the quadrature."""
SHORTEST_PATIENCE = 1e-9
_NODES = (0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363)
_WEIGHTS = (0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763)
_RULE = tuple((sign * node, weight) for node, weight in zip(_NODES, _WEIGHTS, strict=True) for sign in (-1, 1))
"""Gauss-Legendre, eight points."""

Promise = tuple[float, float, float, float, float | None]
"""Handle time and service level, target seconds, greatest occupancy, patience in seconds or None for no end."""
Slots = tuple[float, float]
"""Contacts that an agent takes at a time, a whole number, and how many of them that is worth: two chats are about 1.7.

An agent with one contact works at the pace of one, with all slots taken at the whole worth, in between in proportion. Handle times
are those of an agent with all slots taken, divided by the worth: loads are agents kept busy.
"""
SINGLE: Slots = (1, 1.0)


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
    peak, soon, answered, left = _waits(arrivals, busy, 1 / patience, target_seconds)
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


def required_agents(
    load_erlangs: float,
    handle_seconds: float,
    service_level: float,
    target_seconds: float,
    *,
    max_occupancy: float = 1.0,
    patience_seconds: float | None = None,
    slots: Slots = SINGLE,
) -> int:
    """The fewest agents that reach a service level and stay at or below an occupancy.

    Raises ValueError for a service level that no number of agents reaches (1 or more), or bounds that make no sense.
    """
    promise = (handle_seconds, service_level, target_seconds, max_occupancy, patience_seconds)
    return _fewest(load_erlangs, promise, 0, None, slots)


@dataclass
class Requirement:
    """Answers how many agents many loads need, for one promise (arguments as `required_agents`, and the same answers).

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
        """The fewest agents for a load. Raises ValueError as `required_agents` does."""
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


def inverse_blocking(agents: float, load: float, slots: Slots = SINGLE) -> float:
    """1 / B by the recursion 1 + n / a x (1 / B(n - 1)), begun where what it begins with no longer matters.

    With several contacts at a time B is the share of time in which every slot is taken, if nobody could wait.
    """
    if load == 0:
        return math.inf if agents else 1.0
    if slots[0] > 1:
        return _inverse_of_slots(agents, load, slots)
    # Each step up to the load shrinks an error by n / a: it needs its distance below the agents too where they are fewer.
    near = min(load, agents)
    whole = math.floor(agents)
    part = agents - whole
    start = max(0, int(near - FORGOTTEN * math.sqrt(near) - 1))
    if part:
        inverse = _inverse_of_part(part, load) if start == 0 else load / (load - start - part)
    else:
        inverse = load / (load - start)
    for n in range(start + 1, whole + 1):
        inverse = 1 + (n + part) / load * inverse
    return inverse


def _inverse_of_slots(agents: float, load: float, slots: Slots) -> float:
    """`inverse_blocking` of the chain of contacts; for a fraction of agents between the whole numbers, on the logarithmic scale."""
    whole = math.floor(agents)
    part = agents - whole
    if not part:
        return _states(whole, load, slots)[0]
    more = math.log(_states(whole + 1, load, slots)[0])
    less = math.log(_states(whole, load, slots)[0]) if whole else 0.0
    if math.isinf(less):  # a load next to nothing
        return math.inf
    return math.exp(less + (more - less) * part)


def _states(agents: int, load: float, slots: Slots) -> tuple[float, float]:
    """Over the states of a chain up to all slots taken: their sum against the last one, and its derivative by the load.

    `load` is in agents kept busy; with n contacts they leave at n up to one for each agent, then by `more` for each further one.
    """
    if not agents:
        return 1.0, 0.0
    at_once, worth = slots
    more = (worth - 1) / (at_once - 1)
    offered = load * worth
    last = int(agents * at_once)
    if offered <= agents or more <= 0:
        usual, spread = min(offered, agents), math.sqrt(offered)
    else:
        usual = min(agents + (offered - agents) / more, last)
        spread = math.sqrt(offered / min(1.0, more))
    start = max(0, int(usual - FORGOTTEN * spread - 1))
    leaving = min(start, agents) + max(0, start - agents) * more
    inverse, slope = offered / (offered - leaving), 0.0
    for n in range(start + 1, min(agents, last) + 1):
        step = n / offered
        slope = step * (slope - inverse / load)
        inverse = 1 + step * inverse
    for n in range(max(start, agents) + 1, last + 1):
        step = (agents + (n - agents) * more) / offered
        slope = step * (slope - inverse / load)
        inverse = 1 + step * inverse
    return inverse, slope


def inverse_and_slope(agents: int, load: float, slots: Slots) -> tuple[float, float]:
    """`inverse_blocking` of whole agents, and how it changes with the load."""
    if slots[0] > 1:
        return _states(agents, load, slots)
    inverse = inverse_blocking(agents, load)
    return inverse, -(inverse * (agents / load - 1) + 1)


def _inverse_of_part(part: float, load: float) -> float:
    """1 / B of less than one agent: load x the integral of exp(-load t) (1 + t)^part (Jagerman 1974).

    With u = (1 + t) load it is e^load x load^-part x the upper incomplete gamma function of 1 + part, by its continued fraction
    (Legendre's, evaluated as W. J. Lentz did) or, for small loads, by the series of the lower one.
    """
    shape = 1 + part
    if load < shape + 1:
        term = total = 1 / shape
        at = shape
        while term > total * 1e-16:
            at += 1
            term *= load / at
            total += term
        return math.exp(load + math.lgamma(shape) - part * math.log(load)) - load * total
    tiny = 1e-300
    b = load + 1 - shape
    c, d = 1 / tiny, 1 / b
    fraction = d
    for n in range(1, 500):
        a = -n * (n - shape)
        b += 2
        d = 1 / (a * d + b or tiny)
        c = b + a / c or tiny
        fraction *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return load * fraction


def _waits(arrivals: float, busy: float, leaving: float, until: float) -> tuple[float, float, float, float]:
    """Over the wait v that is offered, the integrals of exp(arrivals x H(v) - busy x v), H(v) = (1 - exp(-leaving v)) / leaving.

    Rates a second, `until` in seconds. First the logarithm of the integrand's peak, by which the others are divided; then the
    integrals of those answered within `until`, of all answered, and of those who left.
    """
    if arrivals <= busy and _is_short(busy / leaving, arrivals / leaving):
        return 0.0, *_waits_as_series(arrivals, busy, leaving, until)
    top = math.log(arrivals / busy) / leaving if arrivals > busy else 0.0
    peak = (arrivals - busy) / leaving - busy * top if top else 0.0
    # Counted from the peak the exponent has the same form with the arrivals that are still there, and cancels nothing large.
    rate = min(arrivals, busy)
    stay = rate / arrivals
    gone = (arrivals - rate) / arrivals
    v, cut, many = -top, until - top, rate / leaving
    exp, expm1 = math.exp, math.expm1
    while v < 0 and (depth := -many * expm1(-leaving * v) - busy * v) < -NEGLIGIBLE - 1:
        v += (-NEGLIGIBLE - depth) / (rate * exp(-leaving * v) - busy)  # Newton from below, never past it
    soon = answered = left = 0.0
    while v < 0 or -many * expm1(-leaving * v) - busy * v > -NEGLIGIBLE:
        present = rate * exp(-leaving * v)
        # While some of those who arrived are still there, their going is as fast a change as the exponent's.
        slope = abs(present - busy) + (2 * leaving if leaving * (v + top) < NEGLIGIBLE else 0.0)
        width = 2 * PANEL / (slope + math.sqrt(slope * slope + 2 * PANEL * present * leaving))
        end = cut if v < cut < v + width else v + width
        half, middle = (end - v) / 2, (end + v) / 2
        whole = lost = 0.0
        for node, weight in _RULE:
            x = middle + node * half
            less = expm1(-leaving * x)
            value = weight * exp(-many * less - busy * x)
            whole += value
            lost -= value * less
        here = (whole - lost) * stay * half
        answered += here
        left += (gone * whole + stay * lost) * half
        if end <= cut:
            soon += here
        v = end
    return peak, soon, answered, left


def _is_short(c: float, r: float) -> bool:
    """Whether the series of `_waits_as_series` ends before the quadrature would: its term LONGEST is below e^-37."""
    return LONGEST * math.log(c / r) + LONGEST * LONGEST / (2 * (c + LONGEST)) > 37


def _waits_as_series(arrivals: float, busy: float, leaving: float, until: float) -> tuple[float, float, float]:
    """The integrals of `_waits` where agents are as many as the load, whose peak is at no wait.

    With y = r exp(-leaving v) they are incomplete gamma functions: the integral is the sum of r^k / (c (c+1) … (c+k)), divided by
    `leaving`, with c = busy / leaving and r = arrivals / leaving. All terms are positive, so nothing cancels.
    """
    c, r = busy / leaving, arrivals / leaving
    term, answered, left, at = 1 / c, 0.0, 0.0, c
    while term > 1e-17 * answered:
        at += 1
        answered += term * c / at
        left += term * (at - c) / at
        term *= r / at
    later, y = 0.0, r * math.exp(-leaving * until)
    term, at = 1 / (c + 1), c + 1
    while term > 1e-17 * later:
        later += term
        at += 1
        term *= y / at
    # Who waits longer than `until`: e^r r^-(c+1) times the incomplete gamma function up to y.
    later *= math.exp(-math.expm1(-leaving * until) * r - (c + 1) * leaving * until)
    return max(answered - later, 0.0) / leaving, answered / leaving, left / leaving


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
