"""The total in words: its range, what to set aside, and where it does not lie in the middle of its own draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from estimate.ground.percentiles import TENTH
from estimate.report.figures import percent, rough, signed

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument
    from estimate.report.spread import Spread

EVERY = {"low": "every input at its low", "likely": "every input at its likely", "high": "every input at its high"}
ONLY_GIVEN = "Only what the scenario gives is counted: the rate cards add no fee, license, role, premium, rise, training or ramp-up."
SET_ASIDE = "set aside this much to be 80 % sure"
MIDDLE = (0.40, 0.62)
"""Between these shares of its own draws the expected total lies, or a warning says that it does not."""
MOST_KEYS = 2
WIDEST = 0.665
"""So far up the mean may lie by one wide input beside amounts that are fixed.

The mean of a lognormal of deviation s lies at Φ(s / 2), with any fixed amount beside it. The widest kind of fact on the cards (a fee
paid once) has s = 0.6 √2 where one record is known, so that its mean is at P66.4; a part that is skewed further is worth a warning.
"""
APART = 0.04
"""So far it may lie from the mean of its draws."""


def range_words(total: float, low: float, median: float, high: float, *, assumed: bool = False) -> str:
    """The 80 % range, never one that leaves the total out: where it would, what half of the cases cost."""
    if low == high:
        return "no input has a range"
    if low <= total <= high:
        return f"80 % range {rough(low)} – {rough(high)}{', mostly assumed' if assumed else ''}"
    if total > high:
        return f"near the high end of its own range: half of the cases stay below {rough(median)}"
    return f"near the low end of its own range: half of the cases cost more than {rough(median)}"


def total_words(content: EstimateDocument) -> str:
    """What a document says of its total beside the amount: at which ends it was taken, and its range."""
    total, spread, taken = content["total"], content.get("range"), EVERY.get(content["at"], "")
    low, median, high = total["low"], total["median"], total["high"]
    if spread is None or low is None or median is None or high is None:
        return taken
    words = range_words(total["expected"], low, median, high, assumed=spread["mostly_assumed"])
    return f"{taken}; {words}" if taken else words


def highest_place(mean_above: float, low: float, high: float) -> float:
    """The greatest share of its draws that may cost less than a total: where their mean lies, as far as widths explain it.

    `mean_above` is the share below the mean; low and high are the 10th and the 90th percentile of the draws. Their distance gives
    the deviation s of the total, whose mean lies at Φ(s / 2) where it is lognormal.
    """
    deviation = math.log(high / low) / (2 * TENTH) if 0 < low < high else 0.0
    by_width = (1 + math.erf(deviation / 2 / math.sqrt(2))) / 2
    return max(MIDDLE[1], min(mean_above, max(WIDEST, by_width)))


def strays(total: float, spread: Spread) -> list[str]:
    """A warning where the expected total is no middle of its draws, with both figures; chance alone is not warned of.

    The mean of a total that is strongly skewed upward lies beyond P62 by its width alone, so the mean's own place is a middle too.
    """
    if spread.low == spread.high:
        return []
    chance = 0.5 / spread.draws**0.5  # the standard error of a share near one half
    share, away = spread.below, total / spread.mean - 1 if spread.mean else 0.0
    highest = highest_place(spread.mean_above, spread.low, spread.high)
    near = abs(total - spread.mean) <= APART * abs(spread.mean) + 2 * spread.error
    if near and MIDDLE[0] - 2 * chance <= share <= highest + 2 * chance:
        return []
    words = (
        f"the total is every input at its expected value, {rough(total)}; the draws come to {rough(spread.mean)} on average "
        f"({signed(away)}), and {percent(share)} of them cost less than the total (staffing, minimums, or a range far "
        "wider on one side: estimate sensitivity shows which input)"
    )
    return [words]


def keys_words(keys: Sequence[str]) -> str:
    """The keys of a scenario in which an input is written, all of them where they are few."""
    if len(keys) <= MOST_KEYS:
        return ", ".join(keys)
    return f"{', '.join(keys[:MOST_KEYS])} and {len(keys) - MOST_KEYS} more"
