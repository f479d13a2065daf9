"""Service beside the money: resolution, satisfaction, service level and attrition of one estimate."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from estimate.answers.estimate import Estimate
from estimate.answers.staffing import QueueStaffing
from estimate.engine import with_changes


def quality(result: Estimate, queues: Sequence[QueueStaffing]) -> dict[str, float | None]:
    """Shares weighted by contacts (attrition by heads); None where nobody knows."""
    said = result.case.scenario.quality
    values = result.values
    handled = [fsum(row) for row in values["handled_contacts"]]
    headcount = [fsum(row) for row in values["headcount"]]
    live = [(queue.service.service_level, queue.contacts) for queue in queues if queue.service is not None]
    satisfaction = said.satisfaction if said else None
    return {
        "first_contact_resolution": _mean(values["first_contact_resolution"], handled),
        "satisfaction": None if satisfaction is None else result.case.of(satisfaction),
        "service_level": _mean([level for level, _ in live], [contacts for _, contacts in live]),
        "attrition_per_year": _mean(values["attrition_per_year"], headcount),
    }


FURTHER = 0.1
"""So many more contacts are tried to see what one more costs: enough to smooth whole agents."""


def repeated(result: Estimate) -> float:
    """Contacts over the term that the scenario itself counts as repeats, beyond the forecast's own."""
    rows = zip(result.values["handled_contacts"], result.values["repeat_share"], strict=True)
    return fsum(fsum(row) * share / (1 + share) for row, share in rows)


def further_contact(result: Estimate) -> float | None:
    """What one contact more costs: hours, seats and what follows from them, without what is paid anyway."""
    handled = result.one("contacts_handled")
    if not handled or not result.volume_known:
        return None
    more = [(1 + share) * (1 + FURTHER) - 1 for share in result.values["repeat_share"]]
    total = with_changes(result.program, result.values, {"repeat_share": more}, "total_cost")
    return (float(total) - result.one("total_cost")) / (handled * FURTHER)


def _mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    whole = fsum(weights)
    return fsum(v * w for v, w in zip(values, weights, strict=True)) / whole if whole else None
