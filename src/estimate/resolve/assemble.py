"""The one place that knows positions: rows are numbered, and their inputs become the lists that the engine reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from estimate.engine import LABEL
from estimate.ground.provenance import Sourced
from estimate.model import RULEBOOK
from estimate.resolve.resolved import Quote, ResolvedScenario
from estimate.resolve.rows import Inputs, MismatchedRows, Row, Rows
from estimate.resolve.scope import Scope
from estimate.schema.correlations import Correlations


def assemble(
    scope: Scope,
    inputs: Inputs,
    found: Rows,
    quotes: Sequence[Quote],
    *,
    today: Sourced | None,
    correlations: Correlations,
    wording: Callable[[], Mapping[str, Any]],
) -> ResolvedScenario:
    """The scenario ready to be computed: `inputs` are those of the whole, and `found` has the rows of each index in their order.

    Raises MismatchedRows where a row has no value for an input of its index, or one that is none of its inputs.
    """
    rows = {index: [row for row in found.rows if row.index == index] for index in RULEBOOK.rows}
    faults = [fault for where, one in _all(inputs, rows) for fault in _faults(where, one)]
    if faults:
        raise MismatchedRows("; ".join(faults))
    clauses = [row.about for row in rows["clause"]]
    return ResolvedScenario(
        scenario=scope.scenario,
        currency=scope.currency,
        as_of=scope.as_of,
        months=scope.months,
        term=scope.term,
        at=scope.at,
        present=scope.present,
        sourced={name: _column(name, inputs, rows) for name in _names(label=False)},
        labels={name: _column(name, inputs, rows) for name in _names(label=True)},
        members=_members(scope, rows),
        parents=_parents(scope, rows),
        items=[row.about for row in rows["item"]],
        charges=[row.about for row in rows["charge"]],
        clauses=[clause.line for clause in clauses],
        cliffs={at: clause.cliff for at, clause in enumerate(clauses) if clause.cliff is not None},
        roles=[row.about for row in rows["role"]],
        unpriced=list({one.id: one for one in reversed(found.unpriced)}.values())[::-1],
        quotes=list(quotes),
        contract_currencies=[row.about for row in rows["team"]],
        wording=wording,
        included=list(found.included),
        exchange=scope.exchange,
        rotas=[row.about for row in rows["queue"]],
        warnings=scope.warnings,
        correlations=correlations,
        today=today,
        catalog=scope.catalog,
    )


@cache
def _names(*, label: bool) -> tuple[str, ...]:
    """The inputs of the model: the labels, or the numbers."""
    inputs = (one for one in RULEBOOK.quantities.values() if one.is_input)
    return tuple(one.name for one in inputs if (one.unit == LABEL) is label)


@cache
def _expected(index: str | None) -> frozenset[str]:
    """The inputs that each row of an index has; None stands for the whole scenario."""
    return frozenset(name for name, one in RULEBOOK.quantities.items() if one.is_input and one.row == index)


def _column(name: str, inputs: Inputs, rows: Mapping[str, Sequence[Row]]) -> list[Any]:
    """The values of an input, one for each row of its index."""
    index = RULEBOOK.quantities[name].row
    return [inputs[name]] if index is None else [row.inputs[name] for row in rows[index]]


def _members(scope: Scope, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    years = [f"year {year + 1}" for year in range(scope.years[-1] + 1)]
    return {"month": list(scope.months), "year": years} | {
        index: [row.name for row in of_index] for index, of_index in rows.items()
    }


def _parents(scope: Scope, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[int]]:
    """For each row, the position of the one that it lies within."""
    positions = {index: {row.at: at for at, row in enumerate(of_index)} for index, of_index in rows.items()}
    parents: dict[str, list[int]] = {"month": list(scope.years)}
    for index, of_index in rows.items():
        outer = RULEBOOK.rows[index]
        parents[index] = [] if outer is None else [positions[outer][row.within] for row in of_index]
    return parents


def _all(inputs: Inputs, rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, tuple[str | None, Inputs]]]:
    """The inputs of the whole scenario and of each row, with the words that say where they are."""
    yield "the scenario", (None, inputs)
    for index, of_index in rows.items():
        for number, row in enumerate(of_index, 1):
            yield f"{index.replace('_', ' ')} {number} ({row.name})", (index, row.inputs)


def _faults(where: str, one: tuple[str | None, Inputs]) -> Iterator[str]:
    """What is missing or surplus in a row, or is a number in the place of a label."""
    index, inputs = one
    expected = _expected(index)
    if expected == inputs.keys():
        return
    yield from (f"{where}: no value for {name}" for name in expected - inputs.keys())
    for name in inputs.keys() - expected:
        quantity = RULEBOOK.quantities.get(name)
        whose = "which no quantity reads" if quantity is None else f"which is no input of a {index or 'scenario'}"
        yield f"{where}: a value for {name}, {whose}"
