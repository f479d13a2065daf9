"""The price of a card's item in a line: its key and the price, in the file or by `--set`; what a screen asks for can be written so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

EXAMPLES = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*.yaml") if "workload" not in path.name
)
DESK = "name: D\nmonths: 12\nteam: {region: philippines, queues: [{channel: email, contacts_per_month: 6000}]}\n"


def line(command: Command, file: Path, line_id: str, *options: str) -> float:
    content = json.loads(command(str(file), "--no-range", "-f", "json", *options, real=True).out)
    return next(one["amount"] for one in content["lines"] if one["id"] == line_id)


def test_a_key_and_a_price_are_the_card_s_item_at_that_price(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(f"{DESK}items: [{{key: knowledge_transfer, price: 5000}}]\n", encoding="utf-8")
    assert line(command, file, "fees.knowledge_transfer") == 5000
    file.write_text(DESK, encoding="utf-8")
    assert line(command, file, "fees.knowledge_transfer", "--set", "items.knowledge_transfer=5000") == 5000
    assert line(command, file, "fees.knowledge_transfer", "--set", "items.knowledge_transfer=4000 EUR") > 4000


def test_the_price_of_a_team_s_item_is_set_beside_its_others(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    own = "{name: Survey tool, category: technology, per: month, price: 10}"
    file.write_text(DESK.replace("queues:", f"items: [{own}], queues:"), encoding="utf-8")
    card = line(command, file, "technology.help_desk_license")
    twice = line(command, file, "technology.help_desk_license", "--set", "team.items.help_desk_license=226.46")
    assert twice == pytest.approx(2 * card, rel=1e-4)  # the card expects 113.23 a seat and month
    assert line(command, file, "technology.survey_tool", "--set", "team.items.help_desk_license=226.46") == 120


def test_the_price_of_an_item_of_the_scenario_is_set_and_nothing_else_of_it(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    item = "{key: knowledge_transfer, name: Handover, category: fees, per: contract, quantity: 3, month: 2, price: 100}"
    file.write_text(f"{DESK}items: [{item}]\n", encoding="utf-8")
    assert line(command, file, "fees.knowledge_transfer", "--set", "items.knowledge_transfer=500") == 1500
    assert line(command, file, "fees.knowledge_transfer", "--set", "items.knowledge_transfer.quantity=2") == 200
    explained = command(
        "explain", str(file), "fees.knowledge_transfer", "--set", "items.knowledge_transfer=500", real=True
    )
    assert "--set items.knowledge_transfer=500" in explained.out
    asked = item.replace("price: 100", "status: asked")
    file.write_text(f"{DESK}items: [{asked}]\n", encoding="utf-8")
    assert line(command, file, "fees.knowledge_transfer", "--set", "items.knowledge_transfer=500") == 1500


def test_a_key_that_two_items_have_is_set_by_their_places(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    item = "{key: knowledge_transfer, price: 100}"
    file.write_text(f"{DESK}items: [{item}, {item}]\n", encoding="utf-8")
    result = command(str(file), "--set", "items.knowledge_transfer=500", real=True)
    assert result.status == 3
    assert "set items[0].price or items[1].price" in result.err


def test_what_is_due_at_the_end_stays_due_at_the_end(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(DESK, encoding="utf-8")
    content = json.loads(
        command(str(file), "--no-range", "-f", "json", "--set", "items.exit_assistance=0.1", real=True).out
    )
    months = next(one["by_month"] for one in content["lines"] if one["id"] == "fees.exit_assistance")
    assert [at for at, amount in enumerate(months) if amount] == [12]


def test_a_key_that_no_card_has_is_refused(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(DESK, encoding="utf-8")
    result = command(str(file), "--set", "items.knowledge_transfr=5000", real=True)
    assert result.status == 3
    assert "did you mean knowledge_transfer?" in result.err


@pytest.mark.parametrize("path", EXAMPLES)
def test_what_would_narrow_the_range_can_be_set_under_its_key(command: Command, path: str) -> None:
    content = json.loads(command(path, "--draws", "200", "-f", "json", real=True).out)
    known = {path: one for one in content["assumptions"] for path in one["paths"]}
    for fact in content["range"]["narrowed_by"] if content["range"] else ():
        for key in fact["keys"]:
            value = known[key]["expected"] if key in known else 1
            result = command(path, "--no-range", "--set", f"{key}={value}", real=True)
            assert result.status == 0, f"{key}: {result.err}"
