"""How an estimate grows: time and peak of memory by months, teams, queues and items, each case a process of its own.

Goals: linear in each; 200 teams under 3 seconds on a machine that does nothing else. `python benchmarks/growth.py` prints the whole
table, in whose last column 1 is linear growth and about 4 quadratic; given words (`teams 50`) it measures that one case.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

CASES = (
    ("months", (12, 36, 120)),
    ("teams", (1, 10, 50, 200)),
    ("queues", (1, 100, 400)),
    ("items", (100, 1000, 5000)),
)
REGIONS = ("philippines", "india", "colombia", "mexico", "south_africa", "poland", "portugal", "jamaica")
CHANNELS = ("voice", "email", "chat")


def scenario(kind: str, count: int) -> str:
    """A scenario with so many of one kind and few of all others."""
    months = count if kind == "months" else 36
    teams = count if kind == "teams" else 1
    queues = count if kind == "queues" else 2
    lines = ["name: Growth", f"months: {months}", "currency: USD", "teams:"]
    for team in range(teams):
        lines += [f"  - name: Team {team}", f"    region: {REGIONS[team % len(REGIONS)]}", "    queues:"]
        lines += [
            f"      - {{name: Queue {at}, channel: {CHANNELS[(team + at) % 3]}, contacts_per_month: {3000 + 13 * team + at}}}"
            for at in range(queues)
        ]
    if kind == "items":
        lines.append("items:")
        lines += [
            f"  - {{name: Tool {at}, price: {5 + at % 13}, per: month, category: technology}}" for at in range(count)
        ]
    return "\n".join(lines) + "\n"


def one(kind: str, count: int) -> None:
    """Measure one case in this process: the steps in processor seconds, and the peak of memory."""
    from estimate.answers.estimate import estimate
    from estimate.cli.start import begin
    from estimate.report.sections import report
    from estimate.studies.request import Request

    begin()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "growth.yaml"
        file.write_text(scenario(kind, count), encoding="utf-8")
        clock = [time.process_time()]
        case = Request(file).case()
        clock.append(time.process_time())
        result = estimate(case)
        clock.append(time.process_time())
        assert result.influences
        clock.append(time.process_time())
        report(result)
        clock.append(time.process_time())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parts = "".join(f"{after - before:10.3f}" for before, after in pairwise(clock))
    print(f"{kind:8}{count:>7}{parts}{clock[-1] - clock[0]:10.3f}{peak:10.0f}")


def main() -> None:
    """Print each case, and from the third on how many times as long one more takes as it did before: 1 is linear growth."""
    print("           count   resolve   compute influence    report   seconds   peak MB   one more")
    for kind, counts in CASES:
        known: list[tuple[int, float]] = []
        for count in counts:
            command = [sys.executable, __file__, kind, str(count)]
            environment = {**os.environ, "PYTHONHASHSEED": "0"}
            line = subprocess.run(command, check=True, env=environment, capture_output=True, text=True).stdout.rstrip()
            known.append((count, float(line.split()[6])))
            print(line + (f"{one_more(known):>11.2f}" if len(known) > 2 else ""), flush=True)


def one_more(known: list[tuple[int, float]]) -> float:
    """The seconds of one more between the last two sizes, against one more between the two before."""
    (first, least), (middle, some), (last, most) = known[-3:]
    before = (some - least) / (middle - first)
    return (most - some) / (last - middle) / before if before else math.nan


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one(sys.argv[1], int(sys.argv[2]))
    else:
        main()
