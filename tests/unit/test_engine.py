"""The engine against its hardest room: tiers, minimums, totals over indexes, last month's value, choices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from estimate.engine import LABEL, EngineError, Program, Rulebook, Structure, ceiling, choose, larger, smaller, total


def make(*, per: tuple[str, ...] = ("head", "hire")) -> tuple[Rulebook, Structure]:
    book = Rulebook(rows={"site": None, "step": "site", "thing": "site"}, steps={"year": None, "month": "year"})
    for name, over in {
        "hours": ("site", "month"), "above": ("step",), "up_to": ("step",), "off": ("step",), "price": ("site",),
        "floor": ("site",), "each": ("thing",),
    }.items():  # fmt: skip
        book.given(name, over=over, unit="number", doc="An input.")
    book.given("per", over=("thing",), unit=LABEL, doc="What the thing is counted by.")

    @book.formula(over=("step", "month"), unit="money")
    def rebate(hours, above, up_to, price, off):
        """Discount on the hours in the step."""
        return larger(0, smaller(hours, up_to) - above) * price * off

    @book.formula(over=("site", "month"), unit="head", before=0)
    def headcount(hours):
        """Heads, whole."""
        return ceiling(hours / 100)

    @book.formula(over=("site", "month"), unit="head")
    def joined(headcount, prev_headcount):
        """Heads that are new."""
        return larger(0, headcount - prev_headcount)

    @book.formula(over=("site", "year"), unit="hour")
    def missing(hours, floor):
        """Hours committed and not used in the year."""
        return larger(0, floor - total(hours))

    @book.formula(over=("thing", "month"), unit="money")
    def things(per, headcount, joined, each):
        """The thing at its price."""
        return each * choose(per, head=headcount, hire=joined)

    @book.formula(over=("site", "month"), unit="money")
    def bill(hours, price, rebate, things):
        """The month's bill."""
        return hours * price - total(rebate) + total(things)

    @book.formula(over=("month",), unit="money", before=100)
    def balance(prev_balance, bill):
        """All bills so far, from a balance of 100."""
        return prev_balance + total(bill)

    @book.formula(unit="money")
    def everything(bill):
        """All bills."""
        return total(bill)

    shape = Structure(
        members={
            "site": ("a", "b"),
            "step": ("low", "high"),
            "thing": ("desk", "course"),
            "year": ("1", "2"),
            "month": tuple("jfma"),
        },
        parents={"step": (0, 0), "thing": (0, 1), "month": (0, 0, 1, 1)},
        labels={"per": per},
    )
    return book, shape


INPUTS = {
    "hours": [[100, 200, 300, 250], 150],  # the second site has the same hours each month
    "above": [0, 150],
    "up_to": [150, 1e9],
    "off": [0, 0.1],
    "price": [10, 20],
    "floor": [500, 100],
    "each": [5, 7],
}


def test_a_program_computes_what_a_hand_does() -> None:
    book, shape = make()
    values = Program(book, shape).run(INPUTS)
    # Step "high" of site a: hours above 150 at 10 % off of 10: (0, 50, 150, 100) hours -> (0, 50, 150, 100).
    assert values["rebate"] == [[0, 0, 0, 0], [0, 50, 150, 100]]
    assert values["headcount"] == [[1, 2, 3, 3], [2, 2, 2, 2]]
    assert values["joined"] == [[1, 1, 1, 0], [2, 0, 0, 0]]  # site b hires its two in the first month
    assert values["missing"] == [[200, 0], [0, 0]]  # 500 - (100 + 200); 500 - (300 + 250) < 0; 100 - 300 < 0
    assert values["things"] == [[5, 10, 15, 15], [14, 0, 0, 0]]
    # Site a: 1000 - 0 + 5; 2000 - 50 + 10; 3000 - 150 + 15; 2500 - 100 + 15. Site b: 3000 + 14, then 3000.
    assert values["bill"] == [[1005, 1960, 2865, 2415], [3014, 3000, 3000, 3000]]
    assert values["balance"] == [[100 + 4019, 100 + 4019 + 4960, 100 + 14844, 100 + 20259]]
    assert values["everything"] == [20259]


def test_running_twice_changes_nothing() -> None:
    book, shape = make()
    program = Program(book, shape)
    assert program.run(INPUTS) == program.run(INPUTS)


def test_a_formula_stays_a_function() -> None:
    from estimate.model.time_on_duty import paid_hours

    assert paid_hours(70, 0.3) == pytest.approx(100)


def test_an_unknown_label_is_an_error_and_no_default() -> None:
    book, shape = make(per=("head", "month"))
    with pytest.raises(EngineError, match="per is 'month', which is none of head, hire"):
        Program(book, shape)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({key: value for key, value in INPUTS.items() if key != "price"}, "no value for price"),
        ({**INPUTS, "price": [1]}, "price has 1 values for 2 rows: none in site 2"),
        ({**INPUTS, "hours": [[1, 2], 3]}, "hours has not one value for each of 4 steps"),
    ],
)
def test_a_missing_input_is_an_error_and_never_zero(inputs: dict[str, list[object]], message: str) -> None:
    with pytest.raises(EngineError, match=message):
        Program(*make()).run(inputs)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({}, r"no word for the label per in thing 1 \(\w+\)"),
        ({"per": []}, r"per has 0 words for \d rows: none in thing 1 \(\w+\)"),
        ({"per": ["head"] * 9}, r"per has 9 words for \d rows$"),
    ],
)
def test_a_missing_label_is_an_error_that_names_its_row(labels: dict[str, list[str]], message: str) -> None:
    book, shape = make()
    with pytest.raises(EngineError, match=message):
        Program(book, replace(shape, labels=labels))


def empty_book() -> Rulebook:
    book = Rulebook(rows={"site": None, "thing": "site"}, steps={"month": None})
    book.given("a", over=("site", "month"), unit="number", doc="An input.")
    return book


def define(book: Rulebook, function, **options) -> None:
    book.formula(over=("site", "month"), unit="number", **options)(function)
    book.order()


def test_mistakes_are_found_before_anything_runs() -> None:
    def misspelt(aa):
        """Reads what nobody defines."""
        return aa + 1

    def branching(a):
        """Branches."""
        return 1 if a else 2

    def comparing(a):
        """Takes Python's max."""
        return max(a, 0)

    def unused(a, b):
        """Has a parameter that it does not use."""
        return a

    def circular(circular):
        """Reads itself."""
        return circular + 1

    def silent(a):
        return a

    def first(prev_a):
        """Reads last month's value of what has none."""
        return prev_a

    def summed(a):
        """Sums over nothing."""
        return total(a)

    for function, message in [
        (misspelt, "misspelt reads aa, which nobody defines"),
        (branching, "may not branch with if"),
        (comparing, "may not branch with if, and, or, not, min or max"),
        (unused, "parameter b is not used"),
        (circular, "circular: circular reads circular"),
        (silent, "needs a docstring"),
        (first, "a has no value before the first step"),
        (summed, r"total\(a\) has nothing to sum over"),
    ]:
        book = empty_book()
        book.given("b", unit="number", doc="Another input.")
        with pytest.raises(EngineError, match=message):
            define(book, function)


def test_a_quantity_with_several_values_must_be_summed() -> None:
    book = empty_book()
    book.given("many", over=("thing",), unit="number", doc="One for each thing.")

    def sloppy(many):
        """Reads many as if it were one."""
        return many * 2

    with pytest.raises(EngineError, match=r"many has several values here; write total\(many\)"):
        define(book, sloppy)


def test_a_name_is_defined_once_and_has_a_unit() -> None:
    book = empty_book()
    with pytest.raises(EngineError, match="a is defined twice"):
        book.given("a", unit="number", doc="Again.")
    with pytest.raises(EngineError, match="needs a unit"):
        book.given("c", unit="", doc="No unit.")
    with pytest.raises(EngineError, match="takes one of"):
        book.given("d", over=("nowhere",), unit="number", doc="Lives nowhere.")


def test_the_ceiling_forgives_the_last_digits_of_a_float() -> None:
    assert ceiling(0.1 * 3 * 10) == 3  # 3.0000000000000004 in floats
    assert ceiling(3.001) == 4
    assert ceiling(0) == 0
