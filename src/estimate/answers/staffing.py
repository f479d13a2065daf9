"""What a queue's staffing looks like and what service it gives, in its busiest month."""

from __future__ import annotations

import math
from collections.abc import Sequence
from math import fsum

from estimate.answers.estimate import Estimate
from estimate.ground.records import dataclass
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.week import Duty, Week

LEFT = 0.005
"""Deferred work beyond the given agents' hours, as a share of these, from which it is worth a word."""


@dataclass(frozen=True)
class ServiceTold:
    """What the model says of a queue's service in a month: shares of all that come, and the mean wait in seconds.

    `speed_of_answer_seconds` is infinite where more comes in than can be handled.
    """

    service_level: float
    speed_of_answer_seconds: float
    abandonment: float
    occupancy: float


@dataclass(frozen=True)
class QueueStaffing:
    """One queue: hours are of an average month of service, load, agents and service of the busiest one.

    `erlangs` is the mean load over the open hours, `peak` the most agents at a time; `service` is None for deferred work
    and where no volume is known. `blended_hours` is deferred work done by live agents, `presence_hours` are those in which somebody
    only looks in, and `undone` is deferred work of the busiest month that given agents have no time for, as a share of their hours.
    """

    team: str
    queue: str
    attention: str
    month: str
    contacts: float
    handling_hours: float
    erlangs: float
    peak: float
    average: float
    logged_in_hours: float
    occupancy: float
    blended_hours: float
    presence_hours: float
    undone: float
    service: ServiceTold | None
    promise: tuple[float, float] | None
    given: bool
    cap: float
    response_hours: float | None
    week: Week | None
    duty: Duty | None


def staffing(result: Estimate) -> list[QueueStaffing]:
    """Every queue of an estimate, in its order."""
    return [_queue(result, row) for row in range(len(result.case.members["queue"]))]


def strained(queues: Sequence[QueueStaffing]) -> list[str]:
    """What is wrong with queues whose agents are given: unstable, or short of what was promised."""
    found = []
    for queue in queues:
        name = f"{queue.team}, {queue.queue}"
        if queue.undone > LEFT:
            found.append(
                f"{name}: the given agents have work for {queue.undone + 1:.0%} of their time in {queue.month}; what they cannot "
                f"do is in no line (give more agents, or leave agents away)"
            )
        if queue.service is None or queue.promise is None:
            continue
        if math.isinf(queue.service.speed_of_answer_seconds):
            found.append(
                f"{name}: in {queue.month} more comes in than the given agents can handle; waits grow without end"
            )
        elif queue.given and queue.service.occupancy > queue.cap + 0.005:
            busy = f"{queue.service.occupancy:.0%}"
            found.append(
                f"{name}: the given agents are busy {busy} of their time in {queue.month}, above {queue.cap:.0%}"
            )
        elif queue.service.service_level < queue.promise[0] - 0.005:
            reached, promised = queue.service.service_level, queue.promise[0]
            found.append(
                f"{name}: the given agents answer {reached:.0%} in time in {queue.month}, {promised:.0%} was promised"
            )
    return found


def _queue(result: Estimate, row: int) -> QueueStaffing:
    case, values = result.case, result.values
    contacts = values["offered_contacts"][row]
    rates = values["offered_rate"][row]
    month = max(range(len(contacts)), key=contacts.__getitem__) or 1
    week: Week | None = case.labels["week"][row]
    duty = values["staffed_positions"][row][month]
    live = duty if isinstance(duty, Duty) else None
    team = result.program.row_of("queue", row, "team")
    serving = values["in_service"][team]
    open_hours = (fsum(week.hours) * WEEKS_PER_MONTH if week else values["opening_hours"][team]) * serving[month]
    service = None
    if live is not None and contacts[month]:
        told = (
            result.value(name, row, month) for name in ("service_level", "speed_of_answer", "abandonment", "occupancy")
        )
        service = ServiceTold(*told)
    months = case.term.length
    hours, work = values["logged_in_hours"][row], values["handling_hours"][row]
    busy = values["busy_hours"][row]
    rota = case.rotas[row]
    average = float(live) if live else hours[month] / open_hours
    known = case.labels["volume_known"][row] == "yes"
    return QueueStaffing(
        team=case.members["team"][team],
        queue=case.members["queue"][row],
        attention=case.labels["attention"][row],
        month=case.months[month],
        contacts=rates[month],
        handling_hours=work[month],
        erlangs=work[month] / open_hours,
        peak=max(live.agents) if live else values["peak_staffed_positions"][row][month],
        average=average,
        logged_in_hours=fsum(hours) / months,
        occupancy=fsum(busy) / fsum(hours) if fsum(hours) and known else 0.0,
        blended_hours=fsum(values["absorbed_hours"][row]) / months,
        presence_hours=fsum(values["presence_hours"][row]) / months,
        undone=_undone(result, row, month),
        service=service,
        promise=(values["service_level_share"][row], values["service_level_seconds"][row]) if week else None,
        given=case.labels["staffed_by"][row] == "agents",
        cap=values["target_occupancy"][row],
        response_hours=result.case.of(rota.response_hours.value) if rota else None,
        week=week,
        duty=live,
    )


def _undone(result: Estimate, row: int, month: int) -> float:
    """Deferred work beyond the given agents' hours of a month, as a share of these; live work waits or hangs up instead."""
    labels, values = result.case.labels, result.values
    if labels["attention"][row] != "deferred" or labels["staffed_by"][row] != "agents":
        return 0.0
    hours, work = values["logged_in_hours"][row][month], values["handling_hours"][row][month]
    return max(0.0, work / hours - 1) if hours else 0.0
