"""What holds of hires, learners and workplaces for any desk."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from tests.conftest import estimate_of

MEAN_ONE = st.lists(st.floats(0.2, 3), min_size=12, max_size=12).map(lambda f: [x * 12 / sum(f) for x in f])


@st.composite
def desks(draw: st.DrawFn, **fixed: Any) -> dict[str, Any]:
    staffing = {
        "attrition_per_year": draw(st.floats(0, 1.5)),
        "ramp_months": draw(st.sampled_from([0, 0.5, 1, 3, 9])),
        "new_hire_aht_factor": draw(st.floats(1, 2)),
        "season": draw(st.sampled_from(["returning", "hired_again"])),
        "headcount": draw(st.sampled_from(["whole", "fraction"])),
        "overtime_share": draw(st.sampled_from([0, 0.1])),
    }
    team = {
        "region": "testland",
        "status": draw(st.sampled_from(["new", "existing"])),
        "staffing": staffing,
        "queues": [
            {
                "channel": "email",
                "contacts_per_month": draw(st.floats(100, 50_000)),
                "growth_per_year": draw(st.floats(-0.8, 1)),
                "seasonality": draw(MEAN_ONE),
            }
        ],
        **fixed,
    }
    return {"name": "Any", "months": 24, "start": "2027-01", "team": team}


@settings(max_examples=60, deadline=None)
@given(desks())
def test_hires_are_never_negative_and_sum(scenario: dict[str, Any]) -> None:
    values = estimate_of(scenario).values
    rows = (
        "hires",
        "launch_hires",
        "growth_hires",
        "replacement_hires",
        "headcount",
        "skilled",
        "learners",
        "ramp_inefficiency",
    )
    hires, launch, growth, replaced, heads, skilled, learners, slow = (values[name][0] for name in rows)
    for month, found in enumerate(hires):
        assert found == launch[month] + growth[month] + replaced[month]
        assert min(launch[month], growth[month], learners[month]) >= 0
        assert replaced[month] >= -1e-9
        assert slow[month] >= -1e-12
        assert skilled[month] >= heads[month]
        assert 0 <= values["positions"][0][month] <= heads[month]
    stays = values["staying_share"][0]
    for month in range(2, len(hires)):
        # Whoever is at work was there before and stayed, or has been hired.
        assert heads[month] <= skilled[month - 1] * stays + hires[month] + 1e-9


@settings(max_examples=40, deadline=None)
@given(desks())
def test_a_team_that_exists_never_costs_more_than_a_new_one(scenario: dict[str, Any]) -> None:
    totals = {}
    for status in ("new", "existing"):
        scenario["team"]["status"] = status
        scenario["team"]["staffing"]["headcount"] = "fraction"
        scenario["team"]["pricing"] = {"model": "in_house"}
        totals[status] = estimate_of(scenario).one("total_cost")
    assert totals["existing"] <= totals["new"] + 0.01


def steady(attrition: float, ramp: float, factor: float) -> dict[str, Any]:
    team = {
        "region": "testland",
        "status": "existing",
        "staffing": {
            "attrition_per_year": attrition,
            "ramp_months": ramp,
            "new_hire_aht_factor": factor,
            "headcount": "fraction",
        },
        "queues": [{"channel": "email", "contacts_per_month": 10_000}],
    }
    return {"name": "Steady", "months": 60, "start": "2027-01", "team": team}


@pytest.mark.parametrize(
    ("attrition", "ramp", "factor"), [(0.45, 3, 1.5), (0.3, 3, 1.5), (0.6, 9, 1.8), (1.0, 6, 1.3), (0.2, 1, 1.5)]
)
def test_the_steady_state_is_the_integral_over_the_ages_of_all_agents(
    attrition: float, ramp: float, factor: float
) -> None:
    # A share a of the agents leaves each month, so ages t have the density a e^(-at); an agent of age t takes s = 1 + (f - 1) e^(-3t/ramp)
    # times as long and so loses 1 - 1/s of an hour. If a share l of all hours is lost, l / (1 - l) more are needed. Ages are counted in
    # whole months here, and the weight of a replacement holds to first order, so that some per cent are left.
    monthly = attrition / 12

    def lost(age: float) -> float:
        slow = 1 + (factor - 1) * math.exp(-3 * age / ramp)
        return monthly * math.exp(-monthly * age) * (1 - 1 / slow)

    share = quad(lost, 0, 40 * ramp)[0]
    exact = share / (1 - share)
    found = estimate_of(steady(attrition, ramp, factor)).values["ramp_inefficiency"][0]
    assert found[1] == pytest.approx(found[-1], rel=1e-9)  # from the first month on
    assert found[-1] == pytest.approx(exact, rel=0.04)


def test_the_usual_steady_state() -> None:
    assert estimate_of(steady(0.45, 3, 1.5)).values["ramp_inefficiency"][0][-1] == pytest.approx(0.0149, abs=0.0001)


@pytest.mark.parametrize("factor", [1.2, 1.5, 2.0])
@pytest.mark.parametrize("ramp", [1, 3, 9])
def test_a_launch_is_the_mean_of_the_learning_curve(ramp: float, factor: float) -> None:
    scenario = steady(0, ramp, factor)
    scenario["team"]["status"] = "new"
    slow = estimate_of(scenario).values["ramp_inefficiency"][0]
    for month in range(1, 13):
        mean = quad(lambda age: (factor - 1) * math.exp(-3 * age / ramp), month - 1, month)[0]
        assert slow[month] == pytest.approx(mean, rel=1e-9)


def test_nobody_is_slow_without_a_ramp_or_a_slower_start() -> None:
    for ramp, factor in ((0, 1.5), (3, 1.0)):
        scenario = steady(0.5, ramp, factor)
        scenario["team"]["status"] = "new"
        assert not any(estimate_of(scenario).values["ramp_inefficiency"][0])
