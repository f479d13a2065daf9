"""Every surface in another language: what is left in English is a name, a key, a command or a file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from estimate import language
from estimate.ground.errors import UsageError
from estimate.ground.units import ITEM_UNITS, PRICE_UNITS
from estimate.language import catalog, sources
from estimate.language.letters import in_words, particles, scale_of
from estimate.language.translator import HOLE, foreign, translator_of
from estimate.model import RULEBOOK
from estimate.report.figures import UNITS, unit_in_words, unit_name
from estimate.views.workbook.parts import in_title
from tests.conftest import ROOT, Command
from tests.english import english_in, keys, names_in, nodes_in, values, words_of_titles

ERRORS = sorted(path.name for path in (ROOT / "tests" / "errors").glob("*.yaml"))
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*.yaml"))
COMPARED = [f"examples/compare/{name}.yaml" for name in ("denver", "manila", "bogota")]
BIDS = [f"examples/bids/{name}.yaml" for name in ("north", "east", "south")]


@pytest.mark.parametrize("path", EXAMPLES)
@pytest.mark.parametrize("detail", [(), ("--depth", "2"), ("--full",)])
def test_nothing_of_an_estimate_is_left_in_english(command: Command, path: str, detail: tuple[str, ...]) -> None:
    result = command("estimate", path, *detail, "--language", "ko", columns=220, real=True)
    assert result.status == 0
    assert english_in(result.out.splitlines(), names_in(path)) == {}


def test_the_first_screen_keeps_to_its_columns_and_lines(command: Command) -> None:
    from rich.cells import cell_len

    for path in EXAMPLES:
        lines = command("estimate", path, "--language", "ko", columns=80, real=True).out.splitlines()
        assert len(lines) <= 32
        assert max(map(cell_len, lines)) <= 80


@pytest.mark.parametrize("files", [COMPARED, BIDS])
@pytest.mark.parametrize("detail", [(), ("--full",), ("--inputs",)])
def test_nothing_of_a_comparison_is_left_in_english(
    command: Command, files: list[str], detail: tuple[str, ...]
) -> None:
    result = command("compare", *files, *detail, "--draws", "100", "--language", "ko", columns=220, real=True)
    assert result.status == 0
    assert english_in(result.out.splitlines(), names_in(*files) | words_of_titles(*files)) == {}


def test_a_label_that_is_known_as_a_whole_is_not_taken_apart_for_a_name() -> None:
    language.choose("ko")
    language.keep({"One"})
    assert english_in([language.shown("One case in ten costs less than")]) == {}


def test_a_name_with_commas_and_common_words_stands_whole_in_a_sentence(command: Command) -> None:
    out = command("compare", *BIDS, "--full", "--draws", "100", "--language", "ko", columns=220, real=True).out
    assert "North, by the seat보다" in out
    assert "East, by the contact의 점수가" in out
    assert not re.search(r"North(?!, by the seat|:)", out.partition("\n\n")[2])


@pytest.mark.parametrize("name", ERRORS)
def test_no_problem_is_left_in_english(command: Command, name: str) -> None:
    result = command("estimate", f"tests/errors/{name}", "--language", "ko")
    said = [line for line in result.err.splitlines() if not re.match(r"  +\d* *\|", line)]
    text = (ROOT / "tests" / "errors" / name).read_text(encoding="utf-8")
    # Keys and values stand in the message as they are written.
    written = {
        "testland",
        "x07land",
        "paid_hours",
        "America/New_York",
        "numbers",
        *keys(),
        *values(),
        *re.findall(r"[\w ,'-]*\w", text),
        *re.findall(r"\w+", text),
    }
    assert all(re.search("[가-힣]", line) for line in said)
    assert english_in(said, written) == {}


def test_every_formula_has_its_sentence() -> None:
    translator = translator_of("ko")
    docs = {" ".join(one.doc.split("\n\n")[0].split()) for one in RULEBOOK.quantities.values() if one.doc}
    assert [doc for doc in docs if foreign(translator.text(doc)) > 0.5 * foreign(doc)] == []


def test_every_quantity_has_a_name_in_the_workbook() -> None:
    language.choose("ko")
    for name in RULEBOOK.quantities:
        title = in_title(name)
        assert title == "FTE" or re.search("[가-힣]", language.shown(title)), title


def test_every_unit_is_said_in_the_language() -> None:
    translator = translator_of("ko")
    facts = {fact["unit"] for fact in facts_of_cards()}
    counted = {*PRICE_UNITS, *ITEM_UNITS, *UNITS}
    words = {unit_in_words(unit, "USD") for unit in facts | {one.unit for one in RULEBOOK.quantities.values()}}
    words |= {unit_name(unit, count) for unit in counted for count in (1, 2)} | {
        f"USD / {unit_name(unit, 1)}" for unit in counted
    }
    said = {unit: re.sub(r"FTE|\b[A-Z]{3}\b", "", translator.text(unit)) for unit in words}
    assert {unit for unit, text in said.items() if re.search("[A-Za-z]", text)} == set()


def facts_of_cards() -> Iterator[dict[str, Any]]:
    """Whatever has a unit on the cards that come with the tool."""
    for path in (ROOT / "rates").rglob("*.yaml"):
        for node in nodes_in(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if isinstance(node, dict) and "unit" in node and "values" in node:
                yield node


def test_the_new_name_of_an_old_key_is_said_in_the_language(command: Command, tmp_path: Path) -> None:
    text = "team: {region: testland, staffing: {heads: fraction}, queues: [{channel: email, contacts_per_month: 5}]}"
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    said = command("old.yaml", "--language", "ko", cwd=tmp_path).err.splitlines()[0]
    assert said.endswith("team.staffing.heads: 모르는 키입니다 (이제 이름은 headcount입니다)")


def test_a_new_scenario_is_commented_in_the_language(command: Command, tmp_path: Path) -> None:
    answers = (
        "--channel",
        "email",
        "--contacts",
        "2,500",
        "--people",
        "4",
        "--cost",
        "27,000",
        "--region",
        "Philippines",
    )
    result = command("init", "desk.yaml", *answers, "--language", "ko", cwd=tmp_path, real=True)
    text = (tmp_path / "desk.yaml").read_text(encoding="utf-8")
    assert result.status == 0
    assert "# start: 2027-01             # 서비스 첫 달" in text
    assert "# months: 36" in text  # a key stays a key
    assert command("desk.yaml", "--no-range", cwd=tmp_path, real=True).status == 0


def test_documents_json_and_csv_are_english(command: Command) -> None:
    for form in ("json", "csv"):
        calls = ("estimate", "examples/first-estimate.yaml", "--format", form)
        assert command(*calls, "--language", "ko", real=True).out == command(*calls, real=True).out


def test_a_saved_result_is_shown_in_either_language(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    command("estimate", "examples/first-estimate.yaml", "-o", str(saved), "-q", real=True)
    assert "월 이메일 6,000건, 채팅 4,000건" in command(str(saved), "--language", "ko", real=True).out
    assert "6,000 emails and 4,000 chats a month" in command(str(saved), real=True).out


@pytest.mark.parametrize("code", [code for code in language.known() if code != "en"])
def test_a_catalog_is_whole_and_its_holes_are_those_of_the_source(code: str) -> None:
    entries = catalog.catalog_of(code)
    del entries[""]
    assert [key for key, value in entries.items() if not value] == []
    for key, value in entries.items():
        assert {hole[1] for hole in HOLE.finditer(value)} <= {hole[1] for hole in HOLE.finditer(key)}, key


def test_a_catalog_that_says_something_twice_or_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="again"):
        catalog.entries('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n')
    with pytest.raises(ValueError, match="line 1"):
        catalog.entries("msgid a\n")


def test_the_sources_of_a_catalog_are_found_in_the_modules() -> None:
    found = list(sources.of_module('"""A doc."""\nx = f"{a} costs{b} without a price"\ny = "key"\n'))
    assert found == ["A doc.", "key", "{1} costs{2} without a price"] or set(found) == {
        "A doc.",
        "key",
        "{1} costs{2} without a price",
    }


SCALE = [("억", 10**8), ("만", 10**4), ("천", 1000)]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("742,000", "74만 2천"),
        ("982,000,000", "9억 8,200만"),
        ("8,840", "8,840"),
        ("18,400", "1만 8,400"),
        ("US$ 1,290,000", "US$ 129만"),
        ("−36,000", "−3만 6천"),
        ("2.00", "2.00"),
        ("1,000,000,000,000", "10,000억"),
    ],
)
def test_large_figures_are_read_by_ten_thousands(figure: str, said: str) -> None:
    assert in_words(figure, SCALE) == said


def test_the_scale_is_said_by_the_catalog() -> None:
    assert scale_of(catalog.catalog_of("ko")[""]) == SCALE
    assert scale_of("Language: en\n") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("상담사을(를)", "상담사를"),
        ("가격을(를)", "가격을"),
        ("서울(으)로", "서울로"),
        ("10을(를)", "10을"),
        ("팀이(가) 12은(는)", "팀이 12는"),
        ("(email)과(와)", "(email)과"),
    ],
)
def test_a_particle_fits_the_letter_before_it(text: str, said: str) -> None:
    assert particles(text) == said


def test_a_name_of_the_users_own_stays_as_it_is() -> None:
    translator = translator_of("ko")
    translator.kept.add("Support and Technology")
    assert translator.text("Support and Technology: peak 3") == "Support and Technology: 최대 3"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ko:en"}, "ko"),
        ({"LANGUAGE": "ko"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "ko_KR"}, "ko"),
    ],
)
def test_the_environment_chooses_as_gettext_does(variables: dict[str, str], code: str) -> None:
    assert language.of_environment(variables) == code


def test_the_environment_is_heard(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    monkeypatch.setattr("estimate.cli.main.of_environment", lambda variables: calls.append(variables) or "ko")
    assert "합계" in command("estimate", "examples/first-estimate.yaml", "--full", real=True).out
    assert calls


def test_a_language_without_a_catalog_is_refused(command: Command) -> None:
    result = command("estimate", "examples/first-estimate.yaml", "--language", "xx")
    assert result.status == 2
    assert result.err == "estimate: --language xx has no catalog (one of en, ko)\n"
    with pytest.raises(UsageError):
        language.choose("xx")
    assert command("estimate", "examples/first-estimate.yaml", "--language").status == 2


def test_the_language_of_customers_is_another_option(command: Command) -> None:
    plain = command("regions", "examples/first-estimate.yaml", "--language", "es", "--format", "json", real=True)
    assert plain.status == 0
    assert json.loads(plain.out)


def test_english_reads_no_catalog() -> None:
    script = (
        "import sys, contextlib, io\nfrom estimate.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['estimate', 'examples/first-estimate.yaml', '--no-range'])\n"
        "print([name for name in sys.modules if name in ('estimate.language.catalog', 'estimate.language.translator')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"LANG": "C.UTF-8", "PYTHONPATH": ":".join(sys.path)},
    )
    assert run.stdout.strip() == "[]"
