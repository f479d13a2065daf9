"""How far an option may get worse before its saving is gone: resolution, price, attrition and volume, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from estimate.answers.estimate import Estimate
from estimate.answers.quality import repeated
from estimate.answers.returns import bisect
from estimate.answers.whole_price import scaled
from estimate.engine import with_changes
from estimate.ground.records import dataclass

STEPS = 40
DEAREST = 10.0
"""Prices and volumes are tried up to this multiple of what they are."""
WORST_ATTRITION = 5.0
WORST_RESOLUTION = 0.02

HEADROOMS = {
    "first_contact_resolution": ("first-contact resolution falls below", "share"),
    "price": ("its whole price rises by", "share"),
    "attrition_per_year": ("attrition rises above", "share"),
    "volume": ("volume is multiplied by", "factor"),
}
"""The figures that are moved, each alone: what would have to happen, and the figure's kind."""


@dataclass(frozen=True)
class Headroom:
    """Where both sides cost the same: what moves, where it is now and where the saving ends; None: nowhere in reach."""

    id: str
    now: float
    limit: float | None

    @property
    def label(self) -> str:
        """What would have to happen, before the figure."""
        return HEADROOMS[self.id][0]

    @property
    def kind(self) -> str:
        """Whether the figure is a share or a factor."""
        return HEADROOMS[self.id][1]


def headroom(reference: Estimate, option: Estimate) -> Iterator[Headroom]:
    """The break-even of four figures of the option, for one that costs less than the reference."""
    target, total = reference.one("total_cost"), option.one("total_cost")
    if total >= target:
        return
    resolution, forecast = _resolution(option), _resolution(reference)
    if resolution and forecast:
        base = forecast * _repeats(reference) / _repeats(option)
        yield Headroom(
            "first_contact_resolution",
            resolution,
            _where(lambda r: _with_resolution(option, base, r) - target, WORST_RESOLUTION, 1.0),
        )
    yield Headroom(
        "price",
        0.0,
        _less(_where(lambda k: _changed(option, scaled(option, k)) - target, 1.0, DEAREST), 1.0),
    )
    attrition = max(option.values["attrition_per_year"])
    yield Headroom(
        "attrition_per_year",
        attrition,
        _where(lambda x: _replaced(option, "attrition_per_year", x) - target, attrition, WORST_ATTRITION),
    )
    if any(option.values["contacts_per_month"]):
        yield Headroom(
            "volume",
            1.0,
            _where(
                lambda k: _scaled(option, "contacts_per_month", k) - _scaled(reference, "contacts_per_month", k),
                1.0,
                DEAREST,
            ),
        )


def _where(gap: Callable[[float], float], low: float, high: float) -> float | None:
    return bisect(gap, low, high, STEPS)


def _less(value: float | None, by: float) -> float | None:
    return None if value is None else value - by


def _resolution(option: Estimate) -> float | None:
    """Resolution over all contacts, or None where no volume is known."""
    handled = sum(sum(row) for row in option.values["handled_contacts"])
    resolved = sum(sum(row) for row in option.values["resolved_contacts"])
    return resolved / handled if handled else None


def _repeats(side: Estimate) -> float:
    """Contacts handled for each that the forecast alone would bring."""
    handled = side.one("contacts_handled")
    return handled / (handled - repeated(side))


def _with_resolution(option: Estimate, base: float, resolution: float) -> float:
    """The total at another resolution: an issue takes 1 / r contacts, `base` being the resolution that the volume stands for."""
    repeats = [(1 + repeat) * base / resolution - 1 for repeat in option.values["repeat_share"]]
    return _changed(option, {"repeat_share": repeats})


def _scaled(option: Estimate, name: str, by: float) -> float:
    return _changed(option, {name: [value * by for value in option.values[name]]})


def _replaced(option: Estimate, name: str, value: float) -> float:
    return _changed(option, {name: [value] * len(option.values[name])})


def _changed(option: Estimate, changes: dict[str, list[Any]]) -> float:
    return float(with_changes(option.program, option.values, changes, "total_cost"))
