"""What each input does to the total: from one end of its range to the other, by ten per cent, and to the range as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from estimate.answers.estimate import Estimate
from estimate.answers.identities import Use
from estimate.answers.sampling import CHANCES, Uncertain, identities
from estimate.answers.uncertainty import Simulation
from estimate.answers.variance_shares import VarianceShare, variance_shares
from estimate.engine import Changes
from estimate.ground.records import dataclass
from estimate.ground.units import decimals, total_in
from estimate.model.lines import LINES

STEP = 0.1
"""How far an input without a range is moved, as a share of its value."""
Taken = dict[tuple[str, int], float]
"""A number for each row of an input."""
Cost = tuple[float, float]
"""A total as the model has it, and as it is printed: lines and months rounded."""


@dataclass(frozen=True)
class Effect:
    """One input: what is taken of it, what it is at both ends, and the total there with every other input as the total takes it.

    `ranged` tells a range from ten per cent each way. `elasticity` is per cent of the total for one per cent of the input.
    `driver` is its stream among the draws; None where it has no range.
    """

    input: Uncertain
    ranged: bool
    value: float
    ends: tuple[float, float]
    totals: tuple[float, float]
    elasticity: float
    driver: VarianceShare | None

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
    lines = list(dict.fromkeys(line.amount for line in LINES))
    changes = Changes(result.program, result.values, ["total_cost", *lines])
    scale = 10 ** decimals(result.case.currency)
    taken = {use.place: result.values[use.name][use.row] for one in inputs for use in one.uses}
    by_group = {driver.group: driver for driver in variance_shares(simulation)} if simulation else {}
    base = result.one("total_cost"), result.total
    told = total_in(chain.from_iterable(chain.from_iterable(result.values[name] for name in lines)), scale)

    def cost(moved: Taken) -> Cost:
        after = changes.after(moved)
        units = told
        for name in lines:
            for row, amounts in after.moved.get(name, {}).items():
                units += total_in(amounts, scale) - total_in(result.values[name][row], scale)
        return after.place("total_cost", 0), units / scale

    found = [effect for one in inputs if (effect := _effect(one, taken, base, cost, by_group)) is not None]
    return Sensitivity(result.total, tuple(sorted(found, key=lambda effect: (not effect.ranged, -effect.swing))))


def _effect(
    one: Uncertain,
    taken: Taken,
    base: Cost,
    cost: Callable[[Taken], Cost],
    by_group: dict[str, VarianceShare],
) -> Effect | None:
    ranged = any(not use.value.is_point for use in one.uses)
    first = one.sourced.value
    value = taken[one.uses[0].name, one.uses[0].row]
    ends = (first.low, first.high) if ranged else (value * (1 - STEP), value * (1 + STEP))
    totals = _totals(one, taken, cost, ranged=ranged)
    exact, _ = base
    if totals is None or max(abs(total - exact) for total, _ in totals) <= 1e-9 * abs(exact):
        return None
    elasticity = 0.0
    if exact and _may_move(one.uses, taken, STEP):
        (down, _), (up, _) = (cost(_scaled(one, taken, by)) for by in (1 - STEP, 1 + STEP))
        elasticity = (up - down) / exact / (2 * STEP)
    (_, low), (_, high) = totals
    return Effect(one, ranged, value, ends, (low, high), elasticity, by_group.get(one.group) if ranged else None)


def _totals(one: Uncertain, taken: Taken, cost: Callable[[Taken], Cost], *, ranged: bool) -> tuple[Cost, Cost] | None:
    if ranged:
        low, high = ({use.place: getattr(use.value, end) for use in one.uses} for end in ("low", "high"))
    elif _may_move(one.uses, taken, STEP):
        low, high = (_scaled(one, taken, by) for by in (1 - STEP, 1 + STEP))
    else:
        return None
    return cost(low), cost(high)


def _scaled(one: Uncertain, taken: Taken, by: float) -> Taken:
    return {use.place: taken[use.place] * by for use in one.uses}


def _may_move(uses: Sequence[Use], taken: Taken, by: float) -> bool:
    """Whether an input has meaning when it is so much larger: a share stays a share, a chance is no amount."""
    return all(not (use.is_share and taken[use.place] * (1 + by) >= 1) and use.name not in CHANCES for use in uses)
