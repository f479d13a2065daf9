"""Writing a result: all of it, or nothing; a device or pipe is written to and stays what it is."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

from estimate.ground.errors import UsageError

SYSTEM = ("/dev", "/proc")
"""Folders whose entries stand for devices and for files that are open already."""


def write(text: str, output: Path | None, *, quiet: bool = True) -> None:
    """Write to a file, whole or not at all, or to standard output where there is none."""
    if output is None:
        sys.stdout.write(_for_stream(text))
        return
    try:
        if _is_standard_output(output):
            sys.stdout.write(_for_stream(text))
        elif _is_opened(output):
            _append(text, output)
        else:
            # A link stays a link: the file that it leads to is replaced.
            _replace(text, Path(os.path.realpath(output)))
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
    if not quiet:
        print(f"Wrote {output}", file=sys.stderr)


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


def _append(text: str, output: Path) -> None:
    # Nothing is cut off: the file behind /dev/fd/3 may hold what others have written.
    with os.fdopen(os.open(output, os.O_WRONLY | os.O_APPEND), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _replace(text: str, output: Path) -> None:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        # mkstemp makes a private file; a result is as readable as any other file of the user's.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
