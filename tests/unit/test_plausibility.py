"""Values far from every known one are asked back with the likely slip; shares above what they can be are refused."""

from __future__ import annotations

import pytest

from estimate.answers.estimate import estimate
from estimate.answers.plausibility import implausible
from estimate.ground.errors import InvalidInput
from tests.conftest import ROOT, case_of

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def questions(team: str = "", queue: str = "channel: email, contacts_per_month: 5000") -> list[str]:
    text = f"name: Slip\nteam:\n  region: philippines\n  {team}\n  queues:\n    - {{{queue}}}\n"
    return list(implausible(estimate(case_of(text, real=True))))


@pytest.mark.parametrize(
    ("queue", "words"),
    [
        ("channel: email, contacts_per_month: 5000, handle_minutes: 360", "(seconds? Then write 6)"),
        ("channel: email, contacts_per_month: 5000, handle_minutes: 0.1", "(hours? Then write 6)"),
        ("channel: email, contacts_per_month: 2.500", "2.500 is read as 2.5 (thousands? Then write 2500)"),
        ("channel: email, contacts_per_month: 5000, response_hours: 1440", "(minutes? Then write 24)"),
        ("channel: voice, contacts_per_month: 5000, patience_seconds: 2", "(minutes? Then write 120)"),
        ("channel: voice, contacts_per_month: 5000, target_occupancy: 8%", "(is it meant?)"),
        ("channel: chat, contacts_per_month: 5000, concurrency: 20", "(is it meant?)"),
        ("channel: voice, contacts_per_month: 500, service_level: {share: 80%, seconds: 0.33}", "(minutes? Then write 19.8)"),
    ],
)  # fmt: skip
def test_a_queue_is_asked_back(queue: str, words: str) -> None:
    (question,) = questions(queue=queue)
    assert question.startswith("team.queues[0].")
    assert question.endswith(words)


@pytest.mark.parametrize(
    ("team", "words"),
    [
        ("staffing: {paid_hours_per_fte: 40}", "40 is 1/4.35 of the least that the cards know of, 173.9 (a week's hours? Then write 173.9)"),
        ("staffing: {paid_hours_per_week: 160}", "(a month's hours? Then write 36.8)"),
        ("staffing: {ramp_months: 12}", "(weeks? Then write 2.76)"), ("staffing: {shrinkage: 3%}", "(is it meant?)"),
        ("staffing: {public_holidays: 120}", "(is it meant?)"), ("roles: {lead: {agents_per: 0.1}}", "(is it meant?)"),
        ("roles: {lead: {agents_per: 150}}", "7.23 to 27.1 (is it meant?)"), ("training: {initial_hours: 4}", "(weeks? Then write 160)"),
    ],
)  # fmt: skip
def test_a_team_is_asked_back(team: str, words: str) -> None:
    (question,) = questions(team)
    assert question.endswith(words)


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("per: resolution, price: 900", "(is it meant?)"), ("per: resolution, price: 99", "(cents? Then write 0.99)"),
        ("per: conversation, price: 200, currency: USD", "(cents? Then write 2)"),
    ],
)  # fmt: skip
def test_the_price_of_an_ai_agent_is_asked_back(price: str, words: str) -> None:
    (question,) = questions(queue=f"channel: email, contacts_per_month: 5000, automation: {{share: 20%, {price}}}")
    assert question.startswith("team.queues[0].automation.price: ")
    assert question.endswith(words)


@pytest.mark.parametrize(
    "price",
    [
        "per: resolution, price: 0.99",
        "per: resolution, price: 1300, currency: KRW",
        "per: minute, price: 9, minutes: 3",
    ],
)
def test_a_usual_price_of_an_ai_agent_is_not(price: str) -> None:
    assert questions(queue=f"channel: email, contacts_per_month: 5000, automation: {{share: 20%, {price}}}") == []


def test_a_term_of_a_few_months_may_mean_years() -> None:
    def asked(months: int) -> list[str]:
        text = f"name: Slip\nmonths: {months}\nteam:\n  region: philippines\n  queues: [{{channel: email, contacts_per_month: 5000}}]\n"
        return list(implausible(estimate(case_of(text, real=True))))

    (question,) = asked(3)
    assert question.endswith("(years? Then write 36)")
    assert asked(6) == asked(36) == []


@pytest.mark.parametrize(
    "team",
    [
        "staffing: {paid_hours_per_week: 40, ramp_months: 3, shrinkage: 30%, attrition_per_year: 45%, public_holidays: 12}",
        "pricing: {model: hourly, rate: 12, currency: USD}", "training: {initial_hours: 80}",
    ],
)  # fmt: skip
def test_what_desks_are_like_is_not_asked(team: str) -> None:
    assert questions(team, "channel: voice, contacts_per_month: 12, handle_minutes: 4 to 9, patience_seconds: 90") == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_no_example_is_asked_back(file) -> None:  # type: ignore[no-untyped-def]
    from estimate.studies.request import Request

    result = estimate(Request(file).case())
    assert list(implausible(result)) == []


@pytest.mark.parametrize(
    ("team", "words"),
    [
        ("staffing: {new_hire_aht_factor: 150}", "is 15,000 per cent, got 150 (write 150% or 1.5"),
        ("roles: {lead: {pay_factor: 150}}", "is 15,000 per cent, got 150 (write 150% or 1.5"),
        ("items: [{name: x, per: share_of_labor, price: 5}]", "at most 100%, got 5 (write 5% or 0.05)"),
        ("items: [{name: x, per: month, price: 5, markup: 15}]", "is 1,500 per cent, got 15 (write 15% or 0.15"),
        ("items: [{name: x, per: month, price: 5, escalator: 3}]", "is 300 per cent, got 3 (write 3% or 0.03"),
        ("items: [{name: x, per: contract, price: 5, probability: 30}]", "must be at most 1, got 30 (write 30% or 0.3)"),
    ],
)  # fmt: skip
def test_shares_and_factors_have_a_most(team: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        questions(team)
    (problem,) = refused.value.problems
    assert words in str(problem)
