"""Records as models of pydantic, which can write their JSON Schema; they validate nothing."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, WithJsonSchema, create_model
from pydantic import Field as ModelField

from estimate.schema.record import REQUIRED, Checked, Field, Record, is_record


def modeled(annotation: Any) -> Any:
    """A type in which a model stands for every record, and its JSON Schema for every check."""
    if is_record(annotation):
        return _model(annotation)
    parts = get_args(annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        kind, mark = parts
        if isinstance(mark, Checked):
            return Annotated[Any, WithJsonSchema(dict(mark.schema))]
        return Annotated[modeled(kind), ModelField(**mark.given())]
    if origin is dict:
        return dict[modeled(parts[0]), modeled(parts[1])]  # type: ignore[misc]
    if origin is tuple:
        return tuple[modeled(parts[0]), ...]  # type: ignore[misc]
    if origin in (Union, UnionType):
        return Union[tuple(modeled(part) for part in parts)]  # noqa: UP007 - of a number of types that is not known here
    return annotation


@cache
def _model(kind: type[Record]) -> type[BaseModel]:
    fields: dict[str, Any] = {name: (modeled(field.annotation), _field(field)) for name, field in kind.fields.items()}
    config = ConfigDict(extra="forbid", json_schema_extra=kind.json_schema_extra)
    return create_model(kind.__name__, __config__=config, __doc__=kind.__doc__, **fields)


def _field(field: Field) -> Any:
    said: dict[str, Any] = {"description": field.description, "alias": field.alias, **field.bounds.given()}
    if field.default is not REQUIRED:
        said["default"] = _default(field.default)
    return ModelField(**said)


def _default(default: Any) -> Any:
    """A default that is a record, as the model of that record."""
    return modeled(type(default)).model_construct(**vars(default)) if is_record(type(default)) else default
