"""What each input does to the total: from one end of its range to the other, by ten per cent, and to the range as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from estimate.answers.drivers import Driver, drivers
from estimate.answers.estimate import Estimate
from estimate.answers.luck import CHANCES, Uncertain, Use, identities
from estimate.answers.uncertainty import Simulation
from estimate.engine import Reduction
from estimate.ground.units import decimals, total_in
from estimate.model.lines import LINES

STEP = 0.1
"""How far an input without a range is moved, as a share of its value."""
Cost = tuple[float, float]
"""A total as the model has it, and as it is told: lines and months rounded."""


@dataclass(frozen=True)
class Effect:
    """One input: what it is at both ends, and the total there with every other input at its likely value.

    `ranged` tells a range from ten per cent each way. `elasticity` is per cent of the total for one per cent of the input.
    `driver` is its stream among the draws; None where it has no range.
    """

    input: Uncertain
    ranged: bool
    ends: tuple[float, float]
    totals: tuple[float, float]
    elasticity: float
    driver: Driver | None

    @property
    def swing(self) -> float:
        """How far apart the totals at both ends are."""
        return abs(self.totals[1] - self.totals[0])


@dataclass(frozen=True)
class Sensitivity:
    """Every input that moves the total, the greatest swing first; inputs with a range before those without."""

    base: float
    effects: tuple[Effect, ...]


def sensitivity(result: Estimate, simulation: Simulation | None = None) -> Sensitivity:
    """The tornado, elasticities, shares of variance and the value of knowing, the last two from the simulation's draws, if any."""
    inputs = identities(result)
    places = list(dict.fromkeys((use.name, use.row) for one in inputs for use in one.uses))
    lines = [(line.amount, row) for line in LINES for row in range(result.program.structure.size(line.index))]
    amounts = Reduction(result.program, result.values, places).values([("total_cost", 0), *lines])
    scale = 10 ** decimals(result.case.currency)
    likely = {(use.name, use.row): use.value.likely for one in inputs for use in one.uses}
    by_group = {driver.group: driver for driver in drivers(simulation)} if simulation else {}
    base = result.one("total_cost"), result.total

    def cost(changes: dict[tuple[str, int], float]) -> Cost:
        values = {**likely, **changes}
        exact, *rows = amounts([values[place] for place in places])
        return exact, total_in(chain.from_iterable(rows), scale) / scale

    found = [effect for one in inputs if (effect := _effect(one, base, cost, by_group)) is not None]
    return Sensitivity(result.total, tuple(sorted(found, key=lambda effect: (not effect.ranged, -effect.swing))))


def _effect(
    one: Uncertain,
    base: Cost,
    cost: Callable[[dict[tuple[str, int], float]], Cost],
    by_group: dict[str, Driver],
) -> Effect | None:
    ranged = any(not use.value.is_point for use in one.uses)
    first = one.sourced.value
    ends = (first.low, first.high) if ranged else (first.likely * (1 - STEP), first.likely * (1 + STEP))
    totals = _totals(one, cost, ranged=ranged)
    exact, _ = base
    if totals is None or max(abs(total - exact) for total, _ in totals) <= 1e-9 * abs(exact):
        return None
    elasticity = 0.0
    if exact and _may_move(one.uses, STEP):
        (down, _), (up, _) = (
            cost({(use.name, use.row): use.value.likely * by for use in one.uses}) for by in (1 - STEP, 1 + STEP)
        )
        elasticity = (up - down) / exact / (2 * STEP)
    (_, low), (_, high) = totals
    return Effect(one, ranged, ends, (low, high), elasticity, by_group.get(one.group) if ranged else None)


def _totals(
    one: Uncertain, cost: Callable[[dict[tuple[str, int], float]], Cost], *, ranged: bool
) -> tuple[Cost, Cost] | None:
    if ranged:
        low, high = ({(use.name, use.row): getattr(use.value, end) for use in one.uses} for end in ("low", "high"))
    elif _may_move(one.uses, STEP):
        low, high = ({(use.name, use.row): use.value.likely * by for use in one.uses} for by in (1 - STEP, 1 + STEP))
    else:
        return None
    return cost(low), cost(high)


def _may_move(uses: Sequence[Use], by: float) -> bool:
    """Whether an input has meaning when it is so much larger: a share stays a share, a chance is no amount."""
    return all(not (use.is_share and use.value.likely * (1 + by) >= 1) and use.name not in CHANCES for use in uses)
