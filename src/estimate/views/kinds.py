"""Which module of this room shows which result, by the key that begins its document."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from estimate.views.formats import View

VIEWS = {
    "format_version": "estimate",
    "comparison_version": "comparison",
    "simulation_version": "simulate",
    "sensitivity_version": "sensitivity",
    "should_cost_version": "should_cost",
    "sweep_version": "sweep",
    "breakeven_version": "breakeven",
    "regions_version": "regions",
    "questions_version": "questions",
    "added_version": "added",
    "staffing_version": "staffing",
}


def view_of(kind: str) -> View:
    """The view of a kind of result."""
    return cast("View", import_module(f"estimate.views.{VIEWS[kind]}"))
