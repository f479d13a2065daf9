"""An estimate or a comparison as one file to hand on: it reads like a memo, and computes again when a number is moved."""

from estimate.views.page.estimate import estimate_page
from estimate.views.page.live import Live

__all__ = ["Live", "estimate_page"]
