"""What follows from each of many small changes, each of one input wherever it is used, on arrays. Imported late, as it needs numpy.

A formula is computed once for all the changes that reach it, and for those alone, in all rows at once that have it in common:
a column is a change in a row, and each row has one more column, the case as it is. So the work grows with what depends on each
input, and not with the whole case for each, and the calls grow with the formulas, and not with the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from heapq import heappop, heappush
from typing import Any, Protocol

import numpy as np

from estimate.engine.array_values import Array, OnArrays
from estimate.engine.arrays import Arrays, Stretch
from estimate.engine.changes import Changes
from estimate.engine.formulas import Quantity
from estimate.engine.program import Position, Program, Values
from estimate.engine.standing import Columns, Still
from estimate.engine.terms import Name, Total
from estimate.ground.records import dataclass

FIRST, AT_ONCE = 256, 2048
"""Changes that are followed at first, and at most, at a time."""
MEMORY = 32_000_000
"""Bytes that the values of one quantity may take: where a change moves many rows, fewer changes are followed at a time."""
BEFORE, SPAN = AT_ONCE, AT_ONCE + 1
"""The column of a row that has the case as it is, behind those of the changes; so many columns can a row have."""
NOISE = 1e-14
"""A change by a smaller part of a value is what the last digits are rounded by."""


class ByColumn(Protocol):
    """What an opaque formula makes that is no array, such as a duty of each hour."""

    def taken(self, columns: Any) -> Any:
        """The columns at these places."""

    def apart(self, before: Columns) -> Any:
        """Of each column whether it differs from the column at its place of `before`."""


@dataclass(frozen=True)
class Moved:
    """Rows of a quantity that have a formula in common and that changes move: `keys` are row times `SPAN` plus column, in order."""

    number: int
    keys: Columns
    values: Any
    more: dict[str | None, Array] = field(default_factory=dict)
    """By the step of a sum what its changes add to it."""

    def at(self, keys: Columns) -> Any:
        """The values in these columns: as the case is where a change does not move the row."""
        if len(keys) == len(self.keys) and np.array_equal(keys, self.keys):
            return self.values
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        missed = np.flatnonzero(self.keys[places] != keys)
        places[missed] = np.searchsorted(self.keys, keys[missed] // SPAN * SPAN + BEFORE)
        return _taken(self.values, places)


class Nudges:
    """A case, and one quantity without an index that is wanted after each change; `opaque` has what `Arrays` takes."""

    def __init__(self, program: Program, values: Values, wanted: str, opaque: Mapping[str, OnArrays]) -> None:
        self.wanted = wanted
        self.changes = Changes(program, values, [wanted])
        self.arrays = Arrays(program, values, [], opaque)
        self.still = Still(self.arrays)
        self.last_read: dict[str, list[str]] = {}
        """What no formula behind a quantity reads any more."""
        for name, (last, *_) in self.changes.readers.items():  # the last comes first
            self.last_read.setdefault(last.name, []).append(name)

    def relative(self, moves: Sequence[Mapping[Position, float]]) -> list[float]:
        """For each move of some inputs to other numbers by what share of itself the wanted quantity changes; it may not be 0."""
        quantities = self.arrays.program.rulebook.quantities
        first = [next(iter(move)) for move in moves]
        order = sorted(range(len(moves)), key=lambda at: (quantities[first[at][0]].row or "", first[at][1]))
        found = [0.0] * len(moves)
        begin, most = 0, FIRST
        while begin < len(order):
            part = order[begin : begin + most]
            reached = _Reached(self, [moves[at] for at in part])
            for moved in reached.of_quantity.get(self.wanted, ()):
                *columns, _ = moved.keys.tolist()
                for column, value in zip(columns, (moved.values[:-1] / moved.values[-1] - 1).tolist(), strict=True):
                    found[part[column]] = value
            begin += len(part)
            most = max(FIRST, min(AT_ONCE, len(part) * MEMORY // max(1, reached.largest)))
        return found


class _Reached(Stretch):
    """What some changes reach: of each quantity the rows and changes that move it, with its values after them and before."""

    def __init__(self, nudges: Nudges, moves: Sequence[Mapping[Position, float]]) -> None:
        super().__init__(nudges.arrays, [], [], 0)
        self.of_quantity: dict[str, list[Moved]] = {}
        self.numbers: dict[str, Columns] = {}
        """Of each row of a quantity the number of what moved it, -1 where nothing did."""
        self._made = self.largest = 0
        self._still, self._changes, self._last_read = nudges.still, nudges.changes, nudges.last_read
        self._waiting: list[int] = []
        self._pending: dict[int, list[Columns]] = {}
        self._begin(moves)
        order = self.program.rulebook.order()
        with np.errstate(all="ignore"):  # a branch that is not taken may divide by zero
            while self._waiting:
                at = heappop(self._waiting)
                self._follow(order[at], np.unique(np.concatenate(self._pending.pop(at))))

    def _begin(self, moves: Sequence[Mapping[Position, float]]) -> None:
        """The inputs that the changes move."""
        columns: dict[str, dict[int, float]] = {}
        for column, move in enumerate(moves):
            for (name, row), value in move.items():
                columns.setdefault(name, {})[row * SPAN + column] = value
                columns[name][row * SPAN + BEFORE] = self.of.values[name][row]
        for name, values in columns.items():
            keys = sorted(values)
            self._move(name, np.array(keys), np.array([values[key] for key in keys], dtype=float))

    def _move(self, name: str, keys: Columns, values: Any) -> None:
        """Note what is moved, and what reads it."""
        group = Moved(self._made, keys, values)
        self._made += 1
        self.largest = max(self.largest, getattr(values, "nbytes", 0))
        self.of_quantity.setdefault(name, []).append(group)
        index = self.program.rulebook.quantities[name].row
        if name not in self.numbers:
            self.numbers[name] = np.full(self.program.structure.size(index), -1)
        rows, columns = np.divmod(keys, SPAN)
        self.numbers[name][rows] = group.number
        changed = columns != BEFORE
        rows, columns = rows[changed], columns[changed]
        for reader in self._changes.readers.get(name, ()):
            at = self._changes.position[reader.name]
            if at not in self._pending:
                self._pending[at] = []
                heappush(self._waiting, at)
            self._pending[at].append(self._read_by(reader, index, rows, columns))

    def _read_by(self, reader: Quantity, index: str | None, rows: Columns, columns: Columns) -> Columns:
        """The keys of a formula that reads these columns of these rows."""
        if self.program.rulebook.within(index, reader.row):
            return self._still.outer(index, reader.row)[rows] * SPAN + columns
        inner = {row: np.array(self._changes.rows(reader, index, row), dtype=np.int64) for row in set(rows.tolist())}
        return np.concatenate([inner[row] * SPAN + column for row, column in zip(rows.tolist(), columns, strict=True)])

    def _follow(self, quantity: Quantity, keys: Columns) -> None:
        """Compute a formula where changes reach it, in all rows at once whose formulas, labels and numbers allow it."""
        if not len(keys):
            return
        members, which = np.unique(keys // SPAN, return_inverse=True)
        parts = self._alike(quantity, members)
        of_member = np.full(len(members), -1)
        for number, part in enumerate(parts):
            of_member[part] = number
        of_key = of_member[which]
        found: dict[int, list[tuple[Columns, Any]]] = {}
        for number, part in enumerate(parts):
            kept = self._compute(quantity, members[part], keys[of_key == number])
            if kept is not None:
                # Rows that were computed apart are read together again, where they are arrays of one kind.
                kind = kept[1].ndim if isinstance(kept[1], np.ndarray) else -number - 1
                found.setdefault(kind, []).append(kept)
        for groups in found.values():
            self._move(quantity.name, *(groups[0] if len(groups) == 1 else _joined(groups)))
        for name in self._last_read.get(quantity.name, ()):
            self.of_quantity.pop(name, None)

    def _alike(self, quantity: Quantity, members: Columns) -> list[Columns]:
        """The places of the rows that can be computed together."""
        if len(members) == 1:
            return [np.zeros(1, dtype=np.int64)]
        formulas = self._still.formulas(quantity)[members]
        found = []
        for formula in np.unique(formulas).tolist():
            part = np.flatnonzero(formulas == formula)
            if formula < 0:
                continue  # it holds in none of these rows, so that it is 0 after each change
            codes = [
                self._code(quantity, members[part], read) for read in self._still.reads(quantity, int(members[part[0]]))
            ]
            if len(part) > 1 and codes:
                _, kinds = np.unique(np.stack(codes), axis=1, return_inverse=True)
                kinds = kinds.reshape(-1)
                found += [part[kinds == kind] for kind in range(int(kinds.max()) + 1)]
            else:
                found.append(part)
        return found

    def _code(self, quantity: Quantity, members: Columns, read: Name | Total) -> Columns:
        """Of each row a number that says what it reads: what moved it, or what kind of number stands there."""
        other = self.program.rulebook.quantities[read.name]
        numbers = self.numbers.get(other.name)
        if isinstance(read, Total):
            return self._still.sums(quantity, other).codes[members] * 2 + self._touched(quantity, other)[members]
        rows = self._still.outer(quantity.row, other.row)[members]
        codes = self._still.of(other, equal=quantity.term is None).codes[rows]
        return codes if numbers is None else np.where(numbers[rows] >= 0, -2 - numbers[rows], codes)

    def _touched(self, quantity: Quantity, other: Quantity) -> Columns:
        """Of each row of a sum whether changes move a row that it adds up."""
        found = np.zeros(self.program.structure.size(quantity.row), dtype=np.int64)
        numbers = self.numbers.get(other.name)
        if numbers is not None:
            moved = np.flatnonzero(numbers >= 0)
            if self.program.rulebook.within(other.row, quantity.row):
                found[self._still.outer(other.row, quantity.row)[moved]] = 1
            elif len(moved):
                found[:] = 1
        return found

    def _compute(self, quantity: Quantity, members: Columns, keys: Columns) -> tuple[Columns, Any] | None:
        """The keys that changes move in some rows of one kind, with their values; None where they move nothing."""
        self.members = members
        self.keys = np.sort(np.concatenate([keys, members * SPAN + BEFORE]))
        self.count = len(self.keys)
        before = np.searchsorted(self.keys, members * SPAN + BEFORE)
        self.lengths = before.copy()
        self.lengths[1:] -= before[:-1]
        self.lengths[0] += 1
        value = self._computed(quantity, int(members[0]))
        return self._kept(value, before, np.repeat(before, self.lengths))

    def _kept(self, value: Any, befores: Columns, before: Columns) -> tuple[Columns, Any] | None:
        """A value where a change has moved it; `before` is the place of the case as it is for each column."""
        if isinstance(value, np.ndarray):
            if value.shape[-1] != self.count:
                return None
            last = value[..., before]
            apart = value != last
            if not apart.any():
                return None
            apart &= ~(abs(value - last) <= NOISE * abs(last))
            apart = apart.any(axis=0) if apart.ndim > 1 else apart
        elif hasattr(value, "apart"):
            apart = np.broadcast_to(value.apart(before), self.count).copy()
        else:
            return None
        apart[befores] = False
        if not apart.any():
            return None
        apart[before[apart]] = True
        places = np.flatnonzero(apart)
        return self.keys[places], _taken(value, places)

    def place(self, name: str, row: int) -> Any:
        """The value in the columns that the formula at work is computed for; `row` is that of its first row."""
        other = self.program.rulebook.quantities[name]
        numbers = self.numbers.get(name)
        rows = self._still.outer(self._index, other.row)[self.members]
        if numbers is None or numbers[row] < 0:
            return self._still.of(other).at(rows, self.lengths)
        keys = self.keys if other.row == self._index else np.repeat(rows, self.lengths) * SPAN + self.keys % SPAN
        return next(group for group in self.of_quantity[name] if group.number == numbers[row]).at(keys)

    def _computed(self, quantity: Quantity, row: int) -> Any:
        self._index = quantity.row
        return super()._computed(quantity, row)

    def _sum(self, quantity: Quantity, row: int, other: Quantity) -> Any:  # noqa: ARG002 - the first of the rows
        """A sum as it was, and what the rows that moved add to it after each change."""
        whole = self._still.sums(quantity, other).at(self.members, self.lengths)
        more: Any = 0.0
        for group in self.of_quantity.get(other.name, ()):
            keys, part = self._added(quantity, other, group)
            places = np.minimum(np.searchsorted(self.keys, keys), self.count - 1)
            mine = np.flatnonzero(self.keys[places] == keys)
            if not len(mine):
                continue
            if not isinstance(more, np.ndarray) or more.ndim < part.ndim:
                more = np.zeros((*part.shape[:-1], self.count)) + more
            where: Any = (..., places[mine])
            np.add.at(more, where, part[..., mine])
        return whole + more

    def _added(self, quantity: Quantity, other: Quantity, group: Moved) -> tuple[Columns, Array]:
        """What rows of a sum are more after each change that moves them than before, by the keys of the sum."""
        rows, columns = np.divmod(group.keys, SPAN)
        changed = np.flatnonzero(columns != BEFORE)
        if quantity.step not in group.more:
            value = group.values
            if other.step is not None and quantity.step is None:
                value = self._over_steps(value, other.step)
            elif other.step is not None and other.step != quantity.step:
                assert quantity.step is not None
                table = self._whole(value, other.step)
                value = np.stack([table[at].sum(axis=0) for at in self.program.children(other.step, quantity.step)])
            before = np.searchsorted(group.keys, rows * SPAN + BEFORE)
            group.more[quantity.step] = (value - value[..., before])[..., changed]
        found, rows, columns = group.more[quantity.step], rows[changed], columns[changed]
        if self.program.rulebook.within(other.row, quantity.row):
            return self._still.outer(other.row, quantity.row)[rows] * SPAN + columns, found
        many = len(self.members)
        return np.repeat(self.members * SPAN, len(columns)) + np.tile(columns, many), np.tile(found, many)


def _joined(groups: Sequence[tuple[Columns, Any]]) -> tuple[Columns, Any]:
    """Rows that were computed apart, in one order."""
    keys = np.concatenate([keys for keys, _ in groups])
    order = np.argsort(keys)
    return keys[order], np.concatenate([values for _, values in groups], axis=-1)[..., order]


def _taken(value: Any, columns: Any) -> Any:
    return value[..., columns] if isinstance(value, np.ndarray) else value.taken(columns)
