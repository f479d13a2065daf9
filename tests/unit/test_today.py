"""`today`: what a contact takes by the people who do the work now, and whether the option costs less than they do."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.sampling import uncertain
from estimate.answers.should_we import ShouldWe, should_we
from estimate.answers.uncertainty import simulate
from estimate.ground.errors import InvalidInput
from estimate.report.document import document
from estimate.report.sections import report
from estimate.report.should_we import holds_words, should_we_document, verdict_words
from tests.conftest import Command, case_of, estimate_of


def desk(rate: Any = 10, *, months: int = 12, today: Any = None, **queue: Any) -> Estimate:
    """4,000 emails are 400 hours and, at 80 %, 500 logged-in hours: 5,000 a month at 10 an hour."""
    team = {
        "region": "testland",
        "pricing": {"model": "hourly", "rate": rate, "includes": ["everything_else"]},
        "queues": [{"channel": "email", "contacts_per_month": 4000, "handle_minutes": 6, **queue}],
    }
    scenario = {
        "name": "Desk",
        "start": "2027-01",
        "months": months,
        "discount_rate": 0,
        "only_given": True,
        "team": team,
    }
    return estimate_of({**scenario, "today": today or {"cost_per_month": 8000}})


def answered(result: Estimate, draws: int = 0) -> ShouldWe:
    found = should_we(result, simulate(result, draws=draws) if draws else None)
    assert found is not None
    return found


def test_saving_and_limit_by_hand() -> None:
    found = answered(desk())
    # 8,000 - 5,000; an hour may cost 10 x 8,000 / 5,000 = 16, a contact may take 6 x 1.6 = 9.6 minutes.
    assert (found.today, found.option, found.saving) == (8000, 5000, 3000)
    price, minutes = found.holds
    assert (price.id, price.taken, price.unit, price.paths) == ("price", 10, "logged_in_hour", ("team.pricing.rate",))
    assert price.limit == pytest.approx(16)
    assert (minutes.id, minutes.taken) == ("handle_minutes", 6)
    assert minutes.limit == pytest.approx(9.6)
    assert (found.answer, found.confidence, found.share) == ("yes", "unknown", None)
    assert verdict_words(found) == "Yes on cost: it saves 3,000 a month, if everything is as expected."
    assert holds_words(found) == "Holds while an hour costs less than 16.0 (we took 10.0)."


def test_draws_are_paired_with_what_today_costs() -> None:
    # Nothing of the option is uncertain: it costs less in those draws in which today costs more than 5,000.
    found = answered(desk(today={"cost_per_month": {"low": 4000, "likely": 5000, "high": 6250}}), draws=400)
    assert found.share == pytest.approx(0.5, abs=0.01)
    assert found.low == pytest.approx(-1000, abs=10)
    assert found.high == pytest.approx(1250, abs=10)
    # Against a fixed cost the price decides: 8 to 12.5 around 10, so that half of the draws lie below 5,000.
    fixed = answered(desk(rate={"low": 8, "likely": 10, "high": 12.5}, today={"cost_per_month": 5000}), draws=1000)
    assert fixed.share == pytest.approx(0.5, abs=0.01)
    assert fixed.answer == "open"
    assert fixed.low == pytest.approx(5000 - 6250, abs=20)
    assert fixed.high == pytest.approx(5000 - 4000, abs=20)


def test_both_sides_uncertain() -> None:
    wide = {"low": 4000, "likely": 5000, "high": 6250}
    price = {"low": 8, "likely": 10, "high": 12.5}
    found = answered(desk(rate=price, today={"cost_per_month": wide}), draws=2000)
    # Two alike and independent: each is below the other in half of the draws.
    assert found.share == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(
    ("cost", "answer", "confidence", "words"),
    [
        (9000, "yes", "sure", "Yes on cost: it saves 3,930 a month on average, and costs less in more than 99 of 100 cases."),
        (5600, "yes", "probable", "Probably yes on cost: it saves"),
        (5000, "open", "open", "Too close to tell: it costs"),
        (4500, "no", "probable", "Probably no on cost: it costs"),
        (3000, "no", "sure", "No on cost: it costs"),
    ],
)  # fmt: skip
def test_an_answer_needs_enough_draws(cost: float, answer: str, confidence: str, words: str) -> None:
    found = answered(desk(rate={"low": 8, "likely": 10, "high": 12.5}, today={"cost_per_month": cost}), draws=1000)
    assert (found.answer, found.confidence) == (answer, confidence)
    assert verdict_words(found).startswith(words)


def test_a_no_says_at_which_price_it_would_turn() -> None:
    found = answered(desk(today={"cost_per_month": 4000}))
    assert found.holds[0].limit == pytest.approx(8)
    assert holds_words(found) == "Holds while an hour costs more than 8.00 (we took 10.0)."


def test_growth_takes_more_people_on_both_sides() -> None:
    found = answered(desk(months=24, growth_per_year="20%"))
    grown = sum(1.2 ** (month / 12) for month in range(24)) / 24
    assert found.today == pytest.approx(8000 * grown)
    assert found.saving == pytest.approx(3000 * grown, abs=0.01)


def test_a_cost_in_another_currency_is_exchanged() -> None:
    own = answered(desk(today={"cost_per_month": 8000}))
    foreign = estimate_of(
        {
            "name": "Desk", "start": "2027-01", "months": 12, "currency": "USD", "fx": {"EUR": 1.25}, "only_given": True,
            "today": {"cost_per_month": 6400, "currency": "EUR"},
            "team": {
                "region": "testland", "pricing": {"model": "hourly", "rate": 10, "includes": ["everything_else"]},
                "queues": [{"channel": "email", "contacts_per_month": 4000, "handle_minutes": 6}],
            },
        }
    )  # fmt: skip
    assert answered(foreign).today == own.today


def test_a_derived_handle_time_is_one_uncertain_input_and_says_where_it_comes_from() -> None:
    text = """
name: Desk
today: {people: 4, cost_per_month: 27000}
team:
  region: philippines
  queues: [{channel: email, contacts_per_month: 2500}, {channel: chat, contacts_per_month: 800}]
"""
    result = estimate(case_of(text, real=True))
    email, chat = result.case.sourced["handle_minutes"]
    assert not isinstance(email, list)
    assert not isinstance(chat, list)
    assert email.origin.basis == chat.origin.basis == "derived"
    assert email.value.likely / chat.value.likely == pytest.approx(6 / 9.32)
    assert "4 people × 173.9 paid hours × 67.5% at work = 469.5 hours for 3,300 contacts" in email.origin.note
    # 469.5 x 80 % / (2,500 x 6 / 60 + 800 x 9.32 / 60 / chats at once) is what the card's minutes are multiplied with.
    chats = result.values["concurrency"][1]
    assert email.value.likely / 6 == pytest.approx(469.53 * 0.8 / (250 + 800 * 9.32 / 60 / chats), rel=1e-4)
    (one,) = [one for one in uncertain(result) if one.identity == "today handle_minutes"]
    assert len(one.uses) == 2
    assert "concurrency" not in {use.name for each in uncertain(result) for use in each.uses}


def test_it_narrows_the_range() -> None:
    desk = "customers: {timezone: America/New_York}\nteam:\n  region: philippines\n  queues: [{channel: email, contacts_per_month: 2500}]\n"
    wide, narrow = (
        report(result, simulate(result)).spread
        for result in (
            estimate(case_of(f"name: Desk\n{head}{desk}", real=True)) for head in ("", "today: {people: 3}\n")
        )
    )
    assert wide is not None
    assert narrow is not None
    assert narrow.high / narrow.low < 0.85 * wide.high / wide.low


@pytest.mark.parametrize(
    ("people", "queue", "words"),
    [
        (60, "contacts_per_month: 3300", "minutes for one of team.queues[0], longer than the usual 2.57 to 14"),
        (1, "contacts_per_month: 9000", "minutes for one of team.queues[0], shorter than the usual 2.57 to 14"),
        (10, "contacts_per_month: 3300, handle_minutes: 4", "at the given handle times they need 220 (check people"),
    ],
)
def test_people_that_do_not_fit_the_contacts_are_asked_back(people: int, queue: str, words: str) -> None:
    text = f"name: Desk\ntoday: {{people: {people}}}\nteam:\n  region: philippines\n  queues: [{{channel: email, {queue}}}]\n"
    found = [warning for warning in case_of(text, real=True).warnings if warning.startswith("today:")]
    assert len(found) == 1
    assert words in found[0]


def test_given_times_that_leave_no_hours_keep_the_cards_for_the_others() -> None:
    text = """
name: Desk
today: {people: 4}
team:
  region: philippines
  queues: [{channel: email, contacts_per_month: 3000, handle_minutes: 10}, {channel: social, contacts_per_month: 800}]
"""
    case = case_of(text, real=True)
    assert [one.origin.basis for one in case.sourced["handle_minutes"] if not isinstance(one, list)] == [
        "given",
        "assumed",
    ]
    assert any("leaves too few for the others" in warning for warning in case.warnings)


@pytest.mark.parametrize(
    ("today", "queues", "words"),
    [
        ("{people: 4}", "[{channel: email, contacts_per_month: 9}, {channel: chat}]", "as other queues have them"),
        ("{cost_per_month: 9000}", "[{channel: email}]", "needs contacts_per_month, or agents for a fixed team"),
        ("{currency: USD}", "[{channel: email, contacts_per_month: 9}]", "needs people, cost_per_month or both"),
        ("{people: 0}", "[{channel: email, contacts_per_month: 9}]", "has nobody in people"),
        ("{people: 3, currency: USD}", "[{channel: email, contacts_per_month: 9}]", "a currency and no cost_per_month"),
    ],
)
def test_what_does_not_go_together_is_refused(today: str, queues: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        case_of(f"name: Desk\ntoday: {today}\nteam:\n  region: testland\n  queues: {queues}\n")
    assert words in str(refused.value)


def test_the_document_has_the_answer_and_without_today_none() -> None:
    result = desk()
    content = document(report(result))["should_we"]
    assert content is not None
    assert content["saving_per_month"] == {"expected": 3000.0, "low": None, "high": None}
    assert content["holds"][0]["limit"] == pytest.approx(16)
    assert content == should_we_document(answered(result), "USD")
    plain = estimate_of(
        {"name": "Desk", "team": {"region": "testland", "queues": [{"channel": "email", "contacts_per_month": 9}]}}
    )
    assert document(report(plain))["should_we"] is None


def test_the_option_is_the_key(command: Command) -> None:
    found = command("examples/first-estimate.yaml", "--today", "27,000 EUR", "--no-range", real=True)
    assert "Today" in found.out
    assert "Should you?" in found.out
