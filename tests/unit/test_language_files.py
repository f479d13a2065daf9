"""A workbook in another language: nothing on it is left in English but names, keys, notes of cards and titles of sources."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest
import yaml

from estimate import language
from estimate.views.workbook.inputs import KEY, LINK, NOTE, SOURCE
from estimate.views.workbook.parts import PARTS
from tests.cases.test_cases import CASES, scenario_of
from tests.conftest import Command
from tests.english import english_in, keys, names_in, texts_in
from tests.unit.test_language import COMPARED

WORKBOOKS = (["examples/vendor-quote.yaml"], ["examples/saas-follow-the-sun.yaml"], COMPARED[:2])
SHEETS = (
    "Summary",
    "Inputs",
    "Questions",
    "Lines",
    "Timeline",
    "Sources",
    "Checks",
    "Week",
    "Model",
    "Options",
    "Bridge",
)
AS_THEY_ARE = {"Inputs": {SOURCE, LINK, NOTE, KEY}, "Sources": {0, 1, 2}, "Questions": {11}}
"""Columns of files, keys, notes of cards, and titles and addresses of sources, by sheet."""


def written(command: Command, files: list[str], target: Path) -> Path:
    """The file that the command writes of one scenario, or of several compared, in Korean."""
    verb = "estimate" if len(files) == 1 else "compare"
    result = command(verb, *files, "--draws", "60", "--language", "ko", "-q", "-o", str(target), real=True)
    assert result.status == 0, result.err
    return target


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """What a person reads on the sheets: their names, texts, texts in formulas, choices of a cell, and texts of charts."""
    book = openpyxl.load_workbook(file)
    english = {language.shown(name): name for name in SHEETS}
    for sheet in book:
        yield "name of a sheet", sheet.title
        skipped = AS_THEY_ARE.get(english.get(re.sub(r"^\d+ ", "", sheet.title), ""), set())
        for rule in sheet.data_validations.dataValidation:
            yield f"{sheet.title} choices", f"{rule.formula1} {rule.errorTitle or ''} {rule.error or ''}"
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.column - 1 not in skipped:
                parts = re.findall(r'"([^"]*)"', cell.value) if cell.data_type == "f" else [cell.value]
                yield from ((f"{sheet.title}!{cell.coordinate}", part) for part in parts)
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if name.startswith(("xl/charts/", "xl/drawings/")) and name.endswith(".xml"):
                text = packed.read(name).decode("utf-8")
                for part in re.findall(r'<(?:a:t|c:v)>([^<]*)<|descr="([^"]*)"', text):
                    yield name, unescape("".join(part))


@pytest.mark.parametrize("files", WORKBOOKS, ids=lambda files: Path(files[-1]).stem)
def test_nothing_of_a_workbook_is_left_in_english(command: Command, files: list[str], tmp_path: Path) -> None:
    file = written(command, files, tmp_path / "ko.xlsx")
    language.choose("ko")
    assert english_in({text for _, text in texts_of(file)}, names_in(*files)) == {}


@pytest.mark.parametrize("stem", ["service_credits", "contracts", "staffing", "premiums"])
def test_nothing_of_the_workbook_of_a_case_is_left_in_english(command: Command, stem: str, tmp_path: Path) -> None:
    """What no example has: steps of credits, clauses, given agents, work at night."""
    case = next(case for file, case in CASES if file == stem and "options" not in case)
    given = {"currency": "EUR", "fx": {"USD": 0.9}, **scenario_of(case)}
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), encoding="utf-8")
    file = tmp_path / "ko.xlsx"
    options = ("--draws", "60", "--language", "ko", "-q", "-o", str(file))
    assert command("case.yaml", *options, cwd=tmp_path).status == 0
    language.choose("ko")
    assert (
        english_in({text for _, text in texts_of(file)}, texts_in(given) | {"Testland", "United States"} | keys()) == {}
    )


def test_sheets_have_names_of_their_own_in_the_language() -> None:
    language.choose("ko")
    for names in (SHEETS, [title for title, _ in PARTS.values()]):
        said = [language.shown(name) for name in names]
        assert len(set(said)) == len(said), said
    parts = {language.shown(title) for title, _ in PARTS.values()}
    assert not parts & {language.shown(name) for name in SHEETS if name not in ("Model", "Week")}
