"""Every case in tests/cases/*.yaml: a scenario, what it must cost, and where the expected number comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from estimate.answers.estimate import Estimate
from estimate.ground.term import LENGTHS, without_lengths
from estimate.report.sections import report
from tests.conftest import estimate_of

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
CASES = [(file.stem, case) for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in changes.items():
        result[key] = (
            merged(result[key], value) if isinstance(value, dict) and isinstance(result.get(key), dict) else value
        )
    return result


BASE: dict[str, Any] = {"name": "Case", "start": "2027-01", "months": 1, "discount_rate": 0}


def scenario_of(case: dict[str, Any]) -> dict[str, Any]:
    """What a case gives, on a month of its own unless it says how long it is."""
    return merged(without_lengths(BASE) if set(LENGTHS) & set(case["given"]) else BASE, case["given"])


def value_of(result: Estimate, name: str) -> float:
    """A line (labor.agents), a category (labor), the total, or a quantity (headcount, headcount@2027-03, headcount[1])."""
    if name == "total":
        return result.one("total_cost")
    if name in result.values or "@" in name or "[" in name:
        quantity, _, month = name.partition("@")
        quantity, _, row = quantity.partition("[")
        values = result.values[quantity][int(row.rstrip("]")) if row else 0]
        if isinstance(values, list):
            step = result.program.rulebook.quantities[quantity].step
            at = result.case.members[step or ""].index(month) if month else 1
            return float(values[at])
        return float(values)
    lines = [line for line in result.lines if name in (line.id, line.category)]
    return sum(sum(line.amounts) for line in lines)


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['name']}" for file, case in CASES])
def test_case(file: str, case: dict[str, Any]) -> None:
    assert case["source"], "a case says where its numbers come from"
    result = estimate_of(scenario_of(case), **case.get("options", {}))
    tolerance = case.get("tolerance", 0.005)
    found = {name: value_of(result, name) for name in case["expect"]}
    wrong = {name: (found[name], want) for name, want in case["expect"].items() if abs(found[name] - want) > tolerance}
    assert not wrong, f"found, expected: {wrong}"
    assert report(result).ledger.total == pytest.approx(
        result.one("total_cost") * report(result).ledger.scale, abs=len(result.lines) * 20
    )
