"""`estimate completion SHELL`: the completion script of the shell that is named."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.completing import among
from estimate.cli.shells import SHELLS, run_completion


def completion_command(
    shell: Annotated[
        str, typer.Argument(autocompletion=among(*SHELLS), metavar="bash|zsh|fish|powershell", help="Which shell.")
    ],
) -> int:
    """Print the completion script of a shell."""
    return run_completion(shell)


def prepare() -> None:
    """Let Typer answer the shells, which it does by itself only where its own flags are on."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
