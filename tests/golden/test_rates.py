"""What `estimate rates …` prints, kept: one file for each call. `pytest tests/golden --update` writes them again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Command

HERE = Path(__file__).parent

# On the round-number cards, so that real prices can move without moving these.
CALLS: dict[str, tuple[list[str], int]] = {
    "rates-list-80": (["list"], 80),
    "rates-list-200": (["list", "--sort", "likely"], 200),
    "rates-list-json": (["list", "--region", "testland", "--format", "json"], 80),
    "rates-list-csv": (["list", "--unit", "logged_in_hour", "--format", "csv"], 80),
    "rates-list-map": (["list", "--map"], 80),
    "rates-list-map-csv": (["list", "--map", "--region", "testland", "--format", "csv"], 80),
    "rates-show-80": (["show", "testland"], 80),
    "rates-show-voice-120": (["show", "Testland", "voice"], 120),
    "rates-show-json": (["show", "testland", "--format", "json"], 80),
    "rates-list-markdown": (["list", "--format", "markdown"], 80),
    "rates-list-map-markdown": (["list", "--map", "--format", "markdown"], 80),
    "rates-show-markdown": (["show", "testland", "--format", "markdown"], 80),
    "rates-show-csv": (["show", "testland", "--format", "csv"], 80),
    "rates-fx-80": (["fx"], 80),
    "rates-fx-markdown": (["fx", "EUR", "--format", "markdown"], 80),
    "rates-check-markdown": (["check", "-q", "--format", "markdown"], 80),
    "rates-check-json": (["check", "-q", "--format", "json"], 80),
    "rates-new": (["new", "vendor-x", "--from", "testland"], 80),
    "rates-help": (["--help"], 80),
    **{f"rates-help-{name}": ([name, "--help"], 80) for name in ("list", "show", "fx", "check", "new")},
}


@pytest.mark.parametrize("name", CALLS)
def test_the_command_prints_this(name: str, command: Command, update: bool) -> None:
    arguments, columns = CALLS[name]
    result = command("rates", *arguments, columns=columns)
    assert (result.status, result.err) == (0, "")
    kept(name, result.out, update)


def test_the_findings_of_a_folder(command: Command, update: bool) -> None:
    result = command("rates", "check")
    assert result.status == 0
    kept("rates-check", result.out + result.err, update)


def kept(name: str, text: str, update: bool) -> None:
    file = HERE / f"{name}.txt"
    if update:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [80, 100, 200])
@pytest.mark.parametrize("arguments", [["list"], ["list", "--map"], ["show", "colombia"], ["show", "germany"]])
def test_no_line_of_the_real_cards_is_wider_than_the_terminal(
    arguments: list[str], columns: int, command: Command
) -> None:
    from rich.cells import cell_len

    for line in command("rates", *arguments, columns=columns, real=True).out.splitlines():
        assert cell_len(line) <= columns or "https://" in line or "http://" in line, line


def test_csv_and_json_hold_the_same_rows(command: Command) -> None:
    found = json.loads(command("rates", "list", "--format", "json", real=True).out)["prices"]
    rows = list(csv.DictReader(io.StringIO(command("rates", "list", "--format", "csv", real=True).out)))
    assert [(row["region"], row["support_type"], float(row["likely"])) for row in rows] == [
        (price["region"], price["support_type"], price["likely"]) for price in found
    ]
    assert len(found) > 50


def test_filters_and_order(command: Command) -> None:
    def listed(*options: str) -> list[dict[str, object]]:
        found = json.loads(command("rates", "list", "--format", "json", *options, real=True).out)["prices"]
        assert isinstance(found, list)
        return found

    assert {price["area"] for price in listed("--area", "latin-america")} == {"latin_america"}
    assert {price["basis"] for price in listed("--basis", "modeled")} == {"modeled"}
    assert {price["support_type"] for price in listed("--type", "back_office")} == {"back_office"}
    assert {price["unit"] for price in listed("--unit", "EUR/contact")} == {"EUR/contact"}
    ages = [price["age_months"] for price in listed("--sort", "age")]
    assert ages == sorted(ages)  # type: ignore[type-var]
    dollars = [price["likely"] for price in listed("--sort", "likely", "--unit", "USD/logged_in_hour")]
    assert dollars == sorted(dollars)  # type: ignore[type-var]
    grades = [price["grade"] or "Z" for price in listed("--sort", "grade")]
    assert grades == sorted(grades)  # type: ignore[type-var]


def test_the_map_counts_what_it_shows(command: Command) -> None:
    found = json.loads(command("rates", "list", "--map", "--format", "json", real=True).out)
    assert len(found["regions"]) == 64
    for kind, counted in found["counts"].items():
        cells = [one["cells"][kind] for one in found["regions"]]
        assert sum(counted.values()) == 64
        assert counted["none"] == cells.count(None)
        assert counted["derived_prices"] == sum(bool(cell and cell["derived_prices"]) for cell in cells)
    listed = json.loads(command("rates", "list", "--format", "json", real=True).out)["prices"]
    sold = {
        price["region"] for price in listed if (price["support_type"], price["model"] != "in_house") == ("voice", True)
    }
    assert {one["region"] for one in found["regions"] if one["cells"]["voice"]} == sold


def test_the_map_is_ascii_and_narrowed_like_the_list(command: Command) -> None:
    whole = command("rates", "list", "--map", real=True)
    assert whole.out.isascii()
    rows = list(
        csv.reader(command("rates", "list", "--map", "-f", "csv", "--basis", "quoted", real=True).out.splitlines())
    )
    assert {row[4] for row in rows[1:]} == {"quoted", "none"}
    area = command("rates", "list", "--map", "--area", "oceania", "--type", "voice", real=True).out
    assert ("australia" in area, "germany" in area, "2 regions" in area) == (True, False, True)
    assert command("rates", "list", "--map", "--basis", "assumed", real=True).out == "No region fits.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--map", "--unit", "contact"], "--unit does not go with --map"),
        (["list", "--map", "--sort", "age"], "--sort does not go with --map"),
        (["list", "--map", "--type", "voise"], "no type voise (did you mean voice?)"),
        (["list", "--region", "testlan"], "no region testlan (did you mean testland?)"),
        (["list", "--type", "voise"], "no type voise (did you mean voice?)"),
        (["list", "--format", "xml"], "unknown format xml (one of table, json, csv, markdown)"),
        (["list", "--sort", "price"], "no sort price (one of region, expected, likely, age, grade)"),
        (["list", "--unit", "contakt"], "no unit contakt"),
        (["show", "tesland"], "no region tesland (did you mean testland?)"),
        (["show", "testland", "voce"], "no type voce (did you mean voice?)"),
        (["show", "../fx"], "no region ../fx"),
        (["new", "vendor-x", "--from", "tesland"], "no region tesland (did you mean testland?)"),
        (["check", "nowhere"], "nowhere is not a folder"),
    ],
)
def test_wrong_usage_names_the_nearest(arguments: list[str], words: str, command: Command) -> None:
    result = command("rates", *arguments)
    assert (result.status, result.out) == (2, "")
    assert words in result.err


def test_a_wrong_date_is_invalid_input(command: Command) -> None:
    result = command("rates", "list", "--as-of", "soon")
    assert (result.status, result.out) == (3, "")
    assert "must be a date like 2026-11-01" in result.err


def test_strict_is_a_gate(command: Command, tmp_path: Path) -> None:
    assert command("rates", "check", "--strict").status == 5  # testland's vendor bills less than its wages
    empty = command("rates", "check", str(tmp_path), "--strict")
    assert (empty.status, empty.out) == (
        5,
        f"{tmp_path}: error: holds no rate card (expected *.yaml or regions/*.yaml)\n",
    )


def test_a_new_card_passes_validate_and_is_not_overwritten(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "vendor-x.yaml"
    assert command("rates", "new", "vendor-x", "--from", "colombia", "-o", str(file), real=True).status == 0
    text = file.read_text(encoding="utf-8")
    assert command("validate", str(file), real=True).status == 0
    again = command("rates", "new", "vendor-x", "--from", "colombia", "-o", str(file), real=True)
    assert again.status == 2
    assert "exists and is not overwritten" in again.err
    assert file.read_text(encoding="utf-8") == text
    listed = command("rates", "list", "--rates", str(tmp_path), "--region", "vendor-x", "--format", "json", real=True)
    assert {price["region"] for price in json.loads(listed.out)["prices"]} == {"vendor_x"}
    scenario = tmp_path / "desk.yaml"
    scenario.write_text(
        "name: Desk\nteam: {region: vendor_x, queues: [{channel: email, contacts_per_month: 5000}]}\n", encoding="utf-8"
    )
    assert command(str(scenario), "--rates", str(tmp_path), real=True).status == 0
