"""The opaque formulas in JavaScript, and as data what they read: opaque.js has for each formula a function of its name and parameters."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from typing import Any

from estimate.model.incentives import CreditTerms
from estimate.model.week import Week

PARTS = ("impatient", "credits")
"""Parts of opaque.js that few cases need: customers who hang up, and service credits."""


def opaque_source(parts: Collection[str] = PARTS) -> str:
    """The text of opaque.js, with those of its parts that are needed."""
    text = files("estimate.model").joinpath("opaque.js").read_text(encoding="utf-8")
    for part in PARTS:
        if part not in parts:
            text = re.sub(rf"^ *// \[{part}\n.*?^ *// \]\n", "", text, flags=re.DOTALL | re.MULTILINE)
    return text


def parts_of(labels: Mapping[str, Sequence[Any]]) -> set[str]:
    """The parts that a case with such labels needs."""
    impatient, credited = "impatient" in labels["waiting"], "yes" in labels["scored"] or "own" in labels["stepped"]
    return {part for part, needed in zip(PARTS, (impatient, credited), strict=True) if needed}


def portable(label: Any) -> Any:
    """A label as the functions of opaque.js read it: words as they are, weeks and terms as lists of numbers."""
    if isinstance(label, Week):
        return _week(label)
    if isinstance(label, CreditTerms):
        return {"credits": label.credits, "bonuses": label.bonuses}
    return label


def _week(week: Week) -> dict[str, Any]:
    """A week; of its nights and weekends each kind once, and which of them a month of service has.

    Hours and shares are in 13 digits, which no amount can tell. `hourly` has for each open interval its start in minutes of the week and the place of its density.
    """

    def short(values: Sequence[float]) -> list[float]:
        return [float(f"{value:.13g}") for value in values]

    kinds = list(dict.fromkeys(zip(week.night, week.weekend, strict=True)))
    return {
        "densities": week.densities,
        "hours": short(week.hours),
        "shares": short(week.shares),
        "night": [short(night) for night, _ in kinds],
        "weekend": [short(weekend) for _, weekend in kinds],
        "months": [kinds.index(pair) for pair in zip(week.night, week.weekend, strict=True)],
        "hourly": [
            [interval.start, week.densities.index(round(interval.share / interval.hours, 12))]
            for interval in week.intervals
        ],
    }
