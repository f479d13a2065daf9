"""The document of `sweep`: what a scenario costs at each point of a grid of values; versioned plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from operator import mul
from typing import Any

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.estimate import total_of
from estimate.engine import Values
from estimate.files.axes import Axis
from estimate.ground.records import dataclass
from estimate.model.lines import LINES
from estimate.report.plain_data import figure

VERSION = "2.0"
FIGURES = {
    "total": "Total",
    "per_contact": "Per contact",
    "per_resolution": "Per resolution",
    "per_hour": "Per logged-in hour",
    "present_value": "Present value",
    "first_year": "First year",
    "fte": "FTE",
    "headcount": "Agents",
    "per_handled_contact": "Per handled contact",
}
"""What each point tells, in its order; money in the scenario's currency, FTE and agents on average."""
OF_CONTACTS = ("per_contact", "per_resolution", "per_handled_contact")
"""Those that have a meaning only where the volume is known."""


QUANTITIES = tuple(
    dict.fromkeys(
        (*(line.amount for line in LINES), "cost", "cost_per_contact", "cost_per_handled_contact", "cost_per_resolution", "cost_per_hour", "present_value",
         "fte_worked", "headcount", "in_service")
    )
)  # fmt: skip
"""What a point reads of the model."""


class SweepDocument(TypedDict):
    """A scenario at each point of a grid: the paths that move, and for each point `settings` (path to value) and its figures."""

    sweep_version: str
    scenario: str
    currency: str
    axes: list[str]
    points: list[dict[str, Any]]


Figures = dict[str, float | None]
"""What each point tells, by the keys of FIGURES."""
FIRST_YEAR = 13
"""The time before the start and twelve months."""


@dataclass(frozen=True)
class Point:
    """The values that were set, in the order of the axes, and what the scenario then costs."""

    settings: tuple[str, ...]
    figures: Figures

    @property
    def total(self) -> float:
        """What the scenario costs there."""
        return self.figures["total"] or 0.0


def figures_of(values: Values, currency: str, months: float, *, volume_known: bool) -> Figures:
    """The figures of one evaluation; the total is the printed one."""
    cost = values["cost"][0]
    heads = zip(values["headcount"], values["in_service"], strict=True)
    numbers = {
        "total": total_of(values, currency),
        "per_contact": values["cost_per_contact"][0],
        "per_resolution": values["cost_per_resolution"][0],
        "per_hour": values["cost_per_hour"][0],
        "present_value": values["present_value"][0],
        "first_year": fsum(cost[:FIRST_YEAR]),
        "fte": fsum(map(fsum, values["fte_worked"])) / months,
        "headcount": fsum(fsum(map(mul, *each)) for each in heads) / months,
        "per_handled_contact": values["cost_per_handled_contact"][0],
    }
    return rounded(numbers, volume_known=volume_known)


def rounded(numbers: Mapping[str, float], *, volume_known: bool) -> Figures:
    """The numbers of a point as they are told: the total to the cent, as it is; costs of a contact only where the volume is known."""
    found: Figures = {"total": numbers["total"]}
    for name in list(FIGURES)[1:]:
        told = figure(numbers[name])
        found[name] = (told or None if volume_known else None) if name in OF_CONTACTS else told
    return found


def sweep_document(scenario: str, currency: str, axes: Sequence[Axis], points: Sequence[Point]) -> SweepDocument:
    """The points of a grid as plain data; values that are numbers are numbers."""
    return {
        "sweep_version": VERSION,
        "scenario": scenario,
        "currency": currency,
        "axes": [axis.path for axis in axes],
        "points": [{"settings": _settings(axes, point), **point.figures} for point in points],
    }


def _settings(axes: Sequence[Axis], point: Point) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for axis, value in zip(axes, point.settings, strict=True):
        number = axis.numbers[axis.values.index(value)] if axis.numbers else value
        values[axis.path] = int(number) if isinstance(number, float) and number.is_integer() else number
    return values
