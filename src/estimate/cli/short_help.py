"""The help of a command on one screen: what it is for, the options that are used most, two examples; `--help-all` has every option."""

from __future__ import annotations

import copy
import re
import textwrap
from typing import Any

from typer.core import TyperCommand, TyperGroup

from estimate.cli.help_texts import first_screen
from estimate.language import OPTION

WIDTH, ROWS = 80, 24
NAMES = 26
"""The widest column of options; a longer one has its words on the next row."""
LANGUAGE = (f"{OPTION} CODE", "Show it in this language (en, ko), else the environment's. JSON and CSV stay English.")
"""The option that is read before any command runs, so that errors are in the language too."""
RARE = (
    "--debug", "--no-color", "--quiet", "--seed", "--as-of", "--at", "--only-given", "--rates", "--currency", "--no-range", "--draws",
    "--sure", "--fail-if-dearer-than", "--fail-above-per-contact", "--case", "--only-differences", "--inputs", "--depth", "--strict",
    "--fail-above", "--overlap", "--month", "--draws-csv", "--points", "--from", "--to", "--tolerance", "--support-type", "--area", "--basis",
    "--unit", "--list", "--size", "--customers", "--blend", "--languages", "--by", "--output",
)  # fmt: skip
"""Options that give way first where the screen would be too tall, in this order."""


class GroupedHelp(TyperGroup):
    """The command without a subcommand: its help is one screen of 80 columns, and no line is cut."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the screen: each group beside its commands, two examples, the exit statuses."""
        formatter.write(first_screen([name for name in self.list_commands(ctx) if self.get_command(ctx, name)]))


class ShortHelp(TyperCommand):
    """A command whose help fits a screen of 80 columns and 24 rows."""

    _all: Any = None

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, with --help-all behind --help."""
        params, asked = super().get_params(ctx), self.get_help_option(ctx)
        if asked is None:
            return params
        if self._all is None:
            self._all = copy.copy(asked)
            self._all.name, self._all.opts, self._all.callback = "help_all", ["--help-all"], _show_all
            self._all.help = "Show every option."
        return [*params, self._all]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the screen."""
        formatter.write(self.screen(ctx))

    def format_all(self, ctx: Any, formatter: Any) -> None:
        """Write the whole help, with every option."""
        super().format_help(ctx, formatter)
        if not self._has_own_language(ctx):
            formatter.write("\n")
            formatter.write_dl([LANGUAGE])

    def screen(self, ctx: Any) -> str:
        """The text of `--help`: options move into one line, the rarest first, until it fits."""
        shown = [param for param in self.get_params(ctx) if param.opts and param is not self.get_help_option(ctx)]
        hidden: list[Any] = []
        ranked = sorted((param for param in shown if _rank(param) < len(RARE)), key=_rank)
        while True:
            lines = self._lines(ctx, shown, hidden)
            if len(lines) <= ROWS or not ranked:
                return "\n".join(lines) + "\n"
            rarest = ranked.pop(0)
            shown.remove(rarest)
            hidden.append(rarest)

    def _has_own_language(self, ctx: Any) -> bool:
        """Whether --language is an option of the command itself, for the language of customers."""
        return any(OPTION in param.opts for param in self.get_params(ctx))

    def _lines(self, ctx: Any, shown: list[Any], hidden: list[Any]) -> list[str]:
        arguments = [param.metavar for param in self.get_params(ctx) if param.param_type_name == "argument"]
        usage = " ".join([ctx.command_path, *arguments, "[OPTIONS]"])
        lines = textwrap.wrap(f"Usage: {usage}", WIDTH, subsequent_indent="       ")
        lines += textwrap.wrap(" ".join((self.help or "").split()), WIDTH)
        lines.append("")
        for param in shown:
            if param is not self._all and (row := _row(param, ctx)):
                lines += row
        names = ", ".join([*(_name(param) for param in hidden), *([] if self._has_own_language(ctx) else [OPTION])])
        if names:
            lines += textwrap.wrap(
                f"Also: {names}; --help-all says what each does.", WIDTH, subsequent_indent="  ", break_on_hyphens=False
            )
        examples = [line.strip() for line in (self.epilog or "").splitlines() if line.strip().startswith("estimate")]
        return [*lines, "", *examples] if examples else lines


def _row(param: Any, ctx: Any) -> list[str]:
    """An option or an argument: its names beside what it is for."""
    record = param.get_help_record(ctx)
    if record is None:
        return []
    names, words = record
    if param.param_type_name == "argument":
        names = param.metavar
    words = re.sub(r"  \[(required|[^]]*<=?x|x>=?[^]]*)[^]]*\]", "", words)
    front = f"  {names:<{NAMES - 4}}  "
    return textwrap.wrap(f"{front}{words}", WIDTH, subsequent_indent=" " * NAMES, break_on_hyphens=False)


def _rank(param: Any) -> int:
    """How rare an option is; arguments and the others are not."""
    return min((RARE.index(name) for name in param.opts if name in RARE), default=len(RARE))


def _name(param: Any) -> str:
    found: str = next((name for name in param.opts if name.startswith("--")), param.opts[0])
    return found


def _show_all(ctx: Any, _param: Any, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    formatter = ctx.make_formatter()
    ctx.command.format_all(ctx, formatter)
    print(formatter.getvalue().rstrip("\n"))
    ctx.exit()
