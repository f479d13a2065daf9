"""Usual command lines are read without Typer: they mean what Typer makes of them, and everything else is left to it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from estimate.cli import estimate, run_estimate
from estimate.cli.app import run
from estimate.cli.usual import FLAGS, WORDS, options_of, usual
from tests.conftest import ROOT

FIRST = "examples/first-estimate.yaml"
SAMPLE = {"form": "json", "output": "a.json", "currency": "EUR", "as_of": "2026-11-01", "at": "low", "by": "year"}


@pytest.mark.parametrize(
    "words",
    [
        (FIRST,),
        ("-",),
        (FIRST, "b.yaml", "--no-range"),
        *((FIRST, name) for name in FLAGS),
        *((name, SAMPLE[parameter], FIRST) for name, (parameter, _) in WORDS.items()),
    ],
)
def test_a_plain_line_means_what_typer_makes_of_it(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, Any]] = []

    def noted(scenarios: list[Any], **options: Any) -> int:
        made.append({"scenarios": scenarios, **options})
        return 0

    defaults = dict(run_estimate.run_estimate.__kwdefaults__ or {})
    monkeypatch.setattr(estimate, "run_estimate", noted)
    assert run(["estimate", *words]) == 0
    plain = options_of(words)
    assert plain is not None
    options = {**made[0], "settings": tuple(made[0]["settings"]), "rates": tuple(made[0]["rates"])}
    assert {**defaults, **plain} == options


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("",),
        (FIRST, "--nonsense"),
        (FIRST, "--format"),
        (FIRST, "--format", "--full"),
        (FIRST, "--format=json"),
        (FIRST, "--format", "json", "-f", "csv"),
        (FIRST, "--no-range", "--no-range"),
        ("--", FIRST),
        (FIRST, "--help"),
        (FIRST, "--draws", "100"),
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: tuple[str, ...]) -> None:
    assert options_of(words) is None


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["-h"], ["completion", "bash"], ["completion", "zsh"]])
def test_short_answers_are_those_of_typer(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    plain = usual(words)
    assert plain is not None
    assert plain() == 0
    shown = capsys.readouterr().out
    assert run(words) == 0
    assert capsys.readouterr().out == shown


def test_a_shell_that_asks_what_comes_next_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ESTIMATE_COMPLETE", "complete_bash")
    assert usual(["--help"]) is None


@pytest.mark.parametrize("words", [["--version"], ["--help"], [FIRST, "--no-range"], [FIRST, "--format", "json"]])
def test_typer_is_not_imported(words: list[str]) -> None:
    code = f"import sys\nfrom estimate.cli.main import main\ntry: main({words!r})\nexcept SystemExit: pass\nassert 'typer' not in sys.modules"
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables, check=True, capture_output=True)
