"""The total is the expected cost: in the middle of its draws, near their mean, one figure in every command, and so are its words."""

from __future__ import annotations

import json
from math import exp, fsum, log
from pathlib import Path
from statistics import NormalDist

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.uncertainty import Simulation, simulate
from estimate.ground.percentiles import TENTH
from estimate.ground.ranges import Range, parts_of
from estimate.ground.shapes import values_at
from estimate.report.derivation import derivation
from estimate.report.headline import APART, MIDDLE, WIDEST, highest_place, range_words
from estimate.report.sections import report
from estimate.studies.request import Request
from tests.conftest import ROOT, Command, estimate_of
from tests.unit.generated import desk

EXAMPLES = sorted(
    str(file.relative_to(ROOT)) for file in (ROOT / "examples").rglob("*.yaml") if "workload" not in file.name
)
FEW, MANY = 250, 2500
SLACK = 0.03
"""The error of a share of that many draws."""
STRAY = {
    32: "a chat desk so small that one agent is enough at the expected inputs, and in a third of the draws is not",
    55: "the same, open around the clock",
    65: "a pool whose chats leave time for email (−4.8 %): too little of it costs, and too much of it saves nothing",
    75: "the same, where that time is used up just at the expected inputs",
}
"""Desks whose total is known to stray from the mean, and why. Nobody can be on duty by halves, and idle time cannot be saved up."""


def out_of_the_middle(result: Estimate, drawn: Simulation) -> str:
    """What is wrong with a total's place in its draws; nothing where it is in the middle and near the mean.

    The mean of a lognormal total of deviation s lies at the share phi(s / 2): beyond P62 from s = 0.61 on, by its width alone, and
    at P66.4 for the widest kind of fact on the cards (`test_the_mean_of_a_wide_fee_lies_beyond_p62`).
    """
    away, share = result.total / drawn.mean - 1, drawn.share_below(result.total)
    highest = highest_place(drawn.share_below(drawn.mean), drawn.percentile(0.1), drawn.percentile(0.9))
    held = abs(away) <= APART and MIDDLE[0] - SLACK <= share <= highest + SLACK
    return "" if held else f"P{100 * share:.1f}, {away:+.1%} from the mean"


def strayed(result: Estimate) -> str:
    """The same with few draws and, where these say that it strays, with many."""
    return out_of_the_middle(result, simulate(result, draws=FEW)) and out_of_the_middle(
        result, simulate(result, draws=MANY)
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_lies_in_the_middle_of_its_draws(example: str) -> None:
    assert strayed(estimate(Request(ROOT / example).case())) == ""


@pytest.mark.parametrize("tenth", range(10))
def test_a_hundred_desks_lie_in_the_middle_of_their_draws(tenth: int) -> None:
    found = {}
    for seed in range(10 * tenth, 10 * tenth + 10):
        if words := strayed(estimate_of(desk(seed), real=True)):
            found[seed] = words
    assert set(found) <= set(STRAY), found


@pytest.mark.parametrize("seed", [32, 75])
def test_a_total_that_strays_is_warned_of_with_both_figures(seed: int) -> None:
    result = estimate_of(desk(seed), real=True)
    drawn = simulate(result, draws=MANY)
    assert out_of_the_middle(result, drawn)
    (warned,) = [line for line in report(result, drawn).warnings if "on average" in line]
    assert "every input at its expected value" in warned


def test_a_total_in_the_middle_is_not_warned_of() -> None:
    fine = estimate_of(desk(0), real=True)
    assert not [line for line in report(fine, simulate(fine, draws=FEW)).warnings if "on average" in line]


@pytest.mark.parametrize("spread", [0.1, 0.34 * 2**0.5, 0.61, 0.65, 0.6 * 2**0.5])
def test_the_mean_of_a_wide_fee_lies_beyond_p62(spread: float) -> None:
    value = Range(exp(-TENTH * spread), 1, exp(TENTH * spread))
    shares = [place / 1000 for place in range(1, 1000)]
    below = sum(drawn < value.expected for drawn in values_at(value, shares)) / len(shares)
    normal, reach = NormalDist(), exp(TENTH * spread)
    closed_form = normal.cdf(log(0.3 / reach + 0.4 + 0.3 * reach) / spread)
    assert below == pytest.approx(closed_form, abs=0.004)
    assert (closed_form > MIDDLE[1]) == (spread > 0.64)
    mean_lies_at = normal.cdf(spread / 2)
    assert closed_form <= mean_lies_at < WIDEST
    assert highest_place(1, 1 / reach, reach) == pytest.approx(max(WIDEST, mean_lies_at))
    assert highest_place(1, 1 / reach**2, reach**2) == pytest.approx(max(WIDEST, normal.cdf(spread)))


def test_parts_of_a_whole_are_expected_in_proportion() -> None:
    shares = [Range(0.6, 0.8, 0.9), Range(0.1, 0.2, 0.4)]
    # 0.3 x 0.6 + 0.4 x 0.8 + 0.3 x 0.9 = 0.77 and 0.3 x 0.1 + 0.4 x 0.2 + 0.3 x 0.4 = 0.23: they sum to 1 as they are.
    assert parts_of(shares, "expected") == pytest.approx([0.77, 0.23])
    # 0.77 and 0.3 x 0.2 + 0.4 x 0.2 + 0.3 x 0.4 = 0.26, so each over 1.03.
    assert parts_of([shares[0], Range(0.2, 0.2, 0.4)], "expected") == pytest.approx([0.77 / 1.03, 0.26 / 1.03])
    assert parts_of(shares, "likely") == parts_of(shares, "high") == [0.8, 0.2]


def test_fifty_desks_add_up_to_the_mean_of_the_sum_of_their_draws() -> None:
    results = [estimate_of(desk(seed), real=True) for seed in range(50)]
    draws = zip(*(simulate(result, draws=100).totals for result in results), strict=True)
    mean = fsum(map(fsum, draws)) / 100
    assert fsum(result.total for result in results) == pytest.approx(mean, rel=APART)


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        (Range(8, 10, 15), 10.9, "0.3 × 8 + 0.4 × 10 + 0.3 × 15"),
        (Range(8, 10, 18, 1, "pert"), 11, "(8 + 4 × 10 + 18) ÷ 6"),
        (Range(8, 10, 18, 1, "triangular"), 12, "(8 + 10 + 18) ÷ 3"),
        (Range(8, 10, 12, 1, "uniform"), 10, "(8 + 12) ÷ 2"),
        (Range(-2, 0, 4), 0.6, "0.3 × (−2) + 0.4 × 0 + 0.3 × 4"),
        (Range(1, 2, 4, divides=True), 1 / 0.575, "1 ÷ (0.3 ÷ 1 + 0.4 ÷ 2 + 0.3 ÷ 4)"),
        (Range(10, 10, 10), 10, ""),
    ],
)
def test_an_expected_value_is_derived_in_one_line(value: Range, expected: float, words: str) -> None:
    assert value.expected == pytest.approx(expected)
    assert derivation(value) == words


def test_a_range_that_leaves_the_total_out_is_not_printed() -> None:
    assert range_words(600, 500, 540, 700) == "80 % range 500 – 700"
    high = range_words(710, 500, 540, 700)
    assert high == "near the high end of its own range: half of the cases stay below 540"
    assert range_words(490, 500, 540, 700).startswith("near the low end of its own range")
    assert range_words(500, 500, 500, 500) == "no input has a range"


DESK = """\
name: Desk
currency: USD
months: 12
team:
  region: philippines
  pricing: {model: hourly, rate: {low: 8, likely: 10, high: 15}, includes: [everything_else]}
  queues: [{channel: email, contacts_per_month: 1000}]
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "desk.yaml"
    path.write_text(DESK, encoding="utf-8")
    return str(path)


def test_explain_derives_what_is_expected(file: str, command: Command) -> None:
    out = command("explain", file, "base_rate", real=True).out
    assert "10.9 logged_in_hour = 0.3 × 8 + 0.4 × 10 + 0.3 × 15" in out
    assert "= its low value" in command("explain", file, "base_rate", "--at", "low", real=True).out


def test_at_takes_every_input_at_one_end_and_draws_nothing_for_an_end(file: str, command: Command) -> None:
    def told(*arguments: str) -> dict[str, float | None]:
        content = json.loads(command(file, "-f", "json", *arguments, real=True).out)
        return dict(content["total"]) | {"at": content["at"]}

    usual, low, likely, high = told(), told("--at", "low"), told("--at", "likely"), told("--set", "at=high")
    assert (usual["at"], low["at"], high["at"]) == ("expected", "low", "high")
    assert (low["low"], low["budget"]) == (None, None)
    assert likely["low"] == pytest.approx(
        usual["low"], abs=0.1
    )  # the range is that of the inputs, whatever is taken of them
    totals = [one["expected"] for one in (low, likely, usual, high)]
    assert all(isinstance(total, float) for total in totals)
    assert totals == sorted(totals, key=lambda total: total or 0)
    assert "every input at its low" in command(file, "--at", "low", real=True).out
    refused = command(file, "--at", "middle", real=True)
    assert (refused.status, "--at: must be one of expected, low, likely, high" in refused.err) == (3, True)


def test_sure_tests_the_budget_instead_of_the_total(file: str, command: Command) -> None:
    total = json.loads(command(file, "-f", "json", real=True).out)["total"]
    between = str((total["expected"] + total["budget"]) / 2)
    assert command(file, "--fail-above", between, real=True).status == 0
    gate = command(file, "--fail-above", between, "--sure", "80%", real=True)
    assert gate.status == 5
    assert f"to be 80 % sure takes {total['budget']:,.2f} USD" in gate.err
    assert command(file, "--fail-above", str(total["budget"]), "--sure", "80%", real=True).status == 0
    for arguments, words in (
        (("--sure", "80%"), "give --fail-above"),
        (("--sure", "80%", "--fail-above", "1", "--no-range"), "needs the draws"),
        (("--sure", "120%", "--fail-above", "1"), "from 50% to 99%"),
        (("--sure", "80%", "--fail-above", "1", "--at", "low"), "none are made with every input at its low"),
    ):
        refused = command(file, *arguments, real=True)
        assert (refused.status, words in refused.err) == (2, True), refused.err


def test_a_saved_estimate_is_gated_by_the_percentiles_that_it_holds(
    file: str, command: Command, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(command(file, "-f", "json", real=True).out, encoding="utf-8")
    assert command(str(saved), "--fail-above", "1", "--sure", "80%", real=True).status == 5
    refused = command(str(saved), "--fail-above", "1", "--sure", "85%", real=True)
    assert (refused.status, "a saved estimate knows" in refused.err) == (2, True)
    assert "set aside this much to be 80 % sure" in command(str(saved), "--full", real=True).out
    content = json.loads(saved.read_text(encoding="utf-8"))
    content["total"] = {"low": 1, "likely": 2, "high": 3}
    saved.write_text(json.dumps(content | {"format_version": "1.1"}), encoding="utf-8")
    old = command(str(saved), "--full", real=True)
    assert (old.status, "is of format version 1.1, this tool reads 3.0" in old.err) == (3, True)


def test_options_are_compared_at_one_end(file: str, command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(DESK.replace("name: Desk", "name: Other\nat: low"), encoding="utf-8")
    found = json.loads(command("compare", file, str(other), "-f", "json", real=True).out)
    assert found["options"][0]["difference"] == 0
    assert any("takes every input at its expected value, not its low one" in note for note in found["notes"])
