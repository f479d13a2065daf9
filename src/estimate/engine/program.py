"""From a rulebook and the shape of one case to straight-line Python that computes every quantity at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import ceil, fsum
from types import CodeType
from typing import Any

from estimate.engine.formulas import LABEL, Quantity, Rulebook
from estimate.engine.terms import EngineError, Name, Total, render

Values = dict[str, list[Any]]
"""A quantity's values: one entry a row (one in all where it has no row index), each a number, or a list by step."""


Place = tuple[str, int]
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


@lru_cache(maxsize=16)
def _compiled(source: str) -> CodeType:
    """The code of a program; the same desk in another region mostly has the same text, and compiling takes longer than running."""
    return compile(source, "<formulas>", "exec")


class Program:
    """All formulas of a rulebook for one structure; `run` is pure and may be called any number of times."""

    def __init__(self, book: Rulebook, structure: Structure) -> None:
        self.book = book
        self.structure = structure
        self._constants: dict[str, Any] = {}
        self.source = "\n".join(self._lines())
        names: dict[str, Any] = {"fsum": fsum, "ceil": ceil, "chain": chain, **self._constants}
        exec(_compiled(self.source), names)  # text made above, from traced terms only
        self._run: Callable[[Mapping[str, Any]], Values] = names["run"]

    def run(self, inputs: Values) -> Values:
        """Every quantity, inputs included. An input that is missing or of the wrong length is an error."""
        self._check(inputs)
        return dict(inputs) | self._run(inputs)

    def with_changes(self, inputs: Values, changes: Values, wanted: str) -> Any:
        """One quantity without an index, after some inputs of a case that has been run are changed."""
        return self._run({**inputs, **changes})[wanted][0]

    def applies(self, quantity: Quantity, row: int) -> bool:
        """Whether a formula holds in a row; elsewhere its value is 0."""
        return quantity.only is None or self.label(quantity, row, quantity.only[0]) == quantity.only[1]

    def whole(self, name: str, value: Any) -> Any:
        """A value as formulas read it: a number that holds for every step as the list of them."""
        step = self.book.quantities[name].step
        return value if step is None or isinstance(value, list) else [value] * self.structure.size(step)

    def _check(self, inputs: Values) -> None:
        for quantity in self.book.quantities.values():
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

    def row_of(self, index: str | None, row: int, outer: str | None) -> int:
        """The position, on an outer index, of what row `row` of `index` lies within."""
        while index != outer:
            assert index is not None
            row = self.structure.parents[index][row] if self.book.rows[index] is not None else 0
            index = self.book.rows[index]
        return row

    def rows_within(self, inner: str | None, outer: str | None, row: int) -> list[int]:
        """The rows of an inner index that lie within one row of an outer one (all, where neither holds the other)."""
        if not self.book.within(inner, outer):
            return list(range(self.structure.size(inner)))
        return [i for i in range(self.structure.size(inner)) if self.row_of(inner, i, outer) == row]

    def children(self, step: str, outer: str) -> list[slice]:
        """The stretch of steps that lies within each outer step."""
        parents = list(self.structure.parents[step])
        return [
            slice(parents.index(i), len(parents) - parents[::-1].index(i)) for i in range(self.structure.size(outer))
        ]

    def _lines(self) -> list[str]:
        lines = ["def run(inputs):"]
        for quantity in self.book.quantities.values():
            size = self.structure.size(quantity.row)
            if quantity.is_input and quantity.unit != LABEL and size:
                local = ", ".join(f"{quantity.name}_{row}" for row in range(size))
                lines.append(f"    {local}, = inputs[{quantity.name!r}]")
                if quantity.step is not None:
                    count = self.structure.size(quantity.step)
                    for row in range(size):
                        variable = f"{quantity.name}_{row}"
                        lines.append(f"    if not isinstance({variable}, list): {variable} = [{variable}] * {count}")
        results = []
        for quantity in self.book.order():
            size = self.structure.size(quantity.row)
            lines.extend(f"    {self._line(quantity, row)}" for row in range(size))
            results.append(f"{quantity.name!r}: [{', '.join(f'{quantity.name}_{row}' for row in range(size))}]")
        lines.append(f"    return {{{', '.join(results)}}}")
        return lines

    def _line(self, quantity: Quantity, row: int) -> str:
        target = f"{quantity.name}_{row}"
        if not self.applies(quantity, row):
            return (
                f"{target} = 0.0"
                if quantity.step is None
                else f"{target} = [0.0] * {self.structure.size(quantity.step)}"
            )
        scalars: dict[str, str] = {}
        vectors: dict[str, str] = {}

        def name(read: Name | Total) -> str:
            text, by_step = self._read(quantity, row, read)
            if not by_step:
                return scalars.setdefault(text, text)
            return vectors.setdefault(text, f"v{len(vectors)}")

        if quantity.term is None:
            self._constants[f"_{quantity.name}"] = quantity.function
            body = f"_{quantity.name}({', '.join(name(read) for read in self.book.arguments(quantity))})"
        else:
            body = render(quantity.term, "python", name, lambda key: self.label(quantity, row, key))
        if quantity.step is None:
            return f"{target} = {body}"
        running = f"prior_{target}"
        if running in vectors:
            taken = vectors.pop(running)
            over = self._zip(vectors, self.structure.size(quantity.step))
            return f"{target} = []; {taken} = {quantity.before!r}\n    for {over}: {taken} = {body}; {target}.append({taken})"
        if not vectors:
            return f"{target} = [{body}] * {self.structure.size(quantity.step)}"
        if body in vectors.values():
            source = next(iter(vectors))
            return f"{target} = {source}" if source.isidentifier() else f"{target} = [*{source}]"
        return f"{target} = [{body} for {self._zip(vectors, 0)}]"

    @staticmethod
    def _zip(vectors: Mapping[str, str], count: int) -> str:
        if not vectors:
            return f"_ in range({count})"
        if len(vectors) == 1:
            return "{} in {}".format(*next((local, text) for text, local in vectors.items()))
        return f"{', '.join(vectors.values())} in zip({', '.join(vectors)})"

    def label(self, quantity: Quantity, row: int, key: str) -> Any:
        """What a label says in one row of a quantity."""
        label = self.book.quantities[key]
        return self.structure.labels[key][self.row_of(quantity.row, row, label.row)]

    def _read(self, quantity: Quantity, row: int, read: Name | Total) -> tuple[str, bool]:
        """The text that yields what a formula reads in one row, and whether it is a list by step."""
        other = self.book.quantities[read.name]
        if isinstance(read, Total):
            return self._total(quantity, row, other)
        variable = f"{other.name}_{self.row_of(quantity.row, row, other.row)}"
        if other.unit == LABEL:  # part of the structure, so a constant of the program; only opaque formulas get here
            self._constants[f"_{variable}"] = self.label(quantity, row, other.name)
            return f"_{variable}", False
        if read.prior:
            own = other.name == quantity.name
            return f"prior_{variable}" if own else f"[{other.before!r}, *{variable}[:-1]]", True
        if other.step is not None and other.step != quantity.step:
            assert quantity.step is not None
            return f"[{variable}[i] for i in {tuple(self.structure.parents[quantity.step])}]", True
        return variable, other.step is not None

    def _total(self, quantity: Quantity, row: int, other: Quantity) -> tuple[str, bool]:
        rows = [f"{other.name}_{i}" for i in self.rows_within(other.row, quantity.row, row)]
        if other.step is None or not rows:
            return f"fsum(({', '.join([*rows, ''])}))" if rows else "0.0", False
        if other.step == quantity.step:
            return (rows[0] if len(rows) == 1 else f"map(fsum, zip({', '.join(rows)}))"), True
        if quantity.step is None:
            return (f"fsum({rows[0]})" if len(rows) == 1 else f"fsum(chain({', '.join(rows)}))"), False
        stretches = tuple((s.start, s.stop) for s in self.children(other.step, quantity.step))
        summed = ", ".join(f"*{variable}[a:b]" for variable in rows)
        return f"[fsum(({summed},)) for a, b in {stretches}]", True
