"""`extends: base.yaml`: a scenario that takes everything from another and says only what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from estimate.files.beside import file_beside
from estimate.files.input_file import Address, InputFile
from estimate.files.open import read
from estimate.ground.errors import InvalidInput, Place, Problem
from estimate.ground.records import dataclass
from estimate.ground.term import LENGTHS, without_lengths

KEY = "extends"
LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Extended(InputFile):
    """A scenario laid over another; each address leads to the file that holds it, the upper one first."""

    upper: InputFile = field(kw_only=True)
    lower: InputFile = field(kw_only=True)

    def holder(self, path: Address) -> str:
        said = super().holder(path)
        holder, there = self._holder(path)
        return said if said != self.source else holder.holder(there)

    def beneath(self) -> tuple[InputFile, ...]:
        return (self.lower, *self.lower.beneath())

    def place(self, path: Address, *, key: bool = False) -> Place:
        holder, there = self._holder(path)
        return holder.place(there, key=key)

    def problem(self, path: Address, message: str, *, key: bool = False) -> Problem:
        for address, _ in self.settings:
            if tuple(path[: len(address)]) == address:
                return super().problem(path, message, key=key)
        holder, there = self._holder(path)
        return holder.problem(there, message, key=key)

    def _holder(self, path: Address) -> tuple[InputFile, Address]:
        """The file that holds an address of the merged data, and the address in that file."""
        above = _address_in(self.upper.data, self.data, path)
        if above is not None:
            return self.upper, above
        below = _address_in(self.lower.data, self.data, path)
        return (self.lower, below) if below is not None else (self.upper, ())


def extended(document: InputFile, folder: Path, seen: tuple[Path, ...] = ()) -> InputFile:
    """The document with what it extends beneath it. `folder` is where its file stands.

    Relative paths stay inside the folder of the file that names them. Raises InvalidInput for a file outside of it, a
    circle, or a base that cannot be read.
    """
    if not isinstance(document.data, dict) or KEY not in document.data:
        return document
    name = document.data[KEY]
    if not isinstance(name, str):
        raise InvalidInput([document.problem((KEY,), "must be the name of a file")])
    path = file_beside(document, (KEY,), folder, name)
    if path in seen or len(seen) > LONGEST_CHAIN:
        raise InvalidInput([document.problem((KEY,), f"{name} extends this file in turn (break the circle)")])
    source = str(Path(document.source).parent / name) if document.source != "<stdin>" else name
    lower = extended(read(path, source=source), path.parent, (*seen, path))
    upper = InputFile(
        document.source,
        document.text,
        {key: value for key, value in document.data.items() if key != KEY},
        document.settings,
    )
    return Extended(
        document.source, document.text, laid_over(lower.data, upper.data), document.settings, upper=upper, lower=lower
    )


WHOLE = ("hours", "outside")
"""A week of opening hours is one value, however its days are written: two weeks merged by day would be a third one."""


def laid_over(lower: Any, upper: Any) -> Any:
    """A scenario laid over another; a length of the upper one, such as days, takes the place of the lower one's, such as months."""
    both = isinstance(lower, dict) and isinstance(upper, dict)
    return merged(without_lengths(lower) if both and any(key in upper for key in LENGTHS) else lower, upper)


def merged(lower: Any, upper: Any) -> Any:
    """Mappings merge key by key, lists of named members member by member; everything else is replaced, a week of hours among it.

    A queue that has no name is called by its channel, so that `{name: chat, contacts_per_month: 900}` changes one queue.
    """
    if isinstance(lower, dict) and isinstance(upper, dict):
        return {
            key: merged(lower[key], upper[key])
            if key in lower and key in upper and key not in WHOLE
            else upper.get(key, lower.get(key))
            for key in [*lower, *(k for k in upper if k not in lower)]
        }
    if isinstance(lower, list) and isinstance(upper, list) and _named(upper) and _told_apart(lower):
        over = {_called(member): member for member in upper}
        if not (_named(lower) or over.keys() & set(map(_called, lower))):
            return upper
        kept = [merged(member, over.pop(_called(member))) if _called(member) in over else member for member in lower]
        return [*kept, *over.values()]
    return upper


def _named(members: Sequence[Any]) -> bool:
    return bool(members) and all(isinstance(member, dict) and isinstance(member.get("name"), str) for member in members)


def _called(member: Any) -> str | None:
    """What a member is called: its name, or, where a queue has none, its channel."""
    if not isinstance(member, dict):
        return None
    name, channel = member.get("name"), member.get("channel")
    return name if isinstance(name, str) else channel.replace("_", " ") if isinstance(channel, str) else None


def _told_apart(members: Sequence[Any]) -> bool:
    """Whether every member is called something, and no two the same."""
    called = list(map(_called, members))
    return bool(members) and None not in called and len(set(called)) == len(called)


def _address_in(data: Any, merged: Any, path: Address) -> Address | None:
    """The address in one file's data of an address in the merged data: members of lists are found by name."""
    there: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            if not (isinstance(data, list) and isinstance(merged, list) and step < len(merged)):
                return None
            merged = merged[step]
            index = _index(data, merged, step)
            if index is None:
                return None
            there.append(index)
            data = data[index]
        else:
            if not (isinstance(data, dict) and step in data):
                return None
            there.append(step)
            data, merged = data[step], merged.get(step) if isinstance(merged, dict) else None
    return there


def _index(data: list[Any], member: Any, step: int) -> int | None:
    if _told_apart(data) and _called(member) is not None:
        return next((i for i, other in enumerate(data) if _called(other) == _called(member)), None)
    return step if step < len(data) else None
