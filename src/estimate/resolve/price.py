"""Resolving prices: of each queue, from the quote or the card, for which unit, in which currency, and from which date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.ground.units import PRICE_UNITS
from estimate.resolve.carried import NO_GROWTH, NO_SHARE, NO_YEARS, Carried, carry
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.listed_rises import own_rise_inputs
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope, switch
from estimate.resolve.terms import (
    BASES,
    BY_PIECE,
    PERIODS,
    ROLE_PARTS,
    SEAT,
    UNIT_OF,
    WAGES,
    Terms,
    any_price,
    card_price,
    trains,
)
from estimate.schema.price_words import MODELS
from estimate.schema.queue import Queue
from estimate.schema.quote import Pricing, QueuePricing
from estimate.schema.team import Team


@dataclass(frozen=True)
class QueuePrice:
    """The price of one queue as the team's clauses see it: of one unit, and the exchange rate of a currency of its own.

    `currency` is the contract's, in which all of a team's queues must be priced, but for those with a currency of their own.
    """

    inputs: Inputs
    price: Sourced | None
    unit: str
    currency: str
    exchange: Sourced | None
    lacks_hour_rate: bool
    """Whether roles and training need an hourly price that the card does not have."""


def queue_prices(
    scope: Scope, path: Path, team: Team, terms: Terms, rises: Sequence[int], paid_hours: Sourced
) -> list[QueuePrice]:
    """The price of each group of the team's queues, in its unit.

    `rises` counts the price rises by each month, and `paid_hours` are those of a full-time person in a month.
    """
    found = [
        _queue_price(scope, path, team, terms, rises, paid_hours, position, queue)
        for position, queue in team.groups(scope.at)
    ]
    if any(one.lacks_hour_rate for one in found):
        message = (
            "roles and training beside a price by the piece need an hourly price, and the card has none"
            " (include them: pricing.includes)"
        )
        scope.problem((*path, "pricing"), message)
    currencies = list(dict.fromkeys(one.currency for one in found))
    if len(currencies) > 1:
        scope.problem(
            (*path, "pricing"),
            f"the card prices these queues in {' and '.join(currencies)} (give pricing.rate, or split the team)",
        )
    if all(queue.pricing for queue in team.queues):
        for key in ("rate", "basis", "rounding_seconds", "rounding", "after_call_minutes"):
            if getattr(team.pricing, key) is not None:
                scope.problem((*path, "pricing", key), "is used by no queue: each has a price of its own", key=True)
    return found


def _queue_price(
    scope: Scope,
    path: Path,
    team: Team,
    terms: Terms,
    rises: Sequence[int],
    paid_hours: Sourced,
    position: int,
    queue: Queue,
) -> QueuePrice:
    place = (*path, "queues", position)
    base, factor, unit, currency, carried = _rate(scope, path, team, terms, queue, place, paid_hours)
    _check_countable(scope, place, queue, unit)
    inputs = own_rise_inputs(scope, place, queue, rises)
    inputs.number("base_rate", base)
    inputs.number("support_type_factor", factor)
    foreign = queue.pricing.currency if queue.pricing and queue.pricing.currency != currency else None
    exchange = exchange_rate(scope, foreign, (*place, "pricing", "currency")) if foreign else None
    inputs["rate_currency"] = "own" if foreign else "contract"
    inputs.number("own_exchange_rate", exchange)
    inputs["price_unit"] = unit
    inputs.add(_minutes(scope, path, team, queue, place, unit))
    shared = queue.overflow
    inputs["overflow"] = "shared" if shared else "none"
    inputs["overflow_unit"] = "handled_minute" if shared and shared.model == "per_minute" else "contact"
    rate, by_hour = _hour_rate(scope, path, team, terms, queue, unit, currency)
    inputs.number("hour_rate", rate)
    both = (carried, by_hour)
    inputs["price_growth"] = next((one.growth for one in both if one.growth is not NO_GROWTH), NO_GROWTH)
    inputs["growth_followed"] = next((one.follows for one in both if one.follows is not NO_SHARE), NO_SHARE)
    inputs["price_years"] = carried.years
    inputs["carried_by"] = "wages" if carried.years is not NO_YEARS else "nothing"
    inputs["hour_rate_years"] = by_hour.years
    return QueuePrice(inputs, _product(base, factor, scope.of), unit, currency, exchange, rate is None)


def _product(base: Sourced | None, factor: Sourced | None, at: Callable[[Range], float]) -> Sourced | None:
    """A base price for this kind of support; `at` says what of the factor's range is taken."""
    if base is None or factor is None:
        return None
    return replace(base, value=base.value.scaled(at(factor.value)))


def _check_countable(scope: Scope, place: Path, queue: Queue, unit: str) -> None:
    """A price by the piece needs pieces to count: zero is no answer where nobody said how many."""
    if unit in ("contact", "resolution") and queue.volume is None:
        scope.problem(place, f"a price per {unit} needs contacts_per_month")
    if unit == "talk_minute" and (queue.channel != "voice" or (queue.talk_share and queue.talk_share.likely == 0)):
        scope.problem(
            place, f"a price per minute on the line has nothing to count in {queue.channel} (use basis: handled_minute)"
        )


def _minutes(scope: Scope, path: Path, team: Team, queue: Queue, place: Path, unit: str) -> Inputs:
    """How a price by the minute counts one call: rounded up or exactly, with the time after it or without."""
    source, at = (queue.pricing, (*place, "pricing")) if queue.pricing else (team.pricing, (*path, "pricing"))
    by_minute = unit in ("talk_minute", "handled_minute")
    for name in ("rounding_seconds", "rounding", "after_call_minutes"):
        if getattr(source, name) is not None and not by_minute:
            scope.problem((*at, name), f"is for a price by the minute, and this one is per {unit}", key=True)
    if by_minute and source.after_call_minutes is not None and queue.volume is None:
        scope.problem((*at, "after_call_minutes"), "is billed for each call, so it needs contacts_per_month", key=True)
    seconds = source.rounding.seconds if source.rounding else source.rounding_seconds
    rounding = seconds if by_minute else None
    equal = source.rounding is not None and source.rounding.lengths == "equal"
    minutes = None if rounding is None else rounding.scaled(1 / 60)
    spelled = (*at, "rounding", "seconds") if source.rounding else (*at, "rounding_seconds")
    after = source.after_call_minutes if by_minute else None
    inputs = Inputs(minute_rounding="exact" if rounding is None else "equal" if equal else "up")
    inputs.number("rounding_minutes", scope.given(minutes, spelled, "minute"))
    inputs["after_call_minutes"] = scope.given_or("after_call_minutes", after, (*at, "after_call_minutes"), 0)
    return inputs


def _rate(
    scope: Scope, path: Path, team: Team, terms: Terms, queue: Queue, place: Path, paid_hours: Sourced
) -> tuple[Sourced | None, Sourced | None, str, str, Carried]:
    """Base rate, factor on it, unit and currency of one queue's price, and what carries it to the start."""
    same = Sourced(point(1), "factor", STRUCTURAL)
    pricing, own = team.pricing, scope.own_currency
    if queue.pricing is not None:
        if terms.model in WAGES:
            message = f"a queue's own price is a vendor's; the team is {terms.model} (split the team)"
            scope.problem((*place, "pricing"), message, key=True)
        unit = _unit(scope, (*place, "pricing"), queue.pricing.model, queue.pricing)
        rate = scope.given(_by_month(queue.pricing), (*place, "pricing", "rate"), unit)
        return rate, same, unit, pricing.currency or own, Carried()
    if pricing.rate is not None:
        unit = _unit(scope, (*path, "pricing"), terms.model, pricing)
        at = (*path, "pricing", *(("bands", 0, "rate") if pricing.bands else ("rate",)))
        rate = scope.given(_by_hour(scope, pricing, terms, paid_hours), at, unit)
        return rate, same, unit, pricing.currency or own, Carried()
    price, factor = card_price(scope, team, terms.card, terms.model, queue.channel)
    at = (*path, "pricing", "rate")
    if price is None:
        has = [model for model in MODELS if any_price(scope, terms.card, model)]
        known = f"the card has {', '.join(has)}" if has else "the card has no price at all"
        scope.problem(
            (*path, "pricing"),
            f"no {terms.model} price for {team.support_type or queue.channel} in {team.region}"
            f" ({known}; or give pricing.rate)",
        )
        return None, None, UNIT_OF[terms.model], own, Carried()
    currency, _, unit = str(price.data["unit"]).partition("/")
    base = scope.fact(at, price.address)
    multiplied = scope.fact((*path, "support_type"), *([factor] if factor else [])) or same
    if terms.model in WAGES:
        unit = UNIT_OF[terms.model]
    elif unit not in PRICE_UNITS:
        scope.problems.append(
            price.document.problem((*price.path, "unit"), f"unknown unit {unit} (one of {', '.join(PRICE_UNITS)})")
        )
    wage = terms.model in WAGES
    carried = carry(scope, at, terms.card, price, base, wage=wage) if base else Carried()
    return base, multiplied, unit, currency, carried


def _unit(scope: Scope, at: Path, model: str, price: Pricing | QueuePricing) -> str:
    """What a given rate is for: the model's usual unit, or the one that its basis says."""
    allowed, usual = BASES.get(model, ()), UNIT_OF[model]
    if price.basis is not None and price.basis not in allowed:
        hint = (
            f"one of {', '.join(allowed)}" if allowed else f"it is for one {usual.replace('_', ' ')}; leave basis out"
        )
        scope.problem((*at, "basis"), f"a {model} price is not for one {price.basis} ({hint})")
        return usual
    by_time = model in WAGES or price.basis in PERIODS or price.basis == SEAT
    return usual if by_time else price.basis or usual


def _hour_rate(
    scope: Scope, path: Path, team: Team, terms: Terms, queue: Queue, unit: str, currency: str
) -> tuple[Sourced | None, Carried]:
    """What an hour of a queue's agents is worth to roles and training where their work is paid by the piece.

    It is the hourly price of the card, with what carries it to the start; one that is paid by time has its own.
    None where the card has none.
    """
    asked = not terms.bare or bool(team.roles) or trains(team)
    needed = asked and ("initial_training" not in terms.includes or not terms.includes >= ROLE_PARTS)
    if unit not in BY_PIECE or not needed:
        return switch(0), Carried()
    price, factor = card_price(scope, team, terms.card, "hourly", queue.channel)
    if price is None:
        return None, Carried()
    same = Sourced(point(1), "factor", STRUCTURAL)
    by = scope.fact((*path, "support_type"), factor) if factor else same
    at = (*path, "pricing", "rate")
    rate = _product(scope.fact(at, price.address), by or same, scope.of)
    carried = carry(scope, at, terms.card, price, rate, wage=False) if rate else Carried()
    return _converted(scope, at, rate, str(price.data["unit"]).partition("/")[0], currency) or NOT_APPLICABLE, carried


def _converted(scope: Scope, place: Path, rate: Sourced | None, other: str, currency: str) -> Sourced | None:
    """The card's rate in the contract's currency."""
    if rate is None or other == currency:
        return rate
    one, two = exchange_rate(scope, other, place), exchange_rate(scope, currency, place)
    if one is None or two is None:
        return rate
    by = scope.of(one.value) / scope.of(two.value)
    return Sourced(rate.value.map(lambda x: x * by), rate.unit, rate.origin, rate.path)


def _by_month(price: Pricing | QueuePricing) -> Range | None:
    """A rate for a week, month or year as one for a month; any other rate as it stands."""
    if price.rate is None or price.basis not in PERIODS:
        return price.rate
    months = PERIODS[price.basis]
    return price.rate if months == 1 else price.rate.map(lambda rate: rate / months)


def _by_hour(scope: Scope, pricing: Pricing, terms: Terms, paid_hours: Sourced) -> Range | None:
    """The same of the team, where a salary is paid by the paid hour."""
    rate = _by_month(pricing)
    if rate is None or terms.model not in WAGES or pricing.basis not in PERIODS:
        return rate
    count = scope.of(paid_hours.value)
    return rate.map(lambda pay: pay / count)
