"""The first screens: what stands on them, in which words, and that they fit whatever the window, the names and the stream."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from estimate.ground.ascii import SIGNS, ascii_only
from estimate.views import colors, plain_words
from estimate.views.comparison import first as first_comparison
from estimate.views.estimate import first as first_screen
from estimate.views.rounding import place_of, placed, shared_out, short
from tests.conftest import ROOT, Command

GOLDEN = ROOT / "tests" / "golden"
FIRST = "examples/first-estimate.yaml"
ESTIMATE = json.loads((GOLDEN / "json-first-estimate.txt").read_text(encoding="utf-8"))
FACT = plain_words.written(ESTIMATE["range"]["narrowed_by"][0]["keys"][0])
"""Where to write what narrows the range most."""
COMPARISON = json.loads((GOLDEN / "compare-json.txt").read_text(encoding="utf-8"))
WIDTHS = (60, 80, 120, 200)
UNKNOWN = (
    "erlang", "FTE", "occupancy", "run rate", "seat-month", "logged-in hour", "logged in hour", "ramp-up", "base rate", "grade",
    "shrinkage", "percentile", "bridge", "draws",
)  # fmt: skip
"""Words that a founder does not know."""


def estimated(**changes: Any) -> Any:
    return {**copy.deepcopy(ESTIMATE), **changes}


def screen(content: Any, width: int = 80, **options: Any) -> list[str]:
    return [line.plain.rstrip() for line in first_screen.lines(content, width, **options)]


def compared(content: Any, width: int = 80) -> list[str]:
    return [line.plain.rstrip() for line in first_comparison.lines(content, width)]


def test_the_first_estimate_fits_32_lines_of_80_columns_in_the_order_of_a_decision() -> None:
    shown = screen(ESTIMATE)
    assert len(shown) <= 32
    marks = ["  A month", "  Today", "Where it goes", "Not in it", "How sure", "Next"]
    places = [next(at for at, line in enumerate(shown) if line.startswith(mark)) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("first-*.txt")), ids=lambda file: file.stem)
def test_no_first_screen_has_a_word_that_a_founder_does_not_know(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = [word for word in UNKNOWN if re.search(rf"(?<![\w.-]){word}s?(?![\w_])", text)]
    assert found == []
    if "-80" in file.stem and "depth" not in file.stem and "compare" not in file.stem:
        assert len(text.splitlines()) <= 32


@pytest.mark.parametrize("width", WIDTHS)
def test_names_of_wide_letters_and_long_ones_stay_within_the_window(width: int) -> None:
    content = estimated(scenario="온라인 쇼핑몰 고객센터 위탁 운영 시나리오 " * 3)
    content["queues"][0]["queue"] = "첫 번째 문의 접수 창구"
    content["not_priced"] = [{"id": "x", "name": "개인정보 보호 교육 " * 4, "category": "fees", "question": ""}]
    content["cautions"] = ["전화 상담: 값이 알려진 모든 값보다 매우 큽니다 " * 6] * 5
    assert max(map(cell_len, screen(content, width))) <= width
    rows = copy.deepcopy(COMPARISON)
    for at, side in enumerate(rows["sides"]):
        rows["options"][at - 1]["name"] = side["name"] = f"서울에 있는 고객센터 전문 위탁 업체의 {at}번째 제안"
    rows["verdict"]["winner"] = rows["cheapest"] = rows["sides"][1]["name"]
    assert max(map(cell_len, compared(rows, width))) <= width


def test_the_parts_of_a_month_add_up_to_it_as_they_are_shown() -> None:
    shown = screen(ESTIMATE)
    start = shown.index("Where it goes, a month")
    parts = [float(re.findall(r"[\d,]+", line)[0].replace(",", "")) for line in shown[start + 1 : start + 5]]
    month = next(line for line in shown if line.startswith("  A month"))
    assert sum(parts) == float(re.findall(r"[\d,]+", month)[0].replace(",", ""))


def test_rounding() -> None:
    assert [place_of(x) for x in (25_370, 999, 99.4, 2.5, 0)] == [100, 1, 0.1, 0.01, 1]
    assert [placed(25_370, 100), placed(2.537, 0.01), placed(-25_370, 100)] == ["25,400", "2.54", "−25,400"]
    assert shared_out([33.3, 33.3, 33.4], 1) == [33, 33, 34]
    assert sum(shared_out([-10.4, 20.4, 5.4], 1)) == 15
    assert [short(7.371), short(123.4), short(4_420_000), short(0.1234, "%"), short(0.5, "%")] == ["7.4", "123", "4,420,000", "12 %", "50 %"]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"not_priced": [{"id": "x", "name": "Exit", "category": "fees", "question": ""}]}, "estimate questions"),
        ({"cautions": ["team.queues[0].handle_minutes: 360 is 5 times the most that the cards know of (seconds?)"]}, "check team.queues.0.handle_minutes"),
        ({}, f"--set {FACT}=NUMBER"),
        ({"total": {"expected": 100.0, "low": 90.0, "median": 100.0, "high": 110.0, "budget": 105.0}}, "estimate regions"),
    ],
)  # fmt: skip
def test_what_is_weakest_is_what_comes_next(changes: dict[str, Any], said: str) -> None:
    shown = screen(estimated(**changes))
    last = next(at for at, line in enumerate(shown) if line.startswith("Next"))
    assert said in " ".join(" ".join(shown[last:]).split())


def test_at_most_three_warnings_the_worst_first_and_facts_give_way_to_them() -> None:
    shown = screen(estimated(cautions=[f"Warning number {at} of the team." for at in range(5)]))
    assert len(shown) <= 32
    assert next(line for line in shown if "Warning" in line).startswith("Careful       Warning number 0")
    assert any(re.search(r"and \d more with --full", line) for line in shown)


def test_choices_that_nobody_made_say_what_the_other_one_would_do_and_where_to_write_it() -> None:
    one = {"id": "blend", "team": None, "path": "team.blend", "value": "false", "taken": "one pool", "other": "apart", "change": 0.37, "of": "total"}  # fmt: skip
    assert "Assumes       one pool (apart: +37 %, team.blend)" in screen(estimated(structural=[one]))
    assert not any("one pool" in line for line in screen(estimated(structural=[{**one, "change": 0.001}])))


def test_every_label_of_the_screen_can_be_explained(command: Command) -> None:
    labels = ["People's hours", "software seats", "TRAINING AND YOUR TIME", "Start and hidden costs", "A month", "Three years", "A contact",
              "minutes for one email", "price of an agent's hour", "Help-desk license", "price of legal advice and contract"]  # fmt: skip
    names = {plain_words.asked(label, {"Help-desk license": "technology.help_desk_license", "Legal advice and contract": "fees.legal"}, 36) for label in labels}  # fmt: skip
    assert names == {"labor", "technology", "training", "fees", "total_cost", "cost_per_contact", "handle_minutes", "base_rate", "technology.help_desk_license", "fees.legal"}  # fmt: skip
    assert plain_words.asked("labor.agents", {}, 36) is None
    result = command("explain", FIRST, "Software seats", real=True)
    assert result.status == 0
    assert result.out.startswith("technology.help_desk_license")


@pytest.mark.parametrize(
    ("share", "confidence", "words"),
    [(0.95, "sure", "Manila is cheaper than"), (0.8, "probable", "Manila is probably cheaper than")],
)
def test_the_verdict_of_a_comparison_follows_the_paired_odds(share: float, confidence: str, words: str) -> None:
    content = copy.deepcopy(COMPARISON)
    content["pairs"][1] = [share, 0.5, 0.999]
    content["verdict"] = {"winner": "Manila", "confidence": confidence, "by": "draws", "share": share}
    text = " ".join(compared(content))
    assert f"{words} In-house, Denver in {round(share * 100)} of 100 cases, than Bogotá in more than 99." in text


def test_without_enough_odds_there_is_no_winner() -> None:
    content = copy.deepcopy(COMPARISON)
    content["pairs"][1] = [1.0, 0.5, 0.6]
    content["verdict"] = {"winner": None, "confidence": "open", "by": "draws", "share": None}
    text = " ".join(" ".join(compared(content)).split())
    assert "No winner: Manila costs the least, but less than Bogotá in only 60 of 100 cases." in text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_is_one_table_of_fifteen_rows_and_seven_steps_at_most(width: int) -> None:
    shown = compared(COMPARISON, width)
    first = next(at for at, line in enumerate(shown) if line.lstrip().startswith("A month"))
    assert shown.index("", first) - first <= 15
    why = next(at for at, line in enumerate(shown) if line.startswith("Why"))
    steps = [line for line in shown[why + 1 :] if re.match(r"  .*[+−][\d,]+  ", line)]
    assert 0 < len(steps) <= 7


def test_many_options_stand_in_rows_whose_names_are_whole() -> None:
    content = copy.deepcopy(COMPARISON)
    for at in range(5):
        content["sides"].append({**content["sides"][2], "name": f"Another vendor of the same city {at}"})
        content["options"].append({**content["options"][1], "name": f"Another vendor of the same city {at}"})
    for row in content["rows"]:
        row["values"] += [row["values"][2]] * 5
    content["pairs"] = content["scorecard"] = None
    shown = compared(content)
    assert max(map(cell_len, shown)) <= 80
    assert not any("…" in line for line in shown)


@pytest.mark.parametrize("arguments", [["examples/korea-krw.yaml"], ["examples/korea-krw.yaml", "--full"], ["compare", "examples/compare/denver.yaml", "examples/compare/bogota.yaml"]])  # fmt: skip
def test_a_stream_of_ascii_gets_stand_ins_and_never_a_question_mark(arguments: list[str]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80", "PYTHONPATH": str(ROOT / "src")}
    call = [sys.executable, "-m", "estimate.cli.main", *arguments, "--draws", "100"]
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, check=True)
    text = done.stdout.decode("ascii")
    assert not re.search(r"\?(?!\s+Ask|\w|$)", text.replace("ask:", "")) or "--full" in arguments
    assert max(map(len, text.splitlines())) <= 80
    assert "KRW" in text or "Korean won" in text or "Bogota" in text


def test_every_sign_has_a_stand_in_of_ascii() -> None:
    assert all(said.isascii() and "?" not in said for said in SIGNS.values())
    assert ascii_only("₩ 5 – 6 × 7 · Bogotá … 한") == "KRW 5 - 6 x 7 | Bogota ... \\ud55c"


def test_json_on_a_stream_of_ascii_keeps_every_letter() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT / "src")}
    call = [sys.executable, "-m", "estimate.cli.main", "examples/korea-krw.yaml", "--no-range", "--format", "json"]
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode("ascii"))["scenario"] == "온라인 쇼핑몰 고객센터 위탁"


@pytest.mark.parametrize("style", sorted({style.removeprefix("bold ") for style in colors.READABLE.values()}))
def test_every_color_can_be_read_on_white_and_on_black(style: str) -> None:
    from rich.color import Color

    parts = [part / 255 for part in Color.parse(style).get_truecolor()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]  # WCAG 2.1, relative luminance
    assert 1.05 / (light + 0.05) >= 4
    assert (light + 0.05) / 0.05 >= 3.9


def test_depth_2_has_lines_and_is_refused_where_it_has_no_effect(command: Command) -> None:
    assert any(line.startswith("    Agent hours") for line in screen(ESTIMATE, depth=2))
    for more in (["--full"], ["--format", "csv"]):
        result = command(FIRST, "--depth", "1", *more, real=True)
        assert (result.status, result.out) == (2, "")
        assert "--depth is for the first screen" in result.err
    assert "--depth 3 is none" in command(FIRST, "--depth", "3", real=True).err


def test_a_text_file_and_markdown_are_whole(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "estimate.txt"
    assert command(FIRST, "--no-range", "-o", str(file), real=True).status == 0
    assert "Help-desk license" in file.read_text(encoding="utf-8")
