"""The documents of `simulate` and `sensitivity`: versioned plain data, money rounded to the minor unit."""

from __future__ import annotations

from typing import Any

from estimate.answers.estimate import Estimate
from estimate.answers.sensitivity import Sensitivity
from estimate.answers.uncertainty import Simulation
from estimate.ground.units import money
from estimate.report.naming import input_name
from estimate.report.range_document import HOLDS, LEAVES_OUT

VERSION = "2.0"
PERCENTILES = (1, 5, 10, 25, 50, 75, 80, 90, 95, 99)
BINS = 24


def simulation_document(result: Estimate, simulation: Simulation, budget: float | None) -> dict[str, Any]:
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
            {"from": money(low + i * width, currency), "to": money(low + (i + 1) * width, currency), "draws": count}
            for i, count in enumerate(counts)
        ]
        if width
        else [],
        "holds": HOLDS,
        "leaves_out": LEAVES_OUT,
    }


def sensitivity_document(result: Estimate, found: Sensitivity, simulation: Simulation) -> dict[str, Any]:
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
                "input": input_name(result, [(use.name, use.row) for use in effect.input.uses]),
                "identity": effect.input.identity,
                "paths": list(dict.fromkeys(use.sourced.path for use in effect.input.uses)),
                "moves_with": effect.input.group if effect.input.group != effect.input.identity else None,
                "basis": effect.input.sourced.origin.basis,
                "unit": effect.input.sourced.unit,
                "expected": _figure(effect.value),
                "likely": _figure(effect.input.sourced.value.likely),
                "has_range": effect.ranged,
                "low": _figure(effect.ends[0]),
                "high": _figure(effect.ends[1]),
                "total_at_low": money(effect.totals[0], currency),
                "total_at_high": money(effect.totals[1], currency),
                "elasticity": _figure(effect.elasticity),
                "variance_share": _figure(effect.driver.variance_share) if effect.driver else None,
                "narrows": _figure(effect.driver.narrows) if effect.driver else None,
            }
            for effect in found.effects
        ],
    }


def _figure(value: float) -> float:
    return float(f"{value:.9g}")
