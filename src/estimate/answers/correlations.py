"""Rank correlation between streams of draws, by the method of Iman and Conover (1982)."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

from estimate.ground.matrices import Matrix, cholesky


def correlated(orders: Sequence[Sequence[int]], target: Sequence[Sequence[float]]) -> list[list[int]]:
    """The streams put in such an order that their rank correlations are those of the target; the first stays as it is.

    R. L. Iman and W. J. Conover, "A distribution-free approach to inducing rank correlation among input variables",
    Communications in Statistics B 11 (1982). Each stream keeps its values; only which meet in a draw changes.
    """
    from statistics import NormalDist

    if len(orders) < 2 or len(orders[0]) <= len(orders):
        return [list(order) for order in orders]
    count = len(orders[0])
    inverse = NormalDist().inv_cdf
    table = [inverse((i + 0.5) / count) for i in range(count)]
    scores = [[table[at] for at in order] for order in orders]
    root, own = cholesky(target), cholesky(_correlations(scores))
    if own is None or root is None:  # few draws can repeat each other by chance: then they stay as they are
        return [list(order) for order in orders]
    bare = _solved(own, scores)
    moved = []
    for row in root:
        mixed = [fsum(weight * column[i] for weight, column in zip(row, bare, strict=True)) for i in range(count)]
        ranked = sorted(range(count), key=mixed.__getitem__)
        order = [0] * count
        for rank, draw in enumerate(ranked):
            order[draw] = rank
        moved.append(order)
    return moved


def _correlations(columns: Sequence[Sequence[float]]) -> Matrix:
    size = [sqrt(fsum(value * value for value in column)) for column in columns]
    return [
        [fsum(map(lambda x, y: x * y, one, other)) / (a * b) for other, b in zip(columns, size, strict=True)]
        for one, a in zip(columns, size, strict=True)
    ]


def _solved(root: Matrix, columns: Sequence[Sequence[float]]) -> Matrix:
    """The columns freed of the correlation that they have by chance: forward substitution."""
    free: Matrix = []
    for i, column in enumerate(columns):
        rest = list(column)
        for k in range(i):
            weight, other = root[i][k], free[k]
            rest = [value - weight * earlier for value, earlier in zip(rest, other, strict=True)]
        free.append([value / root[i][i] for value in rest])
    return free
