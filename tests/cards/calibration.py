"""Whether the rule keeps its word: each publisher is left out in turn, and what it says is predicted from the others.

A question is a fact of a card that two publishers or more speak to, or records that no such fact uses but that share
region or scope, topic, unit and currency. Eight in ten of what was left out should fall between the ends.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.cards.kinds import (
    CHARGE,
    GROWTH,
    KINDS,
    LEAVERS,
    MONEY,
    ODDS,
    PART,
    PREMIUM,
    PRICE,
    SHARE,
    TIME,
    WAGE,
    Kind,
    kind_of,
)
from tests.cards.rule import Observation, ends, observations, observed, without
from tests.cards.shelf import CARDS, card_values, evidence, unit_of

BEGIN, END = "<!-- calibration -->", "<!-- /calibration -->"
SINCE = 2016
"""Records that no card uses count if they are of this year or later, or undated."""
TOPICS: tuple[tuple[str, Kind | None], ...] = (
    (r"labor_cost|index|minimum_wage|ratio|saving|plan\b|calendar|holiday|weekly_hours|hours$|statutory|load_factor|multiple", None),
    (r"attrition", LEAVERS),
    (r"inflation|escalat|increase|wage_growth", GROWTH),
    (r"premium", PREMIUM),
    (r"burden|social_rate|oncost", CHARGE),
    (r"labor_share|wage_share", PART),
    (r"wage|salary", WAGE),
    (r"price|rate|customer_support|technical_support|voice_inbound|outbound|back_office|answering|per_contact", PRICE),
    (r"aht|weeks|months|minutes|seconds|time", TIME),
    (r"shrinkage|occupancy|fcr|percent", SHARE),
    (r"cost|fee|seat|USD|EUR|GBP", MONEY),
)  # fmt: skip
"""What kind of fact records speak to that are on no card, by the first of these words in topic, unit or currency."""


@dataclass(frozen=True)
class Question:
    """What several publishers answer."""

    kind: Kind
    answers: tuple[Observation, ...]

    def predictions(self) -> Iterator[bool]:
        """For each answer whether it lies between the ends that the other publishers give."""
        for one in self.answers:
            others = without(self.answers, one.publisher)
            low, high = ends(self.kind, statistics.median(other.middle for other in others), others)
            yield low <= one.middle <= high


@dataclass(frozen=True)
class Result:
    """How many predictions of a kind held."""

    kind: str
    spread: float | None
    questions: int
    cases: int
    held: int

    @property
    def share(self) -> float:
        return self.held / self.cases


def results() -> dict[str, Result]:
    """By kind, and over all."""
    asked = questions()
    found = {
        kind.name: _result(kind.name, kind.spread, [one for one in asked if one.kind is kind])
        for kind in KINDS
        if any(one.kind is kind for one in asked)
    }
    return found | {"all": _result("all", None, asked)}


def table() -> str:
    """A row for each kind: its usual spread, and how the predictions came out."""
    rows = ["| kind of fact | s0 | questions | cases | between the ends |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in KINDS:
        found = results().get(kind.name)
        tried = f"{found.questions} | {found.cases} | {found.share:.0%}" if found else "0 | 0 | –"
        rows.append(f"| {kind.name} | {kind.spread:.2f} | {tried} |")
    every = results()["all"]
    return "\n".join([*rows, f"| **all** | | {every.questions} | {every.cases} | {every.share:.0%} |"])


@cache
def questions() -> tuple[Question, ...]:
    """Every question that two publishers or more answer, each record used once."""
    used: set[str] = set()
    found = []
    for path in CARDS:
        for value in card_values(path):
            kind, keys = kind_of(value), [key for key in value.data.get("evidence", ()) if key in evidence()]
            if value.data["basis"] not in ("quoted", "assumed") or not kind.spread or used.intersection(keys):
                continue
            seen = observations(value, kind)
            if _several(seen):
                used.update(keys)
                found.append(Question(kind, tuple(seen)))
    return (*found, *_beside(used))


def _beside(used: set[str]) -> Iterator[Question]:
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for key, record in evidence().items():
        if key not in used and _counts(record):
            place = str(record.get("region") or record.get("scope"))
            alike.setdefault((place, record["topic"], unit_of(record), str(record.get("currency"))), []).append(record)
    for (_, topic, unit, currency), records in alike.items():
        kind = next((kind for words, kind in TOPICS if re.search(words, f"{topic} {unit} {currency}")), None)
        if kind is None:
            continue
        by = 0.01 if kind.scale is ODDS and "percent" in unit else 1.0
        seen = [observed(record, kind, by) for record in records]
        if _several(seen) and all(kind.scale.holds(one.middle) for one in seen):
            yield Question(kind, tuple(seen))


def _counts(record: dict[str, Any]) -> bool:
    figures = [record.get(end) for end in ("low", "typical", "high")]
    year = re.match(r"\d{4}", str(record.get("as_of")))
    numbers = [figure for figure in figures if isinstance(figure, int | float) and figure]
    return bool(numbers) and not any(isinstance(x, str) for x in figures) and not (year and int(year[0]) < SINCE)


def _several(seen: Sequence[Observation]) -> bool:
    return len({one.publisher for one in seen}) > 1


def _result(name: str, spread: float | None, asked: Sequence[Question]) -> Result:
    held = [hit for one in asked for hit in one.predictions()]
    return Result(name, spread, len(asked), len(held), sum(held))
