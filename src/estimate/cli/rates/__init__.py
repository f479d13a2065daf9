"""`estimate rates …`: what the cards know, what is wrong with them, and a card of one's own. Each command is a module of its name."""

from __future__ import annotations

import typer

from estimate.cli.rates.check import check_command
from estimate.cli.rates.fx import fx_command
from estimate.cli.rates.list import list_command
from estimate.cli.rates.new import new_command
from estimate.cli.rates.show import show_command

rates_app = typer.Typer(
    help="List, show, check and begin rate cards.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for name, command in (
    ("list", list_command),
    ("show", show_command),
    ("fx", fx_command),
    ("check", check_command),
    ("new", new_command),
):
    rates_app.command(name)(command)
