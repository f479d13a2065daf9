"""The formulas of one case as spreadsheet text: one formula a row of a sheet, the same in each of its columns.

A sheet has one column for each step of the finest kind (months); a value of a coarser step (the year of a month) stands in each
of its columns. Where cells lie is the business of whoever lays the sheets out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.terms import VOCABULARY, Apply, Choice, EngineError, Name, Number, Term, Total, option_of, render
from estimate.ground.records import dataclass

if TYPE_CHECKING:
    from estimate.engine.program import Position, Program

How = Literal["here", "before", "whole", "outer"]
"""How a formula reads a row: in its own column (a value without steps: in the one column of those), one column before, all
columns at once, or those columns that belong to the outer step of its own."""
Where = Callable[["Position", How], str]
"""The text that reads a place: an address, or a range of them (`outer`: the sum over the columns of the outer step)."""
Opaque = Callable[[Quantity, int], "Sequence[str] | float"]
"""What the cells of an opaque formula read in one row, by name; or the number that it is there."""

ZERO, ONE = Number(0.0), Number(1.0)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Rows of one quantity that are added, each read in the same way."""

    places: tuple[Position, ...]
    how: How


class SheetFormulas:
    """The formulas that some quantities of a program need, with what the case has decided left out.

    `fixed` are inputs that are no claim about the world; they are written into the formulas, so that a term that a contract
    does not have leaves no trace. `places` are the rows of formulas, each after what it reads; `inputs` are the rows of inputs.
    Raises EngineError for a sum over an outer step, which has no column of its own.
    """

    def __init__(
        self, program: Program, wanted: Sequence[Position], fixed: Mapping[Position, float], opaque: Opaque
    ) -> None:
        self.program = program
        self._fixed = fixed
        self._opaque = opaque
        self._terms: dict[Position, Term | None] = {}
        self._reads: dict[str, tuple[Position, How] | _Sum] = {}
        for quantity in program.rulebook.order():
            for row in range(program.structure.size(quantity.row)):
                self._terms[quantity.name, row] = self._term(quantity, row)
        self.places: tuple[Position, ...] = ()
        self.inputs: tuple[Position, ...] = ()
        self._find(wanted)

    def constant(self, place: Position) -> float | None:
        """The number that a place always is, or None where it is computed."""
        term = self._place(place)
        return term.value if isinstance(term, Number) else None

    def is_opaque(self, place: Position) -> bool:
        """Whether a row's cells are those of an opaque formula."""
        return self._terms.get(place, ZERO) is None

    def text(self, place: Position, where: Where) -> str:
        """The formula of a row, without the equals sign."""
        term = self._terms[place]
        assert term is not None, place

        def name(read: Name | Total) -> str:
            found = self._reads[read.name]
            if isinstance(found, _Sum):
                parts = [where(one, found.how) for one in found.places]
                if found.how == "whole" or len(parts) > 1:
                    return f"SUM({','.join(parts)})"
                return parts[0]
            return where(*found)

        return render(term, "sheet", name, lambda _: None)

    def reads(self, place: Position) -> list[Position]:
        """The rows that a row's formula reads."""
        term = self._terms.get(place, ZERO)
        if term is None:
            quantity = self.program.rulebook.quantities[place[0]]
            names = self._opaque(quantity, place[1])
            assert not isinstance(names, float)
            rows = ((name, self._row(quantity, place[1], self.program.rulebook.quantities[name])) for name in names)
            return [one for one in rows if self.constant(one) is None]
        found: list[Position] = []
        for leaf in _leaves(term):
            read = self._reads[leaf]
            found += read.places if isinstance(read, _Sum) else [read[0]]
        return found

    def _find(self, wanted: Sequence[Position]) -> None:
        needed: set[Position] = set()
        waiting = [place for place in wanted if self.constant(place) is None]
        while waiting:
            place = waiting.pop()
            if place not in needed:
                needed.add(place)
                waiting += self.reads(place)
        self.places = tuple(place for place in self._terms if place in needed)
        self.inputs = tuple(
            (name, row)
            for name, quantity in self.program.rulebook.quantities.items()
            if quantity.is_input
            for row in range(self.program.structure.size(quantity.row))
            if (name, row) in needed
        )

    def _row(self, quantity: Quantity, row: int, other: Quantity) -> int:
        return self.program.row_of(quantity.row, row, other.row)

    def _place(self, place: Position) -> Term:
        """What a row is to those that read it: a number, or itself."""
        if place in self._fixed:
            return Number(self._fixed[place])
        term = self._terms.get(place)
        return term if isinstance(term, Number) else self._leaf(f"{place[0]}[{place[1]}]", (place, "here"))

    def _leaf(self, text: str, read: tuple[Position, How] | _Sum) -> Name:
        self._reads[text] = read
        return Name(text)

    def _term(self, quantity: Quantity, row: int) -> Term | None:
        if not self.program.applies(quantity, row):
            return ZERO
        if quantity.term is None:
            found = self._opaque(quantity, row)
            return Number(found) if isinstance(found, float) else None
        return self._reduced(quantity, row, quantity.term)

    def _reduced(self, quantity: Quantity, row: int, term: Term) -> Term:
        if isinstance(term, Name):
            return self._read(quantity, row, term)
        if isinstance(term, Total):
            return self._total(quantity, row, term)
        if isinstance(term, Choice):
            return self._reduced(quantity, row, option_of(term, self.program.label(quantity, row, term.key)))
        if isinstance(term, Apply):
            return _applied(term.operation, [self._reduced(quantity, row, part) for part in term.arguments])
        return term

    def _read(self, quantity: Quantity, row: int, read: Name) -> Term:
        other = self.program.rulebook.quantities[read.name]
        assert other.unit != LABEL
        place = (other.name, self._row(quantity, row, other))
        if not read.prior:
            return self._place(place)
        if place != (quantity.name, row) and self.constant(place) == other.before:
            return self._place(place)
        return self._leaf(f"prior {place[0]}[{place[1]}]", (place, "before"))

    def _total(self, quantity: Quantity, row: int, read: Total) -> Term:
        program = self.program
        other = program.rulebook.quantities[read.name]
        how: How = "here"
        if other.step is not None and other.step != quantity.step:
            if program.rulebook.steps[other.step] is None:
                raise EngineError(f"{quantity.name}: a sheet has no columns of {other.step} to sum {other.name} over")
            how = "whole" if quantity.step is None else "outer"
        rows = program.rows_within(other.row, quantity.row, row)
        terms = [self._place((other.name, at)) for at in rows]
        moving = tuple((other.name, at) for at, term in zip(rows, terms, strict=True) if not isinstance(term, Number))
        still = sum(term.value for term in terms if isinstance(term, Number))
        if still and how != "here":
            raise EngineError(f"{quantity.name}: {other.name} is a constant and has no cells to sum over")
        if not moving:
            return Number(still)
        leaf = self._leaf(f"total {read.name} in {quantity.name}[{row}]", _Sum(moving, how))
        return _applied("add", [leaf, Number(still)])


def _applied(operation: str, arguments: Sequence[Term]) -> Term:
    """An operation, left out where its result does not depend on what can change."""
    first, second, *rest = [*arguments, ZERO, ZERO] if len(arguments) < 2 else arguments
    if all(isinstance(argument, Number) for argument in arguments):
        values = [argument.value for argument in arguments if isinstance(argument, Number)]
        try:
            return Number(float(VOCABULARY[operation].value(*values)))
        except ArithmeticError:  # in the branch of a choice that is never taken
            return Apply(operation, tuple(arguments))
    match operation:
        case "where" if isinstance(first, Number):
            return second if first.value else rest[0]
        case "where" if second == rest[0]:
            return second
        case "ratio" if isinstance(second, Number):
            return _applied("divide", [first, second]) if second.value else rest[0]
        case "ratio" if first == ZERO and rest[0] == ZERO:
            return ZERO
        case "multiply" if ZERO in (first, second):
            return ZERO
        case "divide" if first == ZERO:
            return ZERO
        case "power" if first == ONE:
            return ONE
        case "add" if first == ZERO:
            return second
        case "add" | "subtract" if second == ZERO:
            return first
        case "multiply" if first == ONE:
            return second
        case "multiply" | "divide" if second == ONE:
            return first
    return Apply(operation, tuple(arguments))


def _leaves(term: Term) -> list[str]:
    if isinstance(term, Name):
        return [term.name]
    if isinstance(term, Apply):
        return [name for argument in term.arguments for name in _leaves(argument)]
    return []
