"""What tests share: scenarios written inline, on the round-number cards of tests/cases/cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from estimate.answers.estimate import Estimate, estimate
from estimate.inputs.case import Case
from estimate.inputs.catalog import Catalog
from estimate.inputs.load import load_scenario
from estimate.inputs.resolve import resolve
from estimate.inputs.yaml_file import parse

TESTS = Path(__file__).parent
ROOT = TESTS.parent
ROUND_CARDS = TESTS / "cases" / "cards"


def case_of(scenario: dict[str, Any] | str, *, real: bool = False, **options: Any) -> Case:
    """A scenario resolved against the round-number cards, or against the real ones."""
    text = scenario if isinstance(scenario, str) else yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True)
    document = parse(text, "scenario.yaml")
    catalog = Catalog() if real else Catalog(shipped=ROUND_CARDS)
    case = resolve(document, load_scenario(document), catalog, **options)
    case.files.append(document)
    return case


def estimate_of(scenario: dict[str, Any] | str, **options: Any) -> Estimate:
    return estimate(case_of(scenario, **options))


@pytest.fixture
def small() -> dict[str, Any]:
    """1,000 six-minute emails: 100 handling hours, 125 logged-in hours at 80 % occupancy, 12 USD an hour."""
    return {
        "name": "Small desk",
        "start": "2027-01",
        "months": 12,
        "discount_rate": 0,
        "team": {"region": "testland", "queues": [{"channel": "email", "contacts_per_month": 1000}]},
    }
