"""`--by`: the cost by month, calendar quarter or calendar year sums to the total to the minor unit, in every format."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from estimate.report.periods import period_of
from tests.conftest import ROOT, Command

FIRST = str(ROOT / "examples/first-estimate.yaml")
KOREA = str(ROOT / "examples/korea-krw.yaml")


@pytest.mark.parametrize(
    ("month", "quarter", "year"),
    [
        ("before", "before", "before"), ("2027-01", "2027-Q1", "2027"), ("2027-03", "2027-Q1", "2027"),
        ("2027-04", "2027-Q2", "2027"), ("2027-12", "2027-Q4", "2027"), ("2028-10", "2028-Q4", "2028"),
    ],
)  # fmt: skip
def test_periods_are_those_of_the_calendar(month: str, quarter: str, year: str) -> None:
    assert (period_of(month, "month"), period_of(month, "quarter"), period_of(month, "year")) == (month, quarter, year)


@pytest.mark.parametrize("scenario", [FIRST, KOREA])
@pytest.mark.parametrize(
    ("by", "count", "first"), [("month", 15, "2027-11"), ("quarter", 6, "2027-Q4"), ("year", 3, "2027")]
)
def test_periods_sum_to_the_total(command: Command, scenario: str, by: str, count: int, first: str) -> None:
    """14 months from November 2027 lie in five quarters, the first of which has two of them, and in two years."""
    shape = ["--set", "start=2027-11", "--set", "months=14", "--no-range"]
    done = command("estimate", scenario, *shape, "--by", by, "--format", "json", real=True)
    content = json.loads(done.out)
    found = content["by_period"]["periods"]
    assert content["by_period"]["of"] == by
    assert (len(found), found[0]["period"], found[1]["period"]) == (count, "before", first)
    assert sum(one["months"] for one in found) == 14
    minor = 1 if content["currency"] == "KRW" else 100

    def cents(amount: float) -> int:
        assert amount * minor == pytest.approx(round(amount * minor), abs=1e-6)
        return round(amount * minor)

    assert sum(cents(one["total"]) for one in found) == cents(content["total"]["expected"])
    for category, amount in content["by_category"].items():
        assert sum(cents(one["by_category"][category]) for one in found) == cents(amount)
    if by == "month":
        assert [one["total"] for one in found] == content["by_month"]


def test_table_has_blocks_that_fit(command: Command) -> None:
    for width in (60, 80, 120):
        done = command("estimate", FIRST, "--by", "month", "--no-range", real=True, columns=width)
        lines = done.out.splitlines()
        assert max(map(len, lines)) <= width
        assert re.findall(r"2\d{3}-\d\d|Before start", " ".join(lines[2:])) == [
            "Before start",
            *(f"{2027 + i // 12}-{i % 12 + 1:02d}" for i in range(36)),
        ]
        assert lines[-1].startswith("  Total")


def test_csv_markdown_and_stream(command: Command, tmp_path: Path) -> None:
    rows = list(
        csv.reader(command("estimate", FIRST, "--by", "year", "-f", "csv", "--no-range", real=True).out.splitlines())
    )
    assert rows[0] == ["category", "label", "before", "2027", "2028", "2029", "total"]
    for row in rows[1:]:
        assert sum(round(float(cell) * 100) for cell in row[2:-1]) == round(float(row[-1]) * 100)
    page = tmp_path / "budget.md"
    command("estimate", FIRST, "--by", "quarter", "-o", str(page), "--no-range", real=True)
    assert "| 2029-Q4 |" in page.read_text(encoding="utf-8")
    lines = command("estimate", FIRST, KOREA, "--by", "year", "-f", "ndjson", "--no-range", real=True).out.splitlines()
    assert [len(json.loads(line)["by_period"]["periods"]) for line in lines] == [4, 4]


def test_a_saved_estimate_is_divided_too(command: Command, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    command("estimate", FIRST, "-o", str(saved), "--no-range", real=True)
    fresh = command("estimate", FIRST, "--by", "quarter", "--no-range", real=True).out
    assert command("estimate", str(saved), "--by", "quarter", real=True).out == fresh
    command("estimate", FIRST, "--by", "year", "-o", str(saved), "--no-range", real=True)
    assert command("estimate", str(saved), "--by", "quarter", real=True).out == fresh


def test_parts_and_what_has_no_price_are_said(command: Command) -> None:
    unpriced = ("--set", 'items=[{name: "Escrow", per: contract, category: fees, status: unknown}]')
    done = command("estimate", FIRST, "--by", "quarter", "--set", "start=2027-02", "--no-range", *unpriced, real=True)
    words = " ".join(done.out.split())
    assert "Months of service in periods that are not whole: 2027-Q1 2, 2030-Q1 1." in words
    assert "Not priced, and so in no period: Escrow." in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([FIRST, "--by", "quarterly"], "--by quarterly is no period (did you mean quarter?)"),
        ([FIRST, "--by", "week"], "--by week is no period"),
        ([FIRST, KOREA, "--by", "year"], "--by divides the cost of one scenario (give one, or --format ndjson)"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], words: str) -> None:
    done = command("estimate", *arguments)
    assert done.status == 2
    assert words in done.err
