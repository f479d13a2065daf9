"""How far the ends of a printed range (P10, P90) and the budget (P80) are from those of very many draws, on every example.

Goals: within 3 % on every example; 1 % once draws are fast. Run: python benchmarks/ends.py [MANY] [DRAWS] [WORD], by default 50,000 draws against
the usual number, on the examples whose file has the word in it. The many draws have a seed of their own. `rms` is the root mean square of
the three over some seeds, as one seed may be lucky; seconds are of the processor, of one range.
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from estimate.answers.estimate import estimate  # noqa: E402
from estimate.answers.uncertainty import BUDGET, SEED, simulate  # noqa: E402
from estimate.studies.request import Request  # noqa: E402

MANY, OTHER_SEED = 50_000, 1_000
SEEDS = 4
SHARES = (0.1, 0.9, BUDGET)


def main(many: int, draws: int | None, word: str) -> None:
    """Print a row for each example, and the worst of all."""
    print(f"{'example':32}{'draws':>7}{'low':>8}{'high':>8}{'budget':>8}{'rms':>8}{'seconds':>9}")
    worst = 0.0
    for file in sorted((ROOT / "examples").rglob("*.yaml")):
        if file.name == "workload.yaml" or word not in str(file):
            continue
        name = str(file.relative_to(ROOT / "examples"))
        result = estimate(Request(file).case())
        begun = time.process_time()
        usual = [simulate(result, draws=draws, seed=SEED + at) for at in range(SEEDS)]
        seconds = (time.process_time() - begun) / SEEDS
        if not usual[0].inputs:
            print(f"{name:32}  no input has a range")
            continue
        exact = simulate(result, draws=many, seed=OTHER_SEED)
        true = [exact.percentile(share) for share in SHARES]
        off = [[one.percentile(share) / end - 1 for share, end in zip(SHARES, true, strict=True)] for one in usual]
        rms = math.sqrt(sum(error**2 for errors in off for error in errors) / (SEEDS * len(SHARES)))
        worst = max(worst, *map(abs, off[0]))
        errors = "".join(f"{error:>+8.2%}" for error in off[0])
        print(f"{name:32}{usual[0].draws:>7,}{errors}{rms:>8.2%}{seconds:>9.2f}", flush=True)
    print(f"the worst with the usual seed: {worst:.2%}, against {many:,} draws")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(
        int(words[0]) if words else MANY,
        int(words[1]) if len(words) > 1 and words[1] != "usual" else None,
        words[2] if len(words) > 2 else "",
    )
