"""`estimate questions FILE`: what a vendor's quote leaves open, as a list to send."""

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
    SetOption,
)
from estimate.ground.errors import InvalidInput, Problem, Status


def questions_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO...", help="The bids; numbers go on through all of them. - reads standard input."
        ),
    ],
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Print the list of questions to send to a vendor, with what the estimate takes meanwhile."""
    from estimate.answers.estimate import estimate
    from estimate.cli.output import asked, deliver
    from estimate.report.document import document
    from estimate.report.questions import questions_document
    from estimate.report.sections import report
    from estimate.studies.request import Request
    from estimate.views import questions as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    found = []
    problems: list[Problem] = []
    for scenario in scenarios:
        try:
            found.append(document(report(estimate(Request(scenario, settings, rates, as_of, currency).case()))))
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    deliver(questions_document(found), view, shown)
    return Status.DONE
