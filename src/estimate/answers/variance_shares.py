"""What the width of a simulated total comes from, and how much narrower it were if one input were known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from estimate.answers.sampling import Uncertain
from estimate.answers.uncertainty import Simulation, quantile
from estimate.ground.provenance import STRENGTH, Basis

TERMS = 3
"""Degree of the curve by which the total follows an input's rank."""


@dataclass(frozen=True)
class VarianceShare:
    """Inputs that share a stream: their part of the variance, and the part of the 80 % range that knowing them takes away."""

    group: str
    inputs: tuple[Uncertain, ...]
    variance_share: float
    range_reduction: float

    @property
    def basis(self) -> Basis:
        """How good its weakest input is."""
        return max((use.sourced.origin.basis for one in self.inputs for use in one.uses), key=STRENGTH.__getitem__)


def variance_shares(simulation: Simulation) -> list[VarianceShare]:
    """Every stream, the widest first.

    The total is fitted by a cubic curve in the input's rank (Legendre polynomials, orthogonal over a Latin hypercube). The
    variance of the curve, less what chance alone would fit, over the variance of the total is its share (the first-order
    index); what is left of the 80 % range when the curve is taken away is what knowing the input leaves.
    """
    totals, count = simulation.totals, simulation.draws
    mean = fsum(totals) / count
    away = [total - mean for total in totals]
    variance = fsum(value * value for value in away) / count
    width = simulation.percentile(0.9) - simulation.percentile(0.1)
    by_group: dict[str, list[Uncertain]] = {}
    for one in simulation.inputs:
        by_group.setdefault(one.group, []).append(one)
    found = []
    for group, inputs in by_group.items():
        share = range_reduction = 0.0
        if count > 4 * TERMS and variance > 0:
            order = simulation.streams[group][:count]
            curve = _curve(order, simulation.asked, away)
            explained = fsum(value * value for value in curve) / count / variance
            share = min(1.0, max(0.0, 1 - (1 - explained) * (count - 1) / (count - 1 - TERMS)))
            rest = sorted(value - fitted for value, fitted in zip(away, curve, strict=True))
            left = quantile(rest, 0.9) - quantile(rest, 0.1)
            range_reduction = max(0.0, 1 - left / width) if width > 0 and share > 0 else 0.0
        found.append(VarianceShare(group, tuple(inputs), share, range_reduction))
    return sorted(found, key=lambda driver: (-driver.variance_share, driver.group))


def _curve(order: Sequence[int], strata: int, values: Sequence[float]) -> list[float]:
    """What Legendre polynomials of the rank make of the values, draw by draw."""
    places = [(2 * at + 1) / strata - 1 for at in order]
    terms = [
        places,
        [(3 * x * x - 1) / 2 for x in places],
        [(5 * x * x * x - 3 * x) / 2 for x in places],
    ]
    fitted = [0.0] * len(places)
    for term in terms:
        weight = fsum(map(float.__mul__, term, values)) / (fsum(map(float.__mul__, term, term)) or 1.0)
        fitted = [sofar + weight * x for sofar, x in zip(fitted, term, strict=True)]
    return fitted
