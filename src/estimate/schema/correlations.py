"""Which uncertain inputs of a scenario move together, checked against the inputs that there are."""

from __future__ import annotations

from collections.abc import Iterable

from estimate.ground.errors import did_you_mean
from estimate.ground.records import dataclass

WAGES, VOLUMES = "wages", "volumes"
NAMED = (WAGES, VOLUMES)
"""Groups with a name: the labor prices of one region's card; the contacts of all queues."""


@dataclass(frozen=True)
class Correlations:
    """Named groups, groups of paths that move as one, and paths with a matrix of rank correlations."""

    named: tuple[str, ...] = NAMED
    together: tuple[tuple[str, ...], ...] = ()
    paths: tuple[str, ...] = ()
    ranks: tuple[tuple[float, ...], ...] = ()


def matching(path: str, known: Iterable[str]) -> str:
    """The input that a path names, written like `--set` or as the tool shows it. Raises ValueError where there is none."""
    from estimate.files.overrides import steps_of

    every = list(known)
    steps = steps_of(path)
    for other in every:
        if steps_of(other) == steps:
            return other
    raise ValueError(
        f"no input of this scenario stands at {path} ({did_you_mean(path, every, 'see estimate sensitivity')})"
    )
