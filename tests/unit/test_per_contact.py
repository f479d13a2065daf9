"""Cost per contact is for each that comes in, AI included; what nobody knows is null, never 0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from estimate import compare, estimate
from estimate.answers.estimate import Estimate
from tests.conftest import Command, estimate_of

FRONT = """
name: AI in front
months: 1
discount_rate: 0
team:
  region: united_states
  pricing: {model: per_contact, rate: 7, includes: [everything_else]}
  staffing: {public_holidays: 0}
  queues: [{channel: email, contacts_per_month: 1000, automation: {share: 70%}}]
without: [set_up, knowledge_transfer, integration, vendor_selection, legal, exit_assistance, early_termination, vendor_management]
"""
AGENTS = """
name: Seats
months: 12
team: {region: mexico, pricing: {model: monthly, rate: 2800}, queues: [{channel: voice, agents: 20}]}
"""


@pytest.fixture
def front(tmp_path: Path) -> str:
    file = tmp_path / "front.yaml"
    file.write_text(FRONT, encoding="utf-8")
    return str(file)


@pytest.fixture
def seats(tmp_path: Path) -> str:
    file = tmp_path / "seats.yaml"
    file.write_text(AGENTS, encoding="utf-8")
    return str(file)


def asked(command: Command, *arguments: str) -> Any:
    done = command(*arguments, "--format", "json", real=True)
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_a_contact_that_the_ai_resolves_is_a_contact(front: str, command: Command) -> None:
    # 300 contacts that people handle at 7 are 2,100: 2.10 for each of 1,000, 7.00 for each of 300.
    found = asked(command, front)
    assert found["unit_costs"]["contact"] == 2.1
    assert found["unit_costs"]["handled_contact"] == 7
    assert found["contacts"] == {
        "incoming": 1000,
        "handled": 300,
        "resolved": found["contacts"]["resolved"],
        "repeated": 0,
    }
    assert "1,000 contacts a month; 7.00 for each that people handle" in command(front, "--full", real=True).out
    assert (
        "- Per contact: US$ 2.10 (7.00 for each that people handle)" in command(front, "-f", "markdown", real=True).out
    )


def test_gates_ask_for_the_contact_that_comes_in(front: str, command: Command) -> None:
    assert command(front, "--fail-above-per-contact", "2.2", real=True).status == 0
    assert command(front, "--fail-above-per-contact", "2.0", real=True).status == 5


def test_every_command_tells_the_same_cost_of_a_contact(front: str, command: Command) -> None:
    swept = asked(command, "sweep", front, "--vary", "team.pricing.rate=7,14")["points"]
    assert [(point["per_contact"], point["per_handled_contact"]) for point in swept] == [(2.1, 7), (4.2, 14)]
    rows = {row["id"]: row["values"] for row in asked(command, "compare", front, front)["rows"]}
    assert (rows["contact"], rows["handled_contact"]) == ([2.1, 2.1], [7, 7])
    everywhere = asked(command, "regions", front)["places"]
    places = [place for place in everywhere if place["total"] is not None]
    assert {place["per_contact"] for place in everywhere if place not in places} == {None}
    assert all(place["per_contact"] == pytest.approx(place["total"] / 1000, abs=1e-3) for place in places)
    assert all(place["per_handled_contact"] == pytest.approx(place["total"] / 300, abs=1e-3) for place in places)
    saved = str(Path(front).with_suffix(".json"))
    command(front, "-o", saved, real=True)
    assert "7.00 for each that people handle" in command(saved, "--full", real=True).out
    assert (estimate(front).per_contact, estimate(front).per_handled_contact) == (2.1, 7)


def test_where_people_handle_all_one_cost_is_told(small: dict[str, Any], command: Command) -> None:
    result: Estimate = estimate_of(small)
    assert result.per_contact == pytest.approx(result.per_handled_contact)
    assert "that people handle" not in command("examples/first-estimate.yaml", real=True).out
    rows = asked(command, "compare", *["examples/first-estimate.yaml"] * 2)["rows"]
    assert "handled_contact" not in [row["id"] for row in rows]


def test_a_volume_that_nobody_knows_is_null_everywhere(seats: str, command: Command) -> None:
    found = asked(command, seats)
    assert set(found["contacts"].values()) == {None}
    assert [found["unit_costs"][key] for key in ("contact", "handled_contact", "further_contact", "resolution")] == [
        None
    ] * 4
    assert [found["queues"][0][key] for key in ("contacts", "handling_hours", "erlangs", "occupancy")] == [None] * 4
    point = asked(command, "sweep", seats, "--vary", "team.pricing.rate=2800")["points"][0]
    assert [point[key] for key in ("per_contact", "per_handled_contact", "per_resolution")] == [None] * 3
    places = asked(command, "regions", seats)["places"]
    assert {place["per_contact"] for place in places} == {None}
    assert estimate(seats).per_contact is None
    assert "0 contacts" not in command("staffing", seats, real=True).out


def test_comparisons_with_a_volume_that_nobody_knows(seats: str, front: str, command: Command) -> None:
    both = compare(seats, seats)
    assert both.document["cheapest_by"] == "total"
    assert not any("how many contacts come" in note for note in both.document["notes"])
    mixed = asked(command, "compare", front, seats)
    assert mixed["cheapest"] is None
    assert "Seats does not say how many contacts come, so the work may not be the same." in mixed["notes"]
    for form in ("table", "csv", "markdown"):
        assert command("compare", front, seats, "-f", form, real=True).status == 0
