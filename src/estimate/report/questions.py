"""The document of `questions`: what vendors' quotes leave open, numbered through all bids; versioned plain data."""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.report.parts import EstimateDocument

VERSION = "1.0"


class AskedDocument(TypedDict):
    """Something to ask the vendor, what the estimate takes meanwhile (null: nothing), and the answer (empty while it is open)."""

    number: int
    scenario: str
    id: str
    team: str | None
    about: str
    question: str
    why: str
    amount: float | None
    answer: str


class BidAsked(TypedDict):
    """A bid and the currency of its amounts."""

    scenario: str
    currency: str


class QuestionsDocument(TypedDict):
    """The bids in their order, and the questions of all of them."""

    questions_version: str
    bids: list[BidAsked]
    questions: list[AskedDocument]


def questions_document(estimates: Iterable[EstimateDocument]) -> QuestionsDocument:
    """The questions of several estimates as one list, whose numbers go on."""
    bids = list(estimates)
    asked = [(bid["scenario"], question) for bid in bids for question in bid["questions"]]
    return {
        "questions_version": VERSION,
        "bids": [{"scenario": bid["scenario"], "currency": bid["currency"]} for bid in bids],
        "questions": [
            {
                "number": number,
                "scenario": scenario,
                "id": question["id"],
                "team": question["team"],
                "about": question["about"],
                "question": question["question"],
                "why": question["why"],
                "amount": question["amount"],
                "answer": question.get("answer", ""),
            }
            for number, (scenario, question) in enumerate(asked, 1)
        ],
    }
