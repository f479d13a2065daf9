"""LibreOffice recalculates workbooks to the cent: as they stand, at low and high, and after inputs are changed at random."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from estimate import language
from estimate.answers.estimate import Estimate, estimate
from estimate.cards.catalog import Catalog
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced
from estimate.model.lines import CATEGORIES
from estimate.report.comparison import compare
from estimate.report.ledger import ledger
from estimate.report.sections import Report, report
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.compare import gather
from estimate.studies.request import Request, read_document
from estimate.views.workbook.comparison import render as comparison_render
from estimate.views.workbook.estimate import render, sheets_of
from estimate.views.workbook.layout import BODY, FIRST, letters
from estimate.views.workbook.model import Model
from tests.cases.test_cases import BASE, CASES, merged
from tests.conftest import ROOT, ROUND_CARDS
from tests.workbook.office import Orders, found

EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.name != "workload.yaml")
CHOSEN = (
    "prices that hold value-added tax are counted without it, and what is not recovered comes back",
    "a desk round the clock shares its workplaces",
    "two small groups of callers need more than one pool",
    "a season below and above an annual commitment evens out",
    "a commitment in money and a fee for ending early hold the tax as well",
    "only what is given of a team of one's own, a published table",
    "without a word on it the expected level is what the agents give",
    "an AI agent by the minute",
    "a premium outside the contract's hours, by the agents on duty",
    "thirteen bills a year are of the price after the steps",
    "each call is rounded up, and a minute after it is billed",
    "who hangs up is neither handled nor billed",
    "shared agents billed by the minute",
    "a margin on the price",
    "a move beyond the band is the client's",
    "a unit that is committed and not used costs the average of different prices",
    "seats are bought once, for the most agents there ever were",
    "prices listed by year, an extension and a base fee that stays",
    "minutes can be committed",
    "what the client spends itself",
)
"""Cases of tests/cases that together have nearly every word that a label has in any of them, every formula and every kind of live week."""
AT_ENDS = ("first-estimate.yaml", "should-we.yaml", "quotes/hourly-manila.yaml")
"""Examples that are recalculated at low and high as well; every one is as it stands and after inputs are changed."""
ALL = bool(os.environ.get("EVERY_CASE"))
"""Whether every case of tests/cases is tried, which takes some minutes."""
COMPARED = [ROOT / "examples" / "compare" / f"{name}.yaml" for name in ("denver", "manila", "bogota")]
VOLUME = ("contacts_per_month", 0)
ASKED = "first-estimate.yaml"
CHECKS, OPTION_TOTALS, SELECTOR = "A4:D60", "B7:D7", "D4"
CHANGED = 4
"""So many inputs are changed at once."""
TRIED = 8
SEED = 1
pytestmark = pytest.mark.skipif(found() is None, reason="LibreOffice is not here (apt-get install libreoffice-calc)")


@dataclass(frozen=True)
class Desk:
    """A scenario with its workbook and the values that are written into it."""

    name: str
    request: Request
    result: Estimate
    shown: Report
    model: Model
    changed: dict[tuple[str, int], float]
    after: Estimate
    ends: dict[str, Estimate]
    """Every input at its low and at its high, where that is asked."""


def desks(folder: Path) -> Iterator[Desk]:
    for path in EXAMPLES:
        name = str(path.relative_to(ROOT / "examples"))
        yield desk(name, Request(path), Catalog(), ("low", "high") if ALL or name in AT_ENDS else ())
    for number, (file, case) in enumerate(CASES):
        if (ALL or case["name"] in CHOSEN) and not case.get("options"):
            path = folder / f"{number}.yaml"
            scenario = merged(BASE, case["given"])
            path.write_text(yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True), encoding="utf-8")
            yield desk(
                f"{file}: {case['name']}", Request(path), Catalog(shipped=ROUND_CARDS), ("low", "high") if ALL else ()
            )


def desk(name: str, request: Request, catalog: Catalog, ends: Sequence[str] = ("low", "high")) -> Desk:
    def costed(request: Request) -> Estimate:
        return estimate(request.case_of(read_document(request.scenario), catalog))

    result = costed(request)
    shown = report(result)
    model = sheets_of(shown).model
    after, changed = moved(name, request, catalog, result, model)
    return Desk(
        name, request, result, shown, model, changed, after, {at: costed(replace(request, at=at)) for at in ends}
    )


def moved(
    name: str, request: Request, catalog: Catalog, result: Estimate, model: Model
) -> tuple[Estimate, dict[tuple[str, int], float]]:
    """The estimate after some inputs are set at random, and every input of the workbook that has another value then."""
    chance = random.Random(f"{SEED} {name}")
    paths = [one for one in model.inputs if one.sourced.path and one.same_as is None and one.value]
    chance.shuffle(paths)
    paths = [one for one in paths if ".items." not in f".{one.sourced.path}"][
        :TRIED
    ]  # a card's item has no path of its own
    settings: list[str] = []
    case = result.case
    for one in paths:
        factor = chance.uniform(0.75, 1.3)
        value = one.value * factor
        if one.sourced.unit.startswith("share") and not 0 < value < 1:
            value = one.value * 0.9
        tried = [*settings, f"{one.sourced.path}={value:.6g}"]
        try:
            found = replace(request, settings=tried).case_of(read_document(request.scenario), catalog)
        except InvalidInput:
            continue  # what a card's item costs is not set by a path
        if alike(found, result.case, model) and differing(found, case, model):
            settings, case = tried, found
        if len(settings) == CHANGED:
            break
    return estimate(case), differing(case, result.case, model)


def alike(one: ResolvedScenario, other: ResolvedScenario, model: Model) -> bool:
    """Whether two cases have one shape, so that they differ in numbers of the workbook alone."""
    if one.members != other.members or words(one) != words(other):
        return False
    listed = {entry.key[1:3] for entry in model.inputs}
    return all(
        (name, row) in listed or numbers(one, ours) == numbers(other, theirs)
        for name in one.sourced
        for row, (ours, theirs) in enumerate(zip(one.sourced[name], other.sourced[name], strict=True))
    )


def numbers(case: ResolvedScenario, value: Sourced | list[Sourced]) -> list[str]:
    """What is taken of an input, as texts, so that no number equals itself."""
    return [repr(case.of(one.value)) for one in (value if isinstance(value, list) else [value])]


def words(case: ResolvedScenario) -> dict[str, list[Any]]:
    return {name: [word if isinstance(word, str) else "" for word in labels] for name, labels in case.labels.items()}


def differing(one: ResolvedScenario, other: ResolvedScenario, model: Model) -> dict[tuple[str, int], float]:
    changed = {}
    for place in (key[1:] for key in (entry.key for entry in model.inputs) if len(key) == 3):
        ours, theirs = (case.sourced[place[0]][place[1]] for case in (one, other))
        assert isinstance(ours, Sourced)
        assert isinstance(theirs, Sourced)
        if one.of(ours.value) != other.of(theirs.value):
            changed[place] = one.of(ours.value)
    return changed


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Desk], Mapping[str, list[list[str]]]]:
    """All workbooks as one start of LibreOffice recalculates them."""
    folder = tmp_path_factory.mktemp("office")
    orders, made = Orders(), list(desks(folder))
    for number, one in enumerate(made):
        ask(orders, one, folder / f"{number}.xlsx")
    ask_options(orders, folder / "options.xlsx")
    ask_in_korean(orders, next(one for one in made if one.name == ASKED), folder / "korean.xlsx")
    return made, orders.carry_out(folder)


def ask(orders: Orders, desk: Desk, path: Path) -> None:
    """What is asked of the workbook of one desk."""
    path.write_bytes(render(desk.shown))
    layout = desk.model.layout
    first, last = (layout.at[desk.model.lines[at].key].row + 1 for at in (0, -1))
    cells = f"A{first}:{letters(FIRST + len(layout.months) - 1)}{last}"
    orders.open(path)
    orders.read(f"{desk.name} as it stands", "Lines", cells)
    orders.read(f"{desk.name} checks", "Checks", CHECKS)
    for at in desk.ends:
        orders.word("Inputs", SELECTOR, at)
        orders.read(f"{desk.name} {at}", "Lines", cells)
    orders.word("Inputs", SELECTOR, desk.result.case.at)
    for place, value in desk.changed.items():
        orders.number("Inputs", own(desk, place), value)
    orders.read(f"{desk.name} changed", "Lines", cells)
    orders.read(f"{desk.name} checks changed", "Checks", CHECKS)
    for place in desk.changed:
        orders.clear("Inputs", own(desk, place))
    if desk.name == ASKED:
        orders.number("Questions", "F7", 1000.01)
        orders.number("Questions", "F9", 99.5)
        orders.number("Questions", "G9", 2)
        orders.read("answered", "Questions", "E7:I40")
        orders.read("answered total", "Summary", "B6:B6")
    orders.close()


def ask_options(orders: Orders, path: Path) -> None:
    """What is asked of the workbook of a comparison: its totals, at high, and with the volume that the options share moved."""
    sides, notes = gather(COMPARED, Request(COMPARED[0]))
    path.write_bytes(comparison_render(compare(sides, notes)))
    model = Model(cast("Estimate", sides[0].estimate), "1 ", one_sheet=True)
    model.place_inputs("1 Inputs", BODY)
    orders.open(path)
    orders.read("options", "Options", OPTION_TOTALS)
    orders.word("Options", "B4", "high")
    orders.read("options high", "Options", OPTION_TOTALS)
    orders.word("Options", "B4", "expected")
    orders.number("1 Inputs", f"D{model.layout.at[model.key(*VOLUME)].row + 1}", 7200)
    orders.read("options moved", "Options", OPTION_TOTALS)
    orders.read("bridge moved", "Bridge", "A6:D40")
    orders.close()


def ask_in_korean(orders: Orders, desk: Desk, path: Path) -> None:
    """What is asked of a workbook whose sheets, words of formulas and choices are in another language."""
    with language.shown_in("ko"):
        path.write_bytes(render(desk.shown))
        summary, inputs, questions, checks, low = map(
            language.shown, ("Summary", "Inputs", "Questions", "Checks", "low")
        )
    orders.open(path)
    orders.read("korean figures", summary, "A4:B30")
    orders.read("korean checks", checks, CHECKS)
    orders.word(inputs, SELECTOR, low)
    orders.read("korean low", summary, "B6:B6")
    orders.read("korean checks low", checks, CHECKS)
    orders.number(questions, "F9", 99.5)
    orders.read("korean answered", questions, "E9:I9")
    orders.close()


def own(desk: Desk, place: tuple[str, int]) -> str:
    return f"D{desk.model.layout.at[desk.model.key(*place)].row + 1}"


def shown(table: list[list[str]]) -> dict[tuple[str, str, str], list[float]]:
    """The amounts by month of each line; lines of one name are told apart by their order."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for row in table:
        if len(row) < 7 or not row[1] + row[3]:
            continue
        amounts = [float(text) if text else math.nan for text in row[6:]]
        if any(amounts):
            key, number = (row[0], row[1]), 0
            while (*key, str(number)) in found:
                number += 1
            found[*key, str(number)] = amounts
    return found


def wanted(result: Estimate) -> dict[tuple[str, str, str], list[float]]:
    books = ledger(result)
    found: dict[tuple[str, str, str], list[float]] = {}
    for entry in books.entries:
        key, number = (entry.label, ", ".join(filter(None, (entry.team, entry.queue)))), 0
        while (*key, str(number)) in found:
            number += 1
        found[*key, str(number)] = [books.money(amount) for amount in entry.amounts]
    return found


def differences(table: list[list[str]], result: Estimate) -> list[str]:
    ours, theirs = wanted(result), shown(table)
    half = 0.5 / ledger(result).scale
    said = [f"{key} is only on one side" for key in ours.keys() ^ theirs.keys()]
    for key in ours.keys() & theirs.keys():
        for month, (one, other) in enumerate(zip(ours[key], theirs[key], strict=True)):
            if not abs(one - other) < half:
                said.append(f"{key} month {month}: {one} here, {other} there")
    return said[:5]


def test_every_line_and_month_to_the_cent(recalculated: Any) -> None:
    made, read = recalculated
    said = {}
    for one in made:
        for name, result in (
            ("as it stands", one.result), ("changed", one.after), *one.ends.items(),
        ):  # fmt: skip
            if different := differences(read[f"{one.name} {name}"], result):
                said[f"{one.name} {name}"] = different
    assert not said, yaml.safe_dump(said, width=200)


def test_inputs_were_changed(recalculated: Any) -> None:
    made, _ = recalculated
    for one in made:
        assert one.changed, f"{one.name}: no input could be changed"
    moved = [one for one in made if one.after.total != one.result.total]
    assert len(moved) > len(made) * 0.9


def test_checks_hold_and_say_what_was_changed(recalculated: Any) -> None:
    made, read = recalculated
    for one in made:
        checks = {row[0]: row[3] for row in read[f"{one.name} checks"] if len(row) > 3 and row[3]}
        assert "LOOK" not in checks.values(), (one.name, checks)
        assert checks["The total now is the total that was handed over"] == "ok"
        after = {row[0]: row[3] for row in read[f"{one.name} checks changed"] if len(row) > 3 and row[3]}
        same = abs(one.after.total - one.result.total) < 0.005
        assert after["The total now is the total that was handed over"] == ("ok" if same else "changed"), one.name
        wrong = {said for said, result in after.items() if result == "LOOK"}
        assert all("was worked out for" in said for said in wrong), (one.name, wrong)


def test_a_price_that_is_filled_in_enters_the_total(recalculated: Any) -> None:
    made, read = recalculated
    result = next(one.result for one in made if one.name == ASKED)
    answers = [[float(cell) if cell not in ("", "nothing") else 0.0 for cell in row] for row in read["answered"]]
    assert answers[0][3] == 1000.01
    assert answers[2][3] == 199
    assert answers[0][4] == pytest.approx(1000.01 - answers[0][0])
    assert float(read["answered total"][0][0]) == pytest.approx(result.total + answers[0][4] + 199, abs=0.004)


def test_a_workbook_in_korean_computes_the_same(recalculated: Any) -> None:
    made, read = recalculated
    desk = next(one for one in made if one.name == ASKED)
    books = ledger(desk.result)
    people_cost = sum(books.money(entry.amount) for entry in books.entries if entry.category == "labor")
    figures = {row[0]: row[1] for row in read["korean figures"] if len(row) > 1}
    with language.shown_in("ko"):
        total, labor, holds, ok, changed = map(
            language.shown, ("Expected total", CATEGORIES["labor"], "All checks hold", "ok", "changed")
        )
        same = language.shown("The total now is the total that was handed over")
    assert float(figures[total]) == pytest.approx(desk.result.total, abs=0.004)
    assert float(figures[labor]) == pytest.approx(people_cost, abs=0.004)
    assert read["korean figures"][0][0] == holds
    results = {row[0]: row[3] for row in read["korean checks"] if len(row) > 3 and row[3]}
    assert results[same] == ok
    assert set(list(results.values())[1:]) <= {ok, changed}
    assert float(read["korean low"][0][0]) == pytest.approx(desk.ends["low"].total, abs=0.004)
    after = {row[0]: row[3] for row in read["korean checks low"] if len(row) > 3 and row[3]}
    assert after[same] == changed
    meanwhile, _, _, comes_to, moves = read["korean answered"][0]
    assert float(comes_to) == 99.5
    assert float(moves) == pytest.approx(99.5 - (0.0 if meanwhile == said_in_korean("nothing") else float(meanwhile)))


def said_in_korean(text: str) -> str:
    with language.shown_in("ko"):
        return language.shown(text)


def test_options_come_from_their_own_sheets(recalculated: Any) -> None:
    _, read = recalculated
    path = "team.queues.0.contacts_per_month"
    for name, change in (
        ("options", {}),
        ("options high", {"at": "high"}),
        ("options moved", {"settings": [f"{path}=7200"]}),
    ):
        sides, _ = gather(COMPARED, replace(Request(COMPARED[0]), **change))
        totals = [side.document["total"]["expected"] for side in sides]
        assert [float(cell) for cell in read[name][0]] == pytest.approx(totals, abs=0.004), name


def test_a_bridge_of_other_totals_says_so(recalculated: Any) -> None:
    _, read = recalculated
    rows = {row[0]: row[1:] for row in read["bridge moved"]}
    assert all(cell.startswith("LOOK") for cell in rows["Holds for the totals now"][:2])
