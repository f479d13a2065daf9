"""Service beside the money: resolution, satisfaction, service level and attrition of one estimate."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from estimate.answers.estimate import Estimate
from estimate.answers.staffing import QueueStaffing


def quality(result: Estimate, queues: Sequence[QueueStaffing]) -> dict[str, float | None]:
    """Shares weighted by contacts (attrition by heads); None where nobody knows."""
    said = result.case.scenario.quality
    values = result.values
    handled = [fsum(row) for row in values["handled_contacts"]]
    heads = [fsum(row) for row in values["heads"]]
    live = [(queue.service.service_level, queue.contacts) for queue in queues if queue.service is not None]
    satisfaction = said.satisfaction if said else None
    return {
        "first_contact_resolution": _mean(values["first_contact_resolution"], handled),
        "satisfaction": None if satisfaction is None else satisfaction.likely,
        "service_level": _mean([level for level, _ in live], [contacts for _, contacts in live]),
        "attrition_per_year": _mean(values["attrition_per_year"], heads),
    }


def _mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    whole = fsum(weights)
    return fsum(v * w for v, w in zip(values, weights, strict=True)) / whole if whole else None
