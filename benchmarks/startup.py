"""Start-up of the whole command against a bare interpreter that imports the libraries it stands on.

Prints ratios measured in this run; the goal is at most 1.5 for the table, and less for JSON, which needs no rich.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 15
SCENARIO = "examples/first-estimate.yaml"
BARE = "import typer, pydantic, yaml, rich\nclass Model(pydantic.BaseModel):\n    a: int\n"
COMMANDS = {
    "bare interpreter, four imports": [sys.executable, "-c", BARE],
    "estimate, table": [sys.executable, "-m", "estimate.cli.main", SCENARIO],
    "estimate, JSON": [sys.executable, "-m", "estimate.cli.main", SCENARIO, "--format", "json"],
    "estimate --version": [sys.executable, "-m", "estimate.cli.main", "--version"],
}


def seconds(command: list[str]) -> float:
    # Byte code is kept, as on any machine where the tool is installed.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    for command in COMMANDS.values():
        seconds(command)
    # Rounds are interleaved, so that a busy moment falls on all alike.
    times = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    base = statistics.median(times["bare interpreter, four imports"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:32} {median * 1000:7.1f} ms   ratio {median / base:5.2f}")


if __name__ == "__main__":
    main()
