"""Inputs moved all at once, on arrays, against each moved by itself in the program."""

from pathlib import Path

import pytest

from estimate.answers import estimate as answers
from estimate.answers.estimate import estimate
from estimate.studies.request import Request
from tests.unit.examples import EXAMPLES


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_moved_at_once_is_moved_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Request(path).case()
    monkeypatch.setattr(answers, "MANY", 10**9)
    alone = estimate(case).influences
    monkeypatch.setattr(answers, "MANY", 0)
    at_once = {(one.name, one.row): one.elasticity for one in estimate(case).influences}
    assert at_once.keys() == {(one.name, one.row) for one in alone}
    for one in alone:
        assert at_once[one.name, one.row] == pytest.approx(one.elasticity, abs=1e-11)


def test_queues_that_share_their_agents_move_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty queues of one team, whose inputs are more than are moved one by one."""
    queues = "".join(
        f"      - {{name: Queue {at}, channel: {('voice', 'email', 'chat')[at % 3]}, contacts_per_month: {900 + 31 * at}}}\n"
        for at in range(30)
    )
    file = tmp_path / "many.yaml"
    file.write_text(
        f"name: Many\nmonths: 24\ncurrency: USD\nteams:\n  - name: One\n    region: philippines\n    queues:\n{queues}",
        encoding="utf-8",
    )
    case = Request(file).case()
    at_once = estimate(case).influences
    monkeypatch.setattr(answers, "MANY", 10**9)
    alone = {(one.name, one.row): one.elasticity for one in estimate(case).influences}
    assert sum(1 for _ in estimate(case).stated()) > 300
    assert {(one.name, one.row) for one in at_once} == alone.keys()
    for one in at_once:
        assert one.elasticity == pytest.approx(alone[one.name, one.row], abs=1e-11)
