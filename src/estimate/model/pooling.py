"""One pool: what can wait is done by live agents while nobody calls, and the rest by agents of its own."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total
from estimate.model.rulebook import formula, given

given("blend", over=("team",), unit=LABEL, doc="Whether agents of live queues do deferred work when nobody waits.")


given(
    "usable_idle_share",
    over=("team",),
    unit="share",
    doc="Share of their idle time in which agents of live queues can do deferred work.",
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
