"""The same formulas on arrays: many draws of some inputs, all steps of a row at once. Imported late, as it needs numpy.

A value is a number where neither draws nor steps change it; else an array by draw, by step and draw, or (where the draws
leave it alone) by step and one. What no draw moves is taken from the run of the whole program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import fsum
from typing import Any

import numpy as np

from estimate.engine.array_values import Array, OnArrays, applied, by_step, one_by_one, rows_by_step, steady, summed
from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.program import Position, Program, Run, Values
from estimate.engine.terms import Apply, Name, Number, Term, Total
from estimate.ground.records import dataclass

MEMORY = 256_000_000
"""Bytes that the values of a stretch of draws may take."""
SHORTEST, LONGEST = 8, 2048
"""Draws that are computed at a time: a call costs as much for few as for some hundreds, and more no longer stay near the processor."""


@dataclass(frozen=True)
class Turn:
    """A formula that is computed: its rows that move, and what no formula after it reads and nobody wants."""

    quantity: Quantity
    rows: list[int]
    last_read: set[str]


class Arrays:
    """Formulas as functions of some inputs that are drawn; `opaque` has those that are no expression, by name.

    An opaque formula without such a function is asked number by number. Each draw's numbers are those of the program,
    apart from the last digits: sums over rows and steps are rounded at each addition.
    """

    def __init__(
        self, program: Program, values: Values, varying: Sequence[Position], opaque: Mapping[str, OnArrays]
    ) -> None:
        self.program = program
        self.values = values
        self.varying = list(varying)
        self.opaque = opaque
        self.still: dict[str, list[Any]] = {}
        self.sums: dict[Any, Any] = {}
        self.moving = self._moving()

    def totals(self, groups: Sequence[Sequence[Position]], columns: Sequence[Array]) -> Iterator[Array]:
        """For each group the sum of its quantities over all their steps, stretch of draws after stretch; `columns` go with the
        inputs that vary.
        """
        for run in self.runs({name for group in groups for name, _ in group}, columns):
            found = np.empty((len(groups), run.count))
            for at, group in enumerate(groups):
                found[at] = run.total(group)
            yield found

    def runs(self, wanted: set[str], columns: Sequence[Array]) -> Iterator[Stretch]:
        """What is wanted in all draws, stretch after stretch."""
        order = self.order(wanted)
        for begin, end in self.stretches(len(columns[0]) if columns else 1, order):
            yield Stretch(self, order, [column[begin:end] for column in columns], end - begin)

    def values_of(self, wanted: Sequence[Position], columns: Sequence[Array]) -> list[Any]:
        """What is wanted in every draw: by step and draw, by draw, or one number where no draw moves it."""
        order = self.order({name for name, _ in wanted})
        run = Stretch(self, order, columns, len(columns[0]) if columns else 1)
        return [run.place(*place) for place in wanted]

    def order(self, wanted: set[str]) -> list[Turn]:
        """The formulas between what varies and what is wanted, each after what it reads."""
        needed, turns = set(wanted), []
        for quantity in reversed(self.program.rulebook.order()):
            if quantity.name in needed and quantity.name in self.moving:
                read = {one.name for one in self.program.rulebook.reads(quantity)}
                turns.append(Turn(quantity, sorted(self.moving[quantity.name]), read - needed))
                needed |= read
        return turns[::-1]

    def stretches(self, count: int, order: Sequence[Turn]) -> list[tuple[int, int]]:
        """Stretches of draws whose values fit into the memory that they may take, the same on any machine."""
        steps = max((self.program.structure.size(step) for step in self.program.rulebook.steps), default=1)
        places = sum(len(turn.rows) for turn in order)
        length = max(SHORTEST, min(LONGEST, MEMORY // (8 * steps * max(1, places))))
        return [(begin, min(begin + length, count)) for begin in range(0, count, length)]

    def standing(self, name: str, row: int) -> Any:
        """A value that no draw moves: a number, by step and one, or a list of what are no numbers."""
        if name not in self.still:
            self.still[name] = rows_by_step(self.values[name])
        return self.still[name][row]

    def still_sum(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        """What the rows of another quantity that no draw moves add up to within a row; the same in every stretch."""
        key = other.name, quantity.row, quantity.step, row
        if key not in self.sums:
            moving = self.moving.get(other.name, ())
            rows = [at for at in self.program.rows_within(other.row, quantity.row, row) if at not in moving]
            values = self.values[other.name]
            value = Run(self.program, self.values).summed(quantity, other, [values[at] for at in rows])
            self.sums[key] = by_step(value) if isinstance(value, list) else value
        return self.sums[key]

    def _moving(self) -> dict[str, set[int]]:
        """The rows that depend on what varies, by quantity."""
        program = self.program
        rulebook = program.rulebook
        moving: dict[str, set[int]] = {}
        for name, row in self.varying:
            moving.setdefault(name, set()).add(row)
        for quantity in rulebook.order():
            for read in rulebook.reads(quantity):
                rows = moving.get(read.name)
                if not rows or (read.name == quantity.name):
                    continue
                index = rulebook.quantities[read.name].row
                mine = moving.setdefault(quantity.name, set())
                if quantity.row == index:
                    mine |= rows
                elif rulebook.within(index, quantity.row):
                    mine.update(program.row_of(index, row, quantity.row) for row in rows)
                else:
                    for row in rows:
                        mine.update(program.rows_within(quantity.row, index, row))
        return {name: rows for name, rows in moving.items() if rows}


class Stretch:
    """The values of a stretch of draws: what is wanted of them, once all is computed."""

    def __init__(self, of: Arrays, order: Sequence[Turn], columns: Sequence[Array], count: int) -> None:
        self.of = of
        self.program = of.program
        self.count = count
        self.known: dict[str, dict[int, Any]] = {}
        self.sums: dict[str, dict[Any, Any]] = {}
        for (name, row), column in zip(of.varying, columns, strict=True):
            self.known.setdefault(name, {})[row] = column
        with np.errstate(all="ignore"):  # a branch that is not taken may divide by zero
            for turn in order:
                own = self.known.setdefault(turn.quantity.name, {})
                for row in turn.rows:
                    own[row] = self._computed(turn.quantity, row)
                for name in turn.last_read:  # memory that was written to is sooner at hand than new
                    self.known.pop(name, None)
                    self.sums.pop(name, None)

    def total(self, places: Sequence[Position]) -> Any:
        """The sum of some quantities over all their steps."""
        still: list[float] = []
        whole: Any = 0.0
        for name, row in places:
            if row not in self.of.moving.get(name, ()):
                value = self.program.whole(name, self.of.values[name][row])
                still += value if isinstance(value, list) else [value]
                continue
            whole = whole + self._over_steps(self.place(name, row), self.program.rulebook.quantities[name].step)
        return whole + fsum(still)

    def place(self, name: str, row: int) -> Any:
        """The value of a row in all draws."""
        if row not in self.of.moving.get(name, ()):
            return self.of.standing(name, row)
        return self.known[name][row]

    def _computed(self, quantity: Quantity, row: int) -> Any:
        if quantity.term is None:
            return self._opaque(quantity, row) if self.program.applies(quantity, row) else 0.0
        term = self.program.term(quantity, row)
        if term is None:
            return 0.0

        def read(one: Name | Total) -> Any:
            return self._read(quantity, row, one)

        if quantity.name in self.program.rulebook.running:
            return self._running(quantity, term, read)
        return self._evaluated(term, read)

    def _evaluated(self, term: Term, read: Callable[[Name | Total], Any]) -> Any:
        if isinstance(term, Name | Total):
            return read(term)
        if isinstance(term, Number):
            return term.value
        assert isinstance(term, Apply)
        arguments = [self._evaluated(argument, read) for argument in term.arguments]
        return applied(term.operation, arguments)

    def _running(self, quantity: Quantity, term: Term, read: Callable[[Name | Total], Any]) -> Any:
        assert quantity.step is not None
        own = Name(quantity.name, prior=True)
        known: dict[Name | Total, Any] = {}
        steps = self.program.structure.size(quantity.step)
        values = np.empty((steps, self.count))
        last: Any = quantity.before
        for step in range(steps):

            def here(one: Name | Total, last: Any = last, step: int = step) -> Any:
                if one == own:
                    return last
                if one not in known:
                    known[one] = read(one)
                value = known[one]
                return value[step] if isinstance(value, np.ndarray) and value.ndim == 2 else value

            last = self._evaluated(term, here)
            values[step] = last
        return values

    def _opaque(self, quantity: Quantity, row: int) -> Any:
        arguments = [
            self.program.label(quantity, row, read.name)
            if self.program.rulebook.quantities[read.name].unit == LABEL
            else self._read(quantity, row, read)
            for read in self.program.rulebook.arguments(quantity)
        ]
        function = self.of.opaque.get(quantity.name)
        assert quantity.function is not None
        if function is not None:
            return function(*arguments)
        labels = [
            self.program.rulebook.quantities[read.name].unit == LABEL
            for read in self.program.rulebook.arguments(quantity)
        ]
        return one_by_one(quantity.function, arguments, labels)

    def _read(self, quantity: Quantity, row: int, read: Name | Total) -> Any:
        program = self.program
        other = program.rulebook.quantities[read.name]
        if isinstance(read, Total):
            return self._sum(quantity, row, other)
        value = self.place(other.name, program.row_of(quantity.row, row, other.row))
        if read.prior:
            whole = self._whole(value, other.step)
            return np.concatenate([np.full((1, whole.shape[1]), other.before), whole[:-1]])
        if other.step is not None and other.step != quantity.step and not steady(value):
            assert quantity.step is not None
            return value[list(program.structure.parents[quantity.step])]
        return value

    def _sum(self, quantity: Quantity, row: int, other: Quantity) -> Any:
        key, sums = (quantity.row, quantity.step, row), self.sums.setdefault(other.name, {})
        if key not in sums:
            moving = self.of.moving.get(other.name, set())
            rows = self.program.rows_within(other.row, quantity.row, row)
            stepwise = other.step is not None and other.step != quantity.step
            parts = [self.of.still_sum(quantity, row, other)]
            for at in rows:
                if at in moving:
                    value = self.place(other.name, at)
                    if stepwise and quantity.step is None:
                        assert other.step is not None
                        parts += list(self._whole(value, other.step))
                    elif stepwise:
                        assert other.step is not None
                        assert quantity.step is not None
                        table = self._whole(value, other.step)
                        stretches = self.program.children(other.step, quantity.step)
                        parts.append(np.stack([summed(table[stretch]) for stretch in stretches]))
                    else:
                        parts.append(value)
            sums[key] = summed(parts)
        return sums[key]

    def _over_steps(self, value: Any, step: str | None) -> Any:
        if step is None:
            return value
        if steady(value):
            return value * self.program.structure.size(step)
        return value.sum(axis=0)

    def _whole(self, value: Any, step: str | None) -> Array:
        """A value by step and draw, or by step and one."""
        assert step is not None
        steps = self.program.structure.size(step)
        if not isinstance(value, np.ndarray):
            return np.full((steps, 1), float(value))
        return value if value.ndim == 2 else np.broadcast_to(value, (steps, len(value)))
