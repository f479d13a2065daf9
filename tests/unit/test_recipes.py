"""The recipes of docs/pipelines.md, run with jq where there is one."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
RECIPES = [line for line in PAGE.splitlines() if "| jq" in line and line.startswith("estimate ")]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_prints_something(recipe: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "compare", tmp_path / "scenarios")
    for name in ("s", "a", "b"):
        shutil.copy(ROOT / "examples" / "vendor-quote.yaml", tmp_path / f"{name}.yaml")
    own = f"{shlex.quote(sys.executable)} -m estimate.cli.main"
    command = re.sub(r"^estimate ", f"{own} ", recipe)
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert done.stderr == ""
    assert done.stdout.strip()


def test_the_page_has_recipes() -> None:
    assert len(RECIPES) >= 7
