"""The service of live queues as the model has it: one workload has one service, fractions of agents, several chats at a time."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from estimate.answers.staffing import ServiceTold, staffing, strained
from estimate.model.blocking import SINGLE, inverse_blocking
from estimate.model.erlang_capacity import ServiceLimits
from estimate.model.queueing import erlang_b, erlang_c, service
from tests.agents import required_agents
from tests.conftest import Command, estimate_of


def desk(months: int = 3, team: dict[str, Any] | None = None, **queue: Any) -> dict[str, Any]:
    own = {
        "region": "testland",
        "hours": "24x7",
        "pricing": {"model": "hourly", "rate": 10, "includes": ["everything_else"]},
    }
    return {
        "name": "Desk",
        "months": months,
        "team": {
            **own,
            **(team or {}),
            "queues": [{"channel": "voice", "contacts_per_month": 20_000, "handle_minutes": 6, **queue}],
        },
    }


def told(scenario: dict[str, Any]) -> ServiceTold:
    found = staffing(estimate_of(scenario))[0].service
    assert found is not None
    return found


def test_two_spellings_of_one_workload_have_one_service() -> None:
    # People handle 14,000 calls of 8.4 minutes in both.
    ai = told(desk(automation={"share": 0.3, "residual_aht_factor": 1.4}))
    plain = told(desk(contacts_per_month=14_000, handle_minutes=8.4))
    assert ai.__dict__ == pytest.approx(plain.__dict__)


def test_what_goes_to_shared_agents_is_not_served_by_the_teams_own() -> None:
    shared = {"above_contacts": 12_000, "model": "per_contact", "rate": 4}
    scenario = desk(overflow=shared)
    assert told(scenario).__dict__ == pytest.approx(told(desk(contacts_per_month=12_000)).__dict__)
    assert strained(staffing(estimate_of(scenario))) == []


def test_who_hangs_up_is_not_handled_nor_billed() -> None:
    price = {"model": "per_contact", "rate": 3, "includes": ["everything_else"]}
    result = estimate_of(desk(12, {"pricing": price}, agents=12, patience_seconds=60))
    service = told(desk(12, {"pricing": price}, agents=12, patience_seconds=60))
    handled = 240_000 * (1 - service.abandonment)
    assert service.abandonment > 0.2
    assert result.one("contacts_handled") == pytest.approx(handled)
    assert sum(result.values["agent_cost"][0]) == pytest.approx(3 * handled)
    assert service.occupancy <= 1
    # Erlang A's own occupancy is load x (1 - abandonment) / agents.
    agents = 12 * 160 * 0.8 / 730.5
    load = 20_000 * 6 / 60 / 730.5
    assert service.occupancy == pytest.approx(load * (1 - service.abandonment) / agents, rel=0.02)


def test_nobody_hangs_up_where_nothing_is_said_of_patience() -> None:
    result = estimate_of(desk())
    assert result.values["abandoned_contacts"][0] == [0.0] * 4
    assert told(desk()).abandonment == 0


@settings(deadline=None)
@given(st.floats(0.05, 60), st.floats(0.05, 60))
def test_agents_that_are_a_fraction_are_jagermans(agents: float, load: float) -> None:
    exact = load * quad(lambda t: math.exp(-load * t + agents * math.log1p(t)), 0, math.inf, limit=400)[0]
    assume(math.isfinite(exact))
    assert inverse_blocking(agents, load) == pytest.approx(exact, rel=1e-6)


@settings(deadline=None)
@given(st.integers(1, 300), st.floats(0.1, 300), st.floats(0.01, 0.99))
def test_a_fraction_of_an_agent_lies_between_the_whole_numbers(agents: int, load: float, part: float) -> None:
    blocked = [erlang_b(agents + more, load) for more in (0, part, 1)]
    assert blocked[0] >= blocked[1] >= blocked[2]
    waits = [service(agents + more, load, 300, 20).speed_of_answer_seconds for more in (0, part, 1)]
    assert waits[0] >= waits[1] * (1 - 1e-9)
    assert waits[1] >= waits[2] * (1 - 1e-9)
    left = [service(agents + more, load, 300, 20, 90).abandonment for more in (0, part, 1)]
    assert left[0] >= left[1] - 1e-9
    assert left[1] >= left[2] - 1e-9


def test_a_fraction_above_the_load_is_stable() -> None:
    assert math.isfinite(service(2.1, 2.05, 300, 20).speed_of_answer_seconds)
    assert math.isinf(service(2.0, 2.05, 300, 20).speed_of_answer_seconds)


# --- several contacts at a time ---


@settings(deadline=None)
@given(st.integers(1, 60), st.floats(0.05, 59))
def test_slots_that_are_worth_themselves_are_as_many_agents(agents: int, load: float) -> None:
    # c slots that are worth c are c agents of one: the same chain with every rate.
    two, single = inverse_blocking(agents, load, (2, 2.0)), inverse_blocking(2 * agents, 2 * load)
    assert two == pytest.approx(single, rel=1e-9)


def test_slots_that_are_worth_one_wait_like_one() -> None:
    # A second chat does not speed the agent up: customers are answered at once while slots last, and work leaves at the same rate.
    many = erlang_c(4, 3, 300, 0, (3, 1.0))
    one = erlang_c(4, 3, 300, 0)
    assert many.probability_of_waiting < one.probability_of_waiting
    assert many.occupancy == one.occupancy


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 5), st.floats(1, 5), st.integers(1, 40), st.floats(0.5, 0.99), st.floats(0.01, 0.5))
def test_limits_with_slots_are_where_the_search_takes_one_more(
    at_once: int, worth: float, agents: int, level: float, target: float
) -> None:
    slots = (at_once, min(worth, float(at_once)))
    limit = ServiceLimits(target, level, slots).load(agents)
    assume(limit > 0.01)
    assert required_agents(limit * (1 - 1e-7), 1.0, level, target, slots=slots) <= agents
    assert required_agents(limit * (1 + 1e-7), 1.0, level, target, slots=slots) > agents


def simulated(
    agents: int, at_once: int, worth: float, load: float, target: float, *, contacts: int = 200_000
) -> tuple[float, float]:
    """Share answered within the target and mean wait, in handle times of an agent with one chat; chats go to the least busy."""
    rng = random.Random(5)
    pace = [0.0, *(1 + (worth - 1) * (k - 1) / max(1, at_once - 1) for k in range(1, at_once + 1))]
    open_chats = [0] * agents
    queue: list[float] = []
    now, in_time, waited, answered = 0.0, 0, 0.0, 0
    arrival = rng.expovariate(load)
    head = 0
    while answered < contacts:
        rate = sum(pace[k] for k in open_chats)
        leave = now + rng.expovariate(rate) if rate else math.inf
        if arrival <= leave:  # chats are exponential, so that a pace may be drawn anew at each event
            now = arrival
            arrival = now + rng.expovariate(load)
            least = min(range(agents), key=open_chats.__getitem__)
            if open_chats[least] < at_once:
                open_chats[least] += 1
                in_time += 1
                answered += 1
            else:
                queue.append(now)
        else:
            now = leave
            pick, at = rng.random() * rate, 0
            while (pick := pick - pace[open_chats[at]]) > 0:
                at += 1
            open_chats[at] -= 1
            if head < len(queue):
                wait = now - queue[head]
                head += 1
                open_chats[at] += 1
                waited += wait
                in_time += wait <= target
                answered += 1
            else:  # the least busy take from the busiest in the chain's view: chats are moved when one ends
                most = max(range(agents), key=open_chats.__getitem__)
                if open_chats[most] > open_chats[at] + 1:
                    open_chats[most] -= 1
                    open_chats[at] += 1
    return in_time / answered, waited / answered


@pytest.mark.parametrize(
    ("agents", "at_once", "worth", "load"), [(4, 2, 2.0, 3.84), (4, 2, 1.7, 5.5), (5, 3, 2.5, 10.5)]
)
def test_a_simulation_agrees(agents: int, at_once: int, worth: float, load: float) -> None:
    target = 0.075
    level, wait = simulated(agents, at_once, worth, load, target)
    found = erlang_c(agents, load / worth, 1 / worth, target, (at_once, worth))
    assert found.service_level == pytest.approx(level, abs=0.01)
    assert found.speed_of_answer_seconds == pytest.approx(wait, rel=0.12, abs=0.002)


def test_the_audited_desk_of_four_agents_with_two_chats() -> None:
    # 3.84 chats on 8 slots, ten minutes each, 45 seconds: 96.5 % in time, 7 s on average.
    found = erlang_c(4, 1.92, 300, 45, (2, 2.0))
    assert found.service_level == pytest.approx(0.965, abs=0.001)
    assert found.speed_of_answer_seconds == pytest.approx(6.95, abs=0.01)


def test_chats_at_once_are_said_or_the_least_that_can_be_worth_so_many(command: Command) -> None:
    for given_worth, at_once in ((1, 1), (1.7, 2), (2, 2), (2.2, 3)):
        result = estimate_of(desk(channel="chat", concurrency=given_worth))
        assert result.values["chats_at_once"][0] == at_once
    ranged = estimate_of(desk(channel="chat", concurrency={"low": 1.2, "likely": 1.7, "high": 2.6}))
    assert ranged.values["chats_at_once"][0] == 3  # what the high end needs
    assert (
        estimate_of(desk(channel="chat", chats_at_once=1)).values["concurrency"][0] == 1
    )  # worth no more than it takes
    assert estimate_of(desk(channel="chat", concurrency=1.7, chats_at_once=4)).values["chats_at_once"][0] == 4
    text = "name: Chat\nteam: {region: testland, queues: [{channel: chat, contacts_per_month: 100, chats_at_once: 2, concurrency: 2.5}]}"
    refused = command("-", stdin=text)
    assert refused.status == 3
    assert "is 2.5 contacts' worth of only 2 at a time (raise chats_at_once)" in refused.err


def test_single_slots_are_erlangs() -> None:
    assert erlang_c(12, 10, 300, 20, SINGLE) == erlang_c(12, 10, 300, 20)


# --- blending, learning, presence ---


def blended(share: float, *, blend: bool = True, ramp: float = 3) -> dict[str, Any]:
    team = {
        "region": "testland",
        "hours": "24x7",
        "blend": blend,
        "staffing": {"ramp_months": ramp, "headcount": "fraction"},
        "pricing": {"model": "hourly", "rate": 10, "includes": ["everything_else"]},
        "queues": [
            {
                "channel": "voice",
                "contacts_per_month": 4000,
                "handle_minutes": 6,
                "service_level": {"share": share, "seconds": 20},
            },
            {"channel": "email", "contacts_per_month": 6000, "handle_minutes": 6, "response_hours": 24},
        ],
    }
    return {"name": "Blend", "months": 12, "team": team}


def test_a_tighter_promise_is_never_cheaper() -> None:
    totals = [estimate_of(blended(share)).one("total_cost") for share in (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)]
    assert totals == sorted(totals)


def test_the_ramp_of_deferred_work_is_on_all_of_it_whoever_does_it() -> None:
    one, other = (estimate_of(blended(0.8, blend=blend)).values["ramp_hours"][1] for blend in (True, False))
    assert one == pytest.approx(other)


@pytest.mark.parametrize("share", [0.5, 0.8, 0.99])
@pytest.mark.parametrize("blend", [True, False])
def test_no_queue_is_busier_than_it_can_be(share: float, blend: bool) -> None:
    result = estimate_of(blended(share, blend=blend))
    for row in result.values["occupancy"]:
        assert all(0 <= month <= 1 for month in row)
    busy = sum(sum(row) for row in result.values["busy_hours"])
    work = sum(sum(row) for row in result.values["handling_hours"])
    assert busy >= work - 1e-6


def test_the_time_of_those_who_learn_is_busy_time() -> None:
    # 20 erlangs on 25 agents are 80 % busy, whoever is new among them.
    promise = {"share": 0.01, "seconds": 300}
    scenario = desk(
        1, {"staffing": {"ramp_months": 3}}, contacts_per_month=146_100, arrivals="flat", service_level=promise
    )
    result = estimate_of(scenario)
    assert result.values["staffed_positions"][0][1] == 25
    assert result.values["ramp_inefficiency"][0][1] > 0.3
    assert result.values["occupancy"][0][1] == pytest.approx(0.8)


def test_a_short_promise_needs_somebody_to_look_in() -> None:
    def hours(within: float, *more: dict[str, Any], **team: Any) -> float:
        queue = {"channel": "social", "contacts_per_month": 600, "handle_minutes": 5, "response_hours": within}
        own = {"region": "testland", "hours": "24x7", **team, "queues": [queue, *more]}
        return float(estimate_of({"name": "Soc", "months": 1, "team": own}).values["full_speed_hours"][0][1])

    assert hours(1) == pytest.approx(730.5)  # somebody is always there
    assert hours(2) == pytest.approx(365.25)  # a stint of an hour in every two
    assert hours(24) == pytest.approx(600 * 5 / 60 / 0.8)  # the work itself is more
    live = {"channel": "voice", "contacts_per_month": 4000}
    assert hours(1, live, blend=True) < 100  # those on the telephone are there


def test_no_work_needs_nobody_to_look_in() -> None:
    queue = {"channel": "social", "contacts_per_month": 0, "response_hours": 1}
    result = estimate_of({"name": "None", "months": 1, "team": {"region": "testland", "queues": [queue]}})
    assert result.values["logged_in_hours"][0] == [0, 0]


# --- sizes ---


@pytest.mark.parametrize(
    ("queue", "words"),
    [
        ("contacts_per_month: 5000, handle_minutes: 1e9", "must be at most 10080"),
        ("contacts_per_month: 1e12", "must be at most 1e+09"),
        ("agents: 1e9", "must be at most 20000"),
        ("contacts_per_month: 100, patience_seconds: 1e9", "must be at most 86400"),
        ("contacts_per_month: 1e9", "people (one queue has at most 20,000"),
        ("contacts_per_month: 90000, handle_minutes: 10080", "people (one queue has at most 20,000"),
    ],
)
def test_what_no_desk_can_be_is_refused_with_the_reason(command: Command, queue: str, words: str) -> None:
    refused = command("-", stdin=f"name: Big\nteam: {{region: testland, queues: [{{channel: voice, {queue}}}]}}")
    assert refused.status == 3
    assert words in refused.err


@pytest.mark.parametrize("channel", ["voice", "chat", "email"])
@pytest.mark.parametrize(
    "edge",
    [
        {"contacts_per_month": 400_000, "handle_minutes": 400},
        {"contacts_per_month": 1e9, "handle_minutes": 0.1},
        {"contacts_per_month": 300, "handle_minutes": 10_080},
        {"contacts_per_month": 1e-3, "handle_minutes": 1e-3},
        {"agents": 20_000, "contacts_per_month": 1e6},
        {"contacts_per_month": 30_000, "target_occupancy": 1},
    ],
)
def test_the_edges_of_what_is_accepted_are_computed(channel: str, edge: dict[str, float]) -> None:
    result = estimate_of(desk(1, None, channel=channel, **edge))
    assert math.isfinite(result.one("total_cost"))
    assert staffing(result)
    assert all(math.isfinite(one.elasticity) for one in result.influences)


@pytest.mark.parametrize("share", [0.99, 0.9905, 0.995, 0.9999])
@pytest.mark.parametrize("occupancy", [0.85, 0.9905, 1])
def test_a_promise_near_the_whole_can_be_moved(share: float, occupancy: float) -> None:
    promise = {"share": share, "seconds": 20}
    result = estimate_of(desk(1, None, service_level=promise, target_occupancy=occupancy))
    assert all(math.isfinite(one.elasticity) for one in result.influences)
    assert math.isfinite(result.one("total_cost"))
