"""Our cards are kept in a form that loads fast: the same data, never older than the card, and never in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from estimate.cards import kept
from estimate.cards.catalog import Catalog, shipped_rates
from estimate.cards.kept import read_kept
from estimate.files.open import read
from estimate.ground.errors import InvalidInput

CARDS = sorted([*shipped_rates().glob("*.yaml"), *shipped_rates().glob("regions/*.yaml")])
CARD = "unit: hour\nvalues:\n- {likely: 1.0, from: 2026-01-01}\n"


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.mark.usefixtures("keeping")
def test_what_is_kept_of_every_card_is_what_stands_on_it(tmp_path: Path) -> None:
    for number, card in enumerate(CARDS):
        file = tmp_path / f"{number}.yaml"
        file.write_bytes(card.read_bytes())
        first, again = read_kept(file, "card"), read_kept(file, "card")
        assert (tmp_path / "__pycache__" / f"{number}.kept").is_file()
        assert repr(again.data) == repr(first.data) == repr(read(file, source="card").data)  # 1 is not 1.0 here
        assert (again.text, again.digest) == (first.text, first.digest)


@pytest.mark.usefixtures("keeping")
def test_a_card_that_changes_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "card.yaml"
    file.write_text(CARD, encoding="utf-8")
    read_kept(file, "card")
    file.write_text(CARD.replace("1.0", "2.0"), encoding="utf-8")
    assert read_kept(file, "card").data["values"][0]["likely"] == 2.0
    assert read_kept(file, "card").data["values"][0]["likely"] == 2.0
    file.write_text("unit: [\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        read_kept(file, "card")


@pytest.mark.usefixtures("keeping")
def test_another_reader_reads_the_card_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "card.yaml"
    file.write_text(CARD, encoding="utf-8")
    read_kept(file, "card")
    monkeypatch.setattr(kept, "__version__", "another")
    monkeypatch.setattr(kept, "read", lambda path, source: read(path, source=f"anew {source}"))
    assert read_kept(file, "card").source == "anew card"


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("form", [b"", b"nonsense", b"\xff\n{", None])
def test_a_form_that_is_damaged_is_passed_over(tmp_path: Path, form: bytes | None) -> None:
    file, form_file = tmp_path / "card.yaml", tmp_path / "__pycache__" / "card.kept"
    file.write_text(CARD, encoding="utf-8")
    read_kept(file, "card")
    name = form_file.read_bytes().partition(b"\n")[0]
    form_file.write_bytes(name + b"\n{" if form is None else form)  # the right name, and half of what stood below it
    assert read_kept(file, "card").data["unit"] == "hour"


@pytest.mark.usefixtures("keeping")
def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "card.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "__pycache__").write_text("a file stands in the way", encoding="utf-8")
    assert read_kept(tmp_path / "card.yaml", "card").data["unit"] == "hour"


def test_nothing_is_kept_beside_the_cards_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "defaults.yaml").write_text(CARD, encoding="utf-8")
    Catalog([tmp_path]).layers("defaults")
    assert [file.name for file in tmp_path.iterdir()] == ["defaults.yaml"]


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "card.yaml").write_text(CARD, encoding="utf-8")
    read_kept(tmp_path / "card.yaml", "card")
    assert [file.name for file in tmp_path.iterdir()] == ["card.yaml"]
