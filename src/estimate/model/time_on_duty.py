"""Hours on duty, what they are spent on, the hours that are paid for them, and FTE and heads."""

from estimate.engine import LABEL, ceiling, choose, ratio, smaller, total
from estimate.model.rulebook import formula, given

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


given(
    "shrinkage",
    over=("team",),
    unit="share",
    doc="Paid time not logged in: leave, sickness, breaks, training, meetings.",
)


given("paid_hours_per_fte", over=("team",), unit="hour/month", doc="Paid hours of one full-time employee.")


given(
    "overtime_share",
    over=("team",),
    unit="share",
    doc="Share of the hours on duty that people work beyond their contract.",
)


given("headcount_rounding", over=("team",), unit=LABEL, doc="Whether heads are whole people or fractions.")


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
