"""Each shape against closed forms and scipy: what lies where, its mean and its variance."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy import stats

from estimate.ground.ranges import SHAPES, Range, of_percentiles
from estimate.ground.shapes import inverse_of, values_at
from estimate.inputs.fields import to_range

SHARES = [(i + 0.5) / 2000 for i in range(2000)]
ENDS = [(5, 6, 9), (5, 7, 9), (5, 5, 9), (5, 9, 9), (0.05, 0.1, 0.3)]


def mean_and_variance(value: Range) -> tuple[float, float]:
    drawn = values_at(value, SHARES)
    mean = math.fsum(drawn) / len(drawn)
    return mean, math.fsum((x - mean) ** 2 for x in drawn) / len(drawn)


@pytest.mark.parametrize("shape", SHAPES)
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
    inverse = inverse_of(Range(*ends))
    first, last = inverse(1e-15), inverse(1 - 1e-15)
    width = last - first
    theirs = stats.beta(1 + 4 * (likely - first) / width, 1 + 4 * (last - likely) / width, first, width)
    for share in (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99):
        assert inverse(share) == pytest.approx(theirs.ppf(share), abs=5e-4 * width)
    mean, variance = mean_and_variance(Range(*ends))
    assert mean == pytest.approx((first + 4 * likely + last) / 6, abs=5e-4 * width)
    assert variance == pytest.approx(theirs.var(), rel=5e-3)


def test_the_other_shapes_are_those_of_scipy() -> None:
    reach = stats.norm.ppf(0.9)
    theirs = {
        "normal": stats.norm(7, 2 / reach),
        "uniform": stats.uniform(5 - 4 / 0.8 * 0.1, 4 / 0.8),
    }
    for shape, known in theirs.items():
        value = Range(5, 7, 9, 0.8, shape)  # type: ignore[arg-type]
        assert values_at(value, SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)
        mean, variance = mean_and_variance(value)
        assert mean == pytest.approx(known.mean(), rel=1e-3)
        assert variance == pytest.approx(known.var(), rel=5e-3)
    middle = math.sqrt(45)
    known = stats.lognorm(math.log(9 / middle) / reach, scale=middle)
    assert values_at(Range(5, middle, 9, 0.8, "lognormal"), SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)


def test_a_triangle_has_its_mode_and_the_variance_of_the_closed_form() -> None:
    value = Range(5, 6, 9, 0.8, "triangular")
    inverse = inverse_of(value)
    first, last = inverse(0.0), inverse(1.0)
    known = stats.triang((6 - first) / (last - first), first, last - first)
    assert values_at(value, SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-9)
    mean, variance = mean_and_variance(value)
    assert mean == pytest.approx((first + 6 + last) / 3, rel=1e-4)
    closed = (first**2 + 36 + last**2 - first * 6 - first * last - 6 * last) / 18
    assert variance == pytest.approx(closed, rel=5e-3)


def test_percentiles_are_met_and_joined_by_straight_lines() -> None:
    value = of_percentiles([(0.1, 5), (0.5, 7), (0.9, 12)])
    inverse = inverse_of(value)
    assert [inverse(share) for share in (0.1, 0.3, 0.5, 0.9)] == pytest.approx([5, 6, 7, 12])
    assert (value.low, value.likely, value.high) == pytest.approx((5, 7, 12))


def test_a_map_keeps_the_shape() -> None:
    value = to_range({"low": 2, "high": 8, "shape": "lognormal", "covers": "90%"})
    turned = value.map(lambda x: 1 / x)
    assert (turned.shape, turned.covers) == ("lognormal", 0.9)
    assert inverse_of(turned)(0.3) == pytest.approx(1 / inverse_of(value)(0.7))
    falling = of_percentiles([(0.2, 5), (0.5, 7), (0.9, 12)]).map(lambda x: -x)
    assert inverse_of(falling)(0.8) == pytest.approx(-5)
