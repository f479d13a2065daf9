"""The same seed gives the same bytes, on one core and on all of them, with one thread of the linear algebra and with several."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
COMMANDS = (
    ["estimate", "examples/first-estimate.yaml", "--draws", "700", "--seed", "3", "--format", "json"],
    ["compare", "examples/compare/manila.yaml", "examples/compare/denver.yaml", "--draws", "300", "--format", "json"],
)


def answered(command: list[str], threads: int, cores: list[str]) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": str(threads)}
    environment |= dict.fromkeys(THREADS, str(threads))
    line = [*cores, sys.executable, "-c", "from estimate.cli.main import entry; entry()", *command]
    return subprocess.run(line, cwd=ROOT, env=environment, check=True, capture_output=True).stdout


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_any_number_of_cores_answers_the_same(command: list[str]) -> None:
    pinned = ["taskset", "-c", str(min(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    one = answered(command, 1, pinned)
    assert b'"draws"' in one
    assert answered(command, 4, []) == one
