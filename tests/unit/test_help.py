"""Help is a screen: every command has its line in a group, nothing is cut, and the examples are ones that the commands take."""

from __future__ import annotations

import shlex

import pytest
import typer.main

from estimate.cli.app import app_of
from estimate.cli.help_texts import EXAMPLES, GROUPS, first_screen
from tests.conftest import Command

COMMANDS = typer.main.get_command(app_of()).commands  # type: ignore[attr-defined]
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


ALL = {
    **{name: one for name, one in COMMANDS.items() if name != "rates"},
    **{f"rates {name}": one for name, one in COMMANDS["rates"].commands.items()},
}


@pytest.mark.parametrize("name", ALL)
def test_the_help_of_every_command_fits_a_screen_and_loses_no_option(name: str, command: Command) -> None:
    words = name.split()
    shown, every = command(*words, "--help").out, command(*words, "--help-all").out
    lines = shown.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith("...") for line in lines[1:])
    for parameter in ALL[name].params:
        names = [name for name in parameter.opts if name.startswith("--")]
        for text in (shown, every):
            assert not names or any(name in text for name in names), names


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_two_examples_which_it_takes(name: str, command: Command) -> None:
    options = {option for parameter in ALL[name].params for option in parameter.opts}
    shown = command(*name.split(), "--help").out
    assert len(EXAMPLES[name]) == 2
    for call in EXAMPLES[name]:
        assert {word for word in shlex.split(call) if word.startswith("-")} <= options, call
        assert f"estimate {name} {call}".rstrip() in shown
