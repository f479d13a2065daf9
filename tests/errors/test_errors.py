"""Every bad file gets exactly the words in the .txt beside it, and exit status 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_file_is_refused_in_these_words(file: Path, command: Command, update: bool) -> None:
    result = command(file.name, cwd=HERE)
    expected = file.with_suffix(".txt")
    if update:
        expected.write_text(result.err, encoding="utf-8")
    assert result.status == 3
    assert result.out == ""
    assert result.err == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name: caf\xe9\n", "file.yaml:1:10: is not UTF-8 here (save it as UTF-8)"),
        ("name: UTF-16\n".encode("utf-16"), "file.yaml: is UTF-16 (save it as UTF-8)"),
        (b"\x7fELF\0\0", "file.yaml: is a binary file, not YAML text"),
        (b"a: " + b"[" * 100 + b"]" * 100, "is nested deeper than 40 levels"),
        (b"x" * 10_000_000, "file.yaml: is larger than 1 MB, which no scenario or card needs"),
        (b"name: \x01\n", "control character"),
    ],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, command: Command, content: bytes, words: str) -> None:
    (tmp_path / "file.yaml").write_bytes(content)
    result = command("file.yaml", cwd=tmp_path)
    assert result.status == 3
    assert words in result.err


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path, command: Command) -> None:
    text = "\ufeffname: BOM\nteam: {region: testland, queues: [{channel: email, contacts_per_month: 1}]}\n"
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")
    assert command("file.yaml", cwd=tmp_path).status == 0


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path, command: Command) -> None:
    assert command("nowhere.yaml", cwd=tmp_path).err.startswith("nowhere.yaml: no such file")
    assert command(".", cwd=tmp_path).err.startswith(".: is a folder, not a file")


def test_problems_of_several_files_come_together(command: Command) -> None:
    files = ("unknown-region.yaml", "no-demand.yaml", "empty.yaml", "unknown-region.yaml")
    result = command("validate", *files, cwd=HERE)
    assert result.status == 3
    for words in (
        "unknown-region.yaml:3",
        "no-demand.yaml:4",
        "empty.yaml: is empty",
        "unknown-region.yaml: the same problems as above",
    ):
        assert words in result.out
    assert "problems in 4 of 4 files" in result.err


def test_problems_are_data_too(tmp_path: Path, command: Command) -> None:
    output = tmp_path / "found.json"
    assert command("validate", "unknown-region.yaml", "-q", "-o", str(output), cwd=HERE).status == 3
    content = json.loads(output.read_text(encoding="utf-8"))
    (file,) = content["files"]
    assert not content["valid"]
    assert [problem["line"] for problem in file["problems"]] == [3, 4]
    assert file["problems"][1]["path"] == "team.queues[0].handle_minuts"


def test_a_folder_is_checked_file_by_file(tmp_path: Path, command: Command) -> None:
    (tmp_path / "desk.yaml").write_text((HERE / "no-demand.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "part.yaml").write_text("months: 12\n", encoding="utf-8")
    result = command("validate", ".", cwd=tmp_path)
    assert result.status == 3
    assert "desk.yaml:4" in result.out
    assert "in 1 of 1 file\n" in result.err


def test_nothing_is_written_where_something_is_wrong(tmp_path: Path, command: Command) -> None:
    output = tmp_path / "out.json"
    assert command("no-demand.yaml", "-o", str(output), cwd=HERE).status == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("months", "--set months: must be path=value"),
        ("team.queues.7.agents=1", "index 7 is out of range: the list has 1"),
        ("team.queues.agents=1", "a list takes a number here, not agents"),
        ("name.x=1", "there is nothing below a single value to set x in"),
        (
            "team.queues[0].handle_minutes=-1",
            "--set team.queues[0].handle_minutes=-1: team.queues[0].handle_minutes: must be above 0",
        ),
        ("months=[", "--set months=[: "),
        ("team.nonsense=1", "--set team.nonsense=1: team.nonsense: unknown key"),
    ],
)
def test_a_bad_override_is_named(tmp_path: Path, command: Command, setting: str, words: str) -> None:
    text = "name: Set\nteam: {region: testland, queues: [{channel: email, contacts_per_month: 1}]}\n"
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")
    result = command("file.yaml", "--set", setting, cwd=tmp_path)
    assert result.status == 3
    assert words in result.err
