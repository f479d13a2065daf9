"""The kinds of range that a file may hold: shares, rates, factors, amounts, times and counts, each with its bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from estimate.ground.ranges import SHAPES, Range
from estimate.schema.numbers import without_time
from estimate.schema.ranges import (
    _ENDS,
    _RANGE_KEYS,
    to_range,
)
from estimate.schema.record import Checked, shown, wrong

LARGEST = 1e12


def _counted(value: Any) -> None:
    """Refuse a per cent where something is counted."""
    parts = [value.get(key) for key in _RANGE_KEYS[:5]] if isinstance(value, dict) else [value]
    if any(isinstance(part, str) and part.rstrip().endswith("%") for part in parts):
        raise wrong(f"must be a number and not a share of something, got {shown(value)} (write how many)")


def _timed(value: Any, seconds: int, most: float) -> Range:
    """A length of time in the unit that the key names; `360 sec` is 6 where that is minutes."""
    if not isinstance(value, str):
        return to_range(value, most)
    bare, factor = without_time(value, seconds)
    try:
        return to_range(bare, most).scaled(factor)
    except PydanticCustomError:
        return to_range(value, most)  # refused in the words of what was written


def _bounded(
    low: float,
    high: float,
    *,
    share: bool = False,
    open_low: bool = False,
    bare: float = math.inf,
    counted: bool = False,
    seconds: int | None = None,
) -> Callable[[Any], Range]:
    """A check of bounds; a share above `bare` that is not written in per cent is taken as a slip and asked back.

    What is `counted` is no share. A length of time whose unit has so many `seconds` may name another unit.
    """

    def check(value: Any) -> Range:
        if counted:
            _counted(value)
        most = 1.0 if share and high <= 1 else math.inf
        result = to_range(value, most) if seconds is None else _timed(value, seconds, most)
        if bare < result.high and result.high <= max(high, 100) and "%" not in str(value):
            hint = f"write {result.high:g}% or {result.high / 100:g}; {result.high * 100:g}% if it is meant"
            raise wrong(f"is {result.high * 100:,.10g} per cent, got {result.high:g} ({hint})")
        got = f"{result.likely:g}" if result.is_point else f"{result.low:g} to {result.high:g}"
        if result.percentiles and not low <= result.percentiles[0][1] <= result.percentiles[-1][1] <= high:
            raise wrong(f"every percentile must lie between {low:g} and {high:g}")
        if result.high > high or (share and result.high == 1 and high < 1):
            if share and 1 < result.high <= 100 and "%" not in str(value):
                hint = f"write {result.likely:g}% or {result.likely / 100:g}"
                raise wrong(f"must be {'below 1' if high < 1 else f'at most {high:g}'}, got {got} ({hint})")
            raise wrong(f"must be at most {high:g}, got {got} (check the unit)")
        if result.low < low or (open_low and result.low <= low):
            raise wrong(f"must be {'above' if open_low else 'at least'} {low:g}, got {got}")
        return result

    return check


RANGE_SCHEMA = {
    "anyOf": [
        {"type": "number"},
        {
            "type": "string",
            "pattern": r"^\s*[-+0-9.,eE]+\s*[%kK천만]?((\s+to\s+|\s*[-–~]\s*)[0-9.,eE]+\s*[%kK천만]?)?\s*$",
        },
        {
            "type": "object",
            "properties": {
                "low": {"type": ["number", "string"], "description": "below it lie 10 % of the cases"},
                "likely": {"type": ["number", "string"], "description": "the middle, as often above as below"},
                "mode": {"type": ["number", "string"], "description": "what comes most often: for pert and triangular"},
                "high": {"type": ["number", "string"], "description": "above it lie 10 % of the cases"},
                "covers": {
                    "type": ["number", "string"],
                    "description": "share of cases between low and high, 80%; 100% for the least and the most",
                },
                "shape": {"enum": list(SHAPES), "description": "smooth unless given, through all three numbers"},
            },
            "required": ["low", "high"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "mean": {"type": ["number", "string"]},
                "deviation": {"type": ["number", "string"], "description": "standard deviation"},
                "shape": {"const": "normal"},
            },
            "required": ["mean", "deviation", "shape"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "percentiles": {
                    "type": "object",
                    "minProperties": 2,
                    "propertyNames": {"pattern": r"^[0-9.]+\s*%?$"},
                    "additionalProperties": {"type": ["number", "string"]},
                }
            },
            "required": ["percentiles"],
            "additionalProperties": False,
        },
    ]
}


def _ranged(what: str, check: Callable[[Any], Range], *, timed: bool = False) -> Checked:
    """A range with its check and its schema; a length of time may be followed by a word for its unit."""
    worded = {
        "type": "string",
        "pattern": r"[0-9]\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|초|분|시간)\.?\s*$",
    }
    schema = {"anyOf": [RANGE_SCHEMA, worded]} if timed else RANGE_SCHEMA
    return Checked(check, {**schema, "description": what})


NEARLY_ONE = 0.95
Share = Annotated[Range, _ranged("a share, 0 to 1 or 0% to 100%", _bounded(0, 1, share=True))]
Fraction = Annotated[Range, _ranged("a share below 1, at most 95%", _bounded(0, NEARLY_ONE, share=True))]
Promise = Annotated[Range, _ranged("a share below 1", _bounded(0, 0.9999, share=True))]
Occupancy = Annotated[Range, _ranged("a share, at least 5%", _bounded(0.05, 1, share=True))]
MOST_RATE, MOST_PREMIUM, MOST_OF_ALL = 1.0, 3.0, 2.0
"""Above these a bare number is more likely a slip of a per cent: 10 for 10%."""
Rate = Annotated[Range, _ranged("a yearly rate of change; 10% is 0.10", _bounded(-0.9, 10, share=True, bare=MOST_RATE))]
PremiumShare = Annotated[
    Range, _ranged("a premium; double pay is 1.0 or 100%", _bounded(0, 10, share=True, bare=MOST_PREMIUM))
]
Part = Annotated[Range, _ranged("a share of the whole; 40% is 0.40", _bounded(0, 10, share=True, bare=MOST_OF_ALL))]
"""A share that may pass the whole: repeats of contacts, leavers in a year."""
MOST_FACTOR = 10.0
Factor = Annotated[
    Range,
    _ranged(
        "a factor above 0; half more is 1.5 or 150%", _bounded(0, 1000, share=True, open_low=True, bare=MOST_FACTOR)
    ),
]
Amount = Annotated[Range, _ranged("a number, 0 or more", _bounded(0, LARGEST))]
Positive = Annotated[Range, _ranged("a number above 0", _bounded(0, LARGEST, open_low=True))]
MOST_AGENTS, MOST_CONTACTS, WEEK_MINUTES, DAY_SECONDS = 20_000, 1e9, 10_080, 86_400
MINUTE, HOUR = 60, 3600
Agents = Annotated[Range, _ranged("agents, 0 to 20,000 in one queue", _bounded(0, MOST_AGENTS, counted=True))]
Contacts = Annotated[Range, _ranged("contacts, 0 to a billion", _bounded(0, MOST_CONTACTS, counted=True))]
Minutes = Annotated[
    Range,
    _ranged(
        "minutes, above 0 and at most a week",
        _bounded(0, WEEK_MINUTES, open_low=True, counted=True, seconds=MINUTE),
        timed=True,
    ),
]
Wait = Annotated[
    Range, _ranged("seconds, at most a day", _bounded(0, DAY_SECONDS, counted=True, seconds=1), timed=True)
]
Patience = Annotated[
    Range,
    _ranged(
        "seconds, above 0 and at most a day",
        _bounded(0, DAY_SECONDS, open_low=True, counted=True, seconds=1),
        timed=True,
    ),
]
Hours = Annotated[
    Range, _ranged("hours, above 0", _bounded(0, LARGEST, open_low=True, counted=True, seconds=HOUR), timed=True)
]
Score = Annotated[Range, _ranged("a score, 0 to 10", _bounded(0, 10))]
Number = Annotated[Range, _ranged("a number", _bounded(-LARGEST, LARGEST))]


def _shrinkage(value: Any) -> Range:
    """In total, or by part: leave, sickness, breaks, training … each a share of paid time, summed."""
    if not isinstance(value, dict) or set(value) & {*_ENDS, "percentiles"}:
        return _fraction(value)
    parts = [_fraction(part) for part in value.values()]
    low, likely, high = (math.fsum(getattr(part, end) for part in parts) for end in _ENDS)
    if high > NEARLY_ONE:
        raise wrong(f"the parts must sum to at most {NEARLY_ONE:g}, got {high:g}")
    return Range(low, likely, high, most=1.0)


_fraction = _bounded(0, NEARLY_ONE, share=True)
Shrinkage = Annotated[
    Range,
    Checked(_shrinkage, {"anyOf": [RANGE_SCHEMA, {"type": "object", "additionalProperties": RANGE_SCHEMA}]}),
]
