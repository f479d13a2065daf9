"""`estimate breakeven`: the options of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    CurrencyOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    SetOption,
)


def breakeven_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="REFERENCE OPTION", help="The reference and the option; the option alone with --target."
        ),
    ],
    vary: Annotated[
        str,
        typer.Option(
            "--vary",
            metavar="PATH",
            help="The number of the option that moves, such as team.pricing.rate; price moves its whole price by a factor.",
        ),
    ],
    target: Annotated[
        float | None, typer.Option("--target", metavar="AMOUNT", help="A total to meet, instead of a reference.")
    ] = None,
    low: Annotated[
        str | None, typer.Option("--from", metavar="VALUE", help="Least value tried; a fifth of now.")
    ] = None,
    high: Annotated[
        str | None, typer.Option("--to", metavar="VALUE", help="Greatest value tried; five times now.")
    ] = None,
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: Annotated[str | None, typer.Option("-f", "--format", metavar="FORMAT", help="table, json or csv.")] = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Find the value of one number at which an option costs what the reference costs."""
    from estimate.cli.breaking_even import FORMATS, run_breakeven
    from estimate.cli.estimating import chosen_format
    from estimate.cli.session import Request

    chosen = chosen_format(form, output, FORMATS)
    request = Request(scenarios[-1], settings, rates, as_of, currency)
    return run_breakeven(
        scenarios, request, vary, target, (low, high), form=chosen, output=output, no_color=no_color, quiet=quiet
    )
