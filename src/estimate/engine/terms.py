"""The symbols a formula is made of: one closed table of operations, each with its value, words and spreadsheet text."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from estimate.ground.records import dataclass


class EngineError(Exception):
    """A formula that cannot stand: found at import, before anything is computed."""


CEILING_TOLERANCE = 1e-9
"""A whole number missed by less than this, as floats do, is not rounded up to the next one."""


Method = Callable[["Term", "Operand"], "Term"]


def _infix(operation: str) -> tuple[Method, Method]:
    """The two methods by which an operation is written between a symbol and something else, on its left or its right."""
    return (lambda self, other: _combine(operation, self, other)), (
        lambda self, other: _combine(operation, other, self)
    )


class Term:
    """A symbol. Arithmetic on symbols builds larger ones instead of computing."""

    __slots__ = ()

    __add__, __radd__ = _infix("add")
    __sub__, __rsub__ = _infix("subtract")
    __mul__, __rmul__ = _infix("multiply")
    __truediv__, __rtruediv__ = _infix("divide")
    __pow__, __rpow__ = _infix("power")
    __gt__, __lt__ = _infix("above")
    __ge__, __le__ = _infix("at_least")

    def __bool__(self) -> bool:
        raise EngineError(
            "a formula may not branch with if, and, or, not, min or max: write where(), smaller(), larger()"
        )


@dataclass(frozen=True, slots=True)
class Number(Term):
    """A constant written in a formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Name(Term):
    """Another quantity, on the indexes it shares with this one; `prior` means one step earlier."""

    name: str
    prior: bool = False


@dataclass(frozen=True, slots=True)
class Total(Term):
    """The sum of a quantity over the indexes that the formula does not have."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice(Term):
    """One of several terms, picked by a label that is part of the structure (never by a number)."""

    key: str
    options: tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True)
class Apply(Term):
    """An operation of the table on terms."""

    operation: str
    arguments: tuple[Term, ...]


Operand = Term | float


@dataclass(frozen=True, slots=True)
class Operation:
    """One word of the vocabulary: how it is computed on numbers and on arrays, said, and written into a spreadsheet or a page.

    Templates hold `{}` for each argument. `strength` is how tightly an infix operation binds (0: it brings its own
    parentheses); a looser argument is put in parentheses, on the right also one that binds equally.
    """

    value: Callable[..., float]
    arrays: str
    words: str
    sheet: str
    strength: int = 0
    javascript: str = ""


def _ceiling(x: float) -> float:
    return float(math.ceil(x - CEILING_TOLERANCE))


def _ratio(a: float, b: float, otherwise: float) -> float:
    return a / b if b else otherwise


VOCABULARY: dict[str, Operation] = {
    "add": Operation(operator.add, "{} + {}", "{} + {}", "{}+{}", 2, "{}+{}"),
    "subtract": Operation(operator.sub, "{} - {}", "{} − {}", "{}-{}", 2, "{}-{}"),
    "multiply": Operation(operator.mul, "{} * {}", "{} × {}", "{}*{}", 3, "{}*{}"),
    "divide": Operation(operator.truediv, "{} / {}", "{} ÷ {}", "{}/{}", 3, "{}/{}"),
    "power": Operation(operator.pow, "({}) ** ({})", "({}) ^ ({})", "(({})^({}))", javascript="pow({},{})"),
    "larger": Operation(max, "maximum({}, {})", "larger of ({}; {})", "MAX({},{})", javascript="max({},{})"),
    "smaller": Operation(min, "minimum({}, {})", "smaller of ({}; {})", "MIN({},{})", javascript="min({},{})"),
    "ceiling": Operation(
        _ceiling,
        f"ceil({{}} - {CEILING_TOLERANCE})",
        "rounded up ({})",
        "(-INT(1E-9-({})))",
        javascript="up({})",
    ),
    "above": Operation(operator.gt, "{} > {}", "{} > {}", "{}>{}", 1, "{}>{}"),
    "at_least": Operation(operator.ge, "{} >= {}", "{} ≥ {}", "{}>={}", 1, "{}>={}"),
    "where": Operation(
        lambda c, a, b: a if c else b,
        "where({0}, {1}, {2})",
        "if ({0}; {1}; otherwise {2})",
        "IF({0},{1},{2})",
        javascript="when({},{},{})",
    ),
    "ratio": Operation(
        _ratio,
        "divided({0}, {1}, {2})",
        "ratio ({0}; {1}; {2} if none)",
        "IF(({1})=0,{2},({0})/({1}))",
        javascript="ratio({},{},{})",
    ),
}


def _term(value: Operand) -> Term:
    return value if isinstance(value, Term) else Number(float(value))


def _combine(operation: str, *arguments: Operand) -> Term:
    return Apply(operation, tuple(_term(argument) for argument in arguments))


def _apply(operation: str, *arguments: Operand) -> Any:
    if any(isinstance(argument, Term) for argument in arguments):
        return _combine(operation, *arguments)
    return VOCABULARY[operation].value(*arguments)


def larger(a: Any, b: Any) -> Any:
    """The larger of two."""
    return _apply("larger", a, b)


def smaller(a: Any, b: Any) -> Any:
    """The smaller of two."""
    return _apply("smaller", a, b)


def ceiling(x: Any) -> Any:
    """The next whole number, forgiving the last digits of a float."""
    return _apply("ceiling", x)


def where(condition: Any, then: Any, otherwise: Any) -> Any:
    """`then` where the condition holds, `otherwise` where not."""
    return _apply("where", condition, then, otherwise)


def ratio(a: Any, b: Any, otherwise: Any) -> Any:
    """`a / b`, or `otherwise` where there is no `b` to divide by."""
    return _apply("ratio", a, b, otherwise)


def total(values: Any) -> Any:
    """The sum over every index that the formula itself does not have."""
    if isinstance(values, Name):
        return Total(values.name)
    if isinstance(values, Term):
        raise EngineError("total() takes the name of a quantity: give the sum's terms a formula of their own")
    return math.fsum(values)


def choose(key: Any, **options: Any) -> Any:
    """The option that the label `key` names; no option of that name is an error, never a default."""
    if isinstance(key, Name):
        return Choice(key.name, tuple((label, _term(option)) for label, option in options.items()))
    return options[key]


Label = Callable[[str], "str | None"]
"""The word that a label has here, or None to leave a choice open."""


def names_in(term: Term, label: Label = lambda _: None) -> list[Name | Total]:
    """Every quantity a term reads, in order of appearance; with labels, only what the chosen options read."""
    found: list[Name | Total] = []
    _gather(term, label, found)
    return found


def _gather(term: Term, label: Label, found: list[Name | Total]) -> None:
    if isinstance(term, Name | Total):
        found.append(term)
    elif isinstance(term, Apply):
        for argument in term.arguments:
            _gather(argument, label, found)
    elif isinstance(term, Choice):
        chosen = label(term.key)
        if chosen is not None:
            _gather(option_of(term, chosen), label, found)
            return
        found.append(Name(term.key))
        for _, option in term.options:
            _gather(option, label, found)


def keys_in(term: Term) -> Iterator[str]:
    """The labels that choose within a term."""
    if isinstance(term, Choice):
        yield term.key
        for _, option in term.options:
            yield from keys_in(option)
    elif isinstance(term, Apply):
        for argument in term.arguments:
            yield from keys_in(argument)


def made(term: Term, labels: Mapping[str, str]) -> Term:
    """A term with every choice replaced by what the labels choose."""
    if isinstance(term, Choice):
        return made(option_of(term, labels[term.key]), labels)
    if isinstance(term, Apply):
        return Apply(term.operation, tuple(made(argument, labels) for argument in term.arguments))
    return term


def render(term: Term, style: str, name: Callable[[Name | Total], str], label: Label) -> str:
    """One word of the vocabulary: how it is computed on numbers and on arrays, said, and written into a spreadsheet or a page.

    `name` writes a quantity; `label` gives the value of a label, so that a choice is written as what was chosen (None:
    all options are listed, which only words can do).
    """
    return _render(term, style, name, label)[0]


def _render(term: Term, style: str, name: Callable[[Name | Total], str], label: Label) -> tuple[str, int]:
    atom = 9
    if isinstance(term, Number):
        text = repr(int(term.value)) if term.value == int(term.value) else repr(term.value)
        text = text.upper() if style == "sheet" else text
        return (f"({text})", atom) if term.value < 0 else (text, atom)
    if isinstance(term, Name | Total):
        return name(term), atom
    if isinstance(term, Choice):
        chosen = label(term.key)
        if chosen is not None:
            return _render(option_of(term, chosen), style, name, label)
        listed = "; ".join(f"{key}: {_render(option, style, name, label)[0]}" for key, option in term.options)
        return f"by {term.key} ({listed})", atom
    assert isinstance(term, Apply)
    operation = VOCABULARY[term.operation]
    parts = []
    for position, argument in enumerate(term.arguments):
        text, strength = _render(argument, style, name, label)
        # Brackets keep the order in which floats are added: a + (b + c) stays so written.
        loose = strength < operation.strength or (strength == operation.strength and position > 0)
        parts.append(f"({text})" if loose else text)
    text = getattr(operation, style).format(*parts)
    return text, operation.strength or atom


def option_of(choice: Choice, chosen: str) -> Term:
    """The term that a label picks; an unknown label is an error."""
    for key, option in choice.options:
        if key == chosen:
            return option
    known: Iterable[str] = (key for key, _ in choice.options)
    raise EngineError(f"{choice.key} is {chosen!r}, which is none of {', '.join(known)}")
