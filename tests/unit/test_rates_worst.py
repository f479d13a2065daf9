"""`estimate rates check`: wages below the law, and the facts that are worth the next hour of research."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from estimate.answers.rates_worst import DESKS, weakness, worth_knowing
from estimate.cards.catalog import Catalog
from estimate.ground.provenance import Origin
from tests.conftest import Command

LAND = """
region: {name}
currency: EUR
timezone: Etc/UTC
labor: {{voice: {{in_house: {{unit: EUR/paid_hour, includes: [], values: [{{from: 2026-01-01, likely: {wage}, basis: assumed, note: ours}}]}}}}}}
operations: {{minimum_wage: {{unit: EUR/paid_hour, values: [{{from: 2026-01-01, likely: 13.9, basis: assumed, note: the law}}]}}}}
"""


@pytest.mark.parametrize(("wage", "below"), [(13.9, False), (13.85, False), (11.8, True)])
def test_a_wage_below_the_law_is_an_error(wage: float, below: bool, tmp_path: Path, command: Command) -> None:
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions" / "otherland.yaml").write_text(LAND.format(name="otherland", wage=wage), encoding="utf-8")
    found = command("rates", "check", str(tmp_path), "--strict", real=True)
    assert ("11.8 EUR/paid_hour is below the minimum wage of 13.9" in found.out) is below
    assert found.status == (5 if below else 0)


def test_the_shipped_cards_keep_the_law(command: Command) -> None:
    assert "below the minimum wage" not in command("rates", "check", real=True).out


def test_what_matters_and_is_weak_comes_first() -> None:
    facts = worth_knowing(Catalog())
    assert [fact.score for fact in facts] == sorted((fact.score for fact in facts), reverse=True)
    assert facts[0].origin.basis in ("assumed", "modeled")
    # Handle times of mail are a judgment, and mail is handled in two of the desks.
    assert "operations channels email handle_minutes" in [fact.address for fact in facts[:5]]
    assert all(set(fact.swings) <= set(DESKS) and fact.swing > 0 for fact in facts)


@pytest.mark.parametrize(
    ("basis", "grade", "since", "weak"),
    [("quoted", "A", "2026-01-01", 1), ("quoted", "D", "2026-01-01", 2.5), ("assumed", "", "2026-01-01", 3), ("derived", "C", "2019-01-01", 2.5)],
)  # fmt: skip
def test_weakness_is_basis_grade_and_age(basis: str, grade: str, since: str, weak: float) -> None:
    assert weakness(Origin(basis, grade=grade, date=since), "2026-11-01") == weak  # type: ignore[arg-type]


def test_a_better_card_of_ones_own_leaves_the_list(tmp_path: Path) -> None:
    (tmp_path / "operations.yaml").write_text(
        "channels: {email: {handle_minutes: {unit: minute/contact, values: "
        "[{from: 2026-01-01, likely: 7, basis: quoted, grade: A, sources: [ours]}]}}}",
        encoding="utf-8",
    )
    known = [fact.address for fact in worth_knowing(Catalog([tmp_path]))]
    assert "operations channels email handle_minutes" not in known
    assert "operations channels voice handle_minutes" in known


def test_the_list_is_told_in_words_and_as_data(command: Command) -> None:
    told = command("rates", "check", "--worst", "3", real=True)
    assert told.status == 0
    assert len(told.out.splitlines()) == 3
    assert "moves the total by" in told.out
    rows = json.loads(command("rates", "check", "--worst", "3", "-f", "json", real=True).out)["facts"]
    assert len(rows) == 3
    assert rows[0]["score"] == pytest.approx(rows[0]["swing"] * rows[0]["weakness"], abs=2e-4)
    head = command("rates", "check", "--worst", "3", "-f", "csv", real=True).out.splitlines()[0]
    assert head == "fact,file,line,basis,grade,since,swing,weakness,score"


def test_a_folder_that_is_not_there_is_refused(command: Command) -> None:
    assert "is not a folder" in command("rates", "check", "nowhere", "--worst", "3", real=True).err
