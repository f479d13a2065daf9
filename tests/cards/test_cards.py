"""Every value of every card: dated, with a unit, a basis and sources, in bounds, and what the rule or its formula gives."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from estimate.files.open import read
from estimate.ground.units import ITEM_UNITS, PRICE_UNITS
from estimate.schema.card_check import check_card
from tests.cards.kinds import WAGE, kind_of
from tests.cards.rule import by_the_rule, floor_of
from tests.cards.shelf import CARDS, ENDS, RATES, Value, arithmetic, card_values, evidence, sources

EDITION = "2026-11-01"
PLAIN = {
    "share", "share/year", "day/year", "hour/month", "hour/hire", "hour", "hour/agent_month", "minute/contact", "second", "month",
    "factor", "agent", "contact", "day", "unit",
}  # fmt: skip
BOUNDS = {
    "share": (0, 1), "premium": (0, 5), "minimum_wage": (0.2, 50_000), "share/year": (-0.1, 2), "day/year": (0, 30), "hour/month": (80, 220), "hour/hire": (8, 800),
    "minute/contact": (0.5, 120), "second": (1, 600), "month": (0, 60), "factor": (0.3, 5), "agent": (0, 300),
    "USD/logged_in_hour": (1, 150), "EUR/logged_in_hour": (5, 150), "GBP/logged_in_hour": (5, 150), "USD/seat_month": (1, 10_000),
    "USD/paid_hour": (0.5, 60), "EUR/paid_hour": (1, 60), "GBP/paid_hour": (5, 60), "USD/talk_minute": (0.001, 10),
}  # fmt: skip
ROUNDING = 0.006
"""Cards round to three significant digits: half a unit of the third is at most this share."""


def mistakes(value: Value) -> list[str]:
    """What is wrong with a value, in words; nothing where it is honest."""
    data, found = value.data, []
    try:
        date.fromisoformat(str(data["from"]))
    except ValueError:
        found.append(f"no date: {data['from']}")
    if not _known_unit(value.unit):
        found.append(f"unknown unit {value.unit}")
    ends = value.ends
    if not ends.get("low", ends["likely"]) <= ends["likely"] <= ends.get("high", ends["likely"]):
        found.append(f"low, likely and high do not rise: {ends}")
    special = next((key for key in ("premium", "minimum_wage") if key in value.address), value.unit)
    low, high = BOUNDS.get(special, (-float("inf"), float("inf")))
    found += [
        f"{end} {number} is not plausible in {value.unit}" for end, number in ends.items() if not low <= number <= high
    ]
    found += [f"no source {key}" for key in data.get("sources", ()) if key not in sources()]
    found += [
        f"no evidence {key}" for key in (*data.get("evidence", ()), *data.get("set_aside", ())) if key not in evidence()
    ]
    if not found:
        found += _off_the_rule(value)
    if data["basis"] == "assumed":
        return found if data.get("note") else [*found, "assumed without a reason"]
    if not (data.get("sources") and data.get("evidence")):
        found.append(f"{data['basis']} without sources and evidence")
    if data["basis"] != "quoted" and not data.get("formula"):
        found.append(f"{data['basis']} without a formula")
    own = {end: arithmetic(text) for end, text in data.get("formula", {}).items()}
    likely = ends["likely"]
    if own and abs(own["likely"] - likely) > max(ROUNDING * abs(likely), 1e-9):
        found.append(f"likely: {data['formula']['likely']} is {own['likely']:.6g}, not {likely:g}")
    if own and not own.get("low", likely) - ROUNDING * abs(likely) <= likely <= own.get(
        "high", likely
    ) + ROUNDING * abs(likely):
        found.append(f"the formulas give {own.get('low')} to {own.get('high')}, and {likely:g} lies outside")
    return found


def _off_the_rule(value: Value) -> list[str]:
    if value.data["basis"] == "quoted" and not value.data.get("evidence"):
        return []
    rule = by_the_rule(value)
    ends = {end: value.ends.get(end, value.ends["likely"]) for end in ENDS}
    wrong = [end for end in ENDS if abs(ends[end] - rule[end]) > max(ROUNDING * abs(rule[end]), 1e-9)]
    return [f"{end}: the rule gives {rule[end]:.4g}, the card says {ends[end]:g}" for end in wrong]


def _known_unit(unit: str) -> bool:
    money = re.fullmatch(r"[A-Z]{3}/(\w+)", unit)
    if money:
        per = money[1]
        return per in PRICE_UNITS or per in ITEM_UNITS or per == "USD"
    return unit in PLAIN


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_every_value_is_honest(path: Path) -> None:
    check_card(read(path, source=str(path)))
    wrong = {str(value): mistakes(value) for value in card_values(path)}
    assert not {where: words for where, words in wrong.items() if words}


def test_no_value_begins_after_the_cards_own_date_but_what_the_law_has_set() -> None:
    late = [
        value for path in CARDS for value in card_values(path)
        if str(value.data["from"]) > EDITION and not value.data.get("formula")
    ]  # fmt: skip
    assert late == []


def fact(**changes: Any) -> Value:
    data: dict[str, Any] = {
        "from": "2026-01-01", "low": 8.92, "likely": 16.2, "high": 29.6, "basis": "quoted", "grade": "C",
        "sources": ["globalify-co-2026"], "evidence": ["AM-001"],
    }  # fmt: skip
    data |= changes
    return Value(
        "wrong",
        "labor.voice.hourly",
        changes.pop("unit", "USD/logged_in_hour"),
        {k: v for k, v in data.items() if v is not None},
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"likely": 17}, "the rule gives 16.25"),
        ({"low": 12}, "low: the rule gives 8.9"),
        ({"high": 22}, "high: the rule gives 29.6"),
        ({"low": 16.2, "high": 16.2}, "low: the rule gives 8.9"),
        ({"basis": "assumed", "note": "round", "low": 16.2, "high": 16.2}, "low: the rule gives 8.7"),
        ({"likely": 30, "high": 29}, "do not rise"),
        ({"low": 1200, "likely": 1700, "high": 2200}, "not plausible"),
        ({"from": "soon"}, "no date"),
        ({"unit": "USD/fortnight"}, "unknown unit"),
        ({"sources": ["nobody"]}, "no source nobody"),
        ({"evidence": ["XX-1"]}, "no evidence XX-1"),
        ({"sources": None}, "without sources"),
        ({"basis": "derived"}, "derived without a formula"),
        ({"basis": "modeled", "formula": {"likely": "2*9"}}, "2*9 is 18, not 16.2"),
        ({"basis": "derived", "formula": {"low": "17", "likely": "16.2"}}, "lies outside"),
        ({"basis": "assumed", "note": None}, "assumed without a reason"),
    ],
)
def test_the_checks_can_fail(changes: dict[str, Any], words: str) -> None:
    assert mistakes(fact()) == []
    assert words in "; ".join(mistakes(fact(**changes)))


def test_formulas_are_arithmetic_and_nothing_else() -> None:
    assert arithmetic("-(2+3)*4/10") == -2
    for text in ("__import__('os')", "2**9", "x", "[1]"):
        with pytest.raises(ValueError, match="not arithmetic"):
            arithmetic(text)


def test_sources_are_complete_and_named_by_somebody() -> None:
    cited = {key for path in CARDS for value in card_values(path) for key in value.data.get("sources", ())}
    cited |= {record["source"] for record in evidence().values()}
    for key, source in sources().items():
        assert source["title"], key
        assert source["publisher"], key
        assert str(source["url"]).startswith("http"), key
        assert source["grade"] in "ABCD", key
    assert set(sources()) - cited == set()


def test_no_wage_lies_below_the_law() -> None:
    wages = [value for path in CARDS for value in card_values(path) if kind_of(value) is WAGE]
    floors = {str(value): floor_of(value.card, value.unit.partition("/")[0]) for value in wages}
    assert sum(floor is not None for floor in floors.values()) >= 40
    below = {
        str(value): (value.ends, floor)
        for value in wages
        if (floor := floors[str(value)]) is not None and min(value.ends.values()) < floor * (1 - ROUNDING)
    }
    assert below == {}


def test_a_region_is_the_one_that_its_file_says() -> None:
    for path in RATES.glob("regions/*.yaml"):
        assert read(path).data["region"] == path.stem.replace("-", "_")


def test_the_profile_of_arrivals_is_that_of_the_calls_counted() -> None:
    by_hour, by_day = (str(evidence()[record]["unit"]) for record in ("R2F-062", "R2F-063"))
    parts = [float(part) for part in re.findall(r"\d+\.\d+", by_hour.split("(")[0])]
    card = read(RATES / "arrivals.yaml").data
    profile = card["profiles"][card["default"]]
    average = sum(parts) / len(parts)
    assert profile["hours"][7:21] == pytest.approx([part / average for part in parts], abs=0.001)
    late = float(re.findall(r"\+(\d+\.\d+) after 21:00", by_hour)[0])  # the last five minutes
    assert profile["hours"][21] == pytest.approx(late * 12 / average, abs=0.001)
    assert profile["days"][:5] == [float(part) for part in re.findall(r"[A-Z][a-z]{2} (\d\.\d+)", by_day)]
