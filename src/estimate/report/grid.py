"""The figures of one point of a sweep: what a scenario costs with some of its values moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from operator import mul

from estimate.answers.estimate import total_of
from estimate.engine import Values
from estimate.model.lines import LINES

FIGURES = {
    "total": "Total",
    "per_contact": "Per contact",
    "per_resolution": "Per resolution",
    "per_hour": "Per logged-in hour",
    "present_value": "Present value",
    "first_year": "First year",
    "fte": "FTE",
    "heads": "Agents",
    "per_handled_contact": "Per handled contact",
}
"""What each point tells, in its order; money in the scenario's currency, FTE and agents on average."""


QUANTITIES = tuple(
    dict.fromkeys(
        (*(line.amount for line in LINES), "cost", "cost_per_contact", "cost_per_handled_contact", "cost_per_resolution", "cost_per_hour", "present_value",
         "fte_worked", "heads", "in_service")
    )
)  # fmt: skip
"""What a point reads of the model."""


@dataclass(frozen=True)
class Point:
    """The values that were set, in the order of the axes, and what the scenario then costs."""

    settings: tuple[str, ...]
    figures: dict[str, float | None]

    @property
    def total(self) -> float:
        """What the scenario costs there."""
        return self.figures["total"] or 0.0


def point_of(settings: Sequence[str], values: Values, currency: str, months: float, *, volume_known: bool) -> Point:
    """Round the figures of one evaluation; the total is that which is told. Costs of a contact are None where volume is not known."""
    cost = values["cost"][0]
    figures: dict[str, float | None] = {
        "total": total_of(values, currency),
        "per_contact": _cost(values, "cost_per_contact", volume_known=volume_known),
        "per_resolution": _cost(values, "cost_per_resolution", volume_known=volume_known),
        "per_hour": _figure(values["cost_per_hour"][0]),
        "present_value": _figure(values["present_value"][0]),
        "first_year": _figure(fsum(cost[:13])),
        "fte": _figure(fsum(map(fsum, values["fte_worked"])) / months),
        "heads": _figure(
            fsum(fsum(map(mul, *each)) for each in zip(values["heads"], values["in_service"], strict=True)) / months
        ),
        "per_handled_contact": _cost(values, "cost_per_handled_contact", volume_known=volume_known),
    }
    return Point(tuple(settings), figures)


def _cost(values: Values, name: str, *, volume_known: bool) -> float | None:
    return _figure(values[name][0]) or None if volume_known else None


def _figure(value: float) -> float:
    return float(f"{value:.9g}") if isfinite(value) else 0.0
