"""`estimate compare`: the options of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    DepthOption,
    DrawsOption,
    FormatOption,
    FullOption,
    NoColorOption,
    OnlyGivenOption,
    OutputOption,
    QuietOption,
    RatesOption,
    SeedOption,
    SetOption,
    with_only_given,
)
from estimate.ground.errors import Status

if TYPE_CHECKING:
    from estimate.cli.output import Detail, Output
    from estimate.report.comparison import Comparison


def compare_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(metavar="REFERENCE OPTION...", help="Scenarios or saved estimates; the first is the reference."),
    ],
    full: FullOption = False,
    depth: DepthOption = None,
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
    from estimate.cli.output import Detail, asked
    from estimate.studies.compare import compared
    from estimate.studies.draws import Luck
    from estimate.studies.request import Request

    request = Request(scenarios[0], with_only_given(settings, asked=only_given), rates, as_of, currency, at)
    shown = asked(form, output, no_color=no_color, quiet=quiet)
    detail = Detail(full, depth)
    detail.check(shown)
    found = compared(scenarios, request, None if no_range else Luck(draws, seed), offer)
    show_comparison(found, shown, detail, only_differences=only_differences, inputs=inputs)
    return Status.DONE


def show_comparison(
    found: Comparison, output: Output, detail: Detail, *, only_differences: bool = False, inputs: bool = False
) -> None:
    """Show a comparison at the console, its first screen unless all of it or a part of that is asked for, or write it in its format."""
    from estimate.cli.output import console, write
    from estimate.views import comparison as view

    if output.at_terminal and not (detail.full or only_differences or inputs):
        from estimate.report.comparison_document import comparison_document
        from estimate.views import first_comparison

        out = console(no_color=output.no_color)
        first_comparison.show(comparison_document(found), out, depth=detail.depth or 1)
    elif output.at_terminal:
        view.show(found, console(no_color=output.no_color), only_differences=only_differences, inputs=inputs)
    else:
        text = view.render(found, output.form, only_differences=only_differences, inputs=inputs)
        write(text, output.file, quiet=output.quiet)
