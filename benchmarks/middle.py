"""Where each example's total lies among its draws, and how near the ends of the usual range are to those of many draws.

Run: python benchmarks/middle.py [DRAWS]. The baseline is the same example with many draws, in the same run: each figure is a ratio to it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from estimate.answers.estimate import estimate
from estimate.answers.uncertainty import simulate
from estimate.studies.request import Request

ROOT = Path(__file__).resolve().parent.parent
MANY = 5_000


def main(many: int) -> None:
    """Print a row for each example: percentile of the total, total and mean, and the ends of the usual range, against many draws."""
    print(f"{'example':40}{'percentile':>11}{'of the mean':>12}{'low':>8}{'high':>8}   draws")
    for file in sorted((ROOT / "examples").rglob("*.yaml")):
        if file.name == "workload.yaml":
            continue
        result = estimate(Request(file).case())
        usual, exact = simulate(result), simulate(result, draws=many)
        if len(exact.totals) < many:
            print(f"{file.relative_to(ROOT / 'examples')!s:40}  no input has a range")
            continue
        below = sum(total < result.total for total in exact.totals) / many
        ends = [usual.percentile(share) / exact.percentile(share) - 1 for share in (0.1, 0.9)]
        mean = result.total / (sum(exact.totals) / many) - 1
        print(
            f"{file.relative_to(ROOT / 'examples')!s:40}{below:>11.1%}{mean:>+12.1%}{ends[0]:>+8.1%}{ends[1]:>+8.1%}"
            f"   {len(usual.totals)} against {many:,}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
