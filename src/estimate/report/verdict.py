"""Which option is named the cheapest, and what decides it: the draws where all options have them, else their ranges."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.ground.records import dataclass

SURE = 0.9
PROBABLE = 0.7
"""From these shares of the draws on, an option is the cheapest, or is probably so; below, no option is named."""


@dataclass(frozen=True)
class Verdict:
    """The option that is named the cheapest (None: none is), how sure that is, and what it was decided by.

    By draws it is the option that costs less than each other one, taken pair by pair, in enough of them; `share` is the least of
    these shares (None where nothing was drawn).

    `sureness` is sure, probable, open, or unknown where nothing was drawn to tell. `by` is draws; ranges, where a saved estimate has no draws; totals, where there are
    neither draws nor ranges; contacts, where the options do not handle the same volume.
    """

    winner: int | None
    confidence: str
    by: str
    share: float | None = None


def verdict(
    cheapest: int | None,
    pairs: Sequence[Sequence[float]] | None,
    *,
    by_contact: bool,
    ranges: bool,
    overlapping: bool,
) -> Verdict:
    """What may be said. `pairs` has for each option the share of draws in which it costs less than each other one.

    `cheapest` is the option of the lowest cost, None where several tie or volumes are not known.
    """
    if by_contact:
        return Verdict(cheapest, "open" if cheapest is None else "unknown", "contacts")
    if pairs is not None:
        least = [min(share for other, share in enumerate(row) if other != at) for at, row in enumerate(pairs)]
        best = max(range(len(least)), key=least.__getitem__)
        share = least[best]
        confidence = "sure" if share >= SURE else "probable" if share >= PROBABLE else "open"
        return Verdict(None if confidence == "open" else best, confidence, "draws", share)
    if not ranges:
        return Verdict(cheapest, "open" if cheapest is None else "unknown", "totals")
    undecided = cheapest is None or overlapping
    return Verdict(None if undecided else cheapest, "open" if undecided else "sure", "ranges")
