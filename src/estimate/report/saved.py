"""A saved result: the JSON that a command wrote, checked before it is trusted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput, Problem
from estimate.ground.kinds import ESTIMATE, KINDS

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument


def kind_of(document: InputFile) -> str:
    """The key that begins a saved result, which says what it is. Raises InvalidInput where it begins with none."""
    found = next((mark for mark in KINDS if mark in document.data), None)
    if found is None:
        raise InvalidInput(
            [Problem(document.source, "is JSON that no command of this tool wrote (save the result again)")]
        )
    return found


def saved_as(document: InputFile, kind: str) -> Any:
    """The result in a document. Raises InvalidInput where it is of an unknown major version, or not whole."""
    from pydantic import TypeAdapter, ValidationError

    of = KINDS[kind]
    found = import_module(f"estimate.report.{of.module}")
    ours: str = found.VERSION
    version = str(document.data.get(kind, ""))
    if version.partition(".")[0] != ours.partition(".")[0]:
        message = f"is of {kind.replace('_', ' ')} {version}, this tool reads {ours} ({of.again})"
        raise InvalidInput([Problem(document.source, message, kind)])
    try:
        return TypeAdapter(getattr(found, of.document)).validate_python(document.data)
    except ValidationError as error:
        raise InvalidInput(
            [
                Problem(
                    document.source,
                    f"{found['msg'][0].lower()}{found['msg'][1:]} (saved by an older version? {of.again})",
                    ".".join(map(str, found["loc"])),
                )
                for found in error.errors(include_url=False)[:5]
            ]
        ) from None


def saved(document: InputFile) -> EstimateDocument:
    """The estimate in a document. Raises InvalidInput where it is another result, of an unknown major version, or not whole."""
    kind = kind_of(document)
    if kind != ESTIMATE:
        raise InvalidInput([Problem(document.source, f"is {KINDS[kind].words}, not an estimate", kind)])
    return cast("EstimateDocument", saved_as(document, kind))
