"""Reading YAML as people mean it: YAML 1.2 in spirit, every trap closed, and every place known when it is asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from estimate.ground.errors import InvalidInput, Place, Problem

LARGEST_FILE = 1_000_000
DEEPEST = 40
Address = Sequence[str | int]

try:
    from yaml import cyaml
except ImportError:  # PyYAML without libyaml: the same events, slower
    _parser: Any = yaml.SafeLoader
    _composer: Any = yaml.SafeLoader
else:
    _parser = vars(cyaml)["CParser"]
    _composer = yaml.CSafeLoader
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = {"": None, "~": None} | dict.fromkeys(("null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
# Everything else that begins like this is text; the first character tells for most scalars.
_NUMBER_STARTS = frozenset("+-.0123456789")
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a colon stands where no key is expected (put text that holds ': ' in quotes)"),
    ("could not find expected ':'", "a key has no colon after it (write key: value)"),
    ("found character '\\t'", "a tab cannot indent (use spaces)"),
    ("found a tab", "a tab cannot indent (use spaces)"),
    ("found unexpected end of stream", "the text ends inside a quote (close it)"),
    ("found unexpected end", "the text ends inside a quote (close it)"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed or lacks a comma (check [ , ])"),
    ("did not find expected ',' or '}'", "a mapping in braces is not closed or lacks a comma (check { , })"),
    ("did not find expected '-' indicator", "a line of the list is not indented like the others (align the -)"),
    ("did not find expected key", "the indentation does not fit the lines above (align the keys)"),
    ("did not find expected node content", "a value is missing here (check the commas and brackets)"),
    ("block sequence entries are not allowed", "a list cannot begin here (put the - on a line of its own, indented)"),
    ("block mapping entries are not allowed", "a mapping cannot begin here (put it on a line of its own, indented)"),
    ("found character that cannot start any token", "a value cannot begin with this character (put it in quotes)"),
    ("control characters are not allowed", "the text holds a control character (remove it)"),
    ("undefined alias", "anchors and aliases are not used here (write the value out)"),
)


@dataclass(frozen=True)
class Document:
    """A file that has been read: its plain data, and the way back from an address to its place."""

    source: str
    text: str
    data: Any
    settings: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    """Values that the command line replaced, each with the words that did it."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text, which names what was read."""
        import hashlib

        return hashlib.sha256(self.text.encode()).hexdigest()

    def place(self, path: Address, *, key: bool = False) -> Place:
        """Where a value stands (or its key), or the nearest thing around it that the file holds."""
        node = self._root
        span: Any = node
        for step in path:
            inner = _inner(node, step)
            if inner is None:
                break
            name, node = inner
            span = name if key and name is not None else node
        return _place(span)

    def problem(self, path: Address, message: str, *, key: bool = False) -> Problem:
        """Something wrong at an address, with its place and the line it stands on."""
        for address, setting in self.settings:
            if tuple(path[: len(address)]) == address:
                return Problem(f"--set {setting}", message, dotted(path))
        place = self.place(path, key=key)
        return Problem(self.source, message, dotted(path), place, self._line(place.line))

    def _line(self, number: int) -> str:
        lines = self.text.splitlines()
        return lines[number - 1] if number <= len(lines) else ""

    @cached_property
    def _root(self) -> Any:
        # Places are needed only when something is wrong or explained, so the text is composed again only then.
        return yaml.compose(self.text, Loader=_composer)


def dotted(path: Address) -> str:
    """An address as people write it: teams[0].queues[1].channel."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def read(path: Path, *, source: str | None = None) -> Document:
    """A file as a document. Raises InvalidInput for a file that cannot be read or is not one YAML mapping."""
    name = source or str(path)
    try:
        if path.is_dir():
            raise _refused(name, "is a folder, not a file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _refused(name, "no such file") from None
    except OSError as error:
        raise _refused(name, f"cannot be read: {error.strerror}") from None
    return parse_bytes(content, name)


def read_stdin(stream: BinaryIO) -> Document:
    """Standard input as a document."""
    return parse_bytes(stream.read(LARGEST_FILE + 1), "<stdin>")


def parse_bytes(content: bytes, source: str) -> Document:
    """Bytes as a document: UTF-8, with or without a byte order mark."""
    if len(content) > LARGEST_FILE:
        raise _refused(source, f"is larger than {LARGEST_FILE // 1_000_000} MB, which no scenario or card needs")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(source, "is UTF-16 (save it as UTF-8)")
    if b"\0" in content:
        raise _refused(source, "is a binary file, not YAML text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        start = before.rfind(b"\n") + 1
        place = Place(before.count(b"\n") + 1, len(before[start:].decode("utf-8-sig", "replace")) + 1)
        excerpt = content[start:].split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")
        raise InvalidInput([Problem(source, "is not UTF-8 here (save it as UTF-8)", "", place, excerpt)]) from None
    return parse(text, source)


def parse(text: str, source: str) -> Document:
    """Text as a document whose top level is a mapping. Raises InvalidInput with every problem found."""
    reader = _Reader(text, source)
    data = reader.run()
    if not reader.problems and not isinstance(data, dict):
        if data is None:
            raise _refused(source, "is empty (a scenario needs at least name and team)")
        kind = "a list" if isinstance(data, list) else "a single value"
        reader.report("", f"holds {kind} at the top, and must hold a mapping (write key: value)", reader.first)
    if reader.problems:
        unique = dict.fromkeys(reader.problems)
        raise InvalidInput(sorted(unique, key=lambda p: (p.place.line, p.place.column) if p.place else (0, 0)))
    return Document(source, text, data)


class _Reader:
    """Builds plain data straight from the parser's events; of places it keeps only those of what is wrong."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        self.problems: list[Problem] = []
        self.first = Place(1, 1)

    def run(self) -> Any:
        data = None
        try:
            self.next = _parser(self.text).get_event
            documents = 0
            while True:
                event = self.next()
                kind = type(event)
                if kind is yaml.StreamEndEvent:
                    return data
                if kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents == 2:
                        self.report("", "a second document begins here (one file holds one)", _place(event))
                elif kind not in (yaml.StreamStartEvent, yaml.DocumentEndEvent):
                    if documents == 1:
                        self.first = _place(event)
                        data = self._value(event, (), 0)
                    else:
                        self._value(event, (), 0)
        except yaml.YAMLError as error:
            self._syntax(error)
        except RecursionError:
            self.problems.append(Problem(self.source, f"is nested deeper than {DEEPEST} levels"))
        return None

    def report(self, path: str, message: str, place: Place) -> None:
        lines = self.text.splitlines()
        excerpt = lines[place.line - 1] if place.line <= len(lines) else ""
        self.problems.append(Problem(self.source, message, path, place, excerpt))

    def _value(self, event: Any, path: tuple[str | int, ...], depth: int) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._marked(event, path)
            return self._scalar(event, path)
        if kind is yaml.AliasEvent:
            self.report(
                dotted(path),
                "anchors and aliases are not used here (write the value out, or use extends)",
                _place(event),
            )
            return None
        if event.anchor or event.tag:
            self._marked(event, path)
        if depth == DEEPEST:
            self.report(dotted(path), f"is nested deeper than {DEEPEST} levels", _place(event))
        return self._mapping(path, depth + 1) if kind is yaml.MappingStartEvent else self._sequence(path, depth + 1)

    def _sequence(self, path: tuple[str | int, ...], depth: int) -> list[Any]:
        members: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            members.append(self._value(event, (*path, len(members)), depth))
        return members

    def _mapping(self, path: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                place = _place(event)
                if type(event) is not yaml.AliasEvent:
                    self._value(event, path, depth)
                self.report(dotted(path), "a key must be a single word or text (write key: value)", place)
                self._value(self.next(), path, depth)
                continue
            key = event.value
            here = (*path, key)
            if event.anchor or event.tag:
                self._marked(event, here)
            if not event.style:
                self._check_key(event, key, path)
            if key in data:
                message = f"is given twice; the first stands in line {lines[key]} (keep one of them)"
                self.report(dotted(here), message, _place(event))
            lines[key] = _place(event).line
            data[key] = self._value(self.next(), here, depth)
        return data

    def _check_key(self, event: Any, key: str, path: tuple[str | int, ...]) -> None:
        if key == "<<":
            self.report(
                dotted(path), "merge keys are not used here (write the values out, or use extends)", _place(event)
            )
        elif key in _WORDS or (key[:1] in _NUMBER_STARTS and (_INTEGER.fullmatch(key) or _FLOAT.fullmatch(key))):
            self.report(
                dotted(path), f'a key must be text, got {key or "nothing"} (write "{key}" in quotes)', _place(event)
            )

    def _scalar(self, event: Any, path: tuple[str | int, ...]) -> Any:
        text = event.value
        if event.style or not event.implicit[0]:
            return text  # quoted or block text is text
        if text[:1] not in _NUMBER_STARTS:
            return _WORDS.get(text, text)
        if _INTEGER.fullmatch(text):
            if len(text) <= 18:
                return int(text)
        elif _FLOAT.fullmatch(text):
            number = float(text)
            if math.isfinite(number):
                return number
        elif _NOT_FINITE.fullmatch(text):
            self.report(
                dotted(path), f"{text} is not a number that can be counted with (give a finite one)", _place(event)
            )
            return None
        else:
            return text
        self.report(dotted(path), "is too large a number", _place(event))
        return None

    def _marked(self, event: Any, path: tuple[str | int, ...]) -> None:
        if event.anchor:
            self.report(
                dotted(path),
                "anchors and aliases are not used here (write the value out, or use extends)",
                _place(event),
            )
        if event.tag:
            self.report(
                dotted(path),
                f"tags are not used here (take {event.tag.replace('tag:yaml.org,2002:', '!!')} away)",
                _place(event),
            )

    def _syntax(self, error: yaml.YAMLError) -> None:
        said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else None
        if place is None:
            position = getattr(error, "position", None)
            if isinstance(position, int) and position <= len(self.text):
                before = self.text[:position]
                place = Place(before.count("\n") + 1, position - before.rfind("\n"))
        lines = self.text.splitlines()
        if place and place.line > len(lines):
            place = Place(max(1, len(lines)), len(lines[-1]) + 1 if lines else 1)
        line = lines[place.line - 1] if place and lines else ""
        words = next((words for sign, words in _PLAIN_WORDS if sign in said), None)
        if line[: len(line) - len(line.lstrip())].count("\t"):
            words, place = "a tab cannot indent (use spaces)", Place(place.line if place else 1, line.index("\t") + 1)
        self.problems.append(Problem(self.source, words or f"is not YAML: {said}", "", place, line))


def _inner(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key and value nodes one step inside a node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _place(node: Any) -> Place:
    start, end = node.start_mark, node.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(1, width))


def _refused(source: str, message: str) -> InvalidInput:
    return InvalidInput([Problem(source, message)])
