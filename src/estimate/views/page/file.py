"""The one file: template, style, script and data put together, with a policy that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from importlib.resources import files
from string import Template
from typing import Any

from estimate.engine.minified import minified
from estimate.language import chosen
from estimate.views.page.languages import languages_of
from estimate.views.page.markup import Markup, data, joined, tag, text
from estimate.views.page.words import Words

SAID_BY_NAME = ("step_", "given", "quoted", "derived", "modeled", "assumed")
"""Words that the script looks up by what the data says."""


def part(name: str) -> str:
    """A file of this package."""
    return files("estimate.views.page").joinpath(name).read_text(encoding="utf-8")


def page(
    title: str,
    body: Markup,
    content: dict[str, Any],
    program: str,
    scripts: tuple[str, ...],
    words: Words,
    names: set[str],
) -> str:
    """The page. The policy allows the one style and the two scripts of the file, by their hashes, and no request to anywhere.

    The first script unpacks the second, which is deflated as the data are: it takes a third of its room.

    `names` are the users' own, which no language says otherwise.
    """
    # In a function, so that no name of the script becomes one of the window.
    parts = (minified(part(name)) for name in (*scripts, "language.js"))
    script = "\n".join(["(async()=>{", '"use strict";', program, *parts, "})();"])
    loader = minified(part("loader.js"))
    said = {key: words[key] for key in words if re.search(rf"\b{key}\b", script) or key.startswith(SAID_BY_NAME)}
    style = _compact_style(part("page.css"))
    return Template(part("page.html")).substitute(
        language=text(words["language"]),
        title=text(title),
        style=style,
        style_hash=_hash(style),
        body=body,
        data=packed(
            data(
                {**content, "words": said, "language": chosen(), "languages": languages_of(body, content, words, names)}
            )
        ),
        program=packed(script),
        script=loader,
        script_hashes=f"'{_hash(loader)}' '{_hash(script)}'",
    )


def packed(content: str) -> str:
    """Text deflated and in base64: figures and sentences take a third of their room, and nothing in it can be markup."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(press.compress(content.encode()) + press.flush()).decode()


def section(name: str, title: str, *children: object, class_: str = "", title_data: str = "") -> Markup:
    """A part of the page under a heading that names it."""
    heading = tag("h2", title, id=f"{name}-title", data_title=title_data or None)
    return tag("section", heading, *children, aria_labelledby=f"{name}-title", id=name, class_=class_ or None)


def chart(name: str, *, hidden: bool = False) -> Markup:
    """Where the script draws a chart; its table comes after it."""
    return tag("figure", class_="chart", id=name, hidden=hidden)


def table_beside(name: str, title: str) -> Markup:
    """The same figures as a table that a reader can open, filled by the script."""
    return tag(
        "details",
        tag("summary", title),
        tag("div", id=name, class_="wide", tabindex="0", role="group"),
        class_="beside scripted",
    )


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _compact_style(style: str) -> str:
    without = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    lines = (line.strip() for line in without.splitlines() if line.strip())
    return re.sub(r"\s*([{};,])\s*|(?<=:) ", lambda match: match[1] or "", "\n".join(lines))


__all__ = ["chart", "joined", "page", "part", "section", "table_beside"]
