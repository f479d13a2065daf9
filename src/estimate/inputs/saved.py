"""Reading a saved estimate: the JSON that this tool wrote, told from a scenario by its format version."""

from __future__ import annotations

import json

from estimate.ground.errors import InvalidInput, Place, Problem
from estimate.inputs.yaml_file import Document

MARK = "format_version"


def is_saved(text: str) -> bool:
    """Whether a text is a saved estimate: one JSON object with a format version near its top."""
    return text.lstrip().startswith("{") and f'"{MARK}"' in text[:200]


def parse_saved(text: str, source: str) -> Document:
    """A saved estimate as a document. Raises InvalidInput where it is no JSON."""
    try:
        return Document(source, text, json.loads(text))
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        excerpt = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
        place = Place(error.lineno, error.colno)
        problem = Problem(source, f"is no whole JSON: {error.msg} (save the estimate again)", "", place, excerpt)
        raise InvalidInput([problem]) from None
