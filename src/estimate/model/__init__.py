"""What support costs: the quantities of the field and their formulas, one module for each part of the cost."""

from estimate.model import (
    after_hours,
    automation,
    clause_prices,
    clauses,
    commitments,
    fees,
    incentives,
    items,
    labor,
    learning,
    people,
    pooling,
    premiums,
    prices,
    scheduling,
    settlement,
    staffing,
    time_on_duty,
    totals,
    training,
    workload,
)
from estimate.model.rulebook import RULEBOOK

RULEBOOK.order()  # a misspelt or circular dependency stops here, before anything runs

__all__ = [
    "RULEBOOK",
    "after_hours",
    "automation",
    "clause_prices",
    "clauses",
    "commitments",
    "fees",
    "incentives",
    "items",
    "labor",
    "learning",
    "people",
    "pooling",
    "premiums",
    "prices",
    "scheduling",
    "settlement",
    "staffing",
    "time_on_duty",
    "totals",
    "training",
    "workload",
]
