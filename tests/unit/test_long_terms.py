"""Comparisons and baselines over any term from 1 to 120 months, and with amounts of any size, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command

DESK = """
name: {name}
start: 2027-01
months: {months}
{more}
team:
  region: testland
  pricing: {{model: hourly, rate: {rate}, includes: [everything_else], escalator: 0}}
  queues: [{{channel: email, contacts_per_month: 1000, handle_minutes: 6}}]
"""
MONTHS = [1, 2, 12, 51, 52, 60, 120]


def written(folder: Path, months: int, fee: float, rate: float = 9) -> tuple[str, str]:
    now, then = folder / "now.yaml", folder / "then.yaml"
    now.write_text(DESK.format(name="Now", months=months, rate=12, more=""), encoding="utf-8")
    more = f"baseline: now.yaml\nitems: [{{name: Transition, per: contract, price: {fee}}}]"
    then.write_text(DESK.format(name="Then", months=months, rate=rate, more=more), encoding="utf-8")
    return str(now), str(then)


@pytest.mark.parametrize("months", MONTHS)
def test_compare_and_baseline_hold_over_any_term(months: int, tmp_path: Path, command: Command) -> None:
    # 125 hours a month at 3 less: 375 saved a month for 3,000 at the start, back after eight months.
    now, then = written(tmp_path, months, 3000)
    found = json.loads(command("compare", now, then, "-f", "json").out)["options"][0]["returns"]
    own = json.loads(command(then, "-f", "json").out)["against"]["returns"]
    assert own == found
    assert found["net_saving"] == 375 * months - 3000
    assert found["payback_month"] == (8 if months >= 8 else None)
    yearly = found["irr"]
    assert yearly is not None
    if yearly == -1:
        return  # 375 for 3,000 within a month: a year at (1 / 8) ^ 12 leaves nothing that nine digits show
    worth = sum(375 / (1 + yearly) ** (month / 12) for month in range(1, months + 1))
    assert worth == pytest.approx(3000, rel=1e-6)


@pytest.mark.parametrize(("months", "fee"), [(1, 0.01), (1, 1e12), (52, 1), (120, 0.01), (120, 1e12)])
def test_amounts_of_any_size_are_told_in_every_format(
    months: int, fee: float, tmp_path: Path, command: Command
) -> None:
    now, then = written(tmp_path, months, fee)
    for form in ("json", "csv", "markdown", "table"):
        for arguments in (
            ["compare", now, then, "--no-range"],
            ["compare", then, now, "--no-range"],
            [then, "--no-range"],
        ):
            done = command(*arguments, "-f", form)
            assert done.status == 0, done.err
    found = json.loads(command("compare", now, then, "-f", "json", "--no-range").out)["options"][0]["returns"]
    assert (found["irr"] is None) == bool(found["irr_reason"])


def test_a_rate_above_1000_per_cent_is_said_in_every_format(tmp_path: Path, command: Command) -> None:
    now, then = written(tmp_path, 60, 100)
    found = json.loads(command("compare", now, then, "-f", "json").out)["options"][0]["returns"]
    assert (found["irr"], found["irr_reason"]) == (None, "above 1000 %")
    rows = command("compare", now, then, "-f", "csv").out.splitlines()
    assert "return.irr,Internal rate of return a year,share,,," in rows
    assert "return.irr_reason,Why there is no internal rate of return,text,,above 1000 %," in rows
    for arguments in (
        ["compare", now, then, "--full"],
        ["compare", now, then, "-f", "markdown"],
        [then, "--full"],
        [then, "-f", "markdown"],
    ):
        assert "IRR above 1000 % a year" in " ".join(command(*arguments).out.split())
