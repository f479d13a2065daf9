"""What a command leaves out when it starts, and what it gives back when it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def told(script: str, **environment: str) -> str:
    """What a fresh interpreter says that runs a script at the top of the repository."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(("wish", "found"), [(None, "_NoPlugins False"), ("another", "module True")])
def test_plugins_are_looked_for_only_where_somebody_wants_them(
    monkeypatch: pytest.MonkeyPatch, wish: str | None, found: str
) -> None:
    script = """
import os
import sys
from estimate.cli.start import begin
begin()
from estimate.schema.scenario import Scenario
Scenario.model_json_schema()
Scenario.model_rebuild(force=True)
print(type(sys.modules["pydantic.plugin._loader"]).__name__, "importlib.metadata" in sys.modules)
"""
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    assert told(script, **({} if wish is None else {"PYDANTIC_DISABLE_PLUGINS": wish})).strip() == found


def test_what_else_is_asked_of_the_module_of_plugins_is_its_own() -> None:
    script = """
from estimate.cli.start import begin
begin()
from pydantic.plugin import _loader
print(_loader.PYDANTIC_ENTRY_POINT_GROUP)
import pydantic.plugin._loader as again
print(again.get_plugins.__module__)
"""
    assert told(script, PYDANTIC_DISABLE_PLUGINS="__all__").split() == ["pydantic", "pydantic.plugin._loader"]
