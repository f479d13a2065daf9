"""Draws on arrays are those of the program, one by one."""

from __future__ import annotations

import math
from bisect import bisect_left
from pathlib import Path

import numpy as np
import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.sampling import column, orders, uncertain
from estimate.answers.uncertainty import _amounts, simulate
from estimate.engine import Changes, Program
from estimate.engine.array_values import summed
from estimate.engine.arrays import Arrays
from estimate.model import limits_on_arrays, on_arrays
from estimate.model.week import _service_limits
from estimate.studies.request import Request
from tests.unit.examples import EVERY, EXAMPLES, ROOT
from tests.unit.test_engine import INPUTS, make

DRAWS = 80


def drawn(result: Estimate, draws: int) -> dict[tuple[str, int], np.ndarray]:
    inputs = uncertain(result)
    streams = orders(result, inputs, draws, 7)
    return {
        (use.name, use.row): column(use, streams[one.group], chance=one.is_chance) for one in inputs for use in one.uses
    }


def at(value: object, draw: int) -> object:
    """A value in one draw: a number, or an array by step."""
    if not isinstance(value, np.ndarray):
        return value
    return value[min(draw, len(value) - 1)] if value.ndim == 1 else value[:, min(draw, value.shape[1] - 1)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_totals_of_an_example(path: Path) -> None:
    result = estimate(Request(path).case())
    columns = drawn(result, DRAWS)
    groups = [[place for _, place in _amounts(result)]]
    arrays = Arrays(result.program, result.values, list(columns), on_arrays.OPAQUE)
    totals = np.concatenate([found[0] for found in arrays.totals(groups, list(columns.values()))])
    changes = Changes(result.program, result.values, ["total_cost"])
    expected = [
        changes.after({place: float(values[draw]) for place, values in columns.items()}).place("total_cost", 0)
        for draw in range(DRAWS)
    ]
    np.testing.assert_allclose(totals, expected, rtol=1e-9, atol=0)


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.stem)
def test_every_quantity_of_an_example(path: Path) -> None:
    result = estimate(Request(path).case())
    columns = drawn(result, 3)
    names = [name for name, _ in EVERY if name != "staffed_positions"]  # which carries the agents of each hour
    wanted = [(name, row) for name in names for row in range(len(result.values[name]))]
    arrays = Arrays(result.program, result.values, list(columns), on_arrays.OPAQUE)
    values = arrays.values_of(wanted, list(columns.values()))
    changes = Changes(result.program, result.values, names)
    for draw in range(3):
        after = changes.after({place: float(numbers[draw]) for place, numbers in columns.items()})
        for (name, row), value in zip(wanted, values, strict=True):
            expected = np.array(after.place(name, row), dtype=float)
            np.testing.assert_allclose(
                np.broadcast_to(at(value, draw), expected.shape),
                expected,
                rtol=1e-9,
                atol=1e-9,
                err_msg=f"{name} {row}",
            )


def test_the_engine_alone() -> None:
    book, shape = make()
    program = Program(book, shape)
    values = program.run(INPUTS)
    columns = [np.array([10.0, 12.5, 0.0]), np.array([0.0, 900.0, 500.0])]
    arrays = Arrays(program, values, [("price", 0), ("floor", 0)], {})
    wanted = [("everything", 0), ("bill", 0), ("missing", 0), ("balance", 0), ("headcount", 1)]
    found = arrays.values_of(wanted, columns)
    for draw in range(3):
        whole = program.run({**INPUTS, "price": [columns[0][draw], 20], "floor": [columns[1][draw], 100]})
        for (name, row), value in zip(wanted, found, strict=True):
            np.testing.assert_allclose(np.broadcast_to(at(value, draw), np.shape(whole[name][row])), whole[name][row])


def test_draws_hang_on_no_stretch() -> None:
    result = estimate(Request(EXAMPLES[0]).case())
    many = simulate(result, draws=1500)
    assert many.totals == simulate(result, draws=1500).totals
    columns = drawn(result, 700)
    arrays = Arrays(result.program, result.values, list(columns), on_arrays.OPAQUE)
    groups = [[place for _, place in _amounts(result)]]
    whole = np.concatenate([found[0] for found in arrays.totals(groups, list(columns.values()))])
    alone = [
        next(arrays.totals(groups, [values[draw : draw + 1] for values in columns.values()]))[0, 0]
        for draw in range(0, 700, 90)
    ]
    np.testing.assert_allclose(whole[::90], alone, rtol=1e-12)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_limits_read_off_a_table_are_those_of_the_search(at_once: int) -> None:
    sampling = np.random.default_rng(at_once)
    targets = 2.0 ** (-4 + 2 * sampling.random(300))
    worths = 1 + (at_once - 1) * sampling.random(300)
    found = limits_on_arrays._served(targets, worths, limits_on_arrays.Promise(0.8, at_once), 60)
    for place in range(0, 300, 23):
        slots = (at_once, float(worths[place])) if at_once > 1 else (1, 1.0)
        known = _service_limits(float(targets[place]), 0.8, slots)
        np.testing.assert_allclose(found[1:, place], [known.load(agents) for agents in range(1, 61)], rtol=1e-9)


@pytest.mark.parametrize(
    ("scale", "columns"),
    [
        ((12, 1), (1, 1)),  # nothing is drawn but the load's step
        ((12, 600), (1, 600)),
        ((12, 1), (1, 600)),
        ((1, 600), (12, 600)),  # the promise moves from step to step
        ((12, 600), (12, 1)),
    ],
)
@pytest.mark.parametrize(("least", "most"), [(0.0, 8.0), (0.1, 900.0)])
def test_agents_of_a_load_are_found_by_halving(
    scale: tuple[int, int], columns: tuple[int, int], least: float, most: float
) -> None:
    """From one to a thousand limits between the loads, so that draws are counted in parts and more than a byte holds."""
    sampling = np.random.default_rng(7)
    loads, densities = least + (most - least) * sampling.random(scale), (0.0, 0.4, 1.0)
    limits = np.cumsum(0.5 + sampling.random((1100, *columns)), axis=0)
    limits[0] = 0.0
    counted = limits_on_arrays._counted(loads, densities, limits)
    both = np.broadcast_shapes(scale, columns)
    loads, limits = np.broadcast_to(loads, both), np.broadcast_to(limits, (1100, *both))
    for step, draw in {(0, 0), (both[0] - 1, both[1] - 1), (both[0] // 2, both[1] // 3)}:
        own = limits[:, step, draw].tolist()
        halved = [bisect_left(own, density * loads[step, draw]) for density in densities]
        assert counted[:, step, draw].tolist() == halved


@pytest.mark.parametrize("file", ["first-estimate", "in-house"])
def test_limits_too_large_for_the_memory_are_found_in_halves(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    result = estimate(Request(ROOT / "examples" / f"{file}.yaml").case())
    whole = simulate(result, draws=300).totals
    monkeypatch.setattr(limits_on_arrays, "LARGEST", 600)
    assert simulate(result, draws=300).totals == whole


@pytest.mark.parametrize("minimum", [0.0, 3.0, 2.5, np.linspace(0.5, 4, 50)])
def test_a_minimum_of_agents_may_be_a_fraction_or_drawn(minimum: float | np.ndarray) -> None:
    agents = np.arange(6, dtype=np.uint16)[:, None, None] + np.zeros((1, 2, 50), dtype=np.uint16)
    np.testing.assert_array_equal(on_arrays._at_least(agents.copy(), minimum), np.maximum(agents, minimum))


def test_a_sum_loses_no_digits() -> None:
    parts = [np.array([1e16, 0.1]), np.array([1.0, 0.2]), np.array([-1e16, -0.3])]
    np.testing.assert_array_equal(summed(parts), [1.0, math.fsum([0.1, 0.2, -0.3])])
