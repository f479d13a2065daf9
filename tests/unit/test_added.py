"""What the cards add: the list is whole, and each key of it ends what it says."""

from __future__ import annotations

import pytest

from estimate.answers.added import added, settings
from estimate.answers.estimate import estimate
from estimate.studies.request import Request
from tests.conftest import ROOT, Command

FILES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples").rglob("*.yaml") if path.stem != "workload")


@pytest.mark.parametrize("file", FILES)
def test_writing_every_key_of_the_list_leaves_what_the_scenario_gives(file: str) -> None:
    request = Request(ROOT / file)
    result = estimate(request.case())
    found = added(result)
    ended = estimate(Request(ROOT / file, settings(found, result)).case())
    bare = estimate(Request(ROOT / file, ["only_given=true"]).case())
    assert found or result.total == pytest.approx(bare.total, abs=0.01)  # one bid gives all there is
    assert not added(ended)
    assert not added(bare)
    assert ended.total == pytest.approx(bare.total, abs=0.01)
    assert {item.id for item in bare.case.unpriced} == {item.id for item in ended.case.unpriced}


@pytest.mark.parametrize("file", FILES)
def test_each_key_ends_its_own_cost(file: str) -> None:
    result = estimate(Request(ROOT / file).case())
    for one in added(result):
        left = added(estimate(Request(ROOT / file, settings([one], result)).case()))
        assert (one.id, one.team) not in {(other.id, other.team) for other in left}


def test_the_estimate_says_that_nothing_was_added(command: Command) -> None:
    shown = command("examples/first-estimate.yaml", "--only-given", "--full", "--no-range", real=True)
    assert "Only what the scenario gives is counted" in " ".join(shown.out.split())
    assert "not priced" not in shown.out


def test_a_scenario_with_nothing_added_has_an_empty_list(command: Command) -> None:
    shown = command("added", "examples/first-estimate.yaml", "--set", "only_given=true", real=True)
    assert "add nothing" in shown.out


def test_audits_that_are_not_added_are_said(command: Command) -> None:
    shown = command("examples/vendor-quote.yaml", "--only-given", "--no-range", "--set", "data=[health]", real=True)
    assert "the audits that follow from data are not added" in " ".join(shown.out.split())
