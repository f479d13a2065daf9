"""What follows from each of many small changes, one input at a time, on arrays. Imported late, as it needs numpy.

A formula is computed once for all the changes that reach it, and for those alone: beside them stands, as the last column,
the case as it is. So the work grows with what depends on each input, and not with the whole case for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any, Protocol

import numpy as np

from estimate.engine.array_values import Array, OnArrays
from estimate.engine.arrays import Arrays, Stretch
from estimate.engine.changes import Changes
from estimate.engine.formulas import Quantity
from estimate.engine.program import Position, Program, Values

Columns = np.ndarray[Any, np.dtype[np.int64]]
AT_ONCE = 256
"""Changes that are followed at a time, so that their values fit into memory."""
NOISE = 1e-14
"""A change by a smaller part of a value is what the last digits are rounded by."""


class ByColumn(Protocol):
    """What an opaque formula makes that is no array, such as a duty of each hour."""

    def taken(self, columns: Any) -> Any:
        """The columns at these places."""

    def apart(self) -> Any:
        """Of each column whether it differs from the last."""


class Nudges:
    """A case, and one quantity without an index that is wanted after each change; `opaque` has what `Arrays` takes."""

    def __init__(self, program: Program, values: Values, wanted: str, opaque: Mapping[str, OnArrays]) -> None:
        self.wanted = wanted
        self.changes = Changes(program, values, [wanted])
        self.arrays = Arrays(program, values, [], opaque)

    def relative(self, moves: Sequence[tuple[Position, float]]) -> list[float]:
        """For each move of an input to another number by what share of itself the wanted quantity changes; it may not be 0."""
        quantities = self.arrays.program.rulebook.quantities
        order = sorted(range(len(moves)), key=lambda at: (quantities[moves[at][0][0]].row or "", moves[at][0][1]))
        found = [0.0] * len(moves)
        for begin in range(0, len(order), AT_ONCE):
            part = order[begin : begin + AT_ONCE]
            reached = _Reached(self, [moves[at] for at in part]).moved.get((self.wanted, 0))
            if reached is not None:
                columns, values = reached
                for column, value in zip(columns.tolist(), (values[:-1] / values[-1] - 1).tolist(), strict=True):
                    found[part[column]] = value
        return found


class _Reached(Stretch):
    """What some changes reach: of each row the changes that move it, and its values after them and before."""

    def __init__(self, nudges: Nudges, moves: Sequence[tuple[Position, float]]) -> None:
        super().__init__(nudges.arrays, [], [], 0)
        self.moved: dict[Position, tuple[Columns, Any]] = {}
        self.rows: dict[str, set[int]] = {}
        self.columns: Columns = np.empty(0, dtype=np.int64)
        self._changes = nudges.changes
        self._waiting: list[int] = []
        self._pending: dict[int, dict[int, list[Columns]]] = {}
        for column, ((name, row), value) in zip(count(), moves):
            self._move(name, row, np.array([column]), np.array([value, self.of.values[name][row]], dtype=float))
        order = self.program.rulebook.order()
        with np.errstate(all="ignore"):  # a branch that is not taken may divide by zero
            while self._waiting:
                at = heappop(self._waiting)
                for row, reads in sorted(self._pending.pop(at).items()):
                    self.columns = np.unique(np.concatenate(reads)) if len(reads) > 1 else reads[0]
                    self.count = len(self.columns) + 1
                    self._keep(order[at].name, row, self._computed(order[at], row))

    def place(self, name: str, row: int) -> Any:
        """The value of a row after each change that the formula at work is computed for, and before."""
        moved = self.moved.get((name, row))
        if moved is None:
            return self.of.standing(name, row)
        columns, value = moved
        if len(columns) == len(self.columns):
            return value
        places = np.full(self.count, len(columns))
        places[np.searchsorted(self.columns, columns)] = np.arange(len(columns))
        return _taken(value, places)

    def _move(self, name: str, row: int, columns: Columns, value: Any) -> None:
        self.moved[name, row] = columns, value
        self.rows.setdefault(name, set()).add(row)
        index = self.program.rulebook.quantities[name].row
        for reader in self._changes.readers.get(name, ()):
            at = self._changes.position[reader.name]
            if at not in self._pending:
                self._pending[at] = {}
                heappush(self._waiting, at)
            for mine in self._changes.rows(reader, index, row):
                self._pending[at].setdefault(mine, []).append(columns)

    def _keep(self, name: str, row: int, value: Any) -> None:
        """Note a value where a change has moved it."""
        if isinstance(value, np.ndarray):
            if value.shape[-1] != self.count:
                return
            last = value[..., -1:]
            apart = value != last
            if not apart.any():
                return
            apart &= ~(abs(value - last) <= NOISE * abs(last))
            apart = apart.any(axis=0) if apart.ndim > 1 else apart
        elif hasattr(value, "apart"):
            apart = value.apart()
        else:
            return
        places = np.flatnonzero(apart[: len(self.columns)])
        if len(places):
            self._move(name, row, self.columns[places], _taken(value, np.append(places, self.count - 1)))

    def _sum(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        """A sum as it was, and what the rows that moved add to it after each change."""
        rows = self.program.rows_within(other.row, quantity.row, row)
        whole = self._still_sum((other.name, quantity.row, quantity.step, row), quantity, other, rows)
        touched = self.rows.get(other.name, set())
        parts = [self._added(quantity, other, self.moved[other.name, at]) for at in rows if at in touched]
        if not parts:
            return whole
        steps = max((part.shape[0] for _, part in parts if part.ndim > 1), default=0)
        more = np.zeros((steps, self.count) if steps else self.count)
        for columns, part in parts:
            more[..., np.searchsorted(self.columns, columns)] += part
        return whole + more

    def _added(self, quantity: Quantity, other: Quantity, moved: tuple[Columns, Any]) -> tuple[Columns, Array]:
        """What a row of a sum is more after each change that moves it than before."""
        columns, value = moved
        if other.step is not None and quantity.step is None:
            value = self._over_steps(value, other.step)
        elif other.step is not None and other.step != quantity.step:
            assert quantity.step is not None
            table = self._whole(value, other.step)
            value = np.stack([table[at].sum(axis=0) for at in self.program.children(other.step, quantity.step)])
        return columns, value[..., :-1] - value[..., -1:]


def _taken(value: Any, columns: Any) -> Any:
    return value[..., columns] if isinstance(value, np.ndarray) else value.taken(columns)
