"""`estimate regions FILE`: the same workload in every region that has a card, ranked."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    DrawsOption,
    FormatOption,
    NoColorOption,
    NoRangeOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SeedOption,
    SetOption,
)
from estimate.ground.errors import Status


def regions_command(
    scenario: ScenarioArgument,
    *,
    team: Annotated[
        str | None, typer.Option("--team", metavar="NAME", help="Move this team only; all move without.")
    ] = None,
    language: Annotated[
        list[str],
        typer.Option(
            "--language",
            metavar="CODE",
            help="Only where it is spoken anyway; repeatable.",
            default_factory=list,
            show_default=False,
        ),
    ],
    overlap: Annotated[
        float | None,
        typer.Option("--overlap", metavar="HOURS", help="At least so many office hours shared with the customers."),
    ] = None,
    nearshore: Annotated[
        float | None,
        typer.Option("--nearshore", metavar="HOURS", help="At most so many hours from the customers' clock."),
    ] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA", help="Only this part of the world.")] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=1, help="Only the N cheapest.")] = None,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
    no_range: NoRangeOption = False,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Rank every region with a card by what the same workload would cost there."""
    from estimate.cli.output import asked, deliver, remark
    from estimate.studies.draws import DrawOptions
    from estimate.studies.regions import Filters, regions
    from estimate.studies.request import Request
    from estimate.views import regions as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    request = Request(scenario, settings, rates, as_of, currency, at)
    filters = Filters(tuple(language), overlap, nearshore, area, top)
    content = regions(request, filters, team, None if no_range else DrawOptions(draws, seed))
    deliver(content, view, shown)
    refused = content["not_priced"]
    if refused and not quiet and not shown.at_terminal and shown.form != "json":
        remark(f"{len(refused)} regions have no price for this work (see --format json)")
    return Status.DONE
