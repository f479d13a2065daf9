"""`estimate init`: the options of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import RatesOption


def init_command(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; standard output without.")
    ] = None,
    *,
    region: Annotated[
        list[str],
        typer.Option(
            "--region",
            autocompletion=completing.regions,
            metavar="REGION",
            help="A country, nearshore or cheapest (three); repeatable.",
            default_factory=list,
            show_default=False,
        ),
    ],
    channel: Annotated[
        list[str],
        typer.Option(
            "--channel",
            autocompletion=completing.among(*completing.CHANNELS),
            metavar="CHANNEL",
            help="voice, chat, email, social or back_office; repeatable.",
            default_factory=list,
            show_default=False,
        ),
    ],
    contacts: Annotated[
        list[str],
        typer.Option(
            "--contacts",
            metavar="N",
            help="Contacts a month, one for each channel.",
            default_factory=list,
            show_default=False,
        ),
    ],
    people: Annotated[
        float | None, typer.Option("--people", metavar="N", min=0, help="How many people do it today.")
    ] = None,
    cost: Annotated[
        str | None, typer.Option("--cost", metavar="AMOUNT", help="What that costs a month, such as 27,000 EUR.")
    ] = None,
    customers: Annotated[
        str | None, typer.Option("--customers", metavar="PLACE", help="The customers' country or time zone.")
    ] = None,
    hours: Annotated[
        str | None, typer.Option("--hours", metavar="HOURS", help="24/7, business, or mon-fri 9-17.")
    ] = None,
    languages: Annotated[
        str | None, typer.Option("--languages", metavar="LIST", help="Languages, such as en,es.")
    ] = None,
    blend: Annotated[
        bool | None, typer.Option("--blend/--apart", help="The same people write emails between chats, or others.")
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            autocompletion=completing.templates,
            metavar="TEMPLATE",
            help="Begin with a usual desk, such as online-shop; see --list.",
        ),
    ] = None,
    size: Annotated[
        float | None,
        typer.Option("--size", metavar="N", min=1, help="With --like: how many orders, customers or rooms."),
    ] = None,
    list_templates: Annotated[bool, typer.Option("--list", help="List the templates of --like.")] = False,
    rates: RatesOption,
) -> int:
    """Write scenarios that run, from questions or from options, and compare them. Never overwrites a file."""
    from estimate.cli.init.answers import Answers, count_in
    from estimate.cli.init.steps import run_init, run_list

    if list_templates:
        return run_list()
    counts = [count_in(one) for one in contacts]
    answers = Answers(region, channel, counts, hours, languages, customers, people, cost, blend, like=like, size=size)
    return run_init(file, answers, rates)
