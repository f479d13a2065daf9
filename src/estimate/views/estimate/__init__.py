"""An estimate: its first screen, in full, as rows, and as a page."""

from estimate.views.estimate.full import lines
from estimate.views.estimate.page import page
from estimate.views.estimate.rows import rows
from estimate.views.first_screen import lines as first_screen

__all__ = ["first_screen", "lines", "page", "rows"]
