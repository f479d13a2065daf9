"""The unit in which a person reads an input: money has its currency, and nothing else has one."""

from __future__ import annotations

import re

import pytest

from estimate.answers.estimate import Estimate, estimate
from estimate.model import RULEBOOK
from estimate.report.naming import unit_at
from tests.cases.test_cases import CASES, FILES, scenario_of
from tests.conftest import case_of

MONEY = re.compile(r"(?!FTE)[A-Z]{3}( / .+)?")
"""An amount of a currency, whole or for one of something."""


def units_of(result: Estimate) -> dict[tuple[str, str], str]:
    """The unit in words of every stated input, by its name and the unit as it is kept."""
    return {(name, sourced.unit): unit_at(result, name, row, sourced.unit) for name, row, sourced in result.stated()}


@pytest.mark.parametrize("file", [file.stem for file in FILES])
def test_what_is_money_has_a_currency_and_nothing_else_has(file: str) -> None:
    wrong = set()
    for stem, case in CASES:
        if stem == file:
            result = estimate(case_of(scenario_of(case), **case.get("options", {})))
            for (name, unit), words in units_of(result).items():
                kind = RULEBOOK.quantities[name].unit
                money = kind == "currency" or (kind.startswith(("price", "money")) and unit != "share")
                if money != bool(MONEY.fullmatch(words)):
                    wrong.add((name, unit, words))
    assert wrong == set()
