"""The invariants of the model, whatever the desk."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimate.report.document import document
from estimate.report.sections import report
from tests.conftest import estimate_of

CHANNELS = ("voice", "chat", "email", "social", "back_office")


@st.composite
def queues(draw: st.DrawFn) -> dict[str, Any]:
    queue: dict[str, Any] = {
        "channel": draw(st.sampled_from(CHANNELS)),
        "contacts_per_month": draw(st.integers(0, 40_000)),
        "containment_rate": draw(st.sampled_from([0, 0.1, 0.5])),
        "growth_per_year": draw(st.sampled_from([-0.2, 0, 0.3])),
    }
    if draw(st.booleans()):
        queue["handle_minutes"] = draw(st.integers(1, 30))
    return queue


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    model = draw(st.sampled_from([None, "hourly", "monthly", "per_contact", "in_house"]))
    team: dict[str, Any] = {
        "region": "testland",
        "hours": draw(st.sampled_from(["business", "24x7"])),
        "languages": draw(st.sampled_from([["en"], ["en", "es"]])),
        "staffing": {
            "shrinkage": draw(st.sampled_from([0.1, 0.3])),
            "attrition_per_year": draw(st.sampled_from([0, 0.4])),
            "ramp_months": draw(st.sampled_from([0, 3])),
        },
        "also": ["help_desk_license", "recruiting"],
        "queues": draw(st.lists(queues(), min_size=1, max_size=3)),
    }
    if model:
        team["pricing"] = {"model": model, "escalator": draw(st.sampled_from([0, 0.05]))}
        if model != "in_house":
            team["pricing"] |= {"rate": draw(st.integers(1, 3000)), "includes": ["supervision"]}
    return {
        "name": "Any desk",
        "start": "2027-03",
        "months": draw(st.integers(1, 30)),
        "also": ["vendor_management", "vendor_selection"],
        "contingency": draw(st.sampled_from([0, 0.1])),
        "items": [{"name": "Integration", "per": "contract", "price": draw(st.integers(0, 50_000))}],
        "team": team,
    }


def total(scenario: dict[str, Any]) -> float:
    return estimate_of(scenario).one("total_cost")


def changed(scenario: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    result = copy.deepcopy(scenario)
    here: Any = result
    *way, last = path.split(".")
    for step in way:
        here = here[int(step)] if step.isdigit() else here.setdefault(step, {})
    here[int(last) if last.isdigit() else last] = value
    return result


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_lines_sum_to_category_team_month_year_and_total_to_the_cent(scenario: dict[str, Any]) -> None:
    content = document(report(estimate_of(scenario)))
    total_cents = round(content["total"]["expected"] * 100)

    def cents(values: Any) -> int:
        return sum(round(value * 100) for value in values)

    assert cents(line["amount"] for line in content["lines"]) == total_cents
    assert cents(content["by_category"].values()) == total_cents
    assert cents(content["by_team"].values()) == total_cents
    assert cents(content["by_month"]) == total_cents
    assert cents(content["by_year"]) == total_cents
    for line in content["lines"]:
        assert cents(line["by_month"]) == round(line["amount"] * 100)


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_the_model_and_the_books_agree(scenario: dict[str, Any]) -> None:
    result = estimate_of(scenario)
    assert sum(sum(line.amounts) for line in result.lines) == pytest.approx(
        result.one("total_cost"), rel=1e-9, abs=1e-6
    )


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_no_volume_and_no_commitment_cost_only_what_is_fixed(scenario: dict[str, Any]) -> None:
    silent = copy.deepcopy(scenario)
    silent["team"]["queues"] = [{"channel": "email", "contacts_per_month": 0}]
    fixed = silent["items"][0]["price"] * (1 + silent["contingency"])
    assert total(silent) == pytest.approx(fixed)


def without_premiums_on_contacts(scenario: dict[str, Any]) -> dict[str, Any]:
    """What a contact costs does not follow its hours, but premiums are on the share of hours at night.

    More or fewer hours in one queue make that share, and so the premium on the whole bill, a little smaller or greater.
    """
    if scenario["team"].get("pricing", {}).get("model") != "per_contact":
        return scenario
    return changed(scenario, "team.premiums", {"night": 0, "weekend": 0})


@settings(max_examples=30, deadline=None)
@given(scenarios(), st.sampled_from([
    ("team.queues.0.contacts_per_month", 10_000, 14_000),
    ("team.queues.0.handle_minutes", 6, 9),
    ("team.staffing.shrinkage", 0.2, 0.35),
    ("team.staffing.attrition_per_year", 0.1, 0.6),
    ("team.items", [{"name": "X", "per": "seat_month", "price": 10}], [{"name": "X", "per": "seat_month", "price": 20}]),
]))  # fmt: skip
def test_cost_never_falls_when_a_burden_rises(scenario: dict[str, Any], move: tuple[str, Any, Any]) -> None:
    # With whole heads one more agent now can save hiring one later; only fractions are monotone for sure.
    scenario = changed(scenario, "team.staffing.headcount", "fraction")
    scenario = without_premiums_on_contacts(scenario)
    path, low, high = move
    assert total(changed(scenario, path, high)) >= total(changed(scenario, path, low)) - 1e-6


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_cost_never_rises_with_occupancy_or_span_of_control(scenario: dict[str, Any]) -> None:
    scenario = without_premiums_on_contacts(scenario)
    scenario = changed(scenario, "team.queues.0", {"channel": "email", "contacts_per_month": 20_000})
    busy, idle = (changed(scenario, "team.queues.0.target_occupancy", share) for share in (0.9, 0.7))
    assert total(busy) <= total(idle) + 1e-6
    wide, narrow = (changed(scenario, "team.roles.lead", {"agents_per": n}) for n in (15, 8))
    assert total(wide) <= total(narrow) + 1e-6


@settings(max_examples=30, deadline=None)
@given(scenarios(), st.sampled_from([2.0, 10.0]))
def test_every_price_times_k_is_the_total_times_k(scenario: dict[str, Any], k: float) -> None:
    # A currency in which everything costs k times as much does just that.
    in_euros = scenario | {"currency": "EUR", "fx": {"USD": 1.0}}
    scaled = scenario | {"currency": "EUR", "fx": {"USD": k}}
    for other in (in_euros, scaled):
        other["items"] = [item | {"currency": "USD"} for item in scenario["items"]]
        if "rate" in other["team"].get("pricing", {}):
            other["team"] = other["team"] | {"pricing": other["team"]["pricing"] | {"currency": "USD"}}
    assert total(scaled) == pytest.approx(k * total(in_euros), rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_there_and_back_in_another_currency_changes_nothing(scenario: dict[str, Any]) -> None:
    scenario = scenario | {"currency": "USD"}
    there = estimate_of(scenario, currency="EUR").one("total_cost")
    assert there / 0.5 == pytest.approx(total(scenario), rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_the_same_scenario_gives_the_same_bytes(scenario: dict[str, Any]) -> None:
    assert document(report(estimate_of(scenario))) == document(report(estimate_of(scenario)))
