"""Rounding is half away from zero, everywhere, and one expected total is told whatever is asked."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimate.ground.units import money, nearest, rounded, total_in
from estimate.report.figures import amount_in, behind, moved, plain, rough, significant, whole
from tests.conftest import Command


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0.125, 0.13),
        (-0.125, -0.13),
        (0.135, 0.14),
        (2.675, 2.68),  # as a float 2.67499999999999982236431605997495353221893310546875
        (1.005, 1.01),
        (-1.005, -1.01),
        (0.115, 0.12),
        (0.1249, 0.12),
        (1.0049999, 1.0),
        (3 * 0.145, 0.44),  # 0.435 from numbers that are none in binary
        (0.0, 0.0),
        (1e12 + 0.004, 1e12),
    ],
)
def test_halves_are_rounded_away_from_zero_as_people_read_them(amount: float, told: float) -> None:
    assert money(amount, "USD") == told


def test_each_currency_has_its_minor_unit() -> None:
    assert (money(2.5, "KRW"), money(-0.5, "JPY"), money(1.0005, "KWD")) == (3, -1, 1.001)


@given(st.integers(-(10**15), 10**15))
def test_any_price_with_seven_decimals_is_rounded_as_its_text_is(units: int) -> None:
    amount = Decimal(units).scaleb(-7)
    assert money(float(amount), "USD") == float(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


@given(st.floats(-1e12, 1e12))
def test_rounding_moves_by_half_a_unit_at_most_and_minds_no_sign(value: float) -> None:
    assert abs(nearest(value) - value) <= 0.5 + 1e-3
    assert nearest(-value) == -nearest(value)
    assert total_in([value, 12.5, -0.125], 100) == nearest(value * 100) + 1250 - 13


def test_shown_figures_round_alike() -> None:
    assert (whole(1234.5), moved(-0.5), moved(2.5)) == ("1,235", "−1", "+3")
    assert (plain(float("inf")), plain(1234.5), plain(0.12345)) == (
        "inf",
        "1,235",
        "0.1235",
    )  # the last step of a discount has no end
    assert (significant(1.125), significant(-1125), rough(1125)) == (1.13, -1130, "1,130")
    assert (rounded(0.5, 0), rounded(1250, -2), rounded(-1250, -2)) == (1, 1300, -1300)


SEATS = """
name: Seats
months: 12
team:
  region: mexico
  pricing: {model: monthly, rate: 33.3333333, includes: [everything_else], escalator: 0}
  premiums: {holiday: 0, night: 0, weekend: 0}
  staffing: {ramp_months: 0, public_holidays: 0}
  queues: [{channel: voice, agents: 20}]
without: [set_up, knowledge_transfer, integration, vendor_selection, legal, exit_assistance, early_termination, vendor_management]
"""
EXAMPLES = ["first-estimate.yaml", "quotes/hourly-manila.yaml", "quotes/seats-bogota.yaml", "uncertain.yaml"]


def told(command: Command, file: str) -> list[tuple[float | None, float, float | None]]:
    """Low, expected and high of one scenario from every command that tells them."""

    def asked(*arguments: str) -> Any:
        done = command(*arguments, "--format", "json", real=True)
        assert done.status == 0, done.err
        return json.loads(done.out)

    estimated = asked(file)
    total = estimated["total"]
    simulated, measured = asked("simulate", file, "--draws", "60"), asked("sensitivity", file, "--draws", "60")
    compared = asked("compare", file, file)
    rows = {row["id"]: row["values"][0] for row in compared["rows"]}
    swept = asked("sweep", file, "--vary", f"months={estimated['months']}")
    return [
        (total["low"], total["expected"], total["high"]),
        (None, simulated["expected"], None),
        (measured["range"]["low"], measured["total"], measured["range"]["high"]),
        (rows["total_low"], rows["total"], rows["total_high"]),
        (None, swept["points"][0]["total"], None),
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_one_expected_total_within_its_range_is_told_by_every_command(example: str, command: Command) -> None:
    found = told(command, f"examples/{example}")
    assert len({expected for _, expected, _ in found}) == 1, found
    assert all(low <= expected <= high for low, expected, high in found if low is not None and high is not None)


def test_a_total_without_ranges_has_no_other_ends(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "seats.yaml"
    file.write_text(SEATS, encoding="utf-8")
    # 20 seats x 33.3333333 = 666.666666, told as 666.67, over twelve months.
    assert {expected for _, expected, _ in told(command, str(file))} == {8000.04}
    done = json.loads(command(str(file), "--format", "json", real=True).out)
    assert done["total"] == dict.fromkeys(("expected", "low", "median", "high", "budget"), 8000.04)
    drawn = json.loads(command("simulate", str(file), "--format", "json", real=True).out)
    assert drawn["percentiles"]["p10"] == drawn["percentiles"]["p90"] == drawn["mean"] == 8000.04


def test_regions_tell_the_total_of_an_estimate_there(command: Command) -> None:
    file = "examples/first-estimate.yaml"
    expected = json.loads(command(file, "--format", "json", real=True).out)["total"]["expected"]
    found = json.loads(command("regions", file, "--format", "json", real=True).out)["places"]
    assert [place["total"] for place in found if place["here"]] == [expected]
    priced = [place for place in found if place["total"] is not None]
    assert all(place["low"] <= place["total"] <= place["high"] for place in priced)
    # Where no source prices the language, nothing is told: neither the total nor its ends.
    unpriced = [place for place in found if place not in priced]
    assert {(place["low"], place["high"], place["speaks"]) for place in unpriced} == {(None, None, "not known")}


def test_a_share_of_a_period_is_in_per_cent() -> None:
    assert f"{amount_in('% / year', 0.1)} {behind('% / year')}" == "10 % / year"
    assert f"{amount_in('%', 0.331, estimated=True)} {behind('%')}".strip() == "33 %"
    assert (
        f"{amount_in('minutes / contact', 7.3671, estimated=True)} {behind('minutes / contact')}"
        == "7.37 minutes / contact"
    )
