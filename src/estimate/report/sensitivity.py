"""The document of `sensitivity`: what moves the total, and what would narrow its range; versioned plain data."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.estimate import Estimate
from estimate.answers.identities import paths_of
from estimate.answers.sensitivity import Sensitivity
from estimate.answers.uncertainty import Simulation
from estimate.ground.units import money
from estimate.report.naming import input_name
from estimate.report.plain_data import figure

VERSION = "3.0"


class DrawnRange(TypedDict):
    """The 80 % range and the median of the total, and the draws that they come from."""

    low: float
    median: float
    high: float
    draws: int
    seed: int


class InputDocument(TypedDict):
    """An input: its numbers, the total at its ends, and its part of the range; null where it has no range of its own."""

    input: str
    identity: str
    paths: list[str]
    moves_with: str | None
    basis: str
    unit: str
    expected: float
    likely: float
    has_range: bool
    low: float
    high: float
    total_at_low: float
    total_at_high: float
    elasticity: float
    variance_share: float | None
    range_reduction: float | None


class SensitivityDocument(TypedDict):
    """Every input that moves the total, the strongest first."""

    sensitivity_version: str
    scenario: str
    currency: str
    total: float
    at: str
    range: DrawnRange
    inputs: list[InputDocument]


def sensitivity_document(result: Estimate, found: Sensitivity, simulation: Simulation) -> SensitivityDocument:
    """Every input that moves the total, with both ends, its elasticity, its part of the variance and what knowing it takes away."""
    currency = result.case.currency
    return {
        "sensitivity_version": VERSION,
        "scenario": result.case.scenario.name,
        "currency": currency,
        "total": found.base,
        "at": result.case.at,
        "range": {
            "low": money(simulation.percentile(0.1), currency),
            "median": money(simulation.percentile(0.5), currency),
            "high": money(simulation.percentile(0.9), currency),
            "draws": simulation.draws,
            "seed": simulation.seed,
        },
        "inputs": [
            {
                "input": input_name(result, [use.place for use in effect.input.uses]),
                "identity": effect.input.identity,
                "paths": paths_of(effect.input.uses),
                "moves_with": effect.input.group if effect.input.group != effect.input.identity else None,
                "basis": effect.input.sourced.origin.basis,
                "unit": effect.input.sourced.unit,
                "expected": figure(effect.value),
                "likely": figure(effect.input.sourced.value.likely),
                "has_range": effect.ranged,
                "low": figure(effect.ends[0]),
                "high": figure(effect.ends[1]),
                "total_at_low": money(effect.totals[0], currency),
                "total_at_high": money(effect.totals[1], currency),
                "elasticity": figure(effect.elasticity),
                "variance_share": figure(effect.driver.variance_share) if effect.driver else None,
                "range_reduction": figure(effect.driver.range_reduction) if effect.driver else None,
            }
            for effect in found.effects
        ],
    }
