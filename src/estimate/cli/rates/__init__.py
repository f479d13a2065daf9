"""`estimate rates …`: what the cards know, what is wrong with them, and a card of one's own. Bodies are imported late."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import AsOfOption, NoColorOption, RatesOption

rates_app = typer.Typer(
    help="List, show, check and begin rate cards.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

FormatOption = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        autocompletion=completing.among("table", "json", "csv"),
        metavar="FORMAT",
        help="table, json or csv.",
    ),
]


@rates_app.command("list")
def list_command(
    region: Annotated[
        str | None,
        typer.Option("--region", autocompletion=completing.regions, metavar="REGION", help="Only this region."),
    ] = None,
    support_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only this kind of support, such as voice.")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help="Only this part of the world, such as latin_america.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="Only this unit: logged_in_hour or USD/logged_in_hour.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="BASIS", help="Only quoted, derived, modeled or assumed.")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="KEY", help="region, expected or likely (by unit, in US dollars), age or grade."
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--map", help="Show a map instead: each region by kind of support, and how well it is known."),
    ] = False,
    form: FormatOption = "table",
    rates: RatesOption = [],  # noqa: B006 - Typer copies it
    as_of: AsOfOption = None,
    no_color: NoColorOption = False,
) -> int:
    """List the prices, how good and how old; --map shows what is covered."""
    from estimate.cli.rates.list import Filters, run_list, run_map

    filters = Filters(region, support_type, area, unit, basis)
    run = run_map if coverage else run_list
    return run(filters, sort=sort, form=form, rates=rates, as_of=as_of, no_color=no_color)


@rates_app.command("show")
def show_command(
    region: Annotated[
        str, typer.Argument(autocompletion=completing.regions, metavar="REGION", help="A region, such as philippines.")
    ],
    support_type: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="Only this kind of support, such as voice.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "-f", "--format", autocompletion=completing.among("table", "json"), metavar="FORMAT", help="table or json."
        ),
    ] = "table",
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    no_color: NoColorOption = False,
) -> int:
    """Show a region's card with sources, notes and the floor of wages."""
    from estimate.cli.rates.list import run_show

    return run_show(region, support_type, form=form, rates=rates, as_of=as_of, no_color=no_color)


@rates_app.command("fx")
def fx_command(
    reference: Annotated[
        str | None,
        typer.Argument(metavar="[CURRENCY]", help="The currency to measure in, such as EUR; US dollars without."),
    ] = None,
    form: FormatOption = "table",
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    no_color: NoColorOption = False,
) -> int:
    """List the exchange rates: range, date and source."""
    from estimate.cli.rates.fx import run_fx

    return run_fx(reference, form=form, rates=rates, as_of=as_of, no_color=no_color)


@rates_app.command("check")
def check_command(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of rate cards; the tool's own without it.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 where there is any finding.")] = False,
    worst: Annotated[
        int,
        typer.Option(
            "--worst", metavar="N", min=0, help="List the N facts that move typical desks most and are known worst."
        ),
    ] = 0,
    form: FormatOption = "table",
    as_of: AsOfOption = None,
) -> int:
    """Check cards for mistakes; --worst lists what to look up next."""
    from estimate.cli.rates.list import run_check, run_worst

    if worst:
        return run_worst(folder, worst, form=form, as_of=as_of)
    return run_check(folder, strict=strict, form=form, as_of=as_of)


@rates_app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the card is called, such as vendor-x.")],
    base: Annotated[
        str,
        typer.Option(
            "--from", autocompletion=completing.regions, metavar="REGION", help="The region that it begins as."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; standard output without.")
    ] = None,
    rates: RatesOption = [],  # noqa: B006
) -> int:
    """Write a commented card to fill in. Never overwrites."""
    from estimate.cli.rates.list import run_new

    return run_new(name, base, output, rates)
