"""What resolving reads: the scenario, the cards, the dates and the currency, and how a value is looked up in them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property

from estimate.cards.catalog import Address, Catalog, TooEarly
from estimate.files.input_file import InputFile, dotted
from estimate.ground.errors import InvalidInput, Problem
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import At, Range, point
from estimate.ground.records import dataclass
from estimate.ground.term import ServiceTerm
from estimate.model import RULEBOOK
from estimate.schema.scenario import Scenario

Path = tuple[str | int, ...]
STRUCTURAL = Origin("structural")
NOT_APPLICABLE = Sourced(point(math.nan), "", STRUCTURAL)
"""Stands where a quantity has no meaning (a vendor's employer burden): not a number, so that nothing can count it."""


@dataclass(frozen=True)
class Scope:
    """What every function of resolving reads. Nothing of it changes but what it collects: problems, warnings and exchange rates.

    `at` is what of its range each input is taken at, and `present` whether the scenario is what the company has today.
    `derived` has, by the place of an input that nobody gives, what follows from the people of today.
    """

    document: InputFile
    catalog: Catalog
    scenario: Scenario
    as_of: str
    currency: str
    term: ServiceTerm
    at: At
    present: bool
    derived: Mapping[Path, Sourced] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    exchange: dict[str, Sourced] = field(default_factory=dict)
    """The exchange rates found so far: of each currency, its price in the currency of the estimate."""
    _early: list[TooEarly] = field(default_factory=list)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The time before the start, then each month of service."""
        return ("before", *self.term.months)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The contract year of each month, from 0; the time before the start counts into the first.

        Where service starts within a month, the month of an anniversary still belongs to the year that ends in it.
        """
        return (0, *(max(0, month - self.term.within) // 12 for month in range(len(self.term.parts))))

    @property
    def own_currency(self) -> str:
        """The currency in which the scenario's amounts are."""
        return self.scenario.currency or self.currency

    def of(self, value: Range) -> float:
        """What this estimate takes of a range."""
        return float(getattr(value, self.at))

    def problem(self, path: Path, message: str, *, key: bool = False) -> None:
        """Notes what is wrong at a place of the scenario; resolving goes on, so that all problems are said at once."""
        self.problems.append(self.document.problem(path, message, key=key))

    def warn(self, message: str) -> None:
        """Notes what the report warns of."""
        self.warnings.append(message)

    def given_origin(self, path: Path) -> Origin:
        """The origin of what the scenario says at a place."""
        return Origin("given", self.document.holder(path), lambda: self.document.place(path).line)

    def given(self, value: Range | None, path: Path, unit: str = "") -> Sourced | None:
        """What the scenario says itself; None where it says nothing."""
        return None if value is None else Sourced(value, unit, self.given_origin(path), dotted(path))

    def given_or(self, name: str, value: Range | None, path: Path, neutral: float) -> Sourced:
        """The scenario's value of an input, or a neutral value that leaves the result unchanged."""
        unit = RULEBOOK.quantities[name].unit
        return self.given(value, path, unit) or Sourced(point(neutral), unit, STRUCTURAL)

    def fact(self, path: Path, *addresses: Address) -> Sourced | None:
        """The first of these facts that a card has, as it is in force on the date of the estimate; None where none has one."""
        for address in addresses:
            found = self.catalog.entry(*address)
            if found is not None:
                try:
                    return self.catalog.fact(found, self.as_of, dotted(path))
                except TooEarly as early:
                    self._early.append(early)
                    return NOT_APPLICABLE
        return None

    def need(self, name: str, value: Range | None, path: Path, *addresses: Address) -> Sourced | None:
        """The scenario's value of an input, or a card's; where neither has one, a problem that says what to write."""
        quantity = RULEBOOK.quantities[name]
        result = self.given(value, path, quantity.unit) or self.fact(path, *addresses)
        if result is None:
            message = (
                f"no card has a value for {path[-1]}; it must be given ({quantity.doc[0].lower()}{quantity.doc[1:]})"
            )
            self.problem(path, message.replace(".)", ")"))
        return result

    def raise_problems(self) -> None:
        """Raises InvalidInput with every problem noted so far, in the order of the file; does nothing where there are none."""
        if self._early:
            self.problem(("as_of",), self._too_early())
            self._early.clear()
        if self.problems:
            raise InvalidInput(sorted(self.problems, key=_in_the_file))

    def _too_early(self) -> str:
        """One problem for all facts that begin after the date: what would have to change is one thing, the date."""
        latest = max(self._early, key=lambda early: early.first)
        facts = list(dict.fromkeys(f"{early.fact} ({early.card})" for early in self._early))
        count = f"{len(facts)} figures have no value" if len(facts) > 1 else "one figure has no value"
        such = f"{', '.join(facts[:3])}{', …' if len(facts) > 3 else ''}"
        return f"{count} on {self.as_of} yet: {such} (choose as_of: {latest.first} or later)"


def _in_the_file(problem: Problem) -> tuple[str, int, int]:
    return (problem.source, problem.place.line, problem.place.column) if problem.place else (problem.source, 0, 0)


def switch(value: float) -> Sourced:
    """An input that is no claim about the world."""
    return Sourced(point(float(value)), "", STRUCTURAL)


def computed(values: Iterable[float], unit: str, note: str, path: Path = ()) -> list[Sourced]:
    """Values by month that follow from others."""
    origin, place = Origin("computed", note=note), dotted(path)
    known: dict[tuple[type, float], Sourced] = {}
    found = []
    for value in values:  # most months are like another, and share what is said of it
        key = type(value), value
        one = known.get(key)
        if one is None:
            one = known[key] = Sourced(point(value), unit, origin, place)
        found.append(one)
    return found
