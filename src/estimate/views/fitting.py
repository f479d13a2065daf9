"""Text in the width there is: padded, cut and wrapped by cells, as terminals count them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.ascii import ascii_only
from estimate.language import shown


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text in the chosen language, with blanks up to so many cells; never cut, and one blank behind it where it has blanks in English."""
    said = shown(text)
    blank = " " * (width - cell_len(said))
    if not blank and text.endswith(" ") and not said.endswith(" "):
        blank = " "
    return blank + said if right else said + blank


def width_of(text: str) -> int:
    """How many cells the text takes in the chosen language."""
    return cell_len(shown(text))


def fitted(text: str, width: int) -> str:
    """The text in the chosen language, padded or cut to exactly so many cells."""
    text = shown(text)
    if cell_len(text) > width:
        while text and cell_len(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cell_len(text))


def wrapped(lead: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """Words in the chosen language on as many lines as they need, the later ones indented like the first; a per cent sign stays with its number."""
    lead, text = padded(lead, cell_len(lead)), shown(text)
    line = lead
    empty = True
    for word in (part.replace("\0", " ") for part in text.replace(" %", "\0%").split()):
        if not empty and cell_len(line) + 1 + cell_len(word) > width:
            yield Text(line, style)
            line, empty = " " * cell_len(lead), True
        line += word if empty else f" {word}"
        empty = False
    yield Text(line, style)


def in_ascii(line: Text, width: int) -> Iterator[Text]:
    """The line for a stream that takes only ASCII, on as many as it then needs: stand-ins such as KRW are wider than their signs.

    Gaps that align columns take up what the stand-ins have added.
    """
    made = Text(style=line.style)
    added = 0
    for at, letter in enumerate(line.plain):
        style = next((span.style for span in reversed(line.spans) if span.start <= at < span.end), "")
        said = ascii_only(letter)
        if said == " " and added > 0 and line.plain[max(0, at - 1)] == " ":
            added -= 1
            continue
        added += len(said) - cell_len(letter)
        while said == " " and added < 0 and line.plain[max(0, at - 1)] == " ":
            said, added = said + " ", added + 1
        made.append(said, style)
    if made.cell_len <= width or not made.plain.strip():
        yield made
        return
    lead = len(made.plain) - len(made.plain.lstrip())
    yield from wrapped(made.plain[:lead], made.plain, width)
