"""`estimate compare`: the options of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    DrawsOption,
    FormatOption,
    NoColorOption,
    OnlyGivenOption,
    OutputOption,
    QuietOption,
    RatesOption,
    SeedOption,
    SetOption,
    with_only_given,
)


def compare_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(metavar="REFERENCE OPTION...", help="Scenarios or saved estimates; the first is the reference."),
    ],
    only_differences: Annotated[
        bool, typer.Option("--only-differences", help="Leave out what is the same everywhere.")
    ] = False,
    inputs: Annotated[bool, typer.Option("--inputs", help="List every input that differs, with its worth.")] = False,
    offer: Annotated[
        str | None,
        typer.Option("--case", metavar="NAME", help="Compare at this case of the scenarios, such as a later offer."),
    ] = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
    no_range: Annotated[bool, typer.Option("--no-range", help="No draws: the expected values alone.")] = False,
    only_given: OnlyGivenOption = False,
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Compare two to eight options: cost by line, why they differ, and when the money is back."""
    from estimate.cli.comparing import Show, run_compare
    from estimate.cli.estimating import FILES, FORMATS, Luck, chosen_format
    from estimate.cli.session import Request

    request = Request(scenarios[0], with_only_given(settings, asked=only_given), rates, as_of, currency, at)
    show = Show(chosen_format(form, output, (*FORMATS, *FILES)), output, only_differences, inputs, no_color, quiet)
    return run_compare(scenarios, request, show, None if no_range else Luck(draws, seed), offer)
