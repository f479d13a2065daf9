"""The parts of the model as sheets, an input on its row, and numbers and names as sheets write them."""

from __future__ import annotations

import math
from typing import Any

from estimate.answers.estimate import Estimate
from estimate.engine import Quantity
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import COVERS, Range
from estimate.ground.records import dataclass

PARTS = {
    "workload": ("Workload", "How many contacts come, and how many hours of handling they are."),
    "automation": ("AI agent", "What an AI agent or other self-service resolves, and what it leaves for people."),
    "staffing": ("Staffing", "How many agents are on duty, and what service they give."),
    "pooling": ("Pooling", "What can wait: how much of it live agents do, and how much needs agents of its own."),
    "time_on_duty": ("Time on duty", "Hours on duty, hours on the payroll, full-time jobs and heads."),
    "scheduling": ("Schedules", "Hours that shifts hold beyond the need."),
    "learning": ("Learning", "Who is new to the work, and how many hours more that takes."),
    "people": ("People", "Who is hired and replaced, who leads, and how many places they need."),
    "prices": ("Prices", "What one unit costs in a month, and how many units the contract bills."),
    "labor": ("Labor", "What the agents and those around them cost."),
    "premiums": ("Premiums", "What is paid on top: for expertise, languages, nights, weekends, holidays and overtime."),
    "after_hours": ("After hours", "What the contract charges for work outside the hours that it names."),
    "clauses": ("Clauses", "What minimums, overage, discounts and a fixed base count."),
    "clause_prices": ("Clause prices", "What the units that a clause counts cost."),
    "commitments": (
        "Commitments",
        "What is charged, what it lacks to a commitment, and what each clause adds to the bill.",
    ),
    "incentives": (
        "Incentives",
        "Service credits and bonuses: what is measured, how it is expected to be, and the steps.",
    ),
    "settlement": ("Settlement", "From the vendor's charges to what is paid, and what the contract's end costs."),
    "training": ("Training", "Paid hours of training, for the first team and for those who replace leavers."),
    "items": ("Items", "Licenses, courses, fees and charges, each at its price and by what it is counted."),
    "fees": ("Contingency", "What is set aside for the fees that nobody has itemized."),
    "totals": ("Totals", "What it costs by month, over the term, today, and for each contact."),
}
"""The parts of the model in the order of their sheets: the module of the formulas, the sheet's name and what it shows."""


NO_END = 1e99
"""What stands for a number without end, such as where the last step of a discount ends."""


LONGEST_NAME = 31
"""Letters in the name of a sheet, at most."""


@dataclass(frozen=True)
class Input:
    """One input on its row: what it is called, its three numbers and where they are from. `same_as` is the input whose value it takes."""

    key: Any
    label: str
    of: str
    unit: str
    said: str
    sourced: Sourced
    value: float
    part: str
    same_as: Any = None


def swanson(value: Range) -> bool:
    """Whether the expected value of a range is 30-40-30 of its three numbers, or of one over them."""
    return value.shape == "smooth" and value.covers == COVERS


def fixed_values(result: Estimate) -> dict[tuple[str, int], float]:
    """The inputs that are no claim about the world, and rows by month in which nothing happens."""
    fixed = {}
    for name, rows in result.case.sourced.items():
        for row, sourced in enumerate(rows):
            value = result.values[name][row]
            if isinstance(sourced, list):
                if not any(value) and sourced[-1].origin.basis in ("computed", "structural"):
                    fixed[name, row] = 0.0
            elif sourced.origin.basis == "structural":
                fixed[name, row] = bounded(float(value))
    return fixed


def bounded(value: float) -> float:
    """A number that a sheet can hold."""
    return math.copysign(NO_END, value) if math.isinf(value) else value


def part_of(quantity: Quantity) -> str:
    assert quantity.function is not None
    part = quantity.function.__module__.rpartition(".")[2]
    assert part in PARTS, f"{part} has no sheet"
    return part


def number_text(value: float) -> str:
    """A number as a formula writes it."""
    text = (
        repr(int(value)) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value).upper()
    )
    return f"({text})" if value < 0 else text


def in_title(name: str) -> str:
    """A quantity's name as words, as it heads its row."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}".replace("Ai ", "AI ").replace("Fte", "FTE")
