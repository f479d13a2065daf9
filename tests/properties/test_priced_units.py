"""What holds for every contract whose queues have prices of their own: clauses, premiums and training by the priced unit."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estimate.answers.estimate import Estimate
from tests.conftest import estimate_of

UNITS: dict[str, tuple[dict[str, Any], str]] = {
    "hours": ({"model": "hourly"}, "hours"),
    "paid hours": ({"model": "hourly", "basis": "paid_hour"}, "paid_hours"),
    "seats": ({"model": "monthly"}, "seats"),
    "contacts": ({"model": "per_contact"}, "contacts"),
    "minutes": ({"model": "per_minute", "basis": "handled_minute"}, "minutes"),
    "resolutions": ({"model": "per_resolution"}, "resolutions"),
}
MODELS = st.sampled_from(sorted(UNITS))
RATES = st.floats(0.5, 50)
SHARES = st.floats(0, 1)
DISCOUNTS = st.floats(0, 0.9)
SEASON = [0.5, 0.5, 0.8, 1, 1, 1, 1, 1, 1.2, 1.2, 1.3, 1.5]


def queues() -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to three deferred queues, some with a price of their own."""
    one = st.tuples(
        st.sampled_from(["email", "social"]), st.integers(0, 9000), st.none() | st.tuples(MODELS, RATES), st.booleans()
    )
    return st.lists(one, min_size=1, max_size=3).map(
        lambda found: [_queue(at, *queue) for at, queue in enumerate(found)]
    )


def _queue(at: int, channel: str, contacts: int, own: tuple[str, float] | None, season: bool) -> dict[str, Any]:
    queue: dict[str, Any] = {"name": f"Queue {at}", "channel": channel, "contacts_per_month": contacts}
    if own is not None:
        queue["pricing"] = {**UNITS[own[0]][0], "rate": own[1]}
    return queue | ({"seasonality": SEASON} if season else {})


def cost_of(scenario: dict[str, Any]) -> Estimate:
    """The estimate of a scenario that may hold one list several times, which YAML would write as an alias."""
    return estimate_of(json.dumps(scenario))


def contract(
    model: str, rate: float, found: list[dict[str, Any]], terms: dict[str, Any], **team: Any
) -> dict[str, Any]:
    """A contract that includes everything, at a price for the queues that have none of their own."""
    price = {} if all("pricing" in queue for queue in found) else {**UNITS[model][0], "rate": rate}
    return {
        "name": "Contract",
        "start": "2027-01",
        "months": 4,
        "discount_rate": 0,
        "team": {
            "region": "testland",
            "staffing": {"headcount": "fraction"},
            "pricing": {"model": UNITS[model][0]["model"], **price, "includes": ["everything_else"], **terms},
            "queues": found,
            **team,
        },
    }


def total(scenario: dict[str, Any]) -> float:
    return cost_of(scenario).one("total_cost")


def line(scenario: dict[str, Any], name: str) -> float:
    return sum(sum(found.amounts) for found in cost_of(scenario).lines if found.id == name)


def listed(found: list[dict[str, Any]], model: str) -> list[dict[str, Any]]:
    """At least one queue at the contract's price, so that its unit is one of the priced ones."""
    first = {key: value for key, value in found[0].items() if key != "pricing"}
    return [first, *found[1:]]


@settings(max_examples=30, deadline=None)
@given(MODELS, RATES, queues(), st.floats(1, 9000), st.floats(1, 50000), DISCOUNTS, st.booleans())
def test_a_bill_is_never_below_its_own_base_fee_and_its_minimum_in_money(
    model: str, rate: float, found: list[dict[str, Any]], volume: float, money: float, discount: float, all_units: bool
) -> None:
    unit = UNITS[model][1]
    terms = {
        "fixed": {"per_month": money, "covers": f"{volume} {unit}"},
        "tiers": [{"above": f"{volume / 2} {unit}", "discount": discount}],
        "tiers_apply": "all_units" if all_units else "marginal",
        "minimum": {"amount_per_month": money * 1.5},
    }
    found = listed(found, model)
    with_both = total(contract(model, rate, found, terms))
    assert with_both >= 4 * money * 1.5 - 1e-6
    del terms["minimum"]
    assert total(contract(model, rate, found, terms)) >= 4 * money - 1e-6


@settings(max_examples=30, deadline=None)
@given(MODELS, RATES, queues(), st.floats(1, 9000), DISCOUNTS, st.sampled_from(["marginal", "all_units"]))
def test_a_discount_never_raises_a_bill_nor_touches_another_price(
    model: str, rate: float, found: list[dict[str, Any]], volume: float, share: float, apply: str
) -> None:
    found, unit = listed(found, model), UNITS[model][1]
    plain = contract(model, rate, found, {})
    for step in ({"discount": share}, {"rate": rate * (1 - share)}):
        terms = {"tiers": [{"above": f"{volume} {unit}", **step}], "tiers_apply": apply}
        cheaper = contract(model, rate, found, terms)
        assert total(cheaper) <= total(plain) + 1e-6
        assert line(cheaper, "labor.agents") == pytest.approx(line(plain, "labor.agents"))
        at_the_contracts_price = contract(model, rate, [queue for queue in found if "pricing" not in queue], {})
        assert total(plain) - total(cheaper) <= total(at_the_contracts_price) * share + 1e-6 * (1 + total(plain))


@settings(max_examples=30, deadline=None)
@given(MODELS, RATES, queues(), st.floats(0, 2), st.floats(0, 0.95), st.floats(1, 9000), DISCOUNTS)
def test_a_premium_on_a_share_of_the_units_costs_that_share_of_their_price_after_discounts(
    model: str, rate: float, found: list[dict[str, Any]], premium: float, share: float, volume: float, discount: float
) -> None:
    terms = {"tiers": [{"above": f"{volume} {UNITS[model][1]}", "discount": discount}]}
    found = listed(found, model)
    scenario = contract(model, rate, found, terms, premiums={"overtime": premium})
    scenario["team"]["staffing"]["overtime_share"] = share
    paid = line(scenario, "labor.agents") + line(scenario, "labor.discount")
    assert line(scenario, "labor.overtime") == pytest.approx(paid * premium * share, rel=1e-9, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(MODELS, RATES, st.integers(1, 9000), st.floats(0, 2), st.floats(0.01, 0.99))
def test_a_language_premium_is_on_the_contacts_in_that_language(
    model: str, rate: float, contacts: int, premium: float, share: float
) -> None:
    shares = {"en": 1 - share, "es": share}
    # Answered within a month: nobody must look in, and hours are those of the work alone.
    queue = {"channel": "email", "contacts_per_month": contacts, "languages": shares, "response_hours": 10_000}
    scenario = contract(model, rate, [queue], {}, premiums={"language": premium})
    agents = line(scenario, "labor.agents")
    assert line(scenario, "labor.language") == pytest.approx(agents * premium * share, rel=1e-6, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["paid hours", "seats", "hours"]), RATES, st.floats(0, 300), st.floats(0, 1), st.floats(0, 0.6))
def test_an_hour_of_training_costs_its_share_of_the_contracts_own_hour(
    model: str, rate: float, hours: float, billed_at: float, shrinkage: float
) -> None:
    includes = ["supervision", "quality", "planning", "account_management", "coaching"]
    queue = {"channel": "email", "agents": 10, "contacts_per_month": 100}
    training = {"initial_hours": hours, "billed_at": billed_at, "replacement": "vendor"}
    scenario = contract(model, rate, [queue], {"includes": includes}, training=training)
    scenario["team"]["staffing"]["shrinkage"] = shrinkage
    hour = rate / 160 if model == "seats" else rate
    assert line(scenario, "training.initial") == pytest.approx(10 * hours * billed_at * hour, abs=1e-6)


EVERYTHING = {
    "includes": ["supervision"],
    "excludes": ["everything_else"],
    "escalator": 0.03,
    "fixed": {"per_month": 700, "covers": "100 hours"},
    "tiers": [{"above": "200 hours", "discount": 0.1}],
    "minimum": {"hours_per_month": 900},
    "overage": {"above": "600 hours", "premium": 0.2},
}


@settings(max_examples=25, deadline=None)
@given(queues(), RATES, st.randoms())
def test_the_order_of_the_queues_changes_nothing(found: list[dict[str, Any]], rate: float, sampling: Any) -> None:
    found = [*listed(found, "hours"), _queue(9, "voice", 500, None, False)]
    scenario = contract("hours", rate, found, EVERYTHING, hours="24x7", languages=["en", "es"])
    other = copy.deepcopy(scenario)
    sampling.shuffle(other["team"]["queues"])
    assert total(other) == pytest.approx(total(scenario), rel=1e-9)


@pytest.mark.parametrize(
    "pricing", [{"minimum": {"hours_per_month": 5000}}, {"model": "per_contact", "rate": 4, "includes": ["quality"]}]
)
def test_the_order_of_the_queues_changes_nothing_under_a_cards_price(pricing: dict[str, Any]) -> None:
    def cost(channels: list[str]) -> float:
        found = [{"channel": channel, "contacts_per_month": 1000} for channel in channels]
        team = {"region": "philippines", "pricing": pricing, "queues": found}
        return estimate_of({"name": "X", "start": "2027-01", "months": 3, "team": team}, real=True).one("total_cost")

    assert cost(["email", "chat", "voice"]) == pytest.approx(cost(["voice", "email", "chat"]), rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(queues(), RATES, st.floats(0.01, 0.99), st.integers(0, 2))
@example([_queue(0, "email", 1, None, False), _queue(1, "email", 1, ("contacts", 1.0), False)], 1.0, 0.5, 0)
def test_a_queue_split_in_two_of_the_same_price_changes_nothing(
    found: list[dict[str, Any]], rate: float, share: float, which: int
) -> None:
    found = listed(found, "hours")
    at = which % len(found)
    parts = [
        {**found[at], "name": f"part {i}", "contacts_per_month": found[at]["contacts_per_month"] * part}
        for i, part in enumerate((share, 1 - share))
    ]
    split = [*found[:at], *parts, *found[at + 1 :]]
    premiums = {"night": 0.2, "weekend": 0.3, "holiday": 1}
    whole = contract("hours", rate, found, EVERYTHING, hours="24x7", premiums=premiums)
    apart = contract("hours", rate, split, EVERYTHING, hours="24x7", premiums=premiums)
    assert total(apart) == pytest.approx(total(whole), rel=1e-9, abs=1e-6)


TERMS_OF_A_QUEUE = ("fixed", "minimum", "overage", "tiers")


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["contacts", "minutes", "resolutions"]),
    RATES,
    st.integers(0, 9000),
    st.integers(0, 9000),
    st.floats(1, 9000),
    DISCOUNTS,
    st.lists(st.sampled_from(TERMS_OF_A_QUEUE), min_size=1, unique=True),
)
def test_a_queue_with_clauses_of_its_own_costs_what_it_costs_as_a_team_of_its_own(
    model: str, rate: float, ours: int, theirs: int, volume: float, share: float, terms: list[str]
) -> None:
    unit = UNITS[model][1]
    clauses = {
        "fixed": {"per_month": 700, "covers": f"{volume} {unit}"},
        "minimum": {f"{unit}_per_month": volume * 2},
        "overage": {"above": f"{volume} {unit}", "premium": 0.3},
        "tiers": [{"above": f"{volume / 2} {unit}", "discount": share}],
    }
    chosen = {key: clauses[key] for key in terms}
    team = {"minimum": {f"{unit}_per_month": volume}, "tiers": [{"above": f"{volume} {unit}", "discount": 0.1}]}
    one = _queue(0, "email", ours, None, True) | {"response_hours": 10_000}
    two = _queue(1, "social", theirs, (model, rate), True) | {"response_hours": 10_000}
    two["pricing"] |= chosen
    alone = {key: value for key, value in two.items() if key != "pricing"}
    together = total(contract(model, 5, [one, two], team))
    apart = total(contract(model, 5, [one], team)) + total(contract(model, rate, [alone], chosen))
    assert together == pytest.approx(apart, rel=1e-9, abs=1e-6)
    if "fixed" in terms:
        assert line(contract(model, 5, [one, two], team), "labor.own_fixed") == pytest.approx(4 * 700)
