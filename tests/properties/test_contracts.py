"""What holds for every contract: the laws of its terms, and of prices that mean the same."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import estimate_of

CONTACTS = st.integers(0, 20_000)
SEASON = [0.5, 0.5, 0.8, 1, 1, 1, 1, 1, 1.2, 1.2, 1.3, 1.5]


def desk(pricing: dict[str, Any], contacts: float = 4000, months: int = 12, **queue: Any) -> dict[str, Any]:
    """One email queue at a price that includes everything, so that only the price and its terms cost.

    It may be answered in a month, so that nobody must look in and hours are those of the work alone.
    """
    waits = {} if queue.get("channel") in ("voice", "chat") else {"response_hours": 10_000}
    return {
        "name": "Desk",
        "start": "2027-01",
        "months": months,
        "discount_rate": 0.08,
        "team": {
            "region": "testland",
            "staffing": {"headcount": "fraction"},
            "pricing": {"escalator": 0, "includes": ["everything_else"], **pricing},
            "queues": [{"channel": "email", "contacts_per_month": contacts, **waits, **queue}],
        },
    }


def total(scenario: dict[str, Any]) -> float:
    return estimate_of(scenario).one("total_cost")


HOURS_EACH = 6 / 60 / 0.8
MODELS: list[tuple[str, dict[str, Any]]] = [
    # 12 USD for a logged-in hour in the unit of each model, for emails of 6 minutes at 80 % occupancy and 20 % shrinkage.
    ("logged-in hour", {"model": "hourly", "rate": 12}),
    ("paid hour", {"model": "hourly", "basis": "paid_hour", "rate": 12 * 0.8}),
    ("seat", {"model": "monthly", "rate": 12 * 160 * 0.8}),
    ("contact", {"model": "per_contact", "rate": 12 * HOURS_EACH}),
    ("handled minute", {"model": "per_minute", "basis": "handled_minute", "rate": 12 * HOURS_EACH / 6}),
    ("resolution", {"model": "per_resolution", "rate": 12 * HOURS_EACH / 0.7}),
    ("open book", {"model": "cost_plus", "rate": 6, "overhead": 0.2, "margin": 0.0666666666666667}),
    ("fixed base", {"model": "per_contact", "rate": 12 * HOURS_EACH, "fixed": {"per_month": 1500, "covers": "1000 contacts"}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pricing"), MODELS, ids=[name for name, _ in MODELS])
def test_the_same_service_costs_the_same_by_every_model_at_its_equivalent_rate(
    name: str, pricing: dict[str, Any]
) -> None:
    scenario = desk(pricing, first_contact_resolution=0.7)
    if name == "open book":
        # 6 / 0.8 x 1.25 x 1.2 x 1.0666... = 12
        scenario["team"]["staffing"]["employer_burden"] = 0.25
    assert total(scenario) == pytest.approx(12 * 4000 * HOURS_EACH * 12)


def test_calls_cost_the_same_by_the_minute_on_the_line() -> None:
    quiet = {"channel": "voice", "minimum_staffing": 0}
    by_contact = total(desk({"model": "per_contact", "rate": 4.5}, **quiet))
    assert total(desk({"model": "per_minute", "rate": 1}, **quiet)) == pytest.approx(by_contact)


@settings(max_examples=25, deadline=None)
@given(st.floats(1, 5000), st.sampled_from(["month", "year"]))
def test_marginal_steps_are_continuous_and_steps_on_all_units_are_not(above: float, per: str) -> None:
    step = 1e-6

    def cost(hours: float, apply: str) -> float:
        tiers = [{"above": f"{above} hours", "discount": 0.2}]
        contacts = hours / HOURS_EACH / (12 if per == "year" else 1)
        return total(
            desk({"model": "hourly", "rate": 10, "tiers": tiers, "tiers_apply": apply, "tiers_per": per}, contacts)
        )

    at, beyond = cost(above, "marginal"), cost(above * (1 + step), "marginal")
    assert beyond == pytest.approx(at, rel=1e-4)
    below, over = cost(above * (1 - step), "all_units"), cost(above * (1 + step), "all_units")
    assert over == pytest.approx(below * 0.8, rel=1e-4)


TERMS: list[dict[str, Any]] = [
    {"minimum": {"hours_per_month": 300}},
    {"minimum": {"hours_per_year": 4000}},
    {"minimum": {"amount_per_month": 4000}},
    {"overage": {"above": "300 hours", "premium": 0.5}},
    {"fixed": {"per_month": 900}},
    {"advance_months": 1},
    {"deposit": 5000},
    {"extension": 0.1, "term_months": 6},
]


@settings(max_examples=60, deadline=None)
@given(CONTACTS, st.sampled_from(TERMS))
def test_a_commitment_or_a_burden_never_lowers_cost(contacts: int, term: dict[str, Any]) -> None:
    price = {"model": "hourly", "rate": 11}
    with_season = {"seasonality": SEASON}
    assert total(desk({**price, **term}, contacts, **with_season)) >= total(desk(price, contacts, **with_season)) - 1e-6


LINEAR: list[tuple[dict[str, Any], list[str]]] = [
    ({"model": "hourly"}, []),
    ({"model": "per_contact", "minimum": {"contacts_per_month": 5000}}, []),
    ({"model": "hourly", "overage": {"above": "300 hours", "rate": 15}}, ["overage.rate"]),
    ({"model": "hourly", "tiers": [{"above": "300 hours", "rate": 9}]}, ["tiers.0.rate"]),
    ({"model": "hourly", "fixed": {"per_month": 700, "covers": "100 hours"}}, ["fixed.per_month"]),
    ({"model": "hourly", "notice_months": 2, "termination": {"after_month": 5, "fee": 900}}, ["termination.fee"]),
    ({"model": "hourly", "service_credits": {"expected_level": 0.7, "credits": [{"below": 0.8, "credit": 0.05}]}}, []),
]


@settings(max_examples=40, deadline=None)
@given(CONTACTS, st.sampled_from(LINEAR), st.floats(0.1, 10))
def test_the_total_is_linear_in_the_prices(contacts: int, terms: tuple[dict[str, Any], list[str]], k: float) -> None:
    pricing, prices = terms

    def scaled(by: float) -> dict[str, Any]:
        result = copy.deepcopy({"rate": 11, **pricing})
        result["rate"] *= by
        for path in prices:
            *way, last = path.split(".")
            here: Any = result
            for step in way:
                here = here[int(step)] if step.isdigit() else here[step]
            here[last] *= by
        return desk(result, contacts, seasonality=SEASON)

    assert total(scaled(k)) == pytest.approx(k * total(scaled(1)), rel=1e-9, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(CONTACTS, st.floats(0.01, 0.99))
def test_volume_split_over_two_queues_of_one_contract_costs_the_same(contacts: int, share: float) -> None:
    pricing = {
        "model": "per_contact", "rate": 3, "minimum": {"contacts_per_month": 4000},
        "tiers": [{"above": "6000 contacts", "discount": 0.1}],
    }  # fmt: skip
    whole = desk(pricing, contacts)
    split = copy.deepcopy(whole)
    split["team"]["queues"] = [
        {"name": "one", "channel": "email", "contacts_per_month": contacts * share},
        {"name": "two", "channel": "email", "contacts_per_month": contacts * (1 - share)},
    ]
    assert total(split) == pytest.approx(total(whole), rel=1e-9, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 30), st.floats(0.5, 30))
def test_rounding_up_never_bills_less_and_at_most_one_step_more(rounding_seconds: float, handle_minutes: float) -> None:
    scenario = desk({"model": "per_minute", "rate": 1, "rounding_seconds": rounding_seconds}, channel="voice",
                    handle_minutes=handle_minutes, minimum_staffing=0, months=1)  # fmt: skip
    exact = 4000 * handle_minutes * 0.75
    billed = estimate_of(scenario).values["billed_minutes"][0][1]
    assert exact * (1 - 1e-9) <= billed <= exact + 4000 * rounding_seconds / 60 + 1e-6


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 0.3), st.integers(0, 24))
def test_payment_terms_are_the_present_value_of_paying_at_another_time(rate: float, months: int) -> None:
    pricing = {"model": "hourly", "rate": 10}
    scenario = desk({**pricing, "advance_months": months})
    scenario["discount_rate"] = rate
    plain = desk(pricing)
    plain["discount_rate"] = rate
    moved = estimate_of(plain).one("present_value") * (1 + rate) ** (months / 12)
    assert estimate_of(scenario).one("present_value") == pytest.approx(moved)


def test_a_deposit_costs_what_lending_it_costs() -> None:
    scenario = desk({"model": "hourly", "rate": 10, "deposit": 6000})
    lent = 6000 - 6000 / 1.08
    gap = estimate_of(scenario).one("present_value") - estimate_of(desk({"model": "hourly", "rate": 10})).one(
        "present_value"
    )
    assert math.isclose(gap, lent)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: next(iter(term)))
def test_draws_of_a_contract_without_ranges_are_its_total(term: dict[str, Any]) -> None:
    from estimate.answers.uncertainty import simulate

    result = estimate_of(desk({"model": "hourly", "rate": 11, **term}, seasonality=SEASON))
    assert simulate(result, inputs=[]).totals == [pytest.approx(result.one("total_cost"))]


def test_the_tool_warns_near_the_cliff_of_a_discount_on_all_units() -> None:
    from estimate.answers.warnings import warnings

    def said(contacts: float, apply: str = "all_units") -> list[str]:
        tiers = [{"above": "500 hours", "discount": 0.2}]
        return warnings(
            # At 28 an hour the price is what the work should cost, so that nothing else is warned of.
            estimate_of(desk({"model": "hourly", "rate": 28, "tiers": tiers, "tiers_apply": apply}, contacts))
        )

    near = 490 / HOURS_EACH
    assert any("the price list falls" in warning and "12 months" in warning for warning in said(near))
    assert not any("falls" in warning for warning in (*said(near, "marginal"), *said(400 / HOURS_EACH)))
