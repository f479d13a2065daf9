"""Start-up of the whole command against a bare interpreter that imports the libraries it stands on, in processor time.

Prints ratios measured in this run. Goals: `estimate FILE` with its range at most 1.8 times a bare interpreter with numpy too, without
a range at most 1.3 times one with the four; `--version`, `--help` and completion under 0.5.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 11
SCENARIO = "examples/first-estimate.yaml"
FOUR = "import typer, pydantic, yaml, rich\nclass Model(pydantic.BaseModel):\n    a: int\n"
COMMAND = [sys.executable, "-m", "estimate.cli.main"]
BARE, WITH_NUMPY = "bare interpreter, four imports", "bare interpreter, numpy too"
COMMANDS = {
    BARE: [sys.executable, "-c", FOUR],
    WITH_NUMPY: [sys.executable, "-c", f"{FOUR}import numpy"],
    "estimate, table with its range": [*COMMAND, SCENARIO],
    "estimate, JSON with its range": [*COMMAND, SCENARIO, "--format", "json"],
    "estimate --no-range": [*COMMAND, SCENARIO, "--no-range"],
    "estimate --version": [*COMMAND, "--version"],
    "estimate --help": [*COMMAND, "--help"],
    "estimate completion": [*COMMAND, "completion", "bash"],
}
GOALS = {
    "estimate, table with its range": (WITH_NUMPY, 1.8),
    "estimate, JSON with its range": (WITH_NUMPY, 1.8),
    "estimate --no-range": (BARE, 1.3),
    "estimate --version": (BARE, 0.5),
    "estimate --help": (BARE, 0.5),
    "estimate completion": (BARE, 0.5),
}


def seconds(command: list[str]) -> float:
    """Processor time of a process: what other processes do on the machine counts little."""
    # Byte code is kept, as on any machine where the tool is installed.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    for command in COMMANDS.values():
        seconds(command)
    # Rounds are interleaved, so that a busy moment falls on all alike.
    times = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    median = {name: statistics.median(measured) for name, measured in times.items()}
    for name, spent in median.items():
        against, goal = GOALS.get(name, (BARE, 0.0))
        told = f"   ratio {spent / median[against]:5.2f}   goal {goal}" if goal else ""
        print(f"{name:32} {spent * 1000:7.1f} ms{told}")


if __name__ == "__main__":
    main()
