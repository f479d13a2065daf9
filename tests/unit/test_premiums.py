"""How premiums are shown and compared: one line for each kind and team, and a step of their own in the bridge."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.answers.bridge import bridge
from estimate.model.coverage import opening_days, parse_hours
from estimate.report.document import document
from estimate.report.sections import report
from estimate.report.table import sections
from estimate.resolve.terms import BY_PIECE, PIECE_MODELS, UNIT_OF
from tests.conftest import Command, estimate_of


def scenario(pricing: dict[str, Any], **team: Any) -> dict[str, Any]:
    queues = [
        {"name": "Mail", "channel": "email", "contacts_per_month": 1000},
        {"name": "Posts", "channel": "social", "contacts_per_month": 500, "handle_minutes": 12},
    ]
    whole = {"region": "testland", "hours": "24x7", "pricing": pricing, "queues": queues, **team}
    return {"name": "Desk", "start": "2027-01", "months": 2, "discount_rate": 0, "team": whole}


def test_premiums_of_queues_with_other_prices_are_one_line_of_the_table() -> None:
    quote = {"model": "hourly", "rate": 12, "includes": ["quality"]}
    queues = [
        {"name": "Mail", "channel": "email", "contacts_per_month": 1000},
        {"name": "Posts", "channel": "social", "contacts_per_month": 500, "pricing": {"model": "hourly", "rate": 30}},
    ]
    labor = sections(document(report(estimate_of(scenario(quote, queues=queues)))))[0]
    shown = [row.label for row in labor.rows if row.id in ("labor.agents", "labor.night")]
    assert shown == ["Agent hours · Mail", "Agent hours · Posts", "Night premium"]


def test_premiums_in_different_units_are_not_added_up() -> None:
    queues = [
        {"name": "Mail", "channel": "email", "contacts_per_month": 1000},
        {
            "name": "Posts",
            "channel": "social",
            "contacts_per_month": 500,
            "pricing": {"model": "per_contact", "rate": 3},
        },
    ]
    quote = {"model": "hourly", "rate": 12, "includes": ["everything_else"]}
    desk = scenario(quote, queues=queues, languages=["en", "es"], premiums={"language": 0.2})
    rows = [row for row in sections(document(report(estimate_of(desk))))[0].rows if row.id == "labor.language"]
    assert {row.unit: round(row.price, 6) for row in rows} == {"logged_in_hour": 2.4, "contact": 0.6}


@pytest.mark.parametrize(
    "pricing",
    [
        {"model": "per_contact", "rate": 2, "includes": ["everything_else"]},
        {"model": "monthly", "rate": 1800, "includes": ["everything_else"]},
        {"model": "in_house"},
    ],
    ids=lambda pricing: pricing["model"],
)
def test_a_bridge_takes_premiums_away_in_their_own_step(pricing: dict[str, Any]) -> None:
    hourly = estimate_of(scenario({"model": "hourly", "rate": 12, "includes": ["quality"]}))
    other = estimate_of(scenario(pricing))
    for one, two in ((hourly, other), (other, hourly)):
        steps = bridge(one, two)
        assert steps is not None
        assert sum(worth for _, worth in steps) == pytest.approx(two.one("total_cost") - one.one("total_cost"))
        # No step between the two passes through a premium on a price for another unit.
        assert all(abs(worth) < 3 * max(one.one("total_cost"), two.one("total_cost")) for _, worth in steps)


def test_a_piece_is_a_piece_by_every_name() -> None:
    assert {UNIT_OF[model] for model in PIECE_MODELS} <= set(BY_PIECE)
    assert {UNIT_OF[model] for model in UNIT_OF if model not in PIECE_MODELS}.isdisjoint(BY_PIECE)


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        ("24x7", {0, 1, 2, 3, 4, 5, 6}),
        ("extended", {0, 1, 2, 3, 4, 5}),
        ({"mon-fri": "22:00-06:00"}, {0, 1, 2, 3, 4}),
        ({"sun": "22:00-06:00"}, {6}),
        ({"mon-sun": "20:00-08:00"}, {0, 1, 2, 3, 4, 5, 6}),
        ({"mon-fri": "00:00-24:00"}, {0, 1, 2, 3, 4}),
    ],
    ids=str,
)
def test_a_shift_past_midnight_belongs_to_the_day_on_which_it_begins(hours: Any, days: set[int]) -> None:
    assert opening_days(parse_hours(hours)) == days


def test_the_basis_says_who_is_open_on_public_holidays_and_where_nobody_said_so(command: Command) -> None:
    plain = " ".join(command("examples/first-estimate.yaml", "--full", "--no-range", real=True).out.split())
    assert "closed on public holidays (assumed)" in plain
    setting = ("--set", "team.open_on_holidays=true")
    told = " ".join(command("examples/first-estimate.yaml", "--full", "--no-range", *setting, real=True).out.split())
    assert "open on public holidays · " in told
    assert "Holiday premium" in told
