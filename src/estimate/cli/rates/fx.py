"""`estimate rates fx [CURRENCY]`: the exchange rates that the cards know."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.options import AsOfOption, FormatOption, NoColorOption, OutputOption, QuietOption, RatesOption
from estimate.ground.errors import Status


def fx_command(
    reference: Annotated[
        str | None,
        typer.Argument(metavar="[CURRENCY]", help="The currency to measure in, such as EUR; US dollars without."),
    ] = None,
    *,
    rates: RatesOption,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """List the exchange rates: range, date and source."""
    from estimate.answers.rates_fx import known_rates
    from estimate.cli.output import asked, deliver
    from estimate.cli.rates.asked import cards
    from estimate.report.rates_fx import rates_fx_document
    from estimate.views import rates_fx as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    catalog, date = cards(rates, as_of)
    found = known_rates(catalog, date, reference.upper() if reference else None)
    deliver(rates_fx_document(found, date), view, shown)
    return Status.DONE
