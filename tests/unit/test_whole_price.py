"""How far the whole price may move: rate, steps, queues' own prices and base fee together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from estimate.answers.headroom import headroom
from tests.conftest import Command, estimate_of

STEPPED = """\
name: {name}
start: 2027-01
months: 12
currency: USD
team:
  region: testland
  pricing: {{model: per_contact, rate: {rate}, includes: [everything_else], escalator: 0, tiers: [{{above: 1 contacts, rate: {step}}}], tiers_apply: all_units}}
  queues: [{{channel: email, contacts_per_month: 1000}}]
"""


def test_the_whole_price_rises_steps_and_queues_with_it() -> None:
    # Both bill the step's price for every contact: 2.00 and 3.00. The option is dearer than the reference from half as much again on.
    reference = estimate_of(STEPPED.format(name="R", rate=9, step=3))
    option = estimate_of(STEPPED.format(name="O", rate=5, step=2))
    [price] = [limit for limit in headroom(reference, option) if limit.id == "price"]
    assert price.limit == pytest.approx(0.5)


def test_a_break_even_of_the_whole_price_is_found_behind_steps(command: Command, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(STEPPED.format(name="R", rate=9, step=3), encoding="utf-8")
    (tmp_path / "o.yaml").write_text(STEPPED.format(name="O", rate=5, step=2), encoding="utf-8")
    alone = command("breakeven", "r.yaml", "o.yaml", "--vary", "team.pricing.rate", cwd=tmp_path).out
    assert "They never meet" in alone
    assert "Only the rate moves" in " ".join(alone.split())
    found = json.loads(command("breakeven", "r.yaml", "o.yaml", "--vary", "price", "-f", "json", cwd=tmp_path).out)
    assert found["break_even"] == [pytest.approx(1.5)]
    assert found["now"] == 1
    assert not found["only_a_part_of_the_price"]
    base = "team.pricing={model: per_contact, rate: 9, includes: [everything_else], escalator: 0, fixed: {per_month: 2000, covers: 1000 contacts}}"
    found = json.loads(
        command(
            "breakeven", "o.yaml", "--target", "48000", "--vary", "price", "--set", base, "-f", "json", cwd=tmp_path
        ).out
    )
    assert found["break_even"] == [pytest.approx(2.0)]  # 12 x 2,000 twice
