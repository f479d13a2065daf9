"""How sure the total is: the model run on many draws of its uncertain inputs, the same draws for the same seed."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from estimate.answers.estimate import Estimate
from estimate.answers.sampling import Uncertain, column, orders, uncertain
from estimate.engine import EngineError
from estimate.engine.program import Position
from estimate.ground.records import dataclass
from estimate.ground.units import decimals, total_in
from estimate.model.lines import CATEGORIES, LINES

if TYPE_CHECKING:
    from estimate.engine.array_values import Array
    from estimate.engine.standing import Columns as Order

SEED = 1
BUDGET = 0.8
"""How sure a budget is: so large a share of the draws costs no more."""
USUAL = 2000
"""Draws that are made unasked: the ends of a range are then within 3 % of those of very many draws (`benchmarks/middle.py`)."""
FEWEST = 400
"""At least so many where a draw costs much: large portfolios, and queues whose customers hang up."""
WORK = 2000
"""Months of rows (queues, teams, items and the like) that the usual draws are made of; what is larger has fewer of them."""
IMPATIENT = 2000
"""A queue whose customers hang up is asked draw by draw, and counts as so many rows."""

Watch = Callable[[int], None]


@dataclass(frozen=True)
class Simulation:
    """The total and its categories in each draw, and where each stream stood; fewer draws than asked where it was stopped."""

    seed: int
    asked: int
    currency: str
    totals: list[float]
    categories: dict[str, list[float]]
    inputs: tuple[Uncertain, ...]
    streams: dict[str, Order]

    @property
    def draws(self) -> int:
        return len(self.totals)

    @cached_property
    def ordered(self) -> list[float]:
        """The totals, rising."""
        return sorted(self.totals)

    def percentile(self, share: float) -> float:
        """The total below which this share of the draws lies."""
        return quantile(self.ordered, share)

    def range_of(self, category: str) -> tuple[float, float]:
        """The ends of a category's 80 % range."""
        ordered = sorted(self.categories[category])
        return quantile(ordered, 0.1), quantile(ordered, 0.9)

    def chance_above(self, amount: float) -> float:
        """The share of the draws whose total is above an amount."""
        return sum(total > amount for total in self.totals) / self.draws

    def share_below(self, amount: float) -> float:
        """The share of the draws whose total is below an amount; one that equals it counts half."""
        half = 0.5 / 10 ** decimals(self.currency)
        return math.fsum(0.5 if abs(x - amount) <= half else float(x < amount) for x in self.totals) / self.draws

    @property
    def mean(self) -> float:
        return math.fsum(self.totals) / self.draws

    @property
    def deviation(self) -> float:
        """The standard deviation of the totals."""
        mean = self.mean
        return math.sqrt(math.fsum((total - mean) ** 2 for total in self.totals) / self.draws)


def simulate(
    result: Estimate,
    *,
    draws: int | None = None,
    seed: int = SEED,
    inputs: Sequence[Uncertain] | None = None,
    watch: Watch | None = None,
) -> Simulation:
    """Draw every uncertain input (or only `inputs`) and cost each draw.

    Without a number of draws it is that of `usual_draws`. `watch` is told how many are done; an interrupt ends the
    simulation with those.
    """
    drawn = uncertain(result) if inputs is None else list(inputs)
    count = usual_draws(result) if draws is None else draws
    if not drawn:  # nothing varies, so one draw says all of them
        count = 1
    streams = orders(result, drawn, count, seed)
    columns = {use.place: column(use, streams[one.group], chance=one.is_chance) for one in drawn for use in one.uses}
    amounts = list(_amounts(result))
    groups = [[place for category, place in amounts if category == wanted] for wanted in CATEGORIES]
    rest = [_rounding(result, group) for group in groups]
    categories: list[list[float]] = [[] for _ in CATEGORIES]
    with contextlib.suppress(KeyboardInterrupt):
        for found in _drawn(result, columns, groups):
            for kept, part, more in zip(categories, found, rest, strict=True):
                kept.extend(amount + more for amount in part)
            if watch is not None:
                watch(len(categories[-1]))
    done = len(categories[-1])
    if not done:
        raise KeyboardInterrupt
    totals = [math.fsum(parts) for parts in zip(*(kept[:done] for kept in categories), strict=True)]
    if not all(map(math.isfinite, totals)):
        raise EngineError("the total of a draw is no number: an input that has no meaning there was counted")
    by_category = {category: every[:done] for category, every in zip(CATEGORIES, categories, strict=True)}
    return Simulation(seed, count, result.case.currency, totals, by_category, tuple(drawn), streams)


def _drawn(
    result: Estimate, columns: Mapping[Position, Array], groups: Sequence[Sequence[Position]]
) -> Iterator[list[list[float]]]:
    """The sum of each group in each draw, some draws at a time."""
    # Imported here: numpy costs more than the whole of an estimate without draws.
    from estimate.engine.arrays import Arrays
    from estimate.model.on_arrays import OPAQUE

    arrays = Arrays(result.program, result.values, list(columns), OPAQUE)
    for found in arrays.totals(groups, list(columns.values())):
        parts: list[list[float]] = found.tolist()
        yield parts


def usual_draws(result: Estimate) -> int:
    """As many draws as the size of the case allows: the clock has no say in a result."""
    structure = result.program.structure
    impatient = sum(word == "impatient" for word in result.case.labels["waiting"])
    rows = sum(structure.size(index) for index in ("queue", "team", "item", "role", "clause")) + IMPATIENT * impatient
    months = len(result.case.months)
    draws: int = max(FEWEST, min(USUAL, USUAL * WORK // max(1, rows * months) // 10 * 10))
    return draws


def chance_cheaper(one: Simulation, other: Simulation) -> float:
    """The share of draws in which the first costs less than the second; a tie counts half.

    Both of one seed and as many draws have the same random numbers wherever they share an input; draws are taken in pairs.
    """
    pairs = paired([one, other])
    return math.fsum(1.0 if a < b else 0.5 if a == b else 0.0 for a, b in pairs) / len(pairs)


def chances_cheapest(options: Sequence[Simulation]) -> list[float]:
    """For each option the share of draws in which it costs the least of all; those that tie share the draw."""
    won = [0.0] * len(options)
    draws = paired(options)
    for totals in draws:
        least = min(totals)
        best = [at for at, total in enumerate(totals) if total == least]
        for at in best:
            won[at] += 1 / len(best)
    return [wins / len(draws) for wins in won]


def pairwise(options: Sequence[Simulation]) -> list[list[float]]:
    """For each option the share of draws in which it costs less than each other one; a half against itself."""
    return [[chance_cheaper(one, other) if one is not other else 0.5 for other in options] for one in options]


def paired(simulations: Sequence[Simulation]) -> list[tuple[float, ...]]:
    """The totals of all in each draw; where nothing varies, the one total that there is holds for every draw."""
    count = min((one.draws for one in simulations if one.inputs), default=1)
    return list(zip(*(one.totals[:count] if one.inputs else one.totals * count for one in simulations), strict=True))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value at a share of ordered draws, between two of them in a straight line (Hyndman and Fan's type 7)."""
    place = (len(ordered) - 1) * share
    at = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    if len(ordered) == 1 or place == at:
        return ordered[at]
    return ordered[at] + (ordered[at + 1] - ordered[at]) * (place - at)


def _rounding(result: Estimate, places: Sequence[Position]) -> float:
    """What rounding every line and month to the minor unit adds to the amounts: draws lie around the printed total."""
    scale = 10 ** decimals(result.case.currency)
    amounts = [amount for name, row in places for amount in result.values[name][row]]
    return float(total_in(amounts, scale) / scale) - math.fsum(amounts)


def _amounts(result: Estimate) -> Iterator[tuple[str, Position]]:
    """Every row of every cost line, with its category."""
    for line in LINES:
        for row in range(result.program.structure.size(line.index)):
            case = result.case
            priced = {"item": case.items, "charge": case.charges, "clause": case.clauses}.get(line.index or "")
            yield (priced[row].category if priced else line.category), (line.amount, row)
