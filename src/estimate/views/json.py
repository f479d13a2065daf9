"""The estimate as one JSON document."""

from __future__ import annotations

import json

from estimate.report.document import document
from estimate.report.sections import Report


def render(report: Report) -> str:
    """One object, indented, characters as they are; ends with a newline."""
    return json.dumps(document(report), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
