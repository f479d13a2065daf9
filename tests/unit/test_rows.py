"""Rows of resolving: what is missing, surplus or said twice is named; so is a plain input that the table has forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.resolve import team as team_room
from estimate.resolve.inputs_table import QUEUE_INPUTS, STEP_OF, TEAM_INPUTS, faults, stop_at
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.resolving import resolve
from estimate.resolve.rows import Inputs, MismatchedRows, merged
from estimate.resolve.scope import switch
from estimate.schema.core import validator_of
from estimate.schema.scenario import Scenario

QUEUES = [{"channel": "email", "contacts_per_month": 900}, {"channel": "voice", "contacts_per_month": 4000}]
TWO_TEAMS = {
    "name": "Two teams",
    "teams": [
        {"name": "Manila", "region": "philippines", "queues": QUEUES},
        {"name": "Bogotá", "region": "colombia", "queues": QUEUES[:1]},
    ],
}


def resolved() -> ResolvedScenario:
    return resolve(parse("{}", "two.yaml"), validator_of(Scenario).validate_python(TWO_TEAMS), Catalog())


def without(inputs: Inputs, name: str) -> Inputs:
    return merged({key: value for key, value in inputs.items() if key != name})


def test_rows_are_numbered_team_by_team() -> None:
    case = resolved()
    assert case.members["queue"] == ["email", "voice", "email"]
    assert case.teams("queue") == [0, 0, 1]
    assert all(len(values) == 3 for name, values in case.sourced.items() if name in ("contacts_per_month", "agents"))


def test_a_missing_input_is_named_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    found = team_room._status

    def forgetful(*of: object) -> Inputs:
        status = found(*of)  # type: ignore[arg-type]
        return without(status, "headcount_rounding") if of[1].name == "Bogotá" else status  # type: ignore[attr-defined]

    monkeypatch.setattr(team_room, "_status", forgetful)
    with pytest.raises(MismatchedRows, match=r"^team 2 \(Bogotá\): no value for headcount_rounding$"):
        resolved()


@pytest.mark.parametrize(
    ("name", "words"),
    [("chats_per_day", "which no quantity reads"), ("shrinkage", "which is no input of a queue")],
)
def test_a_surplus_input_is_named_with_its_row(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = team_room.queue_inputs

    def eager(*of: object) -> Inputs:
        inputs = found(*of)  # type: ignore[arg-type]
        return merged(inputs, {name: switch(1)}) if of[3].channel == "voice" else inputs  # type: ignore[attr-defined]

    monkeypatch.setattr(team_room, "queue_inputs", eager)
    with pytest.raises(MismatchedRows, match=rf"^queue 2 \(voice\): a value for {name}, {words}$"):
        resolved()


def test_an_input_has_one_value_in_a_row() -> None:
    inputs = Inputs(seats=switch(1))
    with pytest.raises(MismatchedRows, match="seats has two values in one row"):
        inputs["seats"] = switch(2)
    with pytest.raises(MismatchedRows, match="seats has two values in one row"):
        merged(inputs, Inputs(seats=switch(2)))


def test_a_label_is_no_number_and_a_number_no_label(monkeypatch: pytest.MonkeyPatch) -> None:
    found = team_room._status

    def mistaken(*of: object) -> Inputs:
        return merged(without(found(*of), "season"), {"season": switch(1)})  # type: ignore[arg-type]

    monkeypatch.setattr(team_room, "_status", mistaken)
    with pytest.raises(MismatchedRows, match=r"team 1 \(Manila\): season is a number, and the model has a label"):
        resolved()


def test_the_table_of_inputs_has_no_fault() -> None:
    assert faults() == []


def test_a_forgotten_input_is_named_when_the_program_starts() -> None:
    steps = {name: step for name, step in STEP_OF.items() if name != "payment_days"}
    found = faults(step_of=steps | {"payment_hours": "fees"})
    assert found == [
        "payment_days is an input of the model without a step of the bridge",
        "payment_hours is no input of the model",
    ]
    with pytest.raises(AssertionError, match=r"inputs_table.py: payment_days is an input of the model without a step"):
        stop_at(found)


def test_a_plain_input_needs_a_field_a_value_and_its_own_row() -> None:
    first = TEAM_INPUTS[0]
    wrong = [replace(first, field="staffing.shrinkages"), replace(first, addresses=()), QUEUE_INPUTS[0]]
    assert faults(teams=wrong) == [
        "shrinkage: a team of the scenario has no field staffing.shrinkages",
        "shrinkage has neither an address on a card nor a neutral value",
        "growth_per_year is no number of a team",
        "growth_per_year: a team of the scenario has no field growth_per_year",
    ]
    assert faults(step_of=STEP_OF | {"shrinkage": "luck"}) == [
        "shrinkage has the step luck, which the bridge does not have"
    ]
