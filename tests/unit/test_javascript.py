"""The formulas in JavaScript give the numbers of those in Python: the words of the vocabulary, each opaque formula, and whole examples."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.engine import LABEL, Values
from estimate.engine.javascript import JavaScript, runtime
from estimate.engine.minified import minified
from estimate.engine.terms import VOCABULARY
from estimate.model import RULEBOOK
from estimate.model.incentives import CreditTerms
from estimate.model.lines import LINES
from estimate.model.opaque import opaque_source, portable
from estimate.model.queueing import Service
from estimate.model.week import Duty, Week
from estimate.studies.request import Request
from tests.unit.examples import EXAMPLES
from tests.unit.javascript import run_javascript

OPAQUE = [
    quantity for quantity in RULEBOOK.quantities.values() if quantity.function is not None and quantity.term is None
]
TRIALS = 300
ROOT = Path(__file__).parents[2]


def close(one: Any, other: Any, *, share: float = 1e-9) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(close(a, b, share=share) for a, b in zip(one, other, strict=True))
    a, b = float(one), float(other)
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=share, abs_tol=1e-12)


def test_every_word_of_the_vocabulary() -> None:
    sampling = Random(4)
    program, cases = minified(runtime()), []
    for name, operation in VOCABULARY.items():
        count = operation.javascript.count("{")
        for _ in range(TRIALS):
            values = [
                sampling.choice([0.0, 1.0, 2.5, sampling.uniform(0, 40), sampling.uniform(0, 1e-8)])
                for _ in range(count)
            ]
            if name == "divide" and values[1] == 0:
                continue
            cases.append((operation.value(*values), operation.javascript.format(*map(repr, values))))
    found = run_javascript(program, f"[{','.join(text for _, text in cases)}].map(Number)")
    for (expected, text), value in zip(cases, found, strict=True):
        assert close(value, expected, share=1e-15), text


def test_each_opaque_formula_has_a_function_of_its_name_and_parameters() -> None:
    body = opaque_source().partition("const opaque = {")[2]
    found = {
        name: tuple(given.split(", ")) for name, given in re.findall(r"^  (\w+)\(([^)]*)\) \{$", body, re.MULTILINE)
    }
    assert found == {quantity.name: quantity.parameters for quantity in OPAQUE}


class Arguments:
    """Arguments of opaque formulas, drawn: what a desk may be, and its edges."""

    def __init__(self, seed: int, weeks: list[Week]) -> None:
        self.sampling = Random(seed)
        self.weeks = weeks

    def of(self, parameters: tuple[str, ...]) -> list[Any]:
        self.week = self.sampling.choice(self.weeks)
        return [self.one(name) for name in parameters]

    def one(self, name: str) -> Any:
        sampling = self.sampling
        if name == "week":
            return self.week
        if name == "staffed_positions":
            least = sampling.choice([0.0, 0.5, 3.0])
            rising = sorted(
                sampling.choice([0, 1, 2, sampling.uniform(0, 30), float(sampling.randint(0, 60))])
                for _ in self.week.densities
            )
            return sampling.choice([0.0, Duty(self.week, [max(least, agents) for agents in rising])])
        if name == "after_window":
            return sampling.choice([None, tuple(sampling.choice([0.0, 0.5, 1.0]) for _ in self.week.densities)])
        if name in ("credit_terms", "measure_steps"):
            steps = sorted(sampling.uniform(0.5, 0.99) for _ in range(sampling.randint(0, 3)))
            return CreditTerms(
                tuple((step, 0.02 * at) for at, step in enumerate(reversed(steps), 1)),
                tuple((step, 0.01 * at) for at, step in enumerate(steps, 1)),
            )
        return {
            "staffed_by": lambda: sampling.choice(["workload", "workload", "agents"]),
            "offered_rate": lambda: sampling.choice([0.0, 10 ** sampling.uniform(0, 5)]),
            "contact_minutes": lambda: sampling.uniform(0.5, 30),
            "concurrency": lambda: sampling.uniform(1, 3),
            "chats_at_once": lambda: float(sampling.choice([1, 1, 2, 3])),
            "service_level_share": lambda: sampling.choice([0.0, 0.8, sampling.uniform(0.3, 0.99)]),
            "service_level_seconds": lambda: sampling.choice([0.0, 20.0, sampling.uniform(1, 600)]),
            "target_occupancy": lambda: sampling.uniform(0.4, 1.0),
            "patience_seconds": lambda: sampling.choice([math.nan, math.nan, math.inf, sampling.uniform(5, 900)]),
            "minimum_staffing": lambda: sampling.choice([0.0, 1.0, 2.5]),
            "fixed_hours": lambda: sampling.uniform(0, 5000),
            "in_service": lambda: sampling.choice([0.0, 0.4, 1.0, 1.0]),
            "service_month": lambda: float(sampling.randint(1, len(self.week.night))),
            "ramp_months": lambda: sampling.choice([0.0, sampling.uniform(0.1, 9)]),
            "new_hire_aht_factor": lambda: sampling.choice([1.0, sampling.uniform(1, 3)]),
            "score": lambda: sampling.uniform(0, 1),
            "attained_level": lambda: sampling.uniform(0, 1),
            "level_spread": lambda: sampling.choice([0.0, sampling.uniform(0.001, 0.2)]),
            "score_spread": lambda: sampling.choice([0.0, sampling.uniform(0.001, 0.2)]),
        }[name]()  # fmt: skip


def weeks() -> list[Week]:
    found = []
    for path in EXAMPLES:
        found += [week for week in Request(path).case().labels["week"] if week is not None]
    return found


def as_text(value: Any) -> str:
    if isinstance(value, Duty):
        return f"new Duty(week,{json.dumps(value.agents)})"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity"
    return "week" if isinstance(value, Week) else json.dumps(portable(value))


@pytest.fixture(scope="module")
def known_weeks() -> list[Week]:
    return weeks()


@pytest.mark.parametrize("quantity", OPAQUE, ids=lambda quantity: quantity.name)
def test_opaque_formulas_on_random_arguments(quantity: Any, known_weeks: list[Week]) -> None:
    drawn = Arguments(len(quantity.name), known_weeks)
    cases, calls = [], []
    for _ in range(TRIALS):
        given = drawn.of(quantity.parameters)
        if quantity.name in ("service_level", "speed_of_answer", "abandonment"):
            # The chain of several chats at once is for agents who are there at all.
            given = [
                max(1.0, value) if name == "concurrency" else value
                for name, value in zip(quantity.parameters, given, strict=True)
            ]
        cases.append(quantity.function(*given))
        week = known_weeks.index(drawn.week)
        calls.append(f"((week)=>opaque.{quantity.name}({','.join(map(as_text, given))}))(weeks[{week}])")
    program = f"{minified(runtime())}\n{minified(opaque_source())}\nconst weeks={json.dumps([portable(week) for week in known_weeks])};"
    found = run_javascript(program, f"[{','.join(calls)}].map(Number)")
    for expected, value, call in zip(cases, found, calls, strict=True):
        assert close(value, expected, share=1e-8), call


def script_of(result: Estimate) -> tuple[str, list[str]]:
    script = JavaScript(portable)
    data = script.case(
        result.program,
        result.case.inputs(),
        {"total_cost", *(line.amount for line in LINES), *(line.quantity for line in LINES)},
    )
    program = f"{script.source(opaque_source())}\nconst model={json.dumps(script.model())},data={json.dumps(data)};"
    start = "\nconst shape=shaped(data,model.within),inputs=inputsOf(model,data,shape),base=computed(model,data,shape,inputs);"
    return program + start, [name for name, _ in data["program"]]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_quantity_of_an_example(path: Path) -> None:
    result = estimate(Request(path).case())
    program, names = script_of(result)
    found = run_javascript(program, f"{json.dumps(names)}.map(name=>base[name])")
    for name, rows in zip(names, found, strict=True):
        assert close(rows, result.values[name]), name


def drawn_inputs(result: Estimate, seed: int) -> tuple[Values, list[tuple[str, int, float]]]:
    """Some stated numbers of a case, each somewhere between half and twice its size."""
    sampling, set_to = Random(seed), []
    inputs = {name: list(rows) for name, rows in result.case.inputs().items()}
    for name, row, sourced in result.stated():
        if sampling.random() < 0.3 and not math.isnan(sourced.value.likely):
            value = sourced.value.likely * sampling.uniform(0.5, 2.0)
            value = min(value, 0.97) if RULEBOOK.quantities[name].unit == "share" else value
            inputs[name][row] = value
            set_to.append((name, row, value))
    return inputs, set_to


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_totals_of_random_inputs(path: Path) -> None:
    result = estimate(Request(path).case())
    program, _ = script_of(result)
    drawn = [drawn_inputs(result, seed) for seed in range(40)]
    steps = {
        name for name, quantity in RULEBOOK.quantities.items() if quantity.step is not None and quantity.unit != LABEL
    }
    calls = []
    for _, set_to in drawn:
        known = [[name, row, value] for name, row, value in set_to if name not in steps]
        calls.append(known)
    found = run_javascript(
        program,
        f"{json.dumps(calls)}.map(set=>{{const more={{}};for(const [name,row,value] of set)if(inputs[name])(more[name]??=[...inputs[name]])[row]=value;"
        "return computed(model,data,shape,more,base,Object.keys(more)).total_cost[0]})",
    )
    for (inputs, set_to), total in zip(drawn, found, strict=True):
        # On the edge of a step (exactly 25 seats) the last digit of a float decides; a hair to either side is then the other price.
        hairs = (0.0, 1e-12, -1e-12)
        assert any(close(total, total_at(result, inputs, set_to, hair), share=1e-9) for hair in hairs)


def total_at(result: Estimate, inputs: Values, set_to: list[tuple[str, int, float]], hair: float) -> float:
    """The total with the numbers that were set moved by a part of themselves."""
    moved = {name: list(rows) for name, rows in inputs.items()}
    for name, row, value in set_to:
        moved[name][row] = value * (1 + hair)
    return float(result.program.run(moved)["total_cost"][0])


def test_the_error_function_and_the_gamma_function() -> None:
    xs = [at / 97 for at in range(-700, 700)]
    shapes = [1 + at / 300 for at in range(300)]
    program = f"{minified(runtime())}\n{minified(opaque_source())}"
    found = run_javascript(program, f"[{json.dumps(xs)}.map(erf),{json.dumps(shapes)}.map(lgamma)]")
    assert found[0] == pytest.approx([math.erf(x) for x in xs], rel=1e-14, abs=1e-15)
    assert found[1] == pytest.approx([math.lgamma(x) for x in shapes], rel=1e-12, abs=1e-14)


def test_a_service_has_its_parts_in_the_order_that_the_script_counts() -> None:
    assert Service.__slots__[:4] == (
        "probability_of_waiting",
        "service_level",
        "speed_of_answer_seconds",
        "abandonment",
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("const a = 1; // one\nconst b = a + 2;", "const a=1;const b=a+2;"),
        ('const a = "// no comment  ";\n/* gone */ const b = `x ${ a + `y ${ 1 }` } //`;', 'const a="// no comment  ";const b=`x ${ a + `y ${ 1 }` } //`;'),
        ("const a = x.replace(/ +\\/[/]/g, '') / 2;\nreturn a / b / c;", "const a=x.replace(/ +\\/[/]/g,'')/2;return a/b/c;"),
        ("a = b\n++c\nlet d = - -e;", "a=b\n++c\nlet d=- -e;"),
    ],
)  # fmt: skip
def test_minified(source: str, expected: str) -> None:
    assert minified(source) == expected
