"""What is paid to people goes with the wage of the place: recruiting, background checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command

LAND = """
region: {name}
currency: EUR
timezone: Etc/UTC
labor: {{voice: {{in_house: {{unit: EUR/paid_hour, includes: [], values: [{{from: 2026-01-01, likely: {wage}, basis: quoted, grade: B, sources: [example]}}]}}}}}}
"""
ITEM = """
items:
  check:
    {{name: Check, category: training, per: hire, wages_of: {of}, default: true, unit: USD/hire,
      values: [{{from: 2026-01-01, low: 50, likely: 100, high: 200, basis: {basis}, note: round, sources: [example]}}]}}
"""
DESK = """
currency: USD
months: 1
start: 2027-01
discount_rate: 0
team: {region: otherland, status: new, pricing: {model: in_house}, staffing: {attrition_per_year: 0%}, queues: [{channel: email, agents: 10}]}
"""


@pytest.fixture
def cards(tmp_path: Path) -> Any:
    def write(of: str = "testland", wage: str = "1", basis: str = "quoted") -> Path:
        (tmp_path / "regions").mkdir(exist_ok=True)
        (tmp_path / "regions" / "otherland.yaml").write_text(LAND.format(name="otherland", wage=wage))
        (tmp_path / "regions" / "wageless.yaml").write_text("region: wageless\ncurrency: EUR\ntimezone: Etc/UTC\n")
        (tmp_path / "training.yaml").write_text(ITEM.format(of=of, basis=basis))
        return tmp_path

    return write


def check(command: Command, folder: Path) -> tuple[float, str]:
    told = json.loads(command("-", "--rates", str(folder), "-f", "json", "--at", "likely", stdin=DESK).out)
    line = next(line for line in told["lines"] if line["id"] == "training.check")
    return line["amount"], command(
        "explain", "-", "training.check", "--rates", str(folder), stdin=DESK, columns=600
    ).out


def test_a_price_for_work_goes_with_the_wage_of_the_place(cards: Any, command: Command) -> None:
    # A euro is 2 US dollars on the round cards, so that 1 euro an hour is a quarter of Testland's 8: 10 hires at 25.
    amount, told = check(command, cards())
    assert amount == 250
    assert "modeled" in told
    assert (
        "times 0.25, the wage of otherland (1 EUR/paid_hour) over that of testland (8 USD/paid_hour)"
        in told.replace("\n", " ")
    )


def test_an_assumption_stays_one(cards: Any, command: Command) -> None:
    assert "assumed" in check(command, cards(basis="assumed"))[1]


def test_at_home_it_is_the_price_of_the_card(cards: Any, command: Command) -> None:
    amount, told = check(command, cards(of="otherland"))
    assert amount == 1000
    assert "times" not in told


def test_without_a_wage_it_stands_and_says_so(cards: Any, command: Command) -> None:
    amount, told = check(command, cards(of="wageless"))
    assert amount == 1000
    assert "the price of wageless; no wage of wageless is known to carry it over" in " ".join(told.split())
