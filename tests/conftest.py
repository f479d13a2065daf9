"""What tests share: scenarios written inline, on the round-number cards of tests/cases/cards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from estimate import language
from estimate.answers.estimate import Estimate, estimate
from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.resolving import resolve
from estimate.schema.load import load_scenario

# Where a build must not depend on luck the same examples are tried each time; everywhere else new ones are looked for.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

TESTS = Path(__file__).parent
ROOT = TESTS.parent
ROUND_CARDS = TESTS / "cases" / "cards"


def case_of(scenario: dict[str, Any] | str, *, real: bool = False, **options: Any) -> ResolvedScenario:
    """A scenario resolved against the round-number cards, or against the real ones."""
    text = scenario if isinstance(scenario, str) else yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True)
    document = parse(text, "scenario.yaml")
    catalog = Catalog() if real else Catalog(shipped=ROUND_CARDS)
    case = resolve(document, load_scenario(document, catalog), catalog, **options)
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


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language a test chooses, the next one begins in English."""
    yield
    language.choose()


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str


Command = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write expected outputs again")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest in one piece comes first, so that no core waits for it at the end and it is made on one core alone."""
    long = (TESTS / "workbook", TESTS / "page")
    items.sort(key=lambda item: not any(item.path.is_relative_to(folder) for folder in long))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The real command in this process, on the round-number cards unless `real`; answers status, output and words."""

    def run(
        *arguments: str, cwd: Path = ROOT, columns: int = 80, real: bool = False, stdin: str | None = None
    ) -> Result:
        from estimate.cards import catalog
        from estimate.cli.main import main

        monkeypatch.chdir(cwd)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.delenv("NO_COLOR", raising=False)
        for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(variable, raising=False)
        if not real:
            monkeypatch.setattr(catalog, "shipped_rates", lambda: ROUND_CARDS)
        if stdin is not None:
            import io
            import sys

            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return run
