"""One side of a comparison: an option's document, and what it was made from where it is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from estimate.answers.estimate import Estimate
from estimate.answers.uncertainty import Simulation
from estimate.ground.records import dataclass
from estimate.report.parts import EstimateDocument
from estimate.resolve.resolved import ResolvedScenario


@dataclass(frozen=True)
class Side:
    """One option: its name and document; its estimate and draws where it was computed now and not saved before."""

    name: str
    source: str
    document: EstimateDocument
    estimate: Estimate | None = None
    simulation: Simulation | None = None
    offers: Mapping[str, Estimate] = field(default_factory=dict)
    """Its named cases, such as later offers."""
    resolve: Callable[[Sequence[str]], ResolvedScenario] | None = field(default=None, repr=False, compare=False)
    """Its scenario resolved with some `path=value` set, on the common ground; None where it is saved, or a named case."""
    settings: tuple[str, ...] = ()
    """What was set to put it on the common ground."""
