"""LibreOffice recalculates workbooks to the cent: as they stand, at low and high, and after inputs are changed at random."""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from estimate.answers.estimate import Estimate, estimate
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced
from estimate.inputs.case import Case
from estimate.inputs.catalog import Catalog
from estimate.report.ledger import ledger
from estimate.report.sections import report
from estimate.studies.request import Request, read_document
from estimate.views.workbook.estimate import render, sheets_of
from estimate.views.workbook.layout import letters
from estimate.views.workbook.model import Model
from tests.cases.test_cases import CASES, scenario_of
from tests.conftest import ROOT, ROUND_CARDS
from tests.workbook.office import Orders, found

EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.name != "workload.yaml")
CHOSEN: tuple[str, ...] = ()
"""Cases of tests/cases that together have every word that a label may have, and a patience, several chats at a time, agents given."""
ALL = bool(os.environ.get("EVERY_CASE"))
"""Whether every case of tests/cases is tried, which takes some minutes."""
CHANGED = 6
"""So many inputs are changed at once."""
SEED = 1
pytestmark = pytest.mark.skipif(found() is None, reason="LibreOffice is not here (apt-get install libreoffice-calc)")


@dataclass(frozen=True)
class Desk:
    """A scenario with its workbook and the values that are written into it."""

    name: str
    request: Request
    result: Estimate
    model: Model
    changed: dict[tuple[str, int], float]
    after: Estimate
    low: Estimate
    high: Estimate


def desks(folder: Path) -> Iterator[Desk]:
    for path in EXAMPLES:
        yield desk(str(path.relative_to(ROOT / "examples")), Request(path), Catalog())
    for number, (file, case) in enumerate(CASES):
        if (ALL or case["name"] in CHOSEN) and not case.get("options"):
            path = folder / f"{number}.yaml"
            path.write_text(yaml.safe_dump(scenario_of(case), sort_keys=False, allow_unicode=True), encoding="utf-8")
            yield desk(f"{file}: {case['name']}", Request(path), Catalog(shipped=ROUND_CARDS))


def desk(name: str, request: Request, catalog: Catalog) -> Desk:
    def costed(request: Request) -> Estimate:
        return estimate(request.case_of(read_document(request.scenario), catalog))

    result = costed(request)
    model = sheets_of(report(result)).model
    after, changed = moved(name, request, catalog, result, model)
    return Desk(
        name, request, result, model, changed, after, *(costed(replace(request, at=at)) for at in ("low", "high"))
    )


def moved(
    name: str, request: Request, catalog: Catalog, result: Estimate, model: Model
) -> tuple[Estimate, dict[tuple[str, int], float]]:
    """The estimate after some inputs are set at random, and every input of the workbook that has another value then."""
    chance = random.Random(f"{SEED} {name}")
    paths = [one for one in model.inputs if one.sourced.path and one.same_as is None and one.value]
    chance.shuffle(paths)
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


def alike(one: Case, other: Case, model: Model) -> bool:
    """Whether two cases have one shape, so that they differ in numbers of the workbook alone."""
    if one.members != other.members or words(one) != words(other):
        return False
    listed = {entry.key[1:3] for entry in model.inputs}
    return all(
        (name, row) in listed or numbers(one, ours) == numbers(other, theirs)
        for name in one.sourced
        for row, (ours, theirs) in enumerate(zip(one.sourced[name], other.sourced[name], strict=True))
    )


def numbers(case: Case, value: Sourced | list[Sourced]) -> list[str]:
    """What is taken of an input, as texts, so that no number equals itself."""
    return [repr(case.of(one.value)) for one in (value if isinstance(value, list) else [value])]


def words(case: Case) -> dict[str, list[Any]]:
    return {name: [word if isinstance(word, str) else "" for word in labels] for name, labels in case.labels.items()}


def differing(one: Case, other: Case, model: Model) -> dict[tuple[str, int], float]:
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
    folder = tmp_path_factory.mktemp("office")
    orders, made = Orders(), []
    for number, one in enumerate(desks(folder)):
        path = folder / f"{number}.xlsx"
        path.write_bytes(render(report(one.result)))
        made.append(one)
        lines = one.model.layout.at[one.model.lines[0].key], one.model.layout.at[one.model.lines[-1].key]
        last = letters(5 + len(one.model.layout.months))
        cells = f"A{lines[0].row + 1}:{last}{lines[1].row + 1}"
        orders.open(path)
        orders.read(f"{one.name} as it stands", "Lines", cells)
        orders.read(f"{one.name} checks", "Checks", "A4:D40")
        for at in ("low", "high"):
            orders.word("Inputs", "D4", at)
            orders.read(f"{one.name} {at}", "Lines", cells)
        orders.word("Inputs", "D4", one.result.case.at)
        for place, value in one.changed.items():
            orders.number("Inputs", own(one, place), value)
        orders.read(f"{one.name} changed", "Lines", cells)
        orders.read(f"{one.name} checks changed", "Checks", "A4:D40")
        for place in one.changed:
            orders.clear("Inputs", own(one, place))
        orders.read(f"{one.name} again", "Lines", cells)
        orders.close()
    return made, orders.carry_out(folder)


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
            ("as it stands", one.result), ("low", one.low), ("high", one.high), ("changed", one.after), ("again", one.result),
        ):  # fmt: skip
            if different := differences(read[f"{one.name} {name}"], result):
                said[f"{one.name} {name}"] = different
    assert not said, yaml.safe_dump(said, width=200)


def test_inputs_were_changed(recalculated: Any) -> None:
    made, _ = recalculated
    for one in made:
        assert one.changed, f"{one.name}: no input could be changed"
        assert one.after.total != one.result.total, one.name


def test_checks_hold_and_say_what_was_changed(recalculated: Any) -> None:
    made, read = recalculated
    for one in made:
        checks = {row[0]: row[3] for row in read[f"{one.name} checks"] if len(row) > 3 and row[3]}
        assert "LOOK" not in checks.values(), (one.name, checks)
        assert checks["The total now is the total that was handed over"] == "ok"
        after = {row[0]: row[3] for row in read[f"{one.name} checks changed"] if len(row) > 3 and row[3]}
        assert after["The total now is the total that was handed over"] == "changed", one.name
        wrong = {said for said, result in after.items() if result == "LOOK"}
        assert all("was worked out for" in said for said in wrong), (one.name, wrong)
