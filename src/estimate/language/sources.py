"""The English texts that the package says, as a catalog has them: found in its modules, so that a translator is told what is new."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from estimate.language.catalog import catalog_of
from estimate.language.translator import foreign, translator_of

PACKAGE = Path(__file__).parents[1]
WORDS = re.compile(r"[A-Za-z]{2}")
PLAIN_KEY = re.compile(r"[\w.\[\]/-]+")
"""A single word may be a key; it is a text of the screen only where it was met there."""
SENTENCES = "model"
"""The room whose docstrings are read on the screen: each says what a formula does."""


def texts() -> dict[str, str]:
    """Each text of the package's modules that may reach a screen, with the module that says it; holes of f-strings are numbered."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent == Path(__file__).parent:
            continue
        name = path.relative_to(PACKAGE).as_posix()
        for text in of_module(path.read_text(encoding="utf-8"), docs=path.parent.name == SENTENCES):
            found.setdefault(text, name)
    return found


def of_module(source: str, *, docs: bool = True) -> Iterator[str]:
    """The texts of one module: string constants, f-strings as templates, and `docs`, its docstrings in one line."""
    tree = ast.parse(source)
    inside = {
        id(part)
        for node in ast.walk(tree)
        for part in (
            node.values
            if isinstance(node, ast.JoinedStr)
            else [node.value]
            if isinstance(node, ast.Expr) and not docs
            else ()
        )
        if isinstance(part, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = _template(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        else:
            continue
        for part in (text, text.split("\n\n")[0]) if "\n" in text else (text,):
            said = " ".join(part.split())
            if WORDS.search(re.sub(r"\{\w+\}", "", said)):
                yield said


def _template(node: ast.JoinedStr) -> str:
    """An f-string with its holes numbered: {1}, {2}."""
    parts, count = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            count += 1
            parts.append(f"{{{count}}}")
    return "".join(parts)


def missing(code: str) -> Iterator[str]:
    """The texts of the modules that the catalog of a language neither has nor says in other words, as entries to fill in."""
    known, translator = catalog_of(code), translator_of(code)
    for text, module in texts().items():
        if text in known or PLAIN_KEY.fullmatch(text):
            continue
        if foreign(translator.text(re.sub(r"\{\d+\}", "7", text))):
            yield f'#: {module}\nmsgid {json.dumps(text, ensure_ascii=False)}\nmsgstr ""\n'


if __name__ == "__main__":
    for entry in missing(sys.argv[1]):
        sys.stdout.write(f"{entry}\n")
