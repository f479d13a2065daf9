"""The document of `rates check --worst N`: the facts that move typical desks most and are known worst; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.rates_worst import Fact

VERSION = "1.0"
COLUMNS = ("fact", "file", "line", "basis", "grade", "since", "swing", "weakness", "score")
"""What a row of CSV tells of a fact."""


class WorstFactDocument(TypedDict):
    """A fact: where it stands, on what it rests, and what it is worth to know it better.

    `swings` are the shares of the total by which it moves each desk that it moves, `swing` is their mean over all of them, `weakness` is from 1
    (quoted by an official source) up, and `score` is the product of both.
    """

    fact: str
    file: str
    line: int | None
    basis: str
    grade: str
    since: str
    swings: dict[str, float]
    swing: float
    weakness: float
    score: float


class RatesWorstDocument(TypedDict):
    """Facts of a folder of cards over the tool's own, or of these (`folder` is null); the highest score first."""

    rates_worst_version: str
    folder: str | None
    facts: list[WorstFactDocument]


def rates_worst_document(facts: Sequence[Fact], folder: str | None) -> RatesWorstDocument:
    """Facts as plain data."""
    return {
        "rates_worst_version": VERSION,
        "folder": folder,
        "facts": [
            {
                "fact": fact.address,
                "file": fact.origin.file,
                "line": fact.origin.line(),
                "basis": fact.origin.basis,
                "grade": fact.origin.grade,
                "since": fact.origin.date,
                "swings": {name: round(swing, 6) for name, swing in fact.swings.items()},
                "swing": round(fact.swing, 6),
                "weakness": fact.weakness,
                "score": round(fact.score, 6),
            }
            for fact in facts
        ],
    }
