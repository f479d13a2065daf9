"""From a validated scenario and the cards to a case: every value found, with its origin, or a problem that says so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any, cast

from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import At, Range, point
from estimate.ground.term import DAYS_PER_MONTH, LONGEST, ServiceTerm, months_to, whole_or_part
from estimate.resolve.doubles import say_doubles
from estimate.resolve.exchange import Exchange
from estimate.resolve.items import add_charges, add_team_items
from estimate.resolve.questions import check_answers, quote_of, wording
from estimate.resolve.scope import CaseBuilder, ResolvedScenario, computed
from estimate.resolve.team import add_team
from estimate.resolve.today import add_today
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
    case = ResolvedScenario(
        scenario=scenario,
        currency=currency or scenario.currency or _home_currency(scenario, catalog),
        as_of=as_of or scenario.as_of or str(frame.data["as_of"]),
        months=("before", *term.months),
        term=term,
        present=present,
        catalog=catalog,
        at=cast("At", at or scenario.at or "expected"),
    )
    build = CaseBuilder(document, catalog, case)
    exchange = Exchange(build)
    _calendar(build, term)
    _frame(build)
    _steps(build, term)
    add_today(build, exchange)
    contracts = []
    for path, team in scenario.each_team():
        if team.answers:
            check_answers(build, path, team.answers)
        terms = add_team(build, exchange, path, team)
        if terms is not None:
            add_team_items(build, exchange, terms, path, team)
            contracts.append(terms)
    if len(contracts) == len(scenario.each_team()):  # else a team without a price is a problem already
        add_charges(build, exchange, contracts)
    say_doubles(build)
    case.quotes.extend(quote_of(build, terms) for terms in contracts if terms.sourcing == "outsourced")
    case.wording = lambda: wording(catalog)
    if scenario.correlations is not None:
        _correlations(build, scenario.correlations)
    return build.finish()


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


def _correlations(build: CaseBuilder, asked: CorrelationsRecord) -> None:
    known = {one.path for rows in build.case.sourced.values() for one in rows if isinstance(one, Sourced) and one.path}

    def found(path: str, *place: str | int) -> str:
        try:
            return matching(path, known)
        except ValueError as error:
            build.problem(("correlations", *place), str(error))
            return path

    groups = [
        tuple(found(path, "together", at, i) for i, path in enumerate(group))
        for at, group in enumerate(asked.together)
        if not isinstance(group, str)
    ]
    build.case.correlations = Correlations(
        named=tuple(group for group in asked.together if isinstance(group, str)),
        together=tuple(groups),
        paths=tuple(found(path, "ranks", "of", i) for i, path in enumerate(asked.ranks.of)) if asked.ranks else (),
        ranks=asked.ranks.matrix if asked.ranks else (),
    )


def _calendar(build: CaseBuilder, term: ServiceTerm) -> None:
    """The time before the start, then each month of service; contract years count the time before into the first.

    Where service starts within a month, the month of an anniversary still belongs to the year that ends in it.
    """
    years = [0, *(max(0, month - term.within) // 12 for month in range(len(term.parts)))]
    for month, name in enumerate(build.case.months):
        build.member("month", name, years[month])
    for year in range(years[-1] + 1):
        build.member("year", f"year {year + 1}")


def _frame(build: CaseBuilder) -> None:
    scenario = build.case.scenario
    build.put(
        "discount_rate",
        build.need("discount_rate", scenario.discount_rate, ("discount_rate",), ("defaults", "discount_rate")),
    )
    contingency: Range = scenario.contingency or point(0)
    build.put("contingency_share", build.given(contingency, ("contingency",), "share"))


def _steps(build: CaseBuilder, term: ServiceTerm) -> None:
    """What the calendar says of each month: in service or before, how much time has passed."""
    service = range(1, len(term.parts) + 1)
    note = "counted from the first month of service"
    anniversaries = (float(max(0, month - 1 - term.within) // 12) for month in service)
    build.put("anniversaries", computed([0, *anniversaries], "year", note))
    build.put("service_month", computed([0, *service], "month", note))
    build.put(
        "months_elapsed", computed([0, *accumulate(term.parts)], "month", "cost falls due at the end of its month")
    )
