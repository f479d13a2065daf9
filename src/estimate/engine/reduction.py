"""The part of a program that a few inputs move: what stands still folded into constants, the rest ready for few loops.

What is drawn or swept runs thousands of times while most of a case stands still. These are the same formulas with the same
arithmetic in the same order, so that a reduced program gives the very numbers of the whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import fsum, isfinite, nan
from typing import TYPE_CHECKING, Any

from estimate.engine.formulas import LABEL, Quantity
from estimate.engine.loops import Leaf, Loops, Reduced, Sum
from estimate.engine.terms import VOCABULARY, Apply, Choice, EngineError, Name, Number, Term, Total, option_of, render

if TYPE_CHECKING:
    from estimate.engine.program import Place, Program, Values

ZERO, ONE = Number(0.0), Number(1.0)


class Reduction:
    """Formulas as functions of some inputs alone; every other value is taken from a run of the whole program.

    Raises EngineError for an input with a value for each step: it cannot vary as one number.
    """

    def __init__(self, program: Program, values: Values, varying: Sequence[Place]) -> None:
        if any(program.book.quantities[name].step is not None for name, _ in varying):
            raise EngineError("an input with a value for each step cannot vary as one number")
        self._program = program
        self._values = values
        self._leaves: dict[str, Leaf] = {}
        self._names: dict[str, Any] = {}
        self._known: dict[Any, Name] = {}
        self._hoisted: dict[str, Name] = {}
        self._given = [f"{name}_{row}" for name, row in varying]
        self._terms: dict[Place, Term] = {(name, row): self._leaf(Leaf(f"{name}_{row}")) for name, row in varying}
        self._moving = self._movable({name for name, _ in varying})

    def values(self, wanted: Sequence[Place]) -> Reduced:
        """A function of the inputs that returns what is wanted: of each a number, or a list by step."""
        self._work_out(wanted)
        results = []
        for place in wanted:
            moved = self._moved(place)
            results.append((self._object(self._whole(place)) if moved is None else moved).name)
        return self._loops().compiled(self._given, results)

    def totals(self, groups: Sequence[Sequence[Place]]) -> Reduced:
        """A function of the inputs that returns for each group the sum of its quantities over all their steps."""
        self._work_out(list(chain(*groups)))
        sums = []
        for at, group in enumerate(groups):
            still: list[float] = []
            moving = []
            for place in group:
                term = self._moved(place)
                if term is not None:
                    moving.append(term.name)
                else:
                    whole = self._whole(place)
                    still += whole if isinstance(whole, list) else [whole]
            sums.append(Sum(f"total_{at}", fsum(still), moving))
        return self._loops().compiled(self._given, (), sums)

    def _loops(self) -> Loops:
        steps = self._program.book.steps
        return Loops(self._leaves, {step: self._program.structure.size(step) for step in steps}, self._names)

    def _movable(self, names: set[str]) -> set[str]:
        """The names of all quantities that may follow from some."""
        book = self._program.book
        for quantity in book.order():
            if any(read.name in names for read in book.reads(quantity)):
                names.add(quantity.name)
        return names

    def _work_out(self, wanted: Sequence[Place]) -> None:
        """Reduce every formula that may lie between the inputs that vary and what is wanted."""
        book = self._program.book
        needed = {name for name, _ in wanted}
        between = []
        for quantity in reversed(book.order()):
            if quantity.name in needed and quantity.name in self._moving:
                needed.update(read.name for read in book.reads(quantity))
                between.append(quantity)
        for quantity in reversed(between):
            for row in range(self._program.structure.size(quantity.row)):
                self._terms[quantity.name, row] = self._formula(quantity, row)

    def _place(self, name: str, row: int) -> Term:
        if (name, row) not in self._terms:
            self._terms[name, row] = self._constant(self._values[name][row], self._program.book.quantities[name].step)
        return self._terms[name, row]

    def _moved(self, place: Place) -> Name | None:
        """The leaf of a quantity, by step where it has steps; None for what stands still."""
        term = self._terms.get(place)
        if term is None or not self._moves(term):
            return None
        return self._each(term, self._program.book.quantities[place[0]].step)

    def _whole(self, place: Place) -> Any:
        name, row = place
        return self._program.whole(name, self._values[name][row])

    # Formulas, evaluated as far as they stand still

    def _formula(self, quantity: Quantity, row: int) -> Term:
        target = f"{quantity.name}_{row}"
        if not self._program.applies(quantity, row):
            return ZERO
        if quantity.term is None:
            arguments = [self._read(quantity, row, read) for read in self._program.book.arguments(quantity)]
            if not any(map(self._moves, arguments)):
                return self._constant(self._values[quantity.name][row], quantity.step)
            function = f"_{quantity.name}"
            self._names[function] = quantity.function
            body = f"{function}({', '.join(map(self._text, arguments))})"
        else:
            term = self._reduced(quantity, row, quantity.term)
            if not self._moves(term):
                return term
            if isinstance(term, Name) and quantity.before is None and self._leaf_of(term).stays:
                return term
            arguments, body = [term], self._text(term)
        # What turns out the same in each step is computed once, unless somebody reads its last value.
        step = self._step(arguments) if quantity.before is None else quantity.step
        return self._computed(target, step, body, arguments)

    def _reduced(self, quantity: Quantity, row: int, term: Term) -> Term:
        if isinstance(term, Name | Total):
            return self._read(quantity, row, term)
        if isinstance(term, Choice):
            chosen = self._program.label(quantity, row, term.key)
            return self._reduced(quantity, row, option_of(term, chosen))
        if isinstance(term, Apply):
            return self._applied(term.operation, [self._reduced(quantity, row, part) for part in term.arguments])
        return term

    def _applied(self, operation: str, arguments: Sequence[Term]) -> Term:
        """An operation on reduced terms; one whose result does not hang on what moves is carried out."""
        if not any(map(self._moves, arguments)):
            return self._folded(VOCABULARY[operation].value, arguments)
        first, second, *rest = arguments if len(arguments) > 1 else (*arguments, ZERO)
        match operation:
            case "ratio" if isinstance(second, Number):
                return self._applied("divide", [first, second]) if second.value else rest[0]
            case "where" if isinstance(first, Number):
                return second if first.value else rest[0]
            case "multiply" if ZERO in (first, second):
                return ZERO
            case "divide" if first == ZERO:
                return ZERO
            case "add" if first == ZERO:
                return second
            case "multiply" if first == ONE:
                return second
            case "add" | "subtract" if second == ZERO:
                return first
            case "multiply" | "divide" if second == ONE:
                return first
        return Apply(operation, tuple(arguments if self._step(arguments) is None else map(self._lifted, arguments)))

    def _folded(self, function: Callable[..., float], arguments: Sequence[Term]) -> Term:
        """The constant that a function makes of constants, step by step where one of them varies."""

        def value(*values: Any) -> Any:
            try:
                return function(*values)
            except ArithmeticError:  # in the branch of a choice that is never taken
                return nan

        step = self._step(arguments)
        if step is None:
            return self._constant(value(*map(self._value, arguments)), None)
        columns = [self._by_step(argument, step) for argument in arguments]
        return self._constant([value(*column) for column in zip(*columns, strict=True)], step)

    def _lifted(self, term: Term) -> Term:
        """A term within a loop that does not vary along it, computed once before; any other as it is."""
        if not isinstance(term, Apply) or self._step([term]) is not None:
            return term
        text = self._text(term)
        if text not in self._hoisted:
            self._hoisted[text] = self._computed(f"same_{len(self._hoisted)}", None, text, [term])
        return self._hoisted[text]

    # What formulas read

    def _read(self, quantity: Quantity, row: int, read: Name | Total) -> Term:
        program = self._program
        other = program.book.quantities[read.name]
        if isinstance(read, Total):
            return self._total(quantity, row, other)
        if other.unit == LABEL:
            return self._object(program.label(quantity, row, other.name))
        at = program.row_of(quantity.row, row, other.row)
        if read.prior:
            return self._prior(quantity, row, other, at)
        term = self._place(other.name, at)
        if other.step is None or other.step == quantity.step:
            return term
        assert quantity.step is not None
        parents = tuple(program.structure.parents[quantity.step])
        if not self._moves(term):
            values = self._by_step(term, other.step)
            return self._constant([values[i] for i in parents], quantity.step)
        if self._step([term]) is None:
            return term
        return self._gathered(quantity.step, f"[{{}}[i] for i in {parents}]", [term], other.step)

    def _prior(self, quantity: Quantity, row: int, other: Quantity, at: int) -> Term:
        before = other.before
        assert before is not None
        assert other.step is not None
        if other.name == quantity.name:
            own = f"{quantity.name}_{row}"
            return self._leaf(Leaf(f"prior_{own}", quantity.step, before=(own, before)))
        term = self._place(other.name, at)
        if not self._moves(term):
            return self._constant([before, *self._by_step(term, other.step)[:-1]], other.step)
        of = self._leaf_of(term)
        return self._leaf(Leaf(f"prior_{of.text}", of.step, of.stage, before=(of.text, before)))

    def _total(self, quantity: Quantity, row: int, other: Quantity) -> Term:
        program = self._program
        rows = program.rows_within(other.row, quantity.row, row)
        terms = [term for term in (self._place(other.name, i) for i in rows) if term != ZERO]
        if not terms:
            return ZERO
        if other.step is None or other.step == quantity.step:
            if not any(map(self._moves, terms)):
                return self._folded(lambda *values: fsum(values), terms)
            if len(terms) <= 2:  # the sum of two is rounded once either way
                return self._applied("add", terms) if len(terms) == 2 else terms[0]
            body = f"fsum(({', '.join(map(self._text, terms))}))"
            return self._computed(f"sum_{other.name}_in_{quantity.name}_{row}", self._step(terms), body, terms)
        still = not any(map(self._moves, terms))
        lists = [self._by_step(term, other.step) for term in terms] if still else []
        if quantity.step is None:
            if still:
                return self._constant(fsum(chain(*lists)), None)
            parts = ", ".join(["{}"] * len(terms))
            return self._gathered(None, f"fsum(chain({parts}))" if len(terms) > 1 else "fsum({})", terms, other.step)
        stretches = program.children(other.step, quantity.step)
        if still:
            sums = [fsum(chain(*(values[stretch] for values in lists))) for stretch in stretches]
            return self._constant(sums, quantity.step)
        parts = ", ".join(["*{}[a:b]"] * len(terms))
        ends = tuple((stretch.start, stretch.stop) for stretch in stretches)
        return self._gathered(quantity.step, f"[fsum(({parts},)) for a, b in {ends}]", terms, other.step)

    def _gathered(self, step: str | None, template: str, terms: Sequence[Term], of: str) -> Name:
        """What is made of whole lists by step, in the stage after their loop."""
        lists = [
            self._leaf_of(self._each(term, of) if self._moves(term) else self._object(self._by_step(term, of), of))
            for term in terms
        ]
        text, uses = template.format(*(leaf.list for leaf in lists)), tuple(leaf.text for leaf in lists)
        stage = 1 + max(leaf.stage for leaf in lists)
        name = f"gathered_{len(self._leaves)}"
        if step is None:
            return self._leaf(Leaf(name, None, stage, body=text, uses=uses, whole=True))
        return self._leaf(Leaf(name, step, stage, source=text, uses=uses, whole=True))

    # Leaves

    def _leaf(self, leaf: Leaf) -> Name:
        self._leaves.setdefault(leaf.text, leaf)
        return Name(leaf.text)

    def _computed(self, text: str, step: str | None, body: str, of: Sequence[Term]) -> Name:
        uses = tuple(dict.fromkeys(chain(*map(_names, of))))
        stage = max((self._leaves[use].stage for use in uses), default=0)
        running = self._leaves.get(f"prior_{text}")
        if running is not None:
            running.stage = stage
        return self._leaf(Leaf(text, step, stage, body=body, uses=uses))

    def _constant(self, value: Any, step: str | None) -> Term:
        """A constant of a formula: a number where it has one value, a list by step else."""
        values = value if isinstance(value, list) else [value]
        plain = all(type(one) in (int, float, bool) and isfinite(one) for one in values)
        if plain and all(one == values[0] for one in values):
            return Number(float(values[0]))
        return self._object(value, step, key=(step, *values) if plain else None)

    def _object(self, value: Any, step: str | None = None, key: Any = None) -> Name:
        """A value that formulas read by name: a list by step, a label, what is no plain number."""
        key = id(value) if key is None else key
        if key not in self._known:
            leaf = Leaf(f"given_{len(self._known)}", step if isinstance(value, list) else None, constant=True)
            self._names[leaf.text if leaf.step is None else leaf.list] = value
            self._known[key] = self._leaf(leaf)
        return self._known[key]

    def _leaf_of(self, term: Term) -> Leaf:
        assert isinstance(term, Name)
        return self._leaves[term.name]

    def _value(self, term: Term) -> Any:
        """What a constant term stands for."""
        if isinstance(term, Number):
            return term.value
        leaf = self._leaf_of(term)
        return self._names[leaf.text if leaf.step is None else leaf.list]

    def _by_step(self, term: Term, step: str) -> list[Any]:
        value = self._value(term)
        return value if isinstance(value, list) else [value] * self._program.structure.size(step)

    def _moves(self, term: Term) -> bool:
        return any(not self._leaves[name].constant for name in _names(term))

    def _step(self, terms: Sequence[Term]) -> str | None:
        """The index that some terms vary along."""
        names = chain(*map(_names, terms))
        return next((step for name in names if (step := self._leaves[name].step) is not None), None)

    def _each(self, term: Term, step: str | None) -> Name:
        """The leaf of what moves, with a value for each step even where it is the same in all."""
        leaf = self._leaf_of(term)
        if leaf.step == step:
            return Name(leaf.text)
        return self._computed(f"each_{leaf.text}", step, leaf.text, [term])

    @staticmethod
    def _text(term: Term) -> str:
        return render(term, "python", lambda read: read.name, lambda _: None)


def _names(term: Term) -> Iterator[str]:
    if isinstance(term, Name):
        yield term.name
    elif isinstance(term, Apply):
        for argument in term.arguments:
            yield from _names(argument)
