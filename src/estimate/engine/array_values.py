"""Operations of formulas on arrays: what each gives for numbers, for steps and for draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import isnan, nan
from typing import Any

import numpy as np

from estimate.engine.terms import VOCABULARY

Array = np.ndarray[Any, np.dtype[np.float64]]
OnArrays = Callable[..., Any]
"""What an opaque formula does on arrays. It takes the formula's arguments in their order: numbers, arrays, labels, or
what another such function made."""


def _divided(above: Any, below: Any, otherwise: Any) -> Any:
    found, none = np.divide(above, below), np.equal(below, 0)
    if isinstance(otherwise, np.ndarray):
        return np.where(none, otherwise, found)
    np.copyto(found, otherwise, where=none)
    return found


_NAMES = {"maximum": np.maximum, "minimum": np.minimum, "ceil": np.ceil, "where": np.where, "divided": _divided}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    word: eval(f"lambda a, b=None, c=None: {operation.arrays.format('a', 'b', 'c')}", dict(_NAMES))
    for word, operation in VOCABULARY.items()
}


def _added(one: Any, other: Any) -> tuple[Any, Any]:
    """A sum of two, and what its rounding loses (Knuth's two-sum)."""
    whole = one + other
    kept = whole - one
    return whole, (one - (whole - kept)) + (other - kept)


def summed(parts: Iterable[Any]) -> Any:
    """The sum with what each addition loses carried along (Neumaier, 1974), so that it lies where a sum rounded once does."""
    counted = [part for part in parts if isinstance(part, np.ndarray) or part != 0]
    if len(counted) < 3:  # one addition is rounded once as it is
        return sum(counted[1:], counted[0]) if counted else 0.0
    whole, lost = counted[0], 0.0
    for part in counted[1:]:
        whole, less = _added(whole, part)
        lost = lost + less
    return whole + lost


def sums(values: Array) -> Any:
    """The sum along the last axis, of halves of halves, with what each addition loses carried along as in `summed`: that of `fsum`.

    Each addition is of two numbers, so that no processor's way of adding several at once shows in it.
    """
    whole, lost = values, np.zeros(values.shape)
    while whole.shape[-1] > 1:
        if whole.shape[-1] % 2:
            none = np.zeros((*whole.shape[:-1], 1))
            whole, lost = np.concatenate([whole, none], axis=-1), np.concatenate([lost, none], axis=-1)
        whole, less = _added(whole[..., ::2], whole[..., 1::2])
        lost = lost[..., ::2] + lost[..., 1::2] + less
    return (whole + lost)[..., 0]


def by_step(values: list[float]) -> Any:
    """Numbers by step as one number where they are all the same, else by step and one."""
    if values.count(values[0]) == len(values) and not isnan(values[0]):
        return values[0]
    return np.array(values, dtype=float)[:, None]


def rows_by_step(rows: Sequence[Any]) -> list[Any]:
    """Rows of numbers by step as `by_step` has them, many at once; a number or a list of what are no numbers stays as it is."""
    lengths = {len(row) if isinstance(row, list) else 0 for row in rows}
    if len(rows) > 1 and len(lengths) == 1 and 0 not in lengths:
        try:
            table = np.array(rows, dtype=float)
        except (TypeError, ValueError):  # objects, such as a duty of each hour
            pass
        else:
            same = (table == table[:, :1]).all(axis=1).tolist()
            return [row[0] if one else table[at][:, None] for at, (row, one) in enumerate(zip(rows, same, strict=True))]
    plain = (isinstance(row, list) and set(map(type, row)) <= {int, float} for row in rows)
    return [by_step(row) if one else row for row, one in zip(rows, plain, strict=True)]


def steady(value: Any) -> bool:
    """Whether it is the same in each step."""
    return not isinstance(value, np.ndarray) or value.ndim < 2


def applied(operation: str, arguments: list[Any]) -> Any:
    """An operation on numbers and arrays; what a zero or a one decides is not computed."""
    if not any(isinstance(argument, np.ndarray) for argument in arguments):
        try:
            return VOCABULARY[operation].value(*arguments)
        except ArithmeticError:  # in a branch that is never taken
            return nan
    first, second = arguments[0], arguments[1] if len(arguments) > 1 else None
    plain_first, plain_second = not isinstance(first, np.ndarray), not isinstance(second, np.ndarray)
    match operation:
        case "where" if plain_first:
            return second if first else arguments[2]
        case "ratio" if plain_second:
            return applied("divide", [first, second]) if second else arguments[2]
        case "multiply" if (plain_first and first == 0) or (plain_second and second == 0):
            return 0.0
        case "divide" if plain_first and first == 0:
            return 0.0
        case "add" if plain_first and first == 0:
            return second
        case "add" | "subtract" if plain_second and second == 0:
            return first
        case "multiply" if plain_first and first == 1:
            return second
        case "multiply" | "divide" if plain_second and second == 1:
            return first
    return _FUNCTIONS[operation](*arguments)


def one_by_one(function: Callable[..., Any], arguments: Sequence[Any], labels: Sequence[bool]) -> Any:
    """A function of numbers asked for each step and draw."""
    moved = [at for at, argument in enumerate(arguments) if not labels[at] and isinstance(argument, np.ndarray | list)]
    tables = [_column(arguments[at]) for at in moved]
    fixed = list(arguments)

    def asked(*values: Any) -> Any:
        for at, value in zip(moved, values, strict=True):
            fixed[at] = value
        return function(*fixed)

    if not moved:
        return function(*fixed)
    return np.frompyfunc(asked, len(moved), 1)(*tables).astype(float)


def _column(argument: Any) -> Any:
    if isinstance(argument, list):
        table = np.empty((len(argument), 1), dtype=object)
        table[:, 0] = argument
        return table
    return argument
