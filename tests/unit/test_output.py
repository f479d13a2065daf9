"""Where a result is written: a file is replaced whole, a link is followed, and what is no regular file stays what it is."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from estimate.cli.output import write
from estimate.ground.errors import UsageError
from tests.conftest import ROOT


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_text("old", encoding="utf-8")
    before = file.stat().st_ino
    write("new", file)
    assert file.read_text(encoding="utf-8") == "new"
    assert file.stat().st_ino != before
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link, chain = tmp_path / "there" / "result.json", tmp_path / "latest.json", tmp_path / "newest.json"
    link.symlink_to(Path("there") / "result.json")
    chain.symlink_to("latest.json")
    for path, text in ((link, "first"), (chain, "second")):  # the first writes through a link that leads nowhere yet
        write(text, path)
        assert target.read_text(encoding="utf-8") == text
        assert not target.is_symlink()
    assert link.is_symlink()
    assert chain.is_symlink()


def test_a_named_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("pipe")
    for path in (pipe, link):
        read: list[str] = []
        reader = threading.Thread(target=lambda into=read: into.append(pipe.read_text(encoding="utf-8")))
        reader.start()
        write("through the pipe", path)
        reader.join(10)
        assert read == ["through the pipe"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_a_socket_cannot_be_opened_and_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        with pytest.raises(UsageError, match="cannot write socket"):
            write("text", Path("socket"))
        assert stat.S_ISSOCK(Path("socket").stat().st_mode)


def test_a_folder_and_a_folder_that_is_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"it is a folder \(give a file in it\)"):
        write("text", tmp_path)
    with pytest.raises(UsageError, match="No such file or directory"):
        write("text", tmp_path / "missing" / "result.json")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match="cannot write"):
        write("text", tmp_path / "loop")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no /dev/fd")
def test_a_file_that_is_open_already_is_added_to(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text("before ", encoding="utf-8")
    with file.open("a", encoding="utf-8") as opened:
        write("after", Path(f"/dev/fd/{opened.fileno()}"))
    assert file.read_text(encoding="utf-8") == "before after"


SCRIPT = """
import sys
from pathlib import Path
from estimate.cli.output import write
write("written", Path(sys.argv[1]))
"""


def run(path: str, stdout: int | IO[str] = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", SCRIPT, path], cwd=ROOT, text=True, check=True, stdout=stdout)


def identity(name: str) -> tuple[int, int, int]:
    found = os.lstat(name)
    return found.st_ino, found.st_mode, found.st_rdev


@pytest.mark.skipif(not Path("/dev/stdout").is_symlink(), reason="this system has no /dev/stdout that is a link")
def test_standard_output_stays_what_it_is(tmp_path: Path) -> None:
    before = identity("/dev/stdout")
    assert run("/dev/stdout").stdout == "written"
    log = tmp_path / "log"
    log.write_text("before ", encoding="utf-8")
    with log.open("a", encoding="utf-8") as opened:
        run("/dev/stdout", stdout=opened)
    assert log.read_text(encoding="utf-8") == "before written"
    assert identity("/dev/stdout") == before


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="this system's null device is none")
def test_a_device_stays_a_device() -> None:
    before = identity(os.devnull)
    assert run(os.devnull).stdout == ""
    assert identity(os.devnull) == before
