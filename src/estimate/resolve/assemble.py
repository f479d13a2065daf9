"""The one place that knows positions: rows are numbered, and their inputs become the lists that the engine reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from estimate.engine import LABEL
from estimate.ground.provenance import Sourced
from estimate.model import RULEBOOK
from estimate.resolve.resolved import Quote, ResolvedScenario, Unpriced
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
    # In the order in which they are found, so that of two inputs from one fact the first gives it its name in reports.
    found_first = (name for _, (_, one) in _all(inputs, rows) for name in one)
    names = dict.fromkeys((*found_first, *(name for index in (None, *rows) for name in sorted(_expected(index)))))
    clauses = [row.about for row in rows["clause"]]
    return ResolvedScenario(
        scenario=scope.scenario,
        currency=scope.currency,
        as_of=scope.as_of,
        months=scope.months,
        term=scope.term,
        at=scope.at,
        present=scope.present,
        sourced={name: _column(name, inputs, rows) for name in names if not _is_label(name)},
        labels={name: _column(name, inputs, rows) for name in names if _is_label(name)},
        members=_members(scope, rows),
        parents=_parents(scope, rows),
        items=[row.about for row in rows["item"]],
        charges=[row.about for row in rows["charge"]],
        clauses=[clause.line for clause in clauses],
        cliffs={at: clause.cliff for at, clause in enumerate(clauses) if clause.cliff is not None},
        roles=[row.about for row in rows["role"]],
        unpriced=_once(found.unpriced),
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


def _once(every: Sequence[Unpriced]) -> list[Unpriced]:
    """Costs without a price, each once, in the order in which they are met."""
    first: dict[str, Unpriced] = {}
    for one in every:
        first.setdefault(one.id, one)
    return list(first.values())


def _is_label(name: str) -> bool:
    return RULEBOOK.quantities[name].unit == LABEL


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
    """What is missing or surplus in a row, or is a number where the model has a label, or a word where it has a number."""
    index, inputs = one
    expected = _expected(index)
    yield from (f"{where}: no value for {name}" for name in sorted(expected - inputs.keys()))
    for name, value in inputs.items():
        if name not in expected:
            known = name in RULEBOOK.quantities
            whose = f"which is no input of a {index or 'scenario'}" if known else "which no quantity reads"
            yield f"{where}: a value for {name}, {whose}"
        elif _is_label(name) is isinstance(value, Sourced | list):
            kinds = ("a number", "a label") if _is_label(name) else ("a label", "a number")
            yield f"{where}: {name} is {kinds[0]}, and the model has {kinds[1]}"
