"""A saved result: the JSON that a command wrote, checked before it is trusted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from estimate.files.input_file import InputFile
from estimate.files.saved_json import MARK, MARKS
from estimate.ground.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument

KINDS: dict[str, tuple[str, str, str]] = {
    MARK: ("estimate.report.parts", "EstimateDocument", "FORMAT_VERSION"),
    "comparison_version": ("estimate.report.comparison_document", "ComparisonDocument", "FORMAT_VERSION"),
    "simulation_version": ("estimate.report.simulate", "SimulationDocument", "VERSION"),
    "sensitivity_version": ("estimate.report.sensitivity", "SensitivityDocument", "VERSION"),
    "should_cost_version": ("estimate.report.should_cost", "ShouldCostReport", "VERSION"),
    "sweep_version": ("estimate.report.sweep", "SweepDocument", "VERSION"),
    "breakeven_version": ("estimate.report.breakeven", "BreakevenDocument", "VERSION"),
    "regions_version": ("estimate.report.regions", "RegionsDocument", "VERSION"),
    "questions_version": ("estimate.report.questions", "QuestionsDocument", "VERSION"),
    "added_version": ("estimate.report.added", "AddedDocument", "VERSION"),
    "staffing_version": ("estimate.report.staffing", "StaffingReport", "VERSION"),
}
"""By the key that begins it, what a result is: the module of its document, the document's type, and the constant of its version."""


AGAIN = "estimate the scenario again"


def kind_of(document: InputFile) -> str:
    """The key that begins a saved result, which says what it is."""
    return next(mark for mark in MARKS if mark in document.data)


def saved_as(document: InputFile, kind: str) -> Any:
    """The result in a document. Raises InvalidInput where it is of an unknown major version, or not whole."""
    from pydantic import TypeAdapter, ValidationError

    module, name, constant = KINDS[kind]
    found = import_module(module)
    ours: str = getattr(found, constant)
    version = str(document.data.get(kind, ""))
    if version.partition(".")[0] != ours.partition(".")[0]:
        message = f"is of {kind.replace('_', ' ')} {version}, this tool reads {ours} ({AGAIN})"
        raise InvalidInput([Problem(document.source, message, kind)])
    try:
        return TypeAdapter(getattr(found, name)).validate_python(document.data)
    except ValidationError as error:
        raise InvalidInput(
            [
                Problem(
                    document.source,
                    f"{found['msg'][0].lower()}{found['msg'][1:]} (saved by an older version? {AGAIN})",
                    ".".join(map(str, found["loc"])),
                )
                for found in error.errors(include_url=False)[:5]
            ]
        ) from None


def saved(document: InputFile) -> EstimateDocument:
    """The estimate in a document. Raises InvalidInput where it is another result, of an unknown major version, or not whole."""
    kind = kind_of(document)
    if kind != MARK:
        name = kind.removesuffix("_version").replace("_", "-")
        raise InvalidInput([Problem(document.source, f"is a saved {name}, not an estimate", kind)])
    return cast("EstimateDocument", saved_as(document, kind))
