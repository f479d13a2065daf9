"""Questions for vendors: which are asked, numbered through all bids, with a column for the answers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from estimate.answers.open_points import questions
from tests.conftest import Command, estimate_of


def asked(
    pricing: dict[str, Any], channel: str = "voice", answers: dict[str, str] | None = None, **more: Any
) -> dict[str, str]:
    """The ids of what is asked, with what has been answered."""
    team = {
        "region": "testland",
        "pricing": {"model": "hourly", "rate": 15, **pricing},
        "queues": [{"channel": channel, "contacts_per_month": 1000}],
        "answers": answers or {},
    }
    result = estimate_of({"name": "A bid", "start": "2027-01", "months": 12, "team": team, **more})
    return {question.id: question.answer for question in questions(result)}


ALL = {"includes": ["everything_else"]}


def test_what_every_contract_should_settle_is_asked() -> None:
    found = asked(ALL | {"term_months": 12}, data=["personal"])
    assert {
        "numbers", "transfers", "clearance", "training_material", "disaster_recovery", "option_years", "transition_out", "vat",
    } <= set(found)  # fmt: skip
    assert "counting" not in found


@pytest.mark.parametrize(
    ("pricing", "channel", "id_"),
    [
        ({"includes": ["everything_else", "taxes"]}, "voice", "vat"),
        (ALL, "email", "numbers"),
        (ALL, "email", "transfers"),
        (ALL, "voice", "clearance"),
        (ALL | {"term_months": 12, "extension": "3%"}, "voice", "option_years"),
        (ALL | {"exit_assistance": 5000}, "voice", "transition_out"),
    ],
)
def test_what_is_settled_or_has_no_meaning_is_not(pricing: dict[str, Any], channel: str, id_: str) -> None:
    assert id_ not in asked(pricing, channel)


def test_units_are_asked_about_where_units_are_billed() -> None:
    assert "counting" in asked({"model": "per_contact", "rate": 3, **ALL})
    assert "counting" in asked(ALL | {"tiers": [{"above": "100 hours", "discount": "5%"}]})


def test_an_open_book_without_its_margin_is_asked_for_it() -> None:
    open_book = {"model": "cost_plus", "rate": 8, "overhead": "20%", "includes": ["supervision"]}
    assert "margin" in asked(open_book)
    assert "margin" not in asked(open_book | {"margin": "10%"})


def test_what_is_answered_stands_last_with_its_answer() -> None:
    found = asked(ALL, answers={"numbers": "They stay ours."})
    assert list(found)[-1] == "numbers"
    assert found["numbers"] == "They stay ours."


def test_numbers_go_on_through_all_bids(command: Command) -> None:
    files = ["examples/bids/north.yaml", "examples/bids/east.yaml"]
    listed = json.loads(command("questions", *files, "-f", "json", real=True).out)["questions"]
    assert [one["number"] for one in listed] == list(range(1, len(listed) + 1))
    assert list(dict.fromkeys(one["scenario"] for one in listed)) == ["North, by the seat", "East, by the contact"]
    rows = list(csv.DictReader(io.StringIO(command("questions", *files, "-f", "csv", real=True).out)))
    assert [int(row["number"]) for row in rows] == [one["number"] for one in listed]
    assert {row["answer"] for row in rows} == {""}
    page = command("questions", *files, "-f", "markdown", real=True).out
    assert f"| {len(listed)} | **" in page
    table = command("questions", *files, real=True).out
    assert f"\n{len(listed):>3}. " in table


def test_problems_of_all_bids_are_told_at_once(command: Command) -> None:
    result = command("questions", "no-such-1.yaml", "no-such-2.yaml", real=True)
    assert result.status == 3
    assert "no-such-1.yaml" in result.err
    assert "no-such-2.yaml" in result.err
