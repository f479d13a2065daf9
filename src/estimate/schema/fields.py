"""The kinds of value a file may hold: ranges, shares, money, dates. Each says what it takes when it gets something else."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from estimate.ground.errors import did_you_mean
from estimate.ground.term import DAYS_PER_MONTH, LONGEST
from estimate.schema.numbers import NUMBER, number_in
from estimate.schema.record import Checked, shown, wrong


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
        hint = did_you_mean(value.lower().replace("-", "_") if isinstance(value, str) else "", allowed)
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


IntervalMinutes = Annotated[int, Checked(_interval, {"enum": [15, 30, 60]})]
DueMonth = Annotated[int, _whole(0, 120)]
AfterMonth = Annotated[int, _whole(1, 120)]
