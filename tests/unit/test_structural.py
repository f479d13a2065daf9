"""Choices that nobody made are told with what the other choice would do; small teams are one pool unless the scenario says otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.structural import StructuralChoice, structural
from estimate.files.overrides import apply
from tests.conftest import Command, case_of, estimate_of


def choices(text: str) -> tuple[Estimate, dict[str, StructuralChoice]]:
    result = estimate(case_of(text, real=True))
    (document,) = result.case.files

    def recost(settings: Any) -> Estimate:
        changed = apply(document, settings)
        return estimate(case_of(json.dumps(changed.data), real=True))

    return result, {one.id: one for one in structural(result, recost)}


def test_each_other_choice_is_really_run() -> None:
    text = """
name: Desk
team:
  region: philippines
  queues: [{channel: email, contacts_per_month: 6000}, {channel: chat, contacts_per_month: 4000}]
"""
    result, found = choices(text)
    assert set(found) == {"blend", "hours", "customers", "term"}
    for key, line in (("blend", "  blend: false"), ("hours", "  hours: 24x7")):
        other = estimate(case_of(text.replace("  region", f"{line}\n  region"), real=True))
        assert found[key].change == pytest.approx(other.total / result.total - 1)
        assert found[key].path == f"team.{key}"
    # The term is judged by the average month: 12 months have the start's cost as well.
    year = estimate(case_of(text.replace("name: Desk", "name: Desk\nmonths: 12"), real=True))
    assert found["term"].change == pytest.approx(year.total * 3 / result.total - 1)
    assert found["term"].of == "average_month"
    assert found["customers"].value == "America/New_York"


def test_what_the_scenario_says_is_no_open_choice() -> None:
    _, found = choices(
        """
name: Desk
months: 36
customers: {timezone: America/New_York}
team:
  region: philippines
  hours: business
  blend: true
  queues: [{channel: email, contacts_per_month: 6000}, {channel: chat, contacts_per_month: 4000}]
"""
    )
    assert found == {}


def test_languages_and_a_quote_without_a_list() -> None:
    _, found = choices(
        """
name: Desk
months: 36
customers: {timezone: America/New_York}
team:
  region: colombia
  hours: business
  pricing: {model: hourly, rate: 14}
  queues: [{channel: chat, contacts_per_month: 8000, languages: {en: 50%, es: 50%}}]
"""
    )
    assert set(found) == {"bilingual", "includes"}
    assert found["bilingual"].change < 0
    assert found["bilingual"].path == "team.queues.0.bilingual"
    assert found["includes"].change > 0
    assert (found["includes"].path, found["includes"].value) == ("team.pricing.includes", "[]")


def test_customers_are_tried_on_a_clock_that_is_not_the_teams() -> None:
    _, found = choices(
        "name: Desk\nmonths: 12\nteam:\n  region: united_states\n  queues: [{channel: chat, contacts_per_month: 800}]\n"
    )
    assert found["customers"].value == "Europe/Berlin"


def blend(**team: Any) -> str:
    queues = [{"channel": "email", "contacts_per_month": 1000}, {"channel": "voice", "contacts_per_month": 1000}]
    scenario = {"name": "Desk", "team": {"region": "testland", "queues": queues, **team}}
    return str(estimate_of(scenario).case.labels["blend"][0])


def test_small_teams_are_one_pool() -> None:
    # Each 1,000 contacts of 6 minutes are 100 hours, at 80 % busy 125, of 160 x 80 % = 128 at work: 0.977 people.
    def of(count: float) -> list[dict[str, Any]]:
        return [{"channel": channel, "contacts_per_month": count} for channel in ("email", "voice")]

    assert blend() == "blended"
    assert blend(queues=of(10239)) == "blended"  # 10,239 of each are 19.998 people
    assert blend(queues=of(10241)) == "apart"
    assert blend(blend=False) == "apart"
    assert blend(queues=of(10241), blend=True) == "blended"
    assert blend(queues=[{"channel": "voice", "contacts_per_month": 1000}]) == "apart"


def test_languages_that_are_staffed_apart_are_no_pool() -> None:
    def of(**queue: Any) -> list[dict[str, Any]]:
        shares = {"languages": {"en": 0.5, "es": 0.5}}
        return [
            {"channel": "voice", "contacts_per_month": 1000, **shares, **queue},
            {"channel": "email", "contacts_per_month": 100},
        ]

    assert blend(queues=of()) == "apart"
    assert blend(queues=of(bilingual=True)) == "blended"


def test_the_rule_is_the_same_wherever_and_however_the_work_is_taken() -> None:
    # Poland's month has other hours than the Philippines', and the ends of ranges other minutes; the work is the same.
    for contacts in (11000, 12500):
        found = set()
        for region in ("philippines", "poland", "united_states"):
            for at in ("low", "expected", "high"):
                text = f"""
name: Desk
at: {at}
team:
  region: {region}
  queues: [{{channel: email, contacts_per_month: {contacts}}}, {{channel: chat, contacts_per_month: {contacts}}}]
"""
                found.add(case_of(text, real=True).labels["blend"][0])
        assert len(found) == 1


def test_json_has_them_where_a_range_is_drawn(command: Command) -> None:
    drawn = json.loads(command("examples/first-estimate.yaml", "--format", "json", "--draws", "50", real=True).out)
    assert {one["id"] for one in drawn["structural"]} == {"blend", "hours", "customers", "term"}
    plain = json.loads(command("examples/first-estimate.yaml", "--format", "json", "--no-range", real=True).out)
    assert "structural" not in plain
