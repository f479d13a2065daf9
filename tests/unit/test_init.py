"""`estimate init`: natural answers are read, every question can be skipped, what is written runs, and nothing is overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from estimate.cards.catalog import Catalog
from estimate.cli.init.answers import (
    channels_in,
    cost_in,
    count_in,
    languages_in,
    parts_of,
    places_in,
    yes_in,
    zone_in,
)
from estimate.ground.errors import UsageError
from tests.conftest import ROOT, Command

REAL = Catalog()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("email and chat", ["email", "chat"]), ("email, chat; phone", ["email", "chat", "phone"]),
        ("2,500 emails and 800 chats", ["2,500 emails", "800 chats"]), ("2,500 emails, 800 chats", ["2,500 emails", "800 chats"]),
        ("12k mail + 1,200 calls", ["12k mail", "1,200 calls"]),
    ],
)  # fmt: skip
def test_lists_in_words(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2,500 emails and 800 chats a month", [("email", 2500), ("chat", 800)]), ("email and chat", [("email", None), ("chat", None)]),
        ("12k mail, phone", [("email", 12_000), ("voice", None)]), ("500 whatsapp", [("chat", 500)]), ("전화", [("voice", None)]),
    ],
)  # fmt: skip
def test_what_comes_in(text: str, found: list[tuple[str, float | None]]) -> None:
    assert channels_in(text, REAL) == found


def test_other_answers() -> None:
    assert languages_in("English, Español and 한국어", REAL) == ["en", "es", "ko"]
    assert zone_in("Germany", REAL) == "Europe/Berlin"
    assert zone_in("Asia/Tokyo", REAL) == "Asia/Tokyo"
    assert places_in("the cheapest three", ["colombia"], REAL) == ["cheapest"]
    assert places_in("nearshore", ["colombia"], REAL) == ["nearshore"]
    assert places_in("Bogotá, Manila", ["colombia", "philippines"], REAL) == ["colombia", "philippines"]
    assert (cost_in("€27,000"), count_in("2.5k"), yes_in("Yes"), yes_in("n")) == ("€27,000", 2500, True, False)


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (lambda: channels_in("2.500 emails", REAL), "2.500 is 2.5 (write 2500 if thousands are meant)"),
        (lambda: channels_in("pigeons", REAL), "pigeons is not known"),
        (lambda: channels_in("email and mail", REAL), "email is named twice"),
        (lambda: languages_in("Klingon", REAL), "Klingon is not a language"),
        (lambda: zone_in("Atlantis", REAL), "unknown time zone 'Atlantis'"),
        (lambda: places_in("Philipines", ["philippines"], REAL), "did you mean philippines?"),
        (lambda: cost_in("a lot"), "must be an amount, got a lot"),
        (lambda: yes_in("maybe"), "must be yes or no"),
    ],
)  # fmt: skip
def test_answers_that_nobody_can_read_are_asked_again(read: object, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        read()  # type: ignore[operator]
    assert words in str(refused.value)


def at_a_terminal(folder: Path, answers: list[str], *arguments: str) -> tuple[int, str, list[str]]:
    """The command at a pseudo-terminal: each question gets the next answer, then Enter."""
    import pty
    import select

    terminal, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "estimate.cli.main", "init", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}, stdin=other, stdout=other, stderr=other,
    )  # fmt: skip
    os.close(other)
    shown, left = "", list(answers)
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        try:
            data = os.read(terminal, 4096).decode(errors="replace") if ready else ""
        except OSError:  # Linux says so when the other side has gone
            data = ""
        if not data:
            break
        shown += data
        if shown.endswith("] "):
            os.write(terminal, f"{left.pop(0) if left else ''}\n".encode())
    os.close(terminal)
    return process.wait(timeout=60), shown, left


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_all_answers_end_in_a_verdict(tmp_path: Path) -> None:
    answers = [
        "2,500 emails and 800 chats a month", "4", "27,000", "United States", "English", "mon-fri 9-5", "yes", "Philipines",
        "Philippines and Bogotá",
    ]  # fmt: skip
    status, shown, left = at_a_terminal(tmp_path, answers, "support.yaml")
    assert (status, left) == (0, []), shown
    assert "Philipines is not known (did you mean philippines?)" in shown
    assert "of 100 cases" in shown
    assert "Next: estimate compare support-today.yaml support.yaml support-colombia.yaml" in shown
    read = {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()}
    assert set(read) == {"support.yaml", "support-colombia.yaml", "support-today.yaml"}
    desk, today = read["support.yaml"]["team"], read["support-today.yaml"]
    assert (desk["region"], desk["hours"], desk["blend"]) == ("philippines", "mon-fri 9-5", True)
    assert [queue["contacts_per_month"] for queue in desk["queues"]] == [2500, 800]
    assert read["support-colombia.yaml"]["extends"] == "support.yaml"
    assert (today["only_given"], today["team"]["region"], today["team"]["pricing"]["rate"]) == (
        True,
        "united_states",
        6750,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_every_question_can_be_skipped(tmp_path: Path) -> None:
    status, shown, _ = at_a_terminal(tmp_path, [])
    assert status == 0, shown
    assert shown.count("] ") >= 7
    assert "[1,000, as an example]" in shown
    first = tmp_path / "desk.yaml"
    assert "contacts_per_month: 1000   # an example: write yours" in first.read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 3
    assert "Next: estimate compare desk.yaml" in shown


def test_the_same_by_options(command: Command, tmp_path: Path) -> None:
    file = str(tmp_path / "desk.yaml")
    options = (
        "--channel",
        "email",
        "--contacts",
        "3,300",
        "--people",
        "4",
        "--cost",
        "27,000 USD",
        "--customers",
        "US",
    )
    result = command("init", file, *options, "--region", "Manila", "--region", "colombia", "--hours", "24/7", real=True)
    assert result.status == 0, result.err
    assert "Today" in result.out
    assert {one.name for one in tmp_path.iterdir()} == {"desk.yaml", "desk-colombia.yaml", "desk-today.yaml"}
    total = command(str(tmp_path / "desk-today.yaml"), "--no-range", "-f", "csv", real=True).out
    assert "972000" in total  # 27,000 a month for 36 months, and nothing from the cards


def test_people_stand_for_a_volume_that_nobody_knows(command: Command) -> None:
    text = command("init", "--channel", "email", "--people", "4", "--region", "PH", real=True).out
    read = yaml.safe_load(text)
    assert (read["today"], read["team"]["queues"]) == ({"people": 4}, [{"channel": "email"}])


def test_what_today_costs_is_held_against_the_options_in_the_customers_currency(
    command: Command, tmp_path: Path
) -> None:
    options = (
        "--channel",
        "email",
        "--contacts",
        "2000",
        "--cost",
        "20000",
        "--customers",
        "Germany",
        "--region",
        "PH",
    )
    text = command("init", *options, real=True).out
    assert yaml.safe_load(text)["today"] == {"cost_per_month": 20000, "currency": "EUR"}
    file = tmp_path / "desk.yaml"
    assert command("init", str(file), *options, "--people", "3", real=True).status == 0
    assert "Should you?" in command(str(file), "--no-range", real=True).out
    # The people of today are not held against themselves, but what a contact takes is the same for them.
    today = command(str(tmp_path / "desk-today.yaml"), "--no-range", "-f", "json", real=True).out
    assert json.loads(today)["should_we"] is None
    minutes = command("explain", str(tmp_path / "desk-today.yaml"), "handle_minutes", real=True).out
    assert "3 people" in minutes


def test_a_desk_may_begin_with_cards_of_ones_own(command: Command, tmp_path: Path) -> None:
    (tmp_path / "cards" / "regions").mkdir(parents=True)
    card = (ROOT / "tests" / "cases" / "cards" / "regions" / "testland.yaml").read_text(encoding="utf-8")
    sources = (ROOT / "tests" / "cases" / "cards" / "sources.yaml").read_text(encoding="utf-8")
    (tmp_path / "cards" / "regions" / "testland.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "cards" / "sources.yaml").write_text(sources, encoding="utf-8")
    options = ("--channel", "email", "--contacts", "500", "--region", "testland", "--rates", str(tmp_path / "cards"))
    result = command("init", str(tmp_path / "desk.yaml"), *options, real=True)
    assert result.status == 0, result.err
    assert f"estimate {tmp_path / 'desk.yaml'} --rates {tmp_path / 'cards'}" in result.err


def test_nearshore_is_near_to_the_customers(command: Command, tmp_path: Path) -> None:
    options = ("--channel", "email", "--contacts", "500", "--region", "nearshore")
    refused = command("init", str(tmp_path / "desk.yaml"), *options, real=True)
    assert (refused.status, list(tmp_path.iterdir())) == (2, [])
    assert "needs where they are (--customers)" in refused.err


def test_nothing_is_overwritten_nor_half_written(command: Command, tmp_path: Path) -> None:
    (tmp_path / "desk-colombia.yaml").write_text("mine", encoding="utf-8")
    options = ("--channel", "email", "--contacts", "500", "--region", "PH", "--region", "CO")
    result = command("init", str(tmp_path / "desk.yaml"), *options, real=True)
    assert result.status == 2
    assert "desk-colombia.yaml exists and is not overwritten" in result.err
    assert [one.name for one in tmp_path.iterdir()] == ["desk-colombia.yaml"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--cost", "much", "--channel", "email", "--contacts", "1"), "must be an amount"),
        (("--channel", "email", "--contacts", "many"), "must be a number, got many"),
        (("--region", "PH", "--channel", "email", "--contacts", "1", "--hours", "9-5"), "name no days"),
    ],
)
def test_options_that_nobody_can_read_are_refused(command: Command, options: tuple[str, ...], words: str) -> None:
    result = command("init", *options, real=True)
    assert result.status == 2
    assert words in result.err
