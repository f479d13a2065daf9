"""The estimate as one JSON document."""

from __future__ import annotations

import json

from estimate.report.document import EstimateDocument


def render(content: EstimateDocument) -> str:
    """One object, indented, characters as they are; ends with a newline."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
