"""Running `simulate` and `sensitivity`: draws with progress at a terminal, and what is done so far on an interrupt."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.uncertainty import Simulation, Watch, simulate
from estimate.cli.estimating import chosen_format
from estimate.cli.output import write
from estimate.cli.session import Request, console
from estimate.ground.errors import Status
from estimate.ground.units import money
from estimate.report.sureness import sensitivity_document, simulation_document


def run_simulate(
    request: Request,
    draws: int,
    seed: int,
    budget: float | None,
    draws_csv: Path | None,
    *,
    form: str | None,
    output: Path | None,
    no_color: bool,
    quiet: bool,
) -> Status:
    """Simulate and show; answers the exit status, 130 where it was interrupted."""
    chosen = chosen_format(form, output)
    result = estimate(request.case())
    found = _simulated(result, draws, seed, quiet=quiet)
    if draws_csv is not None:
        write(_draws(result, found), draws_csv, quiet=quiet)
    _show(simulation_document(result, found, budget), chosen, output, no_color=no_color, quiet=quiet)
    return Status.DONE if found.draws == found.asked else Status.INTERRUPTED


def run_sensitivity(
    request: Request, draws: int, seed: int, *, form: str | None, output: Path | None, no_color: bool, quiet: bool
) -> Status:
    """Measure and show what moves the total."""
    from estimate.answers.sensitivity import sensitivity

    chosen = chosen_format(form, output)
    result = estimate(request.case())
    found = _simulated(result, draws, seed, quiet=quiet)
    content = sensitivity_document(result, sensitivity(result, found), found)
    _show(content, chosen, output, no_color=no_color, quiet=quiet)
    return Status.DONE if found.draws == found.asked else Status.INTERRUPTED


def _simulated(result: Estimate, draws: int, seed: int, *, quiet: bool) -> Simulation:
    with _progress(draws, quiet=quiet) as watch:
        return simulate(result, draws=draws, seed=seed, watch=watch)


def _show(content: dict[str, Any], form: str, output: Path | None, *, no_color: bool, quiet: bool) -> None:
    from estimate.views import sureness

    if form == "table" and output is None:
        sureness.show(content, console(no_color=no_color))
    else:
        write(sureness.render(content, form), output, quiet=quiet)


def _draws(result: Estimate, found: Simulation) -> str:
    """Every draw: its total and its categories."""
    currency = result.case.currency
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["draw", "total", *found.categories])
    for at, (total, *parts) in enumerate(zip(found.totals, *found.categories.values(), strict=True), 1):
        writer.writerow([at, *(money(amount, currency) for amount in (total, *parts))])
    return out.getvalue()


@contextmanager
def _progress(draws: int, *, quiet: bool) -> Iterator[Watch | None]:
    """A bar on standard error, only where a person watches it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Drawing", total=draws)
        yield lambda done: bar.update(task, completed=done, refresh=True)
