"""Where a result goes: to the console in its width, or to a file, all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from estimate.ground.errors import UsageError, did_you_mean
from estimate.ground.records import dataclass
from estimate.language import ENGLISH, chosen, keep, shown

if TYPE_CHECKING:
    from rich.text import Text

    from estimate.views.formats import View

FORMATS = ("table", "json", "csv", "markdown")
"""The formats that every document has."""
FILES = ("xlsx", "html")
"""The formats that are always a file: a workbook and a page, made from the formulas themselves."""
STREAM = "ndjson"
"""One document a line, for any number of scenarios."""
EXTENSIONS = {
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "table",
    ".html": "html",
    ".xlsx": "xlsx",
}
COLORED = {"FORCE_COLOR", "TTY_COMPATIBLE"}
"""Variables of the environment by which people tell rich that a stream takes color, or takes none."""
USUAL_WIDTH = 80
SYSTEM = ("/dev", "/proc")
"""Folders whose entries stand for devices and for files that are open already."""


@dataclass(frozen=True)
class Detail:
    """How much is shown: the first screen or all of it, and on the first screen the categories alone (1) or their lines too (2)."""

    full: bool = False
    depth: int | None = None

    def check(self, *, at_terminal: bool) -> None:
        """Raises UsageError for a depth that is none, and where it would have no effect."""
        if self.depth is None:
            return
        if self.depth not in (1, 2):
            raise UsageError(f"--depth {self.depth} is none (1 for categories, 2 for their lines)")
        if self.full or not at_terminal:
            raise UsageError(
                "--depth is for the first screen (leave out --full, --format and -o, which have every line)"
            )


@dataclass(frozen=True)
class Output:
    """What the options say of a result: its format, its file (standard output without one), color, notes to the person, and detail."""

    form: str = "table"
    file: Path | None = None
    no_color: bool = False
    quiet: bool = False
    detail: Detail = Detail()

    @property
    def at_terminal(self) -> bool:
        """Whether it is laid out for the width of the console."""
        return self.form == "table" and self.file is None


def asked(
    form: str | None,
    file: Path | None,
    *,
    no_color: bool,
    quiet: bool,
    known: Sequence[str] = FORMATS,
    detail: Detail = Detail(),
) -> Output:
    """The output that options ask for. Raises UsageError for a format that is not known, or a depth that it has not."""
    chosen = chosen_format(form, file, known)
    detail.check(at_terminal=chosen == "table" and file is None)
    return Output(chosen, file, no_color, quiet, detail)


def chosen_format(form: str | None, file: Path | None, known: Sequence[str] = FORMATS) -> str:
    """The format asked for, or the one that the output file's name ends in."""
    if form is None:
        if file is None:
            return "table"
        if EXTENSIONS.get(file.suffix) not in known:
            raise UsageError(f"cannot tell the format from {file.name} (give --format {'|'.join(known)})")
        return EXTENSIONS[file.suffix]
    if form in known and form in FILES and file is None:
        raise UsageError(f"{form} is a file (say where with -o estimate.{form})")
    if form not in known:
        raise UsageError(f"unknown format {form} ({did_you_mean(form, known)})")
    return form


def deliver(content: Mapping[str, Any], view: View, output: Output) -> None:
    """Show a document at the console in its width, its first screen where it has one, or write it in its format."""
    from estimate.views.formats import NARROWEST, rendered

    if chosen() != ENGLISH:
        from estimate.report.own_names import own_names

        keep(own_names(content))

    if output.at_terminal:
        out = console(no_color=output.no_color)
        width, first = max(NARROWEST, out.width), getattr(view, "first_screen", None)
        if first is None or output.detail.full:
            lines = view.lines(content, width)
        else:
            lines = first(content, width, depth=output.detail.depth or 1)
        for line in lines:
            out.show(line)
        return
    write(rendered(content, view, output.form), output.file, quiet=output.quiet)


class Lines(Protocol):
    """Where lines are shown: its width in columns, and each line."""

    @property
    def width(self) -> int: ...

    def show(self, line: Text) -> None: ...


def console(*, no_color: bool = False) -> Lines:
    """Standard output: its width, and lines with color only where a terminal takes it."""
    if not sys.stdout.isatty() and not COLORED & os.environ.keys():
        return Plain()
    from rich.console import Console
    from rich.theme import Theme

    from estimate.views.colors import READABLE

    class Shown(Console):
        def show(self, line: Text) -> None:
            for part in _encodable(line, self.encoding, self.width):
                self.print(part, soft_wrap=True)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would exit with 1; a reader who has seen enough is no error

    return Shown(
        width=_width(), highlight=False, markup=False, emoji=False, no_color=no_color or None, theme=Theme(READABLE)
    )


class Plain:
    """A pipe or a file, which takes no color. Rich's console is not imported for it: that takes a twentieth of an estimate."""

    def __init__(self) -> None:
        self.width = _width()

    def show(self, line: Text) -> None:
        """Writes a line."""
        for part in _encodable(line, sys.stdout.encoding or "utf-8", self.width):
            sys.stdout.write(f"{part.plain}\n")


def _width() -> int:
    """The columns that the environment names, else those of the terminal that a stream goes to, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns) or USUAL_WIDTH
    for stream in (0, 1, 2):
        with contextlib.suppress(OSError):
            return os.get_terminal_size(stream).columns or USUAL_WIDTH
    return USUAL_WIDTH


def _encodable(line: Text, encoding: str, width: int) -> Iterable[Text]:
    """A line as a stream of this encoding takes it."""
    from estimate.views.fitting import in_ascii

    return [line] if encoding.lower().startswith("utf") else in_ascii(line, width)


def note(text: str) -> None:
    """A word to the person, apart from the data."""
    print(shown(text), file=sys.stderr)


def remark(text: str) -> None:
    """A word about the result to the person, behind the tool's name."""
    print(f"estimate: {shown(text)}", file=sys.stderr)


def write(text: str | bytes, output: Path | None, *, quiet: bool = True) -> None:
    """Write to a file, whole or not at all, or to standard output where there is none."""
    if output is None:
        _print(text)
        return
    try:
        if _is_standard_output(output):
            _print(text)
        elif _is_opened(output):
            _append(text, output)
        else:
            # A link stays a link: the file that it leads to is replaced.
            _replace(text, Path(os.path.realpath(output)))
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
    if not quiet:
        print(shown(f"Wrote {output}"), file=sys.stderr)


def _print(text: str | bytes) -> None:
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
    else:
        sys.stdout.write(_for_stream(text))


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _for_stream(text: str) -> str:
    """JSON for a stream that does not take every character escapes those, so that nothing is lost; other text is left to the stream."""
    if text[:1] not in ("{", "[") or (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf"):
        return text
    return "".join(letter if letter.isascii() else _escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _is_standard_output(output: Path) -> bool:
    """Whether the path leads to where standard output goes, as /dev/stdout does."""
    try:
        return os.path.samestat(output.stat(), os.fstat(1))
    except OSError:
        return False


def _is_opened(output: Path) -> bool:
    """Whether the path is a device, a pipe, or a file that is open already. Raises UsageError for a folder."""
    try:
        mode = output.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write {output}: it is a folder (give a file in it)")
    return not stat.S_ISREG(mode) or any(step.is_relative_to(folder) for step in _chain(output) for folder in SYSTEM)


def _chain(output: Path) -> list[Path]:
    """The path and every link on the way to what it names."""
    steps = [output.absolute()]
    while steps[-1].is_symlink():
        steps.append(steps[-1].parent / steps[-1].readlink())
    return steps


def _append(text: str | bytes, output: Path) -> None:
    # Nothing is cut off: the file behind /dev/fd/3 may hold what others have written.
    with os.fdopen(os.open(output, os.O_WRONLY | os.O_APPEND), "wb") as file:
        file.write(_encoded(text))


def _replace(text: str | bytes, output: Path) -> None:
    import tempfile  # which imports half a dozen modules, and is needed for files alone

    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_encoded(text))
        # mkstemp makes a private file; a result is as readable as any other file of the user's.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
