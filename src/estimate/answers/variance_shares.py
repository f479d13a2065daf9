"""What the width of a simulated total comes from, and how much narrower it were if one input were known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from estimate.answers.sampling import Uncertain
from estimate.answers.uncertainty import Simulation, quantile
from estimate.ground.provenance import STRENGTH, Basis
from estimate.ground.records import dataclass

TERMS = 3
"""Degree of the curve by which the total follows an input's rank: each term is a number that chance fits."""
AT_ONCE = 100_000
"""Draws of all streams together whose curves are fitted at a time."""


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
    by_group: dict[str, list[Uncertain]] = {}
    for one in simulation.inputs:
        by_group.setdefault(one.group, []).append(one)
    found = [
        VarianceShare(group, tuple(by_group[group]), share, reduction)
        for group, (share, reduction) in zip(by_group, _shares(simulation, list(by_group)), strict=True)
    ]
    return sorted(found, key=lambda driver: (-driver.variance_share, driver.group))


def _shares(simulation: Simulation, groups: Sequence[str]) -> Iterator[tuple[float, float]]:
    """The share of the variance, and the part of the range that knowing it takes away, for each stream."""
    # Imported here: numpy is there where draws were made.
    import numpy as np

    from estimate.answers.curves import Curves
    from estimate.engine.array_values import sums

    count = simulation.draws
    away = np.array(simulation.totals) - fsum(simulation.totals) / count
    variance = float(sums(away * away)) / count
    width = simulation.percentile(0.9) - simulation.percentile(0.1)
    if count <= 4 * TERMS or variance <= 0:
        yield from [(0.0, 0.0)] * len(groups)
        return
    curves = Curves(simulation.asked, count)
    at_once = max(1, AT_ONCE // count)
    for begin in range(0, len(groups), at_once):
        orders = np.stack([simulation.streams[group][:count] for group in groups[begin : begin + at_once]])
        fitted = curves.through(away, orders)
        explained = (sums(fitted * fitted) / count / variance).tolist()
        for part, rest in zip(explained, np.sort(away - fitted).tolist(), strict=True):
            share = min(1.0, max(0.0, 1 - (1 - part) * (count - 1) / (count - 1 - TERMS)))
            left = quantile(rest, 0.9) - quantile(rest, 0.1)
            yield share, max(0.0, 1 - left / width) if width > 0 and share > 0 else 0.0
