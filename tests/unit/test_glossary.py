"""The glossary: every word of the trade that the full estimate uses is in it, and is found by any of its forms."""

from __future__ import annotations

import pytest

from estimate.cards.catalog import Catalog
from estimate.cards.glossary import glossary, meant
from tests.conftest import Command

TERMS = glossary(Catalog())
USED = (
    "erlangs", "FTE", "occupancy", "Monthly run rate", "seat-months", "logged-in hours", "Ramp-up inefficiency", "base rate", "grade D", "NPV", "IRR",
    "ROI", "payback", "shrinkage", "schedule inefficiency", "support type factor", "Budget", "80 % range", "assumed", "modeled", "derived",
    "first-contact resolution", "attrition", "concurrency", "handle minutes", "one-off", "knowledge transfer", "exit assistance", "premiums",
    "should-cost", "open book", "escalator", "service level", "handling hours", "on duty", "not priced", "draws", "blend", "FTE-months", "paid hours",
)  # fmt: skip
"""Words of the full estimate and of the documentation."""


@pytest.mark.parametrize("word", USED)
def test_a_word_that_is_used_is_explained(word: str) -> None:
    assert meant(TERMS, word) is not None


def test_no_form_has_two_meanings() -> None:
    bare = [{"".join(filter(str.isalnum, form.casefold())) for form in term.forms} for term in TERMS]
    forms = [form for each in bare for form in each]
    assert sorted(forms) == sorted(set(forms))


def test_a_slip_is_told_the_nearest_word(command: Command) -> None:
    result = command("glossary", "occupansy", real=True)
    assert (result.status, result.out) == (2, "")
    assert "did you mean occupancy?" in result.err
    assert "handles contacts or waits" in command("glossary", "Logged-in", "hours", real=True).out
