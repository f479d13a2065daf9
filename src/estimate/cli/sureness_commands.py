"""`estimate simulate FILE` and `estimate sensitivity FILE`: how sure the total is, and what makes it unsure."""

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

MANY = 10_000
ENOUGH = 2_000
"""Draws from which shares of the variance are good to about a hundredth."""


def simulate_command(
    scenario: ScenarioArgument,
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
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
    from estimate.cli.session import Request
    from estimate.cli.sureness import run_simulate

    request = Request(scenario, settings, rates, as_of, currency)
    return run_simulate(
        request, draws, seed, budget, draws_csv, form=form, output=output, no_color=no_color, quiet=quiet
    )


def sensitivity_command(
    scenario: ScenarioArgument,
    settings: SetOption = [],  # noqa: B006
    rates: RatesOption = [],  # noqa: B006
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
    from estimate.cli.session import Request
    from estimate.cli.sureness import run_sensitivity

    request = Request(scenario, settings, rates, as_of, currency)
    return run_sensitivity(request, draws, seed, form=form, output=output, no_color=no_color, quiet=quiet)
