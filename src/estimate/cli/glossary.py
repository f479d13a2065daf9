"""`estimate glossary [TERM]`: what a word of the trade means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import FormatOption, NoColorOption, OutputOption, QuietOption
from estimate.ground.errors import Status, UsageError, did_you_mean

if TYPE_CHECKING:
    from estimate.cards.glossary import GlossaryTerm


def glossary_command(
    term: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=completing.terms, metavar="[TERM]", help="A word such as occupancy; all of them without."
        ),
    ] = None,
    *,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Say what a word of the trade means, as the full estimate and the documentation use it."""
    from estimate.cards.catalog import Catalog
    from estimate.cards.glossary import glossary, meant
    from estimate.cli.output import asked, deliver
    from estimate.report.glossary import glossary_document
    from estimate.views import glossary as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    terms, word = glossary(Catalog()), " ".join(term or ())
    if not word:
        deliver(glossary_document(terms), view, shown)
        return Status.DONE
    found = meant(terms, word)
    if found is None:
        raise UsageError(f"the glossary has no {word} ({_hint(terms, word)})")
    deliver(glossary_document([found], word), view, shown)
    return Status.DONE


def _hint(terms: list[GlossaryTerm], word: str) -> str:
    return did_you_mean(word, (form for term in terms for form in term.forms), "estimate glossary lists all")
