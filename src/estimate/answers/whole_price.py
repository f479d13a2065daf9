"""The whole price of a contract moved at once: rate, steps, queues' prices and base fee by one factor."""

from __future__ import annotations

from typing import Any

from estimate.answers.estimate import Estimate

PRICES = ("base_rate", "fixed_fee", "own_fixed_fee", "overflow_rate", "after_rate", "clause_price")
"""Every input that a vendor's price of the work consists of; what is a share of another moves with that."""
IN_MONEY = "amount"
"""A commitment in money has no price of a unit: it stays when prices move."""


def scaled(result: Estimate, by: float) -> dict[str, list[Any]]:
    """The inputs of an estimate with all prices of the work multiplied."""
    changes = {name: [value * by for value in result.values[name]] for name in PRICES}
    kinds = result.case.labels["clause_kind"]
    changes["clause_price"] = [
        old if kind == IN_MONEY else new
        for kind, old, new in zip(kinds, result.values["clause_price"], changes["clause_price"], strict=True)
    ]
    return changes


def has_more_than_a_rate(result: Estimate) -> bool:
    """Whether the price has steps, a base fee, or a price of its own for some queue, beside its rate."""
    teams = [team for _, team in result.case.scenario.each_team()]
    return any(
        bool(
            team.pricing.tiers
            or team.pricing.bands
            or team.pricing.fixed
            or any(queue.pricing for queue in team.queues)
        )
        for team in teams
    )
