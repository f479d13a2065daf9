"""What is set aside for the fees that nobody has itemized."""

from estimate.engine import total
from estimate.model.rulebook import formula, given

given("contingency_share", unit="share", doc="Contingency as a share of all other cost.")


@formula(over=("month",), unit="money")
def contingency_cost(team_cost, charge_cost, contingency_share):
    """A share of everything else, instead of the fees that are not itemized."""
    return contingency_share * (total(team_cost) + total(charge_cost))
