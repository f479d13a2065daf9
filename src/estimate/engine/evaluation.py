"""A term computed: on numbers, and on lists with a number for each step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat
from typing import Any

from estimate.engine.terms import VOCABULARY, Apply, Name, Number, Term, Total

Read = Callable[[Name | Total], Any]
"""What a term reads: a number, or a list by step."""


def evaluated(term: Term, read: Read) -> Any:
    """The value of a term whose choices are made: a list by step where anything that it reads is one.

    What stands in a branch that is not taken may divide by zero; what is taken may not (ArithmeticError).
    """
    if isinstance(term, Name | Total):
        return read(term)
    if isinstance(term, Number):
        return term.value
    assert isinstance(term, Apply)
    arguments = term.arguments
    if term.operation in _BRANCHING:
        return _BRANCHING[term.operation](term, read)
    function = _FUNCTIONS[term.operation]
    if len(arguments) == 1:
        value = evaluated(arguments[0], read)
        return list(map(function, value)) if type(value) is list else function(value)
    one, other = evaluated(arguments[0], read), evaluated(arguments[1], read)
    if type(one) is list:
        return list(map(function, one, other if type(other) is list else repeat(other)))
    return list(map(function, repeat(one), other)) if type(other) is list else function(one, other)


def at_step(read: Read, step: int) -> Read:
    """What is read in one step."""

    def one(name: Name | Total) -> Any:
        value = read(name)
        return value[step] if type(value) is list else value

    return one


def _where(term: Apply, read: Read) -> Any:
    condition, then, otherwise = term.arguments
    holds = evaluated(condition, read)
    if type(holds) is not list:
        return evaluated(then if holds else otherwise, read)
    try:
        one, other = evaluated(then, read), evaluated(otherwise, read)
    except ArithmeticError:  # in a branch that some steps do not take
        return [evaluated(then if held else otherwise, at_step(read, step)) for step, held in enumerate(holds)]
    ones = one if type(one) is list else repeat(one)
    others = other if type(other) is list else repeat(other)
    return [a if held else b for held, a, b in zip(holds, ones, others, strict=False)]


def _ratio(term: Apply, read: Read) -> Any:
    above, below, otherwise = term.arguments
    divisor = evaluated(below, read)
    if type(divisor) is not list:
        if not divisor:
            return evaluated(otherwise, read)
        whole = evaluated(above, read)
        return [one / divisor for one in whole] if type(whole) is list else whole / divisor
    try:
        whole, other = evaluated(above, read), evaluated(otherwise, read)
    except ArithmeticError:  # in what is not divided in some steps
        return [evaluated(term, at_step(read, step)) for step in range(len(divisor))]
    wholes = whole if type(whole) is list else repeat(whole)
    others = other if type(other) is list else repeat(other)
    return [a / b if b else c for a, b, c in zip(wholes, divisor, others, strict=False)]


_BRANCHING = {"where": _where, "ratio": _ratio}
_FUNCTIONS = {word: operation.value for word, operation in VOCABULARY.items()}
