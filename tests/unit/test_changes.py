"""What is computed again after a change gives the numbers of a whole run, to the last bit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from estimate.answers.estimate import estimate
from estimate.engine import Changes, Program, Rulebook, Structure, total
from estimate.engine.changes import FEW, exactly
from estimate.studies.request import Request
from tests.unit.examples import EVERY, EXAMPLES, moved, same


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_quantity_of_an_example(path: Path) -> None:
    result = estimate(Request(path).case())
    places, _ = moved(result, 0.03)
    changes = Changes(result.program, result.values, [name for name, _ in EVERY])
    for some in (dict(list(places.items())[::7]), dict(list(places.items())[:1]), places):
        partly = result.case.inputs() | {
            name: [some.get((name, row), value) for row, value in enumerate(result.case.inputs()[name])]
            for name, _ in some
        }
        whole, after = result.program.run(partly), changes.after(some)
        for name, _ in EVERY:
            for row, value in enumerate(whole[name]):
                assert same(after.place(name, row), value), f"{name} {row}"


def many() -> tuple[Program, dict[str, list[object]]]:
    """More teams than are summed anew, with amounts that do not add up exactly in floats."""
    book = Rulebook(rows={"team": None, "queue": "team"}, steps={"year": None, "month": "year"})
    book.given("hours", over=("queue", "month"), unit="hour", doc="An input.")
    book.given("price", over=("team",), unit="money", doc="An input.")

    @book.formula(over=("team", "month"), unit="money")
    def bill(hours, price):
        """The month's bill."""
        return total(hours) * price

    @book.formula(over=("year",), unit="money")
    def yearly(bill):
        """The bills of a year."""
        return total(bill)

    @book.formula(over=("month",), unit="money")
    def monthly(bill):
        """The bills of a month."""
        return total(bill)

    @book.formula(unit="money")
    def prices(price):
        """All prices."""
        return total(price)

    @book.formula(unit="money")
    def everything(bill, prices):
        """All of it."""
        return total(bill) + prices

    teams, queues = 3 * FEW, 12 * FEW
    shape = Structure(
        members={"team": range(teams), "queue": range(queues), "year": "ab", "month": "jfmam"},
        parents={"queue": [at % teams for at in range(queues)], "month": (0, 0, 1, 1, 1)},
    )
    hours = [[0.1 * queue + 1e-7 * month for month in range(5)] if queue % 3 else 0.3 for queue in range(queues)]
    return Program(book, shape), {"hours": hours, "price": [1.1**team * 1e3 for team in range(teams)]}


@pytest.mark.parametrize("rows", [(0,), (3, 5), range(3 * FEW)], ids=["one team", "two teams", "all teams"])
def test_large_sums_are_rounded_as_if_they_were_taken_anew(rows: range) -> None:
    program, inputs = many()
    changes = Changes(program, program.run(inputs), ["everything", "yearly", "monthly"])
    prices = {("price", row): inputs["price"][row] * 1.01 for row in rows}
    after = changes.after({**prices, ("hours", 4): [0.7, 0.1, 1e9, 3.0, 0.2]})
    price = [prices.get(("price", row), value) for row, value in enumerate(inputs["price"])]
    hours = [*inputs["hours"][:4], [0.7, 0.1, 1e9, 3.0, 0.2], *inputs["hours"][5:]]
    whole = program.run({"hours": hours, "price": price})
    for name in ("everything", "yearly", "monthly", "prices"):
        assert [after.place(name, row) for row in range(len(whole[name]))] == whole[name]


def test_what_turns_out_the_same_moves_nothing_further() -> None:
    program, inputs = many()
    changes = Changes(program, program.run(inputs), ["everything"])
    assert changes.after({("price", 2): inputs["price"][2]}).moved.keys() == {"price"}


@pytest.mark.parametrize("values", [[1e16, 1.0, 1e-9, -3.0], [0.1] * 77, [0.0, 0.0], []])
def test_a_few_floats_hold_a_sum_exactly(values: list[float]) -> None:
    parts = exactly(values)
    assert sum(map(Fraction, parts)) == sum(map(Fraction, values))
    assert len(parts) <= 3


def test_what_is_no_number_stays_none() -> None:
    assert exactly([1.0, float("inf")]) == [float("inf")]
