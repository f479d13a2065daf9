"""An estimate: its first screen, in full, as rows, and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estimate.views.estimate.first import lines as first_screen
from estimate.views.estimate.page import page
from estimate.views.estimate.rows import rows

if TYPE_CHECKING:
    from rich.text import Text

    from estimate.report.parts import EstimateDocument

__all__ = ["first_screen", "lines", "page", "rows"]


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The estimate in full, as lines of text no wider than `width` cells; imported when it is asked for."""
    from estimate.views.estimate import full

    return full.lines(content, width)
