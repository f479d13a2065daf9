"""`estimate FILE`: the estimate, or again a saved result, and the gates that a pipeline sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing
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
    TodayOption,
    with_only_given,
    with_today,
)
from estimate.cli.run_estimate import run_estimate


def estimate_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO...",
            help="A scenario in YAML, or a saved estimate; several are compared. - is standard input.",
        ),
    ],
    *,
    full: FullOption = False,
    depth: DepthOption = None,
    today: TodayOption = None,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FileFormatOption = None,
    output: OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 4 where a cost has no price.")] = False,
    fail_above: Annotated[
        float | None, typer.Option("--fail-above", metavar="AMOUNT", help="Exit with 5 where the total is above.")
    ] = None,
    sure: Annotated[
        str | None,
        typer.Option(
            "--sure", metavar="SHARE", help="With --fail-above: test what is enough in so many cases, such as 80%."
        ),
    ] = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
    no_range: NoRangeOption = False,
    only_given: OnlyGivenOption = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="PERIOD",
            autocompletion=completing.among(*completing.PERIODS),
            help="Cost by month, quarter or year (of the calendar) and category, for a budget.",
        ),
    ] = None,
    fail_above_per_contact: Annotated[
        float | None,
        typer.Option("--fail-above-per-contact", metavar="AMOUNT", help="Exit with 5 where a contact costs more."),
    ] = None,
    fail_if_dearer_than: Annotated[
        Path | None,
        typer.Option(
            "--fail-if-dearer-than", metavar="FILE", help="Exit with 5 where it costs more than that scenario."
        ),
    ] = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Estimate one scenario: total, lines, staffing, and what was assumed. Several are shown side by side."""
    return run_estimate(
        scenarios,
        full=full,
        depth=depth,
        settings=with_today(with_only_given(settings, asked=only_given), today),
        rates=rates,
        as_of=as_of,
        currency=currency,
        at=at,
        form=form,
        output=output,
        strict=strict,
        fail_above=fail_above,
        sure=sure,
        draws=draws,
        seed=seed,
        no_range=no_range,
        by=by,
        fail_above_per_contact=fail_above_per_contact,
        fail_if_dearer_than=fail_if_dearer_than,
        no_color=no_color,
        quiet=quiet,
    )
