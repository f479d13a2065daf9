"""Attrition that a vendor's price bears is said, and the key that is named to narrow the range does narrow it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from estimate.answers.estimate import estimate
from estimate.answers.uncertainty import simulate
from estimate.answers.vendor_risk import VendorRisk, vendor_risks
from estimate.files.overrides import apply
from estimate.report.sections import report
from estimate.report.spread import Spread
from estimate.report.vendor_risk import risk_words, vendor_risk_document
from tests.conftest import case_of, estimate_of


def risks(**team: Any) -> list[VendorRisk]:
    """Ten agents of whom 60 % leave in a year: six a year are replaced."""
    own = {
        "region": "testland",
        "staffing": {"attrition_per_year": "60%"},
        "queues": [{"channel": "email", "agents": 10}],
        **team,
    }
    return list(vendor_risks(estimate_of({"name": "Desk", "start": "2027-01", "months": 12, "team": own})))


def test_leavers_by_hand() -> None:
    (risk,) = risks(pricing={"model": "hourly", "rate": 12, "includes": ["recruiting", "replacement_training"]})
    assert (risk.attrition_per_year, risk.assumed) == (0.6, False)
    assert risk.leavers_per_year == pytest.approx(6)
    assert risk.borne == ("recruiting", "replacement_training")
    assert risk_words(risk) == (
        "60 % of the agents leave in a year, and about 6 are replaced. What that takes (recruiting, training) is in the price, so that attrition is the "
        "vendor's risk there."
    )
    assert vendor_risk_document([risk])[0]["words"] == risk_words(risk)


def test_what_the_price_does_not_hold_is_no_risk_of_the_vendor() -> None:
    assert risks(pricing={"model": "hourly", "rate": 12, "includes": []}) == []
    assert risks(pricing={"model": "in_house"}) == []
    assert (
        risks(pricing={"model": "hourly", "rate": 12, "includes": ["recruiting"]}, staffing={"attrition_per_year": 0})
        == []
    )


def test_a_price_by_the_piece_bears_slow_weeks() -> None:
    queue = {"channel": "email", "contacts_per_month": 9000}
    (risk,) = risks(pricing={"model": "per_contact", "rate": 2, "includes": ["everything_else"]}, queues=[queue])
    assert risk.borne == ("recruiting", "background_checks", "replacement_training", "slow_weeks")


def test_a_quote_without_a_list_bears_it_as_is_assumed() -> None:
    text = "name: Desk\nteam:\n  region: philippines\n  pricing: {rate: 9.25}\n  queues: [{channel: voice, contacts_per_month: 3000}]\n"
    (risk,) = vendor_risks(estimate(case_of(text, real=True)))
    assert risk.assumed
    assert "is in the price, as is assumed, so that" in risk_words(risk)


def spread_of(text: str) -> Spread:
    result = estimate(case_of(text, real=True))
    found = report(result, simulate(result, draws=1000)).spread
    assert found is not None
    return found


@pytest.mark.parametrize("today", ["", "today: {people: 4}\n"])
def test_each_key_that_is_named_narrows_the_range(today: str) -> None:
    text = f"""name: Desk
{today}customers: {{timezone: America/New_York}}
team:
  region: philippines
  hours: business
  queues: [{{channel: email, contacts_per_month: 2500}}, {{channel: chat, contacts_per_month: 800}}]
"""
    case = case_of(text, real=True)
    wide = spread_of(text)
    assert "team.support_type" not in {key for one in wide.narrowers for key in one.keys}
    for one in wide.narrowers:
        keys = [key for key in one.keys if key.startswith("team")]
        if not keys:
            continue
        values = {s.path: s.value.expected for rows in case.sourced.values() for s in rows if not isinstance(s, list)}
        changed = apply(case.files[0], [f"{key}={values[key]}" for key in keys])
        narrow = spread_of(json.dumps(changed.data))
        # What is left over moves a little too, so that a small part is only held to go the right way.
        least = one.range_reduction / 2 if one.range_reduction > 0.1 else 0
        assert narrow.high / narrow.low < (1 - least) * wide.high / wide.low
