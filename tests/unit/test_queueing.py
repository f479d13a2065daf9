"""Erlang B, C and A against published tables and worked examples, recorded values of pyworkforce, and a simulation."""

from __future__ import annotations

import heapq
import json
import math
import random
from itertools import pairwise

import pytest

from estimate.model import impatience
from estimate.model.queueing import Requirement, erlang_a, erlang_b, erlang_c, service
from tests.agents import required_agents
from tests.conftest import TESTS


@pytest.mark.parametrize(
    ("agents", "load", "blocked"),
    [
        (1, 1.0, 0.5),  # a / (1 + a)
        (2, 1.0, 0.2),  # (1/2) / (1 + 1 + 1/2)
        (5, 3.0, 0.110054),  # (3^5/5!) / sum: 2.025 / 18.4
        (10, 4.461, 0.01),  # the usual table of Erlang B: 4.461 erlangs on 10 lines block 1 %
        (20, 12.031, 0.01),  # the same table: 12.031 erlangs on 20 lines
        (100, 84.064, 0.01),  # the same table: 84.06 erlangs on 100 lines
    ],
)
def test_erlang_b_is_that_of_the_tables(agents: int, load: float, blocked: float) -> None:
    assert erlang_b(agents, load) == pytest.approx(blocked, abs=2e-5)


@pytest.mark.parametrize(
    ("agents", "load"), [(30, 200), (620, 1_000), (885, 1_320.9), (8_800, 10_000), (10_100, 10_000)]
)
def test_the_shortened_recursion_is_the_whole_one(agents: int, load: float) -> None:
    # Also for agents far below the load, where an error that the recursion begins with has few steps to die away.
    inverse = 1.0
    for n in range(1, agents + 1):
        inverse = 1 + n / load * inverse
    assert erlang_b(agents, load) == pytest.approx(1 / inverse, rel=1e-13)


def test_erlang_c_of_the_textbook() -> None:
    # 200 calls an hour of 3 minutes are 10 erlangs; 14 agents: 17.4 % wait, 88.8 % within 20 s, 7.8 s on average
    # (the worked example that Erlang C tutorials carry, e.g. mitan.co.uk "How to calculate staffing").
    result = erlang_c(14, 10, 180, 20)
    assert result.probability_of_waiting == pytest.approx(0.1741, abs=5e-5)
    assert result.service_level == pytest.approx(0.8884, abs=5e-5)
    assert result.speed_of_answer_seconds == pytest.approx(7.836, abs=5e-4)
    assert result.occupancy == pytest.approx(10 / 14)
    assert required_agents(10, 180, 0.8, 20) == 14


def test_one_agent_is_the_queue_m_m_1() -> None:
    # Waiting is the load; the mean wait is a / (1 - a) handle times.
    result = erlang_c(1, 0.5, 100, 0)
    assert result.probability_of_waiting == pytest.approx(0.5)
    assert result.speed_of_answer_seconds == pytest.approx(100)
    assert result.service_level == pytest.approx(0.5)


def test_the_grid_of_pyworkforce() -> None:
    recorded = json.loads((TESTS / "data" / "pyworkforce_erlang_c.json").read_text(encoding="utf-8"))
    assert len(recorded["rows"]) >= 500
    for contacts, minutes, level, target, occupancy, agents, reached, busy, waiting in recorded["rows"]:
        load = contacts * minutes / 30
        point = f"{contacts} contacts of {minutes} minutes, {level:.0%} in {target} s, occupancy {occupancy}"
        result = erlang_c(agents, load, minutes * 60, target)
        assert result.service_level == pytest.approx(reached, abs=1e-9), point
        assert result.probability_of_waiting == pytest.approx(waiting, abs=1e-9), point
        assert load / agents == pytest.approx(busy, abs=1e-9), point
        ours = required_agents(load, minutes * 60, level, target, max_occupancy=occupancy)
        assert ours == agents, point


def test_a_requirement_answers_what_the_search_does() -> None:
    for patience in (None, 75.0):
        requirement = Requirement(390, 0.8, 20, 0.85, patience)
        for step in range(1, 120):
            load = step * 0.27
            found = required_agents(load, 390, 0.8, 20, max_occupancy=0.85, patience_seconds=patience)
            assert requirement.agents(load) == found, (load, patience)


def test_a_requirement_answers_what_the_search_does_in_any_order() -> None:
    chance = random.Random(11)
    for level, target, occupancy, patience in [
        (0.2, 0, 0.85, None),  # one agent: service falls in a straight line with the load
        (0.0, 20, 1.0, None),
        (0.95, 20, 1.0, None),
        (0.1, 20, 1.0, 45.0),  # carried by a tenth of the agents that would answer all
        (0.9, 60, 0.8, 300.0),
    ]:
        requirement = Requirement(240, level, target, occupancy, patience)
        for _ in range(150):
            load = 10 ** chance.uniform(-2, 2)
            found = required_agents(load, 240, level, target, max_occupancy=occupancy, patience_seconds=patience)
            assert requirement.agents(load) == found, (load, level, target, occupancy, patience)


def test_a_requirement_for_one_great_load_asks_for_no_other() -> None:
    for patience in (None, 120.0):
        requirement = Requirement(300, 0.8, 20, 0.95, patience)
        assert requirement.agents(9_000) == required_agents(
            9_000, 300, 0.8, 20, max_occupancy=0.95, patience_seconds=patience
        )
        assert len(requirement._agents) == 2


@pytest.mark.parametrize(("level", "load"), [(1.0, 5), (0.8, math.inf), (0.8, math.nan), (0.8, -1), (math.nan, 5)])
def test_a_requirement_refuses_what_the_search_refuses(level: float, load: float) -> None:
    for patience in (None, 60.0):
        with pytest.raises(ValueError, match=r"0 or more|from 0 to below 1"):
            Requirement(300, level, 20, 1.0, patience).agents(load)


def chain(agents: int, load: float, handle: float, patience: float) -> tuple[float, float]:
    """Erlang A's probability of waiting and abandonment from the balance of its states, one by one."""
    below = above = queued = 0.0
    term = 1.0
    for n in range(agents, 0, -1):
        term *= n / load
        below += term
    term, waiting = 1.0, 0
    while term > above * 1e-18 or waiting < 2 * load:
        above += term
        queued += waiting * term
        waiting += 1
        term *= load / handle / (agents / handle + waiting / patience)
    return above / (below + above), queued / (below + above) / patience / (load / handle)


@pytest.mark.parametrize(
    ("agents", "load", "handle", "patience"),
    [
        (1, 0.5, 300, 20),
        (1, 2.75, 1_900, 2),
        (14, 10, 180, 90),
        (50, 48, 60, 120),
        (82, 202.6, 541, 3),
        (907, 1_176, 183, 30),
    ],
)
def test_erlang_a_is_its_chain_of_states(agents: int, load: float, handle: float, patience: float) -> None:
    found = erlang_a(agents, load, handle, 20, patience)
    waiting, abandoned = chain(agents, load, handle, patience)
    assert found.probability_of_waiting == pytest.approx(waiting, rel=1e-8)
    assert found.abandonment == pytest.approx(abandoned, rel=1e-8)
    assert found.occupancy == pytest.approx(load / agents * (1 - abandoned), rel=1e-8)


def test_where_agents_are_as_many_as_the_load_a_series_is_exact() -> None:
    for agents, load, handle, patience in [
        (6, 5, 420, 90),
        (112, 110.8, 418, 574),
        (1, 0.2, 60, 600),
        (40, 40, 300, 30),
    ]:
        found, (waiting, abandoned) = (
            erlang_a(agents, load, handle, 20, patience),
            chain(agents, load, handle, patience),
        )
        assert found.probability_of_waiting == pytest.approx(waiting, rel=1e-13)
        assert found.abandonment == pytest.approx(abandoned, rel=1e-13)


@pytest.mark.parametrize("target", [0, 0.5, 20, 300, math.inf])
def test_series_and_quadrature_agree(target: float, monkeypatch: pytest.MonkeyPatch) -> None:
    for agents, load, handle, patience in [(6, 5, 420, 90), (112, 110, 418, 574), (2, 0.2, 60, 600), (40, 40, 300, 30)]:
        series = erlang_a(agents, load, handle, target, patience)
        with monkeypatch.context() as without:
            without.setattr(impatience, "_is_short", lambda *_: False)
            quadrature = erlang_a(agents, load, handle, target, patience)
        assert series.service_level == pytest.approx(quadrature.service_level, abs=1e-9)
        assert series.abandonment == pytest.approx(quadrature.abandonment, rel=1e-8)


def test_everybody_who_is_answered_is_answered_in_endless_time() -> None:
    for agents in (3, 10, 40):
        found = erlang_a(agents, 12, 240, math.inf, 60)
        assert found.service_level == pytest.approx(1 - found.abandonment, abs=1e-12)


def test_in_a_great_overload_the_wait_is_that_of_the_fluid() -> None:
    # 10,000 erlangs on 2,000 agents: waits settle at patience x ln 5 = 96.6 s, and who is still there, a fifth, is answered.
    early, late = (erlang_a(2_000, 10_000, 300, target, 60) for target in (60, 120))
    assert early.service_level == pytest.approx(0, abs=1e-9)
    assert late.service_level == pytest.approx(0.2, abs=1e-4)
    assert late.abandonment == pytest.approx(0.8, abs=1e-9)


def test_pooling_the_impatient_may_meet_the_cap_on_occupancy() -> None:
    # 3 agents for 3 erlangs and 9 for 9 are 72 % and 83 % busy, as many hang up; pooled fewer do, and 12 are 85.6 % busy.
    def needs(load: float) -> int:
        return required_agents(load, 30, 0.5, 0, max_occupancy=0.85, patience_seconds=10)

    assert (needs(3), needs(9), needs(12)) == (3, 9, 13)
    assert erlang_a(12, 12, 30, 0, 10).occupancy == pytest.approx(12 / 12 * (1 - chain(12, 12, 30, 10)[1]), rel=1e-9)


def test_endless_patience_is_erlang_c() -> None:
    assert erlang_a(12, 10, 240, 20, math.inf) == erlang_c(12, 10, 240, 20)
    assert erlang_a(10, 12, 240, 20, math.inf).speed_of_answer_seconds == math.inf
    patient, waiting = erlang_a(12, 10, 240, 20, 1e9), erlang_c(12, 10, 240, 20)
    assert patient.service_level == pytest.approx(waiting.service_level, abs=1e-5)
    assert patient.speed_of_answer_seconds == pytest.approx(waiting.speed_of_answer_seconds, rel=1e-4)
    assert patient.abandonment == pytest.approx(0, abs=1e-6)


def test_patience_that_is_the_handle_time_makes_everybody_served_at_once() -> None:
    # With patience equal to handle time the number present is Poisson(a) (M/M/infinity): a customer waits if n or more are there.
    agents, load = 5, 4.0
    below = sum(math.exp(-load) * load**k / math.factorial(k) for k in range(agents))
    assert erlang_a(agents, load, 300, 20, 300).probability_of_waiting == pytest.approx(1 - below, abs=1e-9)


def test_the_edges_have_answers() -> None:
    assert erlang_c(3, 0, 100, 20).service_level == 1
    assert required_agents(0, 100, 0.8, 20) == 0
    unstable = erlang_c(5, 5, 100, 20)
    assert (unstable.service_level, unstable.speed_of_answer_seconds) == (0, math.inf)
    overloaded = erlang_a(5, 50, 100, 20, 60)
    assert overloaded.abandonment == pytest.approx(0.9, abs=1e-3)
    assert erlang_a(0, 5, 100, 20, 60).abandonment == 1
    assert required_agents(0.01, 300, 0.8, 20) == 1
    assert 10_000 < required_agents(10_000, 300, 0.8, 20) < 10_100
    assert erlang_a(10_000, 10_000, 300, 20, 120).abandonment < 0.01


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((10, 180, 1.0, 20), "from 0 to below 1"),
        ((-1, 180, 0.8, 20), "0 or more"),
        ((math.inf, 180, 0.8, 20), "0 or more"),
        ((10, 0, 0.8, 20), "handle time must be above 0"),
        ((10, 180, 0.8, -1), "target 0 or more"),
        ((10, math.inf, 0.8, 20), "handle time must be above 0"),
        ((10, 180, 0.8, math.nan), "target 0 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[float, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        required_agents(*arguments)
    for patience in (0, -5, math.nan):
        with pytest.raises(ValueError, match="patience must be above 0"):
            erlang_a(1, 1, 100, 20, patience)
    with pytest.raises(ValueError, match="occupancy is above 0"):
        required_agents(1, 100, 0.8, 20, max_occupancy=0)


def simulated(
    agents: int, load: float, handle: float, target: float, patience: float | None, contacts: int, seed: int
) -> tuple[list[float], list[float]]:
    """Batch means of the service level and of abandonment of a first-come first-served queue, by its events."""
    chance = random.Random(seed)
    free = [0.0] * agents
    heapq.heapify(free)
    now, answered, left = 0.0, [], []
    for _ in range(contacts):
        now += chance.expovariate(load / handle)
        start = max(now, free[0])
        gives_up = patience is not None and start - now > chance.expovariate(1 / patience)
        if not gives_up:
            heapq.heapreplace(free, start + chance.expovariate(1 / handle))
        answered.append(0.0 if gives_up else float(start - now <= target))
        left.append(float(gives_up))
    size = contacts // 20
    return tuple(
        [sum(values[i : i + size]) / size for i in range(size, contacts - size + 1, size)]
        for values in (answered, left)
    )


@pytest.mark.parametrize(
    ("agents", "load", "patience"), [(6, 4.5, None), (14, 10.0, None), (5, 4.5, 90.0), (10, 11.0, 60.0)]
)
def test_a_simulation_agrees_within_its_confidence(agents: int, load: float, patience: float | None) -> None:
    expected = service(agents, load, 240, 20, patience)
    for batches, value in zip(
        simulated(agents, load, 240, 20, patience, 200_000, 7),
        (expected.service_level, expected.abandonment),
        strict=True,
    ):
        mean = sum(batches) / len(batches)
        deviation = math.sqrt(sum((b - mean) ** 2 for b in batches) / (len(batches) - 1) / len(batches))
        assert abs(mean - value) <= 4 * deviation + 1e-9


def test_a_day_of_loads_rises_and_falls_with_its_agents() -> None:
    requirement = Requirement(300, 0.8, 20)
    agents = [requirement.agents(load / 10) for load in range(200)]
    assert all(a <= b for a, b in pairwise(agents))


@pytest.mark.parametrize(
    ("agents", "load"), [(0, 0.0), (0, 1.0), (3, 0.0), (3, 2.9), (3, 3.0), (40, 33.3), (400, 380.0)]
)
def test_the_service_level_alone_is_that_of_the_whole(agents: int, load: float) -> None:
    from estimate.model.queueing import erlang_c, level_of

    assert level_of(agents, load, 300, 20) == erlang_c(agents, load, 300, 20).service_level
