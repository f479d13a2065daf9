"""What to type next: a call of a command on the scenario of an estimate."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from estimate.ground.errors import printable

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument


def call(command: str, content: EstimateDocument) -> str:
    """A call of the command on the scenario's file, with what was set and the cards that were used; no command is `estimate FILE`."""
    said = [("--set", setting) for setting in content["settings"]] + [
        ("--rates", folder) for folder in content["rates"]
    ]
    options = [f"{option} {shlex.quote(value)}" for option, value in said]
    file = shlex.quote(next(iter(content["files"]), "FILE"))
    return printable(" ".join(filter(None, ("estimate", command, file, *options))))
