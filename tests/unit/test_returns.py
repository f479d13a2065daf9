"""Savings, payback, ROI, NPV and IRR: by hand, and against numpy-financial."""

from __future__ import annotations

import numpy_financial
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from estimate.answers.returns import bisect, irr, npv, payback, returns


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
    rate, reason = irr([-100, 20, -10, 200])
    assert reason == ""
    assert rate == pytest.approx((1 + numpy_financial.irr([-100, 20, -10, 200])) ** 12 - 1)


@settings(max_examples=60, deadline=None)
@given(st.floats(10, 1000), st.lists(st.floats(1, 200), min_size=2, max_size=36), st.floats(0, 0.4))
def test_npv_and_irr_agree_with_numpy_financial(investment: float, savings: list[float], rate: float) -> None:
    amounts = [-investment, *savings]
    monthly = (1 + rate) ** (1 / 12) - 1
    assert npv(amounts, rate) == pytest.approx(numpy_financial.npv(monthly, amounts), rel=1e-9, abs=1e-6)
    theirs = numpy_financial.irr(amounts)
    assume(-0.9 < theirs < 3)
    ours, reason = irr(amounts)
    assert reason == ""
    assert ours == pytest.approx((1 + theirs) ** 12 - 1, rel=1e-6, abs=1e-9)


def test_bisection_finds_a_crossing_or_says_that_there_is_none() -> None:
    assert bisect(lambda x: x - 0.3, 0, 1) == pytest.approx(0.3)
    assert bisect(lambda x: x + 1, 0, 1) is None
    assert bisect(lambda x: x, 0, 1) == 0
