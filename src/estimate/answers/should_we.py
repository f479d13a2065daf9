"""Should we? What an option costs a month against the people of today: how sure the answer is, and while what it holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from estimate.answers.estimate import Estimate
from estimate.answers.returns import bisect
from estimate.answers.sampling import stream_of
from estimate.answers.uncertainty import Simulation, quantile
from estimate.answers.whole_price import PRICES, scaled
from estimate.engine import Changes
from estimate.engine.program import Position
from estimate.ground.ranges import Range
from estimate.ground.records import dataclass
from estimate.ground.shapes import values_at

SURE = 0.9
PROBABLE = 0.7
"""From these shares of the draws on the answer is sure, or probable; between their counterparts it is open."""
FURTHEST = 10.0
"""A limit is looked for up to this multiple of what is taken, or this part of it."""
STEPS = 40
ALONE = 1000
"""Draws of today's cost where it is all that is uncertain."""
COST = "today.cost_per_month"
PRICE, MINUTES = "price", "handle_minutes"


@dataclass(frozen=True)
class Hold:
    """An input moved alone until both sides cost the same: what is taken, and the limit; `factor` is one over the other.

    The answer yes holds below the limit, the answer no above it. `taken` and `limit` are None where several prices of different units move
    together. `low` and `high` are the ends of the input's own range, where there is one number to tell.
    """

    id: str
    paths: tuple[str, ...]
    unit: str
    factor: float
    taken: float | None
    limit: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ShouldWe:
    """The option against today: money in the case's currency, by the average month of service unless it says otherwise.

    `saving` is what the option costs less; its ends are those of 80 % of the draws. `share` is that of the draws in which the option
    costs less, None where nothing was drawn. `answer` is yes, no or open; `sureness` is sure, probable, open, or unknown without draws.
    """

    people: float | None
    today: float
    option: float
    today_total: float
    saving: float
    low: float | None
    high: float | None
    share: float | None
    answer: str
    confidence: str
    holds: tuple[Hold, ...]


def should_we(result: Estimate, simulation: Simulation | None = None) -> ShouldWe | None:
    """Compare an estimate with what the people of today cost; None where the scenario does not say that.

    Today's cost stays what it is over the term, but for growth that the scenario gives: as many more contacts take as many more people.
    """
    cost, asked = result.case.today, result.case.scenario.today
    if cost is None or asked is None:
        return None
    months = result.case.term.length
    term = months * _growth(result)
    today_total = result.case.of(cost.value) * term
    saving = (today_total - result.total) / months
    low = high = share = None
    if simulation is not None:
        savings = sorted(cost * term - total for cost, total in _paired(cost.value, simulation))
        share = math.fsum(1.0 if each > 0 else 0.5 if each == 0 else 0.0 for each in savings) / len(savings)
        low, high = (quantile(savings, at) / months for at in (0.1, 0.9))
    answer, confidence = _answer(saving, share)
    return ShouldWe(
        people=None if asked.people is None else result.case.of(asked.people),
        today=today_total / months,
        option=result.total / months,
        today_total=today_total,
        saving=saving,
        low=low,
        high=high,
        share=share,
        answer=answer,
        confidence=confidence,
        holds=tuple(_holds(result, today_total)),
    )


def _paired(cost: Range, simulation: Simulation) -> Iterator[tuple[float, float]]:
    """What today costs a month and the option's total in each draw; where only today is uncertain, its own draws."""
    if cost.is_point:
        return zip([cost.likely] * simulation.draws, simulation.totals, strict=True)
    count = simulation.asked if simulation.inputs else ALONE
    order = stream_of(simulation.seed, COST, count)
    table = values_at(cost, [(i + 0.5) / count for i in range(count)])
    totals = simulation.totals if simulation.inputs else simulation.totals * count
    return zip((table[at] for at in order), totals, strict=False)  # draws that were stopped are fewer than asked


def _answer(saving: float, share: float | None) -> tuple[str, str]:
    """What may be said: by the draws where there are some, else by the expected saving alone."""
    if share is None:
        return ("yes" if saving > 0 else "no" if saving < 0 else "open"), "unknown"
    decided = max(share, 1 - share)
    confidence = "sure" if decided >= SURE else "probable" if decided >= PROBABLE else "open"
    return ("open" if confidence == "open" else "yes" if share > 0.5 else "no"), confidence


def _growth(result: Estimate) -> float:
    """The average month's contacts against the first's by growth alone, season left out; 1 where no contacts are counted."""
    values, term = result.values, result.case.term
    weights = [a * b for a, b in zip(values["contacts_per_month"], values["periods_per_month"], strict=True)]
    whole = math.fsum(weights)
    if not whole:
        return 1.0
    grown = (
        weight
        * math.fsum(part * (1 + rate) ** years for part, years in zip(term.parts, elapsed[1:], strict=True))
        / term.length
        for weight, rate, elapsed in zip(weights, values["growth_per_year"], values["growth_years"], strict=True)
    )
    return math.fsum(grown) / whole


def _holds(result: Estimate, target: float) -> Iterator[Hold]:
    """The limits of the answer, the price first: the whole price, and the handle time of all contacts."""
    rows = range(len(result.case.members["queue"]))
    changes = scaled(result, 1.0)
    prices = [(name, row) for name in PRICES for row in range(len(changes[name]))]
    if (factor := _factor(result, prices, target, lambda by: scaled(result, by))) is not None:
        yield _price(result, factor)
    minutes = [(MINUTES, row) for row in rows]
    times = result.values[MINUTES]
    if result.volume_known and "workload" in result.case.labels["staffed_by"]:
        factor = _factor(result, minutes, target, lambda by: {MINUTES: [time * by for time in times]})
        if factor is not None:
            yield _minutes(result, factor)


def _factor(
    result: Estimate, places: Sequence[Position], target: float, change: Callable[[float], dict[str, list[float]]]
) -> float | None:
    """By what the inputs at these places are multiplied where the total reaches the target; None: nowhere in reach."""
    after = Changes(result.program, result.values, ["total_cost"]).after

    def gap(by: float) -> float:
        changed = change(by)
        return float(after({(name, row): changed[name][row] for name, row in places}).place("total_cost", 0)) - target

    cheaper = result.one("total_cost") < target
    return bisect(gap, *((1.0, FURTHEST) if cheaper else (1 / FURTHEST, 1.0)), STEPS)


def _price(result: Estimate, factor: float) -> Hold:
    """The price of one unit, averaged over what is charged, where all queues are billed by the same unit."""
    case, values = result.case, result.values
    units = set(case.labels["price_unit"])
    paths = tuple(dict.fromkeys(s.path for s in case.sourced["base_rate"] if not isinstance(s, list) and s.path))
    if len(units) > 1:
        return Hold(PRICE, paths, "", factor, None, None, None, None)
    counts = [math.fsum(row) for row in values["charged_units"]]
    whole = math.fsum(counts)
    weights = [count / whole if whole else 1 / len(counts) for count in counts]
    exchange = values["exchange_rate"]
    team_of = [result.program.row_of("queue", row, "team") for row in range(len(counts))]
    at: dict[str, float] = {}
    for end in (case.at, "low", "high"):
        at[end] = math.fsum(
            weight * getattr(base.value, end) * getattr(by.value, end) * exchange[team]
            for weight, base, by, team in zip(
                weights, case.sourced["base_rate"], case.sourced["support_type_factor"], team_of, strict=True
            )
            if not isinstance(base, list) and not isinstance(by, list)
        )
    taken = at[case.at]
    return Hold(PRICE, paths, units.pop(), factor, taken, taken * factor, at["low"], at["high"])


def _minutes(result: Estimate, factor: float) -> Hold:
    """Handle time of an average contact, in minutes of an agent: several chats at a time share a minute."""
    case, values = result.case, result.values
    counts = [math.fsum(row) for row in values["contacts"]]
    whole = math.fsum(counts)
    found = [one for one in case.sourced[MINUTES] if not isinstance(one, list)]
    paths = tuple(dict.fromkeys(one.path for one in found if one.path))
    low, taken, high = (
        math.fsum(
            count * getattr(one.value, end) / chats
            for count, one, chats in zip(counts, found, values["concurrency"], strict=True)
        )
        / whole
        for end in ("low", case.at, "high")
    )
    return Hold(MINUTES, paths, "minute/contact", factor, taken, taken * factor, low, high)
