"""`estimate should-cost FILE`: what each vendor's work should cost, against its price."""

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
from estimate.ground.errors import Status, UsageError


def should_cost_command(
    scenario: ScenarioArgument,
    *,
    explained: Annotated[
        str | None,
        typer.Option("--explain", metavar="LINE", help="The tree behind a line or quantity of the should-cost."),
    ] = None,
    seed: SeedOption = 1,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Say what each vendor's work should cost at the wages of its site, against its price."""
    from estimate.answers.estimate import estimate
    from estimate.answers.should_cost import should_costs
    from estimate.cli.explain import explain
    from estimate.cli.output import asked, deliver
    from estimate.report.should_cost import should_cost_document
    from estimate.studies.request import Request
    from estimate.views import should_cost as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    result = estimate(Request(scenario, settings, rates, as_of, currency).case())
    if explained is None:
        deliver(should_cost_document(result, should_costs(result, seed=seed)), view, shown)
        return Status.DONE
    books = [one.book for one in should_costs(result) if one.book is not None]
    if not books:
        raise UsageError("there is no should-cost to explain (estimate should-cost FILE says why)")
    return explain(books, explained, shown, rates=rates)
