"""Every case of the suite in another language: warnings, questions and lines that no example has are said in it too."""

from __future__ import annotations

from typing import Any

import pytest

from estimate import language
from estimate.answers.estimate import estimate
from estimate.cards.catalog import Catalog
from estimate.report.document import document
from estimate.report.own_names import own_names
from estimate.report.sections import report
from estimate.views.estimate import first_screen, lines
from tests.cases.test_cases import CASES, FILES, scenario_of
from tests.conftest import ROUND_CARDS, case_of
from tests.english import english_in, keys, texts_in
from tests.unit.generated import REGIONS, desk

WIDE = 400
"""Columns in which no line is broken."""
PLACES = {region.replace("_", " ").title() for region in (*REGIONS, *Catalog(shipped=ROUND_CARDS).regions())}
"""Teams that nobody named are called by their region, as the card writes it."""
DESKS = 24


def said(scenario: dict[str, Any], **options: Any) -> list[str]:
    """The first screen and the whole of an estimate in the language, a line each."""
    content = document(report(estimate(case_of(scenario, **options))))
    language.choose("ko")
    language.keep(own_names(content))
    found = [line.plain for view in (first_screen, lines) for line in view(content, WIDE)]
    language.choose()
    return found


@pytest.mark.parametrize("file", [file.stem for file in FILES])
def test_nothing_of_a_case_is_left_in_english(file: str) -> None:
    left = {}
    for stem, case in CASES:
        if stem == file:
            given = scenario_of(case)
            left |= english_in(said(given, **case.get("options", {})), texts_in(given) | PLACES | keys())
    assert left == {}


@pytest.mark.parametrize("first", range(0, DESKS, 8))
def test_nothing_of_a_made_desk_is_left_in_english(first: int) -> None:
    left = {}
    for seed in range(first, first + 8):
        left |= english_in(said(desk(seed), real=True), texts_in(desk(seed)) | PLACES | keys())
    assert left == {}
