"""Staffing: from hours of work to hours on duty, hours on the payroll, FTE and heads."""

import math

from estimate.engine import LABEL, ceiling, choose, larger, ratio, smaller, total
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
given("blend", over=("team",), unit=LABEL, doc="Whether agents of live queues do deferred work when nobody waits.")
given(
    "usable_idle_share",
    over=("team",),
    unit="share",
    doc="Share of their idle time in which agents of live queues can do deferred work.",
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
    doc="Contacts that one agent takes at a time; `concurrency` is what that really achieves.",
)
given(
    "response_hours",
    over=("queue",),
    unit="hour",
    doc="Hours within which deferred work is answered.",
)
given(
    "shortest_stint",
    over=("queue",),
    unit="hour",
    doc="Shortest time for which somebody looks after a queue of deferred work.",
)
given(
    "presence",
    over=("queue",),
    unit=LABEL,
    doc="Whether a promise of deferred work needs somebody to look in (needed), or somebody is there anyway (given).",
)
given(
    "opening_night_share",
    over=("team", "month"),
    unit="share",
    doc="Share of the opening hours that are night on the site's clock.",
)
given(
    "opening_weekend_share",
    over=("team", "month"),
    unit="share",
    doc="Share of the opening hours at the weekend on the site's clock.",
)
given("agents", over=("queue",), unit="agent", doc="Agents given for the queue; on average where they differ by month.")
given("agents_in_month", over=("queue", "month"), unit="factor", doc="Agents given for this month against the average.")
given("target_occupancy", over=("queue",), unit="share", doc="Share of logged-in time spent handling, planned.")
given("minimum_staffing", over=("queue",), unit="agent", doc="Agents on duty whenever the desk is open, however quiet.")
given("opening_hours", over=("team",), unit="hour/month", doc="Hours a month in which the desk is open.")
given(
    "shrinkage",
    over=("team",),
    unit="share",
    doc="Paid time not logged in: leave, sickness, breaks, training, meetings.",
)
given("paid_hours_per_fte", over=("team",), unit="hour/month", doc="Paid hours of one full-time employee.")
given("service_month", over=("month",), unit="month", doc="Months since the start; 1 in the first month of service.")
given(
    "overtime_share",
    over=("team",),
    unit="share",
    doc="Share of the hours on duty that people work beyond their contract.",
)
given("headcount_rounding", over=("team",), unit=LABEL, doc="Whether heads are whole people or fractions.")


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


@formula(over=("queue", "month"), unit="hour")
def idle_hours(attention, blend, live_hours, schedule_hours, handling_hours, target_occupancy, usable_idle_share):
    """Hours in which live agents can do other work and still be no busier than planned.

    Idle time comes in pieces of a few minutes, and some of it must stay free for the next contact, so that a share is usable.
    """
    idle = larger(0, (live_hours + schedule_hours) * target_occupancy - handling_hours) / target_occupancy
    return choose(blend, apart=0, blended=choose(attention, live=idle * usable_idle_share, deferred=0))


@formula(over=("queue", "month"), unit="hour")
def deferred_hours(attention, staffed_by, handling_hours, target_occupancy):
    """Hours that deferred work needs, levelled to the target occupancy."""
    return choose(attention, live=0, deferred=choose(staffed_by, workload=handling_hours / target_occupancy, agents=0))


@formula(over=("team", "month"), unit="share")
def absorbed_share(idle_hours, deferred_hours):
    """Share of the deferred work that live agents do while nobody waits."""
    return ratio(smaller(total(idle_hours), total(deferred_hours)), total(deferred_hours), 0)


@formula(over=("queue", "month"), unit="hour")
def absorbed_hours(deferred_hours, absorbed_share):
    """Hours of deferred work that need no agents of their own: what blending saves."""
    return deferred_hours * absorbed_share


@formula(over=("queue", "month"), unit="hour")
def levelled_hours(attention, staffed_by, deferred_hours, absorbed_hours, minimum_staffing, opening_hours, in_service):
    """Hours that deferred work needs from agents of its own, never fewer than the minimum on duty."""
    own = larger(deferred_hours - absorbed_hours, minimum_staffing * opening_hours * in_service)
    return choose(attention, live=0, deferred=choose(staffed_by, workload=own, agents=0))


@formula(over=("team", "month"), unit="hour")
def team_levelled_hours(levelled_hours):
    """Hours of all deferred work of the team."""
    return total(levelled_hours)


@formula(over=("queue", "month"), unit="hour")
def most_urgent_hours(presence, levelled_hours):
    """Hours of deferred work with the team's shortest promise, where it needs somebody to look in."""
    return choose(presence, needed=levelled_hours, given=0)


@formula(over=("team", "month"), unit="hour")
def team_most_urgent_hours(most_urgent_hours):
    """Hours of all deferred work with the team's shortest promise."""
    return total(most_urgent_hours)


@formula(over=("queue", "month"), unit="hour")
def presence_hours(
    team_levelled_hours,
    most_urgent_hours,
    team_most_urgent_hours,
    shortest_stint,
    response_hours,
    opening_hours,
    in_service,
    presence,
):
    """Hours in which somebody must look in beyond the team's deferred work, so that its shortest promise can be kept.

    A stint within each response time is needed; whoever does other deferred work at that time is there already. Queues with
    the same promise share these hours as they share the work.
    """
    looking_in = smaller(1, shortest_stint / response_hours) * opening_hours * in_service
    missing = larger(0, looking_in - team_levelled_hours) * ratio(most_urgent_hours, team_most_urgent_hours, 0)
    return choose(presence, needed=missing, given=0)


@formula(over=("queue", "month"), unit="hour")
def full_speed_hours(
    attention,
    staffed_by,
    fixed_hours,
    live_hours,
    schedule_hours,
    levelled_hours,
    presence_hours,
    in_service,
):
    """Hours on duty that the work needs from agents at full speed, or that the given agents have."""
    return choose(
        staffed_by,
        workload=choose(
            attention,
            live=live_hours + schedule_hours,
            deferred=levelled_hours + presence_hours,
        ),
        agents=fixed_hours * in_service,
    )


@formula(over=("queue", "month"), unit="hour")
def ramp_hours(staffed_by, ramp_inefficiency, handling_hours, target_occupancy):
    """Extra hours on duty until new agents work at full speed (none where the agents are given: they just handle less)."""
    return choose(staffed_by, workload=handling_hours / target_occupancy * ramp_inefficiency, agents=0)


@formula(over=("queue", "month"), unit="hour")
def logged_in_hours(full_speed_hours, ramp_hours):
    """Hours that agents are on duty and logged in."""
    return full_speed_hours + ramp_hours


@formula(over=("queue", "month"), unit="hour")
def passed_handling(attention, handling_hours, absorbed_share):
    """Handling of deferred work that live agents do while nobody waits."""
    return choose(attention, live=0, deferred=handling_hours * absorbed_share)


@formula(over=("team", "month"), unit="hour")
def team_passed_handling(passed_handling):
    """Handling that live agents do for the team's deferred queues."""
    return total(passed_handling)


@formula(over=("team", "month"), unit="hour")
def team_idle_hours(idle_hours):
    """Hours in which the team's live agents could do other work."""
    return total(idle_hours)


@formula(over=("queue", "month"), unit="hour")
def busy_hours(
    staffed_by,
    attention,
    handling_hours,
    passed_handling,
    team_passed_handling,
    idle_hours,
    team_idle_hours,
    ramp_inefficiency,
    logged_in_hours,
):
    """Time on duty spent handling: the queue's own work, work taken over from deferred queues, and what new agents take longer.

    Agents are never busier than they are there: given agents with more work than hours leave the rest undone.
    """
    taken = choose(attention, live=team_passed_handling * ratio(idle_hours, team_idle_hours, 0), deferred=0)
    longer = choose(staffed_by, workload=handling_hours * ramp_inefficiency, agents=0)
    return smaller(handling_hours - passed_handling + taken + longer, logged_in_hours)


@formula(over=("queue", "month"), unit="share")
def occupancy(busy_hours, logged_in_hours):
    """Share of the logged-in time spent handling contacts."""
    return ratio(busy_hours, logged_in_hours, 0)


@formula(over=("queue", "month"), unit="minute")
def handled_minutes(volume_known, staffed_contacts, contact_minutes, logged_in_hours, target_occupancy):
    """Minutes of handling, after-call work included; agents without a known volume are taken as busy as planned."""
    return choose(
        volume_known,
        yes=staffed_contacts * contact_minutes,
        no=logged_in_hours * target_occupancy * 60,
    )


@formula(over=("queue", "month"), unit="minute")
def talk_minutes(handled_minutes, talk_share):
    """Minutes on the line."""
    return handled_minutes * talk_share


@formula(over=("team", "month"), unit="hour")
def team_hours(logged_in_hours):
    """Logged-in hours of all queues of the team."""
    return total(logged_in_hours)


@formula(over=("queue", "month"), unit="hour")
def queue_night_hours(attention, logged_in_hours, live_night_share, opening_night_share):
    """The queue's hours at night: where the agents are in a live week, spread over the opening hours otherwise."""
    return logged_in_hours * choose(attention, live=live_night_share, deferred=opening_night_share)


@formula(over=("queue", "month"), unit="hour")
def queue_weekend_hours(attention, logged_in_hours, live_weekend_share, opening_weekend_share):
    """The queue's hours at the weekend."""
    return logged_in_hours * choose(attention, live=live_weekend_share, deferred=opening_weekend_share)


@formula(over=("team", "month"), unit="hour")
def paid_hours(team_hours, shrinkage):
    """Hours on the payroll, breaks and leave included."""
    return team_hours / (1 - shrinkage)


@formula(over=("team", "month"), unit="FTE-month")
def fte_worked(paid_hours, overtime_share, paid_hours_per_fte):
    """Paid hours in those that one full-time job has in a month; overtime is worked by people who are there already."""
    return paid_hours * (1 - overtime_share) / paid_hours_per_fte


@formula(over=("team", "month"), unit="FTE")
def fte(fte_worked, in_service):
    """Full-time equivalents while in service: as many people for a part of a month as for all of it."""
    return ratio(fte_worked, in_service, 0)


@formula(over=("team", "month"), unit="agent", before=0)
def headcount(headcount_rounding, fte):
    """Agents employed: FTE rounded up once for the whole team, or left as a fraction where the scenario says so."""
    return choose(headcount_rounding, whole=ceiling(fte), fraction=fte)
