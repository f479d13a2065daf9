"""From a validated scenario and the cards to every input of the model: each value found, with its origin, or a problem that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any, cast

from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import At, Range, point
from estimate.ground.term import DAYS_PER_MONTH, LONGEST, ServiceTerm, months_to, whole_or_part
from estimate.resolve.assemble import assemble
from estimate.resolve.contract import Contract
from estimate.resolve.doubles import say_doubles
from estimate.resolve.items import charge_rows, item_rows, months_in_term
from estimate.resolve.questions import check_answers, quote_of, wording
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.rows import Inputs, Row, Rows, joined
from estimate.resolve.scope import Scope, computed
from estimate.resolve.team import team_rows
from estimate.resolve.today import cost_today, derived_inputs
from estimate.schema.correlations import Correlations, matching
from estimate.schema.scenario import Scenario
from estimate.schema.together import CorrelationsRecord


def resolve(
    document: InputFile,
    scenario: Scenario,
    catalog: Catalog,
    *,
    as_of: str | None = None,
    currency: str | None = None,
    present: bool = False,
    at: At | None = None,
) -> ResolvedScenario:
    """Every input of the model for this scenario.

    `as_of`, `currency` and `at` override what the scenario says; `present` is what the company has today. Raises InvalidInput with all problems found: a missing rate,
    a date before the first value, a currency without a rate, an unknown region.
    """
    frame = catalog.entry("defaults")
    assert frame is not None, "rates/defaults.yaml is part of the tool"
    term = _term(document, scenario, frame.data)
    scope = Scope(
        document,
        catalog,
        scenario,
        as_of=as_of or scenario.as_of or str(frame.data["as_of"]),
        currency=currency or scenario.currency or _home_currency(scenario, catalog),
        term=term,
        at=cast("At", at or scenario.at or "expected"),
        present=present,
    )
    inputs, today = _inputs_of_all(scope), cost_today(scope)
    scope = replace(scope, derived=derived_inputs(scope))
    contracts: list[Contract] = []
    parts: list[Rows] = []
    for path, team in scenario.each_team():
        if team.answers:
            check_answers(scope, path, team.answers)
        found = team_rows(scope, path, team)
        if found is not None:
            contract, of_team = found
            parts += [of_team, item_rows(scope, path, team, contract)]
            contracts.append(contract)
    if len(contracts) == len(scenario.each_team()):  # else a team without a price is a problem already
        inputs["months_in_term"] = months_in_term(contracts)
        parts.append(charge_rows(scope, contracts))
    rows = joined(parts)
    say_doubles(scope, rows.added)
    correlations = (
        _correlations(scope, scenario.correlations, rows.rows, inputs) if scenario.correlations else Correlations()
    )
    scope.raise_problems()
    quotes = [quote_of(row, one.terms, rows) for row, one in enumerate(contracts) if one.terms.sourcing == "outsourced"]
    return assemble(
        scope, inputs, rows, quotes, today=today, correlations=correlations, wording=lambda: wording(catalog)
    )


def _term(document: InputFile, scenario: Scenario, usual: Mapping[str, Any]) -> ServiceTerm:
    """From when to when: by a number of months, weeks or days, or by an end; the usual term where nothing is said.

    Raises InvalidInput where the end comes before the start, or the term is longer than any that is estimated.
    """
    start = scenario.start or str(usual["start"])
    if scenario.end is not None:
        length = months_to(start, scenario.end)
        if not 0 < length <= LONGEST:
            message = f"is before the start, {start}" if length <= 0 else f"is more than {LONGEST} months after {start}"
            raise InvalidInput([document.problem(("end",), message)])
    elif (days := scenario.days or 7 * (scenario.weeks or 0)) > 0:
        length = days / DAYS_PER_MONTH
    else:
        length = scenario.months or int(usual["months"])
    return ServiceTerm(start, whole_or_part(length))


def _home_currency(scenario: Scenario, catalog: Catalog) -> str:
    """Without a word from the scenario: the currency in which the first team's region quotes."""
    _, team = scenario.each_team()[0]
    found = catalog.entry(catalog.region(team.region) or "", "currency")
    return str(found.data) if found else "USD"


def _correlations(scope: Scope, asked: CorrelationsRecord, rows: Iterable[Row], inputs: Inputs) -> Correlations:
    """The scenario's correlations, with each path as an input has it; a path that none has is a problem."""
    values = [value for one in (inputs, *(row.inputs for row in rows)) for value in one.values()]
    known = {value.path for value in values if isinstance(value, Sourced) and value.path}

    def found(path: str, *place: str | int) -> str:
        try:
            return matching(path, known)
        except ValueError as error:
            scope.problem(("correlations", *place), str(error))
            return path

    groups = [
        tuple(found(path, "together", at, i) for i, path in enumerate(group))
        for at, group in enumerate(asked.together)
        if not isinstance(group, str)
    ]
    return Correlations(
        named=tuple(group for group in asked.together if isinstance(group, str)),
        together=tuple(groups),
        paths=tuple(found(path, "ranks", "of", i) for i, path in enumerate(asked.ranks.of)) if asked.ranks else (),
        ranks=asked.ranks.matrix if asked.ranks else (),
    )


def _inputs_of_all(scope: Scope) -> Inputs:
    """The inputs of the whole scenario: its discount rate and contingency, and what the calendar says of each month."""
    scenario, term = scope.scenario, scope.term
    contingency: Range = scenario.contingency or point(0)
    address = ("defaults", "discount_rate")
    inputs = Inputs()
    inputs.number("discount_rate", scope.need("discount_rate", scenario.discount_rate, ("discount_rate",), address))
    inputs.number("contingency_share", scope.given(contingency, ("contingency",), "share"))
    service = range(1, len(term.parts) + 1)
    note = "counted from the first month of service"
    anniversaries = (float(max(0, month - 1 - term.within) // 12) for month in service)
    inputs["anniversaries"] = computed([0, *anniversaries], "year", note)
    inputs["service_month"] = computed([0, *service], "month", note)
    passed = [0, *accumulate(term.parts)]
    inputs["months_elapsed"] = computed(passed, "month", "cost falls due at the end of its month")
    return inputs
