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
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Print the list of questions to send to a vendor, with what the estimate takes meanwhile."""
    from estimate.answers.estimate import estimate
    from estimate.cli.estimating import chosen_format
    from estimate.cli.output import write
    from estimate.cli.session import Request, console
    from estimate.report.sections import report
    from estimate.views import questions

    chosen = chosen_format(form, output)
    result = []
    problems: list[Problem] = []
    for scenario in scenarios:
        try:
            result.append(report(estimate(Request(scenario, settings, rates, as_of, currency).case())))
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    if chosen == "table" and output is None:
        questions.show(result, console(no_color=no_color))
        return Status.DONE
    render = {
        "json": questions.as_json,
        "csv": questions.as_csv,
        "markdown": questions.markdown,
        "table": questions.text,
    }
    write(render[chosen](result), output, quiet=quiet)
    return Status.DONE
