"""Reading a saved result: the JSON that this tool wrote, told from a scenario by its version."""

from __future__ import annotations

import json

from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput, Place, Problem

MARK = "format_version"
"""The key that begins a saved estimate."""
FORMAT_VERSION = "3.0"
"""The version of an estimate's document."""
MARKS = (
    MARK,
    "comparison_version",
    "simulation_version",
    "sensitivity_version",
    "should_cost_version",
    "sweep_version",
    "breakeven_version",
    "regions_version",
    "questions_version",
    "added_version",
    "staffing_version",
)
"""The keys that begin the results of each kind."""


def is_saved(text: str) -> bool:
    """Whether a text is a saved result: one JSON object with the version of a kind near its top."""
    return text.lstrip().startswith("{") and any(f'"{mark}"' in text[:200] for mark in MARKS)


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
