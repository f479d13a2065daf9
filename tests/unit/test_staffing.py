"""What staffing says of queues: given agents that cannot cope, response targets, coverage costs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from scipy.integrate import quad

from estimate.answers.coverage_cost import coverage_costs
from estimate.answers.staffing import staffing, strained
from estimate.files.input_file import InputFile
from estimate.model.blocking import SINGLE
from estimate.model.coverage import parse_hours
from estimate.model.week import Profile, busiest_density, intervals_of
from tests.conftest import case_of, estimate_of

FLAT = Profile((1.0,) * 7, (1.0,) * 24)


def desk(**queue: Any) -> dict[str, Any]:
    team = {
        "region": "testland",
        "hours": "24x7",
        "queues": [{"channel": "voice", "contacts_per_month": 7305, **queue}],
    }
    return {"name": "Desk", "months": 1, "team": team}


def test_given_agents_that_cannot_cope_are_called_unstable() -> None:
    # One erlang all week; 5 agents are 640 hours over 730.5: 0.876 on duty.
    found = strained(staffing(estimate_of(desk(agents=5))))
    assert found == [
        "Testland, voice: in 2027-01 more comes in than the given agents can handle; waits grow without end"
    ]


def test_given_agents_who_miss_the_promise_are_named() -> None:
    # 12 agents are 1,536 hours: 2.1027 on duty for one erlang. With 1 / B the integral of exp(-t) (1 + t)^2.1027 (Jagerman 1974) = 5.6207,
    # rho = 1 / 2.1027 and C = 1 / (5.6207 (1 - rho) + rho) = 0.29288: 1 - C exp(-1.1027 x 20 / 360) = 72.5 %.
    inverse = quad(lambda t: math.exp(-t) * (1 + t) ** (1536 / 730.5), 0, math.inf)[0]
    agents = 1536 / 730.5
    waits = 1 / (inverse * (1 - 1 / agents) + 1 / agents)
    queues = staffing(estimate_of(desk(agents=12)))
    assert queues[0].service is not None
    assert queues[0].service.service_level == pytest.approx(1 - waits * math.exp(-(agents - 1) * 20 / 360), abs=1e-9)
    assert strained(queues) == ["Testland, voice: the given agents answer 72% in time in 2027-01, 80% was promised"]


def test_given_agents_who_are_too_busy_are_named() -> None:
    queues = staffing(
        estimate_of(desk(agents=170, contacts_per_month=146_100, service_level={"share": 0.5, "seconds": 300}))
    )
    # 20 erlangs over 29.79 agents are 67 %; with 130 agents 22.8 on duty are 88 % busy.
    assert strained(queues) == []
    queues = staffing(
        estimate_of(desk(agents=130, contacts_per_month=146_100, service_level={"share": 0.5, "seconds": 300}))
    )
    assert strained(queues) == ["Testland, voice: the given agents are busy 88% of their time in 2027-01, above 80%"]


def test_enough_agents_give_no_warning_and_erlang_a_counts_those_who_give_up() -> None:
    queues = staffing(estimate_of(desk(patience_seconds=90)))
    assert strained(queues) == []
    assert queues[0].service is not None
    assert queues[0].service.abandonment > 0


def test_a_response_target_sets_the_peak_of_deferred_work() -> None:
    hours = parse_hours("24x7")
    # All of Monday's weight is twice another day's: a week to answer levels it, a day to answer does not.
    double = intervals_of(hours, Profile((2.0, 1, 1, 1, 1, 1, 1), (1.0,) * 24), 60)
    assert busiest_density(double, 168) == pytest.approx(1 / 168)
    assert busiest_density(double, 24) == pytest.approx(2 / 8 / 24)
    assert busiest_density(double, 48) == pytest.approx(3 / 8 / 48)
    flat = intervals_of(hours, FLAT, 60)
    assert busiest_density(flat, 1) == pytest.approx(1 / 168)


def recost(scenario: dict[str, Any]) -> tuple[Any, Any]:
    case = case_of(scenario)
    return estimate_of(scenario), lambda data: case_of(replace(case.files[0], data=data).data)


def test_what_cover_costs_is_the_difference_of_two_estimates() -> None:
    scenario = desk(contacts_per_month=14_610)
    scenario["team"]["languages"] = ["en", "es"]
    result, again = recost(scenario)
    assert isinstance(result.case.files[0], InputFile)
    steps = {step.label: step for step in coverage_costs(result, again)}
    longer = steps["longer hours than 9 to 5 on weekdays"]
    business = dict(scenario, team=dict(scenario["team"], hours="business"))
    assert longer.adds == pytest.approx(result.one("total_cost") - estimate_of(business).one("total_cost"))
    spanish = steps["the language es"]
    english = dict(scenario, team=dict(scenario["team"], languages=["en"]))
    assert spanish.adds == pytest.approx(result.one("total_cost") - estimate_of(english).one("total_cost"))
    assert spanish.adds > 0
    assert "the language en" not in steps  # spoken on the site anyway
    assert "round the clock, if every team were" not in steps
    assert steps["90 % answered within 10 seconds, if promised"].adds > 0


@pytest.mark.parametrize("patience", [None, 90])
def test_the_share_in_time_is_the_service_level_of_the_week(patience: float | None) -> None:
    from estimate.model.week import in_time, served

    queue = {"channel": "voice", "contacts_per_month": 3000, "agents": 9}
    result = estimate_of({"name": "X", "months": 1, "team": {"region": "testland", "queues": [queue]}})
    week, duty = result.case.labels["week"][0], result.values["staffed_positions"][0][1]
    whole = served(week, duty.agents, 3000, 6, SINGLE, patience, 20).service_level
    assert in_time(week, duty.agents, 3000, 6, SINGLE, 20, patience) == pytest.approx(whole)
