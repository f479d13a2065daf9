"""What differs in the inputs of two estimates after resolution, rates included, and what each difference is worth alone."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, isfinite

from estimate.answers.bridge import differing, matched_queues, worth
from estimate.answers.estimate import Estimate
from estimate.engine import LABEL, with_changes
from estimate.ground.provenance import Basis, Sourced
from estimate.ground.records import dataclass
from estimate.model import RULEBOOK
from estimate.model.week import Week
from estimate.resolve.inputs_table import STEP_OF
from estimate.resolve.resolved import Priced, ResolvedScenario

VARIES = "varies by month"


@dataclass(frozen=True)
class InputDifference:
    """An input that differs: where, both values as words or numbers with how good they are, and what it is worth.

    `worth` is what taking the option's over alone would add to the reference's total; None where it has no meaning alone.
    """

    path: str
    name: str
    member: str
    reference: str | float | None
    option: str | float | None
    unit: str
    worth: float | None
    reference_basis: Basis | None = None
    option_basis: Basis | None = None


def input_differences(reference: Estimate, option: Estimate) -> list[InputDifference]:
    """Every input that differs, worth most first; none of teams and queues where the two are not built alike."""
    found = [*_common(reference, option), *_items(reference, option), *_roles(reference, option)]
    return sorted(found, key=lambda difference: -abs(difference.worth or 0))


def _common(reference: Estimate, option: Estimate) -> Iterator[InputDifference]:
    """The inputs of the whole, of teams and of queues."""
    queues = matched_queues(reference.case, option.case)
    if queues is None:
        return
    for name, row, other in differing(reference.case, option.case, queues):
        quantity = RULEBOOK.quantities[name]
        members = reference.case.members.get(str(quantity.row), [])
        ours, theirs = _said(reference, name, row), _said(option, name, other)
        if ours is None and theirs is None:
            continue
        one, two = _sourced(reference, name, row), _sourced(option, name, other)
        yield InputDifference(
            (two.path if two else "") or name, name, members[row] if members else "", ours, theirs,
            "" if quantity.unit == LABEL else quantity.unit, _worth(reference, option, name, row, other),
            one.origin.basis if one else None, two.origin.basis if two else None,
        )  # fmt: skip


def _worth(reference: Estimate, option: Estimate, name: str, row: int, other: int) -> float | None:
    """What one input is worth alone; a price for another unit or in another currency is worth nothing alone."""
    alike = reference.case.labels["price_unit"] == option.case.labels["price_unit"]
    if STEP_OF[name] in ("price", "currency") and not (
        alike and reference.case.contract_currencies == option.case.contract_currencies
    ):
        return None
    return worth(reference, option.case, name, row, other)


def _sourced(estimate: Estimate, name: str, row: int) -> Sourced | None:
    """Where an input comes from; None for a label."""
    rows = estimate.case.sourced.get(name, [])
    value = rows[row] if rows else None
    return value[-1] if isinstance(value, list) else value


def _said(estimate: Estimate, name: str, row: int) -> str | float | None:
    """An input as a word or a number; None for what is neither."""
    if RULEBOOK.quantities[name].unit == LABEL:
        word = estimate.case.labels[name][row]
        # Two weeks are never the same object; the hours, nights and weekends that they come from are inputs of their own.
        return None if isinstance(word, Week) else word if isinstance(word, str) else "stated" if word else "none"
    sourced = estimate.case.sourced[name][row]
    if isinstance(sourced, list):
        steps = {estimate.case.of(step.value) for step in sourced[1:]}
        return VARIES if len(steps) > 1 else next(iter(steps), None)
    return estimate.case.of(sourced.value) if isfinite(sourced.value.likely) else None


def _items(reference: Estimate, option: Estimate) -> Iterator[InputDifference]:
    """Items, charges and clauses: those with another price, and those that only one side has."""
    for index, number in (("item", "item_price"), ("charge", "charge_price"), ("clause", "clause_price")):
        ours, theirs = _rows(reference.case, index), _rows(option.case, index)
        for identity in dict.fromkeys([*ours, *theirs]):
            one, two = ours.get(identity), theirs.get(identity)
            if one is not None and two is not None and _alike(reference.case, option.case, index, one, two):
                continue
            known, row = (option.case, two) if two is not None else (reference.case, one)
            assert row is not None
            priced = _priced(known, index)[row]
            yield InputDifference(
                priced.id, priced.name, _team(known, index, row),
                None if one is None else _price(reference.case, index, one),
                None if two is None else _price(option.case, index, two),
                str(known.labels[f"{index}_per"][row]), _row_worth(reference, option, index, one, two),
                _basis(reference.case, number, one), _basis(option.case, number, two),
            )  # fmt: skip


def _rows(case: ResolvedScenario, index: str) -> dict[tuple[str, str, int], int]:
    """The members of an index by what they are: id, team, and the how-manieth of these."""
    found: dict[tuple[str, str, int], int] = {}
    for row, priced in enumerate(_priced(case, index)):
        team = str(case.teams(index)[row]) if index != "charge" else ""
        nth = sum(key[:2] == (priced.id, team) for key in found)
        found[priced.id, team, nth] = row
    return found


def _priced(case: ResolvedScenario, index: str) -> list[Priced]:
    return {"item": case.items, "charge": case.charges, "clause": case.clauses}[index]


def _team(case: ResolvedScenario, index: str, row: int) -> str:
    several = len(case.members["team"]) > 1 and index != "charge"
    return case.members["team"][case.teams(index)[row]] if several else ""


def _price(case: ResolvedScenario, index: str, row: int) -> float | None:
    """A price in the currency of the case; a clause that takes a share has that instead."""
    if index == "clause":
        for name in ("clause_price", "clause_share"):
            value = case.sourced[name][row]
            if isinstance(value, Sourced) and isfinite(value.value.likely) and case.of(value.value):
                return case.of(value.value)
        return None
    price, rate = case.sourced[f"{index}_price"][row], case.sourced[f"{index}_exchange_rate"][row]
    assert isinstance(price, Sourced)
    assert isinstance(rate, Sourced)
    return case.of(price.value) * case.of(rate.value)


def _alike(one: ResolvedScenario, other: ResolvedScenario, index: str, row: int, their_row: int) -> bool:
    """Whether two members say the same: counted alike, at one price."""
    ours, theirs = _price(one, index, row), _price(other, index, their_row)
    return ours == theirs and one.labels[f"{index}_per"][row] == other.labels[f"{index}_per"][their_row]


def _row_worth(reference: Estimate, option: Estimate, index: str, one: int | None, two: int | None) -> float | None:
    """What it adds to have an item, to have it no more, or to have it at the option's price."""
    if index == "clause" and one is not None and two is not None:
        return None  # a commitment or a step has no worth apart from the price it is part of
    amount = f"{index}_cost"
    if one is None:
        return fsum(option.values[amount][two or 0])
    if two is None:
        return -fsum(reference.values[amount][one])
    if reference.case.labels[f"{index}_per"][one] != option.case.labels[f"{index}_per"][two]:
        return None
    rate, price = reference.values[f"{index}_exchange_rate"][one], _price(option.case, index, two)
    assert price is not None
    rows = list(reference.values[f"{index}_price"])
    rows[one] = price / rate
    total = with_changes(reference.program, reference.values, {f"{index}_price": rows}, "total_cost")
    return float(total) - reference.one("total_cost")


def _basis(case: ResolvedScenario, number: str, row: int | None) -> Basis | None:
    value = None if row is None else case.sourced[number][row]
    return value.origin.basis if isinstance(value, Sourced) else None


def _roles(reference: Estimate, option: Estimate) -> Iterator[InputDifference]:
    """Roles that one side is charged for and the other has in its price, or does not have."""
    ours, theirs = _charged(reference), _charged(option)
    names = {
        role: name
        for case in (option.case, reference.case)
        for role, name in zip(case.roles, case.members["role"], strict=True)
    }
    for role in dict.fromkeys([*ours, *theirs]):
        one, two = ours.get(role), theirs.get(role)
        if (one is None) != (two is None):
            yield InputDifference(
                f"labor.{role}", names[role], "",
                "in the price" if one is None else "charged",
                "in the price" if two is None else "charged",
                "", (two or 0.0) - (one or 0.0),
            )  # fmt: skip


def _charged(estimate: Estimate) -> dict[str, float]:
    """The roles that cost something, all teams together."""
    sums: dict[str, float] = {}
    for role, amounts in zip(estimate.case.roles, estimate.values["role_cost"], strict=True):
        if any(amounts):
            sums[role] = sums.get(role, 0.0) + fsum(amounts)
    return sums
