"""Inputs moved all at once, on arrays, against each moved by itself in the program."""

from pathlib import Path

import pytest

from estimate.answers import estimate as answers
from estimate.answers.estimate import estimate
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.request import Request
from tests.unit.examples import EXAMPLES


def both_alike(case: ResolvedScenario, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows of inputs move the total, after each input is found to do so alike by itself and with all others."""
    monkeypatch.setattr(answers, "MANY", 10**9)
    alone = {tuple(one.places): one.elasticity for one in estimate(case).influences}
    monkeypatch.setattr(answers, "MANY", 0)
    at_once = {tuple(one.places): one.elasticity for one in estimate(case).influences}
    assert at_once.keys() == alone.keys()
    for place, elasticity in alone.items():
        assert at_once[place] == pytest.approx(elasticity, abs=1e-11)
    return sum(map(len, alone))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_moved_at_once_is_moved_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both_alike(Request(path).case(), monkeypatch)


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
    assert sum(1 for _ in estimate(case).stated()) > max(300, answers.MANY)
    both_alike(case, monkeypatch)


def test_teams_of_many_kinds_are_moved_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fourteen teams that share formulas and not numbers: contracts, channels, regions, terms that one has and another lacks."""
    contracts = (
        "{model: hourly, rate: 14, includes: [supervision]}",
        "{model: per_contact, rate: 4, minimum: {contacts_per_month: 1500}}",
        "{model: in_house}",
        "{model: hourly, rate: 11, tiers: [{above: 500 hours, discount: 5%}], escalator: 3%}",
        "{model: cost_plus}",
        "{model: monthly, rate: 2400, ramp_billed: 50%}",
        "{model: per_minute, basis: handled_minute, rate: 0.6}",
    )
    regions = ("philippines", "colombia", "united_states", "india", "mexico")
    teams = "".join(
        f"  - name: Team {at}\n    region: {regions[at % 5]}\n    hours: {('24/7', 'business')[at % 2]}\n"
        f"    pricing: {contracts[at % len(contracts)]}\n    queues:\n"
        f"      - {{channel: {('voice', 'email', 'chat')[at % 3]}, contacts_per_month: {1800 + 170 * at}}}\n"
        + (
            f"      - {{channel: email, name: Mail, contacts_per_month: {700 + at}, growth_per_year: {at}%}}\n"
            if at % 2
            else ""
        )
        for at in range(14)
    )
    file = tmp_path / "kinds.yaml"
    file.write_text(f"name: Kinds\nmonths: 14\ncurrency: USD\nteams:\n{teams}", encoding="utf-8")
    assert both_alike(Request(file).case(), monkeypatch) > 300
