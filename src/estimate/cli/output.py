"""Writing a result: all of it, or nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from estimate.ground.errors import UsageError


def write(text: str, output: Path | None, *, quiet: bool = True) -> None:
    """Write to a file, whole or not at all, or to standard output where there is none."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
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
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
    if not quiet:
        print(f"Wrote {output}", file=sys.stderr)
