"""The command lines that are usual, read without Typer, whose import costs more than an estimate: what is not plain here is left to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from estimate.cli.commands import COMMANDS, COMPLETION

FLAGS = {"--no-range": "no_range", "--full": "full", "--strict": "strict", "--no-color": "no_color"} | dict.fromkeys(
    ("-q", "--quiet"), "quiet"
)
WORDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "-f": ("form", str),
    "--format": ("form", str),
    "-o": ("output", Path),
    "--output": ("output", Path),
    "--currency": ("currency", str),
    "--as-of": ("as_of", str),
    "--at": ("at", str),
    "--by": ("by", str),
}
"""Options of `estimate` that take a word, with the parameter of `run_estimate` that it becomes."""


def usual(arguments: Sequence[str]) -> Callable[[], int] | None:
    """What a plain command line asks for, ready to run; None where Typer is to read it, as it reads every mistake."""
    if COMPLETION in os.environ:
        return None
    if list(arguments) == ["--version"]:
        return _version
    if list(arguments) in (["--help"], ["-h"]):
        return _help
    if len(arguments) == 2 and arguments[0] == "completion" and not arguments[1].startswith("-"):
        return lambda: _completion(arguments[1])
    if arguments[:1] == ["estimate"] and (found := options_of(arguments[1:])) is not None:
        return lambda: _estimate(found)
    return None


def options_of(words: Sequence[str]) -> dict[str, Any] | None:
    """The parameters of `run_estimate` that scenarios and plain options make; None for anything else, and for what is said twice."""
    found: dict[str, Any] = {}
    scenarios = []
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            scenarios.append(Path(word))
            continue
        if word in FLAGS:
            name, value = FLAGS[word], True
        elif word in WORDS:
            name, read = WORDS[word]
            after = next(rest, "-")
            if after.startswith("-"):
                return None
            value = read(after)
        else:
            return None
        if name in found:
            return None
        found[name] = value
    return {"scenarios": scenarios, **found} if scenarios and all(words) else None


def _version() -> int:
    from estimate import __version__

    print(f"estimate {__version__}")
    return 0


def _help() -> int:
    from estimate.cli.help_texts import first_screen

    print(first_screen(list(COMMANDS)), end="")
    return 0


def _completion(shell: str) -> int:
    from estimate.cli.shells import run_completion

    return run_completion(shell)


def _estimate(options: dict[str, Any]) -> int:
    from estimate.cli.run_estimate import run_estimate

    return run_estimate(**options)
