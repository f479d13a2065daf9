"""The document of `simulate`: how far the total may lie apart; versioned plain data, money rounded to the minor unit."""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.estimate import Estimate
from estimate.answers.uncertainty import Simulation
from estimate.ground.units import money
from estimate.report.range_document import HOLDS, LEAVES_OUT, Interval

VERSION = "2.0"
PERCENTILES = (1, 5, 10, 25, 50, 75, 80, 90, 95, 99)
BINS = 24


class BudgetDocument(TypedDict):
    """An amount, and the share of the draws that cost more."""

    amount: float
    chance_above: float


class BinDocument(TypedDict):
    """How many draws cost at least `low` and less than `high`."""

    low: float
    high: float
    draws: int


class SimulationDocument(TypedDict):
    """The totals of many draws: percentiles by name (p10), 80 % ranges by category, the chance of passing a budget, a histogram."""

    simulation_version: str
    scenario: str
    currency: str
    months: int | float
    draws: int
    asked: int
    seed: int
    inputs: int
    at: str
    expected: float
    mean: float
    percentiles: dict[str, float]
    by_category: dict[str, Interval]
    budget: BudgetDocument | None
    histogram: list[BinDocument]
    holds: str
    leaves_out: str


def simulation_document(result: Estimate, simulation: Simulation, budget: float | None) -> SimulationDocument:
    """Percentiles, the chance of a dearer total than a budget, and how the totals spread."""
    currency = result.case.currency
    low, high = simulation.percentile(0.005), simulation.percentile(0.995)
    width = (high - low) / BINS
    counts = [0] * BINS
    for total in simulation.totals:
        if width and low <= total <= high:
            counts[min(BINS - 1, int((total - low) / width))] += 1
    return {
        "simulation_version": VERSION,
        "scenario": result.case.scenario.name,
        "currency": currency,
        "months": result.case.term.length,
        "draws": simulation.draws,
        "asked": simulation.asked,
        "seed": simulation.seed,
        "inputs": len(simulation.inputs),
        "at": result.case.at,
        "expected": result.total,
        "mean": money(simulation.mean, currency),
        "percentiles": {f"p{share}": money(simulation.percentile(share / 100), currency) for share in PERCENTILES},
        "by_category": {
            name: {"low": money(ends[0], currency), "high": money(ends[1], currency)}
            for name in simulation.categories
            for ends in [simulation.range_of(name)]
        },
        "budget": None
        if budget is None
        else {"amount": budget, "chance_above": round(simulation.chance_above(budget), 6)},
        "histogram": [
            {"low": money(low + i * width, currency), "high": money(low + (i + 1) * width, currency), "draws": count}
            for i, count in enumerate(counts)
        ]
        if width
        else [],
        "holds": HOLDS,
        "leaves_out": LEAVES_OUT,
    }


def draws_of(result: Estimate, simulation: Simulation) -> Iterator[list[object]]:
    """Every draw as a row: its number, its total and its categories."""
    currency = result.case.currency
    yield ["draw", "total", *simulation.categories]
    for at, amounts in enumerate(zip(simulation.totals, *simulation.categories.values(), strict=True), 1):
        yield [at, *(money(amount, currency) for amount in amounts)]
