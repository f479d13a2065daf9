"""Dataclasses that cost little to declare: the standard library's own, with methods that are shared or made when they are first needed.

The library compiles five to eight methods for each class when its module is read. A command reads a hundred such classes and ends half a
second later, so that this was a sixth of its time. What a class says and does is the same (a test compares them); `field`, `fields`,
`replace` and `asdict` of the standard library work as ever.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

Method = Callable[..., Any]


def _dataclass(cls: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:
    """`dataclasses.dataclass` with the options that are used here."""

    def wrap(plain: Any) -> Any:
        plain.__doc__ = plain.__doc__ or plain.__name__  # else the library writes one from the signature
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
        for name, method in _methods(made, frozen=frozen, slots=slots, eq=eq).items():
            if name not in made.__dict__:
                setattr(made, name, method)
        return made

    return wrap if cls is None else wrap(cls)


def _methods(made: Any, *, frozen: bool, slots: bool, eq: bool) -> dict[str, Method | None]:
    methods: dict[str, Method | None] = {"__init__": _init_later(made, frozen=frozen), "__repr__": _repr}
    if eq:
        methods |= _compared(made, frozen=frozen)
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    return methods


def _init_later(made: Any, *, frozen: bool) -> Method:
    """An `__init__` that puts the compiled one in its place when it is first called."""

    def init(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _init(made, frozen=frozen)
        made.__init__(self, *given, **named)

    return init


def _init(made: Any, *, frozen: bool) -> Method:
    """The `__init__` that the library would have compiled."""
    by_place: list[str] = []
    by_name: list[str] = []
    body = []
    known: dict[str, Any] = {"_put_": object.__setattr__, "_absent_": object()}
    for at, one in enumerate(dataclasses.fields(made)):
        value, word = one.name, one.name
        if one.default is not dataclasses.MISSING:
            known[f"_default_{at}"] = one.default
            word += f"=_default_{at}"
            value = value if one.init else f"_default_{at}"
        elif one.default_factory is not dataclasses.MISSING:
            known[f"_made_{at}"] = one.default_factory
            word += "=_absent_"
            value = f"_made_{at}() if {value} is _absent_ else {value}" if one.init else f"_made_{at}()"
        if one.init:
            (by_name if one.kw_only else by_place).append(word)
        body.append(f"_put_(self, {one.name!r}, {value})" if frozen else f"self.{one.name} = {value}")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    words = ", ".join(["self", *by_place, *(["*", *by_name] if by_name else [])])
    lines = "\n ".join(body or ["pass"])
    exec(f"def __init__({words}):\n {lines}", known)  # noqa: S102  # as the library does, from the names of fields
    found: Method = known["__init__"]
    found.__qualname__ = f"{made.__qualname__}.__init__"
    return found


def _compared(made: Any, *, frozen: bool) -> dict[str, Method | None]:
    """What two records are compared by: the fields that count, as a tuple; what may change has no hash."""
    key = _key([one.name for one in dataclasses.fields(made) if one.compare])

    def alike(self: Any, other: Any) -> Any:
        if other is self:
            return True
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": alike, "__hash__": (lambda self: hash(key(self))) if frozen else None}


def _key(names: list[str]) -> Method:
    """What takes the values of some names as a tuple."""
    if not names:
        return lambda _: ()
    values = attrgetter(*names)
    return values if len(names) > 1 else lambda self: (values(self),)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name} of a {type(self).__name__}: it is frozen")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
