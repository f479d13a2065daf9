"""What stays as it is while changes are followed: each value with its kind, so that rows of one kind are computed together. Imported late, as it needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import numpy as np

from estimate.engine.arrays import Arrays
from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.terms import Name, Total, names_in

Columns = np.ndarray[Any, np.dtype[np.int64]]
ZERO, ONE, MEANINGLESS, NUMBER, BY_STEP, OWN = range(6)
"""Kinds of values. What a zero or a one decides is not computed, and may have no meaning, so that they go by themselves. From `OWN` on
each value is of a kind of its own."""


class Standing:
    """The values of all rows of a quantity or a sum, and of each its kind; with `equal` two numbers are of one kind only if they are equal."""

    def __init__(self, values: list[Any], *, equal: bool = False) -> None:
        self.values = values
        own: dict[Any, int] = {}
        self.codes = np.array([self._kind(value, own, equal=equal) for value in values], dtype=np.int64)

    @staticmethod
    def _kind(value: Any, own: dict[Any, int], *, equal: bool) -> int:
        if isinstance(value, np.ndarray):
            return BY_STEP
        if type(value) in (int, float):
            if isnan(value):
                return MEANINGLESS
            if value in (0, 1):
                return ZERO if value == 0 else ONE
            if not equal:
                return NUMBER
        alike = ("equal", value) if type(value) in (int, float, str) else ("same", id(value))
        return own.setdefault(alike, OWN + len(own))

    def at(self, rows: Columns, lengths: Columns) -> Any:
        """The value of rows of one kind, each in so many columns; one number where it is the same in all of them."""
        kind, values = self.codes[rows[0]], [self.values[row] for row in rows.tolist()]
        if len(values) > 1 and kind == BY_STEP:
            return np.repeat(np.concatenate(values, axis=1), lengths, axis=1)
        if kind == NUMBER and any(value != values[0] for value in values):
            return np.repeat(np.array(values, dtype=float), lengths)
        return values[0]


class Still:
    """The values of a case that is not changed, by quantity and by sum, and how its rows lie within each other."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.program = arrays.program
        self._known: dict[Any, Any] = {}

    def _once(self, key: Any, made: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = made()
        return self._known[key]

    def of(self, quantity: Quantity, *, equal: bool = False) -> Standing:
        """A quantity's values; its labels where it is one."""

        def made() -> Standing:
            size = self.program.structure.size(quantity.row)
            if quantity.unit == LABEL:
                return Standing(list(self.program.structure.labels[quantity.name]), equal=True)
            return Standing([self.arrays.standing(quantity.name, row) for row in range(size)], equal=equal)

        found: Standing = self._once((quantity.name, equal), made)
        return found

    def sums(self, quantity: Quantity, other: Quantity) -> Standing:
        """What the rows of another quantity add up to within each row of one."""

        def made() -> Standing:
            rows = range(self.program.structure.size(quantity.row))
            return Standing([self.arrays.still_sum(quantity, row, other) for row in rows])

        found: Standing = self._once((other.name, quantity.row, quantity.step), made)
        return found

    def outer(self, index: str | None, outer: str | None) -> Columns:
        """Of each row of an index the row of an outer one that it lies within."""

        def made() -> Columns:
            size = self.program.structure.size(index)
            return np.array([self.program.row_of(index, row, outer) for row in range(size)], dtype=np.int64)

        found: Columns = self._once((index, outer), made)
        return found

    def formulas(self, quantity: Quantity) -> Columns:
        """Of each row which formula it has, by a number; -1 where none holds."""

        def made() -> Columns:
            rows = range(self.program.structure.size(quantity.row))
            if quantity.term is None:
                return np.array([0 if self.program.applies(quantity, row) else -1 for row in rows], dtype=np.int64)
            numbers: dict[int, int] = {}
            terms = [self.program.term(quantity, row) for row in rows]
            return np.array(
                [-1 if term is None else numbers.setdefault(id(term), len(numbers)) for term in terms], dtype=np.int64
            )

        found: Columns = self._once(("formulas", quantity.name), made)
        return found

    def reads(self, quantity: Quantity, row: int) -> list[Name | Total]:
        """What the formula of a row reads, but for its own past."""
        if quantity.term is None:
            return list(self.program.rulebook.arguments(quantity))
        term = self.program.term(quantity, row)
        assert term is not None

        def made() -> list[Name | Total]:
            return [read for read in dict.fromkeys(names_in(term)) if read.name != quantity.name]

        found: list[Name | Total] = self._once(("reads", id(term)), made)
        return found
