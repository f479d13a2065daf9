"""Bids scored by price and quality: points, ranking and what turns it, each worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.answers.awarding import Award, Rule, award, price_points, total_points
from estimate.answers.scorecard import weigh

OVER_OWN = {"price_weight": 0.6, "price_points": "lowest_over_own", "zero_at": 2.0, "quality_points": "of_ten"}
NAMES = ("A", "B", "C")
PRICES = (1_000.0, 1_250.0, 2_000.0)
SCORES = (5.0, 8.0, 10.0)


def scored(
    rule: dict[str, Any] | None = None, draws: list[tuple[float, ...]] | None = None, prices: tuple[float, ...] = PRICES
) -> Award:
    scorecard, _ = weigh(
        [(n, {"plan": {"weight": 1, "score": s}}, p) for n, s, p in zip(NAMES, SCORES, prices, strict=True)]
    )
    found, problems = award([(name, rule or OVER_OWN) for name in NAMES], prices, scorecard, draws)
    assert problems == []
    assert found is not None
    return found


def test_lowest_price_over_own_price() -> None:
    # Price 100, 80, 50; quality 50, 80, 100. Total 60 + 20 = 80; 48 + 32 = 80; 30 + 40 = 70.
    found = scored()
    assert found.price == pytest.approx((100, 80, 50))
    assert found.quality == pytest.approx((50, 80, 100))
    assert found.total == pytest.approx((80, 80, 70))
    assert found.winner is None  # 80 and 80: a tie has no winner


def test_a_straight_line_ends_where_it_is_told_to() -> None:
    # 1,000 has 100; double has none: 1,250 has 75. At three times, 1,250 has 87.5 and 2,000 has 50.
    assert price_points(Rule(**{**OVER_OWN, "price_points": "linear"}), PRICES) == pytest.approx([100, 75, 0])
    wider = Rule(**{**OVER_OWN, "price_points": "linear", "zero_at": 3.0})
    assert price_points(wider, PRICES) == pytest.approx([100, 87.5, 50])
    assert price_points(wider, (1_000, 9_000)) == pytest.approx([100, 0])  # never below none


def test_quality_of_the_best_bid() -> None:
    found = scored({**OVER_OWN, "quality_points": "of_best"}, prices=(1_000.0, 1_250.0, 2_000.0))
    assert found.quality == pytest.approx((50, 80, 100))


def test_what_turns_the_ranking_does_turn_it() -> None:
    # At 70 % for price: 70 + 15 = 85; 56 + 24 = 80; 35 + 30 = 65. A is first.
    rule = {**OVER_OWN, "price_weight": 0.7}
    found = scored(rule)
    assert found.winner == 0
    b, c = found.turns
    # B draws level with A at 0.7 x 1,000 / p x 100 + 24 = 85: p = 1,147.54, 8.2 % less.
    assert b.price_falls == pytest.approx(1 - 1_147.5409836 / 1_250, rel=1e-6)
    # B's 80 and 5 points more of quality weighing 30 %: 16.67 of 100, 1.667 of ten.
    assert b.quality == pytest.approx(5 / 30 * 10)
    # A and B had 80 each at a weight of 60 %.
    assert b.weight == pytest.approx(0.6)
    # C has all points of quality already: no better quality helps it.
    assert c.quality is None
    quality = [50.0, 80.0, 100.0]
    for turn in found.turns:
        assert turn.price_falls is not None
        assert turn.price_rises is not None
        for falls, rises in ((turn.price_falls, 0.0), (0.0, turn.price_rises)):
            for slightly, ahead in ((0.999, True), (1.001, False)):
                prices = list(PRICES)
                prices[turn.rival] *= 1 - falls * slightly
                prices[0] *= 1 + rises * slightly
                total = total_points(found.rule, prices, quality)
                assert (total[0] > total[turn.rival]) is ahead


def test_how_often_each_is_first() -> None:
    # In the first draw A has 60 + 20 and B 60 x 1,000 / 1,200 + 32 = 82; in the second B has 60 x 1,000 / 1,500 + 32 = 72.
    found = scored(draws=[(1_000, 1_200, 2_000), (1_000, 1_500, 2_000)])
    assert found.first_in == (0.5, 0.5, 0.0)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((OVER_OWN, None, OVER_OWN), "B does not say how bids are scored"),
        ((OVER_OWN, {**OVER_OWN, "price_weight": 0.5}, OVER_OWN), "define the award differently"),
    ],
)
def test_rules_that_do_not_agree_are_not_scored(rules: tuple[dict[str, Any] | None, ...], words: str) -> None:
    scorecard, _ = weigh([(name, {"plan": {"weight": 1, "score": 5}}, 1.0) for name in NAMES])
    found, [problem] = award(list(zip(NAMES, rules, strict=True)), PRICES, scorecard, None)
    assert found is None
    assert words in problem


def test_quality_without_scores_is_said_and_price_alone_needs_none() -> None:
    options = [(name, OVER_OWN) for name in NAMES]
    found, [problem] = award(options, PRICES, None, None)
    assert found is None
    assert "give criteria" in problem
    alone, _ = award([(name, {**OVER_OWN, "price_weight": 1.0}) for name in NAMES], PRICES, None, None)
    assert alone is not None
    assert alone.total == pytest.approx((100, 80, 50))
    assert award([(name, None) for name in NAMES], PRICES, None, None) == (None, [])
