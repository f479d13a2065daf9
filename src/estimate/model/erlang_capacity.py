"""The other way to ask Erlang C: the greatest load that so many agents serve, for every number of them in turn."""

from __future__ import annotations

import math
from bisect import bisect_left

from estimate.model.blocking import SINGLE, Slots, inverse_and_slope
from estimate.model.queueing import check_promise

CLOSE = 1e-14
"""A limit is found to this share of itself: within rounding of the load at which the search would take one agent more."""


class ServiceLimits:
    """The greatest load for each number of agents that is answered in time; `target` in handle times.

    Found one after the other, each from the one before by Newton's method, and remembered.
    """

    def __init__(self, target: float, service_level: float, slots: Slots = SINGLE) -> None:
        check_promise(service_level, 1.0)
        self.target = target
        self.slots = slots
        self.allowed = math.log1p(-service_level)
        self.loads = [0.0]

    def load(self, agents: int) -> float:
        """The greatest load for a number of agents."""
        while len(self.loads) <= agents:
            self.loads.append(self._next(len(self.loads)))
        return self.loads[agents]

    def _next(self, agents: int) -> float:
        if self.allowed == 0:
            return float(agents)
        known = self.loads
        # The distance to the agents grows like the root of their number, and ever more slowly: two known ones lead to the next.
        guess = 2 * known[-1] - known[-2] if agents > 2 else agents * math.exp(self.allowed)
        load = min(max(guess, agents * 1e-3), agents * (1 - 1e-9))
        for _ in range(60):
            step = self._step(agents, load)
            moved = load - step
            if not 0 < moved < agents:
                moved = load / 2 if moved <= 0 else (load + agents) / 2
            if abs(moved - load) <= CLOSE * agents:
                return moved
            load = moved
        return load

    def _step(self, agents: int, load: float) -> float:
        """Newton's step on the logarithm of the share that waits too long."""
        inverse, slope = inverse_and_slope(agents, load, self.slots)
        free = 1 - load / agents
        waiting = inverse * free + load / agents
        change = slope * free + (1 - inverse) / agents
        return (-math.log(waiting) - (agents - load) * self.target - self.allowed) / (self.target - change / waiting)


class Capacity:
    """The greatest load for each number of agents within both the service level and the greatest occupancy.

    Large groups are answered in time at a higher occupancy than small ones, so that from some number on the occupancy alone
    sets the limit and no search is needed.
    """

    def __init__(self, service: ServiceLimits, max_occupancy: float) -> None:
        check_promise(0.0, max_occupancy)
        self.service = service
        self.max_occupancy = max_occupancy
        self.loads = [0.0]
        self._occupancy_binds = False

    def steps(self, lowest: float, highest: float) -> tuple[int, int]:
        """The fewest agents for two loads; `loads` then reaches up to the second."""
        loads = self.loads
        while loads[-1] < highest:
            loads.append(self._next(len(loads)))
        return bisect_left(loads, lowest), bisect_left(loads, highest)

    def _next(self, agents: int) -> float:
        busy = min((agents + 1e-9) * self.max_occupancy, math.nextafter(agents, 0))
        if not self._occupancy_binds:
            served = self.service.load(agents)
            if served < busy:
                return served
            self._occupancy_binds = True
        return busy
