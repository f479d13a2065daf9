"""Where each example's total lies among its draws, and how far it is from their mean.

Run: python benchmarks/middle.py [DRAWS]. The baseline is the mean of the draws of the same run. How far the ends of a range are from those
of many draws is told by ends.py.
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
    """Print a row for each example: the percentile of the total, and the total against the mean."""
    print(f"{'example':40}{'percentile':>11}{'of the mean':>12}")
    for file in sorted((ROOT / "examples").rglob("*.yaml")):
        if file.name == "workload.yaml":
            continue
        name, result = str(file.relative_to(ROOT / "examples")), estimate(Request(file).case())
        drawn = simulate(result, draws=many)
        if not drawn.inputs:
            print(f"{name:40}  no input has a range")
            continue
        print(f"{name:40}{drawn.share_below(result.total):>11.1%}{result.total / drawn.mean - 1:>+12.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
