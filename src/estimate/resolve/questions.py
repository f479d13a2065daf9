"""What a vendor's quote does not say, and the words in which to ask for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.ground.errors import did_you_mean
from estimate.resolve.resolved import Quote
from estimate.resolve.rows import Rows
from estimate.resolve.scope import Path, Scope
from estimate.resolve.terms import Terms

CARD = "questions"
SECTIONS = ("parts", "terms", "lines")


def quote_of(row: int, terms: Terms, found: Rows) -> Quote:
    """What one team's price holds and leaves open, by all that resolving has found; `row` is the team's."""
    asked: dict[str, list[str]] = {}
    for one in found.asked:
        if one.team == terms.at:
            asked.setdefault(one.part, []).extend([one.line] if one.line else [])
    answered = {part for team, part in found.answered if team == terms.at}
    lines = {part: tuple(lines) for part, lines in asked.items()}
    unsaid = (terms.unsaid | terms.presumed) - answered
    return Quote(terms.team, row, terms.quoted, terms.includes, unsaid, terms.presumed, lines)


def wording(catalog: Catalog) -> Mapping[str, Any]:
    """The questions card: for each part, term and line its name, why it matters and what to ask."""
    found = {section: catalog.entry(CARD, section) for section in SECTIONS}
    return {section: entry.data if entry else {} for section, entry in found.items()}


def check_answers(scope: Scope, path: Path, answers: Collection[str]) -> None:
    """An answer is to a question that there is: a part of a price or a term."""
    words = wording(scope.catalog)
    known = [key for section in ("parts", "terms") for key in words[section]]
    for key in answers:
        if key not in known:
            hint = did_you_mean(key, known, "estimate questions FILE -f csv has their ids")
            scope.problem((*path, "answers", key), f"there is no question {key} ({hint})", key=True)
