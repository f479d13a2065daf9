"""Labor: the price of the agents' work as the contract bills it, and the roles around it."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.book import formula, given

given(
    "price_unit",
    over=("queue",),
    unit=LABEL,
    doc="What the price is for: an hour, a seat, a contact, a minute, a wage.",
)
given(
    "base_rate",
    over=("queue",),
    unit="price",
    doc="Price of one unit in the contract's currency, from the card or the quote.",
)
given(
    "support_type_factor", over=("queue",), unit="factor", doc="This kind of support against the kind the price is for."
)
given("escalator", over=("team",), unit="share/year", doc="Rise of the price at each anniversary of the contract.")
given("contract_years", over=("month",), unit="year", doc="Full contract years that have passed.")
given("exchange_rate", over=("team",), unit="currency", doc="Price of one unit of the contract's currency.")
given("employer_burden", over=("team",), unit="share", doc="Employer charges and benefits on top of the wage.")
given("wage_share", over=("team",), unit="share", doc="The agent's wage as a share of the price.")
given("tier_unit", over=("team",), unit=LABEL, doc="What the volume discount counts: hours, seats or contacts.")
given(
    "tier_applies", over=("tier",), unit=LABEL, doc="Whether the discount is on the units in the tier or on all units."
)
given("tier_above", over=("tier",), unit="unit", doc="Units a month above which the tier begins.")
given("tier_up_to", over=("tier",), unit="unit", doc="Units a month up to which the tier goes.")
given("tier_discount", over=("tier",), unit="share", doc="Discount in the tier.")
given(
    "hour_priced_by",
    over=("team",),
    unit=LABEL,
    doc="What an agent hour's cost follows from: hours, seats, or the card's hourly rate.",
)
given(
    "hour_rate",
    over=("team",),
    unit="price",
    doc="The card's hourly rate, for roles and training where work is not paid by time.",
)
given(
    "month_counts",
    over=("team",),
    unit=LABEL,
    doc="Whether an agent's month is paid by the hours at work or as a whole.",
)
given("standard_shrinkage", over=("team",), unit="share", doc="Shrinkage that the market's hourly rates allow for.")
given("role_pay_factor", over=("role",), unit="factor", doc="What a person in the role costs against an agent.")
given(
    "role_charged",
    over=("role",),
    unit="share",
    doc="1 where the role is charged apart, 0 where the price includes it.",
)


@formula(over=("queue",), unit="price")
def rate(base_rate, support_type_factor):
    """Price of one unit for this kind of support, in the contract's currency."""
    return base_rate * support_type_factor


@formula(over=("team", "month"), unit="factor")
def price_level(escalator, contract_years, exchange_rate):
    """What a price of the first day has become, in the scenario's currency."""
    return (1 + escalator) ** contract_years * exchange_rate


@formula(over=("queue", "month"), unit="seat")
def queue_heads(heads, logged_in_hours, team_hours):
    """The queue's part of the team's heads, by hours."""
    return heads * ratio(logged_in_hours, team_hours, 0)


@formula(over=("queue", "month"), unit="unit")
def billed_units(
    price_unit,
    logged_in_hours,
    shrinkage,
    queue_heads,
    handled_contacts,
    talk_minutes,
    handled_minutes,
    resolved_contacts,
):
    """What the contract bills, in the unit of its price."""
    return choose(
        price_unit,
        logged_in_hour=logged_in_hours,
        paid_hour=logged_in_hours / (1 - shrinkage),
        wage_hour=logged_in_hours / (1 - shrinkage),
        seat_month=queue_heads,
        contact=handled_contacts,
        talk_minute=talk_minutes,
        handled_minute=handled_minutes,
        resolution=resolved_contacts,
    )


@formula(over=("queue", "month"), unit="unit")
def ramp_units(price_unit, billed_units, ramp_hours, logged_in_hours):
    """The part of the bill that is new agents' slowness; a price by the piece leaves that with the vendor."""
    return choose(
        price_unit,
        logged_in_hour=billed_units * ratio(ramp_hours, logged_in_hours, 0),
        paid_hour=billed_units * ratio(ramp_hours, logged_in_hours, 0),
        wage_hour=billed_units * ratio(ramp_hours, logged_in_hours, 0),
        seat_month=billed_units * ratio(ramp_hours, logged_in_hours, 0),
        contact=0,
        talk_minute=0,
        handled_minute=0,
        resolution=0,
    )


@formula(over=("queue", "month"), unit="unit")
def agent_units(billed_units, ramp_units):
    """What the contract bills for agents at full speed; what new agents take longer is shown apart."""
    return billed_units - ramp_units


@formula(over=("queue", "month"), unit="money")
def agent_cost(agent_units, rate, price_level):
    """The agents' work at full speed, at its price."""
    return agent_units * rate * price_level


@formula(over=("queue", "month"), unit="money")
def ramp_cost(ramp_units, rate, price_level):
    """The time lost to new agents' slowness, at the agents' price."""
    return ramp_units * rate * price_level


@formula(over=("queue", "month"), unit="money")
def agent_charge(agent_cost, ramp_cost):
    """All of the agents' work at its price."""
    return agent_cost + ramp_cost


@formula(over=("queue", "month"), unit="money")
def burden_cost(price_unit, agent_charge, employer_burden):
    """Employer charges and benefits on in-house pay; a vendor's price contains them."""
    return choose(
        price_unit,
        wage_hour=agent_charge * employer_burden,
        logged_in_hour=0,
        paid_hour=0,
        seat_month=0,
        contact=0,
        talk_minute=0,
        handled_minute=0,
        resolution=0,
    )


@formula(over=("team", "month"), unit="money")
def base_labor(agent_charge, burden_cost):
    """The agents' work before premiums, employer charges included."""
    return total(agent_charge) + total(burden_cost)


@formula(over=("team", "month"), unit="contact")
def team_contacts(handled_contacts):
    """Contacts that the team's people handle."""
    return total(handled_contacts)


@formula(over=("team", "month"), unit="unit")
def tier_volume(tier_unit, team_hours, heads, team_contacts):
    """What the volume discount counts."""
    return choose(tier_unit, hours=team_hours, seats=heads, contacts=team_contacts)


@formula(over=("tier", "month"), unit="unit")
def units_in_tier(tier_applies, tier_volume, tier_above, tier_up_to):
    """Units that get the tier's discount: those within it, or all of them once the volume is within it."""
    return choose(
        tier_applies,
        marginal=larger(0, smaller(tier_volume, tier_up_to) - tier_above),
        all_units=where(tier_volume > tier_above, where(tier_volume <= tier_up_to, tier_volume, 0), 0),
    )


@formula(over=("tier", "month"), unit="money")
def discount_cost(base_labor, units_in_tier, tier_volume, tier_discount):
    """Volume discount on the agents' work, a negative cost."""
    return 0 - base_labor * ratio(units_in_tier, tier_volume, 0) * tier_discount


@formula(over=("team", "month"), unit="money/hour")
def agent_hour_cost(
    hour_priced_by, base_labor, team_hours, heads, paid_hours_per_fte, shrinkage, hour_rate, price_level
):
    """What one logged-in agent hour costs: as the work is paid, or by the card where work is paid by the piece."""
    return choose(
        hour_priced_by,
        hours=ratio(base_labor, team_hours, 0),
        seats=ratio(base_labor, heads, 0) / (paid_hours_per_fte * (1 - shrinkage)),
        card=hour_rate * price_level,
    )


@formula(over=("team", "month"), unit="money/month")
def agent_month_cost(month_counts, agent_hour_cost, paid_hours_per_fte, standard_shrinkage, shrinkage):
    """What one full-time agent costs in a month; who is paid by the hour at work costs no less for being away more."""
    return (
        agent_hour_cost * paid_hours_per_fte * choose(month_counts, hours=1 - standard_shrinkage, whole=1 - shrinkage)
    )


@formula(over=("role", "month"), unit="FTE")
def charged_role_heads(role_heads, role_charged):
    """People in the role who are charged apart from the agents' price."""
    return role_heads * role_charged


@formula(over=("role", "month"), unit="money")
def role_cost(charged_role_heads, role_pay_factor, agent_month_cost):
    """The role's people, priced from an agent's cost."""
    return charged_role_heads * role_pay_factor * agent_month_cost


@formula(over=("team", "month"), unit="money")
def labor(
    agent_cost,
    burden_cost,
    expertise_cost,
    language_cost,
    night_cost,
    weekend_cost,
    holiday_cost,
    overtime_cost,
    discount_cost,
    role_cost,
):
    """Labor: agents, employer charges, premiums, roles, less volume discount."""
    return (
        total(agent_cost)
        + total(burden_cost)
        + expertise_cost
        + language_cost
        + night_cost
        + weekend_cost
        + holiday_cost
        + overtime_cost
        + total(discount_cost)
        + total(role_cost)
    )
