"""Sharing rows out changes nothing but the time it takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from estimate.answers import processors
from estimate.answers.processors import CHUNK, results, shared_out

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="helpers are forked on Linux only"),
    # Whoever runs the tests side by side has threads; `results` would not fork there, these tests do.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
ROWS = [(float(i), i / 3) for i in range(20 * CHUNK + 7)]


def function(row: Sequence[float]) -> tuple[float, float, float]:
    return row[0] * 2, row[1], row[0] + row[1]


def open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


@pytest.mark.parametrize("count", [2, 3, 5])
def test_answers_come_in_order(count: int) -> None:
    assert [*map(tuple, shared_out(function, ROWS, 3, count))] == [*map(function, ROWS)]


def test_few_rows_are_not_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processors, "processors", lambda: 8)
    monkeypatch.setattr(processors, "shared_out", lambda *_: pytest.fail("forked for a few rows"))
    assert [*results(function, ROWS[: processors.WORTH - 1], 3)] == [*map(function, ROWS[: processors.WORTH - 1])]


def test_what_a_helper_fails_to_answer_is_computed_here() -> None:
    parent = os.getpid()

    def failing(row: Sequence[float]) -> tuple[float, float, float]:
        if os.getpid() != parent and row[0] > 2.5 * CHUNK:
            raise MemoryError
        return function(row)

    assert [*map(tuple, shared_out(failing, ROWS, 3, 3))] == [*map(function, ROWS)]


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    before = open_files()
    assert [*map(tuple, shared_out(function, ROWS, 3, 3))] == [*map(function, ROWS)]
    assert open_files() == before


def test_stopping_early_leaves_nothing_behind() -> None:
    before = open_files()
    answers = shared_out(function, ROWS, 3, 4)
    next(answers)
    answers.close()
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
