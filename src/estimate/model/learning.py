"""Learning: who is new to the work in each month, and how many hours more that takes.

Everything here is counted at full speed, in the full-time agents that the work needs once everybody has learned it, so that the
extra hours do not bring about the hires that bring about the extra hours.
"""

import math

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.rulebook import formula, given

given(
    "team_status",
    over=("team",),
    unit=LABEL,
    doc="Whether the team is founded for this contract (new), or is at work already (existing).",
)
given(
    "season",
    over=("team",),
    unit=LABEL,
    doc="Whether people who are not needed in the quiet season come back (returning), or others are hired (hired_again).",
)
given("ramp_months", over=("team",), unit="month", doc="Months until a new agent works at full speed.")
given(
    "new_hire_aht_factor",
    over=("team",),
    unit="factor",
    doc="A new agent's first handle time against a tenured agent's.",
)
given("attrition_per_year", over=("team",), unit="share/year", doc="Agents who leave in a year, as a share of heads.")

LEARNED = 3.0
"""Time constants of the learning curve in `ramp_months`: exp(-3) = 5 % of the gap is left at the end of the ramp."""


@formula(over=("team",), unit="share")
def staying_share(attrition_per_year):
    """Agents of a month who are still there in the next one."""
    return larger(0, 1 - attrition_per_year / 12)


@formula(over=("team", "month"), unit="share")
def staying_in_month(attrition_per_year, in_service):
    """Agents of a month who are still there when it ends; fewer leave in a part of a month."""
    return larger(0, 1 - attrition_per_year / 12 * in_service)


@formula(over=("team",), unit="share", method="exponential learning")
def unlearned_share(ramp_months: float) -> float:
    """Share of a new agent's inefficiency that is left after a month (exponential learning curve).

    exp(-3 / ramp); 0 without a ramp. The exponential shape is the practitioners' usual one (Call Centre Helper, WFM Labs);
    3 time constants leave 5 % at the end of the ramp.
    """
    return math.exp(-LEARNED / ramp_months) if ramp_months > 0 else 0.0


@formula(over=("team", "month"), unit="share", before=0)
def unlearned_in_month(unlearned_share, in_service):
    """Share of a new agent's inefficiency that is left after this month, or after the part of it in service."""
    return where(in_service > 0, unlearned_share**in_service, 0)


@formula(over=("team", "month"), unit="share")
def month_of_learning(ramp_months, unlearned_in_month, in_service):
    """Share of a new agent's first inefficiency that is there on average over the month in service that begins with it."""
    return ratio((1 - unlearned_in_month) * ramp_months / 3, in_service, 0)


@formula(over=("team",), unit="factor", method="the mean over a month of exponential learning")
def replacement_weight(new_hire_aht_factor: float) -> float:
    """What replacing one agent counts against one hired for growth.

    Who is hired for growth takes over work, and each contact takes f times as long; who replaces a leaver takes over a seat, and
    does 1 / f of its work until it is learned. Over the whole curve the second loses ln f where the first loses f - 1.
    """
    faster = new_hire_aht_factor - 1
    return math.log1p(faster) / faster if faster else 1.0


@formula(over=("team",), unit="share")
def steady_learners(attrition_per_year, replacement_weight, staying_share, unlearned_share):
    """Learners among the agents of a team that has long been there: every month's replacements and what is left of earlier ones."""
    return attrition_per_year / 12 * replacement_weight / (1 - staying_share * unlearned_share)


@formula(over=("team", "month"), unit="FTE", before=0)
def full_speed_fte(full_speed_hours, shrinkage, paid_hours_per_fte, in_service):
    """Full-time agents that the work needs at full speed, while in service."""
    return ratio(total(full_speed_hours) / (1 - shrinkage), paid_hours_per_fte * in_service, 0)


@formula(over=("team", "month"), unit="FTE", before=0)
def full_speed_skilled(season, full_speed_fte, prev_full_speed_skilled, staying_in_month):
    """Full-time agents who know the work: those at work, and those who come back with the season."""
    return choose(
        season,
        returning=larger(full_speed_fte, prev_full_speed_skilled * staying_in_month),
        hired_again=full_speed_fte,
    )


@formula(over=("team", "month"), unit="FTE")
def full_speed_there(full_speed_fte, prev_full_speed_skilled, service_month):
    """Full-time agents who know the work as the month begins; in the first month those who begin with it."""
    return where(service_month > 1, prev_full_speed_skilled, full_speed_fte)


@formula(over=("team", "month"), unit="FTE")
def beginners(
    team_status,
    full_speed_fte,
    full_speed_there,
    staying_in_month,
    replacement_weight,
    steady_learners,
    service_month,
):
    """Full-time agents who begin to learn this month: all of a new team, then those hired for growth and for leavers."""
    grown = larger(0, full_speed_fte - full_speed_there)
    replaced = larger(0, full_speed_fte - full_speed_there * staying_in_month) - grown
    later = grown + replaced * replacement_weight
    return where(
        service_month > 1,
        later,
        choose(team_status, new=full_speed_fte + later, existing=full_speed_fte * steady_learners),
    )


@formula(over=("team", "month"), unit="share")
def learners_kept(full_speed_fte, prev_full_speed_fte, staying_in_month):
    """Learners of the last month who are still at work: leavers and a smaller desk take them in proportion."""
    return smaller(staying_in_month, ratio(full_speed_fte, prev_full_speed_fte, 0))


@formula(over=("team", "month"), unit="FTE", before=0)
def learners(prev_learners, learners_kept, prev_unlearned_in_month, beginners):
    """Full-time agents who are new, each counted by the part of the first inefficiency that is left."""
    return prev_learners * learners_kept * prev_unlearned_in_month + beginners


@formula(over=("team", "month"), unit="share")
def ramp_inefficiency(learners, month_of_learning, new_hire_aht_factor, full_speed_fte):
    """Extra hours needed because agents are new: at the launch, with growth and the season, and for those who left."""
    return ratio((new_hire_aht_factor - 1) * learners * month_of_learning, full_speed_fte, 0)
