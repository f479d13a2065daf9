"""A forecast by month in a CSV file, and what is said of one that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from estimate.schema.listed import Listed, contacts_by_month
from tests.conftest import Command

SCENARIO = """\
name: Forecast
start: 2027-01
months: 3
team:
  region: testland
  pricing: {{model: per_contact, rate: 1, includes: [everything_else]}}
  queues: [{{channel: email, contacts_per_month: {{file: {file}{column}}}}}]
"""
THREE = "month,calls\n2027-01,100\n2027-02,200\n2027-03,400\n"


def total(command: Command, folder: Path, csv: str | bytes, column: str = "", file: str = "forecast.csv") -> float:
    """The total of a scenario of a dollar a contact over the forecast."""
    written(folder, csv, column, file)
    result = command("scenario.yaml", "--format", "json", "--no-range", cwd=folder)
    assert result.status == 0, result.err
    lines = json.loads(result.out)["lines"]
    return sum(float(line["amount"]) for line in lines if line["id"] == "labor.agents")


def refusal(command: Command, folder: Path, csv: str | bytes, column: str = "", file: str = "forecast.csv") -> str:
    written(folder, csv, column, file)
    result = command("scenario.yaml", cwd=folder)
    assert (result.status, result.out) == (3, "")
    return result.err


def written(folder: Path, csv: str | bytes, column: str, file: str) -> None:
    (folder / "forecast.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    text = SCENARIO.format(file=file, column=f", column: {column}" if column else "")
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")


def test_a_file_of_two_columns_needs_no_name_of_one(tmp_path: Path, command: Command) -> None:
    assert total(command, tmp_path, THREE) == 700


@pytest.mark.parametrize(
    "csv",
    [
        THREE.encode("utf-8-sig"),
        THREE.replace(",", ";"),
        THREE.replace(",", "\t"),
        THREE.replace("\n", "\r\n"),
        THREE + "\n\n",
        'month,calls\n2027-01,"100"\n2027-02,0.2k\n2027-03,400.0\n',
        "month,calls\n2027-03,400\n2027-01,100\n2027-02,200\n",
        "month,calls\n2026-12,999\n2027-01,100\n2027-02,200\n2027-03,400\n2027-04,999\n",
    ],
    ids=["mark", "semicolons", "tabs", "windows", "empty lines", "numbers", "any order", "months around"],
)
def test_files_as_spreadsheets_write_them(tmp_path: Path, command: Command, csv: str | bytes) -> None:
    assert total(command, tmp_path, csv) == 700


def test_a_column_is_chosen_by_name(tmp_path: Path, command: Command) -> None:
    csv = "month,calls,mails\n2027-01,1,100\n2027-02,2,200\n2027-03,3,400\n"
    assert total(command, tmp_path, csv, "mails") == 700


def test_the_file_stands_beside_the_file_that_names_it(tmp_path: Path, command: Command) -> None:
    base = tmp_path / "bases"
    base.mkdir()
    written(base, THREE, "", "forecast.csv")
    (tmp_path / "top.yaml").write_text("extends: bases/scenario.yaml\nname: Top\n", encoding="utf-8")
    result = command("top.yaml", "--format", "json", "--no-range", cwd=tmp_path)
    assert result.status == 0, result.err


@pytest.mark.parametrize(
    ("csv", "words"),
    [
        ("month,calls\n2027-02,200\n", "forecast.csv: has no 2027-01, the first month of the scenario"),
        ("month,calls\n2027-01,1\n2027-03,3\n", "forecast.csv: has no 2027-02, but goes on with 2027-03"),
        ("month,calls\n2027-01,1\n2027-01,2\n", "forecast.csv:3:1: 2027-01 is given twice; the first stands in line 2"),
        ("month,calls\n2027-01,many\n", "forecast.csv:2:1: 2027-01 has 'many' where a number of 0 or more must stand"),
        ("month,calls\n2027-01,-4\n", "forecast.csv:2:1: 2027-01 has '-4' where a number of 0 or more must stand"),
        ("month,calls\n2027-01\n", "forecast.csv:2:1: 2027-01 has '' where a number of 0 or more must stand"),
        ("month,calls\nJanuary,5\n", "forecast.csv:2:1: must begin with a month like 2027-01, got 'January'"),
        ("month,calls\n", "forecast.csv: holds no months"),
        ("", "forecast.csv: holds no months"),
        (b"month,calls\n2027-01,\xe9\n", "forecast.csv: is not UTF-8 text"),
        ("month,calls,mails\n2027-01,1,2\n", "forecast.csv has calls, mails (give column)"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(tmp_path: Path, command: Command, csv: str | bytes, words: str) -> None:
    assert words in refusal(command, tmp_path, csv)


def test_a_column_that_is_not_there(tmp_path: Path, command: Command) -> None:
    assert "has no such column (did you mean calls?)" in refusal(command, tmp_path, THREE, "call")


def test_a_file_that_is_not_there_or_outside(tmp_path: Path, command: Command) -> None:
    assert "no such file: forcast.csv (did you mean forecast.csv?)" in refusal(
        command, tmp_path, THREE, "", "forcast.csv"
    )
    assert "../f.csv is outside the folder of this file" in refusal(command, tmp_path, THREE, "", "../f.csv")


def test_a_list_keeps_its_numbers_when_it_is_scaled() -> None:
    listed = contacts_by_month({"by_month": [10, 30], "times": "0.5 to 2"})
    assert isinstance(listed, Listed)
    assert (listed.low, listed.likely, listed.high) == pytest.approx((10, 20, 40))
    assert listed.scaled(0.5).numbers == pytest.approx((5, 15))
