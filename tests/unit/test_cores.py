"""Many scenarios, and many regions, on all cores: the same results in the same order as on one, problems and skipped files included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FIRST = (ROOT / "examples" / "first-estimate.yaml").read_text(encoding="utf-8")


OTHER = "fork" if sys.platform == "linux" else "spawn"
METHODS = sorted({"spawn", OTHER})


def run(place: Path, arguments: list[str], cores: int, method: str = OTHER) -> subprocess.CompletedProcess[str]:
    """What a command says with so many cores; in a process of its own, since others are begun from it."""
    code = (
        "import estimate.studies.cores as all_cores, sys\n"
        "from estimate.cli.main import main\n"
        "if __name__ == '__main__':\n"
        f"    all_cores.cores = lambda: {cores}\n"
        f"    all_cores.FORKS = {method == 'fork'}\n"
        f"    main({arguments!r})\n"
    )
    script = place / "run.py"
    script.write_text(code, encoding="utf-8")
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )


def shown(folder: Path, cores: int, method: str = OTHER, *options: str) -> subprocess.CompletedProcess[str]:
    """What the command says of a folder with so many cores."""
    return run(folder.parent, [str(folder), "--format", "ndjson", *(options or ["--no-range"])], cores, method)


def folder_of(place: Path, count: int) -> Path:
    """So many scenarios, each with more contacts than the last, and a file that is none."""
    folder = place / "scenarios"
    folder.mkdir()
    for i in range(count):
        text = FIRST.replace("contacts_per_month: 6000", f"contacts_per_month: {6000 + i}")
        (folder / f"{i:02}.yaml").write_text(text, encoding="utf-8")
    (folder / "05-notes.yaml").write_text("note: nothing to cost\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("method", METHODS)
def test_results_are_those_of_one_core(tmp_path: Path, method: str) -> None:
    folder = folder_of(tmp_path, 26)
    one, two = shown(folder, 1), shown(folder, 2, method)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert len(two.stdout.splitlines()) == 26
    assert two.stderr.count("skipped") == 1


def test_draws_are_those_of_one_core(tmp_path: Path) -> None:
    """What one scenario leaves known for the next (limits, streams) shows in none."""
    folder = folder_of(tmp_path, 26)
    one, two = (shown(folder, cores, OTHER, "--draws", "40") for cores in (1, 2))
    assert (two.returncode, two.stdout) == (one.returncode, one.stdout)
    alone = run(tmp_path, [str(folder / "20.yaml"), "--format", "json", "--draws", "40"], 1)
    assert json.loads(alone.stdout)["range"] == json.loads(one.stdout.splitlines()[20])["range"]


@pytest.mark.parametrize("method", METHODS)
def test_regions_are_those_of_one_core(tmp_path: Path, method: str) -> None:
    arguments = ["regions", "examples/first-estimate.yaml", "--draws", "20", "--format", "json"]
    one, two = (run(tmp_path, arguments, cores, method) for cores in (1, 2))
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert len(json.loads(two.stdout)["places"]) > 40


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 26)
    for name in ("07.yaml", "21.yaml"):
        text = FIRST.replace("contacts_per_month: 6000", "contacts_per_month: many")
        (folder / name).write_text(text, encoding="utf-8")
    one, two = shown(folder, 1), shown(folder, 2)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert two.returncode == 3
    assert two.stderr.endswith("2 problems; nothing was computed.\n")
    assert two.stdout == ""


def test_a_scenario_of_a_folder_names_the_cards_that_it_hangs_on_alone(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "a.yaml").write_text(FIRST, encoding="utf-8")
    (folder / "b.yaml").write_text(FIRST.replace("philippines", "poland"), encoding="utf-8")
    first, second = (set(json.loads(line)["files"]) for line in shown(folder, 1).stdout.splitlines())
    assert "rates/regions/philippines.yaml" in first
    assert "rates/regions/poland.yaml" not in first
    assert "rates/regions/poland.yaml" in second
    assert "rates/regions/philippines.yaml" not in second
