"""Text in the width there is: padded, cut and wrapped by cells, as terminals count them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text


def fitted(text: str, width: int) -> str:
    """The text padded or cut to exactly so many cells."""
    if cell_len(text) > width:
        while text and cell_len(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cell_len(text))


def wrapped(lead: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """Words on as many lines as they need, the later ones indented like the first; a per cent sign stays with its number."""
    line = lead
    empty = True
    for word in (part.replace("\0", " ") for part in text.replace(" %", "\0%").split()):
        if not empty and cell_len(line) + 1 + cell_len(word) > width:
            yield Text(line, style)
            line, empty = " " * cell_len(lead), True
        line += word if empty else f" {word}"
        empty = False
    yield Text(line, style)
