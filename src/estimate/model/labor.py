"""Labor: the agents' work at its price, the roles around it, and what an open book or a fixed base adds."""

from estimate.engine import LABEL, choose, ratio, total
from estimate.model.prices import by_unit
from estimate.model.rulebook import formula, given

given("employer_burden", over=("team",), unit="share", doc="Employer charges and benefits on top of the wage.")
given("wage_share", over=("team",), unit="share", doc="The agent's wage as a share of the price.")
given(
    "ramp_billed",
    over=("team",),
    unit="share",
    doc="Share of the time lost to new agents' inefficiency that is billed.",
)
given(
    "hour_rate",
    over=("queue",),
    unit="price",
    doc="The card's hourly rate for this kind of support, for roles and training where work is paid by the piece.",
)
given(
    "hour_rate_years", over=("queue",), unit="year", doc="Years from the date of the card's hourly rate to the start."
)
given("standard_shrinkage", over=("team",), unit="share", doc="Shrinkage that the market's hourly rates allow for.")
given("role_pay_factor", over=("role",), unit="factor", doc="What a person in the role costs against an agent.")
given(
    "role_priced",
    over=("role",),
    unit=LABEL,
    doc="Whether a person in the role costs what an agent does by a factor (agent), or has a price by the month or hour.",
)
given("role_price", over=("role",), unit="price", doc="What a person in the role costs, in the contract's currency.")
given("role_burden", over=("role",), unit="share", doc="Employer charges on top of the role's own price.")
given(
    "role_charged",
    over=("role",),
    unit="share",
    doc="1 where the role is charged apart, 0 where the price includes it.",
)
given("open_book", over=("team",), unit=LABEL, doc="Whether the vendor bills cost plus a margin (yes) or a price (no).")
given("overhead_share", over=("team",), unit="share", doc="The vendor's overhead as a share of its labor cost.")
given("margin_share", over=("team",), unit="share", doc="The vendor's margin as a share of its cost or of its price.")
given(
    "margin_on", over=("team",), unit=LABEL, doc="Whether the vendor's margin is a share of its cost or of its price."
)
given(
    "fixed_rises",
    over=("team",),
    unit=LABEL,
    doc="Whether the fixed part rises with the contract's other prices (yes), or stays as it is (no).",
)
given("fixed_fee", over=("team",), unit="price/month", doc="Fixed part of the bill, in the contract's currency.")
given("own_fixed_fee", over=("queue",), unit="price/month", doc="Fixed part of the bill for the queue alone.")
given(
    "own_fixed_rises",
    over=("queue",),
    unit=LABEL,
    doc="Whether the queue's fixed part rises with the contract's other prices (yes), or stays as it is (no).",
)
given("overflow_unit", over=("queue",), unit=LABEL, doc="What shared agents are billed by: contact or handled_minute.")
given("overflow_rate", over=("queue",), unit="price", doc="Price of one unit of the shared agents' work.")


@formula(over=("queue", "month"), unit="unit")
def ramp_units(price_unit, billed_units, ramp_hours, logged_in_hours):
    """The part of the bill that is new agents' inefficiency; a price by the piece leaves that with the vendor."""
    slow = billed_units * ratio(ramp_hours, logged_in_hours, 0)
    return by_unit(price_unit, slow, contact=0, talk_minute=0, handled_minute=0, resolution=0)


@formula(over=("queue", "month"), unit="unit")
def agent_units(billed_units, ramp_units):
    """What the contract bills for agents at full speed; what new agents take longer is shown apart."""
    return billed_units - ramp_units


@formula(over=("queue", "month"), unit="unit")
def charged_units(agent_units, ramp_units, ramp_billed):
    """Units that are charged: what new agents take longer counts as far as it is billed."""
    return agent_units + ramp_units * ramp_billed


@formula(over=("queue", "month"), unit="money")
def agent_cost(agent_units, rate, price_level):
    """The agents' work at full speed, at its price."""
    return agent_units * rate * price_level


@formula(over=("queue", "month"), unit="money")
def ramp_cost(ramp_units, rate, price_level, ramp_billed):
    """The time lost to new agents' inefficiency, at the agents' price, as far as it is billed."""
    return ramp_units * rate * price_level * ramp_billed


@formula(over=("queue", "month"), unit="money")
def agent_charge(agent_cost, ramp_cost):
    """All of the agents' work at its price."""
    return agent_cost + ramp_cost


@formula(over=("queue", "month"), unit="money")
def burden_cost(price_unit, agent_charge, employer_burden):
    """Employer charges and benefits on in-house or open-book pay; a vendor's price contains them."""
    return by_unit(price_unit, 0, wage_hour=agent_charge * employer_burden)


@formula(over=("queue", "month"), unit="money")
def queue_labor(agent_charge, burden_cost):
    """The queue's work at its price, employer charges included, before discounts and premiums."""
    return agent_charge + burden_cost


@formula(over=("team", "month"), unit="money")
def base_labor(queue_labor):
    """The agents' work before discounts and premiums, employer charges included."""
    return total(queue_labor)


@formula(over=("queue", "month"), unit="hour")
def priced_hours(price_unit, logged_in_hours, queue_headcount, paid_hours_per_fte, shrinkage):
    """Logged-in hours that the price stands for; a seat stands for those of a full-time agent."""
    return by_unit(price_unit, logged_in_hours, seat_month=queue_headcount * paid_hours_per_fte * (1 - shrinkage))


@formula(over=("queue", "month"), unit="money")
def hours_value(
    price_unit,
    queue_labor,
    logged_in_hours,
    hour_rate,
    price_growth,
    growth_followed,
    hour_rate_years,
    price_level,
    prices_are,
    vat_included,
):
    """What the queue's hours are worth to roles and training: their price, or by the card where work is paid by the piece.

    A card's price holds no value-added tax, so that what the level takes out of the contract's prices is put back.
    """
    carried = (1 + price_growth * growth_followed) ** hour_rate_years
    by_card = (
        logged_in_hours
        * hour_rate
        * carried
        * choose(prices_are, net=price_level, gross=price_level * (1 + vat_included))
    )
    return by_unit(
        price_unit, queue_labor, contact=by_card, talk_minute=by_card, handled_minute=by_card, resolution=by_card
    )


@formula(over=("team", "month"), unit="money/hour")
def agent_hour_cost(hours_value, priced_hours):
    """What one logged-in agent hour costs, on average over the team's queues."""
    return ratio(total(hours_value), total(priced_hours), 0)


@formula(over=("queue", "month"), unit="money")
def full_time_value(price_unit, hours_value, standard_shrinkage, shrinkage):
    """The queue's hours at what a paid hour costs.

    A price by the hour at work allows for the market's shrinkage, so that a desk which is away more does not pay its leads less.
    """
    whole = hours_value * (1 - shrinkage)
    return by_unit(
        price_unit, hours_value * (1 - standard_shrinkage), paid_hour=whole, wage_hour=whole, seat_month=whole
    )


@formula(over=("team", "month"), unit="money/month")
def agent_month_cost(full_time_value, priced_hours, paid_hours_per_fte):
    """What one full-time agent costs in a month."""
    return ratio(total(full_time_value), total(priced_hours), 0) * paid_hours_per_fte


@formula(over=("role", "month"), unit="FTE")
def charged_role_headcount(role_headcount, role_charged):
    """People in the role who are charged apart from the agents' price."""
    return role_headcount * role_charged


@formula(over=("role", "month"), unit="money/month")
def role_month_cost(
    role_priced, role_pay_factor, agent_month_cost, role_price, role_burden, price_level, paid_hours_per_fte
):
    """What one person in the role costs in a month: from an agent's cost, or at a price that rises with the contract's."""
    own = role_price * (1 + role_burden) * price_level
    return choose(role_priced, agent=role_pay_factor * agent_month_cost, month=own, hour=own * paid_hours_per_fte)


@formula(over=("role", "month"), unit="FTE-month")
def role_months(charged_role_headcount, in_service):
    """Months that the role's people are paid for: a part where service begins or ends within the month."""
    return charged_role_headcount * in_service


@formula(over=("role", "month"), unit="money")
def role_cost(role_months, role_month_cost):
    """The role's people at what one of them costs."""
    return role_months * role_month_cost


@formula(over=("team", "month"), unit="money")
def people_cost(base_labor, premium_cost, after_hours_cost, role_cost):
    """Agents, employer charges, premiums, work after hours and roles, the inefficiency of new agents included."""
    return base_labor + total(premium_cost) + total(after_hours_cost) + total(role_cost)


@formula(over=("team", "month"), unit="money")
def overhead_cost(open_book, people_cost, overhead_share):
    """The vendor's overhead on an open book."""
    return choose(open_book, yes=people_cost * overhead_share, no=0)


@formula(over=("team", "month"), unit="money")
def margin_cost(open_book, people_cost, overhead_cost, margin_share, margin_on):
    """The vendor's margin on an open book; one on the price is that share of cost and margin together."""
    cost = people_cost + overhead_cost
    return choose(
        open_book, yes=choose(margin_on, cost=cost * margin_share, price=cost * margin_share / (1 - margin_share)), no=0
    )


@formula(over=("team", "month"), unit="money")
def fixed_cost(fixed_fee, fixed_rises, price_level, risen, in_service):
    """The fixed part of the bill, after the contract's rises unless they leave it alone."""
    return fixed_fee * choose(fixed_rises, yes=price_level, no=price_level / risen) * in_service


@formula(over=("queue", "month"), unit="money")
def own_fixed_cost(own_fixed_fee, own_fixed_rises, price_level, risen, in_contract_currency, in_service):
    """The fixed part of the bill for the queue alone, after the contract's rises unless they leave it alone."""
    level = choose(own_fixed_rises, yes=price_level, no=price_level / risen)
    return own_fixed_fee * in_contract_currency * level * in_service


@formula(over=("queue", "month"), unit="unit")
def overflow_units(overflow, overflow_unit, overflow_contacts, contact_minutes):
    """What shared agents are billed for."""
    return choose(
        overflow,
        none=0,
        shared=choose(overflow_unit, contact=overflow_contacts, handled_minute=overflow_contacts * contact_minutes),
    )


@formula(over=("queue", "month"), unit="money")
def overflow_cost(overflow, overflow_units, overflow_rate, price_level):
    """The shared agents' work at its price."""
    return choose(overflow, none=0, shared=overflow_units * overflow_rate * price_level)


@formula(over=("team", "month"), unit="money")
def labor(
    people_cost,
    ramp_cost,
    overhead_cost,
    margin_cost,
    fixed_cost,
    own_fixed_cost,
    overflow_cost,
    discount_cost,
    term_discount_cost,
):
    """Labor: agents, employer charges, premiums, roles, an open book's overhead and margin, less discounts."""
    return (
        people_cost
        - total(ramp_cost)
        + overhead_cost
        + margin_cost
        + fixed_cost
        + total(own_fixed_cost)
        + total(overflow_cost)
        + total(discount_cost)
        + term_discount_cost
    )
