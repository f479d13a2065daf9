"""The commands and their options. Bodies are short: they call the floors below, which are imported only when needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from estimate import __version__
from estimate.cli.added_command import added_command
from estimate.cli.breakeven_command import breakeven_command
from estimate.cli.compare_command import compare_command
from estimate.cli.help_texts import GroupedHelp, examples_of
from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    DrawsOption,
    FormatOption,
    NoColorOption,
    OnlyGivenOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SeedOption,
    SetOption,
    with_only_given,
)
from estimate.cli.questions_command import questions_command
from estimate.cli.rates_app import rates_app
from estimate.cli.regions_command import regions_command
from estimate.cli.should_cost_command import should_cost_command
from estimate.cli.sureness_commands import sensitivity_command, simulate_command
from estimate.cli.sweep_command import sweep_command
from estimate.ground.errors import Status, UsageError

COMPLETION = "_ESTIMATE_COMPLETE"
"""Set by a shell that asks what may come next; it then says itself what has been typed."""

app = typer.Typer(
    cls=GroupedHelp,
    help="What it costs to outsource customer support, and where that number comes from.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"estimate {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What it costs to outsource customer support, and where that number comes from."""


@app.command("estimate")
def estimate_command(
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO...",
            help="A scenario in YAML, or a saved estimate; several are compared. - is standard input.",
        ),
    ],
    settings: SetOption = [],  # noqa: B006 - Typer copies it
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: FormatOption = None,
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
    no_range: Annotated[bool, typer.Option("--no-range", help="No draws: the expected values alone.")] = False,
    only_given: OnlyGivenOption = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="PERIOD",
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
    from estimate.cli.estimating import FILES, FORMATS, STREAM, Luck, chosen_format, period_asked, run_estimate
    from estimate.cli.gates import Gates, share_of
    from estimate.cli.session import Request

    request = Request(scenarios[0], with_only_given(settings, asked=only_given), rates, as_of, currency, at)
    gates = Gates(
        strict=strict,
        total=fail_above,
        sure=share_of(sure),
        per_contact=fail_above_per_contact,
        dearer_than=fail_if_dearer_than,
    )
    gates.check(drawn=not no_range)
    luck = None if no_range else Luck(draws, seed)
    by = period_asked(by)
    if chosen_format(form, output, (*FORMATS, *FILES, STREAM)) == STREAM:
        from estimate.cli.streaming import run_stream

        gates.refuse_several()
        return run_stream(scenarios, request, luck=luck, output=output, quiet=quiet, by=by)
    if len(scenarios) > 1:
        from estimate.cli.comparing import Show, run_compare

        gates.refuse_several()
        if by is not None:
            raise UsageError("--by divides the cost of one scenario (give one, or --format ndjson)")
        shown = Show(chosen_format(form, output, (*FORMATS, *FILES)), output, no_color=no_color, quiet=quiet)
        return run_compare(scenarios, request, shown, luck)
    return run_estimate(request, gates, luck=luck, form=form, output=output, no_color=no_color, quiet=quiet, by=by)


@app.command("explain")
def explain_command(
    scenario: ScenarioArgument,
    line: Annotated[
        str | None, typer.Argument(metavar="[LINE]", help="A line or a quantity, such as labor.agents or heads.")
    ] = None,
    settings: SetOption = [],  # noqa: B006
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="The month to explain.")] = None,
    no_color: NoColorOption = False,
) -> int:
    """Show the formula, the inputs and the sources behind a line, as a tree."""
    from estimate.cli.explaining import run_explain
    from estimate.cli.session import Request

    return run_explain(Request(scenario, settings, rates, as_of, currency, at), line, month=month, no_color=no_color)


@app.command("staffing")
def staffing_command(
    scenario: ScenarioArgument,
    settings: SetOption = [],  # noqa: B006
    rates: RatesOption = [],  # noqa: B006
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    no_color: NoColorOption = False,
) -> int:
    """Show the week of each queue in agents by the hour, the service it gives, and what cover costs."""
    from estimate.cli.session import Request
    from estimate.cli.staffing import run_staffing

    return run_staffing(Request(scenario, settings, rates, as_of, currency, at), no_color=no_color)


@app.command("init")
def init_command(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; standard output without.")
    ] = None,
    region: Annotated[
        list[str],
        typer.Option("--region", metavar="REGION", help="A country, nearshore or cheapest (three); repeatable."),
    ] = [],  # noqa: B006
    channel: Annotated[
        list[str],
        typer.Option("--channel", metavar="CHANNEL", help="voice, chat, email, social or back_office; repeatable."),
    ] = [],  # noqa: B006
    contacts: Annotated[
        list[str], typer.Option("--contacts", metavar="N", help="Contacts a month, one for each channel.")
    ] = [],  # noqa: B006
    people: Annotated[
        float | None, typer.Option("--people", metavar="N", min=0, help="How many people do it today.")
    ] = None,
    cost: Annotated[
        str | None, typer.Option("--cost", metavar="AMOUNT", help="What they cost a month, such as 27,000 EUR.")
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
        typer.Option("--like", metavar="TEMPLATE", help="Begin with a usual desk, such as online-shop; see --list."),
    ] = None,
    size: Annotated[
        float | None,
        typer.Option("--size", metavar="N", min=1, help="With --like: how many orders, customers or rooms."),
    ] = None,
    list_templates: Annotated[bool, typer.Option("--list", help="List the templates of --like.")] = False,
) -> int:
    """Write scenarios that run, from questions or from options, and compare them. Never overwrites a file."""
    from estimate.cli.start_answers import Answers, count_in
    from estimate.cli.starting import run_init, run_list

    if list_templates:
        return run_list()
    counts = [count_in(one) for one in contacts]
    return run_init(
        file, Answers(region, channel, counts, hours, languages, customers, people, cost, blend, like=like, size=size)
    )


@app.command("validate")
def validate_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenarios and rate cards.")],
    rates: RatesOption = [],  # noqa: B006
    quiet: QuietOption = False,
) -> int:
    """Check scenarios and rate cards, and report every problem of all of them."""
    from estimate.cli.checking import run_validate

    return run_validate(files, rates, quiet=quiet)


@app.command("schema")
def schema_command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="scenario|rates|output|comparison|reference", help="Which format, or the reference of all keys."
        ),
    ],
) -> int:
    """Print the JSON Schema of a format, for editors and scripts."""
    from estimate.cli.checking import run_schema

    return run_schema(what)


@app.command("completion")
def completion_command(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help="Which shell.")],
) -> int:
    """Print the completion script of a shell."""
    from estimate.cli.completing import run_completion

    return run_completion(shell)


app.command("compare")(compare_command)
app.command("breakeven")(breakeven_command)
app.command("regions")(regions_command)
app.command("sweep")(sweep_command)
app.command("should-cost")(should_cost_command)
app.command("questions")(questions_command)
app.command("added")(added_command)
app.command("simulate")(simulate_command)
app.command("sensitivity")(sensitivity_command)
app.add_typer(rates_app, name="rates", help="List, show, check and begin rate cards.")

for _info in app.registered_commands:
    _info.epilog = examples_of(str(_info.name))


def run(arguments: list[str]) -> int:
    """Run the commands on arguments; answers the exit status. Wrong usage is explained on standard error."""
    if COMPLETION in os.environ:
        from estimate.cli.completing import prepare

        prepare()
        arguments = []
    try:
        result = app(arguments, prog_name="estimate", standalone_mode=False)
    except SystemExit:
        # Commands answer a status and never exit; Typer exits by itself only where nobody reads the output any more.
        raise BrokenPipeError from None
    except Exception as error:
        # Typer carries its own copy of click in some versions; its usage errors are known by what they can do.
        show, status = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or status is None:
            raise
        show()
        return Status.USAGE
    return int(result or 0)
