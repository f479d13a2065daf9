"""The draws decide which option is named the cheapest, so that a verdict never contradicts its odds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from estimate.answers.uncertainty import chances_cheapest, simulate
from estimate.report.comparison import Comparison, compare
from estimate.report.comparison_document import comparison_document
from estimate.report.document import document
from estimate.report.sections import report
from estimate.report.side import Side
from estimate.report.verdict import Verdict, verdict
from estimate.views.comparison import words
from tests.conftest import Command, estimate_of


def drawn(name: str, rate: Any, contacts: Any = 1000) -> Side:
    queue = {"channel": "email", "contacts_per_month": contacts, "handle_minutes": 6}
    pricing = {"model": "hourly", "rate": rate, "includes": ["everything_else"]}
    team = {"region": "testland", "pricing": pricing, "queues": [queue]}
    result = estimate_of({"name": name, "start": "2027-01", "months": 10, "discount_rate": 0, "team": team})
    simulation = simulate(result, draws=400)
    return Side(name, f"{name}.yaml", document(report(result, simulation)), result, simulation)


def saved(side: Side) -> Side:
    return replace(side, estimate=None, simulation=None)


def said(comparison: Comparison) -> str:
    return words.verdict(comparison_document(comparison))


def two(share: float) -> tuple[tuple[float, float], ...]:
    """Two options, the first of which costs less in this share of the draws."""
    return ((0.5, share), (1 - share, 0.5))


@pytest.mark.parametrize(
    ("pairs", "winner", "confidence", "share"),
    [
        (two(1.0), 0, "sure", 1.0),
        (two(0.1), 1, "sure", 0.9),
        (two(0.101), 1, "probable", 0.899),
        (two(0.3), 1, "probable", 0.7),
        (two(0.301), None, "open", 0.699),
        # The second costs less than either other in three of four draws, though it is the cheapest of all in fewer.
        (((0.5, 0.25, 0.5), (0.75, 0.5, 0.8), (0.5, 0.2, 0.5)), 1, "probable", 0.75),
        # Each beats one and loses to another: nobody is named, however often.
        (((0.5, 0.8, 0.2), (0.2, 0.5, 0.8), (0.8, 0.2, 0.5)), None, "open", 0.2),
    ],
)
def test_pairs_of_the_draws_decide(
    pairs: tuple[tuple[float, ...], ...], winner: int | None, confidence: str, share: float
) -> None:
    found = verdict(0, pairs, by_contact=False, ranges=True, overlapping=True)
    assert (found.winner, found.confidence, found.by) == (winner, confidence, "draws")
    assert found.share == pytest.approx(share)


def test_ranges_that_overlap_do_not_hide_a_difference_that_is_certain() -> None:
    # Both share the volume, 500 to 2,000 contacts, so that the ranges overlap widely; 9 an hour is below 12 in every draw.
    wide = {"low": 500, "likely": 1000, "high": 2000}
    found = compare([drawn("A", 12, wide), drawn("B", 9, wide)])
    assert found.overlapping
    assert found.cheapest_in == (0.0, 1.0)
    assert found.verdict == Verdict(1, "sure", "draws", 1.0)
    assert said(found) == "B is the cheapest, in 100 % of the draws."


def test_a_probable_winner_and_none() -> None:
    wide = {"low": 8, "likely": 11, "high": 14}  # below 9 in about a fifth of the draws, below 11 in half
    probable = compare([drawn("A", wide), drawn("B", 9)])
    assert probable.cheapest_in is not None
    assert 0.7 <= probable.cheapest_in[1] < 0.9
    assert said(probable).startswith("B is probably the cheapest, in ")
    assert said(probable).endswith(" of the draws; A in " + words.percent(probable.cheapest_in[0]) + ".")
    open_ = compare([drawn("A", wide), drawn("B", 11.01)])
    assert open_.verdict.winner is None
    assert said(open_).startswith("No winner is named: by the draws the cheapest is ")
    assert comparison_document(open_)["verdict"] == {
        "winner": None,
        "confidence": "open",
        "by": "draws",
        "share": open_.verdict.share and pytest.approx(open_.verdict.share),
    }


def test_the_draws_count_though_another_has_the_lower_total() -> None:
    # A is mostly 9 to 11 but may well be 16, 10.8 on average; B is 11 for certain.
    found = compare([drawn("A", {"low": 9, "likely": 10.5, "high": 13}), drawn("B", 11)])
    assert found.cheapest == 0
    assert found.verdict.winner in (1, None)
    if found.verdict.winner == 1:
        assert said(found).endswith("The lowest total is that of A.")


def test_without_draws_the_ranges_decide_and_it_is_said() -> None:
    wide = {"low": 500, "likely": 1000, "high": 2000}
    found = compare([saved(drawn("A", 12, wide)), drawn("B", 9, wide)])
    assert found.verdict == Verdict(None, "open", "ranges")
    assert said(found).startswith(
        "B has the lowest total, but its range overlaps another's, and a saved estimate holds no draws"
    )
    apart = compare([saved(drawn("A", 12)), saved(drawn("B", 9))])
    assert apart.verdict == Verdict(1, "sure", "ranges")
    assert "so the ranges decide" in said(apart)


def test_without_ranges_the_totals_are_all_there_is() -> None:
    sides = [replace(drawn(name, rate), simulation=None) for name, rate in (("A", 12), ("B", 9))]
    plain = [replace(side, document=document(report(side.estimate))) for side in sides if side.estimate]
    assert compare(plain).verdict == Verdict(1, "unknown", "totals")
    assert said(compare(plain)).startswith("B has the lowest total;")


def test_a_tie_is_said() -> None:
    found = compare([drawn("A", 12), drawn("B", 12)])
    assert found.cheapest_in == (0.5, 0.5)
    assert said(found) == "Two or more cost the least alike: no option is the cheapest."


def test_three_options_share_the_draws() -> None:
    sides = [drawn(name, rate) for name, rate in (("A", 12), ("B", 9), ("C", 9))]
    assert chances_cheapest([side.simulation for side in sides if side.simulation]) == [0, 0.5, 0.5]


def test_the_verdict_and_the_odds_of_the_example_agree(tmp_path: Path, command: Command) -> None:
    page = command(
        "compare", "examples/compare/denver.yaml", "examples/compare/manila.yaml", "-f", "markdown", real=True
    ).out
    assert "Manila is the cheapest, in 100 % of the draws" in page
    assert "do not name a winner" not in page
