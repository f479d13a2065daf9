"""`--set path=value`: one value of a scenario replaced from the command line, checked like the file itself."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from estimate.files.input_file import InputFile
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput, Problem
from estimate.ground.term import LENGTHS, without_lengths

_STEP = re.compile(r"\.?([A-Za-z_][\w-]*|\d+)|\[(\d+)\]")


def apply(document: InputFile, settings: Sequence[str]) -> InputFile:
    """The document with each `path=value` set; paths are teams.0.queues.1.rate or teams[0].queues[1].rate.

    Raises InvalidInput for a path that leads nowhere, an index out of range, or a value that is not YAML.
    """
    if not settings:
        return document
    data = copy.deepcopy(document.data)
    problems: list[Problem] = []
    replaced = list(document.settings)
    for setting in settings:
        address, separator, text = setting.partition("=")
        source = f"--set {setting}"
        if not separator or not address.strip():
            problems.append(Problem(source, "must be path=value (such as teams.0.queues.0.contacts_per_month=9000)"))
            continue
        try:
            path = steps_of(address.strip())
            place = _assign(data, path, parse(f"value: {text}", source).data["value"])
            if isinstance(data, dict) and len(path) == 1 and path[0] in LENGTHS:
                data = without_lengths(data, keep=str(path[0]))  # another way to say how long it is
            replaced.append((place, setting))
        except ValueError as error:
            problems.append(Problem(source, str(error)))
        except InvalidInput as error:
            problems.extend(replace(problem, path="", place=None, excerpt="") for problem in error.problems)
    if problems:
        raise InvalidInput(problems)
    return replace(document, data=data, settings=tuple(replaced))


def steps_of(address: str) -> list[str | int]:
    """The keys and indexes of a path. Raises ValueError for what is none."""
    path: list[str | int] = []
    end = 0
    while end < len(address):
        match = _STEP.match(address, end)
        if match is None:
            raise ValueError(f"cannot read the path at '{address[end:]}' (write teams.0.queues.0.contacts_per_month)")
        step = match[1] or match[2]
        path.append(int(step) if step.isdigit() else step)
        end = match.end()
    return path


def _assign(data: Any, path: Sequence[str | int], value: Any) -> tuple[str | int, ...]:
    """Set the value, and answer the address at which it stands.

    Among items a word is the key of one, `items.knowledge_transfer=5000`: it stands for the place of that item in the list, which gets an item
    of that key where it has none, and sets the item's price where no word follows.
    """
    here, at, ahead = data, list[str | int](), list(path)
    while ahead:
        step = ahead.pop(0)
        if isinstance(step, str) and at[-1:] == ["items"] and isinstance(here, list):
            step = _place_of_item(here, step)
            if not ahead:
                here[step].pop("status", None)  # what has a price now is neither asked for nor unknown
                ahead = ["price"]
        at.append(step)
        if isinstance(here, list) and isinstance(step, int):
            member = _member(here, step)
        elif not isinstance(here, dict) or not isinstance(step, str):
            raise ValueError(_mismatch(here, step))
        elif ahead and isinstance(ahead[0], int) and step not in here:
            raise ValueError(f"there is no list {step} to count in")
        else:
            member = here.setdefault(step, [] if step == "items" else {}) if ahead else None
        if not ahead:
            here[step] = value
        here = member
    return tuple(at)


def _place_of_item(items: list[Any], key: str) -> int:
    """The index of the item with this key; one is added where there is none."""
    found = [at for at, item in enumerate(items) if isinstance(item, dict) and item.get("key") == key]
    if len(found) > 1:
        places = " or ".join(f"items[{at}].price" for at in found)
        raise ValueError(f"{len(found)} items have the key {key} (set {places})")
    if not found:
        items.append({"key": key})
    return found[0] if found else len(items) - 1


def _member(members: list[Any], index: int) -> Any:
    if index >= len(members):
        raise ValueError(f"index {index} is out of range: the list has {len(members)} (counting begins at 0)")
    return members[index]


def _mismatch(here: Any, step: str | int) -> str:
    if isinstance(here, list):
        return f"a list takes a number here, not {step} (counting begins at 0)"
    if isinstance(here, dict):
        return f"a mapping takes a key here, not {step} (one of {', '.join(map(str, list(here)[:8]))})"
    return f"there is nothing below a single value to set {step} in"
