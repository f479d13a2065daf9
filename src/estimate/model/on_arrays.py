"""The algorithms of the model on arrays: agents on duty of many draws and months at once. Imported late, as it needs numpy.

The greatest load that so many agents serve within the promise is a smooth function of the target in handle times. It is tabulated on
Chebyshev nodes and read off for each draw; the agents of a load are then looked up among the limits of its draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from estimate.engine.array_values import Array, one_by_one
from estimate.ground.records import dataclass
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.learning import LEARNED
from estimate.model.limits_on_arrays import Promise, as_table, looked_up, slots_of
from estimate.model.staffing import abandonment, service_level, speed_of_answer
from estimate.model.week import LISTED, Duty, Week, needed

MOST = np.iinfo(np.uint16).max
"""Agents that a short number holds."""


@dataclass(frozen=True)
class Duties:
    """Agents on duty by density of arrivals, kind of step and draw; what changes nothing has one place."""

    week: Week
    agents: Array
    there: Any
    """1 in the months of service, else 0."""
    kinds: Any = None
    """Of each step which of the kinds it is, as many months are like the one before; None where each is its own, or all are one."""

    def by_step(self, of_kinds: Array) -> Array:
        """What is known by kind of step, by step."""
        by_step: Array = of_kinds if self.kinds is None else of_kinds[self.kinds]
        return by_step

    def kinds_of(self, steps: Sequence[int]) -> tuple[Any, Any]:
        """The kinds that some steps are, and of each step the place of its kind among them."""
        own = np.zeros(len(steps), dtype=np.int64) if self.agents.shape[1] == 1 else np.array(steps)
        return np.unique(own if self.kinds is None else self.kinds[own], return_inverse=True)

    def weighed(self, weights: Sequence[float], kinds: Any = slice(None)) -> Array:
        """The sum of the agents of each density times a weight, by kind of step (or only some kinds) and draw."""
        counted = np.flatnonzero(weights)
        agents = self.agents[:, kinds]
        agents = agents[counted] if counted.size < len(agents) else agents
        whole: Array = np.einsum("d,dsc->sc", np.array(weights, dtype=float)[counted], agents)
        return whole

    @cached_property
    def weekly_hours(self) -> Array:
        """Hours on duty in a week, by kind of step and draw."""
        return self.weighed(self.week.hours)

    def share(self, window: Sequence[float], kinds: Any = slice(None)) -> Array:
        """The share of the hours on duty that lies within a window, by kind of step and draw."""
        hours = self.weekly_hours[kinds]
        share: Array = np.divide(self.weighed(window, kinds), hours, out=np.zeros_like(hours), where=hours > 0)
        return share

    def taken(self, columns: Any) -> Duties:
        """The duties of some draws."""
        agents = self.agents[..., columns] if self.agents.shape[-1] > 1 else self.agents
        there = self.there[..., columns] if np.shape(self.there)[-1:] > (1,) else self.there
        return Duties(self.week, agents, there, self.kinds)

    def apart(self, before: Any) -> Any:
        """Of each draw whether its duties differ from those of the draw at its place of `before`; of all alike where no draw changes them."""
        there = np.atleast_2d(self.there)
        agents = self.agents[..., before] if self.agents.shape[-1] > 1 else self.agents
        served = there[:, before] if there.shape[-1] > 1 else there
        return (self.agents != agents).any(axis=(0, 1)) | (there != served).any(axis=0)

    def each(self) -> Any:
        """A duty of its own for each step and draw, for formulas that are asked one by one."""
        agents = self.agents if self.kinds is None else self.agents[:, self.kinds]
        there = np.broadcast_to(self.there, np.broadcast_shapes(np.shape(self.there), agents.shape[1:]))
        agents = np.broadcast_to(agents, (len(agents), *there.shape))
        found = np.empty(there.shape, dtype=object)
        for at in np.ndindex(there.shape):
            found[at] = Duty(self.week, agents[(slice(None), *at)].tolist()) if there[at] else 0.0
        return found


def staffed_positions(
    staffed_by: str,
    week: Week,
    offered_rate: Any,
    contact_minutes: Any,
    concurrency: Any,
    chats_at_once: Any,
    service_level_share: Any,
    service_level_seconds: Any,
    target_occupancy: Any,
    patience_seconds: Any,
    minimum_staffing: Any,
    fixed_hours: Any,
    in_service: Any,
) -> Duties:
    """`staffing.staffed_positions` of all months and draws."""
    there = np.not_equal(in_service, 0).astype(float)
    if staffed_by == "agents":
        densities = np.array(week.densities)[:, None, None]
        return Duties(week, as_table(fixed_hours) / WEEKS_PER_MONTH * densities, there)
    plain = not any(isinstance(one, np.ndarray) for one in (service_level_share, chats_at_once, patience_seconds))
    if plain and (math.isnan(patience_seconds) or math.isinf(patience_seconds)):
        seconds = as_table(contact_minutes) * 60 / as_table(concurrency)
        scale = as_table(offered_rate) / WEEKS_PER_MONTH * seconds / 3600
        if float(scale.max()) * week.densities[-1] <= LISTED:
            promise = Promise(service_level_share, slots_of(chats_at_once))
            columns = np.broadcast_arrays(
                as_table(service_level_seconds) / seconds, as_table(concurrency), as_table(target_occupancy)
            )
            scale, kinds = np.maximum(scale, 0.0), None
            if len(columns[0]) == len(as_table(minimum_staffing)) == 1:
                scale, kinds = _kinds(scale)
            found = looked_up(scale, week.densities, columns, promise)
            return Duties(week, _at_least(found, minimum_staffing), there, kinds)
    return _asked(
        week, offered_rate, contact_minutes, chats_at_once, concurrency, service_level_share, service_level_seconds,
        target_occupancy, patience_seconds, minimum_staffing, there,
    )  # fmt: skip


def _kinds(scale: Array) -> tuple[Array, Any]:
    """The rows of a table that differ from the row before, and of each row which of them it is; None where that says nothing."""
    new = np.ones(len(scale), dtype=bool)
    new[1:] = (scale[1:] != scale[:-1]).any(axis=1)
    return scale[new], np.cumsum(new) - 1 if 1 < new.sum() < len(new) else None


def _at_least(agents: Array, minimum: Any) -> Array:
    """No fewer agents than the minimum; where that is one whole number they stay as short as they are, since they are the largest array."""
    if not isinstance(minimum, np.ndarray) and float(minimum).is_integer() and 0 <= minimum <= MOST:
        return np.maximum(agents, np.uint16(minimum), out=agents)
    return np.maximum(agents, as_table(minimum))


def _asked(week: Week, *arguments: Any) -> Duties:
    """Duties found draw by draw, where a promise is no table."""
    *numbers, there = map(as_table, arguments)
    known: dict[tuple[Any, ...], tuple[float, ...]] = {}

    def agents(contacts: float, minutes: float, chats: float, worth: float, *promise: float) -> tuple[float, ...]:
        level, seconds, occupancy, patience, minimum, served = promise
        if not served:
            return (0.0,) * len(week.densities)
        patient = None if math.isnan(patience) else patience
        key = contacts, minutes, (chats, worth), level, seconds, occupancy, patient, minimum
        if key not in known:  # most months are like another
            known[key] = needed(week, *key).agents
        return known[key]

    found: Any = np.frompyfunc(agents, len(numbers) + 1, 1)(*numbers, there)
    table: Array = np.array(found.tolist(), dtype=np.float64)
    return Duties(week, np.moveaxis(table, -1, 0), there)


def live_hours(staffed_positions: Duties, in_service: Any) -> Any:
    """`staffing.live_hours` of all months and draws."""
    return staffed_positions.by_step(staffed_positions.weekly_hours) * WEEKS_PER_MONTH * in_service


def busiest_duty(staffed_positions: Duties) -> Any:
    """`people.busiest_duty` of all months and draws."""
    return staffed_positions.by_step(staffed_positions.agents.max(axis=0)) * staffed_positions.there


def _window_share(staffed_positions: Duties, windows: Sequence[Sequence[float]], service_month: Any) -> Any:
    """The share of the hours on duty inside the window of each month."""
    steps = len(service_month)
    found = np.zeros((steps, staffed_positions.weekly_hours.shape[1]))
    by_window: dict[int, list[int]] = {}
    for step in range(steps):
        if service_month[step, 0] >= 1:
            by_window.setdefault(id(windows[int(service_month[step, 0]) - 1]), []).append(step)
    for places in by_window.values():
        kinds, of_place = staffed_positions.kinds_of(places)
        window = windows[int(service_month[places[0], 0]) - 1]
        found[places] = staffed_positions.share(window, kinds)[of_place]
    return found * staffed_positions.there


def live_night_share(staffed_positions: Duties, week: Week, service_month: Any) -> Any:
    """`staffing.live_night_share` of all months and draws."""
    return _window_share(staffed_positions, week.night, service_month)


def live_weekend_share(staffed_positions: Duties, week: Week, service_month: Any) -> Any:
    """`staffing.live_weekend_share` of all months and draws."""
    return _window_share(staffed_positions, week.weekend, service_month)


def live_after_share(staffed_positions: Duties, after_window: tuple[float, ...] | None) -> Any:
    """`after_hours.live_after_share` of all months and draws."""
    if after_window is None:
        return 0.0
    return staffed_positions.by_step(staffed_positions.share(after_window)) * staffed_positions.there


def unlearned_share(ramp_months: Array) -> Any:
    """`learning.unlearned_share` of all draws."""
    return np.where(ramp_months > 0, np.exp(-LEARNED / np.where(ramp_months > 0, ramp_months, 1.0)), 0.0)


def replacement_weight(new_hire_aht_factor: Array) -> Any:
    """`learning.replacement_weight` of all draws."""
    faster = new_hire_aht_factor - 1
    none = faster == 0
    return np.where(none, 1.0, np.log1p(faster) / np.where(none, 1.0, faster))


def _level(
    staffed_positions: Any,
    week: Week,
    contacts: Any,
    minutes: Any,
    concurrency: Any,
    chats: Any,
    target: Any,
    patience: Any,
) -> Any:
    """`staffing.service_level` of all months and draws."""
    plain = isinstance(staffed_positions, Duties) and not any(isinstance(one, np.ndarray) for one in (chats, patience))
    if not plain or not math.isnan(patience) or np.any(staffed_positions.agents != np.floor(staffed_positions.agents)):
        return _service(service_level)(staffed_positions, week, contacts, minutes, concurrency, chats, target, patience)
    worths, at_once = as_table(concurrency), slots_of(chats)
    seconds = as_table(minutes) * 60 / worths
    scale = as_table(contacts) / WEEKS_PER_MONTH * seconds / 3600
    answered: Any = 0.0
    for density, share, agents in zip(week.densities, week.shares, staffed_positions.agents, strict=True):
        if share:
            answered = answered + share * _answered(
                staffed_positions.by_step(agents).astype(float),
                scale * density,
                worths,
                at_once,
                as_table(target) / seconds,
            )
    level = answered / math.fsum(week.shares)
    return np.where(np.logical_and(staffed_positions.there, as_table(contacts) != 0), level, 1.0)


def _answered(agents: Array, loads: Array, worths: Array, at_once: int, targets: Array) -> Array:
    """`queueing.level_of` whole agents, of tables."""
    agents, loads, worths, targets = np.broadcast_arrays(agents, loads, worths, targets)
    stable = (loads > 0) & (loads < agents)
    safe = np.where(stable, loads, agents / 2 + 0.25)
    inverse, offered = np.ones_like(safe), safe * (worths if at_once > 1 else 1.0)
    more = (worths - 1) / (at_once - 1) if at_once > 1 else worths
    for n in range(1, at_once * int(agents.max()) + 1):
        step = np.where(n <= agents, n, agents + (n - agents) * more) / offered
        inverse = np.where(n <= at_once * agents, 1 + step * inverse, inverse)
    rho = safe / np.maximum(agents, 1)
    level = 1 - np.exp(-(agents - safe) * targets) / (inverse * (1 - rho) + rho)
    return np.where(loads == 0, 1.0, np.where(stable, level, 0.0))


def _service(function: Callable[..., float]) -> Callable[..., Any]:
    """A formula of the service, asked for each duty by itself."""

    def of_all(staffed_positions: Any, week: Week, *numbers: Any) -> Any:
        duties = staffed_positions.each() if isinstance(staffed_positions, Duties) else staffed_positions
        return one_by_one(function, [duties, week, *numbers], [False, True] + [False] * len(numbers))

    return of_all


OPAQUE: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        staffed_positions, live_hours, busiest_duty, live_night_share, live_weekend_share, live_after_share, unlearned_share,
        replacement_weight,
    )
} | {
    "service_level": _level,
    "speed_of_answer": _service(speed_of_answer),
    "abandonment": _service(abandonment),
}  # fmt: skip
"""The opaque formulas that are asked on arrays, by name."""
