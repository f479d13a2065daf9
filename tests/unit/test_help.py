"""Help is a screen: every command has its line in a group, nothing is cut, and the examples are ones that the commands take."""

from __future__ import annotations

import shlex

import pytest
import typer.main

from estimate.cli.app import app
from estimate.cli.help_texts import EXAMPLES, GROUPS, first_screen
from tests.conftest import Command

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
GROUPED = [name for commands in GROUPS.values() for name in commands]


def test_every_command_stands_in_one_group() -> None:
    assert sorted(GROUPED) == sorted(COMMANDS)


def test_the_first_screen_fits_80_columns_and_24_rows(command: Command) -> None:
    shown = command("--help").out
    assert shown == first_screen(list(COMMANDS))
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) <= 24
    assert "..." not in shown


def test_a_command_that_no_group_has_is_not_lost() -> None:
    assert "More         tender" in first_screen([*COMMANDS, "tender"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_calls_that_the_command_takes(name: str, command: Command) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    for call in EXAMPLES[name]:
        assert {word for word in shlex.split(call) if word.startswith("-")} <= options, call
        assert f"estimate {name} {call}" in command(name, "--help", columns=100).out
