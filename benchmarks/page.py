"""How large pages are, and how long they take to write beside the estimate itself: python benchmarks/page.py"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from estimate.cli.app import run

ROOT = Path(__file__).parents[1]
EXAMPLES = ("first-estimate.yaml", "quotes/hourly-manila.yaml", "saas-follow-the-sun.yaml")
COMPARED = ("denver", "manila", "bogota")


def timed(*arguments: str) -> float:
    start = time.perf_counter()
    assert run(list(arguments)) == 0
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, plain = Path(folder) / "x.html", Path(folder) / "x.json"
        compared = [str(ROOT / "examples" / "compare" / f"{name}.yaml") for name in COMPARED]
        made = [("estimate", str(ROOT / "examples" / name)) for name in EXAMPLES] + [("compare", *compared)]
        for arguments in made:
            alone = timed(*arguments, "-o", str(plain), "-q")
            whole = timed(*arguments, "-o", str(page), "-q")
            size = page.stat().st_size
            print(
                f"{Path(arguments[1]).stem:24} {size:>8,} bytes  {whole:5.2f} s, of which {whole - alone:5.2f} s for the page"
            )


if __name__ == "__main__":
    main()
