"""A case ready to be computed: every input of the model with its value and its origin, and the shape of the whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from estimate.cards.catalog import Address, Catalog, TooEarly
from estimate.engine import LABEL, Structure, Values
from estimate.files.input_file import InputFile, dotted
from estimate.ground.errors import InvalidInput, Problem
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import At, Range, point
from estimate.ground.term import ServiceTerm
from estimate.model import RULEBOOK
from estimate.model.week import Interval
from estimate.schema.correlations import Correlations
from estimate.schema.scenario import Scenario

Path = tuple[str | int, ...]
DIVISORS = ("span_of_control", "concurrency")
"""Inputs by which work is divided, and which are uncertain enough that the mean of the quotient is not that of the number."""
LEAST = {"concurrency": 1.0}
"""What such an input cannot fall below: nobody works less than one contact at a time."""
STRUCTURAL = Origin("structural")
NOT_APPLICABLE = Sourced(point(math.nan), "", STRUCTURAL)
"""Stands where a quantity has no meaning (a vendor's employer burden): not a number, so that nothing can count it."""


@dataclass(frozen=True)
class Unpriced:
    """A cost that surely exists and has no price: shown as such, never counted as zero."""

    id: str
    name: str
    category: str
    question: str
    path: str


@dataclass(frozen=True)
class Priced:
    """An item or charge as the report names it; `part` is what of a vendor's price would contain it, if anything."""

    id: str
    name: str
    category: str
    one_off: bool
    part: str = ""


@dataclass(frozen=True)
class Quote:
    """What a vendor's price of one team holds and does not mention; `asked` has the lines that price a part meanwhile.

    `presumed` are parts that it is taken to hold since the card's price holds them and the quote names none.
    A price from a card (not `stated`) is nobody's quote yet, so nothing is missing in it, and everything is to be asked.
    """

    team: str
    row: int
    stated: bool
    includes: frozenset[str]
    unsaid: frozenset[str]
    presumed: frozenset[str]
    asked: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Cliff:
    """A step after which more units cost less than `edge` of them, up to `until`."""

    edge: float
    until: float
    unit: str
    per: str

    def __str__(self) -> str:
        return f"{self.edge:,.6g} {self.unit} a {self.per} cost more than any volume from there to {self.until:,.6g}"


@dataclass(frozen=True)
class Rota:
    """The arrivals of a deferred queue over a week's opening hours, and the hours within which it answers."""

    intervals: tuple[Interval, ...]
    response_hours: Sourced


@dataclass
class ResolvedScenario:
    """What resolve makes of a scenario and the cards: inputs by name and row, labels, and the names that people read."""

    scenario: Scenario
    currency: str
    as_of: str
    months: tuple[str, ...]
    term: ServiceTerm
    at: At = "expected"
    """What of its range each input is taken at."""
    present: bool = False
    """Whether this is what the company has today, so that its teams exist unless they say otherwise."""
    sourced: dict[str, list[Sourced | list[Sourced]]] = field(default_factory=dict)
    labels: dict[str, list[Any]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    parents: dict[str, list[int]] = field(default_factory=dict)
    items: list[Priced] = field(default_factory=list)
    charges: list[Priced] = field(default_factory=list)
    clauses: list[Priced] = field(default_factory=list)
    cliffs: dict[int, Cliff] = field(default_factory=dict)
    """By the clause's row, the volumes above a step at which the bill is below that of fewer units."""
    roles: list[str] = field(default_factory=list)
    unpriced: list[Unpriced] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    contract_currencies: list[str] = field(default_factory=list)
    wording: Callable[[], Mapping[str, Any]] = dict
    included: list[tuple[str, str]] = field(default_factory=list)
    exchange: dict[str, Sourced] = field(default_factory=dict)
    rotas: list[Rota | None] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: list[InputFile] = field(default_factory=list)
    correlations: Correlations = field(default_factory=Correlations)
    today: Sourced | None = None
    """What the people of today cost a month, in the case's currency."""
    catalog: Catalog = field(default_factory=Catalog, repr=False, compare=False)
    """The cards that it was resolved with, for what is asked of them afterwards."""

    def structure(self) -> Structure:
        """The shape that the engine compiles for."""
        return Structure(self.members, self.parents, self.labels)

    def teams(self, index: str) -> list[int]:
        """For each row of an index that lies within teams, the row of its team."""
        rows = list(range(len(self.members[index])))
        while index != "team":
            outer = RULEBOOK.rows[index]
            assert outer is not None
            rows, index = [self.parents[index][row] for row in rows], outer
        return rows

    def inputs(self) -> Values:
        """The numbers alone: each input at what is expected of it, or at the end of its range that the scenario asks for."""
        return {
            name: [self._by_step(row) if isinstance(row, list) else self.of(row.value) for row in rows]
            for name, rows in self.sourced.items()
        }

    def _by_step(self, row: Sequence[Sourced]) -> list[float]:
        taken = {id(step): step for step in row}  # steps may share what is said of them
        numbers = {at: self.of(step.value) for at, step in taken.items()}
        return [numbers[id(step)] for step in row]

    def of(self, value: Range) -> float:
        """What this case takes of a range."""
        return float(getattr(value, self.at))


class CaseBuilder:
    """Collects the inputs of a case row by row, and every problem met on the way."""

    def __init__(self, document: InputFile, catalog: Catalog, case: ResolvedScenario) -> None:
        self.document = document
        self.catalog = catalog
        self.case = case
        self.problems: list[Problem] = []
        self.added: dict[str, dict[int | None, tuple[str, str]]] = {}
        """The cards' costs by key and team's row (None: the whole contract), each with its name and how to say that it is one's own."""
        self.derived: dict[Path, Sourced] = {}
        """By the place of an input that nobody gives: what follows from the people of today."""
        self._early: list[TooEarly] = []

    def problem(self, path: Path, message: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem(path, message, key=key))

    def member(self, index: str, name: str, parent: int | None = None) -> int:
        """Add a member to an index; answers its row."""
        members = self.case.members.setdefault(index, [])
        members.append(name)
        if parent is not None:
            self.case.parents.setdefault(index, []).append(parent)
        return len(members) - 1

    def put(self, name: str, value: Sourced | list[Sourced] | None) -> None:
        """The next row of an input; None where it was missing, which is already a problem on the list."""
        assert RULEBOOK.quantities[name].unit != LABEL, name
        if name in DIVISORS and isinstance(value, Sourced):
            least = LEAST.get(name, 0.0)
            known = replace(value.value, divides=True, least=least if value.value.low >= least else 0.0)
            value = replace(value, value=known)
        self.case.sourced.setdefault(name, []).append(NOT_APPLICABLE if value is None else value)

    def label(self, name: str, word: object) -> None:
        """The next row of a label: a word, or an object that opaque formulas read."""
        assert RULEBOOK.quantities[name].unit == LABEL, name
        self.case.labels.setdefault(name, []).append(word)

    def switch(self, name: str, value: float) -> None:
        """The next row of an input that is no claim about the world."""
        self.put(name, Sourced(point(float(value)), "", STRUCTURAL))

    def term(self, name: str, value: Range | None, path: Path, nothing: float) -> None:
        """The next row of an input: as given, or the value with which it does nothing."""
        given = self.given(value, path, RULEBOOK.quantities[name].unit)
        self.put(name, given or Sourced(point(nothing), RULEBOOK.quantities[name].unit, STRUCTURAL))

    def given(self, value: Range | None, path: Path, unit: str = "") -> Sourced | None:
        """What the scenario says itself, if it does."""
        if value is None:
            return None
        origin = Origin("given", self.document.holder(path), lambda: self.document.place(path).line)
        return Sourced(value, unit, origin, dotted(path))

    def fact(self, path: Path, *addresses: Address) -> Sourced | None:
        """The first of the facts that a card has, in force on the date of the case."""
        for address in addresses:
            found = self.catalog.entry(*address)
            if found is not None:
                try:
                    return self.catalog.fact(found, self.case.as_of, dotted(path))
                except TooEarly as early:
                    self._early.append(early)
                    return NOT_APPLICABLE
        return None

    def need(self, name: str, value: Range | None, path: Path, *addresses: Address) -> Sourced | None:
        """The scenario's word, or a card's; neither is a problem that says what to write."""
        quantity = RULEBOOK.quantities[name]
        result = self.given(value, path, quantity.unit) or self.fact(path, *addresses)
        if result is None:
            message = (
                f"no card has a value for {path[-1]}; it must be given ({quantity.doc[0].lower()}{quantity.doc[1:]})"
            )
            self.problem(path, message.replace(".)", ")"))
        return result

    def _too_early(self) -> str:
        """One problem for all facts that begin after the date: what would have to change is one thing, the date."""
        latest = max(self._early, key=lambda early: early.first)
        facts = list(dict.fromkeys(f"{early.fact} ({early.card})" for early in self._early))
        count = f"{len(facts)} figures have no value" if len(facts) > 1 else "one figure has no value"
        such = f"{', '.join(facts[:3])}{', …' if len(facts) > 3 else ''}"
        return f"{count} on {self.case.as_of} yet: {such} (choose as_of: {latest.first} or later)"

    def finish(self) -> ResolvedScenario:
        """The case, or every problem at once."""
        if self._early:
            self.problem(("as_of",), self._too_early())
        if self.problems:
            raise InvalidInput(sorted(self.problems, key=_in_the_file))
        for index in RULEBOOK.rows:  # an index may be empty (no tiers), never absent
            self.case.members.setdefault(index, [])
            self.case.parents.setdefault(index, [])
        for name, quantity in RULEBOOK.quantities.items():
            if quantity.is_input:
                (self.case.labels if quantity.unit == LABEL else self.case.sourced).setdefault(name, [])
        return self.case


def _in_the_file(problem: Problem) -> tuple[str, int, int]:
    return (problem.source, problem.place.line, problem.place.column) if problem.place else (problem.source, 0, 0)


def computed(values: Iterable[float], unit: str, note: str, path: Path = ()) -> list[Sourced]:
    """Values by month that follow from others."""
    origin, place = Origin("computed", note=note), dotted(path)
    known: dict[tuple[type, float], Sourced] = {}
    found = []
    for value in values:  # most months are like another, and share what is said of it
        key = type(value), value
        if key not in known:
            known[key] = Sourced(point(value), unit, origin, place)
        found.append(known[key])
    return found
