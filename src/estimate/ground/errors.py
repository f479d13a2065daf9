"""What can go wrong, said so that a person can mend it, and the exit statuses that tell a script."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from estimate.ground.records import dataclass


class Status(IntEnum):
    """Exit statuses of the command, the same for every subcommand."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INVALID = 3
    INCOMPLETE = 4
    GATE = 5
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a text: 1-based line and column, and how many characters it covers."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it stands, what is wrong, what to do.

    `path` is the dotted address inside the file (`teams[0].queues[1].channel`), empty for the file as a whole;
    `excerpt` is the line of the file at `place`. `message` says what is wrong and ends with the remedy in parentheses.
    """

    source: str
    message: str
    path: str = ""
    place: Place | None = None
    excerpt: str = ""

    def __str__(self) -> str:
        return self.said(self.message)

    def said(self, message: str) -> str:
        """The place, a message (this one, or the same in another language) and the excerpt, as they are printed."""
        spot = f"{self.source}:{self.place.line}:{self.place.column}" if self.place else self.source
        head = f"{spot}: {self.path}: {message}" if self.path else f"{spot}: {message}"
        if not (self.place and self.excerpt.strip()):
            return printable(head)
        number = str(self.place.line)
        start, line = _window(self.excerpt, self.place.column)
        indent = "".join("\t" if ch == "\t" else " " for ch in line[: self.place.column - 1 - start])
        width = max(1, min(self.place.width, len(line) - len(indent)))
        return "\n".join(
            (
                printable(head),
                f"  {number} | {printable(line, keep_tabs=True)}",
                f"  {' ' * len(number)} | {indent}{'^' * width}",
            )
        )


class InvalidInput(Exception):
    """Every problem found in the inputs of one run, each once, in the order of the files."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(Exception):
    """The command was called in a way it does not take; the message says how to call it."""


def printable(text: str, *, keep_tabs: bool = False) -> str:
    """The text with control characters shown as escapes, so that no name can drive the terminal."""
    return "".join(
        ch if ch.isprintable() or ch == "\n" or (keep_tabs and ch == "\t") else ch.encode("unicode_escape").decode()
        for ch in text
    )


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word closest to a misspelt one, or None where none has this likeness (0-1)."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1, cutoff=likeness)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """What to write in place of a word that is not known: the nearest one, else what `otherwise` says, else all that are known."""
    known = list(known)
    close = nearest(word, known)
    if close:
        return f"did you mean {close}?"
    return f"one of {', '.join(known)}" if otherwise is None else otherwise


def _window(line: str, column: int, limit: int = 120) -> tuple[int, str]:
    """The part of a long line around a column: its start (0-based) and its text."""
    if len(line) <= limit:
        return 0, line
    start = max(0, min(column - 1 - limit // 3, len(line) - limit))
    return start, line[start : start + limit]
