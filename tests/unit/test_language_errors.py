"""Every message of an error is said in the language: found by the calls that make one, so that a new message cannot be forgotten."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import estimate
from estimate.language.translator import translator_of
from tests.conftest import Command
from tests.english import english_in, keys, values

PACKAGE = Path(estimate.__file__).parent
CALLS = ("wrong", "problem", "Problem", "UsageError", "_refused", "refused", "note", "remark", "warn")
"""What makes an error, or a word beside the result, of a text among its arguments."""
HOLE = "\0"
HINTS = ("did you mean abc?", "one of abc, abc_abc, abc")
"""What ends many messages in brackets."""
FILLINGS = ("7", "ABC", "'abc'", "team.queues", "count those")
"""What may stand in the holes of a message: a figure, a code, a value, a key, words."""
WRITTEN = {
    "rates show", "rates check",
    "path=start:stop:step", "path=a,b,c", "=start:stop:step", "a,b,c", "path=value", "start:stop:step", "Assumed", "evidence", "formula", "note", "basis",
    "sources", "question", "assumed", "wage_growth", "operations.", "Date", "email", "phone", "codes", "abc", "unit", "lognormal", "yaml", "regions",
    "English", "Spanish", "email, chat, phone", "nearshore", "ndjson", "sweep", "compare", "breakeven", "yes", "xlsx", "count those", "--format", "MB", "csv", "zip", "json", "html", "markdown", "table", "abc_abc", "today", "people", "quote.yaml", "values", "Enter", "labor.agents",
}  # fmt: skip
"""Notations, names of commands and kinds of files, and keys of cards, which stand in messages as they are."""


def alternatives(node: ast.expr) -> list[str]:
    """The texts that an expression can make, with a hole for what is not known."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [alternatives(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values]
        return ["".join(part) for part in itertools.islice(itertools.product(*parts), 24)]
    if isinstance(node, ast.IfExp):
        return alternatives(node.body) + alternatives(node.orelse)
    return [HOLE]


def messages() -> Iterator[tuple[str, str]]:
    """Each message with the place that makes it."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if not isinstance(node, ast.Call) or called not in CALLS:
                continue
            for argument in (*node.args, *(one.value for one in node.keywords)):
                if isinstance(argument, ast.Constant | ast.JoinedStr | ast.IfExp):
                    for text in alternatives(argument):
                        if len(re.findall("[A-Za-z]{2,}", text)) > 1:
                            yield f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}", text


def with_hints(text: str) -> list[str]:
    """The message with each hint that it may end in."""
    return [text.replace(f"({HOLE})", f"({hint})") for hint in HINTS] if text.endswith(f" ({HOLE})") else [text]


def filled(text: str) -> Iterator[str]:
    """The message with something in its holes; a hole that touches a word may hold nothing."""
    for filling in FILLINGS:
        yield text.replace(HOLE, filling)
        yield re.sub(rf"(?<=[a-z]){HOLE}", "", text).replace(HOLE, filling)


def test_every_message_of_an_error_is_said_in_the_language() -> None:
    translator = translator_of("ko")
    own = {*keys(), *values(), *WRITTEN}
    found = list(messages())
    assert len(found) > 250
    english = [
        (where, text)
        for where, message in found
        for text in with_hints(message)
        if all(english_in([translator.text(said)], own) for said in filled(text))
    ]
    assert english == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("nofile.yaml",),
        (".",),
        ("desk.yaml", "--set", "x"),
        ("desk.yaml", "--set", "team.queues.9.channel=x"),
        ("desk.yaml", "--set", "team.queues.a=1"),
        ("desk.yaml", "--set", "team[=1"),
        ("desk.yaml", "--set", "name.x=1"),
        ("desk.yaml", "--set", "items.x=1"),
        ("desk.yaml", "--rates", "nowhere"),
        ("desk.yaml", "--as-of", "1999-01-01"),
        ("desk.yaml", "--sure", "80%"),
        ("desk.yaml", "--format", "foo"),
        ("latin.yaml",),
        ("binary.yaml",),
        ("tab.yaml",),
        ("colon.yaml",),
        ("quote.yaml",),
        ("brace.yaml",),
        ("many.yaml",),
        ("sweep", "desk.yaml", "--vary", "x"),
        ("sweep", "desk.yaml", "--vary", "x=1:2"),
        ("explain", "desk.yaml", "nothing"),
        ("breakeven", "desk.yaml", "desk.yaml", "--vary", "nothing"),
        ("compare", "desk.yaml"),
        ("glossary", "nothing"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_with_a_call_or_a_file_is_said_in_the_language(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    desk = "name: D\nteam: {region: philippines, queues: [{channel: email, contacts_per_month: 600}]}\n"
    files = {
        "desk.yaml": desk.encode(),
        "latin.yaml": "name: Bogotá\n".encode("latin-1"),
        "binary.yaml": b"\x7fELF" + bytes(range(32)),
        "tab.yaml": b"name: D\nteam:\n\tregion: x\n",
        "colon.yaml": b"name D\nteam: {}\n",
        "quote.yaml": b"name: 'D\nteam: {}\n",
        "brace.yaml": b"name: D\nteam: {region: x, queues: [\n",
        "many.yaml": desk.replace("600", "6,000").encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    result = command(*arguments, "--language", "ko", cwd=tmp_path, real=True)
    assert result.status in (2, 3)
    said = [line for line in result.err.splitlines() if line and not re.match(r"  +\d* *\|", line)]
    names = {*arguments, *keys(), *values(), *WRITTEN, "estimate: "}
    assert english_in(said, names) == {}
