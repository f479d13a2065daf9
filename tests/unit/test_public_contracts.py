"""Price structures of public contracts whose outcome is no total: what is warned of, refused, or stands in a line."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Command, estimate_of

QUOTE: dict[str, Any] = {
    "name": "Quote",
    "currency": "USD",
    "start": "2027-01",
    "months": 12,
    "without": [
        "set_up", "knowledge_transfer", "integration", "vendor_selection", "legal", "exit_assistance", "early_termination",
        "vendor_management",
    ],
    "team": {
        "name": "T",
        "region": "united_states",
        "hours": {"mon-sun": "08:00-20:00"},
        "premiums": {"holiday": 0, "night": 0, "weekend": 0, "overtime": 0, "language": 0},
        "staffing": {
            "ramp_months": 0, "headcount": "fraction", "attrition_per_year": 0, "paid_hours_per_fte": 173.3, "shrinkage": 0.325,
        },
    },
}  # fmt: skip


def quote(pricing: dict[str, Any], queue: dict[str, Any], **team: Any) -> dict[str, Any]:
    scenario = copy.deepcopy(QUOTE)
    scenario["team"] |= {"pricing": {"includes": ["everything_else"], **pricing}, "queues": [queue], **team}
    return scenario


def shown(tmp_path: Path, command: Command, scenario: dict[str, Any]) -> str:
    (tmp_path / "quote.yaml").write_text(yaml.safe_dump(scenario))
    result = command("quote.yaml", "--full", "--no-range", cwd=tmp_path, real=True)
    return " ".join((result.out + result.err).split())


def test_a_weekend_premium_is_on_the_price_after_its_steps() -> None:
    pricing = {
        "model": "hourly", "basis": "paid_hour", "rate": 30, "tiers": [{"above": "1000 paid_hours", "rate": 24}],
        "tiers_apply": "all_units",
    }  # fmt: skip
    queue = {"channel": "email", "agents": 20, "contacts_per_month": 1000}
    premiums = QUOTE["team"]["premiums"] | {"weekend": 0.25}
    result = estimate_of(quote(pricing, queue, premiums=premiums), real=True)
    lines = {line.id: line.amounts for line in result.lines}
    # 20 x 173.3 hours a month at 24, by what of the opening hours of that month is at the weekend.
    for month, share in enumerate(result.values["opening_weekend_share"][0]):
        assert lines["labor.agents"][month] + lines["labor.discount"][month] == pytest.approx(3466 * 24 if month else 0)
        assert lines["labor.weekend"][month] == pytest.approx(0.25 * share * 3466 * 24)


def test_a_call_that_no_wage_allows_is_warned_of_by_the_hour(tmp_path: Path, command: Command) -> None:
    scenario = quote(
        {"model": "per_contact", "rate": 1.1}, {"channel": "voice", "contacts_per_month": 20000, "handle_minutes": 6}
    )
    said = shown(tmp_path, command, scenario)
    assert "1.1 USD a contact comes to" in said
    assert "USD a logged-in hour, after tiers and base fee; that is below what wages alone cost" in said


def test_a_key_of_no_card_is_named_with_the_nearest(tmp_path: Path, command: Command) -> None:
    items = [{"name": "Telecom at cost", "key": "toll_free", "per": "month", "price": 900, "markup": 0.08}]
    queue = {"channel": "voice", "contacts_per_month": 10000, "handle_minutes": 5}
    said = shown(tmp_path, command, quote({"model": "per_contact", "rate": 4}, queue, items=items))
    assert "no card has an item toll_free (did you mean telephony_minutes?" in said


def test_a_desk_that_closes_at_noon_is_open_forty_hours() -> None:
    queue = {"channel": "voice", "contacts_per_month": 3000, "handle_minutes": 5}
    hours = {"mon-fri": ["08:00-12:00", "14:00-18:00"]}
    result = estimate_of(quote({"model": "hourly", "rate": 30}, queue, hours=hours), real=True)
    assert result.values["opening_hours"][0] == pytest.approx(40 * 365.25 / 7 / 12)


def test_seats_that_shifts_share_are_asked_for(tmp_path: Path, command: Command) -> None:
    queue = {"channel": "voice", "agents": 150, "contacts_per_month": 100000}
    said = shown(tmp_path, command, quote({"model": "monthly", "basis": "seat", "rate": 1870.92}, queue))
    assert "write seats: 125; or leave basis away where each agent has a seat" in said
