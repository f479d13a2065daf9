"""What shells are offered, also for the short form that leaves the command out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from estimate.cli import completing
from estimate.schema.queue import CHANNELS
from tests.conftest import ROOT, Command


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("estimate examples/first-estimate.yaml --fu", "--full"),
        ("estimate compare a.yaml --format ma", "markdown"),
        ("estimate rates show phil", "philippines"),
        ("estimate init --channel vo", "voice"),
        ("estimate explain a.yaml labor.ag", "labor.agents"),
        ("estimate glossary occ", "occupancy"),
        ("estimate examples/first-estimate.yaml --set team.queues.0.handle_m", "team.queues.0.handle_minutes="),
    ],
)
def test_a_shell_is_offered_values(typed: str, offered: str, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ESTIMATE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    assert offered in command(real=True).out.split()


def test_the_short_form_is_completed_with_its_command() -> None:
    shell = {"COMP_WORDS": "estimate desk.yaml --f", "COMP_CWORD": "2"}
    completing.with_command(shell, lambda word: word == "compare")
    assert shell == {"COMP_WORDS": "estimate estimate desk.yaml --f", "COMP_CWORD": "3"}
    for typed in ("estimate compare a --f", "estimate de", "estimate --f"):
        shell = {"_TYPER_COMPLETE_ARGS": typed}
        completing.with_command(shell, lambda word: word == "compare")
        assert shell == {"_TYPER_COMPLETE_ARGS": typed}


def test_lists_that_are_told_twice_are_the_same() -> None:
    assert set(completing.CHANNELS) == set(CHANNELS)


def test_a_scenario_that_cannot_be_read_offers_what_any_may_have() -> None:
    typed = SimpleNamespace(params={"scenarios": [str(ROOT / "no-such-file.yaml")]})
    assert "team.pricing.rate=" in completing.paths(typed, "team.pricing.")
    assert completing.paths(typed, "months=3") == []
