"""What matters beside money: criteria with weights and scores, and whether the ranking depends on one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

from estimate.ground.records import dataclass

DOUBLED, DROPPED = 2.0, 0.0
"""A criterion is tried at these multiples of its weight."""


@dataclass(frozen=True)
class Scorecard:
    """A weighted score of each option (0 to 10), its money for one point, and the criteria that the first place depends on."""

    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    scores: tuple[tuple[float, ...], ...]
    weighted: tuple[float, ...]
    price_per_point: tuple[float | None, ...]
    best: int
    decisive_criteria: tuple[str, ...]


def weigh(options: Sequence[tuple[str, Mapping[str, Any], float]]) -> tuple[Scorecard | None, list[str]]:
    """Weigh options given by name, criteria and total; None where none has criteria.

    Where criteria or weights do not agree nothing is weighed either, and the words say what to mend.
    """
    names = list(dict.fromkeys(name for _, criteria, _ in options for name in criteria))
    if not names:
        return None, []
    problems = []
    for name in names:
        missing = [option for option, criteria, _ in options if name not in criteria]
        if missing:
            problems.append(f"{', '.join(missing)}: no score for {name}")
        stated = {criteria[name]["weight"] for _, criteria, _ in options if name in criteria}
        if len(stated) > 1:
            listed = ", ".join(f"{weight:g}" for weight in sorted(stated))
            problems.append(f"{name} has different weights ({listed}); one weight holds for all options")
    if problems:
        return None, [f"Not weighed: {problem}." for problem in problems]
    weights = [float(options[0][1][name]["weight"]) for name in names]
    scores = [[float(criteria[name]["score"]) for name in names] for _, criteria, _ in options]
    weighted = [_mean(row, weights) for row in scores]
    best = max(range(len(options)), key=weighted.__getitem__)
    found = Scorecard(
        tuple(names),
        tuple(weights),
        tuple(map(tuple, scores)),
        tuple(weighted),
        tuple(total / score if score else None for (_, _, total), score in zip(options, weighted, strict=True)),
        best,
        tuple(name for at, name in enumerate(names) if _hangs(scores, weights, at, best)),
    )
    return found, []


def _hangs(scores: Sequence[Sequence[float]], weights: Sequence[float], at: int, best: int) -> bool:
    """Whether another option comes first when one weight is doubled or dropped."""
    for times in (DROPPED, DOUBLED):
        tried = [weight * times if i == at else weight for i, weight in enumerate(weights)]
        if not any(tried):
            continue
        results = [_mean(row, tried) for row in scores]
        if max(range(len(results)), key=results.__getitem__) != best and max(results) > results[best]:
            return True
    return False


def _mean(scores: Sequence[float], weights: Sequence[float]) -> float:
    return fsum(score * weight for score, weight in zip(scores, weights, strict=True)) / fsum(weights)
