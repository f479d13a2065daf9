"""`estimate questions FILE`: what a vendor's quote leaves open, as a list to send."""

from __future__ import annotations

from estimate.cli.options import (
    AsOfOption,
    CurrencyOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)
from estimate.ground.errors import Status


def questions_command(
    scenario: ScenarioArgument,
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
    result = report(estimate(Request(scenario, settings, rates, as_of, currency).case()))
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
