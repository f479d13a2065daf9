"""Required agents a second against pyworkforce in the same run, and a whole scenario with two live queues round the clock.

`pip install pyworkforce` first; without it only our own side is shown. Goals: never slower, at least ten times faster at
1,000 erlangs and above; two remembered requirements asked for 36 months of 168 hours under 4 ms; the scenario's 36 months
under 5 ms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from estimate.cards.catalog import Catalog  # noqa: E402
from estimate.engine import Program  # noqa: E402
from estimate.files.yaml_reader import parse  # noqa: E402
from estimate.model import RULEBOOK  # noqa: E402
from estimate.model.queueing import Requirement  # noqa: E402
from estimate.model.week import _limits, _needed_by_the_impatient, _requirement, _service_limits  # noqa: E402
from estimate.resolve.resolving import resolve  # noqa: E402
from estimate.schema.load import load_scenario  # noqa: E402

SCENARIO = """
name: Two live queues round the clock
team:
  region: philippines
  hours: 24x7
  queues:
    - {channel: voice, contacts_per_month: 20000, growth_per_year: 10%}
    - {channel: chat, contacts_per_month: 15000, growth_per_year: 20%}
"""


def rate(work: Callable[[], object], seconds: float = 0.5) -> float:
    """Runs a second, measured over at least so long."""
    work()
    count, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        work()
        count += 1
    return count / spent


def remembered() -> None:
    """Two queues, 36 months of 168 hours each, asked of a requirement: all new at first, then known."""
    loads = [5 + hour * 7919 % 9973 / 9973 * 40 for hour in range(36 * 168)]
    for patience in (None, 120.0):
        queues = Requirement(300, 0.8, 20, 0.9, patience), Requirement(420, 0.9, 30, 0.85, patience)
        spent = []
        for _ in range(6):
            start = time.perf_counter()
            for queue in queues:
                for load in loads:
                    queue.agents(load)
            spent.append((time.perf_counter() - start) * 1000)
        print(
            f"2 x 36 x 168 loads, patience {patience}: {spent[0]:.2f} ms at first, {min(spent[1:]):.2f} ms once known"
        )


def main() -> None:
    try:
        from pyworkforce.queuing import ErlangC
    except ImportError:
        ErlangC = None  # noqa: N806
        print("pyworkforce is not installed: no ratio")
    for load in (10, 100, 1_000, 10_000):
        ours = rate(lambda load=load: Requirement(300, 0.8, 20).agents(load))
        line = f"{load:>6} erlangs: {ours:>10,.0f} a second"
        if ErlangC is not None:

            def theirs(load: int = load) -> object:
                queue = ErlangC(transactions=load * 6, aht=5, interval=30, asa=20 / 60, shrinkage=0.0)
                return queue.required_positions(service_level=0.8, max_occupancy=1.0)

            try:
                other = rate(theirs)
                line += f"   pyworkforce {other:>10,.1f}   ratio {ours / other:,.1f}"
            except (OverflowError, ValueError, ZeroDivisionError) as error:
                line += f"   pyworkforce fails: {type(error).__name__}"
        print(line)
    for load in (10, 1_000, 10_000):
        impatient = rate(lambda load=load: Requirement(300, 0.8, 20, patience_seconds=120).agents(load))
        print(f"{load:>6} erlangs: {impatient:>10,.0f} a second with patience")
    remembered()
    document = parse(SCENARIO, "two-queues.yaml")
    catalog = Catalog()
    best = float("inf")
    for _ in range(10):
        _needed_by_the_impatient.cache_clear()
        case = resolve(document, load_scenario(document, catalog), catalog)  # a week of its own, with nothing known
        program, inputs = Program(RULEBOOK, case.structure()), case.inputs()
        _limits.cache_clear()
        _service_limits.cache_clear()
        _requirement.cache_clear()
        start = time.perf_counter()
        program.run(inputs)
        best = min(best, time.perf_counter() - start)
    print(f"36 months of two live queues, nothing remembered: {best * 1000:.2f} ms")


if __name__ == "__main__":
    main()
