"""Checking a rate card as a whole: its shape, and that its values are honest."""

from __future__ import annotations

from pathlib import PurePath

from estimate.inputs.load import validated
from estimate.inputs.rate_card import CARDS, RegionCard
from estimate.inputs.yaml_file import Document


def is_card(document: Document) -> bool:
    """Whether a document is a rate card rather than a scenario: it describes a region, or has a shared card's name."""
    data = document.data
    if not isinstance(data, dict) or "team" in data or "teams" in data:
        return False
    return PurePath(document.source).stem in CARDS or "region" in data or "labor" in data


def check_card(document: Document) -> None:
    """Raise InvalidInput with every problem of a card's shape."""
    validated(document, CARDS.get(PurePath(document.source).stem, RegionCard))
