"""Options side by side: the first screen, in full, as rows, and as a page."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from estimate.ground.records import dataclass
from estimate.report.comparison_document import ComparisonDocument
from estimate.views.comparison.first import lines as first_screen
from estimate.views.comparison.full import lines
from estimate.views.comparison.page import page
from estimate.views.comparison.rows import rows

FILE_WIDTH = 160
__all__ = ["FILE_WIDTH", "Part", "first_screen", "lines", "page", "rows"]


@dataclass(frozen=True)
class Part:
    """The view of a part of a comparison: only what differs, or with every input that differs."""

    only_differences: bool = False
    inputs: bool = False
    FILE_WIDTH: int = FILE_WIDTH

    def lines(self, content: ComparisonDocument, width: int) -> Iterable[Text]:
        """The full screen, narrowed."""
        return lines(content, width, only_differences=self.only_differences, inputs=self.inputs)

    def rows(self, content: ComparisonDocument) -> Iterable[list[object]]:
        """The rows, narrowed."""
        return rows(content, only_differences=self.only_differences)

    def page(self, content: ComparisonDocument) -> Iterable[str]:
        """The page, narrowed."""
        return page(content, only_differences=self.only_differences)
