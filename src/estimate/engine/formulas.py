"""The rulebook: plain functions become quantities of a graph, checked when they are defined and before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from estimate.engine.terms import EngineError, Name, Number, Term, Total, keys_in, made, names_in
from estimate.ground.records import dataclass

F = TypeVar("F", bound=Callable[..., Any])

PRIOR = "prev_"
LABEL = "label"
"""The unit of an input that is part of the structure (a driver, a model, a calendar), not a number."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: where it lives, its unit, the sentence that says what it is, and how it comes about.

    An input has neither `function` nor `term`; an opaque formula has a function, no term, and the name of its `method`. `before` is its value one
    step before the first, for the formulas that read `prev_` of it. `only` is a label and the word of it that a formula holds
    for; elsewhere the value is 0 and the formula is not asked.
    """

    name: str
    row: str | None
    step: str | None
    unit: str
    doc: str
    function: Callable[..., Any] | None = None
    term: Term | None = None
    parameters: tuple[str, ...] = ()
    before: float | None = None
    only: tuple[str, str] | None = None
    method: str = ""

    @property
    def is_input(self) -> bool:
        return self.function is None


class Rulebook:
    """All quantities of a model, on its indexes.

    `rows` maps each index to the one it lies within (queue within team), `steps` likewise for the ordered ones (month
    within year). A quantity lives on at most one row index and one step index; it sees those that they lie within.
    """

    def __init__(self, *, rows: Mapping[str, str | None], steps: Mapping[str, str | None]) -> None:
        self.rows = dict(rows)
        self.steps = dict(steps)
        self.quantities: dict[str, Quantity] = {}
        self._order: tuple[Quantity, ...] | None = None
        self.running: frozenset[str] = frozenset()
        """The balances: formulas that read their own last value. Known once the order is."""
        self._keys: dict[str, tuple[str, ...]] = {}
        self._reads: dict[str, tuple[Name | Total, ...]] = {}
        self.nodes: dict[tuple[str, int], Any] = {}
        """What a program has made of formulas to compute them: by quantity, and by the term that its labels choose."""
        self._known: dict[tuple[str, tuple[Any, ...]], Term] = {}
        self._readers: dict[tuple[str, ...], dict[str, list[Quantity]]] = {}
        self.position: dict[str, int] = {}
        """Where each formula stands in the order."""

    def given(self, name: str, *, over: tuple[str, ...] = (), unit: str, doc: str, before: float | None = None) -> None:
        """Declare an input: a number, a label of the structure, or an object that opaque formulas read."""
        self._add(Quantity(name, *self._indexes(name, over), unit=unit, doc=doc, before=before))

    def formula(
        self,
        *,
        over: tuple[str, ...] = (),
        unit: str,
        before: float | None = None,
        method: str = "",
        only: tuple[str, str] | None = None,
    ) -> Callable[[F], F]:
        """Take a function as the definition of the quantity of its name; it stays a function.

        One that has a `method` (Erlang C) is opaque: it is an algorithm, and not traced.
        """

        def define(function: F) -> F:
            name = function.__name__
            doc = " ".join((function.__doc__ or "").split())
            if not doc:
                raise EngineError(f"{name}: a formula needs a docstring, the sentence that explain shows")
            code = function.__code__
            parameters = code.co_varnames[: code.co_argcount]
            term = None if method else _trace(name, function, parameters)
            row, step = self._indexes(name, over)
            self._add(Quantity(name, row, step, unit, doc, function, term, parameters, before, only, method))
            return function

        return define

    def order(self) -> tuple[Quantity, ...]:
        """Every formula, each after what it reads; checks the whole graph the first time."""
        if self._order is None:
            for quantity in self.quantities.values():
                self._check(quantity)
            self._order = self._sorted()
            self.position = {quantity.name: at for at, quantity in enumerate(self._order)}
            own = [
                (quantity, Name(quantity.name, prior=True)) for quantity in self._order if quantity.before is not None
            ]
            self.running = frozenset(quantity.name for quantity, name in own if name in self.reads(quantity))
        return self._order

    def readers(self, *wanted: str) -> dict[str, list[Quantity]]:
        """Of each quantity on the way to those that are wanted, the formulas on the way that read it, the last one first."""
        if wanted not in self._readers:
            self._readers[wanted] = self._found_readers(wanted)
        return self._readers[wanted]

    def _found_readers(self, wanted: Iterable[str]) -> dict[str, list[Quantity]]:
        needed = set(wanted)
        found: dict[str, list[Quantity]] = {}
        for quantity in reversed(self.order()):
            if quantity.name in needed:
                for name in dict.fromkeys(read.name for read in self.reads(quantity)):
                    needed.add(name)
                    if name != quantity.name:
                        found.setdefault(name, []).append(quantity)
        return found

    def within(self, index: str | None, outer: str | None) -> bool:
        """Whether a quantity on `index` sees one value of a quantity on `outer`."""
        if outer is None:
            return True
        while index is not None and index != outer:
            index = self.rows[index] if index in self.rows else self.steps[index]
        return index == outer

    def reads(self, quantity: Quantity) -> tuple[Name | Total, ...]:
        """What a formula depends on: the label that says whether it holds, and what it reads, as it reads it."""
        if quantity.name not in self._reads:
            self._reads[quantity.name] = self._found_reads(quantity)
        return self._reads[quantity.name]

    def _found_reads(self, quantity: Quantity) -> tuple[Name | Total, ...]:
        held_by = () if quantity.only is None else (Name(quantity.only[0]),)
        if quantity.term is not None:
            return (*held_by, *dict.fromkeys(names_in(quantity.term)))
        return (*held_by, *self.arguments(quantity))

    def arguments(self, quantity: Quantity) -> tuple[Name, ...]:
        """What the function of a formula takes, in its order."""
        return tuple(_read(parameter) for parameter in quantity.parameters)

    def keys(self, quantity: Quantity) -> tuple[str, ...]:
        """The labels that choose between the terms of a formula."""
        if quantity.name not in self._keys:
            self._keys[quantity.name] = () if quantity.term is None else tuple(dict.fromkeys(keys_in(quantity.term)))
        return self._keys[quantity.name]

    def chosen(self, quantity: Quantity, words: tuple[Any, ...]) -> Term:
        """A formula with its choices made, by what each of its `keys` says; a word that nobody knows is an error."""
        known = quantity.name, words
        if known not in self._known:
            assert quantity.term is not None
            self._known[known] = made(quantity.term, dict(zip(self.keys(quantity), words, strict=True)))
        return self._known[known]

    def _indexes(self, name: str, over: tuple[str, ...]) -> tuple[str | None, str | None]:
        row = [index for index in over if index in self.rows]
        step = [index for index in over if index in self.steps]
        if len(row) > 1 or len(step) > 1 or len(row) + len(step) < len(over):
            raise EngineError(f"{name}: over={over} takes one of {list(self.rows)} and one of {list(self.steps)}")
        return (row[0] if row else None), (step[0] if step else None)

    def _add(self, quantity: Quantity) -> None:
        if quantity.name in self.quantities:
            raise EngineError(f"{quantity.name} is defined twice")
        if not quantity.unit or not quantity.doc:
            raise EngineError(f"{quantity.name}: a quantity needs a unit and a sentence that says what it is")
        self.quantities[quantity.name] = quantity
        self._order = None
        self._reads.clear()
        self._readers.clear()
        self.nodes.clear()

    def _check(self, quantity: Quantity) -> None:
        if quantity.only is not None:
            key = self.quantities.get(quantity.only[0])
            if key is None or key.unit != LABEL:
                raise EngineError(f"{quantity.name}: only= names {quantity.only[0]}, which is no label")
        for read in self.reads(quantity):
            other = self.quantities.get(read.name)
            if other is None:
                raise EngineError(f"{quantity.name} reads {read.name}, which nobody defines")
            seen = self.within(quantity.row, other.row), self.within(quantity.step, other.step)
            if isinstance(read, Total):
                if all(seen):
                    raise EngineError(f"{quantity.name}: total({other.name}) has nothing to sum over")
            elif not all(seen):
                raise EngineError(f"{quantity.name}: {other.name} has several values here; write total({other.name})")
            elif read.prior and (other.before is None or other.step is None or other.step != quantity.step):
                raise EngineError(f"{quantity.name}: {other.name} has no value before the first step (give before=)")

    def _sorted(self) -> tuple[Quantity, ...]:
        done: dict[str, Quantity] = {}
        open_path: list[str] = []

        def visit(quantity: Quantity) -> None:
            if quantity.is_input or quantity.name in done:
                return
            if quantity.name in open_path:
                circle = [*open_path[open_path.index(quantity.name) :], quantity.name]
                raise EngineError(f"circular: {' reads '.join(circle)}")
            open_path.append(quantity.name)
            for read in self.reads(quantity):
                # A running balance may read its own last value; a longer loop through time may not.
                if not (isinstance(read, Name) and read.prior and read.name == quantity.name):
                    visit(self.quantities[read.name])
            open_path.pop()
            done[quantity.name] = quantity

        for quantity in self.quantities.values():
            visit(quantity)
        return tuple(done.values())


def _read(parameter: str) -> Name:
    if parameter.startswith(PRIOR):
        return Name(parameter.removeprefix(PRIOR), prior=True)
    return Name(parameter)


def _trace(name: str, function: Callable[..., Any], parameters: tuple[str, ...]) -> Term:
    try:
        result = function(*(_read(parameter) for parameter in parameters))
    except EngineError as error:
        raise EngineError(f"{name}: {error}") from None
    if isinstance(result, int | float):
        result = Number(float(result))
    if not isinstance(result, Term):
        raise EngineError(f"{name}: the body must be one expression of its parameters, got {type(result).__name__}")
    used = {(read.name, isinstance(read, Name) and read.prior) for read in names_in(result)}
    for parameter in parameters:
        read = _read(parameter)
        if (read.name, read.prior) not in used:
            raise EngineError(f"{name}: parameter {parameter} is not used")
    return result
