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
    FileFormatOption,
    FullOption,
    NoColorOption,
    NoRangeOption,
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
    from estimate.cli.output import Output
    from estimate.report.comparison import Comparison


def compare_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(metavar="REFERENCE OPTION...", help="Scenarios or saved estimates; the first is the reference."),
    ],
    *,
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
    no_range: NoRangeOption = False,
    only_given: OnlyGivenOption = False,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FileFormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Compare two to eight options: cost by line, why they differ, and when the money is back."""
    from estimate.cli.output import FILES, FORMATS, Detail, asked
    from estimate.studies.compare import compared
    from estimate.studies.draws import DrawOptions
    from estimate.studies.request import Request

    request = Request(scenarios[0], with_only_given(settings, asked=only_given), rates, as_of, currency, at)
    detail, known = Detail(full, depth), (*FORMATS, *FILES)
    shown = asked(form, output, no_color=no_color, quiet=quiet, known=known, detail=detail)
    found = compared(scenarios, request, None if no_range else DrawOptions(draws, seed), offer)
    show_comparison(found, shown, only_differences=only_differences, inputs=inputs)
    return Status.DONE


def show_comparison(found: Comparison, output: Output, *, only_differences: bool = False, inputs: bool = False) -> None:
    """Show a comparison at the console, or write it in its format."""
    from estimate.cli.handover import compared_over
    from estimate.cli.output import FILES, deliver, write
    from estimate.report.comparison_document import comparison_document
    from estimate.views import comparison as view

    if output.form in FILES:
        write(compared_over(output.form, found), output.file, quiet=output.quiet)
        return
    content = comparison_document(found)
    if only_differences or inputs:
        deliver(content, view.Part(only_differences, inputs), output)
    else:
        deliver(content, view, output)
