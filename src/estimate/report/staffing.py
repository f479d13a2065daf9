"""The document of `staffing`: each queue's week in agents by the hour, and what cover costs; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.coverage_cost import Step
from estimate.answers.estimate import Estimate
from estimate.answers.staffing import QueueStaffing, strained
from estimate.ground.units import money
from estimate.model.coverage import DAY
from estimate.model.opening_words import DAYS
from estimate.report.footing_document import queue_document
from estimate.report.parts import QueueDocument
from estimate.report.plain_data import figure

VERSION = "2.0"


class QueueWeek(TypedDict):
    """A queue and its week: for each day (mon first) the most agents in each hour on the customers' clock, null where it is closed.

    week is null for deferred work.
    """

    queue: QueueDocument
    week: dict[str, list[float | None]] | None


class CoverDocument(TypedDict):
    """A change of cover: what it adds to the total, and the total without it."""

    label: str
    adds: float
    without: float


class StaffingReport(TypedDict):
    """The weeks of all queues and what cover costs; the costs are differences of two estimates, so they do not add up."""

    staffing_version: str
    scenario: str
    currency: str
    queues: list[QueueWeek]
    cover: list[CoverDocument]
    warnings: list[str]


def staffing_document(result: Estimate, queues: Sequence[QueueStaffing], cover: Sequence[Step]) -> StaffingReport:
    """The staffing of an estimate as plain data."""
    case = result.case
    known = [word == "yes" for word in case.labels["volume_known"]]
    return {
        "staffing_version": VERSION,
        "scenario": case.scenario.name,
        "currency": case.currency,
        "queues": [
            {"queue": queue_document(queue, known=volume), "week": _week(queue)}
            for queue, volume in zip(queues, known, strict=True)
        ],
        "cover": [
            {
                "label": step.label,
                "adds": money(step.adds, case.currency),
                "without": money(step.without, case.currency),
            }
            for step in cover
        ],
        "warnings": list(strained(queues)),
    }


def _week(queue: QueueStaffing) -> dict[str, list[float | None]] | None:
    week, duty = queue.week, queue.duty
    if week is None or duty is None:
        return None
    agents = dict(zip(week.densities, duty.agents, strict=True))
    found: dict[str, list[float | None]] = {day: [None] * 24 for day in DAYS}
    for interval in week.intervals:
        day, hour = DAYS[interval.start // DAY], interval.start % DAY // 60
        level = figure(agents[round(interval.share / interval.hours, 12)])
        found[day][hour] = max(found[day][hour] or 0.0, level)
    return found
