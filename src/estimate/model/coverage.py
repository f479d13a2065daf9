"""Opening hours, and where they fall on the site's clock: nights and weekends."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache

from estimate.ground.errors import did_you_mean
from estimate.ground.records import dataclass
from estimate.model.opening_words import DAYS, HOW, NAMED, hours_in_words, minutes_of, span_in_words

DAY = 24 * 60
WEEK = 7 * DAY
WEEKS_PER_MONTH = 365.25 / 7 / 12
"""Weeks in an average month: a seat round the clock is 168 x 4.348 = 730.5 hours a month."""
Spans = tuple[tuple[int, int], ...]
"""Half-open stretches of time in minutes, sorted and apart."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a desk is open, in minutes of the week from Monday 00:00 on the customers' clock."""

    spans: Spans

    @property
    def weekly_hours(self) -> float:
        """Open hours in a week; 168 round the clock."""
        return sum(end - start for start, end in self.spans) / 60


@dataclass(frozen=True, slots=True)
class Window:
    """A daily window in minutes after midnight; one that ends before it begins goes past midnight."""

    start: int
    end: int

    def spans(self) -> Spans:
        """The window on each day of a week, wrapped at its end."""
        length = (self.end - self.start) % DAY or DAY
        return _merged([(day * DAY + self.start, day * DAY + self.start + length) for day in range(7)])


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares (0-1) of a month's opening hours at night and at the weekend; an hour may be both, premiums add."""

    night: float
    weekend: float


def opening_days(hours: OpeningHours) -> frozenset[int]:
    """The days (0 is Monday) on which a desk opens; a shift past midnight belongs to the day on which it begins."""
    spans = list(hours.spans)
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:  # open over the end of the week
        spans = [*spans[1:-1], (spans[-1][0], WEEK + spans[0][1])]
    return frozenset(minute // DAY % 7 for start, end in spans for minute in range(start, end, DAY))


def parse_hours(value: object) -> OpeningHours:
    """Opening hours from a name or from hours by day.

    Days are `mon` … `sun` or a stretch of them (`fri-mon` wraps); hours are `08:00-20:00`, several with commas or
    as a list, past midnight where they end before they begin, `closed` for none. Raises ValueError with a remedy.
    """
    if isinstance(value, str):
        value = NAMED.get(value) or hours_in_words(value)
    if not isinstance(value, Mapping) or not value:
        raise ValueError(f"opening hours must be a name or a mapping of days ({HOW})")
    spans: list[tuple[int, int]] = []
    named: set[int] = set()
    for days, hours in value.items():
        for day in _days(str(days)):
            if day in named:
                raise ValueError(f"{DAYS[day]} is given twice (name each day once)")
            named.add(day)
            spans += [(day * DAY + start, day * DAY + end) for start, end in _day_spans(hours)]
    merged = _merged(spans)
    if not merged:
        raise ValueError("the desk is never open (give hours for at least one day)")
    return OpeningHours(merged)


def parse_window(text: str) -> Window:
    """A daily window such as 22:00-06:00."""
    match = re.fullmatch(r"\s*(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*", text)
    if match is None:
        raise ValueError(f"a window is written 22:00-06:00, got '{text}'")
    return Window(minutes_of(match[1]) % DAY, minutes_of(match[2]) % DAY)


def outside(hours: OpeningHours, contract: OpeningHours) -> OpeningHours:
    """The opening hours that lie outside of a contract's; none of them may."""
    edges = [0, *(edge for span in contract.spans for edge in span), WEEK]
    gaps = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    return OpeningHours(_merged([span for gap in gaps for span in _cut(hours.spans, *gap)]))


def minutes_within(hours: OpeningHours, start: int, end: int) -> int:
    """Open minutes in a part of the week."""
    return sum(b - a for a, b in _cut(hours.spans, start, end))


@lru_cache(maxsize=256)
def shares_of_months(
    hours: OpeningHours,
    zones: tuple[str | None, str | None],
    months: tuple[tuple[int, int], ...],
    night: Window,
    weekend_days: frozenset[int],
) -> tuple[Shares, ...]:
    """`month_shares` of each year and month; `zones` are the customers' and the site's. Sites alike share them."""
    return tuple(month_shares(hours, *zones, *month, night, weekend_days) for month in months)


def month_shares(
    hours: OpeningHours,
    customers_timezone: str | None,
    site_timezone: str | None,
    year: int,
    month: int,
    night: Window,
    weekend_days: frozenset[int],
) -> Shares:
    """Shares of one month's opening hours that are night or weekend on the site's clock.

    Opening hours are on the customers' clock. Exact over the real hours of the month: on the day that a clock changes, the
    hour it skips is not counted and the hour it repeats is counted twice. Where one zone is not known both are taken as the
    same, with no change of the clock. `weekend_days` are 0 (Monday) to 6. Raises ValueError for an unknown time zone.
    """
    pieces = _pieces(customers_timezone, site_timezone, year, month)
    counts = [_counts(hours, *piece, night, weekend_days) for piece in pieces]
    opened, at_night, at_weekend = map(sum, zip(*counts, strict=True))
    return Shares(at_night / opened, at_weekend / opened) if opened else Shares(0.0, 0.0)


def site_hours(
    stretches: Sequence[tuple[int, float]],
    zones: tuple[str | None, str | None],
    night: Window,
    weekend_days: frozenset[int],
    months: Sequence[tuple[int, int]],
) -> list[list[tuple[float, float]]]:
    """For each month and each weekly stretch of opening time (start minute, hours): its hours at night and at the weekend.

    On the site's clock; the mean over that weekday's dates in the month, so that summer time counts by its days.
    """
    shifts = [tuple(_weekday_shifts(zones, year, month, day) for day in range(7)) for year, month in months]

    @cache
    def hours_of(start: int, hours: float, leads: tuple[int, ...]) -> tuple[float, float]:
        counts = [_stretch(start, round(hours * 60), lead, night, weekend_days) for lead in leads]
        size = len(counts) * 60
        return sum(n for n, _ in counts) / size, sum(w for _, w in counts) / size

    known = {
        by_day: [hours_of(start, hours, by_day[start // DAY]) for start, hours in stretches] for by_day in {*shifts}
    }
    return [known[by_day] for by_day in shifts]


@lru_cache(maxsize=8192)
def _stretch(start: int, length: int, shift: int, night: Window, weekend_days: frozenset[int]) -> tuple[int, int]:
    moved = _merged([(start + shift, start + shift + length)])
    weekend = tuple((day * DAY, (day + 1) * DAY) for day in sorted(weekend_days))
    return _shared(moved, night.spans()), _shared(moved, weekend)


@lru_cache(maxsize=4096)
def _weekday_shifts(zones: tuple[str | None, str | None], year: int, month: int, weekday: int) -> tuple[int, ...]:
    """The site's lead in minutes on each date of a weekday in a month; one for all where it stays."""
    customers, site = zones
    if customers is None or site is None or customers == site:
        return (0,)
    first = calendar.weekday(year, month, 1)
    leads = _shifts(customers, site, year, month)[(weekday - first) % 7 :: 7]
    return leads[:1] if len({*leads}) == 1 else leads


@lru_cache(maxsize=4096)
def _counts(
    hours: OpeningHours, start: int, end: int, lead: int, night: Window, weekend_days: frozenset[int]
) -> tuple[int, int, int]:
    """Open minutes in a part of the customers' week, and how many are night and weekend at a site `lead` minutes ahead."""
    opened = [span for part in _merged([(start, end)]) for span in _cut(hours.spans, *part)]
    moved = _merged([(a + lead, b + lead) for a, b in opened])
    weekend = tuple((day * DAY, (day + 1) * DAY) for day in sorted(weekend_days))
    return sum(b - a for a, b in opened), _shared(moved, night.spans()), _shared(moved, weekend)


@lru_cache(maxsize=1024)
def _pieces(customers: str | None, site: str | None, year: int, month: int) -> tuple[tuple[int, int, int], ...]:
    """The real time of a month without changes of a clock: start and end in the customers' week, the site's lead; minutes."""
    if customers is None or site is None:
        first, days = calendar.monthrange(year, month)
        return tuple((first * DAY, (first + min(7, days - day)) * DAY, 0) for day in range(0, days, 7))
    ours, theirs = time_zone(customers), time_zone(site)
    # Through UTC: Python's arithmetic within one zone is on its clock and would hide the change.
    begin = datetime(year, month, 1, tzinfo=ours).astimezone(UTC)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=ours).astimezone(UTC)
    minutes = (end - begin) // timedelta(minutes=1)
    pieces: list[tuple[int, int, int]] = []

    def clock(minute: int) -> tuple[int, int]:
        moment = (begin + timedelta(minutes=minute)).astimezone(ours)
        return moment.weekday() * DAY + moment.hour * 60 + moment.minute, _ahead(moment, theirs)

    def divide(start: int, stop: int) -> None:
        (at, lead), (until, lead_after) = clock(start), clock(stop)
        # Clocks change on quarters of an hour, and not twice within a week.
        if stop - start <= 15 or (lead == lead_after and (until - at - stop + start) % WEEK == 0):
            pieces.append((at, at + stop - start, lead))
        else:
            middle = start + (stop - start + 15) // 30 * 15
            divide(start, middle)
            divide(middle, stop)

    for start in range(0, minutes, WEEK):
        divide(start, min(start + WEEK, minutes))
    return tuple(pieces)


def _shifts(customers: str, site: str, year: int, month: int) -> tuple[int, ...]:
    """Minutes by which the site's clock is ahead of the customers', at noon of each day of the month."""
    noon, pieces = DAY // 2 + 1, _pieces(customers, site, year, month)
    return tuple(lead for at, to, lead in pieces for _ in range((to - noon) // DAY - (at - noon) // DAY))


def _ahead(moment: datetime, zone: tzinfo) -> int:
    there, here = moment.astimezone(zone).utcoffset() or timedelta(), moment.utcoffset() or timedelta()
    return round((there - here).total_seconds() / 60)


@lru_cache(maxsize=256)
def time_zone(name: str) -> tzinfo:
    """A time zone by its IANA name. Raises ValueError, with the did_you_mean name, where there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = tuple(available_timezones())
        if not known:
            raise ValueError("no time zones on this machine (pip install tzdata)") from None
        city = name.strip().replace(" ", "_").lower()
        there = min((zone for zone in known if zone.lower().endswith(f"/{city}")), default=name)
        hint = did_you_mean(there, known, "such as America/New_York or Asia/Manila")
        raise ValueError(f"unknown time zone '{name}' ({hint})") from None


def _days(text: str) -> list[int]:
    first, dash, last = text.strip().lower().partition("-")
    for word in (first, last) if dash else (first,):
        if word.strip() not in DAYS:
            hint = did_you_mean(word.strip()[:3], DAYS, "mon, tue, … sun")
            raise ValueError(f"unknown day '{word.strip()}' ({hint})")
    start = DAYS.index(first.strip())
    end = DAYS.index(last.strip()) if dash else start
    return [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]


def _day_spans(hours: object) -> list[tuple[int, int]]:
    if isinstance(hours, list) and hours:
        return [span for part in hours for span in _day_spans(part)]
    if not isinstance(hours, str):
        raise ValueError(f"hours of a day are written '08:00-20:00', got {hours} (put them in quotes)")
    if hours.strip().lower() == "closed":
        return []
    spans = []
    for part in hours.split(","):
        exact = r"\s*(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*"
        match = re.fullmatch(exact, part) or re.fullmatch(exact, span_in_words(part))
        if match is None:
            raise ValueError(f"hours of a day are written 08:00-20:00, got '{part.strip()}'")
        start, end = minutes_of(match[1]), minutes_of(match[2])
        if start == end:
            raise ValueError(f"'{part.strip()}' has no length (write 00:00-24:00 for the whole day)")
        spans.append((start, end if end > start else end + DAY))
    return spans


def _merged(spans: list[tuple[int, int]]) -> Spans:
    """Stretches within one week: wrapped at its ends, sorted, joined where they touch."""
    wrapped: list[tuple[int, int]] = []
    for begin, finish in spans:
        length = min(finish - begin, WEEK)
        start = begin % WEEK
        end = start + length
        wrapped += [(start, min(end, WEEK))] + ([(0, end - WEEK)] if end > WEEK else [])
    joined: list[tuple[int, int]] = []
    for start, end in sorted(wrapped):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _cut(spans: Spans, start: int, end: int) -> Spans:
    return tuple((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)


def _shared(one: Spans, other: Spans) -> int:
    """Minutes that two sets of stretches have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
