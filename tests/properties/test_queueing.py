"""What holds of every queue: more agents help, pooling helps, finer intervals change little."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from estimate.model.blocking import SINGLE
from estimate.model.coverage import WEEKS_PER_MONTH, Window, parse_hours
from estimate.model.queueing import Requirement, service
from estimate.model.week import Profile, Week, needed, week_of
from tests.agents import required_agents

loads = st.floats(0.01, 300)
handles = st.floats(30, 1800)
targets = st.floats(0, 120)
patiences = st.one_of(st.none(), st.floats(10, 600))
FLAT = Profile((1.0,) * 7, (1.0,) * 24)
NIGHT = Window(22 * 60, 6 * 60)


def week(hours: object, profile: Profile = FLAT, minutes: int = 30) -> Week:
    return week_of(parse_hours(hours), profile, minutes, (None, None), ((2027, 1),), NIGHT, frozenset({5, 6}))


@settings(deadline=None)
@given(st.integers(1, 200), loads, handles, targets, patiences)
def test_one_more_agent_never_worsens_service(
    agents: int, load: float, handle: float, target: float, patience: float | None
) -> None:
    fewer, more = service(agents, load, handle, target, patience), service(agents + 1, load, handle, target, patience)
    assert more.service_level >= fewer.service_level - 1e-9
    assert more.speed_of_answer_seconds <= fewer.speed_of_answer_seconds + 1e-9
    assert more.abandonment <= fewer.abandonment + 1e-9
    for result in (fewer, more):
        assert 0 <= result.service_level <= 1
        assert 0 <= result.abandonment <= 1
        assert 0 <= result.occupancy <= 1 + 1e-9


@settings(deadline=None)
@given(loads, loads, handles, st.sampled_from([0.5, 0.8, 0.95]), targets)
def test_pooled_never_needs_more_than_apart(
    one: float, other: float, handle: float, level: float, target: float
) -> None:
    apart = required_agents(one, handle, level, target) + required_agents(other, handle, level, target)
    assert required_agents(one + other, handle, level, target) <= apart


@settings(deadline=None)
@given(loads, handles, st.sampled_from([0.5, 0.8, 0.95]), targets)
def test_the_number_required_is_the_fewest(load: float, handle: float, level: float, target: float) -> None:
    agents = required_agents(load, handle, level, target)
    assert service(agents, load, handle, target).service_level >= level
    assert agents - 1 <= load or service(agents - 1, load, handle, target).service_level < level


@settings(deadline=None)
@given(loads, loads, handles, st.sampled_from([0.5, 0.8, 0.95]), targets, st.sampled_from([0.6, 0.85, 0.95]))
def test_pooling_helps_under_a_cap_on_occupancy(
    one: float, other: float, handle: float, level: float, target: float, cap: float
) -> None:
    def needs(load: float) -> int:
        return required_agents(load, handle, level, target, max_occupancy=cap)

    assert needs(one + other) <= needs(one) + needs(other)


@settings(deadline=None)
@given(loads, loads, handles, st.sampled_from([0.5, 0.8, 0.95]), targets, st.floats(10, 600))
def test_pooling_helps_the_impatient_where_agents_are_as_many_as_the_load(
    one: float, other: float, handle: float, level: float, target: float, patience: float
) -> None:
    # Not so with fewer agents than the load, which keep a low promise by who hangs up: the larger such queue answers later.
    def needs(load: float) -> int:
        return required_agents(load, handle, level, target, patience_seconds=patience)

    apart = needs(one), needs(other)
    assume(apart[0] >= one and apart[1] >= other)
    assert needs(one + other) <= sum(apart)


@settings(deadline=None)
@given(loads, st.floats(0, 100), handles, targets, patiences)
def test_a_greater_load_never_needs_fewer_agents(
    load: float, more: float, handle: float, target: float, patience: float | None
) -> None:
    fewer, greater = (
        required_agents(at, handle, 0.8, target, max_occupancy=0.9, patience_seconds=patience)
        for at in (load, load + more)
    )
    assert fewer <= greater


@settings(deadline=None)
@given(st.lists(loads, min_size=1, max_size=30), handles, st.sampled_from([0.3, 0.8, 0.99]), targets, patiences)
def test_a_requirement_is_the_search_remembered(
    asked: list[float], handle: float, level: float, target: float, patience: float | None
) -> None:
    requirement = Requirement(handle, level, target, 0.9, patience)
    for load in [*asked, *reversed(asked)]:
        alone = required_agents(load, handle, level, target, max_occupancy=0.9, patience_seconds=patience)
        assert requirement.agents(load) == alone


@settings(deadline=None, max_examples=30)
@given(st.integers(200, 30_000), st.sampled_from([4.0, 6.5, 12.0]))
def test_finer_intervals_change_the_hours_only_a_little(contacts: int, minutes: float) -> None:
    hours = {"mon-fri": "08:15-19:45", "sat": "10:00-16:00"}
    results = []
    for length in (15, 30, 60):
        open_week = week(hours, minutes=length)
        results.append(needed(open_week, contacts, minutes, SINGLE, 0.8, 20, 0.85, None, 1) * sum(open_week.hours))
    assert max(results) - min(results) <= 0.03 * max(results)


def test_one_seat_round_the_clock_is_730_and_a_half_hours_a_month() -> None:
    open_week = week("24x7")
    assert sum(open_week.hours) * WEEKS_PER_MONTH == pytest.approx(730.5)
    assert needed(open_week, 1, 1, SINGLE, 0.8, 20, 0.85, None, 1) * sum(
        open_week.hours
    ) * WEEKS_PER_MONTH == pytest.approx(730.5)


@settings(deadline=None, max_examples=30)
@example([0.0] * 6 + [5e-324], [0.5] * 24)  # the smallest number there is: half of it is 0
@example([1.0] * 7, [5e-324] * 24)
@given(st.lists(st.floats(0, 5), min_size=7, max_size=7), st.lists(st.floats(0.01, 5), min_size=24, max_size=24))
def test_the_shares_of_a_week_sum_to_one(days: list[float], hours: list[float]) -> None:
    if any(days):
        open_week = week("24x7", Profile(tuple(days), tuple(hours)))
        assert sum(open_week.shares) == pytest.approx(1)
        assert sum(interval.share for interval in open_week.intervals) == pytest.approx(1)
        assert sum(open_week.hours) == pytest.approx(168)
