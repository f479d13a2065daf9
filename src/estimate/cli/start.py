"""What a command leaves out so that it begins at once: start-up is most of what a small estimate takes."""

from __future__ import annotations

import gc
import os

QUICK = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "OPENBLAS_NUM_THREADS": "1"}
"""What the libraries do not begin unless somebody wants it: a search for plugins, and threads for products of matrices, which wait in
a loop and take more time than they save here."""


def begin() -> None:
    """Called once, before any library is imported."""
    # Imports allocate much and free nothing; collecting in between costs a tenth of the start-up.
    gc.set_threshold(100_000)
    for name, value in QUICK.items():
        os.environ.setdefault(name, value)
