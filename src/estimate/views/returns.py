"""A return on a terminal: in words, and as a curve of cumulative cash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from estimate.answers.returns import ABOVE_HIGHEST, Return
from estimate.ground.errors import printable
from estimate.report.figures import percent, plain, rough, significant, symbol
from estimate.report.return_document import return_of

if TYPE_CHECKING:
    from estimate.report.comparison_parts import OneOffDocument
    from estimate.report.parts import EstimateDocument

BLOCKS = "▁▂▃▄▅▆▇█"
MOST = 1000
"""Rates above so many per cent are not told apart: little is put in, or it is back at once."""
CURVE = 40
"""The longest curve, in characters."""


def return_words(found: Return, sign: str, rate: float) -> list[str]:
    """A return in words: monthly saving, payback, investment, ROI, NPV, IRR."""
    month = plain(significant(found.payback_month, 2)) if found.payback_month else ""
    back = "never" if found.payback_month is None else f"month {month}" if month else "at once"
    steady = found.steady_saving
    return [
        f"saves {sign} {rough(steady)} a month once settled"
        if steady > 0
        else f"costs {sign} {rough(-steady)} a month more once settled",
        f"payback {back}",
        f"one-off {sign} {rough(found.investment)}",
        "ROI " + (_much(found.roi) if found.roi is not None else "not defined (no more is paid once)"),
        f"NPV at {percent(rate)} {sign} {rough(found.npv)}",
        f"IRR {_internal(found)}",
    ]


def _internal(found: Return) -> str:
    """The internal rate of return, or why there is none."""
    if found.irr is not None:
        return f"{_much(found.irr)} a year"
    above = found.irr_reason == ABOVE_HIGHEST
    return f"{found.irr_reason} a year" if above else f"not defined ({found.irr_reason})"


def against_words(content: EstimateDocument) -> tuple[str, str, str] | None:
    """What an estimate says of its baseline: a title, the return in words, and the curve; None without a baseline."""
    against = content["against"]
    if against is None:
        return None
    sign, found = symbol(content["currency"]), return_of(against["returns"])
    return (
        f"Against {printable(against['name'])} ({sign} {rough(against['total'])})",
        " · ".join(return_words(found, sign, content["discount_rate"])),
        curve_words(found),
    )


def curve_words(found: Return) -> str:
    """The curve of cumulative saving with its lowest and highest point."""
    return f"{spark(found.cumulative)}  cumulative saving, {rough(min(found.cumulative))} to {rough(max(found.cumulative))}"


def one_off_words(listed: Sequence[OneOffDocument]) -> str:
    """What is paid once, largest first."""
    return " · ".join(f"{printable(one['label'])} {rough(one['amount'])}" for one in listed)


def _much(share: float) -> str:
    """A rate in per cent; one that no longer means anything is only said to be high."""
    return f"above {MOST} %" if share * 100 > MOST else percent(share)


def spark(values: Sequence[float]) -> str:
    """A curve of blocks, one a month, thinned to what a line holds."""
    kept = values[:: max(1, -(-len(values) // CURVE))]
    low, high = min(0.0, *kept), max(0.0, *kept)
    span = (high - low) or 1.0
    return "".join(BLOCKS[round((value - low) / span * (len(BLOCKS) - 1))] for value in kept)
