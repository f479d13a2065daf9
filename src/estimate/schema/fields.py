"""The kinds of value a file may hold: ranges, shares, money, dates. Each says what it takes when it gets something else."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from estimate.ground.errors import nearest
from estimate.ground.percentiles import TENTH
from estimate.ground.ranges import COVERS, SHAPES, Range, Shape, middle, of_percentiles
from estimate.ground.term import DAYS_PER_MONTH, LONGEST
from estimate.schema.numbers import NUMBER, number_in, remedy, span_in, without_time

_ENDS = ("low", "likely", "high")
_RANGE_KEYS = (*_ENDS, "mode", "mean", "deviation", "covers", "shape")
_BY_MODE = ("pert", "triangular")
_WITH_TRUE_ENDS = (*_BY_MODE, "uniform")
LARGEST = 1e12


class Record(BaseModel):
    """A mapping of a file: frozen, and every key known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Checked:
    """Marks a field with our own check and its JSON Schema; in place of the type's usual validation."""

    def __init__(self, check: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.check = check
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(
            self.check, metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(self.schema)]}
        )


def wrong(message: str) -> PydanticCustomError:
    """A finding in our own words."""
    return PydanticCustomError("value", "{message}", {"message": message})


def shown(value: Any) -> str:
    """A value as the user wrote it, or nearly."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}...'"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _single(value: Any) -> float:
    """One number, "30%" read as 0.30 and "12k" as 12,000."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        number = number_in(value)
        if number is not None:
            return number
        if hint := remedy(value):
            raise wrong(f"must be a number, got {shown(value)} ({hint})")
    raise wrong(f"must be a number or a range, got {shown(value)} (write 12, 30%, 11 to 14 or {{low, likely, high}})")


def to_range(value: Any, most: float = math.inf) -> Range:
    """A number, `30%`, `11 to 14`, `{low, likely, high}` or `{percentiles: {10: 5, 50: 7, 90: 12}}` as a range.

    Two numbers are its ends: likely is then the middle in proportion (8 to 12 is 9.80), or by the odds for what cannot
    pass `most`, and the plain mean where an end is 0, below 0 or the most.
    """
    if isinstance(value, dict):
        found = _of_percentiles(value, most) if "percentiles" in value else _of_ends(value, most)
        return replace(found, most=most)
    if isinstance(value, str) and (span := span_in(value)) is not None:
        low, high = span
        if low > high:
            raise wrong(f"a range goes from low to high, got {shown(value)} (write {high:.12g} to {low:.12g})")
        return Range(low, middle(low, high, most), high, most=most)
    single = _single(value)
    return Range(single, single, single, most=most)


def _of_ends(value: dict[Any, Any], most: float) -> Range:
    for key in value:
        if key not in _RANGE_KEYS:
            close = nearest(str(key), _RANGE_KEYS)
            raise wrong(
                f"a range has low, likely and high, covers and shape, not {shown(key)}"
                + (f" (did you mean {close}?)" if close else "")
            )
    shape = value.get("shape", "smooth")
    if shape not in SHAPES:
        close = nearest(str(shape), SHAPES)
        raise wrong(
            f"a range's shape is one of {', '.join(SHAPES)}, not {shown(shape)}"
            + (f" (did you mean {close}?)" if close else "")
        )
    _fits(value, shape)
    if "mean" in value or "deviation" in value:
        return _of_moments(value)
    if "low" not in value or "high" not in value:
        raise wrong("a range needs both low and high (or write a single number)")
    low, high = _single(value["low"]), _single(value["high"])
    covers = _covers(value.get("covers", COVERS), shape)
    if shape == "lognormal" and not 0 < low <= high:
        raise wrong(f"a lognormal range lies above 0 and rises, got {low:g} to {high:g}")
    between = "mode" if shape in _BY_MODE else "likely"
    even = (low + high) / 2 if shape in (*_BY_MODE, "uniform", "normal") else middle(low, high, most)
    likely = _single(value[between]) if between in value else even
    if not low <= likely <= high:
        raise wrong(f"low, {between} and high must rise, got {low:g}, {likely:g}, {high:g} (put them in order)")
    if shape == "uniform" and not math.isclose(likely, even):
        raise wrong(f"a uniform range favors no value, so likely is its middle, {even:g} (leave likely out)")
    return Range(low, likely, high, covers, cast("Shape", shape))


def _fits(value: dict[Any, Any], shape: str) -> None:
    """The keys that a shape has no use for are refused, with the ones that it takes."""
    if shape in _BY_MODE and "likely" in value:
        raise wrong(
            f"a {shape} range is given by its mode, the value that comes most often, not by likely, which is the middle "
            "(write mode, or leave shape out)"
        )
    if shape not in _BY_MODE and "mode" in value:
        raise wrong(f"a mode belongs to the shapes pert and triangular, not to {shape} (write shape: pert, or likely)")
    if shape == "normal" and "likely" in value:
        raise wrong(
            "a normal range is given by its mean and deviation, or by low and high alone (three numbers without a shape "
            "are the 10th, 50th and 90th percentile)"
        )
    if shape != "normal" and ("mean" in value or "deviation" in value):
        raise wrong(f"mean and deviation belong to the shape normal, not to {shape} (write shape: normal)")


def _of_moments(value: dict[Any, Any]) -> Range:
    """A normal range from its mean and its standard deviation."""
    others = [key for key in (*_ENDS, "covers") if key in value]
    if others or "mean" not in value or "deviation" not in value:
        raise wrong(
            "a normal range has a mean and a deviation"
            + (f", which say all of it (take {', '.join(others)} away)" if others else " (give both)")
        )
    mean, deviation = _single(value["mean"]), _single(value["deviation"])
    if deviation < 0:
        raise wrong(f"a deviation is at least 0, got {deviation:g}")
    return Range(mean - TENTH * deviation, mean, mean + TENTH * deviation, COVERS, "normal")


def _covers(value: Any, shape: str) -> float:
    covers = _single(value)
    if covers == 1:
        if shape in _WITH_TRUE_ENDS:
            return covers
        raise wrong(
            f"only the shapes {', '.join(_WITH_TRUE_ENDS)} have a least and a most, so covers: 100% does not go with "
            f"{shape} (write shape: pert, or covers: 80%)"
        )
    if not 0.01 <= covers <= 0.99:
        raise wrong(
            f"covers is the share of cases between low and high, 1% to 99%, or 100% for {', '.join(_WITH_TRUE_ENDS)}, "
            f"got {shown(value)} (write 80%)"
        )
    return covers


def _of_percentiles(value: dict[Any, Any], most: float) -> Range:
    """`{10: 5, 50: 7, 90: 12}`: below 5 in ten per cent of cases, and so on; at least two, both sides rising."""
    given = value["percentiles"]
    if len(value) > 1:
        raise wrong("percentiles say all of a range (take the other keys away)")
    if not isinstance(given, dict) or len(given) < 2:
        raise wrong("percentiles are at least two, each with its value (write {10: 5, 50: 7, 90: 12})")
    pairs = []
    for key, at in given.items():
        share = _single(key) if isinstance(key, str) and "%" in key else _single(key) / 100
        if not 0 < share < 1:
            raise wrong(f"a percentile lies between 0 and 100, not at {shown(key)}")
        pairs.append((share, _single(at)))
    pairs.sort()
    for (_, one), (share, other) in pairwise(pairs):
        if one > other:
            raise wrong(f"percentiles must rise, but {other:g} at {share:.0%} is below {one:g} (put them in order)")
    if [share for share, _ in pairs] == [0.1, 0.9]:
        pairs.insert(1, (0.5, middle(pairs[0][1], pairs[1][1], most)))
    return of_percentiles(pairs)


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


def _text(value: Any) -> str:
    if value is None:
        raise wrong("must be text, got nothing (write one, or take the key away)")
    if not isinstance(value, str):
        raise wrong(
            f"must be text, got {shown(value)}"
            + ("" if isinstance(value, dict | list) else f' (write "{shown(value)}")')
        )
    if not value.strip():
        raise wrong("must not be empty")
    if len(value) > 2000:
        raise wrong(f"must be at most 2000 characters, got {len(value)}")
    return value


def _matching(regex: str, what: str) -> Checked:
    compiled = re.compile(regex)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise wrong(f"must be {what}, got {shown(value)}")
        return value

    return Checked(check, {"type": "string", "pattern": f"^{regex}$"})


def _date(value: Any) -> str:
    from datetime import date

    try:
        if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise wrong(f"must be a date like 2026-11-01, got {shown(value)}")


def one_of(*allowed: str) -> Checked:
    """A word from a closed list, in capitals, with hyphens or spaces too; a near miss is named."""

    def check(value: Any) -> str:
        if isinstance(value, str):
            for word in (value, re.sub(r"[\s-]+", "_", value.strip().lower())):
                if word in allowed:
                    return word
        close = nearest(value.lower().replace("-", "_"), allowed) if isinstance(value, str) else None
        hint = f"did you mean {close}?" if close else f"one of {', '.join(allowed)}"
        raise wrong(f"must be one of the known words, got {shown(value)} ({hint})")

    return Checked(check, {"enum": list(allowed)})


def _whole(low: int, high: int) -> Checked:
    def check(value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong(f"must be a whole number, got {shown(value)}")
        if not low <= value <= high:
            raise wrong(f"must be {low} to {high}, got {value}")
        return value

    return Checked(check, {"type": "integer", "minimum": low, "maximum": high})


VOLUME_UNITS = ("hours", "paid_hours", "seats", "contacts", "minutes", "resolutions")


def _volume(value: Any) -> tuple[float, str]:
    """A volume with what it counts: 3000 hours."""
    match = re.fullmatch(rf"\s*({NUMBER})\s*([a-z_]+)\s*", value) if isinstance(value, str) else None
    if not match or match[2] not in VOLUME_UNITS or float(match[1]) < 0:
        raise wrong(f"must be a number and a unit, got {shown(value)} (write 3000 hours, 20 seats or 5000 contacts)")
    return float(match[1]), match[2]


Volume = Annotated[
    tuple[float, str], Checked(_volume, {"type": "string", "pattern": f"^[0-9.]+ ({'|'.join(VOLUME_UNITS)})$"})
]
Text = Annotated[str, Checked(_text, {"type": "string", "minLength": 1})]
Date = Annotated[str, Checked(_date, {"type": "string", "format": "date"})]
_A_MONTH = r"(19|20|21)\d\d-(0[1-9]|1[0-2])"
Month = Annotated[str, _matching(_A_MONTH, "a month like 2027-01")]
Currency = Annotated[str, _matching(r"[A-Z]{3}", "a currency code of three capital letters like USD")]
Language = Annotated[str, _matching(r"[a-z]{2,3}", "a language code like en, es or ko")]
Key = Annotated[str, _matching(r"[a-z][a-z0-9_]*", "a name of small letters, digits and _")]
Months = Annotated[int, _whole(1, 120)]
AtOnce = Annotated[int, _whole(1, 10)]


def _length(most: float) -> Checked:
    """A length of time that may end within a unit; whole ones stay integers."""

    def check(value: Any) -> float:
        number = number_in(value) if isinstance(value, str) else value
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise wrong(f"must be one number, got {shown(value)} (write 12 or 8.5)")
        if not 0 < number <= most:
            raise wrong(f"must be above 0 and at most {most:g}, got {number:g}")
        return int(number) if float(number).is_integer() else float(number)

    return Checked(check, {"type": "number", "exclusiveMinimum": 0, "maximum": most})


def _month_or_day(value: Any) -> str:
    """A month, or a day within one."""
    if isinstance(value, str) and re.fullmatch(_A_MONTH, value):
        return value
    try:
        return str(_date(value))
    except PydanticCustomError:
        raise wrong(f"must be a month like 2027-01 or a day like 2027-01-15, got {shown(value)}") from None


LengthInMonths = Annotated[float, _length(LONGEST)]
LengthInWeeks = Annotated[float, _length(math.floor(LONGEST * DAYS_PER_MONTH / 7))]
LengthInDays = Annotated[float, _length(math.floor(LONGEST * DAYS_PER_MONTH))]
MonthOrDay = Annotated[str, Checked(_month_or_day, {"type": "string", "pattern": f"^{_A_MONTH}(-[0-3][0-9])?$"})]


def _interval(value: Any) -> int:
    if isinstance(value, bool) or value not in (15, 30, 60):
        raise wrong(f"must be 15, 30 or 60 minutes, got {shown(value)}")
    return int(value)


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
IntervalMinutes = Annotated[int, Checked(_interval, {"enum": [15, 30, 60]})]
Shrinkage = Annotated[
    Range,
    Checked(_shrinkage, {"anyOf": [RANGE_SCHEMA, {"type": "object", "additionalProperties": RANGE_SCHEMA}]}),
]
DueMonth = Annotated[int, _whole(0, 120)]
AfterMonth = Annotated[int, _whole(1, 120)]
