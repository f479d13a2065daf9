"""Agents on duty: as many as the promise to customers needs, or as many as are given, and the service that they give."""

import math

from estimate.engine import LABEL
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.rulebook import formula, given
from estimate.model.week import Duty, Week, in_time, needed, served, spread

given("staffed_by", over=("queue",), unit=LABEL, doc="What sets the staffing: workload, or a given number of agents.")
given(
    "attention",
    over=("queue",),
    unit=LABEL,
    doc="Whether customers wait on the line (live) or for an answer later (deferred).",
)
given(
    "week",
    over=("queue",),
    unit=LABEL,
    doc="The opening hours of a live queue with their arrivals, nights and weekends.",
)
given("service_level_share", over=("queue",), unit="share", doc="Share of contacts to be answered within the target.")
given("service_level_seconds", over=("queue",), unit="second", doc="Seconds within which a contact is to be answered.")
given(
    "patience_seconds",
    over=("queue",),
    unit="second",
    doc="Mean time after which waiting customers give up; none: they never do.",
)
given(
    "waiting",
    over=("queue",),
    unit=LABEL,
    doc="Whether waiting customers hang up after a time (impatient) or stay until they are answered (endless).",
)
given(
    "service",
    over=("queue",),
    unit=LABEL,
    doc="Whether money depends on the service (counted), or it is only told where somebody asks (told).",
)
given(
    "chats_at_once",
    over=("queue",),
    unit="contact",
    doc="Contacts that one agent takes at a time; the concurrency is what that really achieves.",
)
given("agents", over=("queue",), unit="agent", doc="Agents given for the queue; on average where they differ by month.")
given("agents_in_month", over=("queue", "month"), unit="factor", doc="Agents given for this month against the average.")
given("target_occupancy", over=("queue",), unit="share", doc="Share of logged-in time spent handling, planned.")
given("minimum_staffing", over=("queue",), unit="agent", doc="Agents on duty whenever the desk is open, however quiet.")
given("opening_hours", over=("team",), unit="hour/month", doc="Hours a month in which the desk is open.")
given("service_month", over=("month",), unit="month", doc="Months since the start; 1 in the first month of service.")


TOLD_OR_COUNTED = ("service", "counted")
"""Formulas of the service are run with the others only where money depends on it; else for whoever asks."""


@formula(over=("queue", "month"), unit="hour")
def fixed_hours(agents, agents_in_month, paid_hours_per_fte, shrinkage, overtime_share):
    """Hours that the given agents are on duty in a whole month, their overtime included."""
    return agents * agents_in_month * paid_hours_per_fte * (1 - shrinkage) / (1 - overtime_share)


@formula(
    over=("queue", "month"),
    unit="agent",
    method="Erlang C, or Erlang A where customers hang up, in each hour of the week",
    only=("attention", "live"),
)
def staffed_positions(
    staffed_by,
    week,
    offered_rate,
    contact_minutes,
    concurrency,
    chats_at_once,
    service_level_share,
    service_level_seconds,
    target_occupancy,
    patience_seconds,
    minimum_staffing,
    fixed_hours,
    in_service,
) -> float:
    """Agents on duty on average while the desk is open, each hour of the week by itself.

    Live queues: the fewest that answer the promised share in time and stay at or below the target occupancy (Erlang C, or
    Erlang A where a patience is known), or the given agents put where the contacts are. Deferred work is levelled instead.
    """
    if not in_service:
        return 0.0
    if staffed_by == "agents":
        return spread(week, fixed_hours)
    return needed(
        week,
        offered_rate,
        contact_minutes,
        (chats_at_once, concurrency),
        service_level_share,
        service_level_seconds,
        target_occupancy,
        None if math.isnan(patience_seconds) else patience_seconds,
        minimum_staffing,
    )


@formula(
    over=("queue", "month"),
    unit="share",
    method="Erlang C, or Erlang A where customers hang up, in each hour of the week",
    only=TOLD_OR_COUNTED,
)
def service_level(
    staffed_positions: float,
    week: Week,
    offered_rate: float,
    contact_minutes: float,
    concurrency: float,
    chats_at_once: float,
    service_level_seconds: float,
    patience_seconds: float,
) -> float:
    """Share of all that come who are answered within the target, by the agents on duty in each hour of the week."""
    if not isinstance(staffed_positions, Duty) or not offered_rate:
        return 1.0
    patience = None if math.isnan(patience_seconds) else patience_seconds
    slots, seconds = (chats_at_once, concurrency), service_level_seconds
    return in_time(week, staffed_positions.agents, offered_rate, contact_minutes, slots, seconds, patience)


@formula(
    over=("queue", "month"),
    unit="second",
    method="Erlang C, or Erlang A where customers hang up, in each hour of the week",
    only=TOLD_OR_COUNTED,
)
def speed_of_answer(
    staffed_positions: float,
    week: Week,
    offered_rate: float,
    contact_minutes: float,
    concurrency: float,
    chats_at_once: float,
    patience_seconds: float,
) -> float:
    """Mean wait of all that come, until they are answered or hang up; without end where more comes in than can be handled."""
    if not isinstance(staffed_positions, Duty) or not offered_rate:
        return 0.0
    patience = None if math.isnan(patience_seconds) else patience_seconds
    slots = (chats_at_once, concurrency)
    return served(
        week, staffed_positions.agents, offered_rate, contact_minutes, slots, patience
    ).speed_of_answer_seconds


@formula(
    over=("queue", "month"), unit="share", method="Erlang A in each hour of the week", only=("waiting", "impatient")
)
def abandonment(
    staffed_positions: float,
    week: Week,
    offered_rate: float,
    contact_minutes: float,
    concurrency: float,
    chats_at_once: float,
    patience_seconds: float,
) -> float:
    """Share of all that come who hang up before somebody answers (Erlang A)."""
    if not isinstance(staffed_positions, Duty) or not offered_rate or math.isnan(patience_seconds):
        return 0.0
    slots = (chats_at_once, concurrency)
    return served(week, staffed_positions.agents, offered_rate, contact_minutes, slots, patience_seconds).abandonment


@formula(over=("queue", "month"), unit="hour", method="a sum over the hours of the week", only=("attention", "live"))
def live_hours(staffed_positions: float, in_service: float) -> float:
    """Hours on duty in the month: agents in each hour of the week, times the weeks of a month, for the part of it in service."""
    return staffed_positions.weekly_hours * WEEKS_PER_MONTH * in_service if isinstance(staffed_positions, Duty) else 0.0


@formula(over=("queue", "month"), unit="share", method="a sum over the hours of the week", only=("attention", "live"))
def live_night_share(staffed_positions: float, week: Week, service_month: float) -> float:
    """Share of the hours on duty that are night on the site's clock."""
    return staffed_positions.share(week.night[int(service_month) - 1]) if isinstance(staffed_positions, Duty) else 0.0


@formula(over=("queue", "month"), unit="share", method="a sum over the hours of the week", only=("attention", "live"))
def live_weekend_share(staffed_positions: float, week: Week, service_month: float) -> float:
    """Share of the hours on duty at the weekend on the site's clock."""
    return staffed_positions.share(week.weekend[int(service_month) - 1]) if isinstance(staffed_positions, Duty) else 0.0
