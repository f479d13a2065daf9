"""People: who is hired and replaced, who leads, checks, plans and trains, and how many places they need to sit."""

from estimate.engine import LABEL, ceiling, choose, larger, ratio, smaller, total, where
from estimate.model.rulebook import formula, given
from estimate.model.week import Duty

given("span_of_control", over=("role",), unit="agent", doc="Agents for each person in the role (span of control).")
given(
    "role_counted",
    over=("role",),
    unit=LABEL,
    doc="Whether the role is whole people (whole), a share of someone's time (fraction), such a share up to one person and whole people from there "
    "(part), or a given number of people (given).",
)
given(
    "least_role_share",
    over=("role",),
    unit="share",
    doc="Share of a person below which the role is nobody's job but done in passing, in a team of one's own; 0 where every share counts.",
)
given("role_count", over=("role",), unit="FTE", doc="People in the role, where the scenario says how many.")
given("role_leads", over=("role",), unit="share", doc="1 for the team leads, 0 for every other role.")
given(
    "peak_to_average",
    over=("queue",),
    unit="factor",
    doc="Most agents at a time against the average, where deferred work must be answered within some hours.",
)


@formula(over=("team", "month"), unit="agent", before=0)
def skilled(season, headcount, prev_skilled, staying_in_month):
    """Agents who know the work: those employed, and those who come back with the season."""
    return choose(season, returning=larger(headcount, prev_skilled * staying_in_month), hired_again=headcount)


@formula(over=("team", "month"), unit="agent")
def there_before(headcount, prev_skilled, service_month):
    """Agents who know the work as the month begins; in the first month those who begin with it."""
    return where(service_month > 1, prev_skilled, headcount)


@formula(over=("team", "month"), unit="hire")
def launch_hires(team_status, headcount, service_month):
    """People hired to found a new team; a team that exists already has them."""
    return choose(team_status, new=where(service_month > 1, 0, headcount), existing=0)


@formula(over=("team", "month"), unit="hire")
def growth_hires(headcount, there_before):
    """People hired because the team grows beyond all who know the work."""
    return larger(0, headcount - there_before)


@formula(over=("team", "month"), unit="hire")
def new_hires(launch_hires, growth_hires):
    """People hired to found the team or because it grows."""
    return launch_hires + growth_hires


@formula(over=("team", "month"), unit="hire")
def replacement_hires(headcount, there_before, staying_in_month, growth_hires):
    """People hired for leavers: what is missing once they have left, growth apart."""
    return larger(0, headcount - there_before * staying_in_month) - growth_hires


@formula(over=("team", "month"), unit="hire")
def hires(new_hires, replacement_hires):
    """People hired, for growth and for those who left."""
    return new_hires + replacement_hires


@formula(over=("team", "month"), unit="agent", before=0)
def peak_headcount(prev_peak_headcount, headcount):
    """Most agents employed so far: the seats that had to be bought."""
    return larger(prev_peak_headcount, headcount)


@formula(over=("team", "month"), unit="seat")
def new_seats(team_status, peak_headcount, prev_peak_headcount, service_month):
    """Seats to equip this month; a team that exists already has its first ones."""
    grown = peak_headcount - prev_peak_headcount
    return choose(team_status, new=grown, existing=where(service_month > 1, grown, 0))


@formula(
    over=("queue", "month"), unit="agent", method="the largest of the hours of the week", only=("attention", "live")
)
def busiest_duty(staffed_positions: float) -> float:
    """Most agents on duty in any hour of the week, at full speed."""
    return max(staffed_positions.agents) if isinstance(staffed_positions, Duty) else 0.0


@formula(over=("queue", "month"), unit="agent")
def peak_staffed_positions(
    attention, busiest_duty, logged_in_hours, full_speed_hours, opening_hours, peak_to_average, in_service
):
    """Most agents on duty at a time, those included who make up for the inefficiency of others."""
    return choose(
        attention,
        live=busiest_duty * ratio(logged_in_hours, full_speed_hours, 1),
        deferred=ratio(logged_in_hours, opening_hours * in_service, 0) * peak_to_average,
    )


@formula(over=("team", "month"), unit="position")
def positions(headcount, peak_staffed_positions):
    """Workplaces in use at the same time: shifts share them, so there are no more than people."""
    return smaller(headcount, ceiling(total(peak_staffed_positions)))


@formula(over=("team", "month"), unit="position", before=0)
def peak_positions(prev_peak_positions, positions):
    """Most workplaces in use so far."""
    return larger(prev_peak_positions, positions)


@formula(over=("team", "month"), unit="position")
def new_positions(team_status, peak_positions, prev_peak_positions, service_month):
    """Workplaces to equip this month; a team that exists already has its first ones."""
    grown = peak_positions - prev_peak_positions
    return choose(team_status, new=grown, existing=where(service_month > 1, grown, 0))


@formula(over=("role", "month"), unit="FTE")
def role_headcount(role_counted, headcount, span_of_control, least_role_share, role_count, in_service):
    """People in the role, by span of control or as many as the scenario says; where less than one is needed, what is beyond the least share."""
    part = larger(0, (headcount / span_of_control - least_role_share) / (1 - least_role_share))
    return choose(
        role_counted,
        whole=ceiling(headcount / span_of_control),
        part=where(headcount < span_of_control, part, ceiling(headcount / span_of_control)),
        fraction=where(headcount < span_of_control, part, headcount / span_of_control),
        given=where(in_service > 0, role_count, 0),
    )


@formula(over=("role", "month"), unit="FTE")
def lead_role_headcount(role_headcount, role_leads):
    """People in the role, if it is that of the team leads."""
    return role_headcount * role_leads


@formula(over=("team", "month"), unit="FTE")
def leads(lead_role_headcount):
    """Team leads."""
    return total(lead_role_headcount)
