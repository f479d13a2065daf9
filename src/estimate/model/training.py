"""Training: the hours before an agent takes contacts, for the first team and for those who replace leavers."""

from estimate.engine import LABEL, ratio, total, where
from estimate.model.prices import by_unit
from estimate.model.rulebook import formula, given

given(
    "sourcing",
    over=("team",),
    unit=LABEL,
    doc="Whether the team is a vendor's (outsourced) or the company's own (in_house).",
)
given("training_hours", over=("team",), unit="hour/hire", doc="Paid hours of training before an agent takes contacts.")
given(
    "training_billed_at", over=("team",), unit="share", doc="Price of a training hour as a share of a working hour's."
)
given(
    "initial_training_charged",
    over=("team",),
    unit="share",
    doc="1 where first training is paid apart, 0 where the price has it.",
)
given(
    "replacement_training_charged",
    over=("team",),
    unit="share",
    doc="1 where the client pays to train replacements, else 0.",
)


@formula(over=("queue", "month"), unit="money")
def training_value(price_unit, hours_value, shrinkage):
    """The queue's hours at what an hour in training costs: an hour of the unit that the price is for, paid or logged in."""
    paid = hours_value * (1 - shrinkage)
    return by_unit(price_unit, hours_value, paid_hour=paid, wage_hour=paid, seat_month=paid)


@formula(over=("team", "month"), unit="money/hour")
def training_hour_cost(training_value, priced_hours, training_billed_at):
    """Price of one hour in training: a share of the contract's hour, or an hour's pay in-house."""
    return training_billed_at * ratio(total(training_value), total(priced_hours), 0)


@formula(over=("team", "month"), unit="hour")
def launch_training_hours(launch_hires, training_hours, initial_training_charged):
    """Hours of training for those who begin with the first month of service, where paid apart."""
    return launch_hires * training_hours * initial_training_charged


@formula(over=("team", "month"), unit="money")
def launch_training_cost(launch_training_hours, training_hour_cost):
    """Training of those who begin with the first month of service, at the price of an hour in it."""
    return launch_training_hours * training_hour_cost


@formula(over=("team",), unit="hour")
def launch_training_hours_before(launch_training_hours):
    """Hours of training that are over when service begins."""
    return total(launch_training_hours)


@formula(over=("team",), unit="money")
def launch_training_cost_before(launch_training_cost):
    """Training that is over when service begins."""
    return total(launch_training_cost)


@formula(over=("team", "month"), unit="hour")
def growth_training_hours(growth_hires, training_hours, initial_training_charged):
    """Hours of training for those by whom the team grows, where paid apart."""
    return growth_hires * training_hours * initial_training_charged


@formula(over=("team", "month"), unit="hour")
def initial_training_hours(growth_training_hours, launch_training_hours_before, service_month):
    """Hours of training for the first team, before the start, and for its growth."""
    return where(service_month > 0, growth_training_hours, launch_training_hours_before)


@formula(over=("team", "month"), unit="money")
def initial_training_cost(growth_training_hours, training_hour_cost, launch_training_cost_before, service_month):
    """Training of the first team, before the start, and of its growth."""
    return where(service_month > 0, growth_training_hours * training_hour_cost, launch_training_cost_before)


@formula(over=("team", "month"), unit="hour")
def replacement_training_hours(replacement_hires, training_hours, replacement_training_charged):
    """Hours of training for those who replace leavers, where the client pays them."""
    return replacement_hires * training_hours * replacement_training_charged


@formula(over=("team", "month"), unit="money")
def replacement_training_cost(replacement_training_hours, training_hour_cost):
    """Training of those who replace leavers."""
    return replacement_training_hours * training_hour_cost
