"""Why a figure is what it is: the formula, what went into it, and so on down to the line of the file it came from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import field

from estimate.answers.estimate import Estimate, LineResult
from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.terms import Name, Total, names_in, render
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import At
from estimate.ground.records import dataclass

WIDEST = 12
"""How many parts of a sum are listed one by one."""


@dataclass
class Node:
    """A figure in an explanation: its name and value, how it came about, and the figures it came from.

    `word` is what stands for a value where the figure is a word; the value is then not a number.
    """

    name: str
    value: float
    unit: str
    doc: str = ""
    word: str = ""
    formula: str = ""
    sourced: Sourced | None = None
    at: At = "expected"
    children: list[Node] = field(default_factory=list)
    seen: bool = False


class Explainer:
    """Builds the tree behind a figure of an estimate, for one month."""

    def __init__(self, result: Estimate, month: int) -> None:
        self.result = result
        self.rulebook = result.program.rulebook
        self.month = month
        self._seen: set[tuple[str, int, int]] = set()

    def line(self, line: LineResult) -> Node:
        """A cost line: its sum over the term, and how the month's part of it came about."""
        months = len(line.amounts) - 1
        amount = sum(line.amounts)
        label = " · ".join(part for part in (line.id, line.queue, line.team) if part)
        node = Node(label, amount, "money", line.label, formula=f"total of {line.line.amount} over {months} months")
        node.children.append(self.quantity(line.line.amount, line.row, self.month))
        return node

    def single(self, name: str) -> Node:
        """A figure of the whole estimate, such as total_cost."""
        return self.quantity(name, 0, 0)

    def quantity(self, name: str, row: int, step: int) -> Node:
        """One value of a quantity and everything that it rests on."""
        quantity = self.rulebook.quantities[name]
        node = Node(self._title(quantity, row, step), self._value(quantity, row, step), quantity.unit, quantity.doc)
        key = (name, row, step if quantity.step else 0)
        node.seen = key in self._seen
        self._seen.add(key)
        if quantity.is_input and quantity.unit == LABEL:
            label = self.result.case.labels[name][row]
            node.unit, node.word = "", label if isinstance(label, str) else "a table of its own"
            return node
        if quantity.is_input:
            sourced = self.result.case.sourced[name][row]
            node.sourced = sourced[step] if isinstance(sourced, list) else sourced
            node.unit, node.at = node.sourced.unit or quantity.unit, self.result.case.at
            return node
        node.formula = self._formula(quantity, row)
        if not node.seen:
            node.children.extend(self._children(quantity, row, step))
        return node

    def _children(self, quantity: Quantity, row: int, step: int) -> Iterator[Node]:
        for read in self._reads(quantity, row):
            other = self.rulebook.quantities[read.name]
            if isinstance(read, Total):
                yield self._sum(quantity, row, step, other)
                continue
            at = self.result.program.row_of(quantity.row, row, other.row)
            when = self._step(quantity, other, step)
            if other.unit != LABEL and math.isnan(self._value(other, at, when)):
                continue  # has no meaning here, so nothing came from it
            if read.prior:
                if when > 0:
                    yield self.quantity(other.name, at, when - 1)
            else:
                yield self.quantity(other.name, at, when)

    def _reads(self, quantity: Quantity, row: int) -> list[Name | Total]:
        if quantity.term is None:
            return list(self.rulebook.reads(quantity))
        return list(dict.fromkeys(names_in(quantity.term, lambda key: self._label(quantity, row, key))))

    def _sum(self, quantity: Quantity, row: int, step: int, other: Quantity) -> Node:
        """The parts of a sum: its members, where they are few, each in the month that is being explained."""
        program = self.result.program
        rows = program.rows_within(other.row, quantity.row, row)
        over = [other.row] if other.row and other.row != quantity.row else []
        if other.step and other.step != quantity.step:
            over.append(other.step)
            within = slice(None)
            if quantity.step is not None:
                within = program.children(other.step, quantity.step)[step]
            parts: list[float] = [v for at in rows for v in self.result.values[other.name][at][within]]
        else:
            parts = [self._value(other, at, step) for at in rows]
        node = Node(
            f"total of {other.name}", sum(parts), other.unit, other.doc, formula=f"sum over {' and '.join(over)}"
        )
        busy = [at for at in rows if self._value(other, at, self._step(quantity, other, step))]
        for at in busy[:WIDEST]:
            node.children.append(self.quantity(other.name, at, self._step(quantity, other, step)))
        return node

    def _step(self, quantity: Quantity, other: Quantity, step: int) -> int:
        if other.step is None or other.step == quantity.step:
            return step
        if quantity.step is None or not self.rulebook.within(quantity.step, other.step):
            return self.month  # of the many that were summed, the one that is being explained
        return self.result.program.structure.parents[quantity.step][step]

    def _formula(self, quantity: Quantity, row: int) -> str:
        if quantity.term is None:
            return f"computed by {quantity.method}"
        return render(
            quantity.term,
            "words",
            lambda read: (
                f"total of {read.name}" if isinstance(read, Total) else f"last {read.name}" if read.prior else read.name
            ),
            lambda key: self._label(quantity, row, key),
        )

    def _label(self, quantity: Quantity, row: int, key: str) -> str:
        label = self.rulebook.quantities[key]
        assert label.unit == LABEL
        return str(self.result.case.labels[key][self.result.program.row_of(quantity.row, row, label.row)])

    def _title(self, quantity: Quantity, row: int, step: int) -> str:
        members = self.result.case.members
        where = []
        if quantity.row is not None:
            where.append(members[quantity.row][row])
        if quantity.step is not None and not quantity.is_input:
            where.append(members[quantity.step][step])
        return f"{quantity.name}[{', '.join(where)}]" if where else quantity.name

    def _value(self, quantity: Quantity, row: int, step: int) -> float:
        if quantity.unit == LABEL:
            return math.nan
        return float(self.result.value(quantity.name, row, step))


def lines_named(result: Estimate, name: str) -> list[LineResult]:
    """The lines of an id, or of a category, in the order of the estimate."""
    return [line for line in result.lines if name in {line.id, line.category}]
