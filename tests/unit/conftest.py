"""What the tests of single rooms share: fewer draws than usual, as most of them are not about the ends of a range."""

from __future__ import annotations

import pytest

from estimate.answers import uncertainty

FEW = 200


@pytest.fixture(autouse=True)
def few_draws(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few draws where nobody says how many; a test that is marked `usual_draws` has as many as a user."""
    if request.node.get_closest_marker("usual_draws") is None:
        monkeypatch.setattr(uncertainty, "USUAL", FEW)
        monkeypatch.setattr(uncertainty, "FEWEST", FEW // 2)
