"""Scheduling: people work shifts, and the need for them follows a curve; what lies between is paid and not needed."""

from estimate.engine import choose, ratio, smaller, total
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.prices import by_unit
from estimate.model.rulebook import formula, given

USUAL_WEEK = 1000
"""Hours on duty a week of the desk that the share of the card is for: about forty people."""
FALL = 0.6
"""How fast the share falls with the hours of the week, as a power of them."""
MOST = 3
"""The share of a small desk is at most this many times the usual one, which is reached at 160 hours a week."""

given(
    "schedule_inefficiency",
    over=("team",),
    unit="share",
    doc="Hours of live queues that shifts hold beyond the curve of agents needed, for a desk of 1,000 hours a week.",
)


@formula(over=("team", "month"), unit="hour")
def weekly_live_hours(live_hours, in_service):
    """Hours a week that the team's live queues need on duty."""
    return ratio(total(live_hours), WEEKS_PER_MONTH * in_service, 0)


@formula(over=("team", "month"), unit="share")
def schedule_share(schedule_inefficiency, weekly_live_hours):
    """Hours that shifts hold beyond the need; it falls with the hours of the week, as large desks find shifts that fit.

    Own trial with optimal rosters: shifts of eight hours on five days needed 6 % more at 3,000 hours a week and 25 % more at
    416 around the clock, and 1 and 3 % with part-time work. The power of the hours lies between the two slopes (0.72, 0.55).
    """
    return schedule_inefficiency * smaller(MOST, ratio(USUAL_WEEK, weekly_live_hours, 0) ** FALL)


@formula(over=("queue", "month"), unit="hour")
def schedule_hours(price_unit, staffed_by, attention, live_hours, schedule_share):
    """Hours on duty that shifts hold beyond the need; whoever is paid by the contact or minute bears them."""
    billed = live_hours * schedule_share
    beyond = by_unit(price_unit, billed, contact=0, talk_minute=0, handled_minute=0, resolution=0)
    return choose(staffed_by, workload=choose(attention, live=beyond, deferred=0), agents=0)
