"""Which inputs are uncertain, what makes two of them the same one, and the draws of each: Latin hypercube samples."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from estimate.answers.correlations import correlated
from estimate.answers.estimate import Estimate
from estimate.files.overrides import steps_of
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.ground.records import dataclass
from estimate.ground.smooth import NEAR
from estimate.model import RULEBOOK
from estimate.schema.correlations import VOLUMES, WAGES

if TYPE_CHECKING:
    from estimate.engine.array_values import Array
    from estimate.engine.standing import Columns as Order

CHANCES = ("item_probability", "charge_probability")
"""Shares that are the chance of one event: in a draw it happens, or it does not."""
OCCURS = " falls due"


@dataclass(frozen=True)
class Use:
    """One row of a quantity that an uncertain input sets, with its own range (a price in another currency, a part of it)."""

    name: str
    row: int
    sourced: Sourced

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


@dataclass(frozen=True)
class Uncertain:
    """An input that is drawn: a fact of a card wherever it is used, or a value of the scenario. `group` names its stream."""

    identity: str
    group: str
    uses: tuple[Use, ...] = field(default=())

    @property
    def sourced(self) -> Sourced:
        return self.uses[0].sourced

    @property
    def is_chance(self) -> bool:
        """Whether it is an event that happens or not."""
        return self.identity.endswith(OCCURS)


def identities(result: Estimate) -> list[Uncertain]:
    """Every input of a card or a scenario by what makes it the same one, point values too, in the order of the model."""
    found: dict[str, list[Use]] = {}
    for name, row, sourced in result.stated():
        if not math.isnan(sourced.value.likely):
            found.setdefault(_identity(result, sourced), []).append(Use(name, row, sourced))
    together = _groups(result)
    return [
        Uncertain(identity, together.get(uses[0].sourced.path) or _usual(result, identity, uses[0]), tuple(uses))
        for identity, uses in found.items()
    ]


def uncertain(result: Estimate) -> list[Uncertain]:
    """The inputs with a range, and the events that may or may not happen."""
    return list(_uncertain(identities(result)))


def _uncertain(every: Sequence[Uncertain]) -> Iterator[Uncertain]:
    for one in every:
        chances = tuple(use for use in one.uses if use.name in CHANCES and 0 < use.value.expected < 1)
        if chances:
            yield Uncertain(one.identity + OCCURS, one.group + OCCURS, chances)
        ranged = tuple(use for use in one.uses if not use.value.is_point and use not in chances)
        if ranged:
            yield replace(one, uses=ranged)


def orders(result: Estimate, inputs: Sequence[Uncertain], draws: int, seed: int) -> dict[str, Order]:
    """For each stream the stratum of each draw: every stratum once, in an order that only the seed and its name decide."""
    streams = {group: stream_of(seed, group, draws) for group in dict.fromkeys(one.group for one in inputs)}
    asked = result.case.correlations
    if asked.paths:
        group_of = {use.sourced.path: one.group for one in inputs for use in one.uses}
        known = [(at, group_of[path]) for at, path in enumerate(asked.paths) if path in group_of]
        matrix = [[asked.ranks[i][j] for j, _ in known] for i, _ in known]
        names = [group for _, group in known]
        import numpy as np

        moved = correlated([streams[name].tolist() for name in names], matrix)
        streams.update(zip(names, map(np.array, moved), strict=True))
    return streams


def column(use: Use, order: Order, *, chance: bool) -> Array:
    """The drawn values of one use, one for each draw."""
    import numpy as np

    from estimate.answers.strata import strata

    count = len(order)
    if chance:
        # The events that happen are the strata below the chance; its own width only moves the chance.
        return ((order + 0.5) / count < use.value.expected).astype(float)
    least, most = use.bounds
    drawn: Array = np.clip(strata(use.value, count), least, most)[order]
    return drawn


@lru_cache(maxsize=256)
def stream_of(seed: int, name: str, draws: int) -> Order:
    """An order of the strata by the ranks of raw numbers of PCG64, whose stream never changes (O'Neill, 2014)."""
    import hashlib

    import numpy as np

    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    sampling = np.random.PCG64(int.from_bytes(digest[:16], "big"))
    order: Order = np.argsort(sampling.random_raw(draws), kind="stable")
    order.flags.writeable = False  # the next case has the same
    return order


def _identity(result: Estimate, sourced: Sourced) -> str:
    """The fact of a card, or the place in the scenario by the names that stand there: an inserted member moves no other."""
    if sourced.origin.fact:
        return sourced.origin.fact
    data: Any = result.case.files[0].data if result.case.files else {}
    named = []
    for step in steps_of(sourced.path):
        if isinstance(step, int) and isinstance(data, list) and step < len(data):
            member = data[step]
            named.append(_name(member, data[:step], step))
            data = member
        else:
            named.append(str(step))
            data = data.get(step) if isinstance(data, dict) else None
    return ".".join(named)


def _name(member: Any, earlier: Sequence[Any], step: int) -> str:
    for key in ("name", "channel", "region"):
        word = member.get(key) if isinstance(member, dict) else None
        if word is not None:
            twins = sum(isinstance(other, dict) and other.get(key) == word for other in earlier)
            return f"{word} {twins + 1}" if twins else str(word)
    return str(step)


def _groups(result: Estimate) -> dict[str, str]:
    """Paths that the scenario moves together, with the name of what they share."""
    return {path: f"together {' '.join(group)}" for group in result.case.correlations.together for path in group}


def _usual(result: Estimate, identity: str, use: Use) -> str:
    """The stream of an input: its own, or one that it shares with what usually moves with it."""
    named = result.case.correlations.named
    card, _, rest = use.sourced.origin.fact.partition(" ")
    if WAGES in named and card.startswith("regions/") and rest.startswith("labor "):
        return f"wages of {card.removeprefix('regions/')}"
    if VOLUMES in named and use.name == "contacts_per_month":
        return "volume of queues"
    return identity
