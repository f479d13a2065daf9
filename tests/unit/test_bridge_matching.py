"""The bridge between options whose queues stand in another order, whose contracts are in other currencies, whose prices hold more."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.answers.bridge import STEPS, bridge, matched_queues
from estimate.answers.estimate import Estimate
from estimate.report.input_differences import InputDifference, input_differences
from tests.conftest import estimate_of

ALL = ["everything_else"]


def desk(pricing: dict[str, Any], queues: list[dict[str, Any]], **more: Any) -> Estimate:
    team = {"region": "testland", "pricing": {"model": "hourly", "includes": ALL, **pricing}, "queues": queues}
    return estimate_of({"name": "X", "start": "2027-01", "months": 10, "discount_rate": 0, "team": team, **more})


def mail(name: str, contacts: float = 1000, **more: Any) -> dict[str, Any]:
    return {"name": name, "channel": "email", "contacts_per_month": contacts, "handle_minutes": 6, **more}


def steps(one: Estimate, other: Estimate) -> dict[str, float]:
    found = bridge(one, other)
    assert found is not None
    return dict(found)


def test_queues_are_matched_by_name_in_whatever_order_they_stand() -> None:
    one = desk({"rate": 12}, [mail("Orders", 1000), mail("Returns", 2000)])
    other = desk({"rate": 12}, [mail("Returns", 2000), mail("Orders", 1500)])
    assert matched_queues(one.case, other.case) == [1, 0]
    # 500 orders more: 62.5 h x 12 x 10 months.
    assert steps(one, other) == pytest.approx({**dict.fromkeys(STEPS, 0), "volume": 7500})
    assert [(d.member, d.reference, d.option, d.worth) for d in input_differences(one, other)] == [
        ("Orders", 1000, 1500, pytest.approx(7500))
    ]


def test_queues_without_a_namesake_are_matched_by_kind_and_other_kinds_not_at_all() -> None:
    one = desk({"rate": 12}, [mail("Orders"), mail("Returns")])
    assert matched_queues(one.case, desk({"rate": 12}, [mail("Returns"), mail("Bills")]).case) == [1, 0]
    call = {"channel": "voice", "contacts_per_month": 1000}
    assert matched_queues(one.case, desk({"rate": 12}, [mail("Orders"), call]).case) is None
    assert bridge(one, desk({"rate": 12}, [mail("Orders")])) is None


def test_a_deposit_stays_in_its_own_currency_until_it_is_its_turn() -> None:
    dollars = desk({"rate": 12, "deposit": 10000}, [mail("Orders")], currency="USD", discount_rate="12%")
    won = {"rate": 12000, "currency": "KRW"}
    other = desk(won, [mail("Orders")], currency="USD", fx={"KRW": 0.001}, discount_rate="12%")
    # The price is 12 dollars either way; the deposit costs 10,000 x (1.12 ^ (1/12) - 1) a month, ten times.
    gone = -10000 * (1.12 ** (1 / 12) - 1) * 10
    assert steps(dollars, other) == pytest.approx({**dict.fromkeys(STEPS, 0), "fees": gone}, abs=1e-6)


def test_an_item_that_the_other_price_contains_changes_with_what_the_price_includes() -> None:
    bare = desk({"rate": 12, "includes": [], "excludes": ALL}, [mail("Orders")])
    full = desk({"rate": 12}, [mail("Orders")])
    found = steps(bare, full)
    assert found["technology"] == found["training"] == found["price"] == 0
    assert found["inclusions"] == pytest.approx(full.one("total_cost") - bare.one("total_cost"))


def by_name(found: list[InputDifference]) -> dict[str, tuple[Any, Any, Any]]:
    return {difference.name: (difference.reference, difference.option, difference.worth) for difference in found}


def test_items_that_differ_are_listed_with_both_prices_and_their_worth() -> None:
    def fees(**prices: float) -> list[dict[str, Any]]:
        return [{"name": name, "per": "month", "price": price} for name, price in prices.items()]

    one = desk({"rate": 12}, [mail("Orders")], items=fees(Reports=100, Audit=50))
    other = desk({"rate": 12}, [mail("Orders")], items=fees(Reports=150, Travel=30))
    # Ten months of 50 more, of 50 less, and of 30.
    assert by_name(input_differences(one, other)) == {
        "Reports": (100, 150, pytest.approx(500)),
        "Audit": (50, None, pytest.approx(-500)),
        "Travel": (None, 30, pytest.approx(300)),
    }


def test_roles_in_the_price_differ_from_roles_that_are_charged() -> None:
    bare = desk({"rate": 12, "includes": [], "excludes": ALL}, [mail("Orders")])
    found = by_name(input_differences(bare, desk({"rate": 12}, [mail("Orders")])))
    ours, theirs, worth = found["Team leads"]
    assert (ours, theirs) == ("charged", "in the price")
    assert worth == pytest.approx(-sum(line_sum(bare, "labor.lead")))


def line_sum(result: Estimate, identity: str) -> list[float]:
    return [sum(line.amounts) for line in result.lines if line.id == identity]
