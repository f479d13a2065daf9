"""Cubic curves by the rank of an input, for all streams at once. Imported late, as it needs numpy."""

from __future__ import annotations

import numpy as np

from estimate.engine.array_values import Array, sums
from estimate.engine.standing import Columns as Order


class Curves:
    """Legendre polynomials of a rank, which are the same for every stream but for their order."""

    def __init__(self, strata: int, draws: int) -> None:
        x = (2 * np.arange(strata) + 1) / strata - 1
        self.terms = (x, (3 * x * x - 1) / 2, (5 * x * x * x - 3 * x) / 2)
        self.squares = [sums(term * term) for term in self.terms] if draws == strata else None

    def through(self, values: Array, orders: Order) -> Array:
        """For each stream the curve that the values follow by the rank that each draw has, draw by draw."""
        fitted = np.zeros(orders.shape)
        for at, by_rank in enumerate(self.terms):
            term = by_rank[orders]
            square = self.squares[at] if self.squares else sums(term * term)
            fitted += (sums(term * values) / np.where(square == 0, 1.0, square))[:, None] * term
        return fitted
