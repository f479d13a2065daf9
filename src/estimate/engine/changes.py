"""What follows from a few changed inputs of a case that has been run: only what depends on them is computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain
from math import fsum, isfinite
from operator import neg
from typing import TYPE_CHECKING, Any

from estimate.engine.formulas import Quantity
from estimate.engine.program import Run

if TYPE_CHECKING:
    from estimate.engine.program import Position, Program, Values

FEW = 6
"""Sums of so few rows are taken anew; of more only what moved is put in the place of what it was."""


class Changes:
    """A case, its values, and which quantities follow from which on the way to those that are wanted.

    The numbers are those of a whole run to the last bit.
    """

    def __init__(self, program: Program, values: Values, wanted: Sequence[str]) -> None:
        rulebook = program.rulebook
        self.program = program
        self.values = values
        self.readers = rulebook.readers(*wanted)  # which finds the order too, so that positions are there
        self.position = rulebook.position
        self.parts: dict[Any, Any] = {}

    def after(self, changes: Mapping[Position, Any]) -> Changed:
        """The case with some inputs changed."""
        changed = Changed(self)
        waiting: list[int] = []
        rows: dict[int, set[int]] = {}

        def moved(name: str, row: int, value: Any) -> None:
            changed.moved.setdefault(name, {})[row] = value
            index = self.program.rulebook.quantities[name].row
            for reader in self.readers.get(name, ()):
                at = self.position[reader.name]
                if at not in rows:
                    rows[at] = set()
                    heappush(waiting, at)
                rows[at].update(self.rows(reader, index, row))

        for (name, row), value in changes.items():
            moved(name, row, value)
        order = self.program.rulebook.order()
        while waiting:
            at = heappop(waiting)
            quantity = order[at]
            before = self.values[quantity.name]
            for row in sorted(rows.pop(at)):
                value = changed.computed(quantity, row)
                if value != before[row]:
                    moved(quantity.name, row, value)
        return changed

    def rows(self, reader: Quantity, index: str | None, row: int) -> Sequence[int]:
        """The rows of a formula that read one row of an index."""
        program = self.program
        if reader.row == index:
            return (row,)
        if program.rulebook.within(index, reader.row):
            return (program.row_of(index, row, reader.row),)
        return program.rows_within(reader.row, index, row)


def with_changes(program: Program, values: Values, changes: Values, wanted: str) -> Any:
    """One quantity without an index, after some inputs of a case that has been run are changed."""
    moved = {
        (name, row): value
        for name, rows in changes.items()
        for row, (value, before) in enumerate(zip(rows, values[name], strict=True))
        if value is not before
    }
    return Changes(program, values, [wanted]).after(moved).place(wanted, 0)


class Changed(Run):
    """The values after a change: those that moved, and the rest as they were."""

    def __init__(self, of: Changes) -> None:
        super().__init__(of.program, of.values)
        self.moved: dict[str, dict[int, Any]] = {}
        self._of = of

    def place(self, name: str, row: int) -> Any:
        """The value of a row, moved or not."""
        moved = self.moved.get(name)
        return moved[row] if moved is not None and row in moved else self.values[name][row]

    def total(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        key = other.name, quantity.row, quantity.step, row
        if key in self._sums:
            return self._sums[key]
        rows = self.program.rows_within(other.row, quantity.row, row)
        touched = self.moved.get(other.name, {})
        if len(rows) <= FEW or 2 * len(touched) > len(rows):
            return super().total(quantity, row, other)
        within = [
            at
            for at in touched
            if not self.program.rulebook.within(other.row, quantity.row)
            or self.program.row_of(other.row, at, quantity.row) == row
        ]
        was = [self.values[other.name][at] for at in within]
        now = [touched[at] for at in within]
        self._sums[key] = self._exchanged(quantity, row, other, was, now)
        return self._sums[key]

    def _exchanged(self, quantity: Quantity, row: int, other: Quantity, was: Sequence[Any], now: Sequence[Any]) -> Any:
        """A sum with some of its rows exchanged, rounded once as the whole sum is: what the others add up to is kept exactly."""
        parts = self._parts(quantity, row, other)
        if other.step is None:
            return fsum(chain(parts, map(neg, was), now))
        whole = self.program.whole
        before = [whole(other.name, value) for value in was]
        after = [whole(other.name, value) for value in now]
        if other.step == quantity.step:
            return (
                [
                    fsum(chain(exact, map(neg, old), new))
                    for exact, old, new in zip(parts, zip(*before, strict=True), zip(*after, strict=True), strict=True)
                ]
                if was
                else [fsum(exact) for exact in parts]
            )
        if quantity.step is None:
            return fsum(chain(parts, map(neg, chain(*before)), chain(*after)))
        stretches = self.program.children(other.step, quantity.step)
        return [
            fsum(chain(exact, *(map(neg, old[at]) for old in before), *(new[at] for new in after)))
            for exact, at in zip(parts, stretches, strict=True)
        ]

    def _parts(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        """The unchanged sum as a few floats that hold it exactly, for each step that it has."""
        key = other.name, quantity.row, quantity.step, row
        known = self._of.parts
        if key not in known:
            rows = self.program.rows_within(other.row, quantity.row, row)
            values = [self.values[other.name][at] for at in rows]
            if other.step is None:
                known[key] = exactly(values)
            else:
                lists = [self.program.whole(other.name, value) for value in values]
                if other.step == quantity.step:
                    known[key] = [exactly(step) for step in zip(*lists, strict=True)]
                elif quantity.step is None:
                    known[key] = exactly([*chain(*lists)])
                else:
                    known[key] = [
                        exactly([*chain(*(one[at] for one in lists))])
                        for at in self.program.children(other.step, quantity.step)
                    ]
        return known[key]


def exactly(values: Sequence[float]) -> list[float]:
    """A few floats whose sum is that of all values without any rounding."""
    parts: list[float] = []
    while True:
        rest = fsum(chain(values, map(neg, parts)))
        if rest == 0:
            return parts
        parts.append(rest)
        if not isfinite(rest):
            return parts
