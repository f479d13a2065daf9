"""The document of `rates check`: what is wrong, weak or old on rate cards; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.rates_check import SEVERITIES, Finding

VERSION = "1.0"


class FindingDocument(TypedDict):
    """One thing to mend or to know: where it stands (`file:line`), an error, a warning or a note, and what it is."""

    place: str
    severity: str
    words: str


class RatesCheckDocument(TypedDict):
    """The findings of a folder of cards, or of the tool's own (`folder` is null): gravest first, and how many of each severity."""

    rates_check_version: str
    folder: str | None
    findings: list[FindingDocument]
    counts: dict[str, int]


def rates_check_document(found: Sequence[Finding], folder: str | None) -> RatesCheckDocument:
    """Findings as plain data."""
    return {
        "rates_check_version": VERSION,
        "folder": folder,
        "findings": [{"place": one.place, "severity": one.severity, "words": one.words} for one in found],
        "counts": {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES},
    }
