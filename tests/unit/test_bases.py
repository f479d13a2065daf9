"""What one unit of a price is: every word of `basis` with every model is taken or refused in words, and never ends the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from estimate.resolve.terms import BASES, SEAT
from estimate.schema.price_words import MODELS, QUEUE_MODELS, UNIT_WORDS
from tests.conftest import Command

BOOK = ", overhead: 10%, margin: 10%"
"""An open book says these, as no source does."""
QUEUE = "channel: voice, contacts_per_month: 1000, handle_minutes: 6"


@pytest.mark.parametrize("basis", UNIT_WORDS)
@pytest.mark.parametrize("model", MODELS)
def test_a_basis_is_taken_or_refused(model: str, basis: str, command: Command, tmp_path: Path) -> None:
    book = BOOK if model == "cost_plus" else ", seats: 20" if (model, basis) == ("monthly", SEAT) else ""
    _written(
        tmp_path, f"pricing: {{model: {model}, rate: 20, basis: {basis}, includes: [everything_else]{book}}}", QUEUE
    )
    _judged(command, tmp_path, model, basis)


@pytest.mark.parametrize("basis", UNIT_WORDS)
@pytest.mark.parametrize("model", QUEUE_MODELS)
def test_a_basis_of_a_queue_is_taken_or_refused(model: str, basis: str, command: Command, tmp_path: Path) -> None:
    own = f"{QUEUE}, pricing: {{model: {model}, rate: 20, basis: {basis}}}"
    _written(tmp_path, "pricing: {model: per_contact, includes: [everything_else]}", own)
    if (model, basis) == ("monthly", SEAT):  # seats are shared by a team
        assert "is for a team whose shifts share seats" in command("bases.yaml", cwd=tmp_path).err
    else:
        _judged(command, tmp_path, model, basis)


def _written(folder: Path, pricing: str, queue: str) -> None:
    text = f"name: Bases\nteam:\n  region: testland\n  {pricing}\n  queues:\n    - {{{queue}}}\n"
    (folder / "bases.yaml").write_text(text, encoding="utf-8")


def _judged(command: Command, folder: Path, model: str, basis: str) -> None:
    result = command("bases.yaml", "--no-range", "--format", "json", cwd=folder)
    if basis in BASES.get(model, ()):
        assert result.status == 0, result.err
        assert json.loads(result.out)["total"]["expected"] > 0
    else:
        assert result.status == 3
        assert f"a {model} price is not for one {basis}" in result.err
