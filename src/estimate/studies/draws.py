"""How many draws a study makes, and which ones."""

from __future__ import annotations

from estimate.ground.records import dataclass

ENDS = ("low", "high")
"""A total with every input at one end has no range of its own, so nothing is drawn for it."""


@dataclass(frozen=True)
class DrawOptions:
    """How many draws make the range (by default 2,000, fewer for large portfolios), and which ones."""

    draws: int | None = None
    seed: int = 1
