"""A scenario ready to be computed: every input of the model with its value and its origin, and the shape of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.engine import Structure, Values
from estimate.files.input_file import InputFile
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import At, Range
from estimate.ground.records import dataclass
from estimate.ground.term import ServiceTerm
from estimate.model import RULEBOOK
from estimate.model.week import Interval
from estimate.schema.correlations import Correlations
from estimate.schema.scenario import Scenario


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
