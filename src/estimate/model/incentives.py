"""Service credits and bonuses: what each measure of the service is expected to be, and what the contract's steps make of it."""

import math
from collections.abc import Callable

from estimate.engine import LABEL, choose, ratio, smaller, total
from estimate.ground.records import dataclass
from estimate.model.rulebook import formula, given

given(
    "credit_clause",
    over=("team",),
    unit=LABEL,
    doc="Whether the contract has service credits or bonuses (agreed or none).",
)
given(
    "scored",
    over=("team",),
    unit=LABEL,
    doc="Whether steps are on the weighted score of the measures (yes), or each measure has its own (no).",
)
given("credit_terms", over=("team",), unit=LABEL, doc="The steps of credits and bonuses on the weighted score.")
given("at_risk", over=("team",), unit="share", doc="Most of a month's charges that credits can take.")
given(
    "measure_of",
    over=("measure",),
    unit=LABEL,
    doc="What is measured: service_level, answer_rate, abandonment, quality or satisfaction.",
)
given(
    "measured_over",
    over=("measure",),
    unit=LABEL,
    doc="Whether all of the team is measured (team), or a queue (queue).",
)
given(
    "level_said",
    over=("measure",),
    unit=LABEL,
    doc="Whether the level is given, or what the planned agents give (planned).",
)
given(
    "measure_weight", over=("measure",), unit="factor", doc="Weight of the measure in the score, or of its own steps."
)
given("expected_level", over=("measure",), unit="share", doc="What is measured in an average month, where it is given.")
given(
    "level_spread", over=("measure",), unit="share", doc="Standard deviation of what is measured from month to month."
)
given(
    "stepped",
    over=("measure",),
    unit=LABEL,
    doc="Whether the measure has steps of its own (own), or counts in the score (score).",
)
given("measure_steps", over=("measure",), unit=LABEL, doc="The measure's own steps of credits and bonuses.")


@dataclass(frozen=True)
class CreditTerms:
    """Steps of service credits (a level missed, the share of charges credited) and of bonuses (reached, paid)."""

    credits: tuple[tuple[float, float], ...]
    bonuses: tuple[tuple[float, float], ...]


@formula(over=("queue", "month"), unit="contact")
def waiting_contacts(attention, offered_contacts):
    """Contacts whose customers wait on the line."""
    return choose(attention, live=offered_contacts, deferred=0)


@formula(over=("queue", "month"), unit="contact")
def answered_in_time(service, waiting_contacts, service_level):
    """Contacts of a live queue that the agents on duty answer in time; counted where credits depend on it."""
    return choose(service, told=0, counted=waiting_contacts * service_level)


@formula(over=("queue", "month"), unit="contact")
def answered_contacts(attention, staffed_contacts):
    """Contacts of a live queue that are answered, sooner or later, before their customers hang up."""
    return choose(attention, live=staffed_contacts, deferred=0)


@formula(over=("team", "month"), unit="share")
def planned_level(answered_in_time, waiting_contacts):
    """Share of live contacts that the planned agents answer in time."""
    return ratio(total(answered_in_time), total(waiting_contacts), 1)


@formula(over=("team", "month"), unit="share")
def planned_answer_rate(answered_contacts, waiting_contacts):
    """Share of live contacts that the planned agents answer before their customers hang up."""
    return ratio(total(answered_contacts), total(waiting_contacts), 1)


@formula(over=("queue", "month"), unit="share")
def queue_level(answered_in_time, waiting_contacts):
    """Share of the queue's contacts that the planned agents answer in time."""
    return ratio(answered_in_time, waiting_contacts, 1)


@formula(over=("queue", "month"), unit="share")
def queue_answer_rate(answered_contacts, waiting_contacts):
    """Share of the queue's contacts that the planned agents answer before their customers hang up."""
    return ratio(answered_contacts, waiting_contacts, 1)


@formula(over=("measure", "month"), unit="share")
def measured_level(
    level_said,
    expected_level,
    measured_over,
    measure_of,
    planned_level,
    planned_answer_rate,
    queue_level,
    queue_answer_rate,
):
    """What is measured in an average month: as given, or as the planned agents serve."""
    in_time = choose(measured_over, team=planned_level, queue=queue_level)
    answered = choose(measured_over, team=planned_answer_rate, queue=queue_answer_rate)
    planned = choose(
        measure_of, service_level=in_time, answer_rate=answered, abandonment=1 - answered, quality=0, satisfaction=0
    )
    return choose(level_said, given=expected_level, planned=planned)


@formula(over=("measure", "month"), unit="share")
def attained_level(measure_of, measured_level):
    """What is measured with more being better: of abandonment the share that does not hang up."""
    return choose(
        measure_of,
        service_level=measured_level,
        answer_rate=measured_level,
        abandonment=1 - measured_level,
        quality=measured_level,
        satisfaction=measured_level,
    )


@formula(over=("measure", "month"), unit="share")
def weighted_level(stepped, measure_weight, attained_level):
    """The measure's part of the score, by its weight."""
    return choose(stepped, score=measure_weight * attained_level, own=0)


@formula(over=("measure",), unit="factor")
def score_weight(stepped, measure_weight):
    """Weight of the measure in the score."""
    return choose(stepped, score=measure_weight, own=0)


@formula(over=("measure",), unit="factor")
def weighted_variance(score_weight, level_spread):
    """What the measure adds to the variance of the score, as measures stray independently of each other."""
    return (score_weight * level_spread) ** 2


@formula(over=("team", "month"), unit="share")
def score(weighted_level, score_weight):
    """The weighted mean of what is measured."""
    return ratio(total(weighted_level), total(score_weight), 1)


@formula(over=("team",), unit="share")
def score_spread(weighted_variance, score_weight):
    """Standard deviation of the score from month to month."""
    return ratio(total(weighted_variance) ** 0.5, total(score_weight), 0)


@formula(over=("team", "month"), unit="share", method="the mean over a normal distribution", only=("scored", "yes"))
def score_credit(credit_terms: CreditTerms, score: float, score_spread: float) -> float:
    """Expected credit for the score as a share of the month's charges.

    The month's score is taken as normally distributed around the expected one; each step of the contract counts by the chance
    that the score falls below it.
    """
    return _expected(credit_terms.credits, lambda step: _below(step, score, score_spread))


@formula(over=("team", "month"), unit="share", method="the mean over a normal distribution", only=("scored", "yes"))
def score_bonus(credit_terms: CreditTerms, score: float, score_spread: float) -> float:
    """Expected bonus for the score as a share of the month's charges, by the chance that it reaches each step."""
    return _expected(credit_terms.bonuses, lambda step: 1 - _below(step, score, score_spread))


@formula(over=("measure", "month"), unit="share", method="the mean over a normal distribution", only=("stepped", "own"))
def measure_credit(measure_steps: CreditTerms, attained_level: float, level_spread: float) -> float:
    """Expected credit for what is measured, each step by the chance that the month falls below it (normally distributed)."""
    return _expected(measure_steps.credits, lambda step: _below(step, attained_level, level_spread))


@formula(over=("measure", "month"), unit="share", method="the mean over a normal distribution", only=("stepped", "own"))
def measure_bonus(measure_steps: CreditTerms, attained_level: float, level_spread: float) -> float:
    """Expected bonus for what is measured, by the chance that the month reaches each step."""
    return _expected(measure_steps.bonuses, lambda step: 1 - _below(step, attained_level, level_spread))


@formula(over=("measure", "month"), unit="share")
def credit_on_team(measured_over, measure_weight, measure_credit):
    """The measure's credit as a share of the team's charges, by its weight."""
    return choose(measured_over, team=measure_weight * measure_credit, queue=0)


@formula(over=("measure", "month"), unit="share")
def bonus_on_team(measured_over, measure_weight, measure_bonus):
    """The measure's bonus as a share of the team's charges, by its weight."""
    return choose(measured_over, team=measure_weight * measure_bonus, queue=0)


@formula(over=("measure", "month"), unit="share")
def credit_on_queue(measured_over, measure_weight, measure_credit):
    """The measure's credit as a share of the queue's charges, by its weight."""
    return choose(measured_over, team=0, queue=measure_weight * measure_credit)


@formula(over=("measure", "month"), unit="share")
def bonus_on_queue(measured_over, measure_weight, measure_bonus):
    """The measure's bonus as a share of the queue's charges, by its weight."""
    return choose(measured_over, team=0, queue=measure_weight * measure_bonus)


@formula(over=("team", "month"), unit="share")
def credit_share(credit_clause, at_risk, score_credit, credit_on_team):
    """Expected service credit as a share of the month's charges, never above the amount at risk."""
    return choose(credit_clause, none=0, agreed=smaller(at_risk, score_credit + total(credit_on_team)))


@formula(over=("team", "month"), unit="share")
def bonus_share(score_bonus, bonus_on_team):
    """Expected bonus as a share of the month's charges."""
    return score_bonus + total(bonus_on_team)


@formula(over=("queue", "month"), unit="money")
def queue_credit(credit_clause, queue_charge, at_risk, credit_on_queue):
    """Expected credit for measures of the queue alone, on what it is charged, never above the share at risk."""
    return choose(credit_clause, none=0, agreed=queue_charge * smaller(at_risk, total(credit_on_queue)))


@formula(over=("queue", "month"), unit="money")
def queue_bonus(queue_charge, bonus_on_queue):
    """Expected bonus for measures of the queue alone, on what it is charged."""
    return queue_charge * total(bonus_on_queue)


@formula(over=("team", "month"), unit="money")
def credit_cost(service_charge, credit_share, queue_credit):
    """Expected service credits, a negative cost."""
    return 0 - service_charge * credit_share - total(queue_credit)


@formula(over=("team", "month"), unit="money")
def bonus_cost(service_charge, bonus_share, queue_bonus):
    """Expected bonus for service above the promise."""
    return service_charge * bonus_share + total(queue_bonus)


def _below(step: float, level: float, spread: float) -> float:
    """The chance that a month's level falls below a step."""
    if spread <= 0:
        return float(level < step)
    return 0.5 * (1 + math.erf((step - level) / (spread * math.sqrt(2))))


def _expected(steps: tuple[tuple[float, float], ...], chance: Callable[[float], float]) -> float:
    """The mean of a payment that grows step by step: each step adds what it pays beyond the one before."""
    paid = 0.0
    mean = 0.0
    for step, share in steps:
        mean += (share - paid) * chance(step)
        paid = share
    return mean
