"""What a command leaves out so that it begins at once: start-up is most of what a small estimate takes."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

QUICK = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "OPENBLAS_NUM_THREADS": "1"}
"""What the libraries do not begin unless somebody wants it: a search for plugins, and threads for products of matrices, which wait in
a loop and take more time than they save here."""
PLUGINS = "pydantic.plugin._loader"


def begin() -> None:
    """Called once, before any library is imported."""
    # Imports allocate much and free nothing; collecting in between costs a tenth of the start-up.
    gc.set_threshold(100_000)
    for name, value in QUICK.items():
        os.environ.setdefault(name, value)
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        sys.modules.setdefault(PLUGINS, _NoPlugins(PLUGINS))


class _NoPlugins(ModuleType):
    """Stands for the module in which pydantic looks for plugins, which it imports with thirty others where it is to look for none, too.

    Whatever else is asked of that module, in another release of pydantic, is asked of the module itself.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)
