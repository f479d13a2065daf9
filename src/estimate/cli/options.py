"""The options that several commands share: one spelling and one sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing

ScenarioArgument = Annotated[
    Path, typer.Argument(metavar="SCENARIO", help="A scenario in YAML; - reads standard input.")
]
SetOption = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Replace a value of the scenario; repeatable.",
        autocompletion=completing.paths,
        default_factory=list,
        show_default=False,
    ),
]
RatesOption = Annotated[
    list[Path],
    typer.Option(
        "--rates",
        "--fx-file",
        metavar="PATH",
        help="A folder of your own rate cards, over ours, or a central bank's file of exchange rates; repeatable.",
        default_factory=list,
        show_default=False,
    ),
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Use the rates in force on this date.")]
CurrencyOption = Annotated[
    str | None,
    typer.Option(
        "--currency",
        metavar="CODE",
        help="Show the estimate in this currency.",
        autocompletion=completing.among(*completing.CURRENCIES),
    ),
]
AtOption = Annotated[
    str | None,
    typer.Option(
        "--at",
        autocompletion=completing.among(*completing.WAYS),
        metavar="WHERE",
        help="Take every input at its low, likely or high; without, at its expected value.",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=completing.among(*completing.FORMATS),
        help="table, json, csv or markdown; by default what -o ends in.",
    ),
]
StreamFormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=completing.among(*completing.FORMATS, *completing.STREAMS),
        help="table, json, csv, markdown or ndjson; by default what -o ends in.",
    ),
]
FileFormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=completing.among(*completing.FORMATS, *completing.FILES, *completing.STREAMS),
        help="table, json, csv, markdown, html or xlsx, for estimates also ndjson; by default what -o ends in.",
    ),
]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]
OnlyGivenOption = Annotated[
    bool, typer.Option("--only-given", help="Add nothing from the cards but what is needed to compute.")
]
FullOption = Annotated[bool, typer.Option("--full", help="Everything: every line, people, basis, assumptions, notes.")]
DepthOption = Annotated[
    int | None, typer.Option("--depth", metavar="N", help="1: the four categories alone; 2: their lines too.")
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="AMOUNT", help="What this work costs you a month today: is it worth changing?"),
]
DrawsOption = Annotated[
    int | None, typer.Option("--draws", metavar="N", min=1, max=1_000_000, help="How many draws make the range.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same draws.")]
NoRangeOption = Annotated[bool, typer.Option("--no-range", help="No draws: the expected values alone.")]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No color (NO_COLOR is honored too).")]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="No notes on standard error.")]


def with_only_given(settings: Sequence[str], *, asked: bool) -> list[str]:
    """The settings of a scenario with `--only-given` among them where it is asked for."""
    return [*settings, "only_given=true"] if asked else list(settings)


def with_today(settings: Sequence[str], amount: str | None) -> list[str]:
    """The settings of a scenario with what `--today` says among them."""
    return list(settings) if amount is None else [*settings, f"today.cost_per_month={amount}"]
