"""Options side by side: differences, bridge, inputs, limits and weights, by hand on round numbers, and what always holds."""

from __future__ import annotations

import copy
import json
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from estimate.answers.bridge import STEPS
from estimate.answers.scorecard import weigh
from estimate.report.bridge_from_lines import bridge_from_lines
from estimate.report.comparison import Comparison, compare
from estimate.report.comparison_document import comparison_document
from estimate.report.document import document
from estimate.report.sections import report
from estimate.report.side import Side
from estimate.studies.compare import gather
from estimate.studies.request import Request
from tests.conftest import ROOT, Command, estimate_of

ALL = ["everything_else"]


def option(
    name: str, pricing: dict[str, Any], contacts: float = 1000, minutes: float = 6, **more: Any
) -> dict[str, Any]:
    queue = {"channel": "email", "contacts_per_month": contacts, "handle_minutes": minutes}
    team = {"region": "testland", "pricing": {"model": "hourly", "includes": ALL, **pricing}, "queues": [queue]}
    return {"name": name, "start": "2027-01", "months": 10, "discount_rate": 0, "team": team, **more}


def side(scenario: dict[str, Any]) -> Side:
    result = estimate_of(scenario)
    return Side(scenario["name"], f"{scenario['name']}.yaml", document(report(result)), result)


def compared(*scenarios: dict[str, Any]) -> Comparison:
    return compare([side(scenario) for scenario in scenarios])


def test_a_bridge_by_hand() -> None:
    # A: 1,000 x 6 min = 125 h x 12 = 1,500 a month. B: 1,200 contacts of 9 minutes at 10, and a fee of 500.
    fee = [{"name": "Set-up", "per": "contract", "price": 500}]
    found = compared(option("A", {"rate": 12}), option("B", {"rate": 10}, 1200, 9, items=fee)).options[0]
    steps = dict(found.steps)
    # From A: volume 200 x 0.125 h x 12 x 10 months = 3,000; productivity 1,200 x 3 / 60 / 0.8 = 75 h more x 12 x 10 = 9,000; price 225 h x -2 x 10
    # = -4,500. From B: volume 200 x 0.1875 h x 10 x 10 = 3,750; productivity 1,000 x 3 / 60 / 0.8 = 62.5 h x 10 x 10 = 6,250; price 125 h x -2 x 10
    # = -2,500. Each step is the mean of both.
    assert steps == {**dict.fromkeys(STEPS, 0), "volume": 3375, "productivity": 7625, "price": -3500, "fees": 500}
    assert found.difference == 8000
    assert found.by_inputs


def test_currency_is_a_step_of_its_own_where_prices_are_of_one_currency() -> None:
    pricing = {"rate": 12000, "currency": "KRW"}
    weak, strong = (
        option(name, pricing, currency="USD", fx={"KRW": rate}) for name, rate in (("A", 0.001), ("B", 0.0011))
    )
    # 125 h x 12,000 won x 0.0001 dollar x 10 months.
    assert dict(compared(weak, strong).options[0].steps)["currency"] == pytest.approx(1500)


def test_what_the_price_includes_is_a_step() -> None:
    lead = {"includes": [], "excludes": ALL}
    steps = dict(compared(option("A", {"rate": 12, **lead}), option("B", {"rate": 12})).options[0].steps)
    assert steps["inclusions"] < 0
    assert steps["price"] == 0


def test_options_that_are_not_built_alike_are_walked_by_their_drivers() -> None:
    one = option("A", {"rate": 12})
    two = option("B", {"rate": 12})
    team = two.pop("team")
    two["teams"] = [{**copy.deepcopy(team), "name": name} for name in ("X", "Y")]
    found = compared(one, two).options[0]
    assert not found.by_inputs
    # Twice the contacts at the same hours and price.
    assert dict(found.steps)["volume"] == 15000
    assert sum(amount for _, amount in found.steps) == found.difference


def test_what_one_input_is_worth_by_hand() -> None:
    found = compared(option("A", {"rate": 12}), option("B", {"rate": 10}, minutes=9)).options[0]
    worth = {difference.name: difference.worth for difference in found.inputs}
    assert worth == {
        "base_rate": pytest.approx(-2500),
        "handle_minutes": pytest.approx(7500),
    }  # 1,250 h x -2; 625 h x 12
    assert [difference.name for difference in found.inputs] == ["handle_minutes", "base_rate"]


def test_how_far_the_saving_holds_by_hand() -> None:
    good = {"first_contact_resolution": 0.8}
    found = compared(option("A", {"rate": 12}, quality=good), option("B", {"rate": 9}, quality=good)).options[0]
    limits = {limit.id: limit.limit for limit in found.headroom}
    assert limits["price"] == pytest.approx(1 / 3)  # 9 x 4/3 = 12
    assert limits["first_contact_resolution"] == pytest.approx(0.6)  # 0.8 / r = 4/3
    assert limits["volume"] is None  # both grow alike


def test_repeats_are_priced_at_the_options_cost_of_a_contact() -> None:
    good, poor = ({"first_contact_resolution": share} for share in (0.8, 0.64))
    found = compared(option("A", {"rate": 12}, quality=good), option("B", {"rate": 9}, quality=poor)).options[0]
    # 0.8 / 0.64 - 1 = 25 % more of 10,000 contacts at 1.125.
    assert found.repeat_cost == pytest.approx(2812.5)


def test_the_volume_stands_for_the_references_resolution() -> None:
    good, poor = ({"first_contact_resolution": share} for share in (0.9, 0.6))
    found = compared(option("A", {"rate": 12}, quality=good), option("B", {"rate": 9}, quality=poor)).options[0]
    limits = {limit.id: (limit.now, limit.limit) for limit in found.headroom}
    # 0.9 / r = 4/3: at 67.5 %, which B does not reach.
    assert limits["first_contact_resolution"] == (pytest.approx(0.6), pytest.approx(0.675))


def test_repeats_cost_what_they_cause_and_those_that_are_stated_are_not_counted_again() -> None:
    good, poor = ({"first_contact_resolution": share} for share in (0.8, 0.64))
    reference = option("A", {"rate": 12}, quality=good)
    fee = [{"name": "Set-up", "per": "contract", "price": 100000}]
    dear = option("B", {"rate": 9}, quality=poor, items=fee)
    # 25 % more of 10,000 contacts at 1.125, and no second set-up.
    assert compared(reference, dear).options[0].repeat_cost == pytest.approx(2812.5)
    dear["team"]["queues"][0]["repeat_share"] = 0.25
    assert compared(reference, dear).options[0].repeat_cost is None


def test_what_is_paid_once_is_listed_and_sums_to_the_investment() -> None:
    fees = [{"name": name, "per": "contract", "price": price} for name, price in (("Set-up", 500), ("Travel", 700))]
    found = compared(option("A", {"rate": 12}), option("B", {"rate": 10}, items=fees)).options[0]
    assert found.one_off == (("Travel", 700), ("Set-up", 500))
    assert found.returned.investment == 1200


def test_options_of_other_volumes_are_compared_by_contact() -> None:
    # 1.5 a contact against 1.25 for twice as many: dearer in total, cheaper by contact.
    found = compared(option("A", {"rate": 12}), option("B", {"rate": 10}, 2000))
    assert (found.cheapest, found.by_contact) == (1, True)
    silent = option("C", {"rate": 10})
    silent["team"]["queues"] = [{"channel": "email", "agents": 1}]
    found = compared(option("A", {"rate": 12}), silent)
    assert found.cheapest is None
    assert "C does not say how many contacts come, so the work may not be the same." in found.notes


def test_the_cheapest_is_named_and_a_tie_has_none() -> None:
    dear, cheap = option("A", {"rate": 12}), option("B", {"rate": 10})
    assert compared(dear, cheap).cheapest == 1
    assert compared(dear, dear).cheapest is None


def test_weights_by_hand_and_what_the_first_place_hangs_on() -> None:
    def criteria(a: float, b: float) -> dict[str, Any]:
        return {"security": {"weight": 3, "score": a}, "fit": {"weight": 1, "score": b}}

    found, _ = weigh([("A", criteria(8, 4), 700.0), ("B", criteria(6, 9), 1000.0)])
    assert found is not None
    assert found.weighted == (7.0, 6.75)  # (24 + 4) / 4 and (18 + 9) / 4
    assert found.price_per_point == (100.0, pytest.approx(1000 / 6.75))
    assert (found.best, found.decisive_criteria) == (
        0,
        ("security", "fit"),
    )  # without security, or with fit doubled, B is first
    assert weigh([("A", {}, 1.0), ("B", {}, 1.0)]) == (None, [])
    unweighed = weigh([("A", criteria(8, 4), 1.0), ("B", {"fit": {"weight": 2, "score": 9}}, 1.0)])
    assert unweighed == (
        None,
        [
            "Not weighed: B: no score for security.",
            "Not weighed: fit has different weights (1, 2); one weight holds for all options.",
        ],
    )


EXAMPLES = [*sorted((ROOT / "examples").glob("*.yaml")), *(ROOT / "examples/quotes").glob("*-*.yaml")]


@pytest.fixture(scope="module")
def sides() -> list[Side]:
    found, _ = gather(EXAMPLES, Request(EXAMPLES[0], currency="USD"))
    return found


def test_compare_with_itself_is_all_zero(sides: list[Side]) -> None:
    for one in sides:
        found = compare([one, one])
        assert not any(row.differs for row in found.rows)
        same = found.options[0]
        assert (same.difference, same.inputs, same.headroom, same.repeat_cost) == (0, (), (), None)
        assert not any(amount for _, amount in same.steps)
        assert not any(same.returned.savings)


def test_the_bridge_sums_to_the_difference_for_any_pair_and_the_order_changes_only_the_sign(sides: list[Side]) -> None:
    for one, other in list(combinations(sides, 2))[::3]:  # every side is in several of them
        there = compare([one, other]).options[0]
        assert round(sum(amount for _, amount in there.steps), 2) == there.difference
        assert there.difference == round(other.document["total"]["expected"] - one.document["total"]["expected"], 2)
        drivers = sum(amount for _, amount in bridge_from_lines(one.document, other.document))
        assert drivers == pytest.approx(there.difference, abs=0.02)


def test_the_order_of_options_changes_only_the_sign(sides: list[Side]) -> None:
    for one, other in pairwise(sides):
        there, back = compare([one, other]).options[0], compare([other, one]).options[0]
        assert there.difference == -back.difference
        assert dict(there.steps) == pytest.approx({step: -amount for step, amount in back.steps}, abs=0.011)
        assert there.returned.savings == pytest.approx([-saving for saving in back.returned.savings])


def test_a_saved_estimate_compares_like_its_scenario(tmp_path: Path, command: Command) -> None:
    files = ["examples/compare/denver.yaml", "examples/compare/manila.yaml"]
    for at, file in enumerate(files):
        done = command(file, "-o", str(tmp_path / f"{at}.json"), real=True)
        assert done.status == 0, done.err
    saved = json.loads(
        command("compare", str(tmp_path / "0.json"), str(tmp_path / "1.json"), "-f", "json", real=True).out
    )
    fresh = json.loads(command("compare", *files, "-f", "json", real=True).out)
    for key in ("rows", "cheapest", "currency", "notes", "scorecard"):
        assert saved[key] == fresh[key]
    for key in ("difference", "share", "returns", "repeat_cost"):
        assert saved["options"][0][key] == fresh["options"][0][key]
    mixed = json.loads(command("compare", files[0], str(tmp_path / "1.json"), "-f", "json", real=True).out)
    assert mixed["rows"] == fresh["rows"]


def test_a_saved_estimate_is_rendered_again_in_every_format(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "saved.json"
    command("examples/first-estimate.yaml", "-o", str(file), real=True)
    for form in ("json", "csv", "markdown"):
        fresh = command("examples/first-estimate.yaml", "--format", form, real=True).out
        assert command(str(file), "--format", form, real=True).out == fresh
    for detail in ([], ["--full"]):
        fresh = command("examples/first-estimate.yaml", *detail, real=True).out
        assert command(str(file), *detail, real=True).out == fresh
    assert command(str(file), "--fail-above", "1000", real=True).status == 5


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["compare", "examples/first-estimate.yaml"], 2, "takes 2 to 8"),
        (["compare", *["examples/first-estimate.yaml"] * 9], 2, "takes 2 to 8"),
        (["compare", "-", "-"], 2, "one of the options only"),
        (["examples/first-estimate.yaml", "examples/in-house.yaml", "--strict"], 2, "are for one scenario"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], status: int, words: str, command: Command) -> None:
    result = command(*arguments, real=True)
    assert result.status == status
    assert words in result.err


def test_other_months_and_other_currencies_are_put_on_common_ground_with_a_note(command: Command) -> None:
    found = json.loads(
        command("compare", "examples/vendor-quote.yaml", "examples/korea-krw.yaml", "-f", "json", real=True).out
    )
    assert found["currency"] == "USD"
    assert any("is converted from KRW to USD" in note for note in found["notes"])
    longer = json.loads(
        command("compare", "examples/vendor-quote.yaml", "examples/in-house.yaml", "-f", "json", real=True).out
    )
    words = "is estimated over 24 months from 2027-01 instead of 36 months from 2027-01"
    assert any(words in note for note in longer["notes"])
    # The won is spent from March; seasons and holidays are compared in the reference's months.
    words = "is estimated over 24 months from 2027-01 instead of 24 months from 2027-03"
    assert any(words in note for note in found["notes"])


def test_a_saved_estimate_that_is_not_alike_is_refused(tmp_path: Path, command: Command) -> None:
    command("examples/korea-krw.yaml", "-o", str(tmp_path / "won.json"), real=True)
    result = command("compare", "examples/vendor-quote.yaml", str(tmp_path / "won.json"), real=True)
    assert result.status == 3
    assert "is in KRW, the reference USD" in result.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format_version": "1.1"}', "is of format version 1.1"),
        ('{"format_version": "3.0", "total": 3}', "estimate the scenario again"),
        ('{"format_version": "3.0", ', "is no whole JSON"),
    ],
)
def test_a_saved_estimate_that_cannot_be_trusted_is_refused(
    text: str, words: str, tmp_path: Path, command: Command
) -> None:
    file = tmp_path / "saved.json"
    file.write_text(text, encoding="utf-8")
    result = command(str(file))
    assert result.status == 3
    assert words in result.err


def test_a_saved_estimate_is_not_a_scenario(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "saved.json"
    command("examples/first-estimate.yaml", "-o", str(file), real=True)
    result = command("explain", str(file), real=True)
    assert (result.status, "is a saved estimate" in result.err) == (3, True)
    result = command(str(file), "--set", "months=3", real=True)
    assert (result.status, "cannot be changed any more" in result.err) == (2, True)


def test_a_baseline_gives_the_return_and_a_missing_one_is_named(tmp_path: Path, command: Command) -> None:
    found = json.loads(command("examples/compare/manila.yaml", "-f", "json", real=True).out)
    other = json.loads(
        command("compare", "examples/compare/denver.yaml", "examples/compare/manila.yaml", "-f", "json", real=True).out
    )
    assert found["against"]["returns"] == other["options"][0]["returns"]
    saved = tmp_path / "saved.json"
    command("examples/compare/manila.yaml", "-o", str(saved), real=True)
    fresh = command("examples/compare/manila.yaml", "--full", real=True, columns=200).out
    title = next(line for line in fresh.splitlines() if line.startswith("  Against In-house, Denver"))
    assert title in command(str(saved), "--full", real=True, columns=200).out
    assert title.strip() in command(str(saved), "-f", "markdown", real=True).out
    file = tmp_path / "scenario.yaml"
    for name, words in (("gone.yaml", "no such file: gone.yaml"), ("../up.yaml", "is outside the folder")):
        file.write_text(
            f"name: X\nbaseline: {name}\nteam: {{region: testland, queues: [{{channel: email, contacts_per_month: 1}}]}}\n"
        )
        result = command(str(file))
        assert result.status == 3
        assert words in result.err
        assert ":2:" in result.err


def test_criteria_that_do_not_agree_are_not_weighed(tmp_path: Path, command: Command) -> None:
    for name, weight in (("a", 1), ("b", 2)):
        text = f"name: {name}\nteam: {{region: testland, queues: [{{channel: email, contacts_per_month: 1}}]}}\ncriteria: {{fit: {{weight: {weight}, score: 5}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    result = command("compare", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert result.status == 0
    assert "Not weighed: fit has different weights" in " ".join(result.out.split())


def test_the_comparison_is_plain_finite_data(sides: list[Side]) -> None:
    json.dumps(comparison_document(compare(sides[:3])), allow_nan=False)
