"""Every kind of result has a document, a version and a view, and what was saved is shown again as it was."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from estimate.answers.card_facts import card_date, regions
from estimate.cards.catalog import Catalog
from estimate.cli.commands import COMMANDS
from estimate.ground.kinds import ESTIMATE, KINDS
from estimate.report.rates_show import RatesShowDocument, rates_show_document
from estimate.views.formats import json_text
from tests.conftest import ROOT, Command

FIRST = "examples/first-estimate.yaml"
MADE: dict[str, list[str]] = {
    ESTIMATE: [FIRST, "--draws", "50"],
    "comparison_version": ["compare", FIRST, "examples/vendor-quote.yaml", "--draws", "50"],
    "simulation_version": ["simulate", FIRST, "--draws", "50"],
    "sensitivity_version": ["sensitivity", FIRST],
    "should_cost_version": ["should-cost", "examples/quotes/hourly-manila.yaml"],
    "sweep_version": ["sweep", FIRST, "--vary", "team.queues.0.contacts_per_month=3000,6000"],
    "breakeven_version": ["breakeven", FIRST, "examples/vendor-quote.yaml", "--vary", "price"],
    "regions_version": ["regions", FIRST, "--no-range", "--area", "oceania"],
    "questions_version": ["questions", "examples/vendor-quote.yaml"],
    "added_version": ["added", FIRST],
    "staffing_version": ["staffing", FIRST],
    "explain_version": ["explain", FIRST, "technology.help_desk_license"],
    "rates_list_version": ["rates", "list", "--sort", "likely"],
    "rates_map_version": ["rates", "list", "--map"],
    "rates_show_version": ["rates", "show", "colombia"],
    "rates_fx_version": ["rates", "fx", "EUR"],
    "rates_check_version": ["rates", "check"],
    "glossary_version": ["glossary"],
    "validate_version": ["validate", FIRST, "examples/compare", "rates/fx.yaml"],
    "rates_worst_version": ["rates", "check", "--worst", "5"],
}
"""What makes a result of each kind."""


@pytest.mark.parametrize("mark", KINDS)
def test_every_kind_has_a_document_a_version_and_a_view(mark: str) -> None:
    kind = KINDS[mark]
    report, view = import_module(f"estimate.report.{kind.module}"), import_module(f"estimate.views.{kind.view}")
    assert next(iter(getattr(report, kind.document).__annotations__)) == mark
    assert report.VERSION.count(".") == 1
    assert all(callable(getattr(view, name)) for name in ("lines", "rows", "page"))
    assert kind.command.split(" ")[0] in {"", *COMMANDS}


def test_no_view_of_a_document_is_left_out() -> None:
    """A module of views that has lines, rows and a page shows a result that can be saved."""
    shown = {kind.view for kind in KINDS.values()}
    for path in (ROOT / "src/estimate/views").glob("*.py"):
        view = import_module(f"estimate.views.{path.stem}")
        if all(callable(getattr(view, name, None)) for name in ("lines", "rows", "page")):
            assert path.stem in {*shown, "periods"}  # periods are shown of an estimate that was saved


@pytest.mark.parametrize("mark", KINDS)
def test_a_saved_result_is_shown_again_byte_for_byte(mark: str, tmp_path: Path, command: Command) -> None:
    file = str(tmp_path / "saved.json")
    made = MADE[mark]
    done = command(*made, "-q", "-o", file, real=True)
    assert (done.status, done.out) == (0, "")
    assert next(iter(json.loads(Path(file).read_text(encoding="utf-8")))) == mark
    assert command(file, "-f", "json", real=True).out == Path(file).read_text(encoding="utf-8")
    for form in ("table", "csv", "markdown"):
        fresh = command(*made, "-q", "-f", form, real=True)
        again = command(file, "-q", "-f", form, real=True)
        assert (again.status, again.out) == (0, fresh.out), form


@pytest.mark.parametrize("mark", [mark for mark in KINDS if mark != ESTIMATE])
def test_another_result_is_not_an_estimate_and_says_what_it_is(mark: str, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "saved.json"
    file.write_text(f'{{"{mark}": "1.0"}}', encoding="utf-8")
    result = command("compare", str(file), FIRST, real=True)
    assert result.status == 3
    assert f"is a saved result of `estimate {KINDS[mark].command}`, not an estimate" in result.err
    explained = command("explain", str(file), real=True)
    assert "and this needs the scenario it was made from" in explained.err
    file.write_text(f'{{"{mark}": "99.0"}}', encoding="utf-8")
    assert f"(run `estimate {KINDS[mark].command}` again)" in command(str(file), real=True).err


def test_json_that_no_command_wrote_is_said(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "saved.json"
    file.write_text('{"inner": {"format_version": "2.0"}}', encoding="utf-8")
    assert "is JSON that no command of this tool wrote" in command(str(file)).err


def test_the_card_of_every_region_is_read_as_it_was_written() -> None:
    """Whole numbers on a card stay what they are in JSON, whatever else stands there."""
    catalog = Catalog()
    date, card = card_date(catalog), TypeAdapter(RatesShowDocument)
    for region in regions(catalog):
        content = rates_show_document(catalog, region, date)
        assert json_text(card.validate_python(json.loads(json_text(content)))) == json_text(content), region
