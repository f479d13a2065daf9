"""The examples as they are tested whole: their files, and every stated number of one moved some way."""

from __future__ import annotations

import math
from pathlib import Path

from estimate.answers.estimate import Estimate
from estimate.answers.sampling import identities
from estimate.engine import Values
from estimate.model import RULEBOOK

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.stem != "workload")
EVERY = [(quantity.name, quantity) for quantity in RULEBOOK.quantities.values() if not quantity.is_input]


def moved(result: Estimate, by: float) -> tuple[dict[tuple[str, int], float], Values]:
    """Every stated number of a case some way towards another, as places and as whole inputs."""
    places: dict[tuple[str, int], float] = {}
    for at, one in enumerate(identities(result)):
        for use in one.uses:
            step = by if at % 3 else -by
            value = use.value.likely * (1 + step)
            places[use.name, use.row] = min(value, 0.97) if use.is_share else value
    inputs = result.case.inputs()
    for (name, row), value in places.items():
        inputs[name] = [value if at == row else kept for at, kept in enumerate(inputs[name])]
    return places, inputs


def same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (
        isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)
    )
