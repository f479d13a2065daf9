"""A score of price and quality, as tenders define it: the ranking by total score, how sure it is, and what would turn it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

from estimate.answers.returns import bisect
from estimate.answers.scorecard import Scorecard
from estimate.ground.records import dataclass

LOWEST_OVER_OWN, LINEAR = "lowest_over_own", "linear"
OF_TEN, OF_BEST = "of_ten", "of_best"
TOTAL, NORMALIZED = "total", "normalized"
POINTS = 100.0
LEAST_PRICE = 0.05
"""A rival's price is tried down to this share of what it is."""
DEAREST = 10.0
"""The winner's price is tried up to this multiple."""
TIE = 1e-9


@dataclass(frozen=True)
class Rule:
    """How bids are scored: the weight of price, how price and quality become points, and where linear points end."""

    price_weight: float
    price_points: str
    zero_at: float
    quality_points: str
    price_of: str = TOTAL


@dataclass(frozen=True)
class Turn:
    """What would put another option first, all else as it is; None where nothing in reach would.

    `price_falls` is what the rival must take off its price, `price_rises` what the winner's may rise, both as shares; `quality` the points of ten
    that the rival lacks; `weight` the weight of price, nearest to the present one, at which the rival draws level.
    """

    rival: int
    price_falls: float | None
    price_rises: float | None
    quality: float | None
    weight: float | None


@dataclass(frozen=True)
class Award:
    """Points of 100 for price, quality and in total, by option; the ranking, best first; how often each is first in the draws."""

    rule: Rule
    price: tuple[float, ...]
    quality: tuple[float, ...]
    total: tuple[float, ...]
    ranking: tuple[int, ...]
    first_in: tuple[float, ...] | None
    turns: tuple[Turn, ...]

    @property
    def winner(self) -> int | None:
        """The option with the most points; None where two have them alike."""
        best, second = self.ranking[0], self.ranking[1]
        return None if self.total[best] - self.total[second] <= TIE else best


def price_points(rule: Rule, prices: Sequence[float]) -> list[float]:
    """Points of 100 for each price.

    Lowest price ÷ own price; or in a straight line from all points at the lowest price to none at `zero_at` times that.
    """
    lowest = min(prices)
    if rule.price_points == LOWEST_OVER_OWN:
        return [POINTS * lowest / price if price else POINTS for price in prices]
    width = (rule.zero_at - 1) * lowest
    return [POINTS * max(0.0, 1 - (price - lowest) / width) if width else POINTS for price in prices]


def quality_points(rule: Rule, scores: Sequence[float]) -> list[float]:
    """Points of 100 for weighted scores of 0 to 10: of ten, or of the best bid's."""
    whole = 10.0 if rule.quality_points == OF_TEN else max(scores)
    return [POINTS * score / whole if whole else 0.0 for score in scores]


def total_points(rule: Rule, prices: Sequence[float], quality: Sequence[float]) -> list[float]:
    """Price and quality by their weights."""
    weight = rule.price_weight
    return [
        weight * price + (1 - weight) * other for price, other in zip(price_points(rule, prices), quality, strict=True)
    ]


def award(
    options: Sequence[tuple[str, Mapping[str, Any] | None]],
    prices: Sequence[float],
    scorecard: Scorecard | None,
    draws: Sequence[Sequence[float]] | None,
) -> tuple[Award | None, list[str]]:
    """Score options given by name and rule; None where none has a rule, or where the rules or criteria do not agree.

    `draws` has the prices of all options draw by draw.
    """
    stated = [(name, rule) for name, rule in options if rule]
    if not stated:
        return None, []
    silent = [name for name, rule in options if not rule]
    if silent:
        return None, [f"Not scored: {', '.join(silent)} does not say how bids are scored (give award in every option)."]
    if any(rule != stated[0][1] for _, rule in stated):
        return None, ["Not scored: the options define the award differently; one rule holds for all of them."]
    rule = Rule(**stated[0][1])
    if scorecard is None and rule.price_weight < 1:
        return None, [
            "Not scored: the award weighs quality too, and the options' criteria give no scores (give criteria)."
        ]
    if min(prices) <= 0:
        return None, ["Not scored: an option costs nothing, and price is scored against the lowest."]
    quality = quality_points(rule, scorecard.weighted) if scorecard else [0.0] * len(prices)
    total = total_points(rule, prices, quality)
    ranking = sorted(range(len(total)), key=lambda at: (-total[at], at))
    return (
        Award(
            rule,
            tuple(price_points(rule, prices)),
            tuple(quality),
            tuple(total),
            tuple(ranking),
            None if draws is None else tuple(_first_in(rule, draws, quality)),
            tuple(_turn(rule, prices, quality, total, ranking[0], rival) for rival in ranking[1:]),
        ),
        [],
    )


def _first_in(rule: Rule, draws: Sequence[Sequence[float]], quality: Sequence[float]) -> list[float]:
    """For each option the share of draws in which it has the most points; those that tie share the draw."""
    won = [0.0] * len(quality)
    for prices in draws:
        total = total_points(rule, prices, quality)
        best = [at for at, points in enumerate(total) if points >= max(total) - TIE]
        for at in best:
            won[at] += 1 / len(best)
    return [wins / len(draws) for wins in won]


def _turn(
    rule: Rule, prices: Sequence[float], quality: Sequence[float], total: Sequence[float], first: int, rival: int
) -> Turn:
    def lead(option: int, by: float) -> float:
        changed = [price * by if at == option else price for at, price in enumerate(prices)]
        points = total_points(rule, changed, quality)
        return points[first] - points[rival]

    falls = bisect(lambda by: lead(rival, by), LEAST_PRICE, 1.0)
    rises = bisect(lambda by: lead(first, by), 1.0, DEAREST)
    # With points of the best bid's, a rival that becomes the best moves the measure too; then no single figure holds.
    missing = (total[first] - total[rival]) / (1 - rule.price_weight) / POINTS * 10 if rule.price_weight < 1 else None
    reachable = missing is not None and rule.quality_points == OF_TEN and quality[rival] / POINTS * 10 + missing <= 10
    return Turn(
        rival,
        None if falls is None else 1 - falls,
        None if rises is None else rises - 1,
        missing if reachable else None,
        _weight(price_points(rule, prices), quality, first, rival),
    )


def _weight(price: Sequence[float], quality: Sequence[float], first: int, rival: int) -> float | None:
    """The weight of price at which both have as many points: w p1 + (1 - w) q1 = w p2 + (1 - w) q2."""
    of_price, of_quality = price[first] - price[rival], quality[first] - quality[rival]
    if of_price * of_quality >= 0:
        return None  # one is better in both, or they are alike in one of them
    return of_quality / fsum((of_quality, -of_price))
