"""`estimate glossary [TERM]`: what a word of the trade means."""

from __future__ import annotations

from estimate.cli.session import console
from estimate.ground.errors import Status, UsageError, nearest
from estimate.inputs.catalog import Catalog
from estimate.inputs.glossary import Term, glossary, meant


def run_glossary(word: str, *, no_color: bool) -> Status:
    """Print one term, or the names of all. Raises UsageError with the nearest term for a word that is none."""
    from estimate.views import glossary as view

    terms = glossary(Catalog())
    out = console(no_color=no_color)
    if not word:
        view.show_all(terms, out)
        return Status.DONE
    found = meant(terms, word)
    if found is None:
        raise UsageError(f"the glossary has no {word} ({_hint(terms, word)})")
    view.show(found, out)
    return Status.DONE


def _hint(terms: list[Term], word: str) -> str:
    close = nearest(word, [form for term in terms for form in term.forms])
    return f"did you mean {close}?" if close else "estimate glossary lists all"
