"""The glossary on a terminal: one term, or the names of all."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from estimate.cards.glossary import GlossaryTerm
from estimate.views.fitting import fitted, wrapped

NARROWEST = 60


def show(term: GlossaryTerm, console: Console) -> None:
    """Print a term: its name, what it means, its other forms."""
    width = max(NARROWEST, console.width)
    console.print(Text(term.name, "bold"), soft_wrap=True)
    for line in wrapped("  ", term.says, width):
        console.print(line, soft_wrap=True)
    if term.also:
        for line in wrapped("  Also: ", ", ".join(term.also), width):
            console.print(line, soft_wrap=True)


def show_all(terms: Sequence[GlossaryTerm], console: Console) -> None:
    """Print the names of all terms in columns, read downward."""
    width = max(NARROWEST, console.width)
    wide = max((cell_len(term.name) for term in terms), default=0) + 2
    columns = max(1, width // wide)
    rows = -(-len(terms) // columns)
    for at in range(rows):
        names = [term.name for term in terms[at::rows]]
        console.print(Text("".join(fitted(name, wide) for name in names).rstrip()), soft_wrap=True)
    console.print(Text("\nestimate glossary TERM says what one of them means."), soft_wrap=True)
