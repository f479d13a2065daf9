"""`estimate validate FILE…`: every problem of scenarios and rate cards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimate.cli.options import (
    QuietOption,
    RatesOption,
)
from estimate.ground.errors import InvalidInput, Problem, Status


def validate_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenarios and rate cards.")],
    *,
    rates: RatesOption,
    quiet: QuietOption = False,
) -> int:
    """Check scenarios and rate cards, and report every problem of all of them."""
    from estimate.cli.output import note
    from estimate.schema.card_check import check_card, is_card
    from estimate.studies.request import Request, read_document

    problems: list[Problem] = []
    for file in files:
        said: list[str] = []
        try:
            document = read_document(file)
            if is_card(document):
                check_card(document)
            else:
                case = Request(file, rates=rates).case_of(document)
                said = case.warnings
                if case.scenario.cases:
                    from estimate.files.named_cases import named_cases

                    for _, named in named_cases(document):
                        Request(file, rates=rates).case_of(named)
        except InvalidInput as error:
            problems.extend(error.problems)
        else:
            if not quiet:
                note(f"{document.source}: ok")
                for warning in said:
                    note(f"{document.source}: note: {warning}")
    if problems:
        raise InvalidInput(problems)
    return Status.DONE
