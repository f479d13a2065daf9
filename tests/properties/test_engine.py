"""Whatever the formula, its four forms agree: the function, the generated code, the words and the spreadsheet text."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from estimate.engine import (
    LABEL,
    Changes,
    Program,
    Rulebook,
    Structure,
    ceiling,
    choose,
    larger,
    ratio,
    smaller,
    where,
)
from estimate.engine.arrays import Arrays
from estimate.engine.terms import Apply, Choice, Name, Number, Term, Total, names_in, option_of, render
from estimate.model import RULEBOOK

NAMES = ("alpha", "beta", "gamma")
numbers = st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3))
leaves = st.one_of(st.sampled_from(NAMES).map(Name), numbers.map(Number))


def larger_terms(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(parts, parts)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: ratio(p[0], p[1], 1)),
        st.tuples(parts, st.sampled_from([1.0, 2.0, 4.0])).map(lambda p: p[0] / p[1]),
        st.tuples(st.floats(0.5, 2).map(lambda x: Number(round(x, 2))), st.sampled_from(NAMES).map(Name)).map(
            lambda p: p[0] ** (p[1] / 50)
        ),
        pair.map(lambda p: larger(p[0], p[1])),
        pair.map(lambda p: smaller(p[0], p[1])),
        parts.map(ceiling),
        st.tuples(parts, parts, parts).map(lambda p: where(p[0] > p[1], p[1], p[2])),
        st.tuples(parts, parts, parts).map(lambda p: where(p[0] <= p[1], p[1], p[2])),
    )


terms = st.recursive(leaves, larger_terms, max_leaves=12)

FROM_WORDS = (
    ("larger of (", "max("), ("smaller of (", "min("), ("rounded up (", "ceil_("), ("if (", "if_("), ("ratio (", "ratio_("),
    ("; otherwise ", ", "), (" if none)", ")"), ("; ", ", "), (" × ", " * "), (" ÷ ", " / "), (" − ", " - "), (" ^ ", " ** "),
    ("≥", ">="), ("≤", "<="),
)  # fmt: skip
FUNCTIONS = {
    "max": max,
    "min": min,
    "MAX": max,
    "MIN": min,
    "INT": math.floor,
    "IF": lambda c, a, b: a if c else b,
    "if_": lambda c, a, b: a if c else b,
    "ceil_": ceiling,
    "ratio_": lambda a, b, otherwise: a / b if b else otherwise,
}


def sheet_value(text: str, values: dict[str, float]) -> float:
    # IF(c,a,b) may hold a division by zero in the branch not taken: read it as Python's conditional.
    text = text.replace("^", "**")
    while "IF(" in text:
        start = text.rindex("IF(")
        depth, parts, last = 0, [], start + 3
        for i in range(start + 3, len(text)):
            if text[i] == "(":
                depth += 1
            elif text[i] == ")" and depth:
                depth -= 1
            elif (text[i] == "," and not depth) or text[i] == ")":
                parts.append(text[last:i])
                last = i + 1
                if text[i] == ")":
                    break
        condition, then, otherwise = parts
        condition = condition.replace(")=0", ")==0")
        text = f"{text[:start]}(({then}) if ({condition}) else ({otherwise})){text[last:]}"
    return float(eval(text, {**FUNCTIONS, **values}))


def words_value(text: str, values: dict[str, float]) -> float:
    for words, code in FROM_WORDS:
        text = text.replace(words, code)
    return float(eval(text, {**FUNCTIONS, **values}))


def evaluate(term: Term, values: dict[str, float]) -> float:
    """The term computed by calling the operations on numbers, as the plain function does."""
    from estimate.engine.terms import VOCABULARY

    if isinstance(term, Number):
        return term.value
    if isinstance(term, Name):
        return values[term.name]
    assert isinstance(term, Apply)
    return VOCABULARY[term.operation].value(*(evaluate(argument, values) for argument in term.arguments))


def name(read: Name | Total) -> str:
    return read.name


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) or (math.isnan(a) and math.isnan(b))


@given(terms, st.tuples(numbers, numbers, numbers))
def test_the_function_the_code_the_words_and_the_sheet_agree(term: Term, at: tuple[float, float, float]) -> None:
    values = dict(zip(NAMES, at, strict=True))
    expected = evaluate(term, values)
    rulebook = Rulebook(rows={}, steps={"month": None})
    for key in NAMES:
        rulebook.given(key, over=("month",), unit="number", doc="An input.")
    parameters = list(dict.fromkeys(read.name for read in names_in(term)))
    namespace: dict[str, object] = {"term": term}
    exec(f"def result({', '.join(parameters)}):\n    'The result.'\n    return term", namespace)
    rulebook.formula(over=("month",), unit="number")(namespace["result"])
    program = Program(rulebook, Structure({"month": ("one", "two")}))
    computed = program.run({key: [[value, value]] for key, value in values.items()})["result"][0]
    assert close(computed[0], expected)
    assert close(computed[1], expected)
    assert close(words_value(render(term, "words", name, lambda _: None), values), expected)
    assert close(sheet_value(render(term, "sheet", name, lambda _: None), values), expected)


@given(terms, st.tuples(numbers, numbers, numbers, numbers), numbers)
def test_what_moves_and_what_stands_still_make_the_same_number(
    term: Term, at: tuple[float, float, float, float], moved: float
) -> None:
    rulebook = Rulebook(rows={}, steps={"month": None})
    for key in NAMES:
        rulebook.given(key, over=("month",) if key == "gamma" else (), unit="number", doc="An input.")
    parameters = list(dict.fromkeys(read.name for read in names_in(term)))
    namespace: dict[str, object] = {"term": term}
    exec(f"def result({', '.join(parameters)}):\n    'The result.'\n    return term", namespace)
    rulebook.formula(over=("month",), unit="number")(namespace["result"])
    program = Program(rulebook, Structure({"month": ("one", "two")}))
    alpha, beta, *gamma = at
    inputs = {"alpha": [alpha], "beta": [beta], "gamma": [gamma]}
    whole = program.run({**inputs, "alpha": [moved]})["result"][0]
    values = program.run(inputs)
    assert Changes(program, values, ["result"]).after({("alpha", 0): moved}).place("result", 0) == whole
    drawn = Arrays(program, values, [("alpha", 0)], {}).values_of([("result", 0)], [np.array([moved, alpha])])[0]
    table = np.broadcast_to(drawn if np.ndim(drawn) != 1 else drawn[None, :], (2, 2))
    assert all(close(float(one), other) for one, other in zip(table[:, 0], whole, strict=True))
    assert all(close(float(one), other) for one, other in zip(table[:, 1], values["result"][0], strict=True))


@given(st.sampled_from(("one", "two")), numbers, numbers)
def test_a_choice_is_what_was_chosen_in_every_form(word: str, a: float, b: float) -> None:
    rulebook = Rulebook(rows={"site": None}, steps={})
    rulebook.given("kind", over=("site",), unit=LABEL, doc="A label.")
    for key in ("alpha", "beta"):
        rulebook.given(key, unit="number", doc="An input.")

    @rulebook.formula(over=("site",), unit="number")
    def result(kind, alpha, beta):
        """One of two."""
        return choose(kind, one=alpha + beta, two=alpha * beta)

    program = Program(rulebook, Structure({"site": ("here",)}, labels={"kind": (word,)}))
    computed = program.run({"alpha": [a], "beta": [b]})["result"][0]
    assert close(computed, result(word, a, b))
    term = rulebook.quantities["result"].term
    assert isinstance(term, Choice)
    assert close(words_value(render(term, "words", name, lambda _: word), {"alpha": a, "beta": b}), computed)
    assert option_of(term, word) is dict(term.options)[word]


def test_every_formula_of_the_model_says_itself_in_words() -> None:
    for quantity in RULEBOOK.order():
        if quantity.term is not None:
            words = render(quantity.term, "words", name, lambda _: None)
            assert all(read.name in words for read in names_in(quantity.term)), quantity.name
