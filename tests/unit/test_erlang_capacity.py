"""The greatest loads of so many agents give the same agents as the search for each load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimate.model.erlang_capacity import Capacity, ServiceLimits
from tests.agents import required_agents


@given(
    st.floats(0.01, 120), st.floats(30, 1500), st.floats(0.0, 0.99), st.floats(0, 120), st.floats(0.5, 1.0)
)  # fmt: skip
def test_limits_and_search_agree(load: float, handle: float, level: float, target: float, busy: float) -> None:
    limits = Capacity(ServiceLimits(target / handle, level), busy)
    first, last = limits.steps(load, load)
    assert first == last
    wanted = required_agents(load, handle, level, target, max_occupancy=busy)
    if first != wanted:  # only a load within rounding of a step may differ
        assert limits.loads[min(first, wanted)] == pytest.approx(load, rel=1e-9)
