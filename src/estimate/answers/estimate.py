"""One scenario costed: the model run on a case, its values kept by name, and what each input does to the total."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import Any

from estimate.answers.identities import Use, paths_of, uses_of
from estimate.engine import LABEL, Changes, EngineError, Program, Quantity, Values
from estimate.engine.program import Position
from estimate.ground.provenance import Origin, Sourced, weakest
from estimate.ground.records import dataclass
from estimate.ground.units import decimals, total_in
from estimate.model import RULEBOOK
from estimate.model.lines import AGENT_LABELS, AGENTS, LINES, CostLine
from estimate.model.staffing import TOLD_OR_COUNTED
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.scope import STRUCTURAL

PERIODS = ("contract", "month", "year")
"""What an item is counted by that falls due so often; a quantity each time makes units of it."""
NUDGE = 0.01
"""How far an input is moved to see what it does to the total."""
MANY = 300
"""More rows of inputs than this are moved all at once, on arrays."""


@dataclass(frozen=True)
class LineResult:
    """A cost line of one row: amounts and quantities by month (the time before the start first)."""

    line: CostLine
    row: int
    id: str
    category: str
    label: str
    team: str | None
    queue: str | None
    unit: str
    amounts: list[float]
    quantities: list[float]
    origin: Origin
    one_off: bool


@dataclass(frozen=True)
class Influence:
    """A number wherever it is used, what the total takes of it, and how the total answers to it: per cent of the total for one per cent of
    the number. The uses have one fact or key, and one value.
    """

    uses: tuple[Use, ...]
    value: float
    elasticity: float

    @property
    def name(self) -> str:
        """The quantity that it sets first."""
        return self.uses[0].name

    @property
    def row(self) -> int:
        return self.uses[0].row

    @property
    def sourced(self) -> Sourced:
        return self.uses[0].sourced

    @property
    def places(self) -> list[Position]:
        """Every row of a quantity that it sets."""
        return [use.place for use in self.uses]

    @property
    def paths(self) -> list[str]:
        """The keys that say it, each once."""
        return paths_of(self.uses)

    @property
    def swing(self) -> float:
        """Share of the total that the input's own width moves it, or 10 % of the input where it has no width."""
        ends = self.sourced.value
        width = (ends.high - ends.low) / 2 / abs(self.value) if not ends.is_point and self.value else 0.1
        return abs(self.elasticity) * width


@dataclass
class Estimate:
    """A case, its program and every value of the model."""

    case: ResolvedScenario
    program: Program
    values: Values
    lines: list[LineResult] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every cost that surely exists has a price."""
        return not self.case.unpriced

    def one(self, name: str) -> float:
        """A quantity that has a single value."""
        return float(self.values[name][0])

    def value(self, name: str, row: int, step: int = 0) -> Any:
        """One value of a quantity; of a formula that the case does not need, computed now from what it reads."""
        quantity = RULEBOOK.quantities[name]
        if quantity.only != TOLD_OR_COUNTED or quantity.function is None or self.program.applies(quantity, row):
            found = self.values[name][row]
            return found[step] if isinstance(found, list) else found
        return quantity.function(
            *(self._argument(quantity, row, step, read.name) for read in RULEBOOK.arguments(quantity))
        )

    def _argument(self, quantity: Quantity, row: int, step: int, name: str) -> Any:
        other = RULEBOOK.quantities[name]
        if other.unit == LABEL:
            return self.program.label(quantity, row, name)
        return self.value(name, self.program.row_of(quantity.row, row, other.row), step)

    @cached_property
    def total(self) -> float:
        """The printed total: every line and month rounded once to the minor unit, then summed."""
        return total_of(self.values, self.case.currency)

    @property
    def volume_known(self) -> bool:
        """Whether every queue says how many contacts come."""
        return all(word == "yes" for word in self.case.labels["volume_known"])

    @property
    def per_contact(self) -> float | None:
        """Cost of one contact that comes in; None where nobody knows how many do."""
        return self.one("cost_per_contact") if self.volume_known and self.one("contacts_incoming") else None

    @property
    def per_handled_contact(self) -> float | None:
        """The cost for each contact that people handle; None where nobody knows how many there are."""
        return self.one("cost_per_handled_contact") if self.volume_known and self.one("contacts_handled") else None

    @cached_property
    def uses(self) -> Mapping[str, Sequence[Use]]:
        """Where each input of a card or a scenario is used, by what makes it the same one."""
        return uses_of(self)

    @cached_property
    def influences(self) -> list[Influence]:
        """Every input from a card or a scenario, with what it does to the total; one that does nothing is left out."""
        if not self.one("total_cost"):
            return []
        values = self.values
        together: dict[Any, list[Use]] = {}
        for identity, every in self.uses.items():
            for use in every:
                if values[use.name][use.row]:
                    together.setdefault((identity, use.value), []).append(use)
        inputs = list(map(tuple, together.values()))
        nudges = [min(_nudge(use.name, values[use.name][use.row]) for use in uses) for uses in inputs]
        moves = [
            {use.place: values[use.name][use.row] * (1 + nudge) for use in uses}
            for uses, nudge in zip(inputs, nudges, strict=True)
        ]
        found = []
        for uses, nudge, moved in zip(inputs, nudges, self._moved(moves), strict=True):
            elasticity = moved / nudge
            # Steps (a rounded head) hide small moves; what moves nothing now is still left out.
            if abs(elasticity) > 1e-9:
                found.append(Influence(uses, values[uses[0].name][uses[0].row], elasticity))
        return sorted(found, key=lambda influence: -influence.swing)

    def _moved(self, moves: Sequence[Mapping[Position, float]]) -> list[float]:
        """By what share of itself the total changes with each move of an input: many at once, few one by one and without numpy."""
        if sum(map(len, moves)) > MANY:
            # Imported here: numpy costs more than the whole of a small estimate.
            from estimate.engine.nudges import Nudges
            from estimate.model.on_arrays import OPAQUE

            return Nudges(self.program, self.values, "total_cost", OPAQUE).relative(moves)
        base, changes = self.one("total_cost"), Changes(self.program, self.values, ["total_cost"])
        return [changes.after(move).place("total_cost", 0) / base - 1 for move in moves]

    def stated(self) -> Iterator[tuple[str, int, Sourced]]:
        """Every single-valued input that somebody claims: the user or a card."""
        for name, rows in self.case.sourced.items():
            for row, sourced in enumerate(rows):
                if isinstance(sourced, Sourced) and sourced.origin.basis not in ("structural", "computed"):
                    yield name, row, sourced


def _nudge(name: str, value: float) -> float:
    """How far an input can be moved: down where a share would pass the whole, as a promise of 99.5 % would."""
    return -NUDGE if RULEBOOK.quantities[name].unit == "share" and 1 / (1 + NUDGE) <= value <= 1 else NUDGE


def total_of(values: Values, currency: str) -> float:
    """The printed total, from the values alone: every line and month rounded once to the minor unit, then summed."""
    scale = 10 ** decimals(currency)
    rows = [row for line in LINES for row in values[line.amount] if any(row)]
    return float(total_in(chain.from_iterable(rows), scale) / scale)


def estimate(case: ResolvedScenario) -> Estimate:
    """Run the model on a case. A value that is no number is a defect of the model or of a card, and said to be one."""
    program = Program(RULEBOOK, case.structure())
    values = program.run(case.inputs())
    result = Estimate(case, program, values)
    total = result.one("total_cost")
    if not math.isfinite(total):
        raise EngineError(f"the total is {total}: an input that has no meaning here was counted")
    result.lines.extend(_lines(result))
    return result


def _lines(result: Estimate) -> Iterator[LineResult]:
    for line in LINES:
        for row, amounts in enumerate(result.values[line.amount]):
            if any(amounts):
                yield line_of(result, line, row, amounts)


def line_of(result: Estimate, line: CostLine, row: int, amounts: list[float]) -> LineResult:
    """One row of a cost line, as people read it."""
    case, program = result.case, result.program
    identity, category, label, unit, one_off = line.id, line.category, line.label, line.unit, line.one_off
    team = queue = None
    if program.rulebook.within(line.index, "team"):
        team = case.members["team"][program.row_of(line.index, row, "team")]
    if unit in case.labels:  # a unit that a label of the case decides
        unit = case.labels[unit][program.row_of(line.index, row, RULEBOOK.quantities[unit].row)]
    if line.index == "queue":
        queue = case.members["queue"][row]
        if line.id == AGENTS:
            label = AGENT_LABELS[unit]
        unit = "paid_hour" if unit == "wage_hour" else unit
    elif line.index == "role":
        identity, label = f"labor.{case.roles[row]}", case.members["role"][row]
    elif line.index in ("item", "charge", "clause"):
        priced = {"item": case.items, "charge": case.charges, "clause": case.clauses}[line.index][row]
        identity, category, label, one_off = priced.id, priced.category, priced.name, priced.one_off
    if line.index in ("item", "charge") and unit in PERIODS:
        count = case.sourced[f"{line.index}_count"][row]
        if isinstance(count, Sourced) and count.value.likely != 1:
            unit = "unit"  # 36,000 calls a month are counted as calls, not as months
    origins = []
    for name in line.prices:
        quantity = RULEBOOK.quantities[name]
        outer = program.rulebook.within(line.index, quantity.row)
        rows = (
            [program.row_of(line.index, row, quantity.row)]
            if outer
            else program.rows_within(quantity.row, line.index, row)
        )
        for at in rows:
            sourced = case.sourced[name][at]
            origins.append(sourced.origin if isinstance(sourced, Sourced) else sourced[-1].origin)
    counted = RULEBOOK.quantities[line.quantity]
    quantities = result.values[line.quantity][program.row_of(line.index, row, counted.row)]
    return LineResult(
        line,
        row,
        identity,
        category,
        label,
        team,
        queue,
        unit,
        amounts,
        quantities,
        weakest(origins or [STRUCTURAL]),
        one_off,
    )
