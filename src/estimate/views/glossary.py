"""The glossary on a terminal, where all terms are names in columns, and as rows and a page, which say what each means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from estimate.language import shown
from estimate.report.glossary import GlossaryDocument, TermDocument
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

COLUMNS = ("term", "also", "says")


def lines(content: GlossaryDocument, width: int) -> Iterator[Text]:
    """What the term means that was asked for, else the names of all."""
    if content["asked"] is None:
        yield from _names(content["terms"], width)
        return
    for term in content["terms"]:
        yield Text(shown(term["name"]), "bold")
        yield from wrapped("  ", term["says"], width)
        if term["also"]:
            yield from wrapped("  Also: ", ", ".join(term["also"]), width)


def rows(content: GlossaryDocument) -> Iterator[list[object]]:
    """A term a row; its other forms are set apart by semicolons."""
    yield list(COLUMNS)
    for term in content["terms"]:
        yield [term["name"], "; ".join(term["also"]), term["says"]]


def page(content: GlossaryDocument) -> Iterator[str]:
    """A Markdown table of what each term means."""
    table = (
        [escaped(term["name"]), escaped(term["says"]), escaped(", ".join(term["also"]))] for term in content["terms"]
    )
    yield from markdown_table(["Term", "What it means", "Also"], table)


def _names(terms: Sequence[TermDocument], width: int) -> Iterator[Text]:
    """The names in columns, read downward."""
    wide = max((cell_len(shown(term["name"])) for term in terms), default=0) + 2
    columns = max(1, width // wide)
    down = -(-len(terms) // columns)
    for at in range(down):
        yield Text("".join(fitted(term["name"], wide) for term in terms[at::down]).rstrip())
    yield Text()
    yield Text(shown("estimate glossary TERM says what one of them means."))
