"""Resolving service credits and bonuses: what is measured, how it is expected to be, and the steps of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.model.incentives import CreditTerms
from estimate.resolve.rows import Inputs, Row
from estimate.resolve.scope import NOT_APPLICABLE, Path, Scope
from estimate.schema.incentives import BonusStep, CreditStep, Measure
from estimate.schema.team import Team

PLANNED = ("service_level", "answer_rate", "abandonment")
"""What the planned agents' service says; all else is given."""


def credit_inputs(scope: Scope, place: Path, team: Team) -> Inputs:
    """Whether the team's contract has service credits, their steps on one score, and how much is at risk."""
    terms, at = team.pricing.service_credits, (*place, "service_credits")
    if terms is None:
        return Inputs(credit_clause="none", scored="no", credit_terms=None, at_risk=NOT_APPLICABLE)
    inputs = Inputs(
        credit_clause="agreed",
        scored="yes" if terms.credits or terms.bonuses else "no",
        credit_terms=_steps(scope, terms.credits, terms.bonuses),
    )
    at_risk = ("fees", "contract", "at_risk_share")
    inputs.number("at_risk", scope.need("at_risk", terms.at_risk, (*at, "at_risk"), at_risk))
    return inputs


def measure_rows(scope: Scope, place: Path, team: Team, queues: Sequence[Row]) -> list[Row]:
    """A row for each measure of the team's credits; one of a queue has a row for each group in which it is staffed.

    `queues` are the rows of the team's groups. Credits that name no measure are on the service level of all live queues.
    """
    terms, at = team.pricing.service_credits, (*place, "service_credits")
    if terms is None:
        return []
    if not terms.measures:
        expected = scope.given(terms.expected_level, (*at, "expected_level"), "share")
        levels = _levels(expected, _spread(scope, terms.spread, (*at, "spread")))
        return [_row(scope, queues[0], "team", Measure(measure="service_level"), levels)]
    measures = enumerate(terms.measures)
    return [row for i, measure in measures for row in _measure(scope, (*at, "measures", i), team, measure, queues)]


def _measure(scope: Scope, at: Path, team: Team, measure: Measure, queues: Sequence[Row]) -> list[Row]:
    positions = [position for position, _ in team.groups(scope.at)]
    rows, over = list(queues[:1]), "team"
    if measure.queue is not None:
        names = [queue.name or queue.channel.replace("_", " ") for queue in team.queues]
        if measure.queue not in names:
            scope.problem((*at, "queue"), f"is no queue of the team ({did_you_mean(measure.queue, names)})")
            return []
        queue = names.index(measure.queue)
        rows = [row for row, position in zip(queues, positions, strict=True) if position == queue]
        over = "queue"
    expected, spelled = measure.expected, (*at, "expected")
    quality = scope.scenario.quality
    if expected is None and measure.measure == "satisfaction" and quality is not None:
        expected, spelled = quality.satisfaction, ("quality", "satisfaction")
    if expected is None and measure.measure not in PLANNED:
        message = f"no staffing says what {measure.measure} will be (give expected, such as 88%)"
        scope.problem(at, message)
    if measure.spread is None and measure.measure != "service_level":
        message = (
            f"needs spread, the standard deviation of {measure.measure.replace('_', ' ')} from month to month "
            "(take it from the vendor's reports; 0 is a month like any other)"
        )
        scope.problem(at, message)
    parts = len(rows) if not measure.has_steps else 1
    spread = (
        _spread(scope, measure.spread, (*at, "spread"))
        if measure.measure == "service_level"
        else scope.given(measure.spread, (*at, "spread"), "share")
    )
    levels = _levels(scope.given(expected, spelled, "share"), spread)
    return [_row(scope, row, over, measure, levels, parts, at) for row in rows]


def _row(scope: Scope, queue: Row, over: str, measure: Measure, levels: Inputs, parts: int = 1, at: Path = ()) -> Row:
    name = measure.measure
    inputs = Inputs(
        measure_of=name,
        measured_over=over,
        stepped="own" if measure.has_steps else "score",
        measure_steps=_steps(scope, measure.credits, measure.bonuses),
    )
    weight = None if measure.weight is None else measure.weight.scaled(1 / parts)
    inputs["measure_weight"] = scope.given_or("measure_weight", weight, (*at, "weight"), 1 / parts)
    inputs.add(levels)
    return Row("measure", name.replace("_", " "), inputs, within=queue.at)


def _levels(expected: Sourced | None, spread: Sourced | None) -> Inputs:
    inputs = Inputs(level_said="given" if expected else "planned")
    inputs.number("expected_level", expected)
    inputs.number("level_spread", spread)
    return inputs


def _spread(scope: Scope, spread: Range | None, at: Path) -> Sourced | None:
    return scope.need("level_spread", spread, at, ("fees", "contract", "service_level_spread"))


def _steps(scope: Scope, due: Sequence[CreditStep], paid: Sequence[BonusStep]) -> CreditTerms:
    """Steps with more being better: those of abandonment are on the share that does not hang up."""
    of = scope.of

    def level(below: Range | None, above: Range | None, mirrored: Range | None) -> float:
        one = below if below is not None else above
        assert one is not None
        return 1 - of(one) if one is mirrored else of(one)

    missed = tuple((level(step.below, step.above, step.above), of(step.credit)) for step in due)
    reached = tuple((level(step.below, step.above, step.below), of(step.bonus)) for step in paid)
    return CreditTerms(missed, reached)
