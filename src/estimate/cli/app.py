"""The commands, each a module of its name. Their bodies import the floors below only when they run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from estimate import __version__
from estimate.cli.commands import COMMANDS, COMPLETION, GROUPS
from estimate.cli.help_texts import examples_of
from estimate.cli.short_help import GroupedHelp, ShortHelp
from estimate.cli.start import keep_memory
from estimate.ground.errors import Status


def _version(asked: bool) -> None:
    if asked:
        print(f"estimate {__version__}")
        raise typer.Exit


def _common(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What it costs to outsource customer support, and where that number comes from."""


def app_of(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands; a module is imported only for a command that is there."""
    app = typer.Typer(
        cls=GroupedHelp,
        help="What it costs to outsource customer support, and where that number comes from.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_common)
    for name in names:
        plain = name.replace("-", "_")
        module = import_module(f"estimate.cli.{plain}")
        if name in GROUPS:
            group: typer.Typer = getattr(module, f"{plain}_app")
            for info in group.registered_commands:
                info.epilog, info.cls = examples_of(f"{name} {info.name}"), ShortHelp
            app.add_typer(group, name=name)
        else:
            app.command(name, cls=ShortHelp, epilog=examples_of(name))(getattr(module, f"{plain}_command"))
    return app


def run(arguments: list[str]) -> int:
    """Run the commands on arguments; answers the exit status. Wrong usage is explained on standard error."""
    if COMPLETION in os.environ:
        from estimate.cli.completing import with_command
        from estimate.cli.completion import prepare

        with_command(os.environ, lambda word: word in COMMANDS)
        prepare()
        arguments = []
    keep_memory()
    names = [name for name in arguments[:1] if name in COMMANDS] or COMMANDS
    try:
        result = app_of(names)(arguments, prog_name="estimate", standalone_mode=False)
    except SystemExit:
        if COMPLETION in os.environ:
            return Status.DONE
        # Commands answer a status and never exit; Typer exits by itself only where nobody reads the output any more.
        raise BrokenPipeError from None
    except Exception as error:
        # Typer carries its own copy of click in some versions; its usage errors are known by what they can do.
        show, status = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or status is None:
            raise
        show()
        return Status.USAGE
    return int(result or 0)
