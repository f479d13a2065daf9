"""A sweep of 1,000 points and a folder of 200 scenarios, against the evaluations themselves, in one run.

The sweep is measured as the command does it (resolving, computing, rounding, writing), the baseline is the program alone at the same points;
the folder, which is done on all cores, against reading, resolving, costing and reporting the same files one by one in a loop. The goal is
15 ms for each file after the first.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from estimate.answers.estimate import estimate
from estimate.cards.catalog import Catalog
from estimate.cli.main import main
from estimate.engine import Program
from estimate.model import RULEBOOK
from estimate.report.document import document
from estimate.report.sections import report
from estimate.studies.cores import cores
from estimate.studies.request import Request, read_document

ROOT = Path(__file__).parents[1]
FILE = ROOT / "examples" / "in-house.yaml"
POINTS = 1000
FILES = 200


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, printing aside."""
    begun = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work()
    return time.perf_counter() - begun


def command(*arguments: str) -> None:
    """Run the command line to its end."""
    with contextlib.suppress(SystemExit):
        main(list(arguments))


def sweep_ratio() -> None:
    case = Request(FILE).case()
    program, inputs = Program(RULEBOOK, case.structure()), case.inputs()
    volumes = [5000 + 10 * i for i in range(POINTS)]

    def alone() -> None:
        for volume in volumes:
            program.run({**inputs, "contacts_per_month": [volume, *inputs["contacts_per_month"][1:]]})

    vary = f"team.queues.0.contacts_per_month={volumes[0]}:{volumes[-1]}:10"
    whole = seconds(lambda: command("sweep", str(FILE), "--vary", vary, "--format", "ndjson", "--quiet"))
    _forget()
    bare = seconds(alone)
    print(f"a sweep of {POINTS:,} points: {whole:.2f} s, the evaluations alone {bare:.2f} s, ratio {whole / bare:.2f}")


def folder_ratio() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = FILE.read_text(encoding="utf-8")
        for i in range(FILES):
            (folder / f"{i:03}.yaml").write_text(
                text.replace("contacts_per_month: 9000", f"contacts_per_month: {9000 + i}")
            )

        def one_by_one() -> None:
            catalog = Catalog()
            for file in sorted(folder.iterdir()):
                document(report(estimate(Request(file).case_of(read_document(file), catalog))))

        whole = seconds(lambda: command(str(folder), "--format", "ndjson", "--no-range", "--quiet"))
        _forget()
        bare = seconds(one_by_one)
    print(f"a folder of {FILES} scenarios: {whole:.2f} s, one by one in a loop {bare:.2f} s, ratio {whole / bare:.2f}")
    print(f"each on {cores()} cores: {whole / FILES * 1000:.0f} ms   goal 15")


def _forget() -> None:
    """Both sides look for the agents of a load anew."""
    from estimate.model import week

    for name in vars(week).values():
        if hasattr(name, "cache_clear"):
            name.cache_clear()


if __name__ == "__main__":
    sweep_ratio()
    folder_ratio()
