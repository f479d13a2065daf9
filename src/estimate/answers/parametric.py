"""A scenario with some of its numbers moved, again and again: resolved in full a few times, then only computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from estimate.engine import LABEL, Changes, Program, Values
from estimate.ground.errors import InvalidInput
from estimate.model import RULEBOOK
from estimate.model.week import Week
from estimate.resolve.resolved import ResolvedScenario

if TYPE_CHECKING:
    from estimate.engine.arrays import Stretch

TOLERANCE = 1e-9
Resolve = Callable[[Sequence[float]], ResolvedScenario]
"""The case in which each of the moved numbers has the value that stands in its place."""


class Parametric:
    """The values of the model for any position of some numbers between their ends.

    Resolving a scenario costs many times what computing it does. Where the inputs follow the moved numbers in straight lines,
    one by one, and nothing else changes (no label, no member), the lines are found from a few resolved cases, checked at
    the far corner and in the middle, and from then on only the program runs. Everywhere else each position is resolved.
    """

    def __init__(self, resolve: Resolve, lows: Sequence[float], highs: Sequence[float]) -> None:
        self._resolve = resolve
        self._lows, self._highs = tuple(lows), tuple(highs)
        self.case = resolve(self._lows)
        self.months = self.case.term.length
        """Months of the term at the position that was looked at last."""
        self._program = Program(RULEBOOK, self.case.structure())
        self._base = self.case.inputs()
        self._slopes = self._find_slopes()

    @property
    def straight(self) -> bool:
        """Whether positions need no resolving of their own."""
        return self._slopes is not None

    def values(self, position: Sequence[float]) -> Values:
        """Every quantity with the numbers moved to a position. Raises InvalidInput for one that is not allowed."""
        if self._slopes is None:
            case = self._resolve(position)
            self.months = case.term.length
            return Program(RULEBOOK, case.structure()).run(case.inputs())
        return self._program.run(self._inputs(position, self._slopes))

    def only(self, names: Sequence[str]) -> Callable[[Sequence[float]], Values]:
        """`values` for some quantities alone, from a program that computes nothing else where the numbers allow it."""
        slopes = self._slopes
        moved = list(dict.fromkeys(place for moves in slopes or () for place in moves))
        if slopes is None:
            return self.values
        changes = Changes(self._program, self._program.run(self._base), names)

        def at(position: Sequence[float]) -> Values:
            inputs = self._inputs(position, slopes)
            after = changes.after({(name, row): inputs[name][row] for name, row in moved})
            return {
                name: [
                    after.place(name, row) for row in range(self._program.structure.size(RULEBOOK.quantities[name].row))
                ]
                for name in names
            }

        return at

    def many(self, names: Sequence[str], positions: Sequence[Sequence[float]]) -> Iterator[Stretch] | None:
        """Some quantities at many positions, stretch after stretch on arrays; None where each position must be computed by itself.

        The figures are those of `only` but for the last digits, as sums are rounded at each addition.
        """
        slopes = self._slopes
        moved = list(dict.fromkeys(place for moves in slopes or () for place in moves))
        if not moved or slopes is None or any(isinstance(self._base[name][row], list) for name, row in moved):
            return None
        # Imported here: numpy costs more than the whole of a small sweep.
        import numpy as np

        from estimate.engine.arrays import Arrays
        from estimate.model.on_arrays import OPAQUE

        columns = [np.full(len(positions), float(self._base[name][row])) for name, row in moved]
        at = np.array(positions, dtype=float)
        for axis, (low, high, moves) in enumerate(zip(self._lows, self._highs, slopes, strict=True)):
            share = (at[:, axis] - low) / (high - low) if high != low else 0.0 * at[:, axis]
            for place, whole in moves.items():
                column = columns[moved.index(place)]
                column += share * whole
        return Arrays(self._program, self._program.run(self._base), moved, OPAQUE).runs(set(names), columns)

    def _find_slopes(self) -> list[dict[tuple[str, int], Any]] | None:
        """For each moved number what it adds to each input over its whole way, or None where that is no straight line."""
        slopes: list[dict[tuple[str, int], Any]] = []
        for at in range(len(self._lows)):
            moved = [
                high if i == at else low for i, (low, high) in enumerate(zip(self._lows, self._highs, strict=True))
            ]
            case = self._resolve(moved)
            if not alike(self.case, case):
                return None
            slopes.append(dict(_differences(self._base, case.inputs())))
        middle = [(low + high) / 2 for low, high in zip(self._lows, self._highs, strict=True)]
        for position in (self._highs, middle):
            try:
                case = self._resolve(position)
            except InvalidInput:
                return None  # whole numbers have no middle
            if not alike(self.case, case) or any(True for _ in apart(self._inputs(position, slopes), case.inputs())):
                return None
        return slopes

    def _inputs(self, position: Sequence[float], slopes: list[dict[tuple[str, int], Any]]) -> Values:
        inputs = dict(self._base)
        touched: set[str] = set()
        for value, low, high, moves in zip(position, self._lows, self._highs, slopes, strict=True):
            share = (value - low) / (high - low) if high != low else 0.0
            for (name, row), whole in moves.items():
                if name not in touched:
                    inputs[name] = list(inputs[name])
                    touched.add(name)
                before = inputs[name][row]
                if isinstance(before, list):
                    inputs[name][row] = [one + share * add for one, add in zip(before, whole, strict=True)]
                else:
                    inputs[name][row] = before + share * whole
        return inputs


def alike(one: ResolvedScenario, other: ResolvedScenario) -> bool:
    """Whether two cases have one program: the same members, the same labels."""
    return (
        one.parents == other.parents
        and all(all(map(_same, words, other.labels[name])) for name, words in one.labels.items())
        and {index: len(members) for index, members in one.members.items()}
        == {index: len(members) for index, members in other.members.items()}
    )


def _same(one: Any, other: Any) -> bool:
    """Whether two labels are one: a week is, if it is open and busy alike, however often it was made."""
    if isinstance(one, Week) and isinstance(other, Week):
        return one.content == other.content
    return bool(one == other)


def _differences(one: Values, other: Values) -> list[tuple[tuple[str, int], Any]]:
    found: list[tuple[tuple[str, int], Any]] = []
    for name, row in apart(one, other):
        a, b = one[name][row], other[name][row]
        found.append(((name, row), [y - x for x, y in zip(a, b, strict=True)] if isinstance(a, list) else b - a))
    return found


def apart(one: Values, other: Values) -> list[tuple[str, int]]:
    """The rows of inputs that differ by more than float noise; two that are not a number are alike."""
    return [
        (name, row)
        for name, quantity in RULEBOOK.quantities.items()
        if quantity.is_input and quantity.unit != LABEL
        for row, (a, b) in enumerate(zip(one[name], other[name], strict=True))
        if a is not b and (any(map(_differ, a, b)) if isinstance(a, list) else _differ(a, b))
    ]


def _differ(a: float, b: float) -> bool:
    if a == b or (isnan(a) and isnan(b)):
        return False
    return not abs(a - b) <= TOLERANCE * max(abs(a), abs(b))
