"""`explain` as a document: every figure before those behind it, with where each input comes from, in every format."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import Any

from tests.conftest import Command

FIRST = "examples/first-estimate.yaml"


def explained(command: Command, *arguments: str) -> dict[str, Any]:
    result = command(*arguments, "-f", "json", real=True)
    assert result.status == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_every_figure_stands_right_below_what_it_is_behind(command: Command) -> None:
    content = explained(command, "explain", FIRST, "labor")
    depths = [node["depth"] for node in content["nodes"]]
    assert depths[0] == 0
    assert all(later <= before + 1 for before, later in pairwise(depths))
    assert depths.count(0) == 2  # email and chat
    sums = [node["value"] for node in content["nodes"] if node["depth"] == 0]
    assert abs(sum(sums) - 510968.52) < 1


def test_an_input_has_its_place_and_what_was_computed_has_none(command: Command) -> None:
    content = explained(command, "explain", FIRST, "labor.agents")
    for node in content["nodes"]:
        if node["origin"] is not None:
            assert node["origin"]["low"] <= node["origin"]["likely"] <= node["origin"]["high"]
        elif not node["word"]:
            assert node["formula"], node["name"]
    [volume] = [one for one in content["nodes"] if one["name"] == "contacts_per_month[email]"][:1]
    assert (volume["origin"]["file"], volume["origin"]["line"]) == (FIRST, 6)
    cited = {source for node in content["nodes"] if node["origin"] for source in node["origin"]["sources"]}
    assert set(content["sources"]) == cited


def test_rows_are_the_figures_of_the_tree(command: Command) -> None:
    content = explained(command, "explain", FIRST, "headcount", "--month", "2027-03")
    assert content["month"] == "2027-03"
    rows = list(
        csv.DictReader(
            io.StringIO(command("explain", FIRST, "headcount", "--month", "2027-03", "-f", "csv", real=True).out)
        )
    )
    assert [(int(row["depth"]), row["name"]) for row in rows] == [
        (one["depth"], one["name"]) for one in content["nodes"]
    ]
    assert [row["sources"] for row in rows] == [
        ";".join((one["origin"] or {}).get("sources", [])) for one in content["nodes"]
    ]


def test_a_quantity_that_is_a_word_is_explained_too(command: Command) -> None:
    result = command("explain", FIRST, "attention", real=True)
    assert result.out.splitlines()[0].startswith("attention[email] = ")
    [email, chat] = explained(command, "explain", FIRST, "attention")["nodes"]
    assert (email["value"], chat["value"]) == (None, None)
    assert email["word"] != chat["word"]


def test_the_lines_sum_up_to_the_total(command: Command) -> None:
    content = explained(command, "explain", FIRST)
    assert (content["nodes"], content["asked"]) == ([], None)
    assert abs(sum(line["amount"] for line in content["lines"]) - content["total"]) < 0.01


def test_the_tree_of_a_should_cost_has_every_format(command: Command) -> None:
    call = ("should-cost", "examples/quotes/hourly-manila.yaml", "--explain", "labor.margin")
    content = explained(command, *call)
    assert content["nodes"][0]["name"].startswith("labor.margin")
    for form in ("csv", "markdown", "table"):
        assert "margin_share" in command(*call, "-f", form, real=True).out.replace("\\_", "_")
