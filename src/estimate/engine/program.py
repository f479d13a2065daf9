"""From a rulebook and the shape of one case to every quantity: row by row, all steps of a row at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from math import fsum
from typing import Any

from estimate.engine.evaluation import at_step, evaluated
from estimate.engine.formulas import LABEL, Quantity, Rulebook
from estimate.engine.terms import EngineError, Name, Term, Total

Values = dict[str, list[Any]]
"""A quantity's values: one entry a row (one in all where it has no row index), each a number, or a list by step."""


Position = tuple[str, int]
"""One row of a quantity."""


@dataclass(frozen=True)
class Structure:
    """The shape of a case: the members of each index, where they lie, and the labels that pick between terms.

    `parents[index][i]` is the position of member i's parent; the children of a step (the months of a year) stand together
    and in order. `labels[name]` has one word for each row of the label's index, or one object, where only opaque formulas read it.
    """

    members: Mapping[str, Sequence[str]]
    parents: Mapping[str, Sequence[int]] = field(default_factory=dict)
    labels: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def size(self, index: str | None) -> int:
        return 1 if index is None else len(self.members[index])


class Program:
    """All formulas of a rulebook for one structure; `run` is pure and may be called any number of times.

    Every choice that a label makes is made once, here. Nothing is compiled: a formula is computed for all steps of a row by
    a few calls, so that a case of any size starts at once and grows in a straight line.
    """

    def __init__(self, rulebook: Rulebook, structure: Structure) -> None:
        self.rulebook = rulebook
        self.structure = structure
        self._outer: dict[tuple[str | None, str | None], list[int]] = {}
        self._inner: dict[tuple[str | None, str | None], list[list[int]]] = {}
        self._stretches: dict[tuple[str, str], list[slice]] = {}
        self._terms = {
            quantity.name: self._chosen(quantity) for quantity in rulebook.order() if quantity.term is not None
        }

    def run(self, inputs: Values) -> Values:
        """Every quantity, inputs included. An input that is missing or of the wrong length is an error."""
        self._check(inputs)
        run = Run(self, dict(inputs))
        for quantity in self.rulebook.order():
            run.values[quantity.name] = [
                run.computed(quantity, row) for row in range(self.structure.size(quantity.row))
            ]
        return run.values

    def applies(self, quantity: Quantity, row: int) -> bool:
        """Whether a formula holds in a row; elsewhere its value is 0."""
        return quantity.only is None or self.label(quantity, row, quantity.only[0]) == quantity.only[1]

    def term(self, quantity: Quantity, row: int) -> Term | None:
        """A formula with the choices that the labels of a row make; None where it does not hold."""
        return self._terms[quantity.name][row]

    def whole(self, name: str, value: Any) -> Any:
        """A value as formulas read it: a number that holds for every step as the list of them."""
        step = self.rulebook.quantities[name].step
        return value if step is None or isinstance(value, list) else [value] * self.structure.size(step)

    def row_of(self, index: str | None, row: int, outer: str | None) -> int:
        """The position, on an outer index, of what row `row` of `index` lies within."""
        return row if index == outer else self._rows(index, outer)[row]

    def rows_within(self, inner: str | None, outer: str | None, row: int) -> list[int]:
        """The rows of an inner index that lie within one row of an outer one (all, where neither holds the other)."""
        key = inner, outer
        if key not in self._inner:
            if not self.rulebook.within(inner, outer):
                return list(range(self.structure.size(inner)))
            groups: list[list[int]] = [[] for _ in range(self.structure.size(outer))]
            for at in range(self.structure.size(inner)):
                groups[self.row_of(inner, at, outer)].append(at)
            self._inner[key] = groups
        return self._inner[key][row]

    def children(self, step: str, outer: str) -> list[slice]:
        """The stretch of steps that lies within each outer step."""
        key = step, outer
        if key not in self._stretches:
            parents = list(self.structure.parents[step])
            self._stretches[key] = [
                slice(parents.index(i), len(parents) - parents[::-1].index(i))
                for i in range(self.structure.size(outer))
            ]
        return self._stretches[key]

    def label(self, quantity: Quantity, row: int, key: str) -> Any:
        """What a label says in one row of a quantity."""
        label = self.rulebook.quantities[key]
        return self.structure.labels[key][self.row_of(quantity.row, row, label.row)]

    def _chosen(self, quantity: Quantity) -> list[Term | None]:
        keys, size = self.rulebook.keys(quantity), self.structure.size(quantity.row)
        if not keys and quantity.only is None:
            return [quantity.term] * size
        return [
            self.rulebook.chosen(quantity, tuple(self.label(quantity, row, key) for key in keys))
            if self.applies(quantity, row)
            else None
            for row in range(size)
        ]

    def _rows(self, index: str | None, outer: str | None) -> list[int]:
        key = index, outer
        if key not in self._outer:
            rows = list(range(self.structure.size(index)))
            while index != outer:
                assert index is not None
                above = self.rulebook.rows[index]
                rows = [0] * len(rows) if above is None else [self.structure.parents[index][row] for row in rows]
                index = above
            self._outer[key] = rows
        return self._outer[key]

    def _check(self, inputs: Values) -> None:
        for quantity in self.rulebook.quantities.values():
            if not quantity.is_input or quantity.unit == LABEL:
                continue
            if quantity.name not in inputs:
                raise EngineError(f"no value for {quantity.name}")
            rows = inputs[quantity.name]
            if len(rows) != self.structure.size(quantity.row):
                raise EngineError(
                    f"{quantity.name} has {len(rows)} values for {self.structure.size(quantity.row)} rows"
                )
            if quantity.step is not None:
                steps = self.structure.size(quantity.step)
                if any(isinstance(row, list) and len(row) != steps for row in rows):
                    raise EngineError(f"{quantity.name} has not one value for each of {steps} steps")


class Run:
    """The values of one run while they are found: of each row a number, or a list by step."""

    def __init__(self, program: Program, values: Values) -> None:
        self.program = program
        self.values = values
        self._sums: dict[tuple[str, str | None, str | None, int], Any] = {}

    def place(self, name: str, row: int) -> Any:
        """The value of a row."""
        return self.values[name][row]

    def computed(self, quantity: Quantity, row: int) -> Any:
        """A formula in one row."""
        program = self.program
        if quantity.term is None:
            value = self._opaque(quantity, row) if program.applies(quantity, row) else 0.0
        else:
            term = program.term(quantity, row)

            def read(one: Name | Total) -> Any:
                return self._read(quantity, row, one)

            if term is None:
                value = 0.0
            elif quantity.name in program.rulebook.running:
                value = self._running(quantity, term, read)
            else:
                value = evaluated(term, read)
        if quantity.step is not None and type(value) is not list:
            return [value] * program.structure.size(quantity.step)
        return value

    def _opaque(self, quantity: Quantity, row: int) -> Any:
        assert quantity.function is not None
        columns: list[Any] = []
        lists = False
        for read in self.program.rulebook.arguments(quantity):
            if self.program.rulebook.quantities[read.name].unit == LABEL:
                columns.append(repeat(self.program.label(quantity, row, read.name)))
                continue
            value = self._read(quantity, row, read)
            lists |= type(value) is list
            columns.append(value if type(value) is list else repeat(value))
        if lists:
            return list(map(quantity.function, *columns))
        return quantity.function(*map(next, columns))

    def _running(self, quantity: Quantity, term: Term, read: Any) -> list[Any]:
        """A balance that reads its own last value, step after step."""
        assert quantity.step is not None
        own = Name(quantity.name, prior=True)
        known: dict[Name | Total, Any] = {}
        last, values = quantity.before, []

        def remembered(one: Name | Total) -> Any:
            if one == own:
                return last
            if one not in known:
                known[one] = read(one)
            return known[one]

        for step in range(self.program.structure.size(quantity.step)):
            last = evaluated(term, at_step(remembered, step))
            values.append(last)
        return values

    def _read(self, quantity: Quantity, row: int, read: Name | Total) -> Any:
        """What a formula reads in one row."""
        program = self.program
        other = program.rulebook.quantities[read.name]
        if isinstance(read, Total):
            return self._total(quantity, row, other)
        value = self.place(
            other.name, row if other.row == quantity.row else program.row_of(quantity.row, row, other.row)
        )
        if read.prior:
            return [other.before, *program.whole(other.name, value)[:-1]]
        if other.step is not None and other.step != quantity.step and type(value) is list:
            assert quantity.step is not None
            return [value[i] for i in program.structure.parents[quantity.step]]
        return value

    def _total(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        key = other.name, quantity.row, quantity.step, row
        if key not in self._sums:
            rows = self.program.rows_within(other.row, quantity.row, row)
            self._sums[key] = self.summed(quantity, other, [self.place(other.name, at) for at in rows])
        return self._sums[key]

    def summed(self, quantity: Quantity, other: Quantity, values: Sequence[Any]) -> Any:
        """The sum of some rows as a formula reads it, rounded once."""
        if other.step is None or not values:
            return fsum(values)
        lists = [self.program.whole(other.name, value) for value in values]
        if other.step == quantity.step:
            return lists[0] if len(lists) == 1 else [*map(fsum, zip(*lists, strict=True))]
        if quantity.step is None:
            return fsum(chain(*lists))
        stretches = self.program.children(other.step, quantity.step)
        return [fsum(chain(*(values[stretch] for values in lists))) for stretch in stretches]
