"""An estimate: its first screen, in full, as rows, and as a page."""

from estimate.views.estimate.first import lines as first_screen
from estimate.views.estimate.full import lines
from estimate.views.estimate.page import page
from estimate.views.estimate.rows import rows

__all__ = ["first_screen", "lines", "page", "rows"]
