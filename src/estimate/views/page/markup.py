"""Markup that cannot be broken: elements from escaped text and attributes, and data that no script tag can end."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from estimate.ground.errors import printable

VOID = {"input"}
"""Elements that hold nothing and have no end."""


BOUND = "\u00a0%"
"""A per cent that stays on the line of its number."""


class Markup(str):
    """Text that is markup already, made by `tag`; every other text is escaped."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Text as markup: what comes from outside can be no element and no attribute, and drives no terminal."""
    return (
        value if isinstance(value, Markup) else Markup(escape(printable(str(value)), quote=True).replace(" %", BOUND))
    )


def joined(*parts: object) -> Markup:
    """Markup and texts one after the other."""
    return Markup("".join(map(text, parts)))


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """An element. An attribute that is None or False is left away, one that is True has no value; `class_` is class, `data_x` is data-x."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{said}>" if name in VOID else f"<{name}{said}>{joined(*children)}</{name}>")


def data(value: Any) -> str:
    """JSON for a script element: no character in it can end the element or open a comment."""
    found = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (
        found.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
