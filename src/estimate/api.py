"""The Python interface: load a scenario, estimate it, compare options. Names and types here are stable.

    >>> from estimate import compare, estimate, load
    >>> result = estimate(load("manila.yaml", settings={"months": 24}))  # doctest: +SKIP
    >>> result.total, result.currency, result.by_category["labor"]  # doctest: +SKIP

Nothing is printed, nothing touches the network, and the same files give the same numbers. Wrong input raises `InvalidInput`, whose
`problems` have file, line and remedy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from estimate.answers.uncertainty import SEED
from estimate.cards.catalog import Catalog
from estimate.files.extends import extended
from estimate.files.input_file import InputFile
from estimate.files.open import parse_bytes
from estimate.ground.errors import InvalidInput
from estimate.ground.records import dataclass
from estimate.report.comparison import Comparison as _Comparison
from estimate.report.comparison import compare as _compare
from estimate.report.comparison_document import ComparisonDocument, comparison_document
from estimate.report.document import document as _document
from estimate.report.parts import EstimateDocument, LineDocument
from estimate.report.side import Side
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.draws import DrawOptions
from estimate.studies.request import Request, read_document
from estimate.studies.single import told

__all__ = ["Comparison", "Estimate", "InvalidInput", "Scenario", "compare", "estimate", "load"]

Source = str | Path | Mapping[str, Any]
"""A file, the text of a scenario (with at least one line break), or its data."""


@dataclass(frozen=True)
class Scenario:
    """A scenario that has been validated, with every value found; made by `load`."""

    name: str
    currency: str
    months: float
    case: ResolvedScenario
    request: Request
    document: InputFile

    def with_settings(self, settings: Mapping[str, Any]) -> Scenario:
        """The scenario with values replaced, by path: {"team.queues.0.contacts_per_month": 9000}."""
        return _loaded(replace(self.request, settings=(*self.request.settings, *_settings(settings))), self.document)


@dataclass(frozen=True)
class Estimate:
    """A scenario costed; made by `estimate`. Money is in `currency`, over the whole term unless it says otherwise."""

    document: EstimateDocument
    side: Side

    @property
    def name(self) -> str:
        """What the scenario is called."""
        return self.document["scenario"]

    @property
    def currency(self) -> str:
        """Code of the currency of every amount."""
        return self.document["currency"]

    @property
    def total(self) -> float:
        """Total cost, to the minor unit; the sum of `lines`."""
        return self.document["total"]["expected"]

    @property
    def range(self) -> tuple[float, float] | None:
        """The 80 % range of the total; None without draws."""
        low, high = self.document["total"]["low"], self.document["total"]["high"]
        return None if low is None or high is None else (low, high)

    @property
    def per_contact(self) -> float | None:
        """Cost of one contact that comes in, whoever resolves it; None where volume is not known."""
        return self.document["unit_costs"]["contact"]

    @property
    def per_handled_contact(self) -> float | None:
        """The cost for each contact that people handle; None where volume is not known."""
        return self.document["unit_costs"]["handled_contact"]

    @property
    def by_category(self) -> Mapping[str, float]:
        """Sums by category: labor, technology, training, fees."""
        return self.document["by_category"]

    @property
    def by_month(self) -> Sequence[float]:
        """Sums by month; the first is what is paid before the start."""
        return self.document["by_month"]

    @property
    def lines(self) -> Sequence[LineDocument]:
        """Every cost line with quantity, unit price, amount by month and origin."""
        return self.document["lines"]

    @property
    def complete(self) -> bool:
        """Whether every cost that surely exists has a price."""
        return self.document["complete"]


@dataclass(frozen=True)
class Comparison:
    """Options against a reference; made by `compare`."""

    comparison: _Comparison

    @cached_property
    def document(self) -> ComparisonDocument:
        """Everything, as plain data: rows, bridge, returns, limits, inputs that differ, notes."""
        return comparison_document(self.comparison)

    @property
    def differences(self) -> Mapping[str, float]:
        """What each option costs more (or, negative, less) than the reference, by name."""
        return {option.side.name: option.difference for option in self.comparison.options}

    @property
    def cheapest(self) -> str | None:
        """The name of the option with the lowest likely cost; None where costs tie. `document["verdict"]` says how sure that is."""
        at = self.comparison.cheapest
        return None if at is None else self.comparison.sides[at].name


def load(
    source: Source,
    *,
    settings: Mapping[str, Any] | None = None,
    rates: Sequence[str | Path] = (),
    as_of: str | None = None,
    currency: str | None = None,
) -> Scenario:
    """Read, validate and resolve a scenario.

    `settings` replace values by path; `rates` are folders of rate cards over those that come with the tool, the last one
    on top; `as_of` (2026-11-01) is the date whose rates count; `currency` converts the estimate. Raises InvalidInput.
    """
    path = _path(source)
    folders = [Path(folder) for folder in rates]
    request = Request(path or Path("scenario"), _settings(settings or {}), folders, as_of, currency)
    request.check()
    return _loaded(request, read_document(path) if path else _parsed(source))


def estimate(scenario: Scenario | Source, *, draws: int = 0, seed: int = SEED, **options: Any) -> Estimate:
    """Cost a scenario; anything but a loaded one is loaded first, with the options of `load`.

    With a number of `draws` the document has its ranges and the choices that are open; 0 leaves them out, which is faster. It is that
    of the command's JSON. Raises InvalidInput, also for a baseline that cannot be read.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario, **options)
    found = told(loaded.case, loaded.request, loaded.document, DrawOptions(draws, seed) if draws else None)
    content, simulation = _document(found), found.spread.simulation if found.spread else None
    return Estimate(content, Side(content["scenario"], loaded.document.source, content, found.estimate, simulation))


def compare(reference: Estimate | Scenario | Source, *options: Estimate | Scenario | Source) -> Comparison:
    """Put options beside a reference. All must be in one currency and over the same months; ValueError says which is not."""
    sides = [_costed(each).side for each in (reference, *options)]
    if len(sides) < 2:
        raise ValueError("compare takes a reference and at least one option")
    for side in sides[1:]:
        for key in ("currency", "months"):
            ours, theirs = sides[0].document[key], side.document[key]
            if ours != theirs:
                raise ValueError(
                    f"{side.name} has {key} {theirs}, {sides[0].name} {ours} (load it with the same {key})"
                )
    return Comparison(_compare(sides))


def _costed(each: Estimate | Scenario | Source) -> Estimate:
    return each if isinstance(each, Estimate) else estimate(each)


def _loaded(request: Request, document: InputFile) -> Scenario:
    case = request.case_of(document, Catalog(request.rates))
    return Scenario(case.scenario.name, case.currency, case.term.length, case, request, document)


def _path(source: Source) -> Path | None:
    """The file that is meant, or None where the source is a text or data."""
    if isinstance(source, Path):
        return source
    return Path(source) if isinstance(source, str) and "\n" not in source else None


def _parsed(source: Source) -> InputFile:
    # JSON is YAML, so data goes the same way as a file, and its mistakes get the same words.
    text = source if isinstance(source, str) else json.dumps(source, ensure_ascii=False, indent=1)
    return extended(parse_bytes(text.encode(), "scenario"), Path.cwd())


def _settings(settings: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{path}={json.dumps(value, ensure_ascii=False)}" for path, value in settings.items())
