"""A file as data with places: where each value stands, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import yaml

from estimate.ground.errors import Place, Problem
from estimate.ground.records import dataclass

# libyaml's parser, or PyYAML's own where it was built without libyaml: the same events, ten times slower.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Address = Sequence[str | int]


@dataclass(frozen=True)
class InputFile:
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

    def holder(self, path: Address) -> str:
        """Who says what stands at an address: this file, or the setting that replaced it."""
        for address, setting in self.settings:
            if tuple(path[: len(address)]) == address:
                return f"--set {setting}"
        return self.source

    def beneath(self) -> tuple[InputFile, ...]:
        """The files that this one extends, the nearest first."""
        return ()

    def place(self, path: Address, *, key: bool = False) -> Place:
        """Where a value stands (or its key), or the nearest thing around it that the file holds."""
        span = node = self._root
        for step in path:
            inner = _inner(node, step)
            if inner is None:
                break
            name, node = inner
            span = name if key and name is not None else node
        return place_of(span) if span is not None else Place(1, 1)

    def problem(self, path: Address, message: str, *, key: bool = False) -> Problem:
        """Something wrong at an address, with its place and the line it stands on."""
        for address, setting in self.settings:
            if tuple(path[: len(address)]) == address:
                return Problem(f"--set {setting}", message, dotted(path))
        place = self.place(path, key=key)
        return Problem(self.source, message, dotted(path), place, line_of(self.text, place.line))

    @cached_property
    def _root(self) -> Any:
        # Places are needed only when something is wrong or explained, so the text is composed again only then.
        return yaml.compose(self.text, Loader=LOADER)


def dotted(path: Address) -> str:
    """An address as people write it: teams[0].queues[1].channel."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _inner(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key and value nodes one step inside a node."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def place_of(span: Any) -> Place:
    """The place of an event or a node; of what goes on over several lines, the first character."""
    start, end = span.start_mark, span.end_mark
    return Place(start.line + 1, start.column + 1, max(1, end.column - start.column) if end.line == start.line else 1)


@lru_cache(maxsize=2)
def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def line_of(text: str, number: int) -> str:
    lines = lines_of(text)
    return lines[number - 1] if number <= len(lines) else ""  # libyaml begins a line at the end of the text
