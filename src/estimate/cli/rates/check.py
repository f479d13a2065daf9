"""`estimate rates check [DIR]`: what is wrong with rate cards, or with `--worst N` what to look up next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli.options import AsOfOption, FormatOption, NoColorOption, OutputOption, QuietOption
from estimate.ground.errors import Status


def check_command(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of rate cards; the tool's own without it.")
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 where there is any finding.")] = False,
    worst: Annotated[
        int,
        typer.Option(
            "--worst", metavar="N", min=0, help="List the N facts that move typical desks most and are known worst."
        ),
    ] = 0,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Check cards for mistakes; --worst lists what to look up next."""
    from estimate.cli.output import asked, deliver, note
    from estimate.cli.rates.asked import date_of, folder_of_cards

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    catalog, date = folder_of_cards(folder), date_of(as_of)
    name = None if folder is None else str(folder)
    if worst:
        from estimate.answers.rates_worst import worth_knowing
        from estimate.report.rates_worst import rates_worst_document
        from estimate.views import rates_worst

        deliver(rates_worst_document(worth_knowing(catalog, date)[:worst], name), rates_worst, shown)
        return Status.DONE
    from estimate.answers.rates_check import check
    from estimate.report.rates_check import rates_check_document
    from estimate.views import rates_check

    content = rates_check_document(check(catalog, folder, date), name)
    deliver(content, rates_check, shown)
    if not quiet:
        note(rates_check.summary(content))
    return Status.GATE if strict and content["findings"] else Status.DONE
