"""How many agents one load needs, asked once."""

from __future__ import annotations

from estimate.model.blocking import SINGLE, Slots
from estimate.model.queueing import Requirement


def required_agents(
    load_erlangs: float,
    handle_seconds: float,
    service_level: float,
    target_seconds: float,
    *,
    max_occupancy: float = 1.0,
    patience_seconds: float | None = None,
    slots: Slots = SINGLE,
) -> int:
    """The fewest agents that keep a promise which nobody asked about before."""
    promise = handle_seconds, service_level, target_seconds, max_occupancy, patience_seconds
    return Requirement(*promise, slots).agents(load_erlangs)
