"""What a command leaves out so that it begins at once: start-up is most of what a small estimate takes."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

QUICK = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "OPENBLAS_NUM_THREADS": "1"}
"""What the libraries do not begin unless somebody wants it: a search for plugins, and threads for products of matrices, which wait in
a loop and take more time than they save here."""
KEPT = {-3: 32 << 20, -1: 256 << 20}
"""glibc's M_MMAP_THRESHOLD and M_TRIM_THRESHOLD in bytes: what is smaller comes from memory that is kept, and so much of it is kept."""


def begin() -> None:
    """Called once, before any library is imported."""
    # Imports allocate much and free nothing; collecting in between costs a tenth of the start-up.
    gc.set_threshold(100_000)
    for name, value in QUICK.items():
        os.environ.setdefault(name, value)


def keep_memory() -> None:
    """Called before draws are made. Has the C library keep memory that is given back: values of draws are large, and to get new memory
    for each takes longer than to compute it.
    """
    if sys.platform != "linux":
        return
    # Not every Python has ctypes, nor every C library mallopt.
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        library = ctypes.CDLL(None)
        for option, size in KEPT.items():
            library.mallopt(option, size)
