"""`--vary path=start:stop:step` or `path=a,b,c`: the values that one place of a scenario is to take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from estimate.ground.errors import UsageError
from estimate.ground.records import dataclass

MOST_POINTS = 100_000
_NUMBER = re.compile(r"\s*([-+]?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*(%?)\s*")


@dataclass(frozen=True)
class Axis:
    """One place and its values as they would be written there; `numbers` has them where all are numbers."""

    path: str
    values: tuple[str, ...]
    numbers: tuple[float, ...] | None


def axes_of(given: Sequence[str]) -> list[Axis]:
    """The axes of a sweep. Raises UsageError for one that cannot be read, or for more points than anybody waits for."""
    axes = [_axis(text) for text in given]
    paths = [axis.path for axis in axes]
    for path in paths:
        if paths.count(path) > 1:
            raise UsageError(f"--vary {path} is given twice (one --vary for each place)")
    points = 1
    for axis in axes:
        points *= len(axis.values)
    if points > MOST_POINTS:
        raise UsageError(f"that is {points:,} points, more than {MOST_POINTS:,} (take larger steps)")
    return axes


def _axis(text: str) -> Axis:
    path, separator, values = text.partition("=")
    if not separator or not path.strip() or not values.strip():
        raise UsageError(f"--vary {text} must be path=start:stop:step or path=a,b,c")
    if values.count(":") == 1 and all(_NUMBER.fullmatch(part) for part in values.split(":")):
        raise UsageError(f"--vary {text} has no step (write {path}=start:stop:step)")
    listed = _steps(text, values) if values.count(":") == 2 else [value.strip() for value in _split(values)]
    if any(not value for value in listed):
        raise UsageError(f"--vary {text} has an empty value (write a,b,c)")
    numbers = [number(value) for value in listed]
    known = tuple(value for value in numbers if value is not None)
    return Axis(path.strip(), tuple(listed), known if len(known) == len(numbers) else None)


def number(text: str) -> float | None:
    """A value as a number, 30% as 0.3; None where it is a word, a list or a mapping."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return float(Decimal(match[1]) / (100 if match[2] else 1))


def written(value: float) -> str:
    """A number as it would be written in a scenario, whole ones without a point."""
    return str(int(value)) if value.is_integer() else repr(value)


def _steps(text: str, values: str) -> list[str]:
    """From start to stop, both included where the step meets it; in decimals, so that 0.1 is a tenth."""
    matches = [_NUMBER.fullmatch(part) for part in values.split(":")]
    if any(match is None for match in matches):
        raise UsageError(f"--vary {text} must be numbers: start:stop:step, such as 8:14:0.5 or 10%:40%:5%")
    start, stop, step = (Decimal(match[1]) for match in matches if match)
    percent = matches[0][2] if matches[0] else ""
    if any(match and match[2] != percent for match in matches[:2]) or not step or (stop - start) / step < 0:
        raise UsageError(f"--vary {text} leads nowhere (start:stop:step, the step toward the stop, all in one unit)")
    count = int((stop - start) / step) + 1
    if count > MOST_POINTS:
        raise UsageError(f"--vary {text} has {count:,} steps, more than {MOST_POINTS:,} (take larger steps)")
    return [f"{start + step * i:f}{percent}" for i in range(count)]


def _split(values: str) -> list[str]:
    """At the commas that are not inside brackets, so that a value may be a list or a mapping."""
    parts, depth, last = [], 0, 0
    for at, character in enumerate(values):
        depth += (character in "[{") - (character in "]}")
        if character == "," and depth == 0:
            parts.append(values[last:at])
            last = at + 1
    return [*parts, values[last:]]
