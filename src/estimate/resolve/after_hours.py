"""Resolving work after hours: the contract's own hours, and which part of a queue's week lies outside of them."""

from __future__ import annotations

from bisect import bisect_left
from math import fsum

from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.model.coverage import OpeningHours, minutes_within, outside, parse_hours
from estimate.model.week import Interval, Week
from estimate.resolve.live_queue import Desk, LiveQueue, interval_minutes
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope
from estimate.resolve.terms import WAGES, Terms
from estimate.schema.queue import Queue
from estimate.schema.team import Team

REPLACED = ("night", "weekend")
"""The cards' premiums that a contract's own hours replace."""


def contract_hours(scope: Scope, path: Path, team: Team, terms: Terms) -> OpeningHours | None:
    """The hours that the contract names as its own; None where it names none."""
    agreed, place = team.pricing.after_hours, (*path, "pricing", "after_hours")
    if agreed is None:
        return None
    if terms.model in WAGES:
        scope.problem(place, f"is a term of a vendor's price; this team is {terms.model} (give premiums)", key=True)
    elif agreed.rate and all(queue.pricing for queue in team.queues):
        scope.problem((*place, "rate"), "is used by no queue: each has a price of its own (give a premium)", key=True)
    try:
        return parse_hours(agreed.outside)
    except ValueError as error:
        scope.problem((*place, "outside"), str(error))
        return None


def after_hours_inputs(
    scope: Scope, path: Path, team: Team, queue: Queue, contract: OpeningHours | None, desk: Desk, live: LiveQueue
) -> Inputs:
    """The queue's part of the week outside the contract's hours, and what a unit costs there.

    A rate is for the unit of the team's price, so that a queue with a price of its own has none; a premium is on every price.
    """
    agreed, place = team.pricing.after_hours, (*path, "pricing", "after_hours")
    inputs = Inputs()
    if agreed is None or contract is None or (agreed.rate and queue.pricing):
        inputs["after_hours"] = "none"
        inputs["after_window"] = None
        for name in ("after_premium", "after_rate"):
            inputs.number(name, NOT_APPLICABLE)
        for name in ("opening_after_share", "arriving_after_share"):
            inputs.number(name, Sourced(point(0), "share", STRUCTURAL))
        return inputs
    inputs["after_hours"] = "premium" if agreed.rate is None else "rate"
    inputs.number("after_premium", scope.given(agreed.premium, (*place, "premium"), "share") or NOT_APPLICABLE)
    inputs.number("after_rate", scope.given(agreed.rate, (*place, "rate"), "price") or NOT_APPLICABLE)
    after, minutes = outside(desk.hours, contract), interval_minutes(scope, queue)
    week = live.inputs["week"]
    intervals = week.intervals if week is not None else live.rota.intervals if live.rota is not None else ()
    parts = [_part_after(after, interval, minutes) for interval in intervals]
    inputs["after_window"] = None if week is None else _by_density(week, parts)
    origin = Origin("computed", note="of the opening hours and the contract's, in a week on the customers' clock")
    opening = after.weekly_hours / desk.hours.weekly_hours
    arriving = fsum(interval.share * part for interval, part in zip(intervals, parts, strict=True))
    inputs.number("opening_after_share", Sourced(point(opening), "share", origin))
    inputs.number("arriving_after_share", Sourced(point(arriving), "share", origin))
    return inputs


def _part_after(after: OpeningHours, interval: Interval, minutes: int) -> float:
    """The part of an interval's open minutes that is after hours."""
    return minutes_within(after, interval.start, interval.start + minutes) / (interval.hours * 60)


def _by_density(week: Week, parts: list[float]) -> tuple[float, ...]:
    """Hours of the week after hours, gathered as the week's own hours are."""
    hours = [0.0] * len(week.densities)
    for interval, part in zip(week.intervals, parts, strict=True):
        hours[bisect_left(week.densities, round(interval.share / interval.hours, 12))] += interval.hours * part
    return tuple(hours)
