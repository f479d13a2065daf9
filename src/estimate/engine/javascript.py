"""The same formulas as JavaScript: each traced term once, whatever the number of rows, steps and cases that use it.

A formula becomes a function of the values `v`, a row `r`, a step `m` and the shape `s` of a case. Its text keeps the names of what it
reads, so that a page can show it in words. Which formula holds in which row is data of the case, as its inputs are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.minified import minified
from estimate.engine.program import Program, Values
from estimate.engine.terms import EngineError, Name, Total, names_in, render

NOT_HERE = -1
"""Stands for the formula of a row in which a quantity does not hold."""
OPAQUE = "opaque"
"""The object whose functions are the formulas that are algorithms of their own."""


class JavaScript:
    """Formulas of one or several programs, each text once. `portable` makes data of the objects that opaque formulas read."""

    def __init__(self, portable: Callable[[Any], Any]) -> None:
        self._portable = portable
        self._texts: dict[str, int] = {}
        self._quantities: dict[str, Quantity] = {}
        self._within: dict[str, str | None] = {}

    def case(
        self, program: Program, inputs: Values, wanted: Iterable[str], asked: Mapping[str, Sequence[int]] | None = None
    ) -> dict[str, Any]:
        """The data of one case: its shape, its inputs, and its program as far as the wanted quantities need it.

        `asked` are rows of quantities that do not hold there and are nevertheless computed for whoever asks.
        """
        rulebook, structure = program.rulebook, program.structure
        self._within |= {**rulebook.rows, **rulebook.steps}
        needed = set(wanted)
        parts: dict[str, Any] = {}
        labels: set[str] = set()
        told = {}
        for name, rows in (asked or {}).items():
            texts = [self._text(program, rulebook.quantities[name], row) for row in rows]
            told[name] = {row: self._index(text) for row, (text, _) in zip(rows, texts, strict=True)}
            read = set().union(*(names for _, names in texts))
            labels |= {one for one in read if rulebook.quantities[one].unit == LABEL}
            needed |= read - labels
            self._quantities[name] = rulebook.quantities[name]
        for quantity in reversed(rulebook.order()):
            if quantity.name in needed:
                rows, reads, read_labels = self._formula(program, quantity)
                parts[quantity.name] = [quantity.name, rows]
                needed |= reads
                labels |= read_labels
        used = {name: quantity for name, quantity in rulebook.quantities.items() if name in needed}
        self._quantities |= used | {name: rulebook.quantities[name] for name in labels}
        return {
            "sizes": {index: structure.size(index) for index in (*rulebook.rows, *rulebook.steps)},
            "parents": {index: list(structure.parents.get(index, ())) for index in (*rulebook.rows, *rulebook.steps)},
            "inputs": {name: [_number(row) for row in inputs[name]] for name, one in used.items() if one.is_input},
            "labels": {name: [self._portable(word) for word in structure.labels[name]] for name in sorted(labels)},
            "program": [parts[quantity.name] for quantity in rulebook.order() if quantity.name in parts],
            "told": told,
        }

    def model(self) -> dict[str, Any]:
        """What the cases share: of each quantity its indexes, unit and sentence, and what the indexes lie within."""
        return {
            "quantities": {
                name: [quantity.row, quantity.step, quantity.unit, quantity.doc, quantity.method]
                for name, quantity in self._quantities.items()
            },
            "within": self._within,
        }

    def source(self, opaque: str) -> str:
        """The program text: what formulas are made of, the opaque ones, and every formula of the cases so far."""
        listed = ",\n".join(f"(v,r,m,s)=>{text}" for text in self._texts)
        return "\n".join([minified(runtime()), minified(opaque), f"const formulas=[\n{listed}\n];"])

    def _formula(self, program: Program, quantity: Quantity) -> tuple[list[Any], set[str], set[str]]:
        """For each text the rows in which it holds, and the quantities and labels that they read."""
        found: dict[int, list[int]] = {}
        reads: set[str] = set()
        labels: set[str] = set()
        for row in range(program.structure.size(quantity.row)):
            if not program.applies(quantity, row):
                found.setdefault(NOT_HERE, []).append(row)
                continue
            text, read = self._text(program, quantity, row)
            labels |= {name for name in read if program.rulebook.quantities[name].unit == LABEL}
            reads |= read - labels
            found.setdefault(self._index(text), []).append(row)
        return [[at, rows] for at, rows in found.items()], reads, labels

    def _index(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def _text(self, program: Program, quantity: Quantity, row: int) -> tuple[str, set[str]]:
        def name(read: Name | Total) -> str:
            return _total(program, quantity, read.name) if isinstance(read, Total) else _read(program, quantity, read)

        def label(key: str) -> str:
            return str(program.label(quantity, row, key))

        if quantity.term is None:
            arguments = program.rulebook.arguments(quantity)
            return f"{OPAQUE}.{quantity.name}({','.join(map(name, arguments))})", {read.name for read in arguments}
        return render(quantity.term, "javascript", name, label), {read.name for read in names_in(quantity.term, label)}


def runtime() -> str:
    """What formulas are made of, as JavaScript."""
    return files("estimate.engine").joinpath("runtime.js").read_text(encoding="utf-8")


def _place(quantity: Quantity, other: Quantity) -> str:
    """The row of another quantity that a formula sees."""
    if other.row is None:
        return "0"
    return "r" if other.row == quantity.row else f"s.{quantity.row}_{other.row}[r]"


def _read(program: Program, quantity: Quantity, read: Name) -> str:
    other = program.rulebook.quantities[read.name]
    at = _place(quantity, other)
    if other.unit == LABEL:
        return f"s.label.{other.name}[{at}]"
    if read.prior:
        return f"prior(v.{other.name}[{at}],m,{other.before!r})"
    if other.step is None:
        return f"v.{other.name}[{at}]"
    step = "m" if other.step == quantity.step else f"s.{quantity.step}_{other.step}[m]"
    return f"v.{other.name}[{at}][{step}]"


def _total(program: Program, quantity: Quantity, name: str) -> str:
    """The sum over the indexes that a formula does not have."""
    rulebook, other = program.rulebook, program.rulebook.quantities[name]
    if not rulebook.within(other.row, quantity.row):
        rows = f"[{_place(quantity, other)}]" if rulebook.within(quantity.row, other.row) else f"s.{other.row}_all"
    elif other.row == quantity.row:
        rows = "[0]" if other.row is None else "[r]"
    else:
        rows = f"s.{other.row}_all" if quantity.row is None else f"s.{quantity.row}__{other.row}[r]"
    if other.step is None:
        return f"total(v.{name},{rows})"
    if other.step == quantity.step:
        return f"total(v.{name},{rows},m)"
    if quantity.step is None:
        return f"total(v.{name},{rows},s.{other.step}_all)"
    if not rulebook.within(other.step, quantity.step):
        raise EngineError(f"{quantity.name}: {name} has one value for several steps, which is no sum")
    return f"total(v.{name},{rows},s.{quantity.step}__{other.step}[m])"


def _number(value: Any) -> Any:
    """A number or a list by step as JSON has it: null where it is no number, "inf" without end, one number where all are alike."""
    if isinstance(value, list):
        found = [_number(one) for one in value]
        return found[0] if len(set(found)) == 1 else found
    if not math.isfinite(value):
        return None if math.isnan(value) else "inf"
    return int(value) if value == int(value) and abs(value) < 1e15 else float(value)
