"""Sweeps, break-evens, regions, streams and gates: by hand, and always what `--set` and `estimate` say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from estimate.answers.breakeven import break_even
from estimate.answers.parametric import Parametric
from estimate.files.axes import axes_of
from estimate.ground.errors import UsageError
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies import sweep as studies
from estimate.studies.request import Request
from tests.conftest import ROOT, Command, case_of

HOURLY = "name: H\nmonths: 10\nteam:\n  region: testland\n  pricing: {model: hourly, rate: 12, includes: [everything_else]}\n  queues: [{channel: email, contacts_per_month: 1000}]\n"


@pytest.fixture
def hourly(tmp_path: Path) -> Path:
    file = tmp_path / "hourly.yaml"
    file.write_text(HOURLY)
    return file


def test_steps_are_decimal_and_include_the_stop() -> None:
    (axis,) = axes_of(["a.b=0:0.3:0.1"])
    assert axis.values == ("0.0", "0.1", "0.2", "0.3")
    assert axis.numbers == (0.0, 0.1, 0.2, 0.3)
    (down,) = axes_of(["a=10%:0%:-5%"])
    assert (down.values, down.numbers) == (("10%", "5%", "0%"), (0.1, 0.05, 0.0))
    (words,) = axes_of(["hours=24x7,{mon-fri: 08:00-18:00, sat: 10:00-14:00}"])
    assert words.values == ("24x7", "{mon-fri: 08:00-18:00, sat: 10:00-14:00}")
    assert words.numbers is None


@pytest.mark.parametrize(
    "text", ["a", "a=", "=1,2", "a=1:2", "a=1:2:0", "a=1:2:-1", "a=1:x:1", "a=1:2%:1", "a=1,,2", "a=0:1e9:1"]
)
def test_an_axis_that_leads_nowhere_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        axes_of([text])


def test_a_place_given_twice_or_too_many_points_are_refused() -> None:
    with pytest.raises(UsageError, match="twice"):
        axes_of(["a=1,2", "a=3,4"])
    with pytest.raises(UsageError, match="more than"):
        axes_of(["a=1:1000:1", "b=1:1000:1"])


def test_a_sweep_by_hand(hourly: Path, command: Command) -> None:
    found = json.loads(command("sweep", str(hourly), "--vary", "team.pricing.rate=10:12:1", "-f", "json").out)
    # 125 h x 10 months x the rate.
    assert [point["figures" if "figures" in point else "total"] for point in found["points"]] == [12500, 13750, 15000]
    assert found["axes"] == ["team.pricing.rate"]


CASES = [
    (
        "examples/first-estimate.yaml",
        ["team.queues.0.contacts_per_month=1000:9000:2000", "team.queues.1.handle_minutes=8:12:2"],
    ),
    ("examples/vendor-quote.yaml", ["team.pricing.rate=9:12:0.75", "team.hours=24x7,business"]),
    ("examples/vendor-quote.yaml", ["team.pricing.tiers.0.discount=0%:8%:2%"]),
    ("examples/quotes/seats-bogota.yaml", ["team.pricing.rate=2000:3000:250", "team.pricing.tiers.0.rate=2300,2400"]),
    ("examples/quotes/tickets-with-ai.yaml", ["team.queues.1.automation.share=10%:50%:10%"]),
    ("examples/saas-follow-the-sun.yaml", ["teams.0.pricing.minimum.hours_per_month=0.5,1200,2400", "months=12,24"]),
    ("examples/in-house.yaml", ["team.staffing.shrinkage=25%:35%:5%", "team.queues.0.growth_per_year=-10%:20%:15%"]),
]


@pytest.mark.parametrize(("file", "vary"), CASES, ids=[f"{Path(f).stem} {v[0].partition('=')[0]}" for f, v in CASES])
def test_every_point_of_a_sweep_is_the_estimate_with_those_values_set(
    file: str, vary: list[str], command: Command
) -> None:
    options = [part for each in vary for part in ("--vary", each)]
    points = command("sweep", file, *options, "-f", "ndjson", real=True)
    assert points.status == 0, points.err
    for line in points.out.splitlines():
        point = json.loads(line)
        chosen = [part for path, value in point["settings"].items() for part in ("--set", f"{path}={value}")]
        whole = json.loads(command(file, *chosen, "-f", "json", "--no-range", real=True).out)
        assert point["total"] == whole["total"]["expected"]
        assert point["per_contact"] == pytest.approx(whole["unit_costs"]["contact"])
        assert point["first_year"] == pytest.approx(whole["by_year"][0], abs=1)
        assert point["headcount"] == pytest.approx(sum(team["headcount"] for team in whole["staffing"]))


SLOW = [
    ("team.queues.0.agents", 1, 9, False),
    ("team.pricing.rate", 5, 15, True),
    ("team.staffing.shrinkage", 0.1, 0.4, True),
]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SLOW), st.floats(0, 1))
def test_a_variation_is_exact_whether_it_is_straight_or_not(move: tuple[str, float, float, bool], share: float) -> None:
    path, low, high, _ = move

    def resolve(position: Any) -> ResolvedScenario:
        data = yaml.safe_load(HOURLY)
        here = data
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            here = here[step] if isinstance(step, int) else here.setdefault(step, {})
        here[last] = position[0]
        return case_of(data)

    parametric = Parametric(resolve, [low], [high])
    value = low + share * (high - low)
    from estimate.answers.estimate import estimate

    assert parametric.values([value])["total_cost"][0] == pytest.approx(
        estimate(resolve([value])).one("total_cost"), rel=1e-9
    )


def test_numbers_that_follow_in_straight_lines_are_not_resolved_again() -> None:
    asked = []

    def resolve(position: Any) -> ResolvedScenario:
        asked.append(position)
        data = yaml.safe_load(HOURLY)
        data["team"]["pricing"]["rate"] = position[0]
        return case_of(data)

    parametric = Parametric(resolve, [10], [20])
    before = len(asked)
    assert parametric.straight
    assert [parametric.values([rate])["total_cost"][0] for rate in (10, 12.5, 20)] == pytest.approx(
        [12500, 15625, 25000]
    )
    assert len(asked) == before


def test_a_break_even_by_hand(hourly: Path, tmp_path: Path, command: Command) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        HOURLY.replace("rate: 12", "rate: 9").replace("name: H", "name: O")
        + "items: [{name: Fee, per: contract, price: 1000}]\n"
    )
    found = json.loads(command("breakeven", str(hourly), str(other), "--vary", "team.pricing.rate", "-f", "json").out)
    # 1,250 h x rate + 1,000 = 15,000.
    assert found["break_even"] == [pytest.approx(11.2)]
    assert (found["now"], found["monotone"], found["always_cheaper"]) == (9, True, None)
    against = command(
        "breakeven",
        str(other),
        "--target",
        "13500",
        "--vary",
        "team.pricing.rate",
        "--from",
        "1",
        "--to",
        "20",
        "-f",
        "json",
    )
    assert json.loads(against.out)["break_even"] == [pytest.approx(10)]


def test_a_break_even_put_back_makes_both_cost_the_same(command: Command) -> None:
    files = ["examples/compare/manila.yaml", "examples/compare/bogota.yaml"]
    found = json.loads(
        command("breakeven", *files, "--vary", "team.queues.0.handle_minutes", "-f", "json", real=True).out
    )
    assert found["break_even"]
    for value in found["break_even"]:
        # Heads are whole, so the total may jump across the other's: a ten-thousandth less and more lie on both its sides.
        below, above = (
            json.loads(command(files[1], "--set", f"team.queues.0.handle_minutes={at}", "-f", "json", real=True).out)[
                "total"
            ]["expected"]
            for at in (value * 0.9999, value * 1.0001)
        )
        assert below <= found["curve"][0]["reference"] <= above


def test_a_break_even_that_does_not_exist_is_said(hourly: Path, command: Command) -> None:
    found = command("breakeven", str(hourly), "--target", "1", "--vary", "team.pricing.rate")
    assert "They never meet" in found.out
    assert "the target is always cheaper" in " ".join(found.out.split())


def test_every_crossing_of_a_curve_is_found() -> None:
    found = break_even(lambda x: (x - 1) * (x - 3), lambda _: 0.0, 0, 4)
    assert found.crossings == (pytest.approx(1), pytest.approx(3))
    assert not found.monotone


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["breakeven", "{file}", "--vary", "team.pricing.rate"], 2, "a reference and an option"),
        (["breakeven", "{file}", "--target", "5", "--vary", "team.pricing.deposit"], 2, "give --from and --to"),
        (["breakeven", "{file}", "--target", "5", "--vary", "team.pricing.rate", "--from", "x"], 2, "must be a number"),
        (
            ["breakeven", "{file}", "--target", "5", "--vary", "team.pricing.rate", "--from", "9", "--to", "3"],
            2,
            "must be below",
        ),
        (["sweep", "{file}"], 2, "needs --vary"),
        (["sweep", "{file}", "--vary", "team.pricing.rate=-3:3:1"], 3, "must be above 0"),
        (["sweep", "{file}", "--vary", "team.pricing.rat=1,2"], 3, "did you mean rate"),
        (["regions", "{file}", "--nearshore", "3"], 3, "customers' clock"),
        (["regions", "{file}", "--team", "Nobody"], 2, "no team Nobody"),
        (["regions", "{file}", "--area", "asai"], 2, "no area asai"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], status: int, words: str, hourly: Path, command: Command
) -> None:
    result = command(*(argument.replace("{file}", str(hourly)) for argument in arguments))
    assert result.status == status
    assert words in result.err
    assert result.out == ""


def test_regions_are_the_estimates_of_the_scenario_moved_there(command: Command) -> None:
    found = json.loads(command("regions", "examples/first-estimate.yaml", "-f", "json", real=True).out)
    places = {place["region"]: place for place in found["places"]}
    ranked = [place["total"] for place in found["places"] if place["speaks"] != "not known"]
    assert ranked == sorted(ranked)
    assert len(places) + len(found["not_priced"]) == 64
    assert all(refused["reason"] for refused in found["not_priced"])
    for region in ("philippines", "india", "united_states"):
        moved = json.loads(
            command(
                "examples/first-estimate.yaml",
                "--set",
                f"team.region={region}",
                "-f",
                "json",
                "--currency",
                "USD",
                real=True,
            ).out
        )
        assert places[region]["total"] == pytest.approx(moved["total"]["expected"], abs=0.5)
        assert places[region]["low"] <= places[region]["total"] <= places[region]["high"]
    assert [place["region"] for place in found["places"] if place["here"]] == ["philippines"]


def test_regions_are_narrowed(command: Command) -> None:
    file = "examples/compare/manila.yaml"
    near = json.loads(command("regions", file, "--nearshore", "2", "--no-range", "-f", "json", real=True).out)["places"]
    assert near
    assert all(place["hours_away"] <= 2 and place["overlap_hours"] >= 6 for place in near)
    assert "philippines" not in {place["region"] for place in near}
    spanish = json.loads(
        command("regions", file, "--language", "es", "--top", "2", "--no-range", "-f", "json", real=True).out
    )["places"]
    assert len(spanish) == 2
    assert all("es" in place["languages"] for place in spanish)


def test_one_team_moves_alone(command: Command) -> None:
    file = "examples/saas-follow-the-sun.yaml"
    found = json.loads(command("regions", file, "--team", "Manila", "--no-range", "-f", "json", real=True).out)
    here = next(place for place in found["places"] if place["region"] == "philippines")
    assert here["here"]


def test_a_stream_has_one_document_a_line(tmp_path: Path, command: Command) -> None:
    folder = tmp_path / "all"
    shutil.copytree(ROOT / "examples", folder)
    result = command(str(folder), "-f", "ndjson", "--no-range", real=True)
    assert result.status == 0
    names = [json.loads(line)["scenario"] for line in result.out.splitlines()]
    scenarios = [file for file in folder.rglob("*.yaml") if file.name != "workload.yaml"]
    assert len(names) == len(scenarios)
    assert result.err.count("skipped, it is no scenario of its own") == 3


@pytest.mark.parametrize("file", ["first-estimate.yaml", "compare/manila.yaml"])
def test_a_line_of_a_stream_is_the_document_of_its_file(file: str, command: Command) -> None:
    """One leaves choices open, the other would replace a baseline."""
    single, streamed = (
        json.loads(command(f"examples/{file}", "-f", form, "--draws", "50", real=True).out)
        for form in ("json", "ndjson")
    )
    assert streamed == single
    assert bool(single["structural"]) or single["against"] is not None


def test_a_baseline_that_a_folder_has_not_is_told_with_its_other_problems(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.yaml").write_text(HOURLY + "baseline: nowhere.yaml\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(HOURLY.replace("rate: 12", "rate: -1"), encoding="utf-8")
    result = command(str(tmp_path), "-f", "ndjson", "--no-range")
    assert (result.status, result.out) == (3, "")
    assert "no such file: nowhere.yaml" in result.err
    assert "2 problems; nothing was computed." in result.err


def test_a_stream_with_one_bad_file_writes_nothing_and_names_every_problem(tmp_path: Path, command: Command) -> None:
    for name, text in (
        ("a", HOURLY),
        ("b", HOURLY.replace("rate: 12", "rate: -1")),
        ("c", HOURLY.replace("testland", "nowhere")),
    ):
        (tmp_path / f"{name}.yaml").write_text(text)
    result = command(str(tmp_path), "-f", "ndjson", "-o", str(tmp_path / "out.ndjson"))
    assert result.status == 3
    assert "b.yaml:5" in result.err
    assert "c.yaml:4" in result.err
    assert not (tmp_path / "out.ndjson").exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "has no scenario in it" in command(str(empty), "-f", "ndjson").err


def test_a_gate_against_another_scenario(hourly: Path, tmp_path: Path, command: Command) -> None:
    cheap = tmp_path / "cheap.yaml"
    cheap.write_text(HOURLY.replace("rate: 12", "rate: 11"))
    dear = command(str(hourly), "-f", "json", "--fail-if-dearer-than", str(cheap))
    assert dear.status == 5
    assert "is 1,250.00 above 13,750.00" in dear.err
    json.loads(dear.out)
    assert command(str(cheap), "-f", "json", "--fail-if-dearer-than", str(hourly)).status == 0
    saved = tmp_path / "saved.json"
    command(str(cheap), "-o", str(saved))
    assert command(str(hourly), "--fail-if-dearer-than", str(saved)).status == 5


@pytest.mark.parametrize(
    ("file", "vary"),
    [
        ("in-house.yaml", "team.queues.0.contacts_per_month=8000:12000:50"),  # the team stops being a pool on the way
        ("quotes/seats-bogota.yaml", "team.pricing.rate=2400:2800:5"),
        ("saas-follow-the-sun.yaml", "teams.0.staffing.shrinkage=0.2:0.4:0.0025"),
        ("first-estimate.yaml", "team.queues.1.concurrency=1:3:0.025"),
    ],
)
def test_many_points_on_arrays_are_those_that_are_computed_one_by_one(
    file: str, vary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(ROOT / "examples" / file)
    axes = axes_of([vary])
    assert len(axes[0].values) > studies.FEW
    together = list(studies.sweep(request, axes)[1])
    monkeypatch.setattr(studies, "FEW", 10**9)
    alone = list(studies.sweep(request, axes)[1])
    assert [point.settings for point in together] == [point.settings for point in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.total == pytest.approx(other.total, rel=1e-12)
        assert one.figures == pytest.approx(other.figures, rel=2e-9)


def test_a_large_grid_with_words_keeps_its_order(hourly: Path, command: Command) -> None:
    grid = ("--vary", "team.pricing.rate=10:11:0.01", "--vary", "team.expertise=standard,skilled")
    points = json.loads(command("sweep", str(hourly), *grid, "-f", "json").out)["points"]
    # 125 h x 10 months x the rate; the expertise premium of the round cards is on the wage.
    assert [point["total"] for point in points[::2]] == [12500 + 12.5 * at for at in range(101)]
    assert [point["settings"]["team.expertise"] for point in points[:4]] == ["standard", "skilled"] * 2
    assert all(dear["total"] >= plain["total"] for plain, dear in zip(points[::2], points[1::2], strict=True))
