"""Erlang B, its inverse and its slope, for one contact at a time and for several."""

from __future__ import annotations

import math

FORGOTTEN = 9.0
"""Standard deviations below load and agents from which the recursion may begin: what it began with has died away (e^-40)."""
Slots = tuple[float, float]
"""Contacts that an agent takes at a time, a whole number, and how many of them that is worth: two chats are about 1.7.

An agent with one contact works at the pace of one, with all slots taken at the whole worth, in between in proportion. Handle times
are those of an agent with all slots taken, divided by the worth: loads are agents kept busy.
"""
SINGLE: Slots = (1, 1.0)


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
