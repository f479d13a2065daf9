"""Totals: what it costs by month, over the term, today, and for each contact, hour and job."""

from estimate.engine import ratio, total
from estimate.model.rulebook import formula, given

given("discount_rate", unit="share/year", doc="Yearly rate at which later money counts less.")
given(
    "months_elapsed",
    over=("month",),
    unit="month",
    doc="Months from the start to the payment; 0 for what is paid before.",
)


@formula(over=("team", "month"), unit="money")
def team_cost(
    service_charge,
    credit_cost,
    bonus_cost,
    initial_training_cost,
    replacement_training_cost,
    notice_cost,
    termination_cost,
    payment_cost,
    deposit_cost,
    item_cost,
    ai_cost,
    ai_minimum_cost,
):
    """Everything that goes with the team."""
    return (
        service_charge
        + credit_cost
        + bonus_cost
        + initial_training_cost
        + replacement_training_cost
        + notice_cost
        + termination_cost
        + payment_cost
        + deposit_cost
        + total(item_cost)
        + total(ai_cost)
        + ai_minimum_cost
    )


@formula(over=("month",), unit="money")
def cost(team_cost, charge_cost, contingency_cost):
    """All teams, the charges of the whole contract and the contingency."""
    return total(team_cost) + total(charge_cost) + contingency_cost


@formula(unit="money")
def total_cost(cost):
    """The cost of the whole term, what is paid before the start included."""
    return total(cost)


@formula(over=("month",), unit="money")
def discounted_cost(cost, discount_rate, months_elapsed):
    """The month's cost at its value on the first day."""
    return cost / (1 + discount_rate) ** (months_elapsed / 12)


@formula(unit="money")
def present_value(discounted_cost):
    """The cost of the whole term at its value on the first day."""
    return total(discounted_cost)


@formula(unit="contact")
def contacts_incoming(contacts):
    """Contacts that come in over the term, those that an AI agent resolves included."""
    return total(contacts)


@formula(unit="contact")
def contacts_handled(handled_contacts):
    """Contacts that people handle over the term."""
    return total(handled_contacts)


@formula(unit="contact")
def contacts_resolved(resolved_contacts, automated_contacts):
    """Contacts resolved over the term, by people at the first contact or without them."""
    return total(resolved_contacts) + total(automated_contacts)


@formula(unit="hour")
def hours_on_duty(team_hours):
    """Logged-in hours over the term."""
    return total(team_hours)


@formula(unit="FTE-month")
def fte_months(fte_worked):
    """Full-time jobs, in months, over the term."""
    return total(fte_worked)


@formula(unit="money/contact")
def cost_per_contact(total_cost, contacts_incoming):
    """Cost of one contact that comes in, whoever resolves it."""
    return ratio(total_cost, contacts_incoming, 0)


@formula(unit="money/contact")
def cost_per_handled_contact(total_cost, contacts_handled):
    """The whole cost for each contact that people handle."""
    return ratio(total_cost, contacts_handled, 0)


@formula(unit="money/contact")
def cost_per_resolution(total_cost, contacts_resolved):
    """Cost of one contact resolved."""
    return ratio(total_cost, contacts_resolved, 0)


@formula(unit="money/hour")
def cost_per_hour(total_cost, hours_on_duty):
    """Cost of one logged-in hour, everything included."""
    return ratio(total_cost, hours_on_duty, 0)


@formula(unit="money/FTE-month")
def cost_per_fte_month(total_cost, fte_months):
    """Cost of one full-time job for a month, everything included."""
    return ratio(total_cost, fte_months, 0)
