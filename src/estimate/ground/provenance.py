"""Where a number came from: who said so, how well, since when, and in which line of which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Literal

from estimate.ground.ranges import Range
from estimate.ground.records import dataclass

Basis = Literal["given", "quoted", "derived", "modeled", "assumed", "computed", "structural"]
"""How good a number is, best first. `given` is the user's word; `quoted`, `derived`, `modeled` and `assumed` are a card's.
`computed` follows from other inputs (a calendar, a time zone); `structural` is no claim about the world (a switch)."""

STRENGTH: dict[Basis, int] = {
    "structural": 0, "computed": 0, "given": 1, "quoted": 2, "derived": 3, "modeled": 4, "assumed": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """The pedigree of one value. `file` is as the user knows it; `line` finds the line there when it is asked for.

    `fact` is the address of a card's fact, empty for all else: two values of one fact are one value wherever they stand.
    """

    basis: Basis
    file: str = ""
    line: Callable[[], int | None] = field(default=lambda: None, compare=False, repr=False)
    date: str = ""
    grade: str = ""
    sources: tuple[str, ...] = ()
    formula: str = ""
    note: str = ""
    fact: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value with its unit, its origin, and the address in a scenario at which a user would set it."""

    value: Range
    unit: str
    origin: Origin
    path: str = ""


def weakest(origins: list[Origin]) -> Origin:
    """The origin that a result resting on all of these can claim: that of its weakest part."""
    return max(origins, key=lambda origin: STRENGTH[origin.basis])
