"""Reading cost does not grow with the cards that a scenario does not use.

Resolves the first example with the shipped cards, then with 500 more region cards on the shelf, in the same run; prints the
ratio (goal: about 1).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from estimate.cards.catalog import Catalog  # noqa: E402
from estimate.files.open import read  # noqa: E402
from estimate.resolve.resolving import resolve  # noqa: E402
from estimate.schema.load import load_scenario  # noqa: E402

EXTRA = 500
ROUNDS = 30


def seconds(folders: list[Path]) -> float:
    document = read(ROOT / "examples" / "first-estimate.yaml")
    start = time.perf_counter()
    catalog = Catalog(folders)
    resolve(document, load_scenario(document, catalog), catalog)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "regions"
        folder.mkdir()
        text = (ROOT / "rates" / "regions" / "colombia.yaml").read_text(encoding="utf-8")
        for number in range(EXTRA):
            region = f"extra_{number}"
            file = folder / f"{region.replace('_', '-')}.yaml"
            file.write_text(text.replace("region: colombia", f"region: {region}"), encoding="utf-8")
        few, many = [], []
        for _ in range(ROUNDS):
            few.append(seconds([]))
            many.append(seconds([Path(name)]))
        one, other = statistics.median(few), statistics.median(many)
        print(f"shipped cards:     {one * 1000:6.2f} ms")
        print(f"and {EXTRA} more:      {other * 1000:6.2f} ms   ratio {other / one:.2f}")


if __name__ == "__main__":
    main()
