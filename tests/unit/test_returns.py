"""Savings, payback, ROI, NPV and IRR: by hand, and against numpy-financial."""

from __future__ import annotations

import math

import numpy_financial
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from estimate.answers.returns import ABOVE_HIGHEST, HIGHEST_IRR, bisect, irr, npv, payback, returns


def test_invest_120_and_save_20_a_month() -> None:
    found = returns([0, *[100] * 12], [120, *[80] * 12], 120, 0.0)
    assert found.savings == (-120, *[20] * 12)
    assert found.net_saving == 120
    assert found.payback_month == 6  # 6 x 20 = 120
    assert found.roi == 1  # 120 / 120
    assert found.npv == 120
    assert found.steady_saving == 20


def test_the_money_is_back_within_a_month_by_proportion() -> None:
    # -100 + 40 + 40 = -20 after two months; half of the third month's 40 is missing.
    assert payback([-100, -60, -20, 20]) == 2.5


def test_it_never_pays_back() -> None:
    found = returns([0, 10, 10], [100, 5, 5], 100, 0.08)
    assert found.payback_month is None
    assert found.net_saving == -90
    assert found.roi == -0.9
    assert found.irr is not None  # -100, 5, 5: a loss has a rate, far below zero
    assert found.irr < 0


def test_it_pays_back_in_month_1() -> None:
    assert returns([0, 100, 100], [50, 50, 50], 50, 0).payback_month == 1


def test_a_negative_saving_has_no_rate() -> None:
    found = returns([0, 10, 10], [5, 20, 20], 5, 0.08)
    assert found.payback_month is None
    assert found.irr is None
    assert found.irr_reason == "nothing is ever saved"
    assert found.npv < 0


def test_roi_is_on_what_is_paid_once_beyond_the_reference() -> None:
    """The option pays 120 once and saves 60 in all; staying would pay 80 once, so that 40 more are put in: 60 / 40."""
    found = returns([80, 100, 100], [120, 50, 50], 120, 0, replaced=80)
    assert (found.net_saving, found.roi, found.investment) == (60, 1.5, 120)
    assert returns([80, 100], [80, 50], 80, 0, replaced=80).roi is None


def test_without_investment_there_is_neither_roi_nor_rate() -> None:
    found = returns([0, 10, 10], [0, 5, 5], 0, 0.08)
    assert (found.roi, found.irr, found.payback_month) == (None, None, 0.0)
    assert found.irr_reason == "nothing is invested first"


def test_what_is_back_and_lost_again_is_not_back() -> None:
    assert payback([-10, 10, 5, -5]) is None
    assert payback([-10, 10, -5, 15]) == 2.25  # from -5 to 15 within the third month


def test_nothing_changes() -> None:
    found = returns([1, 2, 3], [1, 2, 3], 0, 0.1)
    assert (found.net_saving, found.npv, found.payback_month, found.irr) == (0, 0, None, None)
    assert found.irr_reason == "nothing changes"


def test_several_changes_of_sign_are_said_to_have_several_rates() -> None:
    assert irr([-100, 230, -132]) == (None, "savings change their sign 2 times, so several rates may fit")
    # ... unless the running sum crosses zero once, from below.
    rate, reason = irr([-100, 20, -10, 150])
    assert reason == ""
    assert rate == pytest.approx((1 + numpy_financial.irr([-100, 20, -10, 150])) ** 12 - 1)


@settings(max_examples=60, deadline=None)
@given(st.floats(10, 1000), st.lists(st.floats(1, 200), min_size=2, max_size=36), st.floats(0, 0.4))
def test_npv_and_irr_agree_with_numpy_financial(investment: float, savings: list[float], rate: float) -> None:
    amounts = [-investment, *savings]
    monthly = (1 + rate) ** (1 / 12) - 1
    assert npv(amounts, rate) == pytest.approx(numpy_financial.npv(monthly, amounts), rel=1e-9, abs=1e-6)
    theirs = numpy_financial.irr(amounts)
    assume(theirs > -0.9 and (1 + theirs) ** 12 - 1 < HIGHEST_IRR)
    ours, reason = irr(amounts)
    assert reason == ""
    assert ours == pytest.approx((1 + theirs) ** 12 - 1, rel=1e-6, abs=1e-9)


def test_a_rate_above_1000_per_cent_a_year_is_only_said_to_be_so() -> None:
    # 1 now and 1.25 in a month: 1.25 ^ 12 - 1 = 1,355 % a year; 1.2 ^ 12 - 1 = 792 %.
    assert irr([-1, 1.25]) == (None, ABOVE_HIGHEST)
    assert irr([-1, 1.2]) == (pytest.approx(1.2**12 - 1), "")


@pytest.mark.parametrize("months", [1, 2, 51, 52, 53, 60, 84, 119, 120])
def test_a_rate_exists_over_any_horizon(months: int) -> None:
    # An annuity of which each month pays 2 % of what is put in, besides the last that gives it back: 2 % a month.
    savings = [-60000, *[1200.0] * (months - 1), 61200]
    assert irr(savings) == (pytest.approx(1.02**12 - 1), "")
    assert irr([-60000, *[1e9] * months]) == (None, ABOVE_HIGHEST)
    rate, reason = irr([-1e9, *[1.0] * months])  # all but lost
    assert reason == ""
    assert rate is not None
    assert -1 <= rate < -0.8


AMOUNTS = st.floats(-6, 12).map(lambda power: 10**power)


@settings(max_examples=150, deadline=None)
@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.lists(AMOUNTS, min_size=1, max_size=108), st.floats(1e-6, 1e12))
def test_money_of_any_size_over_any_horizon_has_a_rate_at_which_it_is_worth_nothing(
    spent: list[float], saved: list[float], rate: float
) -> None:
    amounts = [*(-amount for amount in spent), *saved]
    found = returns([0.0] * len(amounts), [-amount for amount in amounts], sum(spent), rate)
    assert all(map(math.isfinite, (found.npv, found.net_saving, found.steady_saving, found.roi or 0.0)))
    largest = max(map(abs, amounts))
    kept = [amount if abs(amount) > 1e-12 * largest else 0.0 for amount in amounts]
    if not (kept[: len(spent)] != [0.0] * len(spent) and any(kept[len(spent) :])):
        return  # what is put in, or what comes back, is nothing beside the other
    if found.irr is None:
        assert found.irr_reason == ABOVE_HIGHEST
        assert npv(kept, HIGHEST_IRR) > 0
    else:
        assert -1 <= found.irr <= HIGHEST_IRR
        # Where nearly all is lost the yearly rate is -100 % to the last digit, and cannot be undone.
        assume(found.irr > -0.999)
        size = npv([abs(amount) for amount in kept], found.irr)
        assert abs(npv(kept, found.irr)) <= 1e-6 * size


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=121))
def test_a_rate_is_found_or_a_reason_is_given_for_any_amounts(amounts: list[float]) -> None:
    rate, reason = irr(amounts)
    assert (rate is None) == bool(reason)
    assert reason != "no rate fits"
    if rate is not None and rate > -0.999:
        assert abs(npv(amounts, rate)) <= 1e-6 * npv([abs(amount) for amount in amounts], rate)


def test_bisection_finds_a_crossing_or_says_that_there_is_none() -> None:
    assert bisect(lambda x: x - 0.3, 0, 1) == pytest.approx(0.3)
    assert bisect(lambda x: x + 1, 0, 1) is None
    assert bisect(lambda x: x, 0, 1) == 0
