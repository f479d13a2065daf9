"""People: who is hired and replaced, and who leads, checks, plans and trains."""

from estimate.engine import LABEL, ceiling, choose, larger, total
from estimate.model.book import formula, given

given("agents_per_role", over=("role",), unit="agent", doc="Agents for each person in the role (span of control).")
given(
    "role_counted",
    over=("role",),
    unit=LABEL,
    doc="Whether the role is whole people, a share of someone's time, or a given number of people.",
)
given("role_count", over=("role",), unit="FTE", doc="People in the role, where the scenario says how many.")
given("role_leads", over=("role",), unit="share", doc="1 for the team leads, 0 for every other role.")


@formula(over=("team", "month"), unit="hire")
def new_hires(heads, prev_heads):
    """People hired because the team grows."""
    return larger(0, heads - prev_heads)


@formula(over=("team", "month"), unit="hire")
def replacement_hires(prev_heads, attrition_per_year, in_service):
    """People hired because others left."""
    return prev_heads * attrition_per_year / 12 * in_service


@formula(over=("team", "month"), unit="hire")
def hires(new_hires, replacement_hires):
    """People hired, for growth and for those who left."""
    return new_hires + replacement_hires


@formula(over=("team", "month"), unit="agent", before=0)
def peak_heads(prev_peak_heads, heads):
    """Most agents employed so far: the seats that had to be bought."""
    return larger(prev_peak_heads, heads)


@formula(over=("team", "month"), unit="seat")
def new_seats(peak_heads, prev_peak_heads):
    """Seats to equip this month."""
    return peak_heads - prev_peak_heads


@formula(over=("role", "month"), unit="FTE")
def role_heads(role_counted, heads, agents_per_role, role_count, in_service):
    """People in the role, by span of control or as many as the scenario says."""
    return choose(
        role_counted,
        whole=ceiling(heads / agents_per_role),
        fraction=heads / agents_per_role,
        given=role_count * in_service,
    )


@formula(over=("role", "month"), unit="FTE")
def lead_role_heads(role_heads, role_leads):
    """People in the role, if it is that of the team leads."""
    return role_heads * role_leads


@formula(over=("team", "month"), unit="FTE")
def leads(lead_role_heads):
    """Team leads."""
    return total(lead_role_heads)
