"""`estimate breakeven A B --vary PATH`: where two totals meet as one number moves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    SetOption,
)
from estimate.ground.errors import Status


def breakeven_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="REFERENCE OPTION", help="The reference and the option; the option alone with --target."
        ),
    ],
    *,
    vary: Annotated[
        str,
        typer.Option(
            "--vary",
            autocompletion=completing.varied,
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
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Find the value of one number at which an option costs what the reference costs."""
    from estimate.cli.output import asked, deliver
    from estimate.studies.breakeven import breakeven
    from estimate.studies.request import Request
    from estimate.views import breakeven as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    request = Request(scenarios[-1], settings, rates, as_of, currency, at)
    deliver(breakeven(scenarios, request, vary, target, (low, high)), view, shown)
    return Status.DONE
