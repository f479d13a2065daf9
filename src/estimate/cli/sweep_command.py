"""`estimate sweep`: the options of the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)


def sweep_command(
    scenario: ScenarioArgument,
    vary: Annotated[
        list[str],
        typer.Option("--vary", metavar="PATH=VALUES", help="start:stop:step or a,b,c for one place; repeatable."),
    ] = [],  # noqa: B006 - Typer copies it
    settings: SetOption = [],  # noqa: B006
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="FORMAT", help="table, json, ndjson, csv or markdown.")
    ] = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Estimate a scenario at every point of a grid of values."""
    from estimate.cli.estimating import chosen_format
    from estimate.cli.session import Request
    from estimate.cli.sweeping import FORMATS, run_sweep

    chosen = chosen_format(form, output, FORMATS)
    request = Request(scenario, settings, rates, as_of, currency, at)
    return run_sweep(request, vary, form=chosen, output=output, no_color=no_color, quiet=quiet)
