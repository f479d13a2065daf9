"""The shape of three numbers against the published closed form, scipy and what must hold for any triple."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from estimate.answers.strata import strata
from estimate.ground.ranges import Range, middle
from estimate.ground.shapes import inverse_of, values_at
from estimate.schema.ranges import to_range

EVERY = [i / 400 for i in range(1, 400)]
FEW = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
EXTREMES = [
    (10, 10, 40), (10, 40, 40), (1, 5, 40), (1, 2, 20), (1, 1, 100), (1e-9, 1, 1e9), (1e-300, 1, 1e12), (0, 5, 10), (0, 0, 5),
    (0, 9, 10), (0, 10, 10), (0, 1e-9, 1e12), (-5, -1, 10), (-0.02, 0.03, 0.05), (-1, -1, 5), (-3, -2, 0), (7, 7, 7),
    (0.1, 0.1, math.nextafter(0.1, 1)), (3, math.nextafter(3, 4), math.nextafter(3, 4)),
]  # fmt: skip
SHARES = [
    (0.28, 0.32, 0.38), (0.1, 0.1, 0.3), (0.1, 0.4, 0.4), (0.5, 0.9, 0.99), (0, 0.1, 0.2), (0, 0, 0.3), (0.8, 0.9, 1), (0.7, 1, 1),
    (0, 0.5, 1), (0, 1, 1), (0, 0, 1), (0.001, 0.5, 0.999), (1e-12, 0.5, 1), (1e-9, 1e-9, 0.999999999), (0.4, 0.4, 0.4),
]  # fmt: skip


def published(low: float, likely: float, high: float, share: float) -> float:
    """J-QPD-S as Hadlock and Bickel print it: theta * exp(lambda * sinh(asinh(delta * z) + asinh(n * c * delta)))."""
    c, z = stats.norm.ppf(0.9), stats.norm.ppf(share)
    one, two, three = (math.log(x) for x in (low, likely, high))
    n = (one + three > 2 * two) - (one + three < 2 * two)
    theta = {1: low, 0: likely, -1: high}[n]
    least = min(two - one, three - two)
    delta = math.sinh(math.acosh((three - one) / (2 * least))) / c
    if n == 0:
        return float(theta * math.exp(least / c * z))
    lam = least / (delta * c)
    return float(theta * math.exp(lam * math.sinh(math.asinh(delta * z) + math.asinh(n * c * delta))))


def bounded(low: float, likely: float, high: float, share: float) -> float:
    """J-QPD-B on 0 to 1, the bounded family of the same authors, skewed upward."""
    c, z = stats.norm.ppf(0.9), stats.norm.ppf(share)
    one, two, three = stats.norm.ppf([low, likely, high])
    delta = math.acosh((three - one) / (2 * min(two - one, three - two))) / c
    return float(stats.norm.cdf(one + (three - one) / math.sinh(2 * delta * c) * math.sinh(delta * (z + c))))


def mean(value: Range) -> float:
    inverse = inverse_of(value)
    return float(quad(lambda z: inverse(stats.norm.cdf(z)) * stats.norm.pdf(z), -7, 7, limit=200)[0])


@pytest.mark.parametrize("ends", [(8, 10, 15), (6, 9.25, 14), (5, 8, 9), (8, 10, 12.5), (3, 7, 11)])
def test_it_is_the_published_distribution(ends: tuple[float, float, float]) -> None:
    inverse = inverse_of(Range(*ends))
    assert [inverse(share) for share in FEW] == pytest.approx([published(*ends, share) for share in FEW], rel=1e-9)


def test_it_has_the_figures_that_were_worked_out_by_hand() -> None:
    inverse = inverse_of(Range(8, 10, 15))
    assert [inverse(p) for p in (0.25, 0.75, 0.99)] == pytest.approx([8.721086, 12.140962, 22.411863], abs=5e-7)
    assert mean(Range(8, 10, 15)) == pytest.approx(10.9085, abs=5e-5)
    assert mean(Range(6, 9.25, 14)) == pytest.approx(9.7098, abs=5e-5)


def test_a_share_lies_close_to_the_bounded_family_where_that_is_moderate() -> None:
    # J-QPD-B itself is not used: with likely near low its quartile is low and its 99th percentile the whole.
    ends = (0.28, 0.32, 0.38)
    assert [bounded(*ends, p) for p in (0.25, 0.75)] == pytest.approx([0.297717, 0.347645], abs=5e-7)
    share = Range(*ends, most=1.0)
    assert values_at(share, [0.25, 0.75]) == pytest.approx([0.297717, 0.347645], rel=0.005)
    assert mean(share) == pytest.approx(0.32631, rel=0.002)
    assert bounded(0.1, 0.1001, 0.3, 0.99) > 0.999
    assert inverse_of(Range(0.1, 0.1001, 0.3, most=1.0))(0.99) < 0.6


def test_even_on_its_scale_it_is_the_lognormal_and_the_normal_by_the_odds() -> None:
    known = stats.lognorm(math.log(1.25) / stats.norm.ppf(0.9), scale=10)
    assert values_at(Range(8, 10, 12.5), FEW) == pytest.approx(known.ppf(FEW), rel=1e-9)
    # Odds of 1/4, 1/2 and 1 to 1: shares of 1/5, 1/3 and 1/2.
    odds = stats.norm(math.log(0.5), math.log(2) / stats.norm.ppf(0.9)).ppf(FEW)
    shares = [1 / (1 + math.exp(-x)) for x in odds]
    assert values_at(Range(1 / 5, 1 / 3, 1 / 2, most=1.0), FEW) == pytest.approx(shares, rel=1e-9)
    known = stats.norm(1, 3 / stats.norm.ppf(0.9))
    assert values_at(Range(-2, 1, 4), FEW) == pytest.approx(known.ppf(FEW), rel=1e-9)


@pytest.mark.parametrize("covers", [0.5, 0.8, 0.98])
@pytest.mark.parametrize(("ends", "most"), [*((e, math.inf) for e in EXTREMES), *((e, 1.0) for e in SHARES)])
def test_any_triple_is_hit_in_order_and_within_its_bounds(
    ends: tuple[float, float, float], most: float, covers: float
) -> None:
    inverse = inverse_of(Range(*ends, covers, most=most))
    tail = (1 - covers) / 2
    assert [inverse(tail), inverse(0.5), inverse(1 - tail)] == pytest.approx(ends, rel=1e-9, abs=1e-12)
    drawn = [inverse(share) for share in EVERY]
    assert drawn == sorted(drawn)
    assert drawn[-1] <= most
    if ends[0] >= 0:
        assert drawn[0] >= 0
    if ends[0] > 0:
        assert inverse(1e-4) > 0


AMOUNTS = st.one_of(st.just(0.0), st.floats(-1, 1), st.floats(0, 1e12), st.floats(1e-9, 100))
PARTS = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1), st.floats(1e-9, 1e-3))


@given(
    st.one_of(
        st.tuples(st.just(math.inf), st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)),
        st.tuples(st.just(1.0), st.tuples(PARTS, PARTS, PARTS)),
    )
)
def test_every_triple_that_can_be_written_is_hit(case: tuple[float, tuple[float, float, float]]) -> None:
    most, ends = case[0], tuple(sorted(case[1]))
    low, likely, high = ends
    inverse = inverse_of(Range(low, likely, high, most=most))
    found = [inverse(share) for share in (0.1, 0.5, 0.9)]
    assert found == pytest.approx(ends, rel=1e-9, abs=max(1e-9 * (high - low), 1e-12))
    drawn = [inverse(share) for share in FEW]
    assert drawn == sorted(drawn)
    assert all(math.isfinite(x) and x <= most for x in drawn)
    assert low < 0 or drawn[0] >= 0


@given(st.floats(0.01, 1e6), st.floats(1, 4), st.floats(0, 1))
def test_the_mean_is_30_40_30_up_to_four_times(low: float, width: float, at: float) -> None:
    high = low * width
    likely = min(max(low + at * (high - low), low), high)
    value = Range(low, likely, high)
    # A midpoint rule in the normal number, fine enough for the kink of the most lopsided triples.
    zs = [i / 40 for i in range(-200, 201)]
    weights = [math.exp(-z * z / 2) for z in zs]
    inverse = inverse_of(value)
    drawn = math.fsum(w * inverse(stats.norm.cdf(z)) for w, z in zip(weights, zs, strict=True)) / math.fsum(weights)
    assert drawn == pytest.approx(value.expected, rel=0.02)


@pytest.mark.parametrize("ends", [e for e in EXTREMES if e[0] >= 0 and 0 < e[2] < 1e9])
def test_no_tail_carries_the_mean_away(ends: tuple[float, float, float]) -> None:
    # 1, 5, 40 on a logarithm would have a mean of 22 and a 99th percentile of 282; 30-40-30 says 14.3.
    assert mean(Range(*ends)) == pytest.approx(Range(*ends).expected, rel=0.02)


@given(st.floats(1e-3, 1e3), st.floats(1.01, 2), st.floats(0.02, 0.98))
def test_a_triple_that_is_even_on_its_scale_is_drawn_evenly(likely: float, factor: float, share: float) -> None:
    inverse = inverse_of(Range(likely / factor, likely, likely * factor))
    assert inverse(share) * inverse(1 - share) == pytest.approx(likely * likely, rel=1e-6)


@given(st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.01, 0.99)), st.floats(0.02, 0.98))
def test_a_share_and_what_is_left_of_the_whole_are_one_shape(ends: tuple[float, float, float], share: float) -> None:
    low, likely, high = sorted(ends)
    one, other = Range(low, likely, high, most=1.0), Range(1 - high, 1 - likely, 1 - low, most=1.0)
    assert inverse_of(one)(share) == pytest.approx(1 - inverse_of(other)(1 - share), abs=2e-3)


@pytest.mark.parametrize(
    "ends", [(8, 10, 15), (6, 9.25, 14), (10, 14, 40), (1, 5, 40), (10, 10.5, 14), (6, 9, 10), (5, 9, 10)]
)
def test_it_has_one_peak(ends: tuple[float, float, float]) -> None:
    inverse = inverse_of(Range(*ends))
    values = [inverse(stats.norm.cdf(i / 16)) for i in range(-40, 41)]
    gaps = [b - a for a, b in pairwise(values)]
    density = [stats.norm.pdf((i + 0.5) / 16) / gap for i, gap in zip(range(-40, 40), gaps, strict=True)]
    rises = [b > a * (1 + 1e-6) for a, b in pairwise(density)]
    assert rises == sorted(rises, reverse=True)


def test_two_numbers_are_ends_and_their_middle_is_on_the_scale_of_errors() -> None:
    assert to_range("8 to 12").likely == pytest.approx(9.797959)  # the square root of 96
    assert to_range("0 to 3").likely == 1.5
    assert to_range("-2 to 3").likely == 0.5
    # Odds of 1/4 and 2/3: their middle is the square root of 1/6, a share of 0.2899.
    assert middle(0.2, 0.4, 1.0) == pytest.approx(0.28990, abs=5e-6)
    assert middle(0.2, 0.8, 1.0) == pytest.approx(0.5)
    assert middle(0.9, 1.0, 1.0) == 0.95
    assert middle(3, 3) == 3


def test_what_things_are_divided_by_is_averaged_by_its_quotient() -> None:
    # 0.3/10 + 0.4/20 + 0.3/40 = 0.0575, so 100 agents need 5.75 leads on average: 17.39 agents each, not 23.
    value = Range(10, 20, 40)
    assert value.expected == pytest.approx(23)
    assert replace(value, divides=True).expected == pytest.approx(1 / 0.0575)
    drawn = values_at(value, EVERY)
    assert math.fsum(1 / x for x in drawn) / len(drawn) == pytest.approx(0.0575, rel=0.01)
    assert Range(0, 1, 2, divides=True).expected == Range(0, 1, 2).expected


def test_what_is_expected_is_three_tenths_four_tenths_three_tenths() -> None:
    assert Range(8, 10, 15).expected == pytest.approx(10.9)  # 2.4 + 4 + 4.5
    # With half of the cases between low and high the tenths lie further out.
    wide = Range(8, 10, 15, 0.5)
    tenths = values_at(wide, [0.1, 0.9])
    assert wide.expected == pytest.approx(0.3 * tenths[0] + 4 + 0.3 * tenths[1])
    assert tenths[0] < 8
    assert tenths[1] > 15


def test_what_divides_is_drawn_by_its_quotient() -> None:
    worth = Range(1, 2, 3.99, divides=True, least=1)
    drawn = values_at(worth, [(place + 0.5) / 5000 for place in range(5000)])
    assert min(drawn) >= 1  # nobody works less than one chat at a time
    assert values_at(worth, [0.1, 0.5, 0.9]) == pytest.approx([1, 2, 3.99])
    mean = sum(1 / value for value in drawn) / len(drawn)
    assert mean == pytest.approx(1 / worth.expected, rel=0.02)
    assert worth.expected == pytest.approx(1 / (0.3 / 1 + 0.4 / 2 + 0.3 / 3.99))


@pytest.mark.parametrize("ends", [*((ends, math.inf) for ends in EXTREMES), *((ends, 1.0) for ends in SHARES)])
@pytest.mark.parametrize("divides", [False, True])
def test_many_draws_on_arrays_are_those_that_are_asked_one_by_one(
    ends: tuple[tuple[float, float, float], float], *, divides: bool
) -> None:
    value = Range(*ends[0], most=ends[1], divides=divides)
    one_by_one = values_at(value, [(place + 0.5) / 500 for place in range(500)])
    assert strata(value, 500).tolist() == pytest.approx(one_by_one, rel=1e-9, abs=1e-300)
