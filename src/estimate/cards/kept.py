"""Our own cards in a form that loads fast, kept beside them as Python keeps compiled modules: never older than the card, never needed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from estimate import __version__
from estimate.files import input_file, yaml_reader
from estimate.files import open as opening
from estimate.files.input_file import InputFile
from estimate.files.open import read

FOLDER, ENDING = "__pycache__", ".kept"


def read_kept(path: Path, source: str) -> InputFile:
    """A card that comes with the tool. Raises InvalidInput like `read`.

    What is kept is the data as JSON below the digest of the card's text and of the reader that understood it. Where either has
    changed, or the form cannot be read, the card is read itself, and kept again where its folder may be written to. Python's own switch
    against such files (PYTHONDONTWRITEBYTECODE) holds here too.
    """
    kept = path.parent / FOLDER / f"{path.stem}{ENDING}"
    try:
        content = path.read_bytes()
        named, _, form = kept.read_bytes().partition(b"\n")
        if named == _name(content):
            return InputFile(source, content.decode("utf-8"), json.loads(form))
    except (OSError, ValueError):
        pass
    found = read(path, source=source)
    if not sys.dont_write_bytecode:
        _keep(kept, found)
    return found


def _name(content: bytes) -> bytes:
    """What a card's form is known by: the text, and which reader it was that understood it."""
    import hashlib

    read_by = (Path(str(module.__file__)).stat() for module in (input_file, opening, yaml_reader))
    made_by = [__version__, *(f"{file.st_size} {file.st_mtime_ns}" for file in read_by)]
    return hashlib.sha256("\n".join(made_by).encode() + content).hexdigest().encode()


def _keep(kept: Path, card: InputFile) -> None:
    form = json.dumps(card.data)
    if json.loads(form) != card.data:  # what JSON cannot say is read from the card each time
        return
    begun = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        begun.write_bytes(_name(card.text.encode()) + b"\n" + form.encode())
        begun.replace(kept)
    except OSError:  # a folder that may not be written to
        return
