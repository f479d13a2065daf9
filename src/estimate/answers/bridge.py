"""Why one option costs less than another: the difference walked step by step, each the change of one group of inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite, isnan
from typing import Any

from estimate.answers.estimate import Estimate
from estimate.engine import LABEL, EngineError, Program, with_changes
from estimate.ground.provenance import Sourced
from estimate.model import RULEBOOK
from estimate.model.week import Week, on_site
from estimate.resolve.inputs_table import STEP_OF, STEP_OF_INDEX, STEPS
from estimate.resolve.resolved import ResolvedScenario

CONTRACT_MONEY = ("termination_fee", "termination_amortized", "deposit")
"""Amounts in the contract's currency that change after its price does."""


def bridge(reference: Estimate, option: Estimate) -> list[tuple[str, float]] | None:
    """What each step adds to the total from reference to option; None where the two have not the same shape.

    What a step adds depends on what has changed before it, so the walk is made from both ends, and each step is the mean of the two:
    the steps sum to the difference of the totals, and with the sides swapped they only change their sign.
    """
    there, back = _walk(reference, option), _walk(option, reference)
    if there is None or back is None:
        return there or (back and [(step, -amount) for step, amount in back])
    return [(step, (ours - theirs) / 2) for (step, ours), (_, theirs) in zip(there, back, strict=True)]


def _walk(reference: Estimate, option: Estimate) -> list[tuple[str, float]] | None:
    """What each step adds where it begins where the one before ended; None where a case between the two has no meaning."""
    queues = matched_queues(reference.case, option.case)
    if queues is None:
        return None
    together = _currency_goes_with_price(reference.case, option.case)
    before, known = reference.one("total_cost"), _content(reference.case)
    found = []
    done: set[str] = set()
    for step in STEPS:
        done.add(step)
        mixed = _mixed(
            reference.case, option.case, queues, done | {"currency"} if together and "price" in done else done
        )
        content = _content(mixed)
        after = before
        if content != known:
            try:
                after = option.one("total_cost") if step == STEPS[-1] else _total(mixed)
            except (EngineError, ArithmeticError):
                return None
        if not isfinite(after):
            return None
        found.append((step, after - before))
        before, known = after, content
    return found


def _content(case: ResolvedScenario) -> tuple[object, ...]:
    """What a total depends on: where it is the same, the total is."""
    return case.inputs(), case.labels, case.parents, [len(members) for members in case.members.values()]


def matched_queues(one: ResolvedScenario, other: ResolvedScenario) -> list[int] | None:
    """For each queue of the first case the other's queue that stands for it: the one of its name, or the next of its kind.

    None where the two have not as many teams, with as many queues of the same kind, over the same months.
    """
    if one.months != other.months or len(one.members["team"]) != len(other.members["team"]):
        return None
    kinds, other_kinds = (
        list(zip(case.teams("queue"), case.labels["attention"], strict=True)) for case in (one, other)
    )
    if sorted(kinds) != sorted(other_kinds):
        return None
    names, left = other.members["queue"], list(range(len(other_kinds)))
    found: dict[int, int] = {}
    for by_name in (True, False):
        for row, kind in enumerate(kinds):
            fitting = (
                at for at in left if other_kinds[at] == kind and (not by_name or names[at] == one.members["queue"][row])
            )
            if row not in found and (at := next(fitting, None)) is not None:
                found[row] = at
                left.remove(at)
    return [found[row] for row in range(len(kinds))]


def differing(
    reference: ResolvedScenario, option: ResolvedScenario, queues: Sequence[int]
) -> Iterator[tuple[str, int, int]]:
    """The inputs on common rows whose value differs, label or number: name, the reference's row, the option's."""
    for name, quantity in RULEBOOK.quantities.items():
        measured = quantity.row == "measure" and reference.labels["measure_of"] == option.labels["measure_of"]
        if not quantity.is_input or not (measured or quantity.row in (None, "team", "queue")):
            continue
        ours: Sequence[Any] = (reference.labels if quantity.unit == LABEL else reference.sourced)[name]
        theirs: Sequence[Any] = (option.labels if quantity.unit == LABEL else option.sourced)[name]
        for row, value in enumerate(ours):
            other = queues[row] if quantity.row == "queue" else row
            if _taken(reference, value) != _taken(option, theirs[other]):
                yield name, row, other


def worth(reference: Estimate, option: ResolvedScenario, name: str, row: int, other: int) -> float | None:
    """What taking over one number from the option would add to the reference's total; None for a label."""
    if RULEBOOK.quantities[name].unit == LABEL:
        return None
    theirs = _taken(option, option.sourced[name][other])
    if theirs is None:
        return None  # has no meaning in the option
    rows = list(reference.values[name])
    rows[row] = theirs
    total = with_changes(reference.program, reference.values, {name: rows}, "total_cost")
    change = float(total) - reference.one("total_cost")
    return change if isfinite(change) else None


def _taken(case: ResolvedScenario, value: Any) -> Any:
    """What a case takes of an input: a number, None where there is none, or what else an input may be."""
    if isinstance(value, Sourced):
        return None if isnan(value.value.likely) else case.of(value.value)
    return [case.of(step.value) for step in value] if isinstance(value, list) else value


def _currency_goes_with_price(one: ResolvedScenario, other: ResolvedScenario) -> bool:
    """Prices in different currencies cannot change before their exchange rates do."""
    return one.contract_currencies != other.contract_currencies


def _mixed(
    reference: ResolvedScenario, option: ResolvedScenario, queues: Sequence[int], taken: set[str]
) -> ResolvedScenario:
    """The reference with some groups of its inputs taken from the option."""
    mixed = replace(
        reference, sourced={}, labels={}, members={}, parents={}, items=[], charges=[], clauses=[], roles=[]
    )
    for index in RULEBOOK.rows:
        if index == "queue":
            mixed.members[index], lists = reference.members[index], option.parents[index]
            mixed.parents[index] = [lists[at] for at in queues] if "price" in taken else reference.parents[index]
        elif index not in ("item", "charge"):
            side = option if STEP_OF_INDEX.get(index) in taken else reference
            mixed.members[index], mixed.parents[index] = side.members[index], side.parents[index]
        if index == "measure" and "fees" in taken:  # those of the option, with the queues that stand for its own
            mixed.parents[index] = [list(queues).index(at) for at in option.parents[index]]
    for index in RULEBOOK.steps:
        mixed.members[index] = reference.members[index]
        mixed.parents[index] = reference.parents.get(index, [])
    kept = {index: _rows_by_step(reference, option, index, taken) for index in ("item", "charge")}
    for index, rows in kept.items():
        mixed.members[index] = [side.members[index][row] for side, row in rows]
        mixed.parents[index] = [side.parents[index][row] for side, row in rows] if index == "item" else []
    for name, quantity in RULEBOOK.quantities.items():
        if not quantity.is_input:
            continue
        field = "labels" if quantity.unit == LABEL else "sourced"
        if quantity.row in kept:
            getattr(mixed, field)[name] = [getattr(side, field)[name][row] for side, row in kept[str(quantity.row)]]
        else:
            step = STEP_OF_INDEX.get(str(quantity.row)) or STEP_OF[name]
            values = getattr(option if step in taken else reference, field)[name]
            by_queue = quantity.row == "queue" and step in taken
            getattr(mixed, field)[name] = [values[at] for at in queues] if by_queue else values
    mixed.labels["week"] = _weeks(reference, option, queues, taken)
    if "currency" in taken and "fees" not in taken:
        _keep_contract_money(mixed, reference)
    return mixed


def _weeks(
    reference: ResolvedScenario, option: ResolvedScenario, queues: Sequence[int], taken: set[str]
) -> list[Week | None]:
    """The weeks of one side's desk on the clock of one side's site."""
    weeks = []
    for row, at in enumerate(queues):
        ours, theirs = reference.labels["week"][row], option.labels["week"][at]
        desk = theirs if "productivity" in taken else ours
        site = theirs if "premiums" in taken else ours
        weeks.append(on_site(desk, site) if desk is not None and site is not None else desk)
    return weeks


def _keep_contract_money(mixed: ResolvedScenario, reference: ResolvedScenario) -> None:
    """Amounts of the reference's contract stay what they are, though the exchange rate is the option's already."""
    rates = zip(reference.sourced["exchange_rate"], mixed.sourced["exchange_rate"], strict=True)
    moved = [_taken(reference, old) / _taken(mixed, new) for old, new in rates]
    for name in CONTRACT_MONEY:
        mixed.sourced[name] = [
            replace(value, value=value.value.scaled(by)) if isinstance(value, Sourced) else value
            for value, by in zip(reference.sourced[name], moved, strict=True)
        ]


def _rows_by_step(
    reference: ResolvedScenario, option: ResolvedScenario, index: str, taken: set[str]
) -> list[tuple[ResolvedScenario, int]]:
    """The items or charges of each step, from the side whose turn it is."""
    rows = []
    for theirs, side, other in ((False, reference, option), (True, option, reference)):
        included = {part for quote in other.quotes for part in quote.includes}
        charged = {entry.id for entry in (*other.items, *other.charges)}
        for row, entry in enumerate(side.items if index == "item" else side.charges):
            step = "inclusions" if entry.part in included and entry.id not in charged else entry.category
            if (step in taken) is theirs:
                rows.append((side, row))
    return rows


def _total(case: ResolvedScenario) -> float:
    program = Program(RULEBOOK, case.structure())
    return float(program.run(case.inputs())["total_cost"][0])
