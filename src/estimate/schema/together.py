"""Which inputs move together in the draws."""

from typing import Annotated, Self

from estimate.ground.matrices import cholesky
from estimate.schema.correlations import NAMED
from estimate.schema.fields import Text, one_of
from estimate.schema.record import Bounds, Record, check, field, wrong


class Ranks(Record):
    """Rank correlations between inputs: their paths, and a row of the matrix for each."""

    of: tuple[Text, ...] = field(min_length=2, description="paths of the inputs, as for --set")
    matrix: tuple[tuple[Annotated[float, Bounds(ge=-1, le=1)], ...], ...] = field(
        description="a row for each input, 1 on the diagonal"
    )

    @check
    def _a_matrix_of_correlations(self) -> Self:
        size = len(self.of)
        if len(self.matrix) != size or any(len(row) != size for row in self.matrix):
            raise wrong(f"needs a row and a column for each of the {size} inputs")
        for i, row in enumerate(self.matrix):
            if row[i] != 1:
                raise wrong(f"has {row[i]:g} on the diagonal of {self.of[i]} (write 1: an input moves with itself)")
            for j in range(i):
                if row[j] != self.matrix[j][i]:
                    raise wrong(
                        f"says {row[j]:g} and {self.matrix[j][i]:g} of {self.of[i]} and {self.of[j]} (write one)"
                    )
        if len(set(self.of)) < size:
            raise wrong("names an input twice")
        if cholesky(self.matrix) is None:
            raise wrong("is not positive definite: these correlations contradict each other (bring them nearer to 0)")
        return self


class CorrelationsRecord(Record):
    """Inputs that move together in the draws."""

    together: tuple[Annotated[str, one_of(*NAMED)] | Annotated[tuple[Text, ...], Bounds(min_length=2)], ...] = field(
        NAMED, description="wages (of one region's card), volumes (of all queues), or lists of paths"
    )
    ranks: Ranks | None = field(None, description="a matrix of rank correlations between inputs")
