"""A scenario over another: what is taken, what is replaced, and where problems are said to be."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from estimate.files.extends import extended
from estimate.files.input_file import InputFile
from estimate.files.open import read
from estimate.ground.errors import InvalidInput

BASE = """\
    name: Base
    months: 24
    teams:
      - name: Manila
        region: testland
        queues: [{name: mail, channel: email, contacts_per_month: 100}, {name: calls, channel: voice, contacts_per_month: 50}]
      - name: Bogotá
        region: testland
        queues: [{name: mail, channel: email, contacts_per_month: 7}]
"""


def files(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")


def load(folder: Path, name: str = "top") -> InputFile:
    path = folder / f"{name}.yaml"
    return extended(read(path, source=path.name), folder, (path.resolve(),))


def test_what_is_not_said_is_taken_and_members_are_found_by_name(tmp_path: Path) -> None:
    top = """\
        extends: base.yaml
        name: Top
        teams:
          - name: Bogotá
            queues: [{name: mail, contacts_per_month: 9}]
          - {name: Warsaw, region: testland, queues: []}
    """
    files(tmp_path, base=BASE, top=top)
    data = load(tmp_path).data
    assert (data["name"], data["months"]) == ("Top", 24)
    assert [team["name"] for team in data["teams"]] == ["Manila", "Bogotá", "Warsaw"]
    assert data["teams"][1]["queues"] == [{"name": "mail", "channel": "email", "contacts_per_month": 9}]


def test_a_place_is_in_the_file_that_holds_it(tmp_path: Path) -> None:
    files(
        tmp_path,
        base=BASE,
        top="extends: base.yaml\nteams:\n- name: Bogotá\n  queues: [{name: mail, contacts_per_month: -9}]\n",
    )
    document = load(tmp_path)
    problem = document.problem(("teams", 1, "queues", 0, "contacts_per_month"), "wrong")
    assert (problem.source, problem.place and problem.place.line) == ("top.yaml", 4)
    problem = document.problem(("teams", 0, "queues", 1, "contacts_per_month"), "wrong")
    assert (problem.source, problem.place and problem.place.line) == ("base.yaml", 6)
    assert "calls" in problem.excerpt


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"top": "extends: nowhere.yaml\n"}, "no such file: nowhere.yaml"),
        ({"top": "extends: ../other.yaml\n"}, "is outside the folder of this file"),
        ({"top": "extends: top.yaml\n"}, "extends this file in turn"),
        ({"top": "extends: base.yaml\n", "base": "extends: top.yaml\n"}, "extends this file in turn"),
        ({"top": "extends: [a]\n"}, "must be the name of a file"),
    ],
)
def test_a_bad_base_is_refused(tmp_path: Path, texts: dict[str, str], words: str) -> None:
    files(tmp_path, **texts)
    with pytest.raises(InvalidInput, match=words):
        load(tmp_path)


def test_the_command_takes_it(tmp_path: Path, command) -> None:
    files(tmp_path, base=BASE, top="extends: base.yaml\nname: Shorter\nmonths: 12\n")
    result = command("top.yaml", "--format", "csv", cwd=tmp_path)
    assert result.status == 0
    assert ",2027-12\n" in result.out.splitlines(keepends=True)[0]


def test_a_week_of_hours_is_replaced_whole(tmp_path: Path) -> None:
    base = "name: A\nteam:\n  region: testland\n  hours: {mon-sun: 08:00-20:00}\n  queues: [{channel: email, contacts_per_month: 10}]\n"
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: base.yaml\nteam: {hours: {mon-fri: 09:00-17:00}}\n", encoding="utf-8")
    found = load(tmp_path, "b")
    assert found.data["team"]["hours"] == {"mon-fri": "09:00-17:00"}


ONE_TEAM = """\
    name: Base
    team:
      region: testland
      queues: [{channel: email, contacts_per_month: 100}, {channel: back_office, contacts_per_month: 50}]
"""


def test_one_queue_is_changed_by_the_name_of_its_channel(tmp_path: Path) -> None:
    files(
        tmp_path,
        base=ONE_TEAM,
        top="extends: base.yaml\nteam:\n  queues: [{name: back office, contacts_per_month: -9}]\n",
    )
    document = load(tmp_path)
    assert document.data["team"]["queues"] == [
        {"channel": "email", "contacts_per_month": 100},
        {"channel": "back_office", "contacts_per_month": -9, "name": "back office"},
    ]
    changed = document.problem(("team", "queues", 1, "contacts_per_month"), "wrong")
    kept = document.problem(("team", "queues", 1, "channel"), "wrong")
    assert (changed.source, changed.place and changed.place.line) == ("top.yaml", 3)
    assert (kept.source, kept.place and kept.place.line) == ("base.yaml", 4)


def test_queues_that_name_none_of_those_below_replace_them(tmp_path: Path) -> None:
    for queue in ("{channel: email, contacts_per_month: 9}", "{name: chats, channel: chat, contacts_per_month: 9}"):
        files(tmp_path, base=ONE_TEAM, top=f"extends: base.yaml\nteam:\n  queues: [{queue}]\n")
        assert len(load(tmp_path).data["team"]["queues"]) == 1
