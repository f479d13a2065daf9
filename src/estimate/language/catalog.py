"""A catalog of a language: a .po file as translators edit it, read into the standard library's gettext."""

from __future__ import annotations

import ast
import gettext
import io
import re
import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC = 0x950412DE
"""What a compiled catalog begins with, by gettext's manual, section "The Format of GNU MO Files"."""
_STRING = re.compile(r'(?:(msgid|msgstr)\s+)?(".*")$')


def entries(text: str) -> dict[str, str]:
    """What a .po file says: each msgid with its msgstr, the header under the empty one. Raises ValueError for a line that is neither."""
    found: dict[str, str] = {}
    msgid, part = "", ""
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if not line or line.startswith("#"):
            continue
        match = _STRING.match(line)
        if match is None:
            raise ValueError(f"line {number} of the catalog is no msgid, no msgstr and no string: {line}")
        part, said = match[1] or part, ast.literal_eval(match[2])
        if match[1] == "msgid":
            msgid = said
        elif match[1] == "msgstr":
            if msgid in found:
                raise ValueError(f"line {number} of the catalog says {msgid!r} again")
            found[msgid] = said
        elif part == "msgid":
            msgid += said
        else:
            found[msgid] += said
    return found


def compiled(catalog: Mapping[str, str]) -> bytes:
    """The catalog as gettext reads it; what is not translated yet is left out."""
    said = sorted((key.encode(), value.encode()) for key, value in catalog.items() if value)
    heads, texts = 28, 28 + 16 * len(said)
    ids, strings = b"", b""
    for key, value in said:
        ids += key + b"\0"
        strings += value + b"\0"
    table, at = b"", texts
    for key, _ in said:
        table += struct.pack("<II", len(key), at)
        at += len(key) + 1
    for _, value in said:
        table += struct.pack("<II", len(value), at)
        at += len(value) + 1
    return struct.pack("<7I", MAGIC, 0, len(said), heads, heads + 8 * len(said), 0, 0) + table + ids + strings


def catalog_of(code: str) -> dict[str, str]:
    """The entries of the catalog of a language."""
    return entries(Path(__file__).with_name(f"{code}.po").read_text(encoding="utf-8"))


def translations(catalog: Mapping[str, str]) -> gettext.GNUTranslations:
    """The entries as the standard library's gettext has them."""
    return gettext.GNUTranslations(io.BytesIO(compiled(catalog)))
