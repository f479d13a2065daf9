"""The words people use for regions, channels, hours, lengths and months, and that each is taken for what it means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from estimate.cards.catalog import Catalog
from estimate.model.coverage import parse_hours
from estimate.schema.names import channel_meant, plain, region_meant
from estimate.schema.queue import CHANNELS
from estimate.schema.wording import currency_meant, last_meant, month_meant, months_meant
from tests.conftest import ROOT, Command

NAMES = yaml.safe_load((ROOT / "rates/names.yaml").read_text(encoding="utf-8"))
REAL = Catalog()


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("Philippines", "philippines"), ("PHILIPPINES", "philippines"), ("PH", "philippines"), ("Manila", "philippines"),
        ("Cebu", "philippines"), ("필리핀", "philippines"), ("KR", "south_korea"), ("Korea", "south_korea"),
        ("한국", "south_korea"), ("UK", "united_kingdom"), ("USA", "united_states"), ("Bogotá", "colombia"),
        ("bogota", "colombia"), ("South Africa", "south_africa"), ("south-africa", "south_africa"), ("México", "mexico"),
        ("Deutschland", "germany"), ("Polska", "poland"), ("日本", "japan"), ("Atlantis", "Atlantis"),
    ],
)  # fmt: skip
def test_a_region_is_known_by_its_names(word: str, region: str) -> None:
    assert region_meant(word, REAL) == region


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("phone", "voice"), ("Call", "voice"), ("전화", "voice"), ("mail", "email"), ("E-Mail", "email"), ("이메일", "email"),
        ("WhatsApp", "chat"), ("live chat", "chat"), ("채팅", "chat"), ("Instagram", "social"), ("back office", "back_office"),
        ("voice", "voice"), ("pigeon", "pigeon"),
    ],
)  # fmt: skip
def test_a_channel_is_known_by_its_names(word: str, channel: str) -> None:
    assert channel_meant(word, REAL) == channel


def test_no_name_means_two_things() -> None:
    for kind in ("regions", "channels"):
        seen: dict[str, str] = {}
        for name, aliases in NAMES[kind].items():
            for alias in {plain(str(alias)) for alias in aliases}:
                assert seen.setdefault(alias, name) == name, alias
                assert alias == name or alias not in NAMES[kind], alias


def test_every_region_of_the_names_has_a_card_and_every_country_has_names() -> None:
    assert set(NAMES["regions"]) == set(REAL.regions())
    assert set(NAMES["channels"]) == set(CHANNELS)
    for region in REAL.regions():
        country = REAL.entry(str(REAL.region(region)), "country")
        if country is not None:
            assert region_meant(str(country.data), REAL) == region


@pytest.mark.parametrize(
    ("word", "code"),
    [("usd", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("krw", "KRW"), ("¥", "¥")],
)
def test_a_currency_is_known_by_its_sign(word: str, code: str) -> None:
    assert currency_meant(word) == code


@pytest.mark.parametrize(
    ("word", "months"),
    [("3 years", 36), ("1 year", 12), ("18 months", 18), ("2y", 24), ("3년", 36), ("6개월", 6), ("8.5 months", 8.5),
     ("365.25 days", 12), ("48 weeks", 48 * 7 / 30.4375), ("soon", "soon")],
)  # fmt: skip
def test_a_length_is_read_in_months(word: str, months: float | str) -> None:
    assert months_meant(word) == months


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("2027-01", "2027-01"), ("2027-01-15", "2027-01-15"), ("2027/1", "2027-01"), ("Jan 2027", "2027-01"),
        ("september 2027", "2027-09"), ("15 January 2027", "2027-01-15"), ("Jan 15, 2027", "2027-01-15"), ("2027-01-01", "2027-01"),
        ("2027년 3월 5일", "2027-03-05"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_a_month_is_read(word: str, month: str) -> None:
    assert month_meant(word) == month


def test_the_end_of_a_term_may_be_the_first_of_a_month() -> None:
    assert last_meant("1 March 2027") == "2027-03-01"
    assert last_meant("March 2027") == "2027-03"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("24/7", "24x7"), ("mon-fri 9-17", {"mon-fri": "09:00-17:00"}), ("mon-fri 9-5", {"mon-fri": "09:00-17:00"}),
        ("mon-sun 08:00-20:00", {"mon-sun": "08:00-20:00"}), ("Monday to Friday 9am-5pm", {"mon-fri": "09:00-17:00"}),
        ("weekdays 8:30-18:00, sat 10-14", {"mon-fri": "08:30-18:00", "sat": "10:00-14:00"}),
        ("mon-fri 8-12, 14-18", {"mon-fri": "08:00-12:00,14:00-18:00"}), ("daily 22-6", {"mon-sun": "22:00-06:00"}),
        ("Business", "business"), ("office hours", "business"), ("24h", "24x7"), ("Mon-Fri, 9:00-18:00", {"mon-fri": "09:00-18:00"}),
        ("mo-fr 9-17", {"mon-fri": "09:00-17:00"}), ("09:00-17:00 mon-fri", {"mon-fri": "09:00-17:00"}),
        ("7 days 9-17", {"mon-sun": "09:00-17:00"}), ("mon, tue, wed 9-17", {"mon-wed": "09:00-17:00"}),
        ("mon-sat 9-18, sun closed", {"mon-sat": "09:00-18:00"}), ("mon-fri 9.30-17", {"mon-fri": "09:30-17:00"}),
        ("mon-fri 9h-17h", {"mon-fri": "09:00-17:00"}), ("월-금 9-18", {"mon-fri": "09:00-18:00"}),
        ("mon-fri 9-18 and sat 10-14", {"mon-fri": "09:00-18:00", "sat": "10:00-14:00"}),
        ({"mon-fri": "9-17"}, {"mon-fri": "09:00-17:00"}), ({"mon": "22:00-06:00"}, "mon 22-6"),
        ("every day 9 to 21", {"mon-sun": "09:00-21:00"}), ("fri-mon 12pm-12am", {"fri-mon": "12:00-24:00"}),
    ],
)  # fmt: skip
def test_hours_are_read_in_plain_words(words: object, same: object) -> None:
    assert parse_hours(words) == parse_hours(same)


@pytest.mark.parametrize(
    "words", ["", "nine to five", "9-17", "12x7", "mon-fri", "moonday 9-5", "mon-fri 25-26", "mon 13pm-5pm"]
)
def test_hours_that_nobody_can_read_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"opening hours|no time of day|unknown day"):
        parse_hours(words)


def test_a_scenario_in_plain_words_is_the_one_in_the_cards_words(command: Command, tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(
        "currency: usd\nmonths: 2 years\nstart: Jan 2027\n"
        "team: {region: Manila, hours: mon-fri 9-18, queues: [{channel: phone, contacts_per_month: 2k}]}\n",
        encoding="utf-8",
    )
    (tmp_path / "same.yaml").write_text(
        "name: desk\ncurrency: USD\nmonths: 24\nstart: 2027-01\n"
        "team: {region: philippines, hours: {mon-fri: '09:00-18:00'}, queues: [{channel: voice, contacts_per_month: 2000}]}\n",
        encoding="utf-8",
    )
    plainly, exactly = (
        json.loads(command(file, "--no-range", "-f", "json", cwd=tmp_path, real=True).out)
        for file in ("desk.yaml", "same.yaml")
    )
    assert plainly["scenario"] == "desk"
    for key in ("total", "lines", "start", "months", "staffing"):
        assert plainly[key] == exactly[key]


def test_a_number_is_a_name_and_a_wrong_region_keeps_its_word(command: Command) -> None:
    text = "name: 2027\nteam: {region: REGION, queues: [{channel: email, contacts_per_month: 100}]}"
    done = command("-", "--no-range", real=True, stdin=text.replace("REGION", "PH"))
    assert done.out.startswith("2027 ")
    assert (
        "no rate card for Filipines (did you mean philippines?"
        in command("-", real=True, stdin=text.replace("REGION", "Filipines")).err
    )
