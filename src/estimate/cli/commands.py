"""Every command by its name: each is a module of that name with a function `NAME_command`, imported when it is asked for."""

from __future__ import annotations

COMMANDS = (
    "estimate",
    "compare",
    "sweep",
    "breakeven",
    "regions",
    "explain",
    "staffing",
    "questions",
    "should-cost",
    "added",
    "glossary",
    "simulate",
    "sensitivity",
    "init",
    "validate",
    "schema",
    "rates",
    "completion",
)
GROUPS = ("rates",)
"""Those that have commands of their own: their module has `NAME_app`."""
COMPLETION = "_ESTIMATE_COMPLETE"
"""Set by a shell that asks what may come next; it then says itself what has been typed."""
