"""How sure an estimate is, chosen and rounded: its 80 % range, that of each category, and what would narrow it."""

from __future__ import annotations

from dataclasses import dataclass

from estimate.answers.drivers import Driver, drivers
from estimate.answers.estimate import Estimate
from estimate.answers.uncertainty import Simulation
from estimate.ground.provenance import Basis
from estimate.ground.units import money
from estimate.report.ledger import Ledger
from estimate.report.naming import input_name

NARROWING = 3
WORTH_SAYING = 0.02
DOMINATED = 0.5
"""From this part of the explained variance on, the headline says that the range rests on assumed values."""


@dataclass(frozen=True)
class Narrower:
    """An input, and the part of the range that would go if it were known."""

    name: str
    basis: Basis
    narrows: float
    variance_share: float


@dataclass(frozen=True)
class Spread:
    """The 80 % range of the total and of each category, in the currency, to the minor unit."""

    low: float
    high: float
    categories: dict[str, tuple[float, float]]
    draws: int
    seed: int
    inputs: int
    narrowers: tuple[Narrower, ...]
    assumed: float

    @property
    def rests_on_assumptions(self) -> bool:
        return self.assumed > DOMINATED and self.high > self.low


def around(ends: tuple[float, float], likely: float, currency: str) -> tuple[float, float]:
    """A range to the minor unit, as wide as needed to hold the likely amount: where most inputs lean one way, that may lie outside."""
    low, high = (money(end, currency) for end in ends)
    return min(low, likely), max(high, likely)


def spread(books: Ledger, result: Estimate, simulation: Simulation) -> Spread:
    """What a simulation says of an estimate."""
    low, high = around(
        (simulation.percentile(0.1), simulation.percentile(0.9)), books.money(books.total), result.case.currency
    )
    told = books.by(lambda entry: entry.category)
    found = drivers(simulation)
    explained = sum(driver.variance_share for driver in found)
    assumed = sum(driver.variance_share for driver in found if driver.basis == "assumed")
    best = sorted(found, key=lambda driver: -driver.narrows)[:NARROWING]
    return Spread(
        low=low,
        high=high,
        categories={
            name: around(simulation.range_of(name), told.get(name, 0) / books.scale, result.case.currency)
            for name in simulation.categories
        },
        draws=simulation.draws,
        seed=simulation.seed,
        inputs=len(simulation.inputs),
        narrowers=tuple(_narrower(result, driver) for driver in best if driver.narrows >= WORTH_SAYING),
        assumed=assumed / explained if explained else 0.0,
    )


def _narrower(result: Estimate, driver: Driver) -> Narrower:
    places = [(use.name, use.row) for one in driver.inputs for use in one.uses]
    return Narrower(input_name(result, places, driver.group), driver.basis, driver.narrows, driver.variance_share)
