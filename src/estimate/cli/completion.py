"""`estimate completion SHELL`: the completion script of the shell that is named."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.completing import among
from estimate.ground.errors import Status, UsageError, did_you_mean

SHELLS = ("bash", "zsh", "fish", "powershell")


def completion_command(
    shell: Annotated[
        str, typer.Argument(autocompletion=among(*SHELLS), metavar="bash|zsh|fish|powershell", help="Which shell.")
    ],
) -> int:
    """Print the completion script of a shell."""
    return run_completion(shell)


def run_completion(shell: str) -> Status:
    """Print the script; `estimate completion bash >> ~/.bashrc` installs it."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell} ({did_you_mean(shell, SHELLS)})")
    print(get_completion_script(prog_name="estimate", complete_var="_ESTIMATE_COMPLETE", shell=shell))
    return Status.DONE


def prepare() -> None:
    """Let Typer answer the shells, which it does by itself only where its own flags are on."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
