"""Numbers of a scenario that can be moved without resolving it anew: where each stands, how far, and which inputs follow it.

A page has no cards and no YAML, so it must know beforehand what `--set` would do. Each number is tried: the scenario is resolved with
it at another value, and the inputs that follow are found. What changes the shape of the case, or follows in no straight line, is left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from estimate.answers.estimate import Estimate, total_of
from estimate.answers.identities import paths_of
from estimate.answers.parametric import alike, apart
from estimate.answers.sampling import CHANCES, Uncertain, identities
from estimate.answers.sensitivity import STEP, Effect, sensitivity
from estimate.engine import Program, Values
from estimate.files.axes import written
from estimate.files.overrides import steps_of
from estimate.ground.errors import InvalidInput
from estimate.ground.records import dataclass
from estimate.model import RULEBOOK
from estimate.resolve.resolved import ResolvedScenario

Resolve = Callable[[Sequence[str]], ResolvedScenario]
"""The scenario resolved with some `path=value` set."""
REACHES = ((0.5, 2.0), (0.8, 1.25), (1 - STEP, 1 + STEP))
"""How far a number may be moved, as factors: the widest that the scenario allows and that keeps the shape of the case."""
FROM_ZERO = {"share": 0.5, "share/year": 0.3}
"""How far a share that is 0 may be moved."""
FINE = 200
"""A number moves in about so many steps."""
SHARES = (1.0, 0.0, 0.37)
"""Where between its ends a number is tried: at both, and where no round part of the way is."""
SHAPE, CURVE, REFUSED = "shape", "curve", "refused"
"""Why a number is fixed: it changes the shape of the case, inputs follow it in no straight line, or the scenario takes no other value alone."""
ONCE = ("contract", "share_of_contract_year")
"""What an item is counted by that falls due in one month."""
PRICES = {"item_price": "item", "charge_price": "charge"}


@dataclass(frozen=True)
class Key:
    """A place of the scenario that says a number; for an item of a card, the list that an item of one's own is added to, and that item.

    `beside` are keys that must be said with it, such as the seconds of a promise beside its share.
    """

    path: str
    item: Mapping[str, Any] | None = None
    beside: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Movable:
    """A number of the scenario: the keys that say it, its value and ends, and by how much each input moves for one more of it.

    `swing` is how far it moves the total over its range, or ten per cent each way where that is more. `slopes` are by input and row; a list
    where the input has a value for each step.
    """

    source: Uncertain
    keys: tuple[Key, ...]
    value: float
    low: float
    high: float
    step: float
    swing: float
    slopes: tuple[tuple[tuple[str, int], Any], ...]


@dataclass(frozen=True)
class Fixed:
    """A number that only a new estimate can move: the keys that say it, its value, and why."""

    source: Uncertain
    paths: tuple[str, ...]
    value: float
    why: str


def movables(result: Estimate, resolve: Resolve) -> tuple[list[Movable], list[Fixed]]:
    """Every number that the total may follow, the greatest swing first, and those that are fixed."""
    trial = _Trial(result, resolve)
    found = [trial.first(*candidate) for candidate in _candidates(result)]
    fixed = [one for one in found if isinstance(one, Fixed)]
    moving = trial.straight([one for one in found if isinstance(one, Movable)])
    kept = {one.source.identity for one in moving}
    fixed += [
        Fixed(one.source, tuple(use.sourced.path for use in one.source.uses), one.value, CURVE)
        for one in found
        if isinstance(one, Movable) and one.source.identity not in kept
    ]
    return sorted(moving, key=lambda one: -one.swing), fixed


def settings(data: Any, values: Sequence[tuple[Movable, float]]) -> list[str]:
    """What `--set` takes to move numbers of a scenario, of which `data` is what it says."""
    said: dict[str, str] = {}
    lists: dict[str, list[Any]] = {}
    for one, value in values:
        for key in one.keys:
            if key.item is None:
                said |= {path: written(other) for path, other in key.beside if path not in said}
                said[key.path] = written(value)
            else:
                lists.setdefault(key.path, list(_list_at(data, key.path))).append({**key.item, "price": value})
    # JSON is YAML. A list that grew is said whole, before what is said of its members.
    grown = {path: json.dumps(members, ensure_ascii=False) for path, members in lists.items()}
    return [f"{path}={text}" for path, text in (grown | said).items()]


def _is_item(one: Movable) -> bool:
    return any(key.item is not None for key in one.keys)


def moved(inputs: Values, values: Sequence[tuple[Movable, float]]) -> Values:
    """The inputs of a case with some numbers at other values."""
    found = dict(inputs)
    for one, value in values:
        by = value - one.value
        for (name, row), slope in one.slopes:
            found[name] = list(found[name])
            before = found[name][row]
            if isinstance(slope, list):
                whole = before if isinstance(before, list) else [before] * len(slope)
                found[name][row] = [x + by * each for x, each in zip(whole, slope, strict=True)]
            else:
                found[name][row] = before + by * slope
    return found


def _list_at(data: Any, path: str) -> Sequence[Any]:
    for step in steps_of(path):
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, list) else ()


def _candidates(result: Estimate) -> Iterator[tuple[Uncertain, tuple[str, ...], float]]:
    """Inputs with a place in the scenario, each place once, with how far they move the total."""
    effects = {effect.input.identity: effect for effect in sensitivity(result).effects}
    seen: set[str] = set()
    for one in identities(result):
        paths = tuple(paths_of(one.uses))
        value = result.values[one.uses[0].name][one.uses[0].row]
        may_grow = value == 0 and one.sourced.unit in FROM_ZERO and one.uses[0].name not in CHANCES
        if all(paths) and not seen & set(paths) and (one.identity in effects or may_grow):
            seen |= set(paths)
            yield one, paths, _swing(effects.get(one.identity), result.total)


def _swing(effect: Effect | None, total: float) -> float:
    if effect is None:
        return 0.0
    by_step = 2 * STEP * abs(effect.elasticity * total)
    return max(effect.swing, by_step) if effect.ranged else by_step


class _Trial:
    """Resolves a scenario with numbers moved, and says whether the inputs follow."""

    def __init__(self, result: Estimate, resolve: Resolve) -> None:
        self.result = result
        self.resolve = resolve
        self.inputs = result.case.inputs()
        self.data = result.case.files[0].data if result.case.files else {}

    def first(self, one: Uncertain, paths: tuple[str, ...], swing: float) -> Movable | Fixed:
        """A number with its slopes, from the scenario at its high end; for an item of a card as the price alone."""
        value = float(self.result.values[one.uses[0].name][one.uses[0].row])
        items = self._items(one)
        why = REFUSED
        for keys in [items] if items else self._ways(paths):
            for low, high in _ends(one, value):
                found = _on_steps(Movable(one, keys, value, low, high, 0.0, swing, ()))
                if items:
                    return replace(found, slopes=tuple((use.place, 1.0) for use in one.uses))
                case = self._resolved([(found, found.high)])
                if case is None:
                    continue
                if not alike(self.result.case, case):
                    why = SHAPE
                    continue
                by, other = found.high - value, case.inputs()
                slopes = tuple((place, _slope(self.inputs, other, place, by)) for place in apart(self.inputs, other))
                return replace(found, slopes=slopes) if slopes else Fixed(one, paths, value, CURVE)
        return Fixed(one, paths, value, why)

    def straight(self, moving: Sequence[Movable]) -> list[Movable]:
        """Those whose inputs follow in a straight line: items by themselves, all else by itself, and then both together."""
        plain = self._agreeing([one for one in moving if not _is_item(one)])
        return self._agreeing([*plain, *self._agreeing([one for one in moving if _is_item(one)])])

    def _agreeing(self, moving: list[Movable]) -> list[Movable]:
        """Those that agree, all of them at once; who does not is taken out, or moves in whole steps from then on."""
        for share in SHARES:
            while moving and (bad := self._astray(moving, share)):
                whole = [
                    whole
                    for one in moving
                    if one.source.identity in bad and (whole := _whole(one)) and not self._astray([whole], share)
                ]
                moving = [one for one in moving if one.source.identity not in bad] + whole
        return moving

    def _astray(self, moving: Sequence[Movable], share: float) -> set[str]:
        """Whose inputs are not what resolving gives at a share of the way between the ends; none where all agree."""
        values = [(one, _at(one, share)) for one in moving]
        try:
            case = self.resolve(settings(self.data, values))
        except InvalidInput as error:
            said = {problem.source.removeprefix("--set ") for problem in error.problems}
            told = {one.source.identity for one, value in values if said & set(settings(self.data, [(one, value)]))}
            return self._blamed(moving, share, told)
        expected = moved(self.inputs, values)
        if any(map(_is_item, moving)):  # they stand in another order, so that only the cost can tell
            return set() if self._cost_alike(expected, case) else self._blamed(moving, share, set())
        if alike(self.result.case, case):
            wrong = set(apart(expected, case.inputs()))
            blamed = {one.source.identity for one in moving if wrong & {place for place, _ in one.slopes}}
            return self._blamed(moving, share, blamed) if wrong else set()
        return self._blamed(moving, share, set())

    def _blamed(self, moving: Sequence[Movable], share: float, known: set[str]) -> set[str]:
        """Who is to blame where numbers do not agree together: those known, else what is found in each half, else the lesser half."""
        if known or len(moving) == 1:
            return known or {one.source.identity for one in moving}
        half = len(moving) // 2
        found = self._astray(moving[:half], share) | self._astray(moving[half:], share)
        return found or {one.source.identity for one in sorted(moving, key=lambda one: -one.swing)[-half:]}

    def _cost_alike(self, inputs: Values, case: ResolvedScenario) -> bool:
        """Whether the case costs what the inputs cost in the program of the result, though its items stand in another order."""
        other, ours = Program(RULEBOOK, case.structure()).run(case.inputs()), self.result.program.run(inputs)
        close = math.isclose(ours["total_cost"][0], other["total_cost"][0], rel_tol=1e-9)
        return close and total_of(ours, case.currency) == total_of(other, case.currency)

    def _resolved(self, values: Sequence[tuple[Movable, float]]) -> ResolvedScenario | None:
        try:
            return self.resolve(settings(self.data, values))
        except InvalidInput:
            return None

    def _ways(self, paths: tuple[str, ...]) -> Iterator[tuple[Key, ...]]:
        """How a number may be said: alone, or together with its neighbors."""
        yield tuple(Key(path) for path in paths)
        beside = tuple(Key(path, beside=tuple(self._beside(path))) for path in paths)
        if any(key.beside for key in beside):
            yield beside

    def _beside(self, path: str) -> Iterator[tuple[str, float]]:
        """The other numbers of a mapping that no file says, as the case takes them."""
        parent = path.rpartition(".")[0]
        for name, row, sourced in self.result.stated():
            other = sourced.path
            if other != path and other.rpartition(".")[0] == parent and sourced.origin.basis != "given":
                yield other, float(self.result.values[name][row])

    def _items(self, one: Uncertain) -> tuple[Key, ...]:
        """An item of a card as an item of one's own, one for each list that it stands in; none where it is something else."""
        index = PRICES.get(one.uses[0].name)
        if index is None or one.sourced.origin.basis == "given" or not one.sourced.origin.fact:
            return ()
        case = self.result.case
        keys = []
        for use in one.uses:
            if use.name not in PRICES:
                return ()
            priced = (case.items if index == "item" else case.charges)[use.row]
            per = case.labels[f"{index}_per"][use.row]
            category, _, key = priced.id.partition(".")
            item = {"name": priced.name, "key": key, "category": category, "per": per}
            if not per.startswith("share_"):
                item["currency"] = use.sourced.unit.partition("/")[0]
            due = self.result.values[f"{index}_due"][use.row]
            if per in ONCE and isinstance(due, list) and any(due[1:]):
                item["month"] = next(month for month, one_due in enumerate(due) if one_due)
            where, _, _ = use.sourced.path.rpartition(".")
            keys.append(Key(where, item))
        return tuple({key.path: key for key in keys}.values())


def _ends(one: Uncertain, value: float) -> Iterator[tuple[float, float]]:
    if value == 0:
        yield 0.0, FROM_ZERO.get(one.sourced.unit, 1.0)
        return
    ranged = one.sourced.value
    share = one.uses[0].is_share
    for less, more in REACHES:
        low, high = sorted((value * less, value * more))
        if not ranged.is_point:
            low, high = min(low, ranged.low), max(high, ranged.high)
        yield low, min(high, 1.0) if share and value <= 1 else high


def _on_steps(one: Movable) -> Movable:
    """Its ends on whole numbers of a round step, about so many of which lead from one to the other."""
    exact = (one.high - one.low) / FINE
    size = 10.0 ** math.floor(math.log10(exact))
    step = size * min((1, 2, 5, 10), key=lambda times: abs(times * size - exact))
    digits = max(0, -math.floor(math.log10(step)))
    low, high = math.floor(round(one.low / step, 6)) * step, math.ceil(round(one.high / step, 6)) * step
    return replace(one, low=round(low, digits), high=round(high, digits), step=round(step, digits))


def _whole(one: Movable) -> Movable | None:
    """A number that moves in whole steps, or none where its ends leave no room for them."""
    low, high = math.ceil(one.low), math.floor(one.high)
    if not one.value.is_integer() or high <= low or one.step >= 1:
        return None
    return replace(one, low=float(low), high=float(high), step=1.0)


def _at(one: Movable, share: float) -> float:
    value = one.low + (one.high - one.low) * share
    return float(round(value)) if one.step >= 1 and one.value.is_integer() else float(f"{value:.6g}")


def _slope(base: Values, other: Values, place: tuple[str, int], by: float) -> Any:
    name, row = place
    before, after = base[name][row], other[name][row]
    if isinstance(before, list):
        return [(y - x) / by for x, y in zip(before, after, strict=True)]
    return (after - before) / by
