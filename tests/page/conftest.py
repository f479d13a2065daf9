"""The browser that a module's pages are opened in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.page.chromium import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one
