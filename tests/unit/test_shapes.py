"""Each shape against closed forms and scipy: what lies where, its mean and its variance."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy import stats

from estimate.ground.ranges import Range, of_percentiles, point
from estimate.ground.shapes import inverse_of, mean_of, values_at
from estimate.schema.ranges import to_range

SHARES = [(i + 0.5) / 2000 for i in range(2000)]
ENDS = [(5, 6, 9), (5, 7, 9), (5, 5, 9), (5, 9, 9), (0.05, 0.1, 0.3)]
REACH = stats.norm.ppf(0.9)


def mean_and_variance(value: Range) -> tuple[float, float]:
    drawn = values_at(value, SHARES)
    mean = math.fsum(drawn) / len(drawn)
    return mean, math.fsum((x - mean) ** 2 for x in drawn) / len(drawn)


@pytest.mark.parametrize("shape", ["smooth", "pert", "triangular", "uniform", "normal", "lognormal"])
@pytest.mark.parametrize("covers", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("ends", ENDS)
def test_low_and_high_lie_where_the_range_says(shape: Any, covers: float, ends: tuple[float, ...]) -> None:
    inverse = inverse_of(Range(*ends, covers, shape))
    tail = (1 - covers) / 2
    assert inverse(tail) == pytest.approx(ends[0], rel=1e-9, abs=1e-9)
    assert inverse(1 - tail) == pytest.approx(ends[2], rel=1e-9)
    values = [inverse(share) for share in SHARES]
    assert values == sorted(values)


@pytest.mark.parametrize("ends", ENDS)
def test_pert_is_the_beta_distribution_of_scipy(ends: tuple[float, float, float]) -> None:
    _, likely, _ = ends
    inverse = inverse_of(Range(*ends, shape="pert"))
    first, last = inverse(1e-15), inverse(1 - 1e-15)
    width = last - first
    theirs = stats.beta(1 + 4 * (likely - first) / width, 1 + 4 * (last - likely) / width, first, width)
    for share in (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99):
        assert inverse(share) == pytest.approx(theirs.ppf(share), abs=5e-4 * width)
    mean, variance = mean_and_variance(Range(*ends, shape="pert"))
    assert mean == pytest.approx((first + 4 * likely + last) / 6, abs=5e-4 * width)
    assert mean_of(Range(*ends, shape="pert")) == pytest.approx(theirs.mean(), abs=5e-4 * width)
    assert variance == pytest.approx(theirs.var(), rel=5e-3)


def test_true_ends_are_the_least_and_the_most_and_give_the_textbook_mean() -> None:
    # PERT: (2 + 4*3 + 10) / 6 = 4. The beta distribution is 1 + 4*(3-2)/8 = 1.5 and 1 + 4*(10-3)/8 = 4.5 on 2 to 10.
    pert = to_range({"low": 2, "mode": 3, "high": 10, "covers": "100%", "shape": "pert"})
    theirs = stats.beta(1.5, 4.5, 2, 8)
    assert pert.expected == pytest.approx(4, rel=1e-12)
    assert values_at(pert, [0.05, 0.5, 0.95]) == pytest.approx(theirs.ppf([0.05, 0.5, 0.95]), abs=5e-4 * 8)
    # The mean of a triangle is a third of its corners: 2 + 3 + 10 is 15.
    triangle = to_range({"low": 2, "mode": 3, "high": 10, "covers": "100%", "shape": "triangular"})
    assert triangle.expected == pytest.approx(5, rel=1e-9)
    assert values_at(triangle, SHARES) == pytest.approx(stats.triang(1 / 8, 2, 8).ppf(SHARES), rel=1e-9)
    # Uniform: (2 + 10) / 2 = 6, and a quarter of the way at a quarter of the cases.
    uniform = to_range({"low": 2, "high": 10, "covers": "100%", "shape": "uniform"})
    assert (uniform.expected, inverse_of(uniform)(0.25)) == (6, 4)
    for value in (pert, triangle, uniform):
        assert min(values_at(value, SHARES)) >= 2
        assert max(values_at(value, SHARES)) <= 10


def test_the_other_shapes_are_those_of_scipy() -> None:
    theirs = {
        "normal": stats.norm(7, 2 / REACH),
        "uniform": stats.uniform(5 - 4 / 0.8 * 0.1, 4 / 0.8),
    }
    for shape, known in theirs.items():
        value = Range(5, 7, 9, 0.8, shape)  # type: ignore[arg-type]
        assert values_at(value, SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)
        mean, variance = mean_and_variance(value)
        assert mean == pytest.approx(known.mean(), rel=1e-3)
        assert variance == pytest.approx(known.var(), rel=5e-3)
    middle = math.sqrt(45)
    known = stats.lognorm(math.log(9 / middle) / REACH, scale=middle)
    assert values_at(Range(5, middle, 9, 0.8, "lognormal"), SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)
    assert Range(5, middle, 9, 0.8, "lognormal").expected == pytest.approx(known.mean(), rel=1e-9)


def test_a_normal_range_is_given_by_its_mean_and_its_deviation() -> None:
    value = to_range({"shape": "normal", "mean": 7, "deviation": 1.5})
    assert values_at(value, SHARES) == pytest.approx(stats.norm(7, 1.5).ppf(SHARES), rel=1e-9)
    assert value.expected == 7
    assert (value.low, value.high) == pytest.approx(stats.norm(7, 1.5).ppf([0.1, 0.9]), rel=1e-12)


def test_a_triangle_has_its_mode_and_the_variance_of_the_closed_form() -> None:
    value = Range(5, 6, 9, 0.8, "triangular")
    inverse = inverse_of(value)
    first, last = inverse(0.0), inverse(1.0)
    known = stats.triang((6 - first) / (last - first), first, last - first)
    assert values_at(value, SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)
    mean, variance = mean_and_variance(value)
    assert mean == pytest.approx((first + 6 + last) / 3, rel=1e-4)
    assert value.expected == pytest.approx((first + 6 + last) / 3, rel=1e-9)
    closed = (first**2 + 36 + last**2 - first * 6 - first * last - 6 * last) / 18
    assert variance == pytest.approx(closed, rel=5e-3)


def test_percentiles_are_met_and_joined_by_straight_lines() -> None:
    value = of_percentiles([(0.1, 5), (0.3, 6), (0.5, 7), (0.9, 12)])
    inverse = inverse_of(value)
    assert [inverse(share) for share in (0.1, 0.2, 0.5, 0.7)] == pytest.approx([5, 5.5, 7, 9.5])
    assert (value.low, value.likely, value.high) == pytest.approx((5, 7, 12))
    # Lines from 4.5 at 0 over 5, 6, 7 and 12 to 13.25 at 1: 0.1*4.75 + 0.2*5.5 + 0.2*6.5 + 0.4*9.5 + 0.1*12.625.
    assert value.expected == pytest.approx(0.475 + 1.1 + 1.3 + 3.8 + 1.2625)
    assert mean_and_variance(value)[0] == pytest.approx(value.expected, rel=1e-4)


def test_the_median_between_two_tenths_is_the_smooth_shape() -> None:
    tenths = to_range({"percentiles": {10: 5, 50: 7, 90: 12}})
    assert tenths == to_range({"low": 5, "likely": 7, "high": 12})
    assert tenths.expected == pytest.approx(0.3 * 5 + 0.4 * 7 + 0.3 * 12)
    fifths = to_range({"percentiles": {20: 5, 50: 7, 80: 12}})
    assert values_at(fifths, [0.2, 0.5, 0.8]) == pytest.approx([5, 7, 12], rel=1e-9)
    assert to_range({"percentiles": {10: 8, 90: 12}}).likely == pytest.approx(math.sqrt(96))


def test_a_map_keeps_the_shape() -> None:
    value = to_range({"low": 2, "high": 8, "shape": "lognormal", "covers": "90%"})
    turned = value.map(lambda x: 1 / x)
    assert (turned.shape, turned.covers) == ("lognormal", 0.9)
    assert inverse_of(turned)(0.3) == pytest.approx(1 / inverse_of(value)(0.7))
    falling = of_percentiles([(0.2, 5), (0.5, 7), (0.9, 12)]).map(lambda x: -x)
    assert inverse_of(falling)(0.8) == pytest.approx(-5)
    share = Range(0.2, 0.3, 0.6, most=1.0)
    assert share.map(lambda x: 1 - x).most == 1
    assert inverse_of(share.map(lambda x: 1 - x))(0.25) == pytest.approx(1 - inverse_of(share)(0.75), rel=1e-9)
    assert inverse_of(share.scaled(0.5))(0.25) == pytest.approx(inverse_of(share)(0.25) / 2, rel=1e-9)


@pytest.mark.parametrize("shape", ["smooth", "pert", "triangular", "uniform", "normal", "lognormal"])
def test_a_point_collapses_in_every_shape(shape: Any) -> None:
    value = Range(7, 7, 7, shape=shape)
    assert values_at(value, SHARES) == [7] * len(SHARES)
    assert value.expected == 7
    assert math.isnan(point(math.nan).expected)
