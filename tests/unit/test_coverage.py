"""Opening hours, time zones and what is night or weekend on the site's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from estimate.model.coverage import (
    WEEKS_PER_MONTH,
    OpeningHours,
    Window,
    month_shares,
    parse_hours,
    parse_window,
    time_zone,
)

NIGHT = Window(22 * 60, 6 * 60)
WEEKEND = frozenset({5, 6})


@pytest.mark.parametrize(
    ("hours", "weekly"),
    [
        ("24x7", 168),
        ("business", 40),
        ("extended", 66),
        ({"mon-fri": "08:00-20:00", "sat": "10:00-16:00"}, 66),
        ({"mon": "09:00-12:00, 13:00-17:00"}, 7),
        ({"fri": "22:00-06:00"}, 8),
        ({"sun": "22:00-06:00"}, 8),  # past the end of the week
        ({"fri-mon": "10:00-11:00"}, 4),
        ({"mon-sun": "00:00-24:00"}, 168),
        ({"mon-sat": "08:00-09:00", "sun": "closed"}, 6),
    ],
)
def test_hours_of_a_week(hours: object, weekly: float) -> None:
    assert parse_hours(hours).weekly_hours == weekly


def test_a_seat_round_the_clock_is_730_and_a_half_hours_a_month() -> None:
    assert parse_hours("24x7").weekly_hours * WEEKS_PER_MONTH == pytest.approx(730.5)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("24by7", "unknown opening hours '24by7' .did you mean 24x7"),
        (24, "must be a name or a mapping of days"),
        ({}, "must be a name or a mapping of days"),
        ({"mon-fry": "08:00-20:00"}, "unknown day 'fry' .did you mean fri"),
        ({"mon": "8 till 20"}, "are written 08:00-20:00, got '8 till 20'"),
        ({"mon": "08:00-25:00"}, "25:00 is no time of day"),
        ({"mon": "08:00-08:00"}, "has no length"),
        ({"mon": 8}, "put them in quotes"),
        ({"mon-wed": "08:00-09:00", "tue": "10:00-11:00"}, "tue is given twice"),
        ({"mon": "closed"}, "never open"),
    ],
)
def test_hours_that_make_no_sense_are_refused(hours: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_hours(hours)


def test_a_window_and_a_time_zone_are_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match="a window is written 22:00-06:00"):
        parse_window("night")
    with pytest.raises(ValueError, match="did you mean Asia/Manila"):
        time_zone("Asia/Manilla")


def shares(site: str, month: int) -> tuple[float, float]:
    found = month_shares(parse_hours("business"), "America/New_York", site, 2027, month, NIGHT, WEEKEND)
    return round(found.night, 4), round(found.weekend, 4)


def test_a_new_york_day_is_a_manila_night() -> None:
    # January: 9:00 at UTC-5 is 22:00 at UTC+8, all of it night; the Friday's last 6 hours are Saturday: 5 Fridays x 6 of 21 x 8.
    assert shares("Asia/Manila", 1) == (1.0, round(30 / 168, 4))
    # July: an hour earlier, so 7 of 8 hours are night; 5 Fridays x 5 of 22 x 8.
    assert shares("Asia/Manila", 7) == (0.875, round(25 / 176, 4))
    # March 2027 has 23 weekdays; New York changes on the 14th: 10 days with 8 of 8, 13 with 7 of 8.
    assert shares("Asia/Manila", 3)[0] == round((10 * 8 + 13 * 7) / (23 * 8), 4)


def test_a_new_york_day_is_a_bogota_day() -> None:
    assert shares("America/Bogota", 1) == shares("America/Bogota", 7) == (0.0, 0.0)


def test_summer_time_begins_on_other_days_on_other_sides() -> None:
    # Warsaw is 6 hours ahead, so that 16:00 to 17:00 is 22:00 to 23:00: 1 of 8. From March 14 to 28, 2027, it is 5: 10 weekdays.
    assert shares("Europe/Warsaw", 1)[0] == 0.125
    assert shares("Europe/Warsaw", 3)[0] == round(13 / (23 * 8), 4)


def test_without_a_zone_the_customers_live_where_the_site_is() -> None:
    found = month_shares(parse_hours("24x7"), None, "Asia/Manila", 2027, 2, NIGHT, WEEKEND)
    assert (found.night, round(found.weekend, 4)) == (pytest.approx(8 / 24), round(2 / 7, 4))  # February 2027: 4 weeks


def walked(hours: OpeningHours, customers: str, site: str, year: int, month: int) -> tuple[float, float]:
    """The shares by walking through the real month, a quarter of an hour at a time."""
    ours, theirs = time_zone(customers), time_zone(site)
    moment = datetime(year, month, 1, tzinfo=ours).astimezone(UTC)
    opened = night = weekend = 0
    while (here := moment.astimezone(ours)).month == month:
        minute = here.weekday() * 1440 + here.hour * 60 + here.minute
        if any(start <= minute < end for start, end in hours.spans):
            there = moment.astimezone(theirs)
            opened += 1
            night += there.hour >= 22 or there.hour < 6
            weekend += there.weekday() >= 5
        moment += timedelta(minutes=15)
    return night / opened, weekend / opened


@pytest.mark.parametrize("hours", ["24x7", "business", {"fri-mon": "22:15-06:45"}])
@pytest.mark.parametrize(
    ("customers", "site"),
    [
        ("America/New_York", "Asia/Manila"),
        ("America/New_York", "Europe/Warsaw"),
        ("Australia/Sydney", "Europe/London"),  # clocks change in opposite directions
        ("Australia/Lord_Howe", "Asia/Kathmandu"),  # half an hour of summer time; 5:45 ahead of UTC
        ("Europe/London", "Europe/London"),
    ],
)
def test_a_month_is_exact_on_the_days_that_clocks_change(hours: object, customers: str, site: str) -> None:
    parsed = parse_hours(hours)
    for month in (1, 3, 4, 10, 11):
        found = month_shares(parsed, customers, site, 2027, month, NIGHT, WEEKEND)
        expected = walked(parsed, customers, site, 2027, month)
        assert (found.night, found.weekend) == pytest.approx(expected, abs=1e-12), month


def test_the_hour_that_spring_skips_is_no_night() -> None:
    # March 2027 in New York has 31 x 24 - 1 hours, 31 x 8 - 1 of them at night, 8 x 24 - 1 at the weekend (Sunday the 14th).
    found = month_shares(parse_hours("24x7"), *("America/New_York",) * 2, 2027, 3, NIGHT, WEEKEND)
    assert (found.night, found.weekend) == pytest.approx((247 / 743, 191 / 743), abs=1e-12)


def test_night_at_the_weekend_counts_for_both() -> None:
    found = month_shares(parse_hours({"sat": "22:00-24:00"}), None, None, 2027, 1, NIGHT, WEEKEND)
    assert (found.night, found.weekend) == (1, 1)
