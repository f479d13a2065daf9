"""Numbers of a document that are not money: nine significant digits, so that float noise does not show."""

from __future__ import annotations

import math


def known(value: float | None) -> float | None:
    """The same of a number that may not be known."""
    return None if value is None else figure(value)


def figure(value: float) -> float:
    """A quantity that is not money: nine significant digits, so that float noise does not show."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    return float(f"{value:.9g}")
