"""A term made ready to be computed: on numbers, and on lists with a number for each step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat
from typing import Any

from estimate.engine.terms import VOCABULARY, Apply, Name, Number, Term, Total

Node = Callable[[Any, int], Any]
"""What a term, or a part of it, is in one row of a run: a number, or a list by step."""
Leaf = Callable[[Name | Total], Node]
"""How what a term reads is read."""


def compiled(term: Term, leaf: Leaf) -> Node:
    """A term whose choices are made as a function of the run and the row: a list by step where anything that it reads is one.

    What stands in a branch that is not taken may divide by zero; what is taken may not (ArithmeticError).
    """
    if isinstance(term, Name | Total):
        return leaf(term)
    if isinstance(term, Number):
        value = term.value
        return lambda _run, _row: value
    assert isinstance(term, Apply)
    if term.operation in _BRANCHING:
        return _BRANCHING[term.operation](term, leaf)
    function = VOCABULARY[term.operation].value
    if len(term.arguments) == 1:
        return _of_one(function, compiled(term.arguments[0], leaf))
    one, other = term.arguments
    if isinstance(other, Number):
        return _of_one_and_number(function, compiled(one, leaf), other.value)
    return _of_two(function, compiled(one, leaf), compiled(other, leaf))


def _of_one(function: Any, argument: Node) -> Node:
    def node(run: Any, row: int) -> Any:
        value = argument(run, row)
        return list(map(function, value)) if type(value) is list else function(value)

    return node


def _of_one_and_number(function: Any, argument: Node, number: float) -> Node:
    def node(run: Any, row: int) -> Any:
        value = argument(run, row)
        return list(map(function, value, repeat(number))) if type(value) is list else function(value, number)

    return node


def _of_two(function: Any, one: Node, other: Node) -> Node:
    def node(run: Any, row: int) -> Any:
        a, b = one(run, row), other(run, row)
        if type(a) is list:
            return list(map(function, a, b if type(b) is list else repeat(b)))
        return list(map(function, repeat(a), b)) if type(b) is list else function(a, b)

    return node


def in_steps(
    term: Term, leaf: Leaf, run: Any, row: int, steps: int, own: Name | None = None, before: Any = None
) -> list[Any]:
    """A term in one step after the other; `own` is its own last value, which is `before` in the first step."""
    at: list[Any] = [0, before]

    def in_step(read: Name | Total) -> Node:
        if read == own:
            return lambda _run, _row: at[1]
        value = leaf(read)(run, row)
        return (lambda _run, _row: value[at[0]]) if type(value) is list else (lambda _run, _row: value)

    node, values = compiled(term, in_step), []
    for step in range(steps):
        at[0] = step
        at[1] = node(run, row)
        values.append(at[1])
    return values


def _where(term: Apply, leaf: Leaf) -> Node:
    condition, then, otherwise = (compiled(argument, leaf) for argument in term.arguments)

    def node(run: Any, row: int) -> Any:
        holds = condition(run, row)
        if type(holds) is not list:
            return (then if holds else otherwise)(run, row)
        try:
            one, other = then(run, row), otherwise(run, row)
        except ArithmeticError:  # in a branch that some steps do not take
            return in_steps(term, leaf, run, row, len(holds))
        ones = one if type(one) is list else repeat(one)
        others = other if type(other) is list else repeat(other)
        return [a if held else b for held, a, b in zip(holds, ones, others, strict=False)]

    return node


def _ratio(term: Apply, leaf: Leaf) -> Node:
    above, below, otherwise = (compiled(argument, leaf) for argument in term.arguments)

    def node(run: Any, row: int) -> Any:
        divisor = below(run, row)
        if type(divisor) is not list:
            if not divisor:
                return otherwise(run, row)
            whole = above(run, row)
            return [one / divisor for one in whole] if type(whole) is list else whole / divisor
        try:
            whole, other = above(run, row), otherwise(run, row)
        except ArithmeticError:  # in what is not divided in some steps
            return in_steps(term, leaf, run, row, len(divisor))
        wholes = whole if type(whole) is list else repeat(whole)
        others = other if type(other) is list else repeat(other)
        return [a / b if b else c for a, b, c in zip(wholes, divisor, others, strict=False)]

    return node


_BRANCHING: dict[str, Callable[[Apply, Leaf], Node]] = {"where": _where, "ratio": _ratio}
