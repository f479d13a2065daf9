"""`estimate validate FILE…`: every problem of scenarios and rate cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimate.cli.options import FormatOption, NoColorOption, OutputOption, QuietOption, RatesOption
from estimate.ground.errors import InvalidInput, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estimate.report.validate import Checked


def validate_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scenarios and rate cards, or folders of them.")
    ],
    *,
    rates: RatesOption,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Check scenarios and rate cards, and report every problem of all of them."""
    from estimate.cli.output import asked, deliver, note
    from estimate.report.validate import validate_document
    from estimate.studies.portfolio import files_of
    from estimate.views import validate as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    found = (_checked(file, rates, of_folder=of_folder) for file, of_folder in files_of(files))
    content = validate_document([one for one in found if one is not None])
    deliver(content, view, shown)
    if not quiet:
        note(view.summary(content))
    return Status.DONE if content["valid"] else Status.INVALID


def _checked(file: Path, rates: Sequence[Path], *, of_folder: bool) -> Checked | None:
    """What is wrong with a scenario, each of its named cases among it, or with a card; else what an estimate would note.

    None for a file that a folder brought and that is neither, such as what other scenarios extend.
    """
    from estimate.files.named_cases import named_cases
    from estimate.report.validate import Checked
    from estimate.schema.card_check import check_card, is_card
    from estimate.studies.portfolio import is_scenario
    from estimate.studies.request import Request, read_document

    try:
        document = read_document(file)
        if is_card(document):
            check_card(document)
            return Checked(document.source)
        if of_folder and not is_scenario(document):
            return None
        request = Request(file, rates=rates)
        case = request.case_of(document)
        if case.scenario.cases:
            for _, named in named_cases(document):
                request.case_of(named)
    except InvalidInput as error:
        return Checked(str(file), error.problems)
    return Checked(document.source, notes=tuple(case.warnings))
