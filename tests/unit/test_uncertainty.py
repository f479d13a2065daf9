"""Draws, percentiles, sensitivity and correlations of a whole estimate."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from scipy import stats

from estimate.answers.correlations import correlated
from estimate.answers.sampling import uncertain
from estimate.answers.sensitivity import sensitivity
from estimate.answers.uncertainty import chance_cheaper, quantile, simulate
from estimate.answers.warnings import warnings
from estimate.engine.arrays import LONGEST
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput
from tests.conftest import Command, estimate_of

VOLUME = "team.queues.0.contacts_per_month"


def with_ranges(small: dict[str, Any], **more: Any) -> dict[str, Any]:
    scenario = copy.deepcopy(small) | more
    scenario["team"]["queues"][0] |= {
        "contacts_per_month": {"low": 800, "likely": 1000, "high": 1500},
        "handle_minutes": {"low": 5, "likely": 6, "high": 8},
    }
    return scenario


def test_points_collapse(small: dict[str, Any]) -> None:
    result = estimate_of(small)
    found = simulate(result, inputs=[])
    assert found.totals == pytest.approx([result.one("total_cost")], rel=1e-12)
    assert found.percentile(0.1) == found.percentile(0.9)


def test_the_same_seed_gives_the_same_draws_and_another_others(small: dict[str, Any]) -> None:
    result = estimate_of(with_ranges(small))
    assert simulate(result, draws=50).totals == simulate(result, draws=50).totals
    assert simulate(result, draws=50).totals != simulate(result, draws=50, seed=2).totals


def test_a_new_input_reshuffles_no_other(small: dict[str, Any]) -> None:
    one = estimate_of(with_ranges(small))
    more = with_ranges(small, items=[{"name": "X", "per": "contract", "price": "10 to 20"}])
    first, second = simulate(one, draws=40), simulate(estimate_of(more), draws=40)
    for name, order in first.streams.items():
        assert second.streams[name].tolist() == order.tolist()


def test_each_draw_is_the_plain_estimate_of_its_values(small: dict[str, Any]) -> None:
    scenario = with_ranges(small)
    scenario["team"]["queues"].append(
        {"channel": "voice", "contacts_per_month": "3000 to 5000", "handle_minutes": "4 to 6"}
    )
    result = estimate_of(scenario)
    from estimate.answers.sampling import column

    found = simulate(result, draws=20)
    rounding = result.total - result.one("total_cost")  # draws lie around the total that is told
    for draw in (0, 7, 19):
        inputs = result.case.inputs()
        for one in found.inputs:
            for use in one.uses:
                rows = list(inputs[use.name])
                rows[use.row] = column(use, found.streams[one.group], chance=False)[draw]
                inputs[use.name] = rows
        plain = result.program.run(inputs)["total_cost"][0]
        assert found.totals[draw] == pytest.approx(plain + rounding, rel=1e-12)


def test_percentiles_rise_and_are_those_of_numpy(small: dict[str, Any]) -> None:
    found = simulate(estimate_of(with_ranges(small)), draws=101)
    shares = [i / 50 for i in range(51)]
    ours = [found.percentile(share) for share in shares]
    assert ours == sorted(ours)
    assert ours == pytest.approx(list(np.quantile(found.totals, shares)), rel=1e-12)
    assert quantile([3.0], 0.7) == 3.0


def test_a_sum_of_independent_inputs_has_the_sum_of_their_means_and_variances() -> None:
    items = [
        {"name": f"F{i}", "per": "contract", "price": {"low": 90, "high": 110, "shape": "normal"}} for i in range(4)
    ]
    scenario = {
        "name": "Fees alone", "start": "2027-01", "months": 1, "discount_rate": 0, "items": items,
        "team": {"region": "testland", "queues": [{"channel": "email", "contacts_per_month": 0}]},
    }  # fmt: skip
    result = estimate_of(scenario)
    own = [one for one in uncertain(result) if one.uses[0].name == "charge_price"]
    assert len(own) == 4
    found = simulate(result, draws=4000, inputs=own)
    rest = result.one("total_cost") - 400
    sigma = 10 / stats.norm.ppf(0.9)
    assert found.mean - rest == pytest.approx(400, rel=1e-3)
    assert float(np.var(found.totals)) == pytest.approx(4 * sigma**2, rel=0.08)
    assert found.percentile(0.9) - rest == pytest.approx(400 + 20, rel=0.01)


def test_an_event_happens_or_not(small: dict[str, Any]) -> None:
    scenario = small | {"items": [{"name": "X", "per": "contract", "price": 1000, "probability": "30%"}]}
    result = estimate_of(scenario)
    event = [one for one in uncertain(result) if one.is_chance]
    found = simulate(result, draws=200, inputs=event)
    assert len(set(np.round(found.totals, 6))) == 2
    assert found.mean == pytest.approx(result.one("total_cost"), rel=1e-9)


def test_compared_with_itself_it_ties(small: dict[str, Any]) -> None:
    found = simulate(estimate_of(with_ranges(small)), draws=60)
    assert chance_cheaper(found, found) == 0.5
    dearer = copy.deepcopy(with_ranges(small)) | {"contingency": 0.1}
    assert chance_cheaper(found, simulate(estimate_of(dearer), draws=60)) == 1.0


def test_tornado_ends_are_plain_estimates_with_that_input_set(small: dict[str, Any]) -> None:
    scenario = with_ranges(small)
    result = estimate_of(scenario)
    effects = {effect.input.identity: effect for effect in sensitivity(result, simulate(result, draws=60)).effects}
    for key in ("contacts_per_month", "handle_minutes"):
        effect = effects[f"team.queues.email.{key}"]
        for end, total in zip(effect.ends, effect.totals, strict=True):
            changed = copy.deepcopy(scenario)
            changed["team"]["queues"][0][key] = end
            assert total == pytest.approx(estimate_of(changed).one("total_cost"), rel=1e-12)


def test_rank_correlations_are_those_asked_for() -> None:
    import random

    sampling = random.Random(4)
    orders = [sampling.sample(range(2000), 2000) for _ in range(3)]
    target = [[1, 0.7, -0.3], [0.7, 1, 0.1], [-0.3, 0.1, 1]]
    moved = correlated(orders, target)
    assert moved[0] == orders[0]
    assert all(sorted(order) == list(range(2000)) for order in moved)
    found = stats.spearmanr(np.array(moved).T).statistic
    assert np.abs(found - np.array(target)).max() < 0.03


def test_volumes_move_together_unless_told_otherwise(small: dict[str, Any]) -> None:
    scenario = with_ranges(small)
    scenario["team"]["queues"].append({"channel": "social", "contacts_per_month": "100 to 200"})
    assert "volume of queues" in simulate(estimate_of(scenario), draws=10).streams
    apart = scenario | {"correlations": {"together": []}}
    assert "volume of queues" not in simulate(estimate_of(apart), draws=10).streams


@pytest.mark.parametrize(
    ("correlations", "words"),
    [
        ({"ranks": {"of": [VOLUME, "team.queues.0.handle_minutes"], "matrix": [[1, 1], [1, 1]]}}, "not positive definite"),
        ({"together": [[VOLUME, "team.queues.0.handle_minuts"]]}, "no input of this scenario stands at"),
    ],
)  # fmt: skip
def test_correlations_that_cannot_be_are_refused(small: dict[str, Any], correlations: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        estimate_of(with_ranges(small) | {"correlations": correlations})


def test_an_interrupt_keeps_what_is_done(small: dict[str, Any]) -> None:
    def stop(done: int) -> None:
        if done >= LONGEST:
            raise KeyboardInterrupt

    found = simulate(estimate_of(with_ranges(small)), draws=3 * LONGEST, watch=stop)
    assert (found.draws, found.asked) == (LONGEST, 3 * LONGEST)


def test_a_case_that_is_wrong_is_shown_at_its_line(command: Command) -> None:
    text = (
        "name: X\nmonths: 3\nteam:\n  region: testland\n  queues: [{channel: email, contacts_per_month: 100}]\n"
        "cases:\n  worse:\n    team: {staffing: {shrinkage: 30}}\n"
    )
    assert parse(text, "x").data["cases"]
    result = command("-", stdin=text)
    assert result.status == 3
    assert "<stdin>:8:" in result.err


def test_the_command_gives_the_same_bytes_twice(command: Command) -> None:
    calls = ["simulate", "examples/first-estimate.yaml", "--draws", "100", "--format", "json"]
    assert command(*calls, real=True).out == command(*calls, real=True).out
    plain = command("examples/first-estimate.yaml", "--no-range", "--format", "json", real=True).out
    assert '"range": null' in plain


def test_a_range_of_more_than_one_to_twenty_asks_whether_it_is_meant(small: dict[str, Any]) -> None:
    scenario = with_ranges(small)
    scenario["team"]["queues"][0]["handle_minutes"] = {"low": 1, "likely": 5, "high": 40}
    asks = (
        "team.queues[0].handle_minutes: the high of 1 to 40 is 40 times its low (is it meant? One case in ten lies below "
        "the low and one in ten above the high)"
    )
    assert [line for line in warnings(estimate_of(scenario)) if "is it meant" in line] == [asks]
    scenario["team"]["queues"][0]["handle_minutes"] = "2 to 40"
    assert not [line for line in warnings(estimate_of(scenario)) if "is it meant" in line]
