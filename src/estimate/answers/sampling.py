"""Which inputs are uncertain, which of them move together, and the draws of each: Latin hypercube samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from estimate.answers.correlations import correlated
from estimate.answers.estimate import Estimate
from estimate.answers.identities import Use
from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.schema.correlations import VOLUMES, WAGES

if TYPE_CHECKING:
    from estimate.engine.array_values import Array
    from estimate.engine.standing import Columns as Order

CHANCES = ("item_probability", "charge_probability")
"""Shares that are the chance of one event: in a draw it happens, or it does not."""
OCCURS = " falls due"


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
    together = _groups(result)
    return [
        Uncertain(identity, together.get(uses[0].sourced.path) or _usual(result, identity, uses[0]), tuple(uses))
        for identity, uses in result.uses.items()
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
