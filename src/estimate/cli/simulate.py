"""`estimate simulate FILE`: how sure the total is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    CurrencyOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SeedOption,
    SetOption,
)
from estimate.ground.errors import Status

MANY = 10_000


def simulate_command(
    scenario: ScenarioArgument,
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=1, max=1_000_000, help="How many draws.")] = MANY,
    seed: SeedOption = 1,
    budget: Annotated[
        float | None, typer.Option("--budget", metavar="AMOUNT", help="Show the chance that the total is above.")
    ] = None,
    draws_csv: Annotated[
        Path | None, typer.Option("--draws-csv", metavar="FILE", help="Write every draw, by category, as CSV.")
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Draw the uncertain inputs many times: percentiles, odds against a budget, and a histogram.

    Ctrl-C shows what is done so far and exits with 130.
    """
    from estimate.answers.estimate import estimate
    from estimate.answers.uncertainty import simulate
    from estimate.cli.output import asked, deliver, write
    from estimate.cli.progress import drawing
    from estimate.report.simulate import draws_of, simulation_document
    from estimate.studies.request import Request
    from estimate.views import simulate as view
    from estimate.views.formats import csv_text

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    result = estimate(Request(scenario, settings, rates, as_of, currency).case())
    with drawing(draws, quiet=quiet) as watch:
        found = simulate(result, draws=draws, seed=seed, watch=watch)
    if draws_csv is not None:
        write(csv_text(draws_of(result, found)), draws_csv, quiet=quiet)
    deliver(simulation_document(result, found, budget), view, shown)
    return Status.DONE if found.draws == found.asked else Status.INTERRUPTED
