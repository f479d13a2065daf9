"""What the width of a simulated total comes from, and how much narrower it were if one input were known."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from estimate.answers.sampling import Uncertain
from estimate.answers.uncertainty import Simulation, quantile
from estimate.ground.provenance import STRENGTH, Basis
from estimate.ground.records import dataclass

if TYPE_CHECKING:
    from estimate.engine.array_values import Array
    from estimate.engine.standing import Columns as Order

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
    # Imported here: numpy is there where draws were made. Sums are exact, so that no order of adding shows in a share.
    import numpy as np

    count = simulation.draws
    away = np.array(simulation.totals) - fsum(simulation.totals) / count
    variance = _exact(away * away) / count
    width = simulation.percentile(0.9) - simulation.percentile(0.1)
    curves = _Curves(simulation.asked, count)
    by_group: dict[str, list[Uncertain]] = {}
    for one in simulation.inputs:
        by_group.setdefault(one.group, []).append(one)
    found = []
    for group, inputs in by_group.items():
        share = range_reduction = 0.0
        if count > 4 * TERMS and variance > 0:
            curve = curves.through(away, simulation.streams[group][:count])
            explained = _exact(curve * curve) / count / variance
            share = min(1.0, max(0.0, 1 - (1 - explained) * (count - 1) / (count - 1 - TERMS)))
            rest = np.sort(away - curve).tolist()
            left = quantile(rest, 0.9) - quantile(rest, 0.1)
            range_reduction = max(0.0, 1 - left / width) if width > 0 and share > 0 else 0.0
        found.append(VarianceShare(group, tuple(inputs), share, range_reduction))
    return sorted(found, key=lambda driver: (-driver.variance_share, driver.group))


class _Curves:
    """Legendre polynomials of a rank, which are the same for every stream but for their order."""

    def __init__(self, strata: int, draws: int) -> None:
        import numpy as np

        x = (2 * np.arange(strata) + 1) / strata - 1
        self.terms = (x, (3 * x * x - 1) / 2, (5 * x * x * x - 3 * x) / 2)
        self.squares = [_exact(term * term) for term in self.terms] if draws == strata else None

    def through(self, values: Array, order: Order) -> Array:
        """The curve that the values follow by the rank that each draw has, draw by draw."""
        fitted: Array = 0.0 * values
        for at, by_rank in enumerate(self.terms):
            term = by_rank[order]
            square = self.squares[at] if self.squares else _exact(term * term)
            fitted = fitted + _exact(term * values) / (square or 1.0) * term
        return fitted


def _exact(values: Array) -> float:
    return fsum(values.tolist())
