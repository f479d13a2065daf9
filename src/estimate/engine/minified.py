"""JavaScript without comments and without the spaces that only people need. Names stay, so that it can still be read."""

from __future__ import annotations

import re

_PART = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[\w$]+)
    |(?P<gap>\s+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_PATTERN = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
BEFORE_A_PATTERN = frozenset("(,=:[!&|?{};>")
"""After these a slash begins a regular expression; elsewhere it divides."""
OPENS, CLOSES = frozenset("{(,;[=+-*/?:&|>."), frozenset(")},]?:.&|")
"""A line that ends or begins with one of these is no end of a statement."""


def minified(source: str) -> str:
    """The same program in less room. Statements end as they did, at a semicolon or a line."""
    kept: list[str] = []
    last, gap, at = "", "", 0
    while at < len(source):
        kind, part = _next(source, at, last)
        at += len(part)
        if kind in {"comment", "gap"}:
            gap = "\n" if "\n" in part or gap == "\n" else " "
            continue
        if gap and last:
            kept.append(_between(last, gap, part))
        kept.append(part)
        last, gap = '"' if kind == "text" else part, ""
    return "".join(kept)


def _next(source: str, at: int, last: str) -> tuple[str, str]:
    if source[at] == "`":
        return "text", source[at : _end_of_template(source, at)]
    pattern = _PATTERN.match(source, at) if last[-1:] in BEFORE_A_PATTERN or last in {"", "return"} else None
    if pattern is not None:
        return "text", pattern[0]
    match = _PART.match(source, at)
    assert match is not None
    return str(match.lastgroup), match[0]


def _between(last: str, gap: str, part: str) -> str:
    """What must stay between two parts."""
    if gap == "\n" and last[-1] not in OPENS and part[0] not in CLOSES:
        return "\n"
    both_words = _is_word(last[-1]) and _is_word(part[0])
    return " " if both_words or (last[-1] == part[0] and part[0] in "+-") else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$"


def _end_of_template(source: str, start: int) -> int:
    """The end of a template literal, which may hold expressions with templates of their own."""
    depth, at = 0, start + 1
    while True:
        character = source[at]
        if character == "`" and depth == 0:
            return at + 1
        if character == "`":
            at = _end_of_template(source, at)
        elif source.startswith("${", at) and depth == 0:
            depth, at = 1, at + 2
        else:
            depth += (character == "{" and depth > 0) - (character == "}" and depth > 0)
            at += 2 if character == "\\" else 1
