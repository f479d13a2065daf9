"""The completion script of a shell, as Typer writes it."""

from __future__ import annotations

from estimate.ground.errors import Status, UsageError, nearest

SHELLS = ("bash", "zsh", "fish", "powershell")


def run_completion(shell: str) -> Status:
    """Print the script; `estimate completion bash >> ~/.bashrc` installs it."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        close = nearest(shell, SHELLS)
        raise UsageError(
            f"no completion for {shell} ({f'did you mean {close}?' if close else 'one of ' + ', '.join(SHELLS)})"
        )
    print(get_completion_script(prog_name="estimate", complete_var="_ESTIMATE_COMPLETE", shell=shell))
    return Status.DONE
