"""What a vendor's quote does not say, and the words in which to ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from estimate.inputs.case import CaseBuilder, Quote
from estimate.inputs.catalog import Catalog
from estimate.inputs.prices import Terms

CARD = "questions"
SECTIONS = ("parts", "terms", "lines")


def quote_of(build: CaseBuilder, terms: Terms) -> Quote:
    """What one team's price holds and leaves open."""
    return Quote(
        build.case.members["team"][terms.row],
        terms.row,
        terms.quoted,
        terms.includes,
        (terms.unsaid | terms.presumed) - terms.answered,
        terms.presumed,
        {part: tuple(lines) for part, lines in terms.asked.items()},
    )


def wording(catalog: Catalog) -> Mapping[str, Any]:
    """The questions card: for each part, term and line its name, why it matters and what to ask."""
    found = {section: catalog.entry(CARD, section) for section in SECTIONS}
    return {section: entry.data if entry else {} for section, entry in found.items()}
