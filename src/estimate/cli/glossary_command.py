"""`estimate glossary [TERM]`: the options of the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli.options import NoColorOption


def glossary_command(
    term: Annotated[
        list[str] | None, typer.Argument(metavar="[TERM]", help="A word such as occupancy; all of them without.")
    ] = None,
    no_color: NoColorOption = False,
) -> int:
    """Say what a word of the trade means, as the full estimate and the documentation use it."""
    from estimate.cli.glossary import run_glossary

    return run_glossary(" ".join(term or ()), no_color=no_color)
