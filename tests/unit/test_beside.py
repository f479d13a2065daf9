"""Names of files and regions that no file can have, and names of shared cards where a region is expected."""

from pathlib import Path

import pytest

from estimate.cards.catalog import Catalog
from estimate.files.beside import file_beside
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput
from tests.conftest import Command

LONG = "x" * 3000
DESK = "name: Desk\nteam:\n  region: philippines\n  queues: [{channel: email, contacts_per_month: 900}]\n"


def refusal(folder: Path, name: str) -> str:
    with pytest.raises(InvalidInput) as raised:
        file_beside(parse("{}", "desk.yaml"), ("baseline",), folder, name)
    return raised.value.problems[0].message


def test_a_file_beside_is_found_and_one_that_is_not_there_is_named_with_its_nearest(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("{}", encoding="utf-8")
    (tmp_path / "base.csv").write_text("", encoding="utf-8")
    document = parse("{}", "desk.yaml")
    assert file_beside(document, ("baseline",), tmp_path, "base.yaml") == (tmp_path / "base.yaml").resolve()
    (tmp_path / "desk.yaml").write_text("{}", encoding="utf-8")  # the file itself is not meant
    assert refusal(tmp_path, "dsk.yaml") == "no such file: dsk.yaml (did you mean base.yaml?)"
    assert refusal(tmp_path, "bse.yaml") == "no such file: bse.yaml (did you mean base.yaml?)"
    assert refusal(tmp_path, "../up.yaml") == "../up.yaml is outside the folder of this file (put it beside or below)"
    assert refusal(tmp_path, LONG) == f"no such file: {LONG} (check the name)"
    assert refusal(tmp_path, "a\0b") == "no such file: a\0b (check the name)"


@pytest.mark.parametrize("key", ["extends", "baseline"])
def test_a_name_that_is_too_long_is_a_problem_of_the_file(command: Command, tmp_path: Path, key: str) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(f"{key}: {LONG[:1500]}.yaml\n{DESK}", encoding="utf-8")
    result = command(str(file), "--no-range", real=True)
    assert result.status == 3
    assert "no such file: xxx" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        [LONG],
        [f"{LONG}.yaml"],
        ["validate", LONG],
        ["explain", LONG, "total"],
        ["compare", LONG, LONG],
        ["rates", "list", "--rates", LONG],
        ["rates", "show", LONG],
        ["rates", "check", LONG],
        ["examples/first-estimate.yaml", "--no-range", "--rates", LONG],
        ["examples/first-estimate.yaml", "--no-range", "--set", f"team.region={LONG}"],
        ["examples/first-estimate.yaml", "--no-range", "-o", f"{LONG}.html"],
    ],
    ids=lambda arguments: " ".join(word[:12] for word in arguments),
)
def test_no_command_takes_a_long_name_for_a_bug(command: Command, arguments: list[str]) -> None:
    result = command(*arguments, real=True)
    assert result.status in (2, 3)
    assert "bug" not in result.err


@pytest.mark.parametrize(
    "name", ["operations", "fx", "../operations", "regions/japan", "", ".", "a\0b", "japan\n", LONG]
)
def test_what_is_no_name_of_a_region_has_no_card(name: str) -> None:
    assert Catalog().region(name) is None


def test_a_shared_card_in_a_folder_of_ones_own_is_no_region_and_a_region_beside_it_is(tmp_path: Path) -> None:
    (tmp_path / "operations.yaml").write_text("labor: {}\n", encoding="utf-8")
    (tmp_path / "atlantis.yaml").write_text("region: atlantis\n", encoding="utf-8")
    catalog = Catalog([tmp_path])
    assert catalog.region("operations") is None
    assert catalog.region("atlantis") == "regions/atlantis"
