"""What belongs to which step of the bridge, and that a bridge walked back only changes its signs."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from estimate.answers.bridge import STEPS, bridge
from estimate.answers.estimate import Estimate
from estimate.report.bridge_from_lines import bridge_from_lines
from estimate.report.document import document
from estimate.report.sections import report
from tests.conftest import estimate_of

ALL = ["everything_else"]


def desk(zone: str = "America/New_York", hours: str = "mon-fri 09:00-17:00", **more: Any) -> dict[str, Any]:
    team = {
        "region": "testland",
        "timezone": zone,
        "hours": {"mon-fri": "09:00-17:00"} if hours.startswith("mon-fri") else hours,
        "premiums": {"weekend": 0.2, "night": 0.1},
        "pricing": {"model": "hourly", "rate": 12, "includes": ALL},
        "queues": [{"channel": "voice", "contacts_per_month": 3000, "handle_minutes": 6}],
    }
    customers = {"timezone": "America/New_York"}
    base = {"name": "X", "start": "2027-01", "months": 12, "discount_rate": 0, "customers": customers, "team": team}
    return base | more


def steps(one: Estimate, other: Estimate) -> dict[str, float]:
    found = bridge(one, other)
    assert found is not None
    return dict(found)


def line(result: Estimate, identity: str) -> float:
    return sum(sum(line.amounts) for line in result.lines if line.id == identity)


def test_the_clock_of_the_site_belongs_to_premiums() -> None:
    # The customers' office hours are a night in Manila, and their Friday ends on Manila's Saturday. Nothing but the premiums differs.
    home, away = estimate_of(desk()), estimate_of(desk("Asia/Manila"))
    assert home.values["team_hours"] == away.values["team_hours"]
    more = sum(line(away, key) - line(home, key) for key in ("labor.night", "labor.weekend"))
    assert line(home, "labor.weekend") == 0
    assert line(away, "labor.weekend") > 0
    assert more == pytest.approx(away.one("total_cost") - home.one("total_cost"))
    assert steps(home, away) == pytest.approx({**dict.fromkeys(STEPS, 0), "premiums": more}, abs=1e-6)


def test_hours_of_the_desk_belong_to_productivity_and_their_nights_to_premiums() -> None:
    short, long = estimate_of(desk()), estimate_of(desk("Asia/Manila", "24x7"))
    found = steps(short, long)
    assert {step for step, amount in found.items() if abs(amount) > 0.005} == {"productivity", "premiums"}
    # The hours as such: the bridge between the same two desks without premiums, or nearly so, as premiums are on some hours.
    bare = [desk(), desk("Asia/Manila", "24x7")]
    for scenario in bare:
        scenario["team"]["premiums"] = {"weekend": 0, "night": 0}
    hours = steps(*map(estimate_of, bare))
    assert hours["premiums"] == pytest.approx(0, abs=0.005)
    assert found["productivity"] == pytest.approx(hours["productivity"], rel=0.25)


def test_people_who_leave_belong_to_training_and_management() -> None:
    def leaving(share: float) -> Estimate:
        scenario = desk()
        scenario["team"]["staffing"] = {"attrition_per_year": share, "ramp_months": 0, "headcount": "fraction"}
        scenario["team"]["training"] = {"initial_hours": 100, "billed_at": 1, "replacement": "client"}
        scenario["team"]["pricing"] = {"model": "hourly", "rate": 12}
        return estimate_of(scenario)

    few, many = leaving(0.1), leaving(0.6)
    found = steps(few, many)
    assert found["training"] > 0
    assert found == pytest.approx(
        {**dict.fromkeys(STEPS, 0), "training": many.one("total_cost") - few.one("total_cost")}, abs=1e-6
    )


PAIRS = [
    (desk(), desk("Asia/Manila", "24x7")),
    (desk(), desk(months=12, contingency=0.05)),
]


def mixed() -> tuple[dict[str, Any], dict[str, Any]]:
    """Two desks that differ in every step."""
    one, other = (
        desk(),
        desk("Asia/Manila", "24x7", contingency=0.05, items=[{"name": "Fee", "per": "contract", "price": 900}]),
    )
    other = copy.deepcopy(other)
    other["team"]["queues"][0] |= {"contacts_per_month": 5000, "handle_minutes": 8}
    other["team"]["pricing"] = {"model": "hourly", "rate": 9}
    other["team"]["premiums"] = {"weekend": 0.5, "night": 0.3}
    other["team"]["staffing"] = {"attrition_per_year": 0.6}
    return one, other


@pytest.mark.parametrize("pair", [*PAIRS, mixed()])
def test_swapping_the_sides_only_changes_the_signs(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    one, other = map(estimate_of, pair)
    there, back = steps(one, other), steps(other, one)
    assert list(there) == list(STEPS)
    assert there == pytest.approx({step: -amount for step, amount in back.items()}, abs=1e-6)
    assert sum(there.values()) == pytest.approx(other.one("total_cost") - one.one("total_cost"), abs=1e-6)
    documents = [document(report(result)) for result in (one, other)]
    drivers, drivers_back = dict(bridge_from_lines(*documents)), dict(bridge_from_lines(*reversed(documents)))
    assert drivers == pytest.approx({step: -amount for step, amount in drivers_back.items()}, abs=1e-6)
