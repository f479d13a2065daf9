"""What functions of resolving return: inputs by name, rows that have them, and what the report says beside the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.resolve.resolved import Unpriced
from estimate.resolve.scope import NOT_APPLICABLE, Path

DIVISORS = ("span_of_control", "concurrency")
"""Inputs by which work is divided, and which are uncertain enough that the mean of the quotient is not that of the number."""
LEAST = {"concurrency": 1.0}
"""What such an input cannot fall below: nobody works less than one contact at a time."""


class MismatchedRows(AssertionError):
    """A row has no value for an input, two values, or one that the model does not read: a mistake of this program."""


class Inputs(dict[str, Any]):
    """The inputs of one row by name: a number with its origin, a list of them by month, or a label. A name is set once.

    None stands for a value that was missing, which is a problem on the list already: it becomes not a number.
    """

    def __init__(self, **values: Any) -> None:
        super().__init__()
        for name, value in values.items():
            self[name] = value

    def __setitem__(self, name: str, value: Any) -> None:
        if name in DIVISORS and isinstance(value, Sourced):
            least = LEAST.get(name, 0.0)
            known = replace(value.value, divides=True, least=least if value.value.low >= least else 0.0)
            value = replace(value, value=known)
        if name in self:
            raise MismatchedRows(f"{name} has two values in one row")
        super().__setitem__(name, value)

    def number(self, name: str, value: Sourced | list[Sourced] | None) -> None:
        """Sets a number, or one that has no meaning here where it is None."""
        self[name] = NOT_APPLICABLE if value is None else value

    def add(self, other: Mapping[str, Any]) -> None:
        """Takes the inputs that another function has returned; a name that both have is an error."""
        if not self.keys().isdisjoint(other):
            raise MismatchedRows(f"{', '.join(sorted(self.keys() & other))} has two values in one row")
        super().update(other)


def merged(*parts: Mapping[str, Any]) -> Inputs:
    """The inputs of one row that several functions have found; a name that two of them have is an error."""
    inputs = Inputs()
    for part in parts:
        inputs.add(part)
    return inputs


@dataclass(frozen=True)
class Row:
    """A member of an index of the model, such as a team or a queue, with its inputs.

    `at` tells it from the others of its index, and `within` is the `at` of the row that it lies within.
    `about` is what the report knows of it beside its name: a team's currency, the week of a queue that can wait, a role's key, the line
    of an item, charge or clause.
    """

    index: str
    name: str
    inputs: Inputs
    at: Path = ()
    within: Path = ()
    about: Any = None


@dataclass(frozen=True)
class Asked:
    """A line that prices a part of which a quote does not speak, so that it is a question; "" where no line prices it."""

    team: Path
    part: str
    line: str


@dataclass(frozen=True)
class Added:
    """A cost that the cards add to one team, or to the whole contract (None), and how to say that it is one's own."""

    key: str
    team: Path | None
    name: str
    remedy: str


@dataclass(frozen=True)
class Rows:
    """Rows, and what the report says beside them: open questions, parts that a price includes, costs that have no price."""

    rows: tuple[Row, ...] = ()
    asked: tuple[Asked, ...] = ()
    answered: frozenset[tuple[Path, str]] = frozenset()
    """By team, the parts of a price that the scenario prices itself, so that nothing is asked of them."""
    included: tuple[tuple[str, str], ...] = ()
    """By name of the team, what its price includes, so that no line has it."""
    unpriced: tuple[Unpriced, ...] = ()
    added: tuple[Added, ...] = ()

    def __add__(self, other: Rows) -> Rows:
        return joined((self, other))


def joined(parts: Iterable[Rows]) -> Rows:
    """All rows of several parts, in their order."""
    every = list(parts)
    return Rows(
        tuple(chain.from_iterable(one.rows for one in every)),
        tuple(chain.from_iterable(one.asked for one in every)),
        frozenset(chain.from_iterable(one.answered for one in every)),
        tuple(chain.from_iterable(one.included for one in every)),
        tuple(chain.from_iterable(one.unpriced for one in every)),
        tuple(chain.from_iterable(one.added for one in every)),
    )
