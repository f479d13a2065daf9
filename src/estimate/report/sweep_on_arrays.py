"""The figures of many points of a sweep at once, rounded as those of one are. Imported late, as it needs numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from estimate.engine.array_values import Array
from estimate.engine.arrays import Stretch
from estimate.ground.units import FLOAT, HALF, LARGE, decimals
from estimate.model.lines import LINES
from estimate.report.sweep import FIRST_YEAR, Figures, rounded


def figures_at(run: Stretch, currency: str, months: float, *, volume_known: bool) -> Iterator[Figures]:
    """What `figures_of` says of each point that the run has, in their order."""
    scale = 10 ** decimals(currency)
    units: Any = 0.0
    for line in LINES:
        for row in range(_size(run, line.amount)):
            units = units + _nearest(_by_step(run, line.amount, row) * scale).sum(axis=0)
    heads = [
        (_by_step(run, "headcount", row) * _by_step(run, "in_service", row)).sum(axis=0)
        for row in range(_size(run, "headcount"))
    ]
    worked = [_by_step(run, "fte_worked", row).sum(axis=0) for row in range(_size(run, "fte_worked"))]
    known = {
        "total": units / scale,
        "per_contact": _one(run, "cost_per_contact"),
        "per_resolution": _one(run, "cost_per_resolution"),
        "per_hour": _one(run, "cost_per_hour"),
        "present_value": _one(run, "present_value"),
        "first_year": _by_step(run, "cost", 0)[:FIRST_YEAR].sum(axis=0),
        "fte": sum(worked) / months,
        "headcount": sum(heads) / months,
        "per_handled_contact": _one(run, "cost_per_handled_contact"),
    }
    for at in range(run.count):
        yield rounded({name: float(values[at]) for name, values in known.items()}, volume_known=volume_known)


def _size(run: Stretch, name: str) -> int:
    return run.program.structure.size(run.program.rulebook.quantities[name].row)


def _by_step(run: Stretch, name: str, row: int) -> Array:
    """A value by step and point."""
    step = run.program.rulebook.quantities[name].step
    value = np.asarray(run.place(name, row), dtype=float)
    found: Array = np.broadcast_to(value, (run.program.structure.size(step) if step else 1, run.count))
    return found


def _one(run: Stretch, name: str) -> Array:
    """A value without steps, by point."""
    found: Array = _by_step(run, name, 0)[0]
    return found


def _nearest(values: Array) -> Array:
    """`nearest` of units.py, for all at once."""
    size = np.abs(values)
    whole = np.where(size < LARGE, np.floor(size + HALF), np.floor(size + 0.5 + FLOAT * size))
    found: Array = np.copysign(whole, values)
    return found
