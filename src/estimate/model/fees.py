"""Fees that follow from the contract's terms: the minimum commitment, and what is set aside for the rest."""

from estimate.engine import LABEL, choose, larger, total
from estimate.model.book import formula, given

given("minimum_unit", over=("team",), unit=LABEL, doc="What the minimum commitment is in, or none.")
given("minimum", over=("team",), unit="unit/month", doc="Minimum commitment a month.")
given(
    "minimum_rate",
    over=("team",),
    unit="price",
    doc="Price of a unit committed and not used, in the contract's currency.",
)
given("contingency_share", unit="share", doc="Contingency as a share of all other cost.")


@formula(over=("team", "month"), unit="unit")
def shortfall(minimum_unit, minimum, team_hours, paid_hours, heads, team_contacts, base_labor, price_level, in_service):
    """Committed and not used, in the commitment's own unit."""
    return in_service * choose(
        minimum_unit,
        none=0,
        hours=larger(0, minimum - team_hours),
        paid_hours=larger(0, minimum - paid_hours),
        seats=larger(0, minimum - heads),
        contacts=larger(0, minimum - team_contacts),
        amount=larger(0, minimum - base_labor / price_level),
    )


@formula(over=("team", "month"), unit="money")
def shortfall_cost(minimum_unit, shortfall, minimum_rate, price_level):
    """What is billed for a commitment that was not used."""
    return choose(
        minimum_unit,
        none=0,
        hours=shortfall * minimum_rate * price_level,
        paid_hours=shortfall * minimum_rate * price_level,
        seats=shortfall * minimum_rate * price_level,
        contacts=shortfall * minimum_rate * price_level,
        amount=shortfall * price_level,
    )


@formula(over=("month",), unit="money")
def contingency_cost(
    labor,
    ramp_cost,
    shortfall_cost,
    initial_training_cost,
    replacement_training_cost,
    item_cost,
    charge_cost,
    contingency_share,
):
    """A share of everything else, instead of the fees that are not itemized."""
    return contingency_share * (
        total(labor)
        + total(ramp_cost)
        + total(shortfall_cost)
        + total(initial_training_cost)
        + total(replacement_training_cost)
        + total(item_cost)
        + total(charge_cost)
    )
