"""What makes two inputs the same one: a fact of a card wherever it is used, or a value of the scenario, though several rows have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from estimate.engine.program import Position
from estimate.files.overrides import steps_of
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.ground.records import dataclass
from estimate.ground.smooth import NEAR
from estimate.model import RULEBOOK

if TYPE_CHECKING:
    from estimate.answers.estimate import Estimate

CALLED = ("name", "channel", "region")
"""The keys by which a member of a list is called, the first that it has."""


@dataclass(frozen=True)
class Use:
    """One row of a quantity that an input sets, with its own range (a price in another currency, a part of it)."""

    name: str
    row: int
    sourced: Sourced

    @property
    def place(self) -> Position:
        return self.name, self.row

    @property
    def value(self) -> Range:
        return self.sourced.value

    @property
    def bounds(self) -> tuple[float, float]:
        """What the quantity can be: counts at or above 0, shares within 0 and 1.

        What lies above 0 is drawn no nearer to it than a part of its low, so that nothing is divided by nearly nothing;
        a share below 1 likewise keeps its distance from 1.
        """
        low, high = self.value.low, self.value.high
        least = low * NEAR if low >= 0 else -math.inf
        return least, 1 - (1 - high) * NEAR if self.is_share and high <= 1 else self.value.most

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 1; a premium may be more than the whole."""
        return RULEBOOK.quantities[self.name].unit == "share" and not self.name.endswith("_premium")


def paths_of(uses: Iterable[Use]) -> list[str]:
    """The keys that say an input, each once."""
    return list(dict.fromkeys(use.sourced.path for use in uses))


def named_in(where: Sequence[str], words: str) -> str:
    """A quantity in words behind the members that it is used in; of more than two their number."""
    if len(where) > 2:
        return f"{words} ({len(where)} times)"
    return f"{' and '.join(where)}: {words}" if where else words


def uses_of(result: Estimate) -> Mapping[str, Sequence[Use]]:
    """Where each input of a card or a scenario is used, by what makes it the same one, in the order of the model."""
    found: dict[str, list[Use]] = {}
    places = _Places(result.case.files[0].data if result.case.files else {})
    for name, row, sourced in result.stated():
        if not math.isnan(sourced.value.likely):
            found.setdefault(sourced.origin.fact or places.named(sourced.path), []).append(Use(name, row, sourced))
    return found


class _Places:
    """Places of a scenario by the names that stand there: an inserted member moves no other."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.names: dict[tuple[str | int, ...], list[str]] = {}

    def named(self, path: str) -> str:
        """A path with the members of lists by their names."""
        data, named = self.data, []
        here: tuple[str | int, ...] = ()
        for step in steps_of(path):
            if isinstance(step, int) and isinstance(data, list) and step < len(data):
                if here not in self.names:
                    self.names[here] = list(_names(data))
                named.append(self.names[here][step])
                data = data[step]
            else:
                named.append(str(step))
                data = data.get(step) if isinstance(data, dict) else None
            here = (*here, step)
        return ".".join(named)


def _names(members: Sequence[Any]) -> Iterator[str]:
    """What each member of a list is called: its name, channel or region, numbered where an earlier one has it too; else its place."""
    seen: Counter[tuple[str, str]] = Counter()
    for at, member in enumerate(members):
        keys = [key for key in CALLED if member.get(key) is not None] if isinstance(member, dict) else []
        said = [(key, str(member[key])) for key in keys]
        if not said:
            yield str(at)
            continue
        twins, word = seen[said[0]], said[0][1]
        yield f"{word} {twins + 1}" if twins else word
        seen.update(said)
