"""Every trap of YAML gets exactly the words in the .expected beside its file; what no file can hold is made here."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from typing import cast

import pytest
import yaml

from estimate.files import input_file as document
from estimate.files import yaml_reader as yaml_file
from estimate.files.open import LARGEST_FILE, parse_bytes, read, read_stdin
from estimate.files.yaml_reader import MOST_PROBLEMS, parse
from estimate.ground.errors import InvalidInput, Problem

HERE = Path(__file__).parent / "yaml"
FILES = sorted(HERE.glob("*.yaml"))
# PyYAML's own parser stands in where libyaml is missing. It differs in the column of a bad escape alone.
DIFFERS_IN_PURE_PYTHON = {"backslash"}


def refused(content: bytes, source: str = "file.yaml") -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as caught:
        parse_bytes(content, source)
    return caught.value.problems


def only(content: bytes) -> str:
    (problem,) = refused(content)
    return str(problem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_trap_is_closed_in_these_words(file: Path, update: bool) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(file, source=file.name)
    expected = file.with_suffix(".expected")
    said = f"{caught.value}\n"
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_without_libyaml_the_words_are_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(yaml_file, "LOADER", yaml.SafeLoader)
    with pytest.raises(InvalidInput) as caught:
        read(file, source=file.name)
    if file.stem not in DIFFERS_IN_PURE_PYTHON:
        assert f"{caught.value}\n" == file.with_suffix(".expected").read_text(encoding="utf-8")


def test_problems_come_in_the_order_of_the_file() -> None:
    for file in FILES:
        with pytest.raises(InvalidInput) as caught:
            read(file)
        places = [(p.place.line, p.place.column) if p.place else (0, 0) for p in caught.value.problems]
        assert places == sorted(places)


def test_a_byte_that_is_not_utf_8_is_found_in_its_column() -> None:
    said = only("# é\r\nname: 日本 caf".encode() + b"\xe9 au lait\r\n")
    assert said.splitlines()[0] == "file.yaml:2:13: is not UTF-8 here (save it as UTF-8)"
    assert said.splitlines()[1] == "  2 | name: 日本 caf\ufffd au lait"


def test_a_byte_order_mark_moves_no_column() -> None:
    marked, plain = only(b"\xef\xbb\xbfname: caf\xe9\n"), only(b"name: caf\xe9\n")
    assert marked == plain
    assert only(b"\xef\xbb\xbfa: 1\na: 2\n") == only(b"a: 1\na: 2\n")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [(e, e[:6].upper()) for e in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")],
)
def test_wide_encodings_are_named_with_and_without_a_mark(encoding: str, name: str) -> None:
    assert only("name: Manila\n".encode(encoding)) == f"file.yaml: is {name} (save it as UTF-8)"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + b"sheet", b"%PDF-1.7\n", b"\x7fELF\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 9],
    ids=["spreadsheet", "pdf", "program", "picture", "anything"],
)
def test_a_binary_file_is_called_one(content: bytes) -> None:
    assert only(content) == "file.yaml: is a binary file, not YAML text (name a text file)"


def test_lone_halves_of_a_character_are_refused_in_text() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse("name: x\ud800\n", "file.yaml")
    assert str(caught.value).startswith("file.yaml:1:8: the character U+D800 is not allowed here (remove it)")


def test_old_line_ends_count_as_lines() -> None:
    (problem,) = refused(b"a: 1\rb: 2\r\na: 3\n")
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.excerpt) == (3, 1, "a: 3")


def test_problems_without_end_stop_after_a_hundred() -> None:
    problems = refused(b"a: 1\n" * 5_000)
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].message == "reading ends here, after 100 problems (mend those first)"


def test_a_missing_file_names_its_neighbor(tmp_path: Path) -> None:
    (tmp_path / "manila.yaml").write_text("name: Manila\n", encoding="utf-8")
    for name, words in (
        ("manlia.yaml", "did you mean manila.yaml?"),
        ("x", "check the name"),
        ("a\0b", "check the name"),
    ):
        with pytest.raises(InvalidInput) as caught:
            read(tmp_path / name, source="given")
        assert str(caught.value) == f"given: no such file ({words})"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, source="folder")
    assert str(caught.value) == "folder: is a folder, not a file (name a file in it)"


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path / "file" / "inner.yaml", source="inner.yaml")
    assert str(caught.value).startswith("inner.yaml: cannot be read: ")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="who may do everything may read everything")
def test_a_file_without_permission_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "locked.yaml"
    file.write_text("name: x\n", encoding="utf-8")
    file.chmod(0)
    with pytest.raises(InvalidInput) as caught:
        read(file, source="locked.yaml")
    assert str(caught.value) == "locked.yaml: cannot be read: Permission denied (check the file)"


def test_permission_is_asked_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path / "locked.yaml", source="locked.yaml")
    assert str(caught.value) == "locked.yaml: cannot be read: Permission denied (check the file)"


def test_a_broken_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(InvalidInput) as caught:
        read_stdin(Broken())
    assert str(caught.value) == "<stdin>: cannot be read: Is a directory (name a file)"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.truncate(10_000_000_000)  # sparse: reading it whole would take minutes
    start = time.perf_counter()
    with pytest.raises(InvalidInput) as caught:
        read(file, source="large.yaml")
    assert time.perf_counter() - start < 1
    assert str(caught.value).startswith("large.yaml: is larger than 1 MB")


class Counting(io.BytesIO):
    asked = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.asked = cast("int", size)
        return super().read(size)


def test_standard_input_is_read_no_further_than_the_limit() -> None:
    stream = Counting(b"x" * 3_000_000)
    with pytest.raises(InvalidInput):
        read_stdin(stream)
    assert stream.asked == LARGEST_FILE + 1


@pytest.mark.parametrize("unit", ["[", "{a: ", "? ", "- ", "a: 1\n", "- .nan\n", "- &a 1\n", "- *a\n", "\u2028", '"'])
def test_a_hostile_file_is_refused_at_once(unit: str) -> None:
    start = time.perf_counter()
    assert refused((unit * (900_000 // len(unit.encode()))).encode())
    assert time.perf_counter() - start < 2
