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
            _assign(data, *_of_item(data, path, parse(f"value: {text}", source).data["value"]))
            if isinstance(data, dict) and len(path) == 1 and path[0] in LENGTHS:
                data = without_lengths(data, keep=str(path[0]))  # another way to say how long it is
            replaced.append((tuple(path), setting))
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


def _of_item(data: Any, path: Sequence[str | int], value: Any) -> tuple[Sequence[str | int], Any]:
    """What sets the price of a card's item, `items.knowledge_transfer=5000`: an item of the list with that key; any other path as it is."""
    *way, last = path
    if not way or way[-1] != "items" or not isinstance(last, str):
        return path, value
    holder = data
    for step in way[:-1]:
        if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            holder = holder[step]
        else:
            holder = holder.get(step) if isinstance(holder, dict) else None
    items = holder.get("items") if isinstance(holder, dict) else None
    others = [one for one in items or () if not (isinstance(one, dict) and one.get("key") == last)]
    return way, [*others, {"key": last, "price": value}]


def _assign(data: Any, path: Sequence[str | int], value: Any) -> None:
    *way, last = path
    here = data
    for depth, step in enumerate(way):
        following = path[depth + 1]
        if isinstance(here, dict) and isinstance(step, str):
            if isinstance(following, int) and step not in here:
                raise ValueError(f"there is no list {step} to count in")
            here = here.setdefault(step, {})
        elif isinstance(here, list) and isinstance(step, int):
            here = _member(here, step)
        else:
            raise ValueError(_mismatch(here, step))
    if isinstance(here, dict) and isinstance(last, str):
        here[last] = value
    elif isinstance(here, list) and isinstance(last, int):
        _member(here, last)
        here[last] = value
    else:
        raise ValueError(_mismatch(here, last))


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
