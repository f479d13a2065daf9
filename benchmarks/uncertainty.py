"""Draws a second on the largest example, and the time of the whole command to a P90 known to 0.5 %, against squigglepy.

`SQUIGGLEPY=path/to/python` names an interpreter that has squigglepy; without it only our side is shown. Each side takes the draws
whose P90 has a standard error of 0.5 %, as 60 seeds at a probe's size say and the root of the number of draws carries over; then the whole
process is timed, imports included, sides in turn. The model on both sides: examples/saas-follow-the-sun.yaml, 36 months; theirs is a vectorized script with the same
uncertain drivers and monthly sums, but staffing by hours over occupancy instead of Erlang C by the hour of the week.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from estimate.answers.estimate import estimate  # noqa: E402
from estimate.answers.uncertainty import simulate, usual_draws  # noqa: E402
from estimate.studies.request import Request  # noqa: E402

EXAMPLE = "examples/saas-follow-the-sun.yaml"
GOAL = 0.005
SEEDS = 60
PROBES = 1000, 3000
"""Draws at which the error of each side is measured."""
THEIRS = """
import sys
import numpy as np
import squigglepy as sq
n, seeds = int(sys.argv[1]), int(sys.argv[2])
def drawn(low, high):
    return np.asarray(sq.sample(sq.lognorm(low, high, credibility=80), n=n))
def p90(seed):
    sq.set_seed(seed)
    months = np.arange(36)
    season = np.tile([.9, .9, 1, 1, 1, 1, .9, .9, 1, 1.1, 1.3, 1], 3)
    total = np.zeros(n)
    volume = [(3000, 5000, 7, 7, 7.5, 12), (5999, 6001, 4, 10, 6, 14), (7000, 11000, 7, 7, 12, 22), (4999, 5001, 6, 12, 12, 22)]
    attrition, shrinkage, licence, training = drawn(.3, .55), drawn(.25, .38), drawn(150, 260), drawn(700, 1600)
    ramp, audit, share = drawn(.02, .06), drawn(20000, 70000), drawn(.02, .08)
    for low, high, fast, slow, cheap, dear in volume:
        contacts = drawn(low, high)[:, None] * 1.1 ** (months / 12) * season
        handle = drawn(fast, slow * 1.0001)[:, None]
        occupancy = np.clip(drawn(.5, .85), .3, .95)[:, None]
        hours = contacts * handle / 60 / occupancy
        heads = np.ceil(hours / (1 - np.clip(shrinkage, 0, .9))[:, None] / 168)
        labor = hours * drawn(cheap, dear)[:, None] * 1.03 ** (months // 12)
        hires = heads * attrition[:, None] / 12
        total += (labor * (1 + ramp[:, None]) + heads * licence[:, None] + hires * training[:, None]).sum(axis=1)
    return np.quantile((total * (1 + share) + 3 * audit) * 1.05, .9)
for seed in range(seeds):
    print(p90(seed))
"""


def ours(draws: int, seed: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "estimate.cli.main",
        EXAMPLE,
        "--draws",
        str(draws),
        "--seed",
        str(seed),
        "-f",
        "json",
    ]


def timed(command: list[str]) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def enough(probe: int, p90s: list[float]) -> int:
    """The draws that bring the standard error down to the goal, by that of so many seeds at a probe's draws."""
    return round(probe * (statistics.stdev(p90s) / statistics.mean(p90s) / GOAL) ** 2)


def main() -> None:
    os.chdir(ROOT)
    result = estimate(Request(Path(EXAMPLE)).case())
    usual = usual_draws(result)
    simulate(result, draws=usual)
    best = min(_seconds(lambda: simulate(result, draws=usual)) for _ in range(5))
    print(f"{usual} draws unasked in {best * 1000:.0f} ms: {usual / best:,.0f} draws a second, 36 months")
    draws = enough(PROBES[0], [simulate(result, draws=PROBES[0], seed=seed).percentile(0.9) for seed in range(SEEDS)])
    print(f"ours: {draws} draws for a P90 with a standard error of {GOAL:.1%}")
    other = os.environ.get("SQUIGGLEPY")
    if not other:
        print("SQUIGGLEPY names no interpreter: no ratio")
        return
    answered = subprocess.run([other, "-c", THEIRS, str(PROBES[1]), str(SEEDS)], check=True, capture_output=True).stdout
    theirs = enough(PROBES[1], [float(line) for line in answered.split()])
    print(f"squigglepy: {theirs} draws")
    pairs = [(timed(ours(draws, 1)), timed([other, "-c", THEIRS, str(theirs), "1"])) for _ in range(5)]
    mine, their = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"whole command {mine * 1000:.0f} ms, squigglepy script {their * 1000:.0f} ms: ratio {mine / their:.2f}")


def _seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
