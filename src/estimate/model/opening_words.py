"""Opening hours in plain words, as hours by day: `24/7`, `mon-fri 9-5, sat 10-14`, `weekdays 9am to 6pm`, `월-금 9-18`."""

from __future__ import annotations

import re

from estimate.ground.errors import did_you_mean

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED: dict[str, dict[str, str]] = {
    "24x7": {"mon-sun": "00:00-24:00"},
    "business": {"mon-fri": "09:00-17:00"},
    "extended": {"mon-fri": "08:00-20:00", "sat": "10:00-16:00"},
}
HOW = "write 24x7, business, extended, or {mon-fri: '08:00-20:00', sat: '10:00-16:00'}"
_OTHER_NAMES = {
    "24/7": "24x7", "24x7": "24x7", "24 x 7": "24x7", "24 hours": "24x7", "24h": "24x7", "24 h": "24x7", "always": "24x7",
    "round the clock": "24x7", "around the clock": "24x7", "business": "business", "business hours": "business",
    "office hours": "business", "extended": "extended", "extended hours": "extended",
}  # fmt: skip
_STRETCHES = {
    "weekdays": "mon-fri", "weekday": "mon-fri", "weekends": "sat-sun", "weekend": "sat-sun", "daily": "mon-sun",
    "every day": "mon-sun", "everyday": "mon-sun", "7 days": "mon-sun", "7 days a week": "mon-sun", "매일": "mon-sun",
    "평일": "mon-fri", "주말": "sat-sun",
}  # fmt: skip
_SHORT_DAYS = {day[:2]: day for day in DAYS} | dict(zip("월화수목금토일", DAYS, strict=True))
_TIME = r"\d{1,2}(?:[:.h]?\d{2})?h?\s*(?:am|pm|a\.m\.|p\.m\.)?"
_SPAN = rf"(?P<start>{_TIME})\s*(?:-|~|to)\s*(?P<end>{_TIME})"
_DAY_LIST = r"(?:[a-z]{2,9}|[월화수목금토일](?:요일)?)"
_WORDED = "|".join(sorted(map(re.escape, _STRETCHES), key=len, reverse=True))
_DAYS = rf"(?P<days>{_WORDED}|{_DAY_LIST}(?:\s*(?:-|~|to)\s*{_DAY_LIST})?)"
_FORMS = (rf"(?:{_DAYS}:?\s*)?{_SPAN}", rf"{_SPAN}\s*,?\s*{_DAYS}", rf"{_DAYS}:?\s*(?P<closed>closed)")


def hours_in_words(text: str) -> dict[str, str]:
    """Hours by day from plain words. Raises ValueError with what to write."""
    plain = re.sub(r"[–—]", "-", text.strip().lower())
    if plain in _OTHER_NAMES:
        return NAMED[_OTHER_NAMES[plain]]
    hours: dict[str, list[str]] = {}
    waiting: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;]|\band\b", plain))):
        match = next((found for form in _FORMS if (found := re.fullmatch(form, part))), None)
        if match is None and re.fullmatch(_DAYS, part):
            waiting.append(_days(part))  # mon, tue, wed 9-17
            continue
        days = None if match is None else match["days"]
        if match is None or not (days or waiting or hours):
            raise ValueError(_refused(text, plain))
        if "closed" in match.groupdict() and match["closed"]:
            continue
        named = [*waiting, *([_days(days)] if days else [])] or [next(reversed(hours))]
        waiting = []
        for name in named:
            hours.setdefault(name, []).append(_span(match["start"], match["end"]))
    if waiting or not hours:
        raise ValueError(_refused(text, plain))
    return {days: ",".join(spans) for days, spans in hours.items()}


def span_in_words(text: str) -> str:
    """One stretch of a day, such as 9-17 or 9am to 5pm, as 09:00-17:00; the text itself where it is none."""
    match = re.fullmatch(_SPAN, re.sub(r"[–—]", "-", text.strip().lower()))
    return _span(match["start"], match["end"]) if match else text


def minutes_of(clock: str) -> int:
    """Minutes after midnight of 17:30. Raises ValueError for what is no time of day."""
    hour, minute = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(f"{clock} is no time of day (00:00 to 24:00)")
    return hour * 60 + minute


def _refused(text: str, plain: str) -> str:
    if re.fullmatch(_SPAN, plain):
        return f"opening hours '{text}' name no days (write mon-fri {plain}, or every day {plain})"
    hint = "" if re.fullmatch(r"\d+\s*x\s*\d+", plain) else did_you_mean(plain, NAMED, "")
    return f"unknown opening hours '{text}' ({f'{hint} or ' if hint else ''}{HOW})"


def _days(text: str) -> str:
    """Days as they are written in a file: mon-fri for `weekdays`, `Monday to Friday`, `mo-fr` or `월-금`."""
    ends = re.split(r"\s*(?:-|~|\bto\b)\s*", _STRETCHES.get(text, text))
    return "-".join(_SHORT_DAYS.get(day.removesuffix("요일"), day[:3] if day[3:] else day) for day in ends)


def _span(start: str, end: str) -> str:
    begins, ends = _clock(start), _clock(end)
    if ends <= begins < 12 * 60 and not end.strip().rstrip(".").endswith("m") and ends < 12 * 60:
        ends += 12 * 60  # 9-5 ends in the afternoon
    return f"{_written(begins)}-{_written(ends)}"


def _clock(text: str) -> int:
    """Minutes after midnight of 9, 9:30, 9h30, 9am or 5 pm."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?h?\s*(am|pm)?", text.strip().replace(".m.", "m"))
    assert match is not None, text
    hour = int(match[1])
    if match[3]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text.strip()} is no time of day (1am to 12pm)")
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return minutes_of(f"{hour}:{match[2] or '00'}")


def _written(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
