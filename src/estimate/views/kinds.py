"""Which module of this room shows which result, by the key that begins its document."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from estimate.ground.kinds import KINDS
from estimate.views.formats import View


def view_of(kind: str) -> View:
    """The view of a kind of result."""
    return cast("View", import_module(f"estimate.views.{KINDS[kind].view}"))
