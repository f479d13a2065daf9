"""`estimate sensitivity FILE`: what makes the total unsure."""

from __future__ import annotations

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

ENOUGH = 2_000
"""Draws from which shares of the variance are good to about a hundredth."""


def sensitivity_command(
    scenario: ScenarioArgument,
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=50, max=1_000_000, help="How many draws.")] = ENOUGH,
    seed: SeedOption = 1,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Show what moves the total most, from each input's low to its high, and what would narrow the range."""
    from estimate.answers.estimate import estimate
    from estimate.answers.sensitivity import sensitivity
    from estimate.answers.uncertainty import simulate
    from estimate.cli.output import asked, deliver
    from estimate.cli.progress import drawing
    from estimate.report.sensitivity import sensitivity_document
    from estimate.studies.request import Request
    from estimate.views import sensitivity as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    result = estimate(Request(scenario, settings, rates, as_of, currency).case())
    with drawing(draws, quiet=quiet) as watch:
        found = simulate(result, draws=draws, seed=seed, watch=watch)
    deliver(sensitivity_document(result, sensitivity(result, found), found), view, shown)
    return Status.DONE if found.draws == found.asked else Status.INTERRUPTED
