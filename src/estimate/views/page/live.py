"""What the script of a page needs to compute an estimate again: formulas, inputs, lines, and the numbers that can be moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from estimate.answers.estimate import Estimate, LineResult, line_of
from estimate.answers.identities import paths_of
from estimate.answers.movable import Fixed, Movable
from estimate.answers.sampling import Uncertain
from estimate.answers.sensitivity import Effect, sensitivity
from estimate.answers.uncertainty import Simulation
from estimate.engine.javascript import JavaScript
from estimate.ground.records import dataclass
from estimate.model.lines import LINES
from estimate.model.opaque import opaque_source, parts_of, portable
from estimate.report.naming import input_name, unit_at
from estimate.report.parts import EstimateDocument
from estimate.views.page.words import Words

TOLD = ("service_level", "speed_of_answer", "abandonment")
"""Formulas of the service, computed for the busiest month where no money depends on them."""
FIGURES = (
    "total_cost", "present_value", "cost_per_contact", "contacts_incoming", "ramp_months", "fte_worked", "headcount", "leads", "hires", "team_hours",
    "paid_hours", "busy_hours", "offered_contacts", "offered_rate", "staffed_positions", "occupancy", "in_service",
)  # fmt: skip
"""Quantities that the page shows beside the lines."""
SHOWN = 10
"""Numbers that can be moved at once; any other is added from a list."""
TORNADO = 5


@dataclass
class Live:
    """An estimate that a page can compute again: its result, how its scenario is called, and what can be moved in it."""

    result: Estimate
    content: EstimateDocument
    source: str
    settings: Sequence[str] = ()
    movable: Sequence[Movable] = ()
    fixed: Sequence[Fixed] = ()
    simulation: Simulation | None = None
    effects: Sequence[Effect] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self.effects = sensitivity(self.result, self.simulation).effects

    def every_line(self) -> Iterator[LineResult]:
        """Each line of each row, those without cost too: a number that moves may bring them about."""
        for line in LINES:
            for row, amounts in enumerate(self.result.values[line.amount]):
                yield line_of(self.result, line, row, amounts)


def program(lives: Sequence[Live]) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
    """The program text of several estimates, what their formulas share, and the data of each."""
    script = JavaScript(portable)
    wanted = {*FIGURES, *(line.amount for line in LINES)}
    cases = []
    for live in lives:
        result = live.result
        rows = [row for row, week in enumerate(result.case.labels["week"]) if week is not None]
        told = {
            name: [row for row in rows if not result.program.applies(result.program.rulebook.quantities[name], row)]
            for name in TOLD
        }
        cases.append(script.case(result.program, result.case.inputs(), wanted, told))
    parts = set().union(*(parts_of(live.result.case.labels) for live in lives))
    return script.source(opaque_source(parts) if lives else ""), script.model(), cases


def movable_data(live: Live, side: int, words: Words, chosen: Sequence[Movable] | None = None) -> list[dict[str, Any]]:
    """The numbers that can be moved, as the script reads them; `side` is the place of the estimate on the page."""
    return [
        {
            "id": one.source.uses[0].sourced.path,
            "label": label_of(live, one.source, words),
            "unit": unit_at(live.result, one.source.uses[0].name, one.source.uses[0].row, one.source.sourced.unit),
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "step": one.step,
            "sides": {
                side: {
                    "keys": [
                        {"path": key.path}
                        | ({"item": dict(key.item)} if key.item else {})
                        | ({"beside": dict(key.beside)} if key.beside else {})
                        for key in one.keys
                    ],
                    "slopes": [[name, row, slope] for (name, row), slope in one.slopes],
                }
            },
        }
        for one in (live.movable if chosen is None else chosen)
    ]


def label_of(live: Live, one: Uncertain, words: Words) -> str:
    """What an input is called in the words of the page."""
    return label_at(live, [use.place for use in one.uses], words)


def label_at(live: Live, places: Sequence[tuple[str, int]], words: Words) -> str:
    """What rows of an input are called: the field's word for it, with the members it belongs to where there are several."""
    name = input_name(live.result, places)
    quantity = places[0][0]
    known = words.get(f"input_{quantity}")
    usual = input_name(live.result, places[:1]).rpartition(": ")[2]
    if known is not None:
        name = f"{name.removesuffix(usual)}{known}" if name.endswith(usual) else name.replace(usual, known, 1)
    name = name.removesuffix(": price")
    return name[:1].upper() + name[1:]


def tornado_data(live: Live, questions: dict[str, str], words: Words) -> list[dict[str, Any]]:
    """The inputs with a range that move the total most: their ends by input and row, and what to ask."""
    found: list[dict[str, Any]] = []
    for effect in live.effects:
        if not effect.ranged or len(found) == TORNADO:
            continue
        uses = effect.input.uses
        keys = list(filter(None, paths_of(uses)))
        ask = next((questions[key] for key in (path.rpartition(".")[2] for path in keys) if key in questions), "")
        found.append(
            {
                "label": label_of(live, effect.input, words),
                "ends": effect.ends,
                "unit": unit_at(live.result, uses[0].name, uses[0].row, effect.input.sourced.unit),
                "basis": effect.input.sourced.origin.basis,
                "totals": [float(total) for total in effect.totals],
                "range_reduction": effect.driver.range_reduction if effect.driver else 0.0,
                "uses": [[use.name, use.row, use.value.low, use.value.high] for use in uses],
                "keys": keys[:2],
                "ask": ask,
            }
        )
    return found


def queue_data(live: Live) -> list[dict[str, Any]]:
    """Each queue with its team's row, and whether customers wait on the line."""
    case = live.result.case
    return [
        {
            "name": name,
            "team": case.teams("queue")[row],
            "live": case.labels["week"][row] is not None,
            "known": case.labels["volume_known"][row] == "yes",
        }
        for row, name in enumerate(case.members["queue"])
    ]
