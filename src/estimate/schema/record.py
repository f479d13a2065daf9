"""What every record of a file is, and how a check says in our words what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from types import NoneType
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, get_args, get_origin

from pydantic_core import PydanticCustomError

Method = TypeVar("Method", bound=Callable[..., Any])
REQUIRED: Any = object()
"""The default of a field that must be given."""


class Bounds(NamedTuple):
    """How many members a list or a mapping has, and between what a number lies, as pydantic names it."""

    min_length: int | None = None
    max_length: int | None = None
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None

    def given(self) -> dict[str, Any]:
        """Those that are said."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Field(NamedTuple):
    """A field of a record: the type it takes, its value where the file gives none, what it means, and its key in the file."""

    annotation: Any
    default: Any = REQUIRED
    description: str | None = None
    alias: str | None = None
    bounds: Bounds = Bounds()


def field(default: Any = REQUIRED, *, description: str | None = None, alias: str | None = None, **bounds: float) -> Any:
    """What a record says of a field: its default, what it means, its key where that is no name in Python, and its bounds."""
    return Field(None, default, description, alias, Bounds(**bounds))  # type: ignore[arg-type]


def check(method: Method) -> Method:
    """Marks a method that looks at a record whose fields are valid.

    It returns the record, which may be another one, or raises `wrong`. One that has a parameter beside `self` gets the context
    that validation was called with.
    """
    method.__dict__["checks_the_record"] = True
    return method


class Record:
    """A mapping of a file: frozen, and every key known.

    The annotations of a class are the types of its fields. It is a plain class, not a model of pydantic, because a command needs
    few records and a class of pydantic takes long to make: pydantic's core validates it (`schema.core`), and its JSON Schema is
    written by a model that is made when somebody asks for it (`schema.models`).
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    checks: ClassVar[tuple[Callable[..., Any], ...]] = ()
    json_schema_extra: ClassVar[Callable[[dict[str, Any]], None] | None] = None
    given: frozenset[str]
    """The fields that the file gives."""

    def __init_subclass__(cls) -> None:
        fields, own = dict(cls.fields), dict(vars(cls))
        for name, annotation in cls.__annotations__.items():
            said = own.get(name, REQUIRED)
            if name in own:
                delattr(cls, name)
            fields[name] = (said if isinstance(said, Field) else Field(None, said))._replace(annotation=annotation)
        cls.fields = fields
        cls.checks = (*cls.checks, *(one for one in own.values() if hasattr(one, "checks_the_record")))

    def __init__(self, **values: Any) -> None:
        """A record of values that are known to be valid; the others are the defaults."""
        defaults = {name: copy(one.default) for name, one in self.fields.items() if one.default is not REQUIRED}
        vars(self).update({**defaults, **values}, given=frozenset(values))

    @classmethod
    def checked(cls, values: Mapping[str, Any], given: set[str], context: Any) -> Self:
        """A record of valid fields, which the checks of its class have passed."""
        record = cls.__new__(cls)
        vars(record).update(values, given=frozenset(given))
        for one in cls.checks:
            record = one(record, context) if one.__code__.co_argcount > 1 else one(record)
        return record

    def changed(self, **values: Any) -> Self:
        """The record with other values, which are known to be valid."""
        record = self.__class__.__new__(self.__class__)
        vars(record).update({**vars(self), **values}, given=self.given | values.keys())
        return record

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(getattr(other, name) == getattr(self, name) for name in self.fields)

    __hash__ = None  # type: ignore[assignment]

    def __deepcopy__(self, _: object) -> Self:
        """The record itself, as it is frozen; a default is copied for each record that has it."""
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.fields)})"


def is_record(kind: Any) -> bool:
    """Whether a type is a record, and not one that is made of records."""
    return isinstance(kind, type) and issubclass(kind, Record)


def below(kind: Any, part: str | int) -> Any:
    """The type of what lies at one part of an address below a type; None where the type does not say."""
    if is_record(kind):
        fields: Mapping[str, Field] = kind.fields
        found = fields.get(str(part)) or next((one for one in fields.values() if one.alias == part), None)
        return _given(found.annotation) if found else None
    member = {dict: 1, tuple: 0}.get(get_origin(kind))
    return None if member is None else _given(get_args(kind)[member])


def _given(annotation: Any) -> Any:
    """The type of a value that is given: `X` of `X | None`."""
    return next((one for one in get_args(annotation) if NoneType in get_args(annotation)), annotation)


class Checked:
    """Marks a field with our own check and its JSON Schema; in place of the type's usual validation."""

    def __init__(self, check: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.check = check
        self.schema = schema


def wrong(message: str) -> PydanticCustomError:
    """A finding in our own words."""
    return PydanticCustomError("value", "{message}", {"message": message})


def shown(value: Any) -> str:
    """A value as the user wrote it, or nearly."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}...'"
    return f"{value:g}" if isinstance(value, float) else str(value)
