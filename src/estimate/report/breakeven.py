"""The document of `breakeven`: where two totals meet as one number moves; versioned plain data."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.breakeven import BreakEven
from estimate.ground.units import money
from estimate.report.plain_data import figure

VERSION = "1.0"


class CurvePoint(TypedDict):
    """Both totals at one value of the number."""

    value: float
    option: float
    reference: float


class BreakevenDocument(TypedDict):
    """Where an option costs what a reference costs, or a target, as the number at `path` moves between `from` and `to`.

    `moves` says in which of them it moves. `break_even` are the crossings; at those in `jumps` the totals jump past each other.
    `always_cheaper` names the side that costs less everywhere where they never meet.
    """

    breakeven_version: str
    option: str
    reference: str
    target: bool
    path: str
    unit: str
    currency: str
    now: float | None
    total_now: float | None
    moves: list[str]
    least: float
    most: float
    break_even: list[float]
    jumps: list[float]
    always_cheaper: str | None
    monotone: bool
    only_a_part_of_the_price: bool
    curve: list[CurvePoint]


def breakeven_document(
    found: BreakEven,
    *,
    option: str,
    reference: str,
    path: str,
    unit: str,
    currency: str,
    moves_both: bool,
    by_target: bool,
    only_a_part: bool,
    total_now: float | None,
) -> BreakevenDocument:
    """A break-even as plain data, money rounded to the minor unit.

    `only_a_part` says that the rate that moves is only a part of a price with steps, a base fee or queues' own prices; `total_now` is what
    the option costs as things are, where the number has a value.
    """
    return {
        "breakeven_version": VERSION,
        "option": option,
        "reference": reference,
        "target": by_target,
        "path": path,
        "unit": unit,
        "currency": currency,
        "now": found.now,
        "total_now": None if total_now is None else money(total_now, currency),
        "moves": ["option", "reference"] if moves_both else ["option"],
        "least": found.low,
        "most": found.high,
        "break_even": [figure(value) for value in found.crossings],
        "jumps": [figure(value) for value in found.jumps],
        "always_cheaper": found.always,
        "monotone": found.monotone,
        "only_a_part_of_the_price": only_a_part,
        "curve": [
            {"value": x, "option": money(a, currency), "reference": money(b, currency)} for x, a, b in found.curve
        ],
    }
