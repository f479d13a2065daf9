"""The commands, each a module of its name. Their bodies import the floors below only when they run."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from estimate import __version__
from estimate.cli.added import added_command
from estimate.cli.breakeven import breakeven_command
from estimate.cli.compare import compare_command
from estimate.cli.completion import completion_command
from estimate.cli.estimate import estimate_command
from estimate.cli.explain import explain_command
from estimate.cli.glossary import glossary_command
from estimate.cli.help_texts import GroupedHelp, examples_of
from estimate.cli.init import init_command
from estimate.cli.questions import questions_command
from estimate.cli.rates import rates_app
from estimate.cli.regions import regions_command
from estimate.cli.schema import schema_command
from estimate.cli.sensitivity import sensitivity_command
from estimate.cli.short_help import ShortHelp
from estimate.cli.should_cost import should_cost_command
from estimate.cli.simulate import simulate_command
from estimate.cli.staffing import staffing_command
from estimate.cli.sweep import sweep_command
from estimate.cli.validate import validate_command
from estimate.ground.errors import Status

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


app.command("estimate")(estimate_command)
app.command("explain")(explain_command)
app.command("staffing")(staffing_command)
app.command("init")(init_command)
app.command("validate")(validate_command)
app.command("schema")(schema_command)
app.command("completion")(completion_command)
app.command("compare")(compare_command)
app.command("breakeven")(breakeven_command)
app.command("regions")(regions_command)
app.command("sweep")(sweep_command)
app.command("should-cost")(should_cost_command)
app.command("questions")(questions_command)
app.command("added")(added_command)
app.command("glossary")(glossary_command)
app.command("simulate")(simulate_command)
app.command("sensitivity")(sensitivity_command)
app.add_typer(rates_app, name="rates", help="List, show, check and begin rate cards.")

for _info in app.registered_commands:
    _info.epilog, _info.cls = examples_of(str(_info.name)), ShortHelp
for _info in rates_app.registered_commands:
    _info.epilog, _info.cls = examples_of(f"rates {_info.name}"), ShortHelp


def run(arguments: list[str]) -> int:
    """Run the commands on arguments; answers the exit status. Wrong usage is explained on standard error."""
    if COMPLETION in os.environ:
        from estimate.cli.completing import with_command
        from estimate.cli.completion import prepare

        names = {info.name for info in app.registered_commands} | {"rates"}
        with_command(os.environ, lambda word: word in names)
        prepare()
        arguments = []
    try:
        result = app(arguments, prog_name="estimate", standalone_mode=False)
    except SystemExit:
        if COMPLETION in os.environ:
            return Status.DONE
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
