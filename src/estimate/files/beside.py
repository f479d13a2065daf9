"""Files that are named in a file or on the command line: what is there under a name, and nothing where no file can have it."""

from __future__ import annotations

import os
from pathlib import Path

from estimate.files.input_file import Address, InputFile
from estimate.ground.errors import InvalidInput, did_you_mean


def file_beside(document: InputFile, at: Address, folder: Path, name: str) -> Path:
    """The file that a document names at an address, in the folder or below.

    Raises InvalidInput for a file outside of it and for one that is not there, with the name that is nearest.
    """
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            message = f"{name} is outside the folder of this file (put it beside or below)"
            raise InvalidInput([document.problem(at, message)])
        if path.is_file():
            return path
        own = Path(document.source).name
        others = [file.name for file in path.parent.glob(f"*{path.suffix}") if file.name != own]
    except (OSError, ValueError):  # a name that no file can have
        others = []
    hint = did_you_mean(Path(name).name, others, "check the name")
    raise InvalidInput([document.problem(at, f"no such file: {name} ({hint})")])


def is_there(path: Path) -> bool:
    """Whether a file or a folder is there; pathlib fails where a name is too long for one."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path) -> bool:
    """Whether a folder is there; pathlib fails where a name is too long for one."""
    return os.path.isdir(path)  # noqa: PTH112
