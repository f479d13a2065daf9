"""`estimate should-cost`: the options of the command line."""

from __future__ import annotations

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
    ScenarioArgument,
    SeedOption,
    SetOption,
)


def should_cost_command(
    scenario: ScenarioArgument,
    explained: Annotated[
        str | None,
        typer.Option("--explain", metavar="LINE", help="The tree behind a line or quantity of the should-cost."),
    ] = None,
    seed: SeedOption = 1,
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Say what each vendor's work should cost at the wages of its site, against its price."""
    from estimate.cli.estimating import chosen_format
    from estimate.cli.session import Request
    from estimate.cli.should_costing import run_explained, run_should_cost

    request = Request(scenario, settings, rates, as_of, currency)
    if explained is not None:
        return run_explained(request, explained, no_color=no_color)
    return run_should_cost(
        request, seed, form=chosen_format(form, output), output=output, no_color=no_color, quiet=quiet
    )
