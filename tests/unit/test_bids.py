"""Three bids on one workload (`examples/bids`), worked from the quotes to a sign-off: every total by hand in the files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from estimate.report.comparison import compare
from estimate.report.document import document
from estimate.report.normalizing import BIDS, BUYER, CARD
from estimate.report.sections import report
from estimate.report.side import Side
from tests.conftest import Command, estimate_of

FILES = [f"examples/bids/{name}.yaml" for name in ("north", "east", "south")]


def compared(command: Command, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command("compare", *FILES, *options, "-f", "json", real=True).out)
    return found


def row(found: dict[str, Any], identity: str) -> list[float | None]:
    [values] = [row["values"] for row in found["rows"] if row["id"] == identity]
    return list(values)


def test_as_bid_normalized_and_negotiated_stand_beside_each_other(command: Command) -> None:
    found = compared(command)
    assert row(found, "as_bid") == [1_428_000, 1_132_200, 1_294_560]
    assert row(found, "allowed_by_bids") == [0, 18_000, 18_000]
    assert row(found, "normalized") == [1_428_000, 1_150_200, 1_312_560]
    # North leaves nothing open, so that its total is its bid; the cards add exit and transfer to East's.
    assert row(found, "case.offer_2")[0] == 1_356_000
    assert row(found, "case.offer_2")[2] is None
    assert row(found, "total")[0] == 1_428_000
    east = found["normalized"][1]
    assert {one["label"]: (one["amount"], one["like"]) for one in east["allowances"]} == {
        "Knowledge transfer": (12_000, ["North, by the seat"]),
        "Exit assistance": (6_000, ["North, by the seat"]),
    }


def test_the_score_of_the_tender_by_hand(command: Command) -> None:
    # Quality of ten: North (3 x 8 + 8) / 4 = 8, East (3 x 6 + 7) / 4 = 6.25, South (3 x 8 + 6) / 4 = 7.5.
    # First offers, normalized: price 60 x 1,150,200 / 1,428,000 = 48.328, 60, 60 x 1,150,200 / 1,312,560 = 52.578.
    # With 32, 25 and 30 for quality: 80.33, 85.00, 82.58. East is first.
    points = {one["name"][:5]: one["total"] for one in compared(command)["award"]["options"]}
    assert points == pytest.approx({"East,": 85.0, "South": 82.578, "North": 80.328}, abs=0.001)
    # Offer 2: 1,356,000; 1,215,000; 1,312,560. 60 x 1,215,000 / 1,356,000 = 53.761 and 60 x 1,215,000 / 1,312,560 = 55.540:
    # 85.76, 85.00, 85.54. North comes from the last place to the first.
    found = compared(command, "--case", "offer_2")
    assert row(found, "normalized") == [1_356_000, 1_215_000, 1_312_560]
    points = {one["name"][:5]: one["total"] for one in found["award"]["options"]}
    assert points == pytest.approx({"North": 85.761, "South": 85.540, "East,": 85.0}, abs=0.001)
    assert found["award"]["winner"] == "North, by the seat"
    assert "South, by the hour is without a case offer 2." in found["notes"]
    # South comes first at 60 x 1,215,000 / p = 55.761: p = 1,307,365, 0.40 % less.
    south = next(turn for turn in found["award"]["turns"] if turn["rival"].startswith("South"))
    assert south["price_falls"] == pytest.approx(1 - 1_307_365 / 1_312_560, abs=1e-5)


def test_the_odds_follow_the_volume_where_the_calls_are_not_known(command: Command) -> None:
    # North bills seats, East contacts: they meet where 2.60 x 24 x (calls + 6,000) + 9,000 = 1,428,000, at 16,740 calls.
    calls = "team.queues.0.contacts_per_month={low: 11000, likely: 15000, high: 20000}"
    found = compared(command, "--set", calls, "--draws", "1000")
    names = [side["name"] for side in found["sides"]]
    assert names[0].startswith("North")
    odds = found["pairs"][1][0]
    # 16,740 lies between likely, with half of the draws below, and high, with nine tenths.
    assert 0.5 < odds < 0.9
    assert found["pairs"][0][1] == pytest.approx(1 - odds)
    assert found["verdict"]["share"] == pytest.approx(
        max(min(r[o] for o in range(3) if o != at) for at, r in enumerate(found["pairs"]))
    )


def test_every_bid_is_told_what_it_should_cost(command: Command) -> None:
    found = compared(command)
    prices, costs, gaps = (row(found, key) for key in ("price_of_work", "should_cost", "should_cost_gap"))
    assert prices == [1_392_000, 1_123_200, 1_294_560]
    for price, cost, gap in zip(prices, costs, gaps, strict=True):
        assert price is not None
        assert cost is not None
        assert gap == pytest.approx(price / cost - 1)


def test_every_format_tells_the_same(command: Command) -> None:
    table = command("compare", *FILES, "--full", real=True, columns=120).out
    assert "Knowledge transfer 12,000 (as in the bid of North, by the seat)" in " ".join(table.split())
    assert "Score of price and quality" in table
    rows = command("compare", *FILES, "-f", "csv", real=True).out.splitlines()
    assert "normalized,Normalized,money,1428000.0,1150200.0,1312560.0,-277800.0,-115440.0" in rows
    assert any(line.startswith("points.rank,") for line in rows)
    page = command("compare", *FILES, "-f", "markdown", real=True).out
    assert "| East, by the contact | Knowledge transfer | 12,000 | North, by the seat |" in page
    assert "## Score of price and quality" in page
    assert "## Pair by pair" in page


def test_a_case_that_no_option_has_is_refused(command: Command) -> None:
    result = command("compare", *FILES, "--case", "offer_9", real=True)
    assert result.status == 2
    assert "no option has a case offer_9 (one of offer_2)" in result.err


def bidder(name: str, **more: Any) -> Side:
    pricing = {
        "model": "hourly",
        "rate": 15,
        "includes": ["supervision"],
        "excludes": ["everything_else"],
        "escalator": 0,
    }
    team = {"name": name, "region": "testland", "pricing": pricing | more.pop("pricing", {})}
    team |= {"queues": [{"channel": "email", "contacts_per_month": 1000}], **more.pop("team", {})}
    result = estimate_of({"name": name, "start": "2027-01", "months": 12, "currency": "USD", "team": team, **more})
    return Side(name, f"{name}.yaml", document(report(result)), result)


def item(key: str, price: float) -> dict[str, Any]:
    return {"name": key.capitalize(), "per": "contract", "price": price}


def test_an_allowance_is_the_middle_of_the_others_or_what_the_buyer_says() -> None:
    a = bidder("A", items=[item("reports", 900)])
    b = bidder("B", items=[item("reports", 100)])
    c = bidder("C", items=[item("reports", 500), item("visits", 70)])
    d = bidder("D", allowances={"visits": 40})
    found = compare([a, b, c, d]).normalized
    assert found is not None
    _, _, third, fourth = found
    assert third is not None
    assert fourth is not None
    assert third.of(BIDS) == 0
    # Of 900, 100 and 500 the middle is 500; for the visits the buyer's 40 stands in place of C's 70.
    assert [(one.key, one.amount, one.source) for one in fourth.allowances if one.source != CARD] == [
        ("reports", 500, BIDS),
        ("visits", 40, BUYER),
    ]
    assert fourth.total == pytest.approx(d.document["total"]["expected"] + 540)


def test_what_a_bid_answers_is_not_allowed_for() -> None:
    free = bidder("Free", items=[item("reports", 0)])
    dear = bidder("Dear", items=[item("reports", 900)])
    everything = bidder("All", pricing={"includes": ["everything_else"], "excludes": []})
    found = compare([dear, free, everything]).normalized
    assert found is not None
    assert [one.of(BIDS) for one in found if one] == [0, 0, 0]


def test_what_the_cards_add_is_apart_from_the_bid_and_in_the_total() -> None:
    # 125 hours a month at 15; what the quote does not say about training is charged by the card.
    quiet = bidder("Quiet", pricing={"includes": ["supervision"], "excludes": []})
    found = compare([quiet, bidder("Plain")]).normalized
    assert found is not None
    one = found[0]
    assert one is not None
    assert one.as_bid + one.of(CARD) == pytest.approx(quiet.document["total"]["expected"])
    assert one.total == pytest.approx(quiet.document["total"]["expected"] + one.of(BIDS))
    assert one.of(CARD) > 0


def test_in_house_and_card_prices_are_no_bids() -> None:
    ours = bidder("Ours", team={"pricing": {"model": "in_house"}})
    found = compare([ours, bidder("A"), bidder("B", items=[item("reports", 900)])]).normalized
    assert found is not None
    assert found[0] is None
    assert compare([ours, bidder("A")]).normalized is None
