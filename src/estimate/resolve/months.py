"""Resolving what differs from month to month: season, growth, a forecast, and agents that are listed by month."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import parts_of, point
from estimate.model.coverage import WEEKS_PER_MONTH, OpeningHours, opening_days
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import STRUCTURAL, Path, Scope, computed
from estimate.schema.listed import YEAR, Listed
from estimate.schema.queue import Queue


def month_inputs(scope: Scope, path: Path, queue: Queue) -> Inputs:
    """Each month against the queue's own figure, and the years of growth that have passed."""
    forecast, length, inputs = queue.contacts_per_month, len(scope.months) - 1, Inputs()
    if isinstance(forecast, Listed):
        parts, place = forecast.parts(forecast.average), (*path, "contacts_per_month")
        repeated = YEAR if len(parts) >= YEAR else 1
        inputs.number(
            "seasonality", _given(scope, place, [parts[_listed(m, len(parts), repeated)] for m in range(length)])
        )
        note = (
            f"since the forecast's {'month of the same name' if repeated == YEAR else 'last month'}; 0 where it goes on"
        )
        years = [(m - _listed(m, len(parts), repeated)) / YEAR for m in range(length)]
    else:
        inputs.number("seasonality", _season(scope, path, queue))
        note, years = "counted from the first month of service", [m / YEAR for m in range(length)]
    inputs.number("growth_years", computed([0, *years], "year", note))
    inputs.number("agents_in_month", _agents(scope, path, queue, length))
    return inputs


def periods_per_month(per: str, hours: OpeningHours) -> Sourced:
    """How many of the periods for which contacts are given an average month has: months, weeks, or days open."""
    if per == "month":
        return Sourced(point(1), "period/month", STRUCTURAL)
    days = len(opening_days(hours)) if per == "day" else 1
    note = "weeks of an average month" if per == "week" else f"an average month of weeks with {days} days open"
    return Sourced(point(WEEKS_PER_MONTH * days), "period/month", Origin("computed", note=note))


def _listed(month: int, count: int, repeated: int) -> int:
    """Which listed month stands for a month (from 0): itself, or of the last `repeated` the one that falls in its turn."""
    return month if month < count else count - repeated + (month - count) % repeated


def _season(scope: Scope, path: Path, queue: Queue) -> list[Sourced]:
    months = scope.months
    if queue.seasonality is None:
        return computed([1] * len(months), "factor", "no season given: every month alike")
    factors = parts_of(queue.seasonality, scope.at)
    return _given(scope, (*path, "seasonality"), [factors[int(month[5:]) - 1] for month in months[1:]])


def _agents(scope: Scope, path: Path, queue: Queue, length: int) -> list[Sourced]:
    agents, place = queue.agents, (*path, "agents")
    if not isinstance(agents, Listed):
        return computed([1] * (length + 1), "factor", "as many agents in each month")
    parts = agents.parts(agents.average)
    if len(parts) < length:
        last = f"{agents.numbers[-1]:g}"
        scope.problem(
            place,
            f"lists {len(parts)} months, and the estimate has {length} (list each of them; where the last number goes on, write "
            f"{last} for each)",
        )
        parts += parts[-1:] * (length - len(parts))
    return _given(scope, place, parts[:length])


def _given(scope: Scope, place: Path, factors: Sequence[float]) -> list[Sourced]:
    """Factors that the scenario gives; 1 for the time before the start."""
    origin = scope.given_origin(place)
    return [Sourced(point(factor), "factor", origin) for factor in (1.0, *factors)]
