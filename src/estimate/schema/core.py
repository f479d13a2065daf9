"""From the annotations of a record to the schema by which pydantic's core validates it.

The core is the compiled half of pydantic. Its schemas are documented: https://docs.pydantic.dev/latest/api/pydantic_core_schema/
"""

from __future__ import annotations

from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic_core import SchemaValidator

from estimate.schema.record import REQUIRED, Bounds, Checked, Field, Record

Schema = dict[str, Any]
SCALARS = {bool: "bool", int: "int", float: "float", str: "str", Any: "any"}


@cache
def validator_of(kind: Any) -> SchemaValidator:
    """What validates a record, or another type that is made of records."""
    records: dict[str, Schema] = {}
    schema = _of(kind, Bounds(), records)
    return SchemaValidator({"type": "definitions", "schema": schema, "definitions": list(records.values())})


def _of(annotation: Any, bounds: Bounds, records: dict[str, Schema]) -> Schema:
    """The schema of a type. Each record is written once, into `records`, and referred to by its name."""
    if annotation in SCALARS:
        return {"type": SCALARS[annotation], **bounds.given()}
    parts = get_args(annotation)
    origin = get_origin(annotation)
    if origin is None:
        return _reference(annotation, records)
    if origin is Annotated:
        kind, mark = parts
        return _checked(mark) if isinstance(mark, Checked) else _of(kind, mark, records)
    if origin is dict:
        keys, values = (_of(part, Bounds(), records) for part in parts)
        return {"type": "dict", "keys_schema": keys, "values_schema": values, **bounds.given()}
    if origin is tuple:
        member, rest = parts
        assert rest is Ellipsis, f"a list has members of one type, unlike {annotation}"
        schema = _of(member, Bounds(), records)
        return {"type": "tuple", "items_schema": [schema], "variadic_item_index": 0, **bounds.given()}
    choices = [_of(part, bounds, records) for part in parts if part is not NoneType]
    schema = choices[0] if len(choices) == 1 else {"type": "union", "choices": choices}
    return {"type": "nullable", "schema": schema} if NoneType in parts else schema


def _checked(mark: Checked) -> Schema:
    return {"type": "function-plain", "function": {"type": "no-info", "function": mark.check}}


def _reference(kind: type[Record], records: dict[str, Schema]) -> Schema:
    name = f"{kind.__module__}.{kind.__name__}"
    if name not in records:
        fields = {key: _field(key, field, records) for key, field in kind.fields.items()}
        shape = {"type": "model-fields", "model_name": kind.__name__, "fields": fields, "extra_behavior": "forbid"}
        made = {"type": "with-info", "function": partial(_record, kind)}
        records[name] = {"type": "function-after", "schema": shape, "function": made, "ref": name}
    return {"type": "definition-ref", "schema_ref": name}


def _record(kind: type[Record], found: tuple[dict[str, Any], None, set[str]], info: Any) -> Record:
    values, _, given = found
    return kind.checked(values, given, info.context or {})


def _field(key: str, field: Field, records: dict[str, Schema]) -> Schema:
    schema = _of(field.annotation, field.bounds, records)
    if field.default is not REQUIRED:
        schema = {"type": "default", "schema": schema, "default": field.default}  # the core copies one that is mutable
    keys = {"validation_alias": [[field.alias], [key]]} if field.alias else {}
    return {"type": "model-field", "schema": schema, **keys}
