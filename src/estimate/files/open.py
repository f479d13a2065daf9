"""A file or standard input as text, whatever its encoding, and what to do where it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from estimate.files.input_file import InputFile, lines_of
from estimate.files.yaml_reader import parse, refused
from estimate.ground.errors import InvalidInput, Place, Problem, did_you_mean

# How a file begins, with a mark or with the zeros beside a first letter.
UTF_32 = re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff|\0\0\0[^\0]|[^\0]\0\0\0", re.DOTALL)
UTF_16 = re.compile(rb"\xff\xfe|\xfe\xff|\0[^\0]\0[^\0]|[^\0]\0[^\0]\0", re.DOTALL)

LARGEST_FILE = 1_000_000
_CONTROL_BYTES = bytes({*range(32)} - {9, 10, 12, 13})
_BINARY_STARTS = (b"PK\3\4", b"%PDF", b"\x7fELF")


def read(path: Path, *, source: str | None = None) -> InputFile:
    """A file as a document. Raises InvalidInput for a file that cannot be read or is not one YAML mapping."""
    name = source or str(path)
    try:
        if path.is_dir():
            raise refused(name, "is a folder, not a file (name a file in it)")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a name that no file can have
        raise refused(name, f"no such file ({_file_meant(path)})") from None
    except OSError as error:
        raise refused(name, f"cannot be read: {error.strerror} (check the file)") from None
    return parse_bytes(content, name)


def _file_meant(path: Path) -> str:
    """What may be meant by the name of a file that is not there."""
    slashed = Path(str(path).replace("\\", "/"))
    if slashed != path:
        return f"did you mean {slashed}?" if slashed.is_file() else "write / between folders, and check the name"
    return did_you_mean(path.name, (file.name for file in path.parent.glob("*.y*ml")), "check the name")


def read_stdin(stream: BinaryIO) -> InputFile:
    """Standard input as a document. Raises InvalidInput like read."""
    try:
        content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refused("<stdin>", f"cannot be read: {error.strerror} (name a file)") from None
    return parse_bytes(content, "<stdin>")


def parse_bytes(content: bytes, source: str) -> InputFile:
    """Bytes as a document: UTF-8, with or without a byte order mark. Raises InvalidInput like parse."""
    if len(content) > LARGEST_FILE:
        raise refused(source, "is larger than 1 MB, which no scenario or card needs (check the name, or split it)")
    for encoding, sign in (("UTF-32", UTF_32), ("UTF-16", UTF_16)):
        if sign.match(content):
            raise refused(source, f"is {encoding} (save it as UTF-8)")
    head = content[:1024]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if content.startswith(_BINARY_STARTS) or controls > max(3, len(head) // 20):
        raise refused(source, "is a binary file, not YAML text (name a text file)")
    try:
        text = content.decode("utf-8-sig")
        if text.lstrip()[:1] == "{":
            from estimate.files.saved_json import is_saved, parse_saved

            if is_saved(text):
                return parse_saved(text, source)
        return parse(text, source)
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark.
        sound = content[: len(content) - len(error.object) + error.start].decode("utf-8-sig")
        lines = lines_of(sound)
        excerpt = lines_of(content.decode("utf-8-sig", "replace"))[len(lines) - 1]
        place = Place(len(lines), len(lines[-1]) + 1)
        raise InvalidInput([Problem(source, "is not UTF-8 here (save it as UTF-8)", "", place, excerpt)]) from None
