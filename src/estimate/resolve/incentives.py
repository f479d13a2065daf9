"""Resolving service credits and bonuses: what is measured, how it is expected to be, and the steps of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.model.incentives import CreditTerms
from estimate.resolve.scope import NOT_APPLICABLE, CaseBuilder, Path
from estimate.schema.incentives import BonusStep, CreditStep, Measure, ServiceCredits
from estimate.schema.team import Team

PLANNED = ("service_level", "answer_rate", "abandonment")
"""What the planned agents' service says; all else is given."""


def add_credits(build: CaseBuilder, place: Path, team: Team) -> None:
    """The team's credits and a row for each measure; one of a queue has a row for each group in which it is staffed."""
    terms, at = team.pricing.service_credits, (*place, "service_credits")
    build.label("credit_clause", "agreed" if terms else "none")
    if terms is None:
        build.label("scored", "no")
        build.label("credit_terms", None)
        build.put("at_risk", NOT_APPLICABLE)
        return
    build.label("scored", "yes" if terms.credits or terms.bonuses else "no")
    build.label("credit_terms", _steps(build, terms.credits, terms.bonuses))
    at_risk = ("fees", "contract", "at_risk_share")
    build.put("at_risk", build.need("at_risk", terms.at_risk, (*at, "at_risk"), at_risk))
    if not terms.measures:
        _the_service_level(build, at, team, terms)
    for position, measure in enumerate(terms.measures):
        _measure(build, (*at, "measures", position), team, measure)


def _the_service_level(build: CaseBuilder, at: Path, team: Team, terms: ServiceCredits) -> None:
    """The one measure of credits that name none: the service level of all live queues."""
    _row(build, _first_queue(build, team), "service_level", "team", Measure(measure="service_level"))
    expected = build.given(terms.expected_level, (*at, "expected_level"), "share")
    _levels(build, expected, _spread(build, terms.spread, (*at, "spread")))


def _measure(build: CaseBuilder, at: Path, team: Team, measure: Measure) -> None:
    first = _first_queue(build, team)
    positions = [position for position, _ in team.groups(build.case.at)]
    rows, over = [first], "team"
    if measure.queue is not None:
        names = [queue.name or queue.channel.replace("_", " ") for queue in team.queues]
        if measure.queue not in names:
            build.problem((*at, "queue"), f"is no queue of the team ({did_you_mean(measure.queue, names)})")
            return
        queue = names.index(measure.queue)
        rows, over = [first + row for row, position in enumerate(positions) if position == queue], "queue"
    expected, spelled = measure.expected, (*at, "expected")
    quality = build.case.scenario.quality
    if expected is None and measure.measure == "satisfaction" and quality is not None:
        expected, spelled = quality.satisfaction, ("quality", "satisfaction")
    if expected is None and measure.measure not in PLANNED:
        message = f"no staffing says what {measure.measure} will be (give expected, such as 88%)"
        build.problem(at, message)
    if measure.spread is None and measure.measure != "service_level":
        message = (
            f"needs spread, the standard deviation of {measure.measure.replace('_', ' ')} from month to month "
            "(take it from the vendor's reports; 0 is a month like any other)"
        )
        build.problem(at, message)
    parts = len(rows) if not measure.has_steps else 1
    for row in rows:
        _row(build, row, measure.measure, over, measure, parts, at)
        spread = measure.spread
        sourced = (
            _spread(build, spread, (*at, "spread"))
            if measure.measure == "service_level"
            else build.given(spread, (*at, "spread"), "share")
        )
        _levels(build, build.given(expected, spelled, "share"), sourced)


def _first_queue(build: CaseBuilder, team: Team) -> int:
    """The row of the team's first queue, which has been added last of all teams so far."""
    return len(build.case.members["queue"]) - len(team.groups(build.case.at))


def _row(build: CaseBuilder, queue: int, name: str, over: str, measure: Measure, parts: int = 1, at: Path = ()) -> None:
    build.member("measure", name.replace("_", " "), queue)
    build.label("measure_of", name)
    build.label("measured_over", over)
    build.label("stepped", "own" if measure.has_steps else "score")
    build.label("measure_steps", _steps(build, measure.credits, measure.bonuses))
    weight = None if measure.weight is None else measure.weight.scaled(1 / parts)
    build.term("measure_weight", weight, (*at, "weight"), 1 / parts)


def _levels(build: CaseBuilder, expected: Sourced | None, spread: Sourced | None) -> None:
    build.label("level_said", "given" if expected else "planned")
    build.put("expected_level", expected or NOT_APPLICABLE)
    build.put("level_spread", spread or NOT_APPLICABLE)


def _spread(build: CaseBuilder, spread: Range | None, at: Path) -> Sourced | None:
    return build.need("level_spread", spread, at, ("fees", "contract", "service_level_spread"))


def _steps(build: CaseBuilder, due: Sequence[CreditStep], paid: Sequence[BonusStep]) -> CreditTerms:
    """Steps with more being better: those of abandonment are on the share that does not hang up."""
    of = build.case.of

    def level(below: Range | None, above: Range | None, mirrored: Range | None) -> float:
        one = below if below is not None else above
        assert one is not None
        return 1 - of(one) if one is mirrored else of(one)

    missed = tuple((level(step.below, step.above, step.above), of(step.credit)) for step in due)
    reached = tuple((level(step.below, step.above, step.below), of(step.bonus)) for step in paid)
    return CreditTerms(missed, reached)
