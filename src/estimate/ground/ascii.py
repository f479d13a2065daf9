"""Text for a stream that takes only ASCII: each sign has a stand-in that says the same, and no character becomes a question mark."""

from __future__ import annotations

import codecs
import unicodedata

SIGNS = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "×": "x", "÷": "/", "·": "|", "…": "...", "→": "->", "±": "+/-", "≥": ">=", "≤": "<=", "≈": "~",
    "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "█": "#", "│": "|", "├": "|", "└": "`", "─": "-", "┌": "|", "┐": "|", "┘": "`",
    "▁": "_", "▂": "_", "▃": ".", "▄": ".", "▅": "-", "▆": "-", "▇": "=", "░": ".", "▒": ":", "▓": "#", "●": "*", "○": "o", "✓": "x",
    "₩": "KRW", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₱": "PHP", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE",
}  # fmt: skip
"""What stands in for the signs that the views print."""
HANDLER = "estimate.ascii"


def ascii_only(text: str) -> str:
    """The text in ASCII: signs by their stand-ins, letters without accents, everything else by its number, such as the one of a syllable of Korean."""
    return text if text.isascii() else "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in SIGNS:
        return SIGNS[letter]
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii())
    return base or letter.encode("ascii", "backslashreplace").decode("ascii")


def register() -> None:
    """Make the stand-ins an error handler for encodings, by the name of HANDLER."""

    def replaced(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(_plain, error.object[error.start : error.end])), error.end

    codecs.register_error(HANDLER, replaced)
