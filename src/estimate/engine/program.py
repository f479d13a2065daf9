"""From a rulebook and the shape of one case to every quantity: row by row, all steps of a row at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import chain, repeat
from math import fsum
from typing import Any

from estimate.engine.evaluation import Leaf, Node, compiled, in_steps
from estimate.engine.formulas import LABEL, Quantity, Rulebook
from estimate.engine.terms import EngineError, Name, Term, Total
from estimate.ground.records import dataclass

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

    Every choice that a label makes is made once, here. A formula is computed for all steps of a row by a few calls, so that a case of
    any size starts at once and grows in a straight line; the functions that do so are kept with the rulebook, for every case.
    """

    def __init__(self, rulebook: Rulebook, structure: Structure) -> None:
        self.rulebook = rulebook
        self.structure = structure
        self._outer: dict[tuple[str | None, str | None], list[int]] = {}
        self._inner: dict[tuple[str | None, str | None], list[list[int]]] = {}
        self._stretches: dict[tuple[str, str], list[slice]] = {}
        self._check_labels()
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

    def node(self, quantity: Quantity, term: Term) -> Node:
        """A formula with its choices made, as a function of the run and the row."""
        known, key = self.rulebook.nodes, (quantity.name, id(term))
        found: Node | None = known.get(key)
        if found is None:
            found = known[key] = compiled(term, self.leaf(quantity))
        return found

    def arguments(self, quantity: Quantity) -> list[tuple[Node, str | None]]:
        """What the function of an opaque formula takes, in its order, as functions of the run and the row; the name of each label."""
        known, key = self.rulebook.nodes, (quantity.name, 0)
        if key not in known:
            reads, quantities = self.rulebook.arguments(quantity), self.rulebook.quantities
            known[key] = [
                (_reading(self.rulebook, quantity, read), read.name if quantities[read.name].unit == LABEL else None)
                for read in reads
            ]
        found: list[tuple[Node, str | None]] = known[key]
        return found

    def leaf(self, quantity: Quantity) -> Leaf:
        """How a formula reads: each quantity or sum as a function of the run and the row, the same for every case."""
        return lambda read: _reading(self.rulebook, quantity, read)

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

    def _check_labels(self) -> None:
        """Every label has a word for each row of its index; EngineError says which label, and which rows."""
        for quantity in self.rulebook.quantities.values():
            if not quantity.is_input or quantity.unit != LABEL:
                continue
            words = self.structure.labels.get(quantity.name)
            if words is None and self.structure.size(quantity.row) == 0:
                continue
            if words is None:
                raise EngineError(f"no word for the label {quantity.name}{self._where(quantity, 0)}")
            self._check_rows(quantity, words)

    def _check(self, inputs: Values) -> None:
        """Every number has a value for each row of its index, and for each step where it has one by step."""
        for quantity in self.rulebook.quantities.values():
            if not quantity.is_input or quantity.unit == LABEL:
                continue
            if quantity.name not in inputs:
                raise EngineError(f"no value for {quantity.name}{self._where(quantity, 0)}")
            rows = inputs[quantity.name]
            self._check_rows(quantity, rows)
            if quantity.step is None:
                continue
            steps = self.structure.size(quantity.step)
            for at, row in enumerate(rows):
                if isinstance(row, list) and len(row) != steps:
                    where = self._where(quantity, at)
                    raise EngineError(f"{quantity.name} has not one value for each of {steps} steps{where}")

    def _check_rows(self, quantity: Quantity, values: Sequence[Any]) -> None:
        rows, kind = self.structure.size(quantity.row), "words" if quantity.unit == LABEL else "values"
        if len(values) < rows:
            where = self._where(quantity, len(values))
            raise EngineError(f"{quantity.name} has {len(values)} {kind} for {rows} rows: none{where}")
        if len(values) > rows:
            raise EngineError(f"{quantity.name} has {len(values)} {kind} for {rows} rows")

    def _where(self, quantity: Quantity, row: int) -> str:
        """The row of a quantity in words: in which member of which index it is."""
        if quantity.row is None or row >= self.structure.size(quantity.row):
            return ""
        return f" in {quantity.row} {row + 1} ({self.structure.members[quantity.row][row]})"


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
            if term is None:
                value = 0.0
            elif quantity.name in program.rulebook.running:
                value = self._running(quantity, row, term)
            else:
                value = program.node(quantity, term)(self, row)
        if quantity.step is not None and type(value) is not list:
            return [value] * program.structure.size(quantity.step)
        return value

    def _opaque(self, quantity: Quantity, row: int) -> Any:
        assert quantity.function is not None
        columns: list[Any] = []
        lists = False
        for node, label in self.program.arguments(quantity):
            if label is not None:
                columns.append(repeat(self.program.label(quantity, row, label)))
                continue
            value = node(self, row)
            lists |= type(value) is list
            columns.append(value if type(value) is list else repeat(value))
        if lists:
            return list(map(quantity.function, *columns))
        return quantity.function(*map(next, columns))

    def _running(self, quantity: Quantity, row: int, term: Term) -> list[Any]:
        """A balance that reads its own last value, step after step."""
        assert quantity.step is not None
        own, steps = Name(quantity.name, prior=True), self.program.structure.size(quantity.step)
        return in_steps(term, self.program.leaf(quantity), self, row, steps, own, quantity.before)

    def total(self, quantity: Quantity, row: int, other: Quantity) -> Any:
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


def _reading(rulebook: Rulebook, quantity: Quantity, read: Name | Total) -> Node:
    """What a formula reads, as a function of the run and the row."""
    other, index = rulebook.quantities[read.name], quantity.row
    name, outer = other.name, other.row
    if isinstance(read, Total):
        return lambda run, row: run.total(quantity, row, other)

    def place(run: Run, row: int) -> Any:
        return run.place(name, row if outer == index else run.program.row_of(index, row, outer))

    def prior(run: Run, row: int) -> Any:
        return [other.before, *run.program.whole(name, place(run, row))[:-1]]

    def spread(run: Run, row: int) -> Any:
        value = place(run, row)
        if type(value) is not list:
            return value
        assert quantity.step is not None
        return [value[i] for i in run.program.structure.parents[quantity.step]]

    if read.prior:
        return prior
    return place if other.step is None or other.step == quantity.step else spread
