"""What a command leaves out when it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from estimate.cli.output import COLORED

ROOT = Path(__file__).parents[2]


def told(script: str) -> str:
    """What a fresh interpreter says that runs a script at the top of the repository."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in COLORED},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "left_out"),
    [
        (
            ["examples/first-estimate.yaml", "--no-range"],
            ("pydantic", "numpy", "typer", "rich.console", "importlib.metadata"),
        ),
        (["examples/first-estimate.yaml"], ("pydantic", "typer", "rich.console", "importlib.metadata")),
        (["--version"], ("pydantic", "pydantic_core", "numpy", "typer", "yaml", "rich")),
    ],
    ids=" ".join,
)
def test_libraries_that_a_command_does_not_need_are_not_imported(
    arguments: list[str], left_out: tuple[str, ...]
) -> None:
    script = f"""
import sys
from estimate.cli.main import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code
print([name for name in {left_out!r} if name in sys.modules])
"""
    assert told(script).splitlines()[-1] == "[]"
