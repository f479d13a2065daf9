"""The term of an estimate: its parts of months, its length from dates, and what replaces what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from estimate.files.extends import laid_over
from estimate.ground.term import ServiceTerm, beyond, first_part, months_in_words, months_to, served
from tests.conftest import Command, estimate_of

STARTS = st.dates().filter(lambda day: 1990 < day.year < 2100).map(lambda day: day.isoformat())


@given(STARTS, st.floats(0.01, 120))
def test_the_parts_of_a_term_sum_to_its_length_and_only_its_ends_are_parts(start: str, length: float) -> None:
    term = ServiceTerm(start, length)
    assert sum(term.parts) == pytest.approx(length)
    assert all(part == 1 for part in term.parts[1:-1])
    assert all(0 < part <= 1 for part in term.parts)
    assert term.parts[0] == min(first_part(start), length)


@given(STARTS, st.floats(1, 60), st.floats(0, 1))
def test_what_is_served_and_what_comes_after_make_the_whole(start: str, length: float, share: float) -> None:
    parts = ServiceTerm(start, length).parts
    until = length * share
    kept, later = served(parts, until), beyond(parts, until)
    assert sum(kept) == pytest.approx(until, abs=1e-8)
    assert [part * (1 - after) for part, after in zip(parts, later, strict=True)] == pytest.approx(kept)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-01", "2027-12", 12),
        ("2027-01", "2027-01-31", 1),
        ("2027-01-15", "2027-01-15", 1 / 31),
        ("2027-01-15", "2028-01-14", 17 / 31 + 11 + 14 / 31),
        ("2028-01", "2028-02-29", 2),
        ("2027-03-15", "2027-03-14", 0),
    ],
)
def test_a_last_day_is_in_the_term(start: str, end: str, months: float) -> None:
    assert months_to(start, end) == pytest.approx(months)


def test_a_length_takes_the_place_of_another_from_the_command_line_and_in_a_file_that_extends(
    tmp_path: Path, command: Command
) -> None:
    assert laid_over({"months": 12, "name": "A"}, {"days": 265}) == {"name": "A", "days": 265}
    assert laid_over({"months": 12}, {"name": "B"}) == {"months": 12, "name": "B"}
    team = {"region": "testland", "queues": [{"channel": "email", "contacts_per_month": 1000}]}
    (tmp_path / "base.yaml").write_text(yaml.safe_dump({"name": "Base", "months": 12, "team": team}))
    asked = ("--no-range", "--format", "json")
    assert json.loads(command("base.yaml", *asked, "--set", "end=2027-01-31", cwd=tmp_path).out)["months"] == 1
    (tmp_path / "over.yaml").write_text("extends: base.yaml\nname: Over\nweeks: 6\n")
    assert json.loads(command("over.yaml", *asked, cwd=tmp_path).out)["months"] == pytest.approx(42 / 30.4375)
    assert months_in_words(1) == "1 month"
    assert months_in_words(42 / 30.4375) == "1.38 months"


def test_options_of_one_length_in_days_are_compared_without_a_note(tmp_path: Path, command: Command) -> None:
    team = {"region": "testland", "queues": [{"channel": "email", "contacts_per_month": 1000}]}
    for name, length in (("a", {"days": 265}), ("b", {"days": 265}), ("c", {"months": 12})):
        (tmp_path / f"{name}.yaml").write_text(
            yaml.safe_dump({"name": name, "start": "2027-01-15", **length, "team": team})
        )
    alike = command("compare", "a.yaml", "b.yaml", cwd=tmp_path).out
    assert "instead of" not in alike
    unlike = " ".join(command("compare", "a.yaml", "c.yaml", cwd=tmp_path).out.split())
    assert "c is estimated over 8.71 months from 2027-01-15 instead of 12 months from 2027-01-15" in unlike


def test_a_part_of_a_month_costs_its_share_of_a_whole_one_whatever_is_billed() -> None:
    """Of all that goes with time, the last half month costs half of a month; growth, season and hires aside."""
    queue = {"channel": "voice", "contacts_per_month": 3000}
    team = {"region": "testland", "staffing": {"attrition_per_year": 0, "ramp_months": 0}, "queues": [queue]}
    frame = {"name": "X", "start": "2027-01", "discount_rate": 0}
    whole, part = (estimate_of({**frame, "months": months, "team": team}) for months in (3, 2.5))
    for ours in part.lines:
        theirs = next(line for line in whole.lines if (line.id, line.row) == (ours.id, ours.row))
        if not ours.one_off:
            assert ours.amounts[3] == pytest.approx(theirs.amounts[3] / 2), ours.id
