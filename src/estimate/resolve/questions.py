"""What a vendor's quote does not say, and the words in which to ask for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.ground.errors import did_you_mean
from estimate.resolve.price import Terms
from estimate.resolve.scope import CaseBuilder, Path, Quote

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


def check_answers(build: CaseBuilder, path: Path, answers: Collection[str]) -> None:
    """An answer is to a question that there is: a part of a price or a term."""
    words = wording(build.catalog)
    known = [key for section in ("parts", "terms") for key in words[section]]
    for key in answers:
        if key not in known:
            hint = did_you_mean(key, known, "estimate questions FILE -f csv has their ids")
            build.problem((*path, "answers", key), f"there is no question {key} ({hint})", key=True)
