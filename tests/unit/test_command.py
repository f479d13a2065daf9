"""The command as scripts and people use it: streams, statuses, gates, files, completion, colors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

FIRST = "examples/first-estimate.yaml"
SMALL = "name: Small\nteam: {region: testland, queues: [{channel: email, contacts_per_month: 1000}]}\n"


def shell(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", **environment}
    return subprocess.run(
        [sys.executable, "-m", "estimate.cli.main", *arguments],
        cwd=ROOT, env=variables, input=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_process_of_its_own_gives_one_json_document_on_stdout_and_nothing_else() -> None:
    result = shell(FIRST, "--format", "json")
    assert result.returncode == 0
    assert result.stderr == ""
    assert json.loads(result.stdout)["format_version"] == "3.0"


def test_estimate_file_is_estimate_estimate_file(command: Command) -> None:
    assert command(FIRST, real=True).out == command("estimate", FIRST, real=True).out


def test_standard_input_is_a_scenario(command: Command) -> None:
    result = command("-", "--format", "json", stdin=SMALL)
    assert json.loads(result.out)["scenario"] == "Small"


def test_an_output_file_is_written_whole_and_its_name_gives_the_format(tmp_path: Path, command: Command) -> None:
    for name, start in {"a.json": "{", "b.csv": "category,", "c.md": "# ", "d.txt": "Online"}.items():
        result = command(FIRST, "-o", str(tmp_path / name), real=True)
        assert (result.status, result.out) == (0, "")
        assert result.err == f"Wrote {tmp_path / name}\n"
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.csv", "c.md", "d.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((FIRST, "--format", "jsn"), "unknown format jsn (did you mean json?)"),
        ((FIRST, "-o", "out.pdf"), "cannot tell the format from out.pdf"),
        ((FIRST, "-o", "nowhere/out.json"), "cannot write nowhere/out.json"),
        ((FIRST, "--nonsense"), "No such option: --nonsense"),
        ((), ""),
        (("explain", FIRST, "labor.agent"), "no line or quantity labor.agent (did you mean labor.agents?)"),
        (("explain", FIRST, "headcount", "--month", "2040-01"), "--month 2040-01 is not in the estimate"),
        (("schema", "scenrio"), "no schema of scenrio (did you mean scenario?)"),
        (("completion", "tcsh"), "no completion for tcsh"),
        (("init", "--region", "nowhere", "--channel", "email", "--contacts", "1"), "nowhere is not known"),
        (("init", "--region", "mexico"), "needs --channel, --contacts where there is no terminal to ask at"),
        (
            ("init", "--region", "mexico", "--channel", "email", "--contacts", "1", "--contacts", "2"),
            "one --contacts for each",
        ),
    ],
)
def test_wrong_usage_is_explained(command: Command, arguments: tuple[str, ...], words: str) -> None:
    result = command(*arguments, real=True)
    assert result.status == (2 if words else 0)
    assert words in result.err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--fail-above", "1e9"), 0, ""),
        (("--fail-above", "1000"), 5, "is above 1,000.00"),
        (("--fail-above-per-contact", "0.01"), 5, "a contact costs"),
        (("--strict",), 0, ""),
        (("--strict", "--set", "also=[premium_support]"), 4, "incomplete, no price for fees.premium_support"),
    ],
)
def test_gates_stop_a_pipeline_with_a_reason(
    command: Command, arguments: tuple[str, ...], status: int, words: str
) -> None:
    result = command(FIRST, "--format", "json", *arguments, real=True)
    assert result.status == status
    assert words in result.err
    assert json.loads(result.out)["currency"] == "USD"


def test_bad_options_are_named(command: Command, tmp_path: Path) -> None:
    assert "--as-of: must be a date" in command(FIRST, "--as-of", "tomorrow").err
    assert "--currency: must be a code" in command(FIRST, "--currency", "pesos").err
    assert "is not a folder" in command(FIRST, "--rates", str(tmp_path / "no")).err
    assert "holds no rate card" in command(FIRST, "--rates", str(tmp_path)).err


def test_a_folder_of_own_cards_wins_key_by_key_and_explain_says_so(command: Command, tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    card = (
        "region: testland\nname: Ours\nlabor:\n  voice:\n    hourly:\n      unit: USD/logged_in_hour\n      includes: [supervision]\n"
        "      values: [{from: 2026-01-01, likely: 20, basis: quoted, grade: A, sources: [quote], note: our quote}]\n"
    )
    (tmp_path / "regions" / "testland.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SMALL, encoding="utf-8")
    result = command("explain", "s.yaml", "base_rate", "--rates", str(tmp_path), cwd=tmp_path, columns=300)
    assert "20 USD/logged_in_hour" in result.out
    assert f"{tmp_path}/regions/testland.yaml:8" in result.out


def test_a_broken_card_of_the_user_is_refused_before_anything_is_computed(command: Command, tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions" / "testland.yaml").write_text("region: testland\nname: Ours\nlabour: {}\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SMALL, encoding="utf-8")
    result = command("s.yaml", "--rates", str(tmp_path), cwd=tmp_path)
    assert result.status == 3
    assert "labour: unknown key (did you mean labor?)" in result.err


def test_init_writes_a_scenario_that_runs_and_never_overwrites(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    options = ("--region", "philippines", "--channel", "email", "--contacts", "300", "--languages", "en")
    assert command("init", str(file), *options, real=True).status == 0
    assert command(str(file), real=True).status == 0
    before = file.read_text(encoding="utf-8")
    result = command("init", str(file), *options, real=True)
    assert result.status == 2
    assert "exists and is not overwritten" in result.err
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "call",
    [
        FIRST,
        "examples/saas-follow-the-sun.yaml --format json --set months=120",
        f"compare {FIRST} examples/in-house.yaml --format json --set months=120",
    ],
)
def test_a_closed_pipe_ends_quietly(call: str) -> None:
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    line = f"{sys.executable} -m estimate.cli.main {call} | (read -r line; echo $line); exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", line], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.startswith("Online shop") or result.stdout == "{\n"


def test_a_width_of_no_columns_is_the_usual_one() -> None:
    assert shell(FIRST, COLUMNS="0").stdout == shell(FIRST).stdout
    assert "\x1b[" in shell(FIRST, COLUMNS="0", FORCE_COLOR="1").stdout
    assert shell(FIRST, COLUMNS="120").stdout != shell(FIRST).stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_is_no_bug(form: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            [sys.executable, "-m", "estimate.cli.main", FIRST, "--no-range", "--format", form],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (result.returncode, result.stderr) == (2, "estimate: cannot write <stdout>: No space left on device\n")


def test_color_is_for_terminals_and_never_forced_on_pipes() -> None:
    assert "\x1b[" not in shell(FIRST).stdout
    assert "\x1b[" in shell(FIRST, FORCE_COLOR="1").stdout
    assert "\x1b[3" not in shell(FIRST, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[3" not in shell(FIRST, "--no-color", FORCE_COLOR="1").stdout


def test_markup_and_control_characters_in_names_are_text(command: Command, tmp_path: Path) -> None:
    text = SMALL.replace("name: Small", 'name: "[red]x[/red] \\e[31m"')
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    out = command("s.yaml", cwd=tmp_path).out
    assert "[red]x[/red] \\x1b[31m" in out
    assert "\x1b" not in out


def test_a_bug_is_called_one_and_debug_shows_it(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import estimate.studies.request

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(estimate.studies.request, "resolve", broken)
    result = command(FIRST, real=True)
    assert result.status == 1
    assert "this is a bug: ZeroDivisionError: oops" in result.err
    assert "--debug" in result.err


def test_the_json_does_not_pay_for_rich() -> None:
    code = (
        "import sys\nfrom estimate.cli.main import main\n"
        f"try:\n    main(['{FIRST}', '--format', 'json', '-o', '/dev/null'])\nexcept SystemExit:\n    pass\n"
        "sys.exit('rich.console' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
        capture_output=True,
    )
    assert result.returncode == 0


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish", "powershell"])
def test_completion_is_for_the_shell_that_is_named(command: Command, shell_name: str) -> None:
    out = command("completion", shell_name).out
    assert "_ESTIMATE_COMPLETE" in out
    assert shell_name.replace("powershell", "pwsh") in out or shell_name in out


def test_completion_completes() -> None:
    result = shell(_ESTIMATE_COMPLETE="complete_bash", COMP_WORDS="estimate exp", COMP_CWORD="1")
    assert result.stdout.split() == ["explain"]


def test_an_interrupt_is_130_and_no_bug(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import estimate.studies.request

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(estimate.studies.request, "resolve", interrupted)
    result = command(FIRST, real=True)
    assert result.status == 130
    assert "bug" not in result.err
