"""The document of `glossary`: words of the trade and what they mean; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.cards.glossary import GlossaryTerm

VERSION = "1.0"


class TermDocument(TypedDict):
    """A word, its other forms, and what it means."""

    name: str
    also: list[str]
    says: str


class GlossaryDocument(TypedDict):
    """One term, where `asked` has the word that somebody asked for, else all of them in the order of the alphabet."""

    glossary_version: str
    asked: str | None
    terms: list[TermDocument]


def glossary_document(terms: Sequence[GlossaryTerm], asked: str | None = None) -> GlossaryDocument:
    """Terms as plain data."""
    return {
        "glossary_version": VERSION,
        "asked": asked,
        "terms": [{"name": term.name, "also": list(term.also), "says": term.says} for term in terms],
    }
