"""A sentence behind its label, as the first screens have them, and a sentence with a call of the command."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from estimate.language import shown
from estimate.views.fitting import padded, width_of, wrapped

LABEL = 14


def labeled_call(label: str, text: str, call: str, width: int) -> Iterator[Text]:
    """A sentence and a call, which stands on a line of its own rather than on two."""
    if not text or not call or LABEL + width_of(text) + 1 + cell_len(call) <= width:
        yield from labeled(label, f"{shown(text)} {call}".strip(), width)
        return
    yield from labeled(label, text, width)
    if LABEL + cell_len(call) <= width:
        yield Text(f"{' ' * LABEL}{call}")
    else:
        yield from wrapped("    ", call, width)


def labeled(label: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """A sentence behind its label, on as many lines as it needs."""
    for at, line in enumerate(wrapped(" " * LABEL, text, width)):
        front = padded(label, LABEL) if at == 0 else " " * LABEL
        yield Text.assemble((front, "" if label.startswith(" ") else "bold"), (line.plain[LABEL:], style))
