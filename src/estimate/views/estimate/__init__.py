"""An estimate: in full on a terminal, as rows, and as a page."""

from estimate.views.estimate.full import lines
from estimate.views.estimate.page import page
from estimate.views.estimate.rows import rows

__all__ = ["lines", "page", "rows"]
