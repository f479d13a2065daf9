"""`estimate schema KIND`: what files and results may hold."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.ground.errors import Status, UsageError, did_you_mean

REFERENCE = "reference"


def schema_command(
    what: Annotated[
        str,
        typer.Argument(
            autocompletion=completing.among("scenario", "rates", "output", "comparison", "reference"),
            metavar="scenario|rates|output|comparison|reference|...",
            help="Which format (output is an estimate; any other result goes by its name), or the reference of all keys.",
        ),
    ],
) -> int:
    """Print the JSON Schema of a format, for editors and scripts."""
    from estimate.report.schemas import TYPES, card_items, schema

    if what == REFERENCE:
        from estimate.views.reference import render

        print(render(schema("scenario"), card_items()), end="")
        return Status.DONE
    if what not in TYPES:
        raise UsageError(f"no schema of {what} ({did_you_mean(what, (*TYPES, REFERENCE))})")
    print(json.dumps(schema(what), indent=2))
    return Status.DONE
