"""The completion script of a shell, as Typer writes it."""

from __future__ import annotations

from estimate.ground.errors import Status, UsageError, did_you_mean

SHELLS = ("bash", "zsh", "fish", "powershell")


def run_completion(shell: str) -> Status:
    """Print the script; `estimate completion bash >> ~/.bashrc` installs it."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell} ({did_you_mean(shell, SHELLS)})")
    print(get_completion_script(prog_name="estimate", complete_var="_ESTIMATE_COMPLETE", shell=shell))
    return Status.DONE
