"""Every name and slip of people who write their first scenario: understood, or asked back once with a remedy that is right."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput
from estimate.schema.load import load_scenario
from estimate.schema.names import as_meant
from estimate.schema.scenario import Scenario
from tests.conftest import Command

REAL = Catalog()


def read(text: str, source: str = "desk.yaml") -> Scenario:
    return load_scenario(as_meant(parse(text, source), REAL), REAL)


def refused(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as error:
        read(text)
    return [str(problem) for problem in error.value.problems]


def desk(top: str = "", team: str = "", queue: str = "") -> str:
    """A desk of one queue with a line of its own; a key that is given replaces the usual one."""
    lines = {"channel": "channel: email", "contacts_per_month": "contacts_per_month: 5000"}
    if queue:
        key = queue.partition(":")[0]
        lines["contacts_per_month" if key.startswith("contacts_per") else key] = queue
    place = "" if team.startswith("region:") else "  region: philippines\n"
    body = f"  {team}\n" if team else ""
    return f"{top}\nteam:\n{place}{body}  queues:\n    - " + "\n      ".join(lines.values()) + "\n"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("U.K.", "united_kingdom"), ("U.S.A.", "united_states"), ("the Philippines", "philippines"),
        ("Manila, Philippines", "philippines"), ("Korea, South", "south_korea"), ("London, Canada", "canada"),
        ("Lodz", "poland"), ("Czech", "czechia"), ("서울", "south_korea"),
    ],
)  # fmt: skip
def test_regions(words: str, value: str) -> None:
    assert read(desk(team=f"region: '{words}'")).team.region == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("Manilla", "did you mean Manila, which is in philippines?"), ("Bogata", "did you mean Bogotá, which is in colombia?"),
        ("phillipines", "did you mean philippines?"), ("Atlantis", "estimate rates list shows them all"),
        ("Singapore", "estimate rates list shows them all"), ("San Jose, CA", "estimate rates list shows them all"),
    ],
)  # fmt: skip
def test_regions_that_nobody_knows(words: str, remedy: str) -> None:
    (problem,) = refused(desk(team=f"region: '{words}'"))
    assert f"no rate card for {words} ({remedy}" in problem


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("channel: WhatsApp", "channel", "chat"), ("channel: Signal", "channel", "chat"), ("channel: 카톡", "channel", "chat"),
        ("channel: Instagram DM", "channel", "chat"), ("channel: phone calls", "channel", "voice"),
        ("channel: 전화상담", "channel", "voice"), ("channel: fax", "channel", "email"), ("channel: Tickets", "channel", "email"),
        ("contacts_per_month: 10 to 14k", "contacts_per_month", (10_000, 14_000)),
        ("contacts_per_month: 500 to 2k", "contacts_per_month", (500, 2000)),
        ("contacts_per_month: 10-14", "contacts_per_month", (10, 14)),
        ("contacts_per_day: 120", "contacts_per_day", (120, 120)), ("contacts_per_week: 1.2k", "contacts_per_week", (1200, 1200)),
        ("handle_minutes: 360 sec", "handle_minutes", (6, 6)), ("handle_minutes: 6 min", "handle_minutes", (6, 6)),
        ("handle_minutes: 0.1 hours", "handle_minutes", (6, 6)), ("handle_minutes: 6-8 min", "handle_minutes", (6, 8)),
        ("handle_minutes: 6분", "handle_minutes", (6, 6)), ("response_hours: 90 min", "response_hours", (1.5, 1.5)),
        ("patience_seconds: 2 minutes", "patience_seconds", (120, 120)), ("name: 2027", "name", "2027"),
    ],
)  # fmt: skip
def test_queues(line: str, path: str, value: Any) -> None:
    found = getattr(read(desk(queue=line)).team.queues[0], path)  # type: ignore[union-attr]
    assert found == value if isinstance(value, str) else (found.low, found.high) == pytest.approx(value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("contacts_per_month: 5 to 7 min", "write the number alone, in the unit that the key names"),
        ("contacts_per_day: 1000 a month", "write the number alone, for the period that the key names"),
        ("contacts_per_month: 100/day", "write the number alone, for the period that the key names"),
        ("contacts_per_month: 2M", "write the number in full, without letters"),
        ("contacts_per_month: 5 000,50", "write 5000.50, with a point"), ("contacts_per_month: 1,5k", "write 1.5k, with a point"),
        ("contacts_per_month: 1.234.567", "write 1234567 without separators"), ("contacts_per_month: 1만2천", "write 12000"),
        ("contacts_per_month: ~5000", "write 5000, or a range such as 4500 to 5500"),
        ("contacts_per_month: 12’000", "write 12000 without separators"), ("contacts_per_month: 50 %", "must be a number and not a share"),
        ("contacts_per_month: US$12", "write 12; a currency has a key of its own"), ("handle_minutes: '6:00'", "6:30 is 6.5"),
        ("contacts: 500", "did you mean contacts_per_month, contacts_per_week or contacts_per_day?"),
        ("calls_per_day: 500", "did you mean contacts_per_day?"),
        ("contacts_per_year: 500", "write contacts_per_month, contacts_per_week or contacts_per_day"),
        ("Handle-Minutes: 6", "did you mean handle_minutes?"),
    ],
)  # fmt: skip
def test_queues_that_are_asked_back(line: str, words: str) -> None:
    problems = [problem for problem in refused(desk(queue=line)) if "needs contacts_per_month" not in problem]
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("currency: Euro", "currency", "EUR"), ("currency: US dollars", "currency", "USD"), ("currency: 원", "currency", "KRW"),
        ("currency: won", "currency", "KRW"), ("currency: A$", "currency", "AUD"), ("currency: ₱", "currency", "PHP"),
        ("months: '36'", "months", 36), ("months: 36.0", "months", 36), ("months: 1.5 years", "months", 18),
        ("months: 2 years 6 months", "months", 30), ("months: three years", "months", 36), ("months: a year", "months", 12),
        ("start: 01/2027", "start", "2027-01"), ("start: 15 Jan 2027", "start", "2027-01-15"),
        ("start: 'Jan 15, 2027'", "start", "2027-01-15"), ("start: 2027년 1월", "start", "2027-01"),
        ("name: 2027", "name", "2027"), ("name:", "name", "desk"), ("", "name", "desk"),
    ],
)  # fmt: skip
def test_the_whole(line: str, key: str, value: object) -> None:
    assert getattr(read(desk(top=line)), key) == value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("currency: ¥", "a currency code of three capital letters"), ("currency: peso", "a currency code of three capital letters"),
        ("start: Jan 27", "a month like 2027-01"), ("start: 2027", "a month like 2027-01"), ("start: 2027-13", "a month like 2027-01"),
        ("customers: {timezone: New York}", ""), ("months: 130 years", "must be"),
    ],
)  # fmt: skip
def test_the_whole_that_is_asked_back(line: str, words: str) -> None:
    if words:
        (problem,) = refused(desk(top=line))
        assert words in problem


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("languages: [English, Spanish]", ("en", "es")), ("languages: en, es", ("en", "es")), ("languages: [EN-us, 한국어]", ("en", "ko")),
        ("languages: Deutsch and Français", ("de", "fr")), ("languages: [fil]", ("fil",)),
    ],
)  # fmt: skip
def test_languages(line: str, codes: tuple[str, ...]) -> None:
    assert read(desk(team=line)).team.languages == codes  # type: ignore[union-attr]


def test_languages_of_a_queue() -> None:
    queue = read(desk(queue="languages: {English: 80%, Spanish: 20%}")).team.queues[0]  # type: ignore[union-attr]
    assert list(queue.languages) == ["en", "es"]


@pytest.mark.parametrize(
    ("pricing", "model", "rate", "currency"),
    [
        ("{model: Hourly, rate: $12}", "hourly", 12, "USD"), ("{model: per-contact, rate: 3 EUR}", "per_contact", 3, "EUR"),
        ("{model: hourly, rate: €10-€14}", "hourly", (10 * 14) ** 0.5, "EUR"), ("{model: hourly, rate: US$ 12}", "hourly", 12, "USD"),
        ("{model: hourly, rate: 12 USD, currency: usd}", "hourly", 12, "USD"), ("{model: monthly, rate: 1,500 USD}", "monthly", 1500, "USD"),
        ("{model: monthly, rate: 150만원}", "monthly", 1_500_000, "KRW"), ("{model: hourly, rate: 12}", "hourly", 12, None),
    ],
)  # fmt: skip
def test_prices(pricing: str, model: str, rate: float, currency: str | None) -> None:
    text = pricing.replace("1,500 USD", "'1,500 USD'")
    found = read(desk(team=f"pricing: {text}")).team.pricing  # type: ignore[union-attr]
    assert (found.model, found.currency) == (model, currency)
    assert found.rate is not None
    assert found.rate.likely == pytest.approx(rate)


@pytest.mark.parametrize("pricing", ["{model: hourly, rate: $12, currency: EUR}", "{model: hourly, rate: $12/h}"])
def test_a_price_that_says_two_things_is_asked_back(pricing: str) -> None:
    (problem,) = refused(desk(team=f"pricing: {pricing}"))
    assert "write 12; a currency has a key of its own" in problem


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("12,000", "12000"), ("12,500", "12500"), ("1,250,000", "1250000"), ("12,000.50", "12000.50"),
        ("10,000-12,000", "10000-12000"), ("12,500: {a: 1}", "12500"),
    ],
)  # fmt: skip
def test_a_comma_in_braces_is_named_once(number: str, meant: str) -> None:
    (problem,) = refused(f"team: {{region: PH, queues: [{{channel: email, contacts_per_month: {number}, name: x}}]}}")
    assert "team.queues[0].contacts_per_month: a comma in braces ends a value" in problem
    assert f"(write {meant})" in problem


def test_numbers_that_stand_apart_in_braces_are_keys() -> None:
    (problem,) = refused("team: {region: PH, queues: [{channel: email, contacts_per_month: 12, 500: 6}]}")
    assert "a key must be text, got 500" in problem


def test_a_mistyped_command_and_a_windows_path_get_a_hint(command: Command) -> None:
    assert "did you mean the command compare?" in command("comapre", "examples/first-estimate.yaml", real=True).err
    assert "did you mean the command explain?" in command("explian", "x.yaml", real=True).err
    assert "did you mean examples/first-estimate.yaml?" in command(r"examples\first-estimate.yaml", real=True).err
    assert "write / between folders" in command(r"C:\desk\nowhere.yaml", real=True).err
    assert "did you mean the command" not in command("nowhere.yaml", real=True).err
