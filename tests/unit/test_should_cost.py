"""What a vendor's work should cost: against sums by hand on the round-number cards, in every unit, and where it cannot be said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from estimate.answers.should_cost import ShouldCost, should_costs
from estimate.answers.warnings import warnings
from estimate.report.should_cost import should_cost_document
from tests.conftest import Command, estimate_of


def desk(pricing: dict[str, Any], **team: Any) -> dict[str, Any]:
    """10,000 six-minute letters a month: 1,000 hours at 80 % occupancy are 1,250 logged-in and, 20 % away, 1,562.5 paid hours."""
    queues = [{"channel": "email", "contacts_per_month": 10000}]
    return {
        "name": "A bid",
        "start": "2027-01",
        "months": 12,
        "currency": "USD",
        "team": {"name": "Vendor", "region": "testland", "pricing": pricing, "queues": queues, **team},
    }


def found(pricing: dict[str, Any], **team: Any) -> ShouldCost:
    [one] = should_costs(estimate_of(desk(pricing, **team)))
    return one


def test_a_should_cost_is_the_sum_of_its_parts_by_hand() -> None:
    # Wages 1,562.5 x 8 = 12,500; charges 25 % = 3,125: 15,625 for 1,250 hours, 12.50 each, 1,600 for a month of 128 such hours.
    # 9.77 FTE are 10 heads with one lead at 1.5 x 1,600 = 2,400. People 18,025; overhead 20 % = 3,605; together 21,630,
    # which is 80 % of the price: 27,037.50 a month, of which the margin is 5,407.50. A year is 324,450, an hour 21.63.
    one = found({"model": "hourly", "rate": 15, "includes": ["supervision"], "excludes": ["everything_else"]})
    assert one.cost == pytest.approx(324_450)
    parts = {part: amount / 12 for part, amount in one.parts.items() if amount}
    assert parts == pytest.approx(
        {"wages": 12_500, "burden": 3_125, "roles": 2_400, "overhead": 3_605, "margin": 5_407.5}
    )
    assert one.price == pytest.approx(15 * 1250 * 12)
    assert one.gap == pytest.approx(225_000 / 324_450 - 1)


def test_what_the_price_holds_beside_pay_costs_it_with_its_margin() -> None:
    # Ten people hired once, 100 hours each at 10 an hour paid (8 and 25 %): 10,000, of a price of 12,500.
    bare = {"model": "hourly", "rate": 15, "includes": ["supervision"], "excludes": ["everything_else"]}
    more = found({**bare, "includes": ["supervision", "initial_training"]})
    without = found(bare)
    assert more.cost is not None
    assert without.cost is not None
    assert more.cost - without.cost == pytest.approx(12_500)
    assert more.parts["training"] == pytest.approx(10_000)
    assert more.parts["margin"] - without.parts["margin"] == pytest.approx(2_500)
    # What the client pays beside the price is in neither.
    assert without.price == more.price


PER_YEAR = 324_450
"""The should-cost of the desk above over its year."""


@pytest.mark.parametrize(
    ("model", "units"),
    [
        ("hourly", 15_000),
        ("monthly", 120),
        ("per_contact", 120_000),
        ("per_minute", 720_000),
        ("per_resolution", 96_000),
    ],
)
def test_a_price_far_from_its_should_cost_is_warned_of_in_any_unit(model: str, units: int) -> None:
    """Half of it, and twice of it; at it nothing is said. The cards have no ranges, so that the ends are the likely value."""
    basis = {"basis": "handled_minute"} if model == "per_minute" else {}

    def said(share: float) -> list[str]:
        pricing = {
            "model": model,
            "rate": share * PER_YEAR / units,
            "includes": ["supervision"],
            "excludes": ["everything_else"],
        }
        scenario = desk({**pricing, **basis, "escalator": 0})
        scenario["team"]["queues"][0]["first_contact_resolution"] = 0.8
        return [line for line in warnings(estimate_of(scenario)) if "should cost" in line]

    [low] = said(0.5)
    assert "50% below what this work should cost" in low
    [high] = said(2.0)
    assert "100% above what this work should cost" in high
    assert said(1.0) == []
    assert said(0.75) == []


def test_tiers_and_base_fee_are_in_the_price() -> None:
    bare = {
        "model": "per_contact",
        "rate": 3,
        "includes": ["supervision"],
        "excludes": ["everything_else"],
        "escalator": 0,
    }
    assert found(bare).price == pytest.approx(360_000)
    tiers = {"tiers": [{"above": "5000 contacts", "rate": 1}]}
    assert found({**bare, **tiers}).price == pytest.approx(12 * (5_000 * 3 + 5_000 * 1))
    base = {"fixed": {"per_month": 8000, "covers": "10000 contacts"}}
    assert found({**bare, **base}).price == pytest.approx(12 * 8_000)
    assert found({**bare, **base}).judgment == "far_below"


def test_a_card_without_a_wage_says_so_and_warns_of_nothing() -> None:
    scenario = desk({"model": "hourly", "rate": 1, "includes": ["everything_else"]}, region="wonland")
    result = estimate_of(scenario | {"fx": {"KRW": 0.001}})
    [one] = should_costs(result)
    if one.book is None:
        assert one.missing
        assert one.judgment == "unknown"
        assert should_cost_document(result, [one])["teams"][0]["should_cost"] is None


def test_several_vendors_keep_their_lines_and_in_house_teams_have_no_price(command: Command) -> None:
    ours = {
        "name": "Ours",
        "region": "testland",
        "pricing": {"model": "in_house"},
        "queues": [{"channel": "email", "contacts_per_month": 500}],
    }
    theirs = desk({"model": "hourly", "rate": 15, "includes": ["supervision"], "excludes": ["everything_else"]})["team"]
    scenario = desk({}) | {"teams": [ours, theirs]}
    del scenario["team"]
    [one] = should_costs(estimate_of(scenario))
    assert (one.team, one.cost) == ("Vendor", pytest.approx(PER_YEAR))


def test_the_command_shows_it_in_every_format(command: Command) -> None:
    file = "examples/quotes/hourly-manila.yaml"
    content = json.loads(command("should-cost", file, "-f", "json", real=True).out)
    [team] = content["teams"]
    assert sum(part["amount"] for part in team["parts"]) == pytest.approx(team["should_cost"], abs=0.01)
    assert team["low"] < team["should_cost"] < team["high"]
    table = command("should-cost", file, real=True).out
    assert "Should cost" in table
    assert f"should_cost,Should cost,{team['should_cost']}" in command("should-cost", file, "-f", "csv", real=True).out
    assert "| **Should cost** |" in command("should-cost", file, "-f", "markdown", real=True).out
    assert "margin_share" in command("should-cost", file, "--explain", "labor.margin", real=True).out
    assert "no price of a vendor" in command("should-cost", "examples/in-house.yaml", real=True).out.lower()
