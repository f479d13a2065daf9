"""A reduced program gives the numbers of the whole one, to the last bit."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.luck import identities
from estimate.engine import EngineError, Program, Reduction, Values
from estimate.model import book
from estimate.studies.request import Request
from tests.unit.test_engine import INPUTS, make

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.stem != "workload")
EVERY = [(quantity.name, quantity) for quantity in book.quantities.values() if not quantity.is_input]


def moved(result: Estimate, by: float) -> tuple[dict[tuple[str, int], float], Values]:
    """Every stated number of a case some way towards another, as places and as whole inputs."""
    places: dict[tuple[str, int], float] = {}
    for at, one in enumerate(identities(result)):
        for use in one.uses:
            step = by if at % 3 else -by
            value = use.value.likely * (1 + step)
            places[use.name, use.row] = min(value, 0.97) if use.is_share else value
    inputs = result.case.inputs()
    for (name, row), value in places.items():
        inputs[name] = [value if at == row else kept for at, kept in enumerate(inputs[name])]
    return places, inputs


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_quantity_of_an_example(path: Path) -> None:
    result = estimate(Request(path).case())
    places, inputs = moved(result, 0.07)
    whole = result.program.run(inputs)
    wanted = [(name, row) for name, _ in EVERY for row in range(len(whole[name]))]
    reduced = Reduction(result.program, result.values, list(places)).values(wanted)(list(places.values()))
    for (name, row), value in zip(wanted, reduced, strict=True):
        assert same(value, whole[name][row]), f"{name} {row}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_totals_are_the_sums_of_the_quantities(path: Path) -> None:
    result = estimate(Request(path).case())
    places, inputs = moved(result, -0.04)
    whole = result.program.run(inputs)
    groups = [[("team_cost", 0), ("total_cost", 0)], [("cost", 0)], [("in_service", 0)]]
    totals = Reduction(result.program, result.values, list(places)).totals(groups)(list(places.values()))
    expected = [math.fsum(whole["team_cost"][0]) + whole["total_cost"][0], math.fsum(whole["cost"][0])]
    assert totals == pytest.approx([*expected, math.fsum(result.values["in_service"][0])], rel=1e-12)


def same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (
        isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)
    )


def test_one_input_and_none() -> None:
    book, shape = make()
    program = Program(book, shape)
    values = program.run(INPUTS)
    wanted = [("everything", 0), ("bill", 0), ("heads", 1)]
    prices = Reduction(program, values, [("price", 0)]).values(wanted)
    for price in (0, 10, 12.5):
        whole = program.run({**INPUTS, "price": [price, 20]})
        assert prices([price]) == (whole["everything"][0], whole["bill"][0], whole["heads"][1])
    still = Reduction(program, values, []).values(wanted)
    assert still([]) == (values["everything"][0], values["bill"][0], values["heads"][1])


def test_years_and_balances_follow_a_floor() -> None:
    book, shape = make()
    program = Program(book, shape)
    values = program.run(INPUTS)
    floors = Reduction(program, values, [("floor", 0), ("each", 1)]).values([("missing", 0), ("balance", 0)])
    for floor, each in ((0, 7), (900, 3)):
        whole = program.run({**INPUTS, "floor": [floor, 100], "each": [5, each]})
        assert floors([floor, each]) == (whole["missing"][0], whole["balance"][0])


def test_an_input_by_step_cannot_vary_as_one_number() -> None:
    book, shape = make()
    program = Program(book, shape)
    with pytest.raises(EngineError, match="cannot vary as one number"):
        Reduction(program, program.run(INPUTS), [("hours", 0)])
