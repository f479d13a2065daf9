"""The root of a matrix of correlations, which also tells whether it is one."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

Matrix = list[list[float]]


def cholesky(matrix: Sequence[Sequence[float]]) -> Matrix | None:
    """The lower triangle whose square is the matrix; None where the matrix is not positive definite."""
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - fsum(root[i][k] * root[j][k] for k in range(j))
            if i == j:
                if rest <= 1e-12:
                    return None
                root[i][i] = sqrt(rest)
            else:
                root[i][j] = rest / root[j][j]
    return root
