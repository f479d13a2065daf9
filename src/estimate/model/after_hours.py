"""After hours: what a contract charges for work outside the hours that it names, instead of night and weekend premiums."""

from estimate.engine import LABEL, choose
from estimate.model.prices import by_unit
from estimate.model.rulebook import formula, given
from estimate.model.week import Duty, dot

given(
    "after_hours",
    over=("queue",),
    unit=LABEL,
    doc="Whether work outside the contract's hours costs a premium, has a rate of its own, or costs the same (none).",
)
given("after_window", over=("queue",), unit=LABEL, doc="The hours of a live queue's week outside the contract's hours.")
given("after_premium", over=("queue",), unit="share", doc="Premium for a unit of work outside the contract's hours.")
given("after_rate", over=("queue",), unit="price", doc="Price of a unit of work outside the contract's hours.")
given(
    "opening_after_share",
    over=("queue",),
    unit="share",
    doc="Share of the opening hours outside the contract's hours, on the customers' clock.",
)
given(
    "arriving_after_share",
    over=("queue",),
    unit="share",
    doc="Share of the contacts that come outside the contract's hours, on the customers' clock.",
)


@formula(over=("queue", "month"), unit="share", method="a sum over the hours of the week", only=("attention", "live"))
def live_after_share(staffed_positions: float, after_window: tuple[float, ...] | None) -> float:
    """Share of the hours on duty outside the contract's hours."""
    if after_window is None or not isinstance(staffed_positions, Duty) or not staffed_positions.weekly_hours:
        return 0.0
    return dot(staffed_positions.agents, after_window) / staffed_positions.weekly_hours


@formula(over=("queue", "month"), unit="share")
def after_share(price_unit, attention, live_after_share, opening_after_share, arriving_after_share):
    """Share of what the price counts that is after hours: hours on duty then, or contacts that come then."""
    by_time = choose(attention, live=live_after_share, deferred=opening_after_share)
    return by_unit(
        price_unit,
        by_time,
        contact=arriving_after_share,
        talk_minute=arriving_after_share,
        handled_minute=arriving_after_share,
        resolution=arriving_after_share,
    )


@formula(over=("queue", "month"), unit="unit")
def after_units(after_hours, agent_units, ramp_units, ramp_billed, after_share):
    """Units that are billed for work outside the contract's hours."""
    units = (agent_units + ramp_units * ramp_billed) * after_share
    return choose(after_hours, none=0, premium=units, rate=units)


@formula(over=("queue", "month"), unit="money")
def after_hours_cost(after_hours, after_units, paid_labor, after_share, after_premium, after_rate, price_level):
    """What work outside the contract's hours costs more than within: a premium, or the difference of the two rates."""
    within = paid_labor * after_share
    return choose(
        after_hours, none=0, premium=within * after_premium, rate=after_units * after_rate * price_level - within
    )
