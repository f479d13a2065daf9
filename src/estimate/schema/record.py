"""What every record of a file is, and how a check says in our words what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function


class Record(BaseModel):
    """A mapping of a file: frozen, and every key known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Checked:
    """Marks a field with our own check and its JSON Schema; in place of the type's usual validation."""

    def __init__(self, check: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.check = check
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(
            self.check, metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(self.schema)]}
        )


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
