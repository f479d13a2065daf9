"""The workbook as a file: what stands in it before any spreadsheet recalculates it."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest

from estimate.answers.open_points import questions
from estimate.answers.uncertainty import simulate
from estimate.model import RULEBOOK
from estimate.report.ledger import ledger
from estimate.report.sections import report
from estimate.views.workbook.estimate import render
from estimate.views.workbook.live import LEFT_OUT, TEXTS
from tests.conftest import Command, estimate_of

CALLS = {
    "name": '=HYPERLINK("http://evil","win")',
    "start": "2027-01",
    "months": 14,
    "team": {
        "name": "+cmd|' /C calc'!A0",
        "region": "testland",
        "hours": {"mon-fri": "09:00-17:00"},
        "queues": [
            {
                "channel": "voice",
                "contacts_per_month": {"low": 3000, "likely": 4000, "high": 6000},
                "handle_minutes": 6,
            },
            {"channel": "email", "contacts_per_month": 1000},
        ],
        "items": [{"name": "-2+3", "category": "fees", "per": "contract", "status": "asked"}],
    },
}


def opened(data: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@pytest.fixture(scope="module")
def made() -> tuple[Any, bytes]:
    result = estimate_of(CALLS)
    return result, render(report(result, simulate(result, draws=50, seed=1)))


def test_every_opaque_formula_has_a_text() -> None:
    opaque = {name for name, quantity in RULEBOOK.quantities.items() if quantity.function and quantity.term is None}
    assert opaque == TEXTS.keys() | set(LEFT_OUT)


def test_cached_values_are_those_of_the_estimate(made: tuple[Any, bytes]) -> None:
    result, data = made
    values = opened(data, values=True)
    assert values["Summary"]["B6"].value == result.total
    shown = {
        (row[0], row[1]): [round(value * 100) for value in row[6:]]
        for row in values["Lines"].iter_rows(min_row=7, values_only=True)
        if row[6] is not None
    }
    for entry in ledger(result).entries:
        of = ", ".join(filter(None, (entry.team, entry.queue)))
        assert shown[entry.label, of] == list(entry.amounts)


def test_names_that_look_like_formulas_are_text(made: tuple[Any, bytes]) -> None:
    workbook = opened(made[1])
    hostile = (CALLS["name"], "+cmd|", "-2+3")
    found = set()
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                for name in hostile:
                    if isinstance(cell.value, str) and cell.value.startswith(name):
                        assert cell.data_type == "s", f"{sheet.title}!{cell.coordinate}"
                        found.add(name)
    assert found == set(hostile)


def test_sheets_keep_to_the_standard(made: tuple[Any, bytes]) -> None:
    workbook = opened(made[1])
    names = workbook.sheetnames
    assert names[:4] == ["Summary", "Inputs", "Questions", "Lines"]
    assert {"Staffing", "Prices", "Timeline", "Sources", "Checks"} <= set(names)
    for sheet in workbook:
        assert sheet.sheet_state == "visible"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_area
        for row in sheet.iter_rows():
            texts = [cell.value for cell in row if cell.data_type == "f"]
            assert not [text for text in texts if re.search(r"OFFSET|INDIRECT|\[|http", text)]
    months = {
        sheet.title: [cell.value for cell in sheet[6][6:20]]
        for sheet in workbook
        if sheet["A6"].value in ("Quantity", "Line")
    }
    assert len(months) > 8
    assert all(row == months["Lines"] for row in months.values())


def test_one_formula_a_row(made: tuple[Any, bytes]) -> None:
    """Moved to the first column, all formulas of a row are the same text."""
    for sheet in opened(made[1]):
        if sheet["A6"].value not in ("Quantity", "Line"):
            continue
        for row in sheet.iter_rows(min_row=7, min_col=7):
            texts = {moved(cell.value, cell.column) for cell in row if cell.data_type == "f"}
            assert len(texts) <= 1, (sheet.title, row[0].row, texts)


def moved(text: str, column: int) -> str:
    """A formula with relative columns as distances."""

    def distance(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        return f"<{openpyxl.utils.column_index_from_string(match[1]) - column}>{match[2]}"

    return re.sub(r"'[^']*'!|(?<![$A-Z'])([A-Z]{1,2})(\$?\d+)", distance, text)


def test_prices_of_questions_have_cells(made: tuple[Any, bytes]) -> None:
    result, data = made
    sheet = opened(data)["Questions"]
    asked = [row[1] for row in sheet.iter_rows(min_row=7, values_only=True) if row[1]]
    assert asked == [question.about for question in questions(result)]
    assert "-2+3" in asked


def test_the_command_writes_it(command: Command, tmp_path: Any) -> None:
    target = tmp_path / "desk.xlsx"
    result = command("estimate", "examples/first-estimate.yaml", "-o", str(target), "--no-range", real=True)
    assert result.status == 0, result.err
    assert opened(target.read_bytes())["Summary"]["A1"].value


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "xlsx"), "is a file"),
        (("-o", "x.xlsx", "--by", "month"), "leave --by away"),
    ],
)
def test_what_cannot_be_a_workbook_is_refused(command: Command, arguments: tuple[str, ...], words: str) -> None:
    result = command("estimate", "examples/first-estimate.yaml", *arguments, real=True)
    assert result.status == 2
    assert words in result.err


def test_options_have_their_own_sheets(command: Command, tmp_path: Any) -> None:
    target = tmp_path / "options.xlsx"
    files = [f"examples/compare/{name}.yaml" for name in ("denver", "manila")]
    result = command("compare", *files, "-o", str(target), "--no-range", real=True)
    assert result.status == 0, result.err
    workbook, values = opened(target.read_bytes()), opened(target.read_bytes(), values=True)
    assert workbook.sheetnames[:5] == ["Options", "Lines", "Bridge", "1 Inputs", "1 Lines"]
    assert "'1 Lines'!" in workbook["Options"]["B7"].value
    assert "'2 Lines'!" in workbook["Options"]["C7"].value
    assert values["Options"]["C7"].value < values["Options"]["B7"].value
    shared = [row[4].value for row in workbook["2 Inputs"].iter_rows(min_row=7) if "'1 Inputs'!" in str(row[4].value)]
    assert len(shared) > 10


def test_what_was_saved_has_no_formulas(command: Command, tmp_path: Any) -> None:
    saved = tmp_path / "saved.json"
    command("estimate", "examples/compare/manila.yaml", "-o", str(saved), "--no-range", real=True)
    alone = command("estimate", str(saved), "-o", str(tmp_path / "x.xlsx"), real=True)
    beside = command("compare", "examples/compare/denver.yaml", str(saved), "-o", str(tmp_path / "x.xlsx"), real=True)
    assert alone.status == beside.status == 2
    assert "no formulas any more" in alone.err
    assert "a workbook needs its scenario" in beside.err
