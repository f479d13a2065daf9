"""What the command prints, kept: one file for each call. `pytest tests/golden --update` writes them again."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, Command

HERE = Path(__file__).parent
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
QUOTES = ("hourly-manila", "seats-bogota", "tickets-with-ai")
COMPARED = [f"examples/compare/{name}.yaml" for name in ("denver", "manila", "bogota")]
QUOTED = [f"examples/quotes/{name}.yaml" for name in QUOTES]
BIDS = [f"examples/bids/{name}.yaml" for name in ("north", "east", "south")]
FIRST = "examples/first-estimate.yaml"

CALLS: dict[str, tuple[list[str], int]] = {
    **{f"estimate-{name}-80": ([f"examples/{name}.yaml", "--full"], 80) for name in EXAMPLES},
    "estimate-first-estimate-200": ([FIRST, "--full"], 200),
    "estimate-saas-follow-the-sun-200": (["examples/saas-follow-the-sun.yaml", "--full"], 200),
    "estimate-in-euros-80": ([FIRST, "--full", "--currency", "EUR"], 80),
    "estimate-set-80": ([FIRST, "--full", "--set", "team.queues.0.contacts_per_month=9000", "--set", "months=12"], 80),
    **{f"first-{name}-80": ([f"examples/{name}.yaml"], 80) for name in EXAMPLES},
    **{f"first-{name}-{width}": ([f"examples/{name}.yaml"], width) for name in ("first-estimate", "korea-krw") for width in (60, 120, 200)},
    "first-depth-2-80": ([FIRST, "--depth", "2"], 80),
    "first-baseline-80": ([COMPARED[1]], 80),
    "first-bid-80": ([BIDS[0]], 80),
    **{f"first-compare-{width}": (["compare", *COMPARED], width) for width in (60, 80, 120, 200)},
    "first-compare-bids-80": (["compare", *BIDS], 80),
    "first-compare-many-80": (["compare", *COMPARED, *QUOTED[:2]], 80),
    "first-compare-depth-2-120": (["compare", *COMPARED[:2], "--depth", "2"], 120),
    "json-first-estimate": ([FIRST, "--format", "json"], 80),
    "csv-first-estimate": ([FIRST, "--format", "csv"], 80),
    "markdown-first-estimate": ([FIRST, "--format", "markdown"], 80),
    "by-quarter-80": ([FIRST, "--by", "quarter", "--set", "start=2027-02"], 80),
    "by-year-160": (["examples/korea-krw.yaml", "--by", "year"], 160),
    "by-month-csv": ([FIRST, "--by", "month", "--set", "months=12", "--format", "csv"], 80),
    "by-quarter-markdown": ([FIRST, "--by", "quarter", "--format", "markdown"], 80),
    "explain-first-estimate": (["explain", FIRST], 100),
    "explain-agents": (["explain", FIRST, "labor.agents"], 160),
    "explain-license": (["explain", FIRST, "technology.help_desk_license"], 120),
    "explain-json": (["explain", FIRST, "target_occupancy", "-f", "json"], 80),
    "explain-csv": (["explain", FIRST, "labor.agents", "-f", "csv"], 80),
    "explain-markdown": (["explain", FIRST, "ramp_inefficiency", "-f", "markdown"], 80),
    "explain-lines-markdown": (["explain", FIRST, "-f", "markdown"], 80),
    "explain-headcount": (["explain", "examples/vendor-quote.yaml", "headcount", "--month", "2027-06"], 120),
    "staffing-follow-the-sun": (["staffing", "examples/saas-follow-the-sun.yaml"], 120),
    "staffing-given-agents": (["staffing", FIRST, "--set", "team.queues.1.agents=6"], 120),
    "explain-staffed-positions": (["explain", FIRST, "staffed_positions"], 140),
    **{f"estimate-quote-{name}-80": ([f"examples/quotes/{name}.yaml", "--full"], 80) for name in QUOTES},
    "estimate-quote-seats-bogota-200": (["examples/quotes/seats-bogota.yaml", "--full"], 200),
    "explain-clause": (["explain", "examples/quotes/seats-bogota.yaml", "clause_cost", "--month", "2027-11"], 120),
    "explain-credits": (["explain", "examples/quotes/seats-bogota.yaml", "fees.credits"], 120),
    "compare-80": (["compare", *COMPARED, "--full"], 80),
    "compare-160": (["compare", *COMPARED, *QUOTED[:2], "--full"], 160),
    "compare-inputs-120": (["compare", *COMPARED[:2], "--inputs", "--only-differences"], 120),
    "compare-csv": (["compare", *COMPARED, "--format", "csv"], 80),
    "compare-json": (["compare", *COMPARED, "--format", "json"], 80),
    "compare-markdown": (["compare", *COMPARED, "--format", "markdown", "--only-differences"], 80),
    "compare-bids-100": (["compare", *BIDS, "--case", "offer_2", "--full"], 100),
    "compare-bids-markdown": (["compare", *BIDS, "--format", "markdown"], 80),
    "sweep-80": (["sweep", FIRST, "--vary", "team.region=philippines,india", "--vary", "team.queues.0.contacts_per_month=3000:9000:3000"], 80),
    "sweep-160": (["sweep", "examples/vendor-quote.yaml", "--vary", "team.pricing.rate=9:13:1"], 160),
    "sweep-csv": (["sweep", FIRST, "--vary", "team.queues.0.contacts_per_month=3000:9000:3000", "-f", "csv"], 80),
    "sweep-markdown": (["sweep", FIRST, "--vary", "team.queues.0.contacts_per_month=3000:9000:3000", "-f", "markdown"], 80),
    "breakeven-80": (["breakeven", *COMPARED[:2], "--vary", "team.staffing.shrinkage", "--to", "90%"], 80),
    "regions-80": (["regions", COMPARED[1]], 80),
    "regions-160": (["regions", COMPARED[1], "--overlap", "6"], 160),
    "estimate-baseline-80": ([COMPARED[1], "--full"], 80),
    "questions-tickets-with-ai-80": (["questions", "examples/quotes/tickets-with-ai.yaml"], 80),
    "questions-vendor-quote-80": (["questions", "examples/vendor-quote.yaml"], 80),
    "questions-markdown": (["questions", "examples/vendor-quote.yaml", "--format", "markdown"], 80),
    "should-cost-80": (["should-cost", "examples/quotes/hourly-manila.yaml"], 80),
    "should-cost-markdown": (["should-cost", "examples/quotes/seats-bogota.yaml", "--format", "markdown"], 80),
    "should-cost-csv": (["should-cost", "examples/quotes/tickets-with-ai.yaml", "--format", "csv"], 80),
    "added-first-estimate-80": (["added", FIRST], 80),
    "added-denver-160": (["added", COMPARED[0]], 160),
    "added-csv": (["added", FIRST, "--format", "csv"], 80),
    "added-markdown": (["added", FIRST, "--format", "markdown"], 80),
    "added-json": (["added", FIRST, "--format", "json"], 80),
    "init-options": (
        ["init", "--region", "mexico", "--channel", "voice", "--contacts", "4000", "--hours", "24x7", "--languages", "en,es"],
        80,
    ),
    "simulate-80": (["simulate", FIRST, "--draws", "500", "--budget", "1000000"], 80),
    "simulate-json": (["simulate", FIRST, "--draws", "500", "--format", "json"], 80),
    "sensitivity-80": (["sensitivity", FIRST, "--draws", "500"], 80),
    "sensitivity-160": (["sensitivity", "examples/saas-follow-the-sun.yaml", "--draws", "200"], 160),
    "sensitivity-csv": (["sensitivity", FIRST, "--draws", "200", "--format", "csv"], 80),
    "help": (["--help"], 80),
    "glossary-80": (["glossary"], 80),
    "glossary-occupancy-60": (["glossary", "occupancy"], 60),
    "explain-label-80": (["explain", FIRST, "software seats"], 80),
    "explain-agents-60": (["explain", FIRST, "labor.agents"], 60),
    **{
        f"help-{name}": ([name, "--help"], 80)
        for name in ("estimate", "explain", "staffing", "questions", "should-cost", "added", "simulate", "sensitivity", "compare", "sweep", "breakeven", "regions", "init", "validate", "schema", "completion", "glossary")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_the_command_prints_this(name: str, command: Command, update: bool) -> None:
    arguments, columns = CALLS[name]
    result = command(*arguments, columns=columns, real=True)
    assert (result.status, result.err) == (0, "")
    file = HERE / f"{name}.txt"
    if update:
        file.write_text(result.out, encoding="utf-8")
    assert result.out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, (_, columns) in CALLS.items()
        if name.startswith(
            ("estimate-", "first-", "compare-1", "compare-8", "sweep-8", "sweep-1", "breakeven", "regions")
        )
    ],
)
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    from rich.cells import cell_len

    columns = CALLS[name][1]
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        assert cell_len(line) <= columns, line


@pytest.mark.parametrize("what", ["scenario", "rates", "output", "comparison"])
def test_the_schemas_are_those_that_are_committed(what: str, command: Command, update: bool) -> None:
    result = command("schema", what)
    file = ROOT / "docs" / "schemas" / f"{what}.json"
    if update:
        file.write_text(result.out, encoding="utf-8")
    assert result.out == file.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(result.out))


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_and_their_json_fit_the_schemas(name: str, command: Command) -> None:
    import yaml

    schemas = {
        what: json.loads((ROOT / "docs" / "schemas" / f"{what}.json").read_text(encoding="utf-8"))
        for what in ("scenario", "output")
    }
    output = json.loads(command(f"examples/{name}.yaml", "--format", "json", "--draws", "50", real=True).out)
    jsonschema.validate(output, schemas["output"])
    scenario = yaml.load((ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert set(scenario) <= {*schemas["scenario"]["properties"], "extends"}
    assert {"team", "teams"} & set(scenario)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_table_shows_the_sums_of_the_json(name: str, command: Command) -> None:
    """Each category's lines in the table sum to its figure, and the categories to the total, to the minor unit."""
    output = json.loads(command(f"examples/{name}.yaml", "--format", "json", "--no-range", real=True).out)
    table = (
        command(f"examples/{name}.yaml", "--full", "--no-range", real=True, columns=200)
        .out.split("\n\n")[2]
        .splitlines()
    )
    places = 0 if output["currency"] == "KRW" else 2
    table = [_cells(line) for line in table]
    end = len(next(line for line in table if line.startswith("  Total")).rstrip())
    sums, heads, total = [], [], None
    for line in table:
        amount = line[:end].split()[-1]
        if line.startswith("    "):
            if amount != "?":
                sums[-1] += _minor(amount, places)
        elif line.startswith("  Total"):
            total = _minor(amount, places)
        else:
            heads.append(_minor(amount, places))
            sums.append(0)
    assert sums == heads
    assert sum(heads) == total == round(output["total"]["expected"] * 10**places)
    assert heads == [round(value * 10**places) for value in output["by_category"].values()]


def _cells(line: str) -> str:
    """The line with one character a cell: wide ones are followed by a filler."""
    from rich.cells import cell_len

    return "".join(ch + "\0" * (cell_len(ch) - 1) for ch in line)


def _minor(word: str, places: int) -> int:
    return round(float(word.replace(",", "").replace("−", "-")) * 10**places)


def test_the_reference_of_the_scenario_is_the_one_that_is_committed_and_says_what_every_key_is(
    command: Command, update: bool
) -> None:
    result = command("schema", "reference", real=True)
    file = ROOT / "docs" / "scenario.md"
    if update:
        file.write_text(result.out, encoding="utf-8")
    assert result.out == file.read_text(encoding="utf-8")
    schema = json.loads(command("schema", "scenario").out)
    records = [schema, *(record for record in schema["$defs"].values() if "properties" in record and "title" in record)]
    unsaid = [
        (record.get("title"), key)
        for record in records
        for key, field in record["properties"].items()
        if not field.get("description")
    ]
    assert unsaid == []
    listed = {
        line.split("`")[1]
        for line in result.out.partition("## Keys of the cards")[0].splitlines()
        if line.startswith("| `")
    }
    assert listed == {key for record in records for key in record["properties"]}


def test_the_comparison_fits_its_schema() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "comparison.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((HERE / "compare-json.txt").read_text(encoding="utf-8")), schema)


def test_markdown_tables_have_a_head_a_rule_and_rows_of_one_width() -> None:
    lines = (HERE / "compare-markdown.txt").read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        if line.startswith("| ---"):
            width = line.count("|")
            assert lines[at - 2] == ""
            following = lines[at - 1 : lines.index("", at)]
            assert {row.replace("\\\\|", "").count("|") for row in following} == {width}


def test_the_readme_shows_the_first_screen_as_it_is() -> None:
    screen = (HERE / "first-first-estimate-80.txt").read_text(encoding="utf-8")
    assert f"```\n{screen}```\n" in (ROOT / "README.md").read_text(encoding="utf-8")
