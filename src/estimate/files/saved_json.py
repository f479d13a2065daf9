"""Reading a saved result: the JSON that this tool wrote, told from a scenario by its version."""

from __future__ import annotations

import json

from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput, Place, Problem
from estimate.ground.kinds import KINDS, Kind

START = 200
"""The key that begins a result stands within so many characters."""


def saved_kind(text: str) -> Kind | None:
    """What kind of saved result a text is; None for a scenario."""
    if not text.lstrip().startswith("{"):
        return None
    return next((kind for mark, kind in KINDS.items() if f'"{mark}"' in text[:START]), None)


def is_saved(text: str) -> bool:
    """Whether a text is a saved result: one JSON object with the version of a kind near its top."""
    return saved_kind(text) is not None


def parse_saved(text: str, source: str) -> InputFile:
    """A saved estimate as a document. Raises InvalidInput where it is no JSON."""
    try:
        return InputFile(source, text, json.loads(text))
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        excerpt = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
        place = Place(error.lineno, error.colno)
        problem = Problem(source, f"is no whole JSON: {error.msg} (save the estimate again)", "", place, excerpt)
        raise InvalidInput([problem]) from None
