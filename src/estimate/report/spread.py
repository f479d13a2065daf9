"""How sure an estimate is, chosen and rounded: its 80 % range, that of each category, and what would narrow it."""

from __future__ import annotations

from dataclasses import dataclass

from estimate.answers.drivers import Driver, drivers
from estimate.answers.estimate import Estimate
from estimate.answers.uncertainty import Simulation
from estimate.ground.provenance import Basis
from estimate.ground.units import decimals
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


def spread(result: Estimate, simulation: Simulation) -> Spread:
    """What a simulation says of an estimate."""
    places = decimals(result.case.currency)
    found = drivers(simulation)
    explained = sum(driver.variance_share for driver in found)
    assumed = sum(driver.variance_share for driver in found if driver.basis == "assumed")
    best = sorted(found, key=lambda driver: -driver.narrows)[:NARROWING]
    return Spread(
        low=round(simulation.percentile(0.1), places),
        high=round(simulation.percentile(0.9), places),
        categories={
            name: (round(low, places), round(high, places))
            for name in simulation.categories
            for low, high in [simulation.range_of(name)]
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
