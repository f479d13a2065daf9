"""A break-even on what both options share moves both, as the limits of a comparison do; everything else moves the option alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from estimate.answers.shared_inputs import now, places_of, same_place
from tests.conftest import Command, estimate_of

DESK = """
name: {name}
months: 10
start: 2027-01
team:
  region: testland
  pricing: {{model: hourly, rate: {rate}, includes: [everything_else]}}
  queues: [{{name: {queue}, channel: email, contacts_per_month: 1000, handle_minutes: 6}}]
"""
VOLUME = "team.queues.0.contacts_per_month"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    # Reference: 125 h a month x 9 x 10 months = 11,250 for each 1,000 contacts, and a fee of 6,000. Option: 125 x 12 x 10 = 15,000.
    paths = tmp_path / "reference.yaml", tmp_path / "option.yaml"
    fee = "items: [{name: Fee, per: contract, price: 6000}]\n"
    paths[0].write_text(DESK.format(name="Reference", rate=9, queue="Orders") + fee, encoding="utf-8")
    paths[1].write_text(DESK.format(name="Option", rate=12, queue="Orders"), encoding="utf-8")
    return str(paths[0]), str(paths[1])


def solved(command: Command, *arguments: str) -> Any:
    done = command("breakeven", *arguments, "-f", "json")
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_the_volume_of_one_queue_moves_on_both_sides(files: tuple[str, str], command: Command) -> None:
    found = solved(command, *files, "--vary", VOLUME)
    # 15,000 k = 11,250 k + 6,000 at k = 1.6. (With the option alone it would be 17,250 / 15,000 = 1.15.)
    assert found["break_even"] == [pytest.approx(1600)]
    assert found["moves"] == ["option", "reference"]
    assert [found["curve"][0][key] for key in ("value", "option", "reference")] == [200, 3000, 8250]
    assert "It moves on both sides" in command("breakeven", *files, "--vary", VOLUME).out


def test_it_agrees_with_how_far_a_comparison_holds(files: tuple[str, str], command: Command) -> None:
    compared = json.loads(command("compare", *files, "-f", "json").out)
    limits = {limit["id"]: limit["limit"] for limit in compared["options"][0]["headroom"]}
    assert limits["volume"] * 1000 == pytest.approx(solved(command, *files, "--vary", VOLUME)["break_even"][0])


def test_a_price_moves_the_option_alone(files: tuple[str, str], command: Command) -> None:
    found = solved(command, *files, "--vary", "team.pricing.rate")
    # 1,250 h x rate = 17,250.
    assert (found["break_even"], found["moves"]) == ([pytest.approx(13.8)], ["option"])
    said = " ".join(command("breakeven", *files, "--vary", "team.pricing.rate").out.split())
    assert "It moves in Option alone; Reference stays as it is." in said


def test_a_saved_reference_stays_as_it_is(files: tuple[str, str], tmp_path: Path, command: Command) -> None:
    saved = str(tmp_path / "saved.json")
    command(files[0], "-o", saved)
    found = solved(command, saved, files[1], "--vary", VOLUME)
    assert (found["break_even"], found["moves"]) == ([pytest.approx(1150)], ["option"])


def queues(*queues: dict[str, Any]) -> Any:
    team = {"region": "testland", "pricing": {"model": "hourly", "rate": 12}, "queues": list(queues)}
    return estimate_of({"name": "X", "start": "2027-01", "months": 3, "team": team}).case


def mail(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "channel": "email", "contacts_per_month": 1000, "handle_minutes": 6, **more}


def test_the_same_queue_is_found_by_its_name_or_its_kind() -> None:
    one, other = queues(mail("Orders"), mail("Returns")), queues(mail("Returns"), mail("Bills"))
    assert same_place(one, "team.queues.1.contacts_per_month", other) == "team.queues.0.contacts_per_month"
    assert same_place(one, "team.queues[0].contacts_per_month", other) == "team.queues.1.contacts_per_month"
    assert same_place(one, "team.queues.0.handle_minutes", other) is None
    assert same_place(one, VOLUME, queues({"channel": "voice", "contacts_per_month": 1000})) is None
    assert same_place(one, "discount_rate", other) == "discount_rate"
    assert same_place(one, "months", other) == "months"


def test_what_is_split_by_language_is_summed() -> None:
    case = queues(mail("Orders", contacts_per_month=14000, languages={"en": 0.75, "es": 0.25}))
    assert now(case, places_of(case, VOLUME)) == 14000  # 10,500 and 3,500
    assert now(case, places_of(case, "team.queues.0.handle_minutes")) == 6
    assert same_place(case, VOLUME, case) == VOLUME
