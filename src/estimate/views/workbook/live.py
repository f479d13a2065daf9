"""Opaque formulas as cells: what each reads and its text, those of a live queue on top of the sheet of its week.

A formula that is added to the model without a text here stops the workbook, and a test says so before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from estimate.answers.estimate import Estimate
from estimate.engine import LABEL, Quantity
from estimate.ground.records import dataclass
from estimate.model import RULEBOOK
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.learning import LEARNED
from estimate.model.week import Week
from estimate.views.workbook.layout import Reader, Row
from estimate.views.workbook.week import LiveWeek

Get = Callable[[str], str]
"""What reads a quantity of the same row as the formula: an address or a number."""


class Stepped(NamedTuple):
    """A payment by steps: the index of its rows, the label with its steps, and what it is measured by and how far that strays."""

    over: str
    terms: str
    level: str
    spread: str


_SCORE = Stepped("team", "credit_terms", "score", "score_spread")
_MEASURE = Stepped("measure", "measure_steps", "attained_level", "level_spread")
STEPPED = {"score_credit": _SCORE, "score_bonus": _SCORE, "measure_credit": _MEASURE, "measure_bonus": _MEASURE}


class Live:
    """The opaque formulas of one estimate. `key` makes the keys of rows that are no quantities; weeks are those of live queues."""

    def __init__(self, result: Estimate, key: Callable[..., Any]) -> None:
        self.result = result
        self.key = key
        self.weeks: dict[int, LiveWeek] = {}

    def reads(self, quantity: Quantity, row: int) -> Sequence[str] | float:
        """What the cells of a formula read in one row, by name; or the number that it always is."""
        name = quantity.name
        names = [read.name for read in RULEBOOK.arguments(quantity) if RULEBOOK.quantities[read.name].unit != LABEL]
        match name:
            case "staffed_positions" if self._label("staffed_by", row) == "agents":
                return ["fixed_hours", "in_service"]
            case "staffed_positions" | "service_level" | "speed_of_answer" | "abandonment":
                return [one for one in names if self._has_meaning(one, row)]
            case "live_after_share":
                return ["staffed_positions"] if any(self._label("after_window", row) or ()) else 0.0
            case "live_night_share" | "live_weekend_share" | "live_night_arrivals" | "live_weekend_arrivals":
                week: Week = self._label("week", row)
                windows = week.night if "night" in name else week.weekend
                return 0.0 if not any(map(any, windows)) else ["staffed_positions"] if name.endswith("_share") else []
            case "score_credit" | "score_bonus" | "measure_credit" | "measure_bonus":
                return names if self.steps(name, row) else 0.0
        assert name in TEXTS, f"{name} has no formula for a sheet"
        return names

    def text(self, name: str, row: int, reader: Reader, get: Get) -> str:
        """The formula of an opaque quantity in one row."""
        return TEXTS[name](Cell(self, name, row, reader, get))

    def inputs(self, places: Sequence[tuple[str, int]]) -> Iterator[Row]:
        """The numbers that a structure of the case holds and that formulas read: the steps of credits and bonuses."""
        for name, row in places:
            if name not in STEPPED:
                continue
            index = STEPPED[name].over
            team = self.result.case.members["team"][self.result.case.teams(index)[row]]
            what = "credit" if name.endswith("_credit") else "bonus"
            for at, (level, share) in enumerate(self.steps(name, row)):
                said = f"Level of step {at + 1} of the {what}."
                yield Row(
                    self.key(name, row, at, "level"),
                    f"{what} step {at + 1}: level",
                    team,
                    "share",
                    said,
                    level,
                    by_month=False,
                )
                said = f"Share of the month's charges at step {at + 1} of the {what}."
                yield Row(
                    self.key(name, row, at, "share"),
                    f"{what} step {at + 1}: share",
                    team,
                    "share",
                    said,
                    share,
                    by_month=False,
                )

    def _has_meaning(self, name: str, row: int) -> bool:
        """Whether a formula of live queues asks for an input here."""
        if name == "patience_seconds":
            return math.isfinite(self.result.values[name][row])
        if name == "chats_at_once":
            return bool(self.result.values[name][row] > 1)
        return name != "fixed_hours"

    def _label(self, name: str, row: int) -> Any:
        return self.result.case.labels[name][row]

    def steps(self, name: str, row: int) -> tuple[tuple[float, float], ...]:
        """The steps of a contract's credits or bonuses: level and share of the charges."""
        terms = self._label(STEPPED[name].terms, row)
        if terms is None:
            return ()
        found: tuple[tuple[float, float], ...] = terms.credits if name.endswith("_credit") else terms.bonuses
        return found


@dataclass(frozen=True)
class Cell:
    """A row of an opaque formula: of which quantity, and how it reads others."""

    live: Live
    name: str
    row: int
    reader: Reader
    get: Get

    def block(self, block: str) -> str:
        """A block of the queue's week, in the column of the month."""
        return self.live.weeks[self.row].stretch(self.reader, block)

    @property
    def weekly(self) -> str:
        """Hours on duty a week."""
        return f"SUMPRODUCT({self.block('agents')},{self.block('hours')})"

    def steps(self) -> Iterator[tuple[str, str]]:
        """The level and the share of each step of credits or bonuses."""
        for at in range(len(self.live.steps(self.name, self.row))):
            level, share = (
                self.reader.one(self.live.key(self.name, self.row, at, part)) for part in ("level", "share")
            )
            yield level, share


def _on_duty(cell: Cell) -> str:
    return f"{cell.weekly}/SUM({cell.block('hours')})"


def _live_hours(cell: Cell) -> str:
    return f"{cell.weekly}*{WEEKS_PER_MONTH!r}*{cell.get('in_service')}"


def _busiest_duty(cell: Cell) -> str:
    return f"MAX({cell.block('agents')})"


def _share(cell: Cell) -> str:
    block = cell.name.removeprefix("live_").removesuffix("_share")
    return f"IF({cell.weekly}=0,0,SUMPRODUCT({cell.block('agents')},{cell.block(block)})/{cell.weekly})"


def _arrivals(cell: Cell) -> str:
    block = cell.name.removeprefix("live_").removesuffix("_arrivals")
    return f"IF({cell.reader.month()}<1,0,SUMPRODUCT({cell.block('density')},{cell.block(block)}))"


def _of_all(cell: Cell, block: str, nobody: str) -> str:
    """The mean of a block over all who come, or what it is where nobody comes."""
    mean = f"SUMPRODUCT({cell.block('share')},{cell.block(block)})/SUM({cell.block('share')})"
    return f"IF(OR({cell.get('staffed_positions')}=0,{cell.get('offered_rate')}=0),{nobody},{mean})"


def _service_level(cell: Cell) -> str:
    return _of_all(cell, "level", "1")


def _abandonment(cell: Cell) -> str:
    return _of_all(cell, "abandoned", "0")


def _unlearned_share(cell: Cell) -> str:
    months = cell.get("ramp_months")
    return f"IF({months}>0,EXP(-{LEARNED!r}/{months}),0)"


def _replacement_weight(cell: Cell) -> str:
    factor = cell.get("new_hire_aht_factor")
    return f"IF({factor}=1,1,LN({factor})/({factor}-1))"


def _mean(cell: Cell, chance: Callable[[str], str]) -> str:
    """The mean of a payment that grows step by step, by the chance that a normally distributed level lies below each step."""
    level, spread = cell.get(STEPPED[cell.name].level), cell.get(STEPPED[cell.name].spread)
    parts, before = [], "0"
    for step, share in cell.steps():
        below = f"IF({spread}<=0,IF({level}<{step},1,0),NORMSDIST(({step}-{level})/{spread}))"
        parts.append(f"({share}-{before})*{chance(below)}")
        before = share
    return "+".join(parts)


def _credit(cell: Cell) -> str:
    return _mean(cell, lambda below: below)


def _bonus(cell: Cell) -> str:
    return _mean(cell, lambda below: f"(1-{below})")


TEXTS: dict[str, Callable[[Cell], str]] = {
    "staffed_positions": _on_duty,
    "live_hours": _live_hours,
    "busiest_duty": _busiest_duty,
    "live_night_share": _share,
    "live_weekend_share": _share,
    "live_after_share": _share,
    "live_night_arrivals": _arrivals,
    "live_weekend_arrivals": _arrivals,
    "service_level": _service_level,
    "abandonment": _abandonment,
    "unlearned_share": _unlearned_share,
    "replacement_weight": _replacement_weight,
    "score_credit": _credit,
    "score_bonus": _bonus,
    "measure_credit": _credit,
    "measure_bonus": _bonus,
}
"""The opaque formulas and what makes their text."""
LEFT_OUT = ("speed_of_answer",)
"""Opaque formulas on which no cost hangs, and which the workbook does not show."""
