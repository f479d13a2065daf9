"""Prices: what one unit costs in a month, after rises, extension and currency, and how many units the contract bills."""

from typing import Any

from estimate.engine import LABEL, ceiling, choose, larger, ratio, smaller
from estimate.model.rulebook import formula, given

E = 2.718281828459045
"""The base of natural logarithms, for the expected length of a call that is rounded up."""
BILLED = (
    "logged_in_hour", "paid_hour", "wage_hour", "seat_month", "contact", "talk_minute", "handled_minute", "resolution",
)  # fmt: skip
"""Everything that the price of agents' work may be for."""


def by_unit(price_unit: Any, otherwise: Any, **special: Any) -> Any:
    """What holds for some units of the price, and what holds for all others."""
    return choose(price_unit, **{unit: special.get(unit, otherwise) for unit in BILLED})


def without_vat(prices_are: Any, vat_included: Any, money: Any) -> Any:
    """An amount of the contract's prices without the value-added tax that they may hold: gross / (1 + rate)."""
    return choose(prices_are, net=money, gross=money / (1 + vat_included))


given(
    "price_unit",
    over=("queue",),
    unit=LABEL,
    doc="What the price is for: an hour, a seat, a contact, a minute, a wage.",
)
given(
    "base_rate",
    over=("queue",),
    unit="price",
    doc="Price of one unit in the contract's currency, from the card or the quote.",
)
given(
    "support_type_factor", over=("queue",), unit="factor", doc="This kind of support against the kind the price is for."
)
given(
    "carried_by",
    over=("queue",),
    unit=LABEL,
    doc="What carries the price to the start: the growth of wages (wages) for an older price of a card, or nothing (nothing).",
)
given(
    "price_growth",
    over=("queue",),
    unit="share/year",
    doc="Growth of the wages of the place, where a card's price in their currency is older than the start; else 0.",
)
given(
    "growth_followed",
    over=("queue",),
    unit="share",
    doc="Share of the growth of wages that the price follows: all of it for a wage.",
)
given("price_years", over=("queue",), unit="year", doc="Years from the date of the card's price to the start.")
given(
    "minute_rounding",
    over=("queue",),
    unit=LABEL,
    doc="Whether each call is billed exactly (exact), rounded up (up), or rounded up as one of the mean length (equal).",
)
given("rounding_minutes", over=("queue",), unit="minute", doc="Each call is billed up to the next multiple of this.")
given(
    "after_call_minutes", over=("queue",), unit="minute/contact", doc="Minutes billed for each call after it has ended."
)
given(
    "risen_by",
    over=("team",),
    unit=LABEL,
    doc="Whether the price rises by a fixed escalator (fixed), by an index (index), or as listed year by year (listed).",
)
given(
    "escalator",
    over=("team",),
    unit="share/year",
    doc="Rise of the price at each anniversary, or of the index it follows.",
)
given("escalator_share", over=("team",), unit="share", doc="Share of the index's rise that the price follows.")
given("escalator_floor", over=("team",), unit="share/year", doc="Least rise of the price.")
given("escalator_cap", over=("team",), unit="share/year", doc="Greatest rise of the price.")
given("rises", over=("team", "month"), unit="rise", doc="Rises of the price that have happened.")
given(
    "listed_rise",
    over=("team", "month"),
    unit="factor",
    doc="What the rises listed year by year have made of a first-year price of 1.",
)
given(
    "rate_rises",
    over=("queue",),
    unit=LABEL,
    doc="Whether the queue's price rises with the contract (contract), or as its own list by year says (own).",
)
given(
    "own_rise",
    over=("queue", "month"),
    unit="factor",
    doc="The queue's own price of the contract year against that of the first.",
)
given(
    "extension",
    over=("team",),
    unit=LABEL,
    doc="Whether the price changes once the term is over (changed) or not (none).",
)
given("extension_change", over=("team",), unit="share", doc="Change of the price once the contract's term is over.")
given("extended", over=("team", "month"), unit="share", doc="1 in a month after the contract's term, else 0.")
given(
    "seats_counted",
    over=("team",),
    unit=LABEL,
    doc="Whether a price by the seat counts the agents, or the seats that the contract names.",
)
given("seats", over=("team",), unit="seat", doc="Seats that the contract bills a month, shared by shifts.")
given("exchange_rate", over=("team",), unit="currency", doc="Price of one unit of the contract's currency.")
given(
    "rate_currency",
    over=("queue",),
    unit=LABEL,
    doc="Whether the queue's price is in the contract's currency (contract), or names its own (own).",
)
given(
    "own_exchange_rate", over=("queue",), unit="currency", doc="Price of one unit of the currency of the queue's price."
)
given(
    "currency_clause",
    over=("team",),
    unit=LABEL,
    doc="Whether the contract shares moves of the exchange rate (shared), or leaves them with the client (none).",
)
given(
    "prices_are",
    over=("team",),
    unit=LABEL,
    doc="Whether the contract's prices are without value-added tax (net), or hold it (gross).",
)
given("vat_included", over=("team",), unit="share", doc="Rate of the value-added tax that the contract's prices hold.")
given("reference_rate", over=("team",), unit="currency", doc="Exchange rate that the contract was signed at.")
given("currency_band", over=("team",), unit="share", doc="Moves up to this are shared; what is beyond is the client's.")
given("client_share", over=("team",), unit="share", doc="Share of a move within the band that the client bears.")


@formula(over=("queue",), unit="factor")
def carried_forward(price_growth, growth_followed, price_years):
    """What the growth of wages has made of a card's price by the start: (1 + growth x share followed) ** years."""
    return (1 + price_growth * growth_followed) ** price_years


@formula(over=("queue", "month"), unit="price")
def rate(
    base_rate, carried_by, carried_forward, support_type_factor, rate_rises, own_rise, risen, in_contract_currency
):
    """Price of one unit for this kind of support, in the contract's currency, before the contract's own rises."""
    at_start = base_rate * choose(carried_by, nothing=1, wages=carried_forward)
    return at_start * support_type_factor * choose(rate_rises, contract=1, own=own_rise / risen) * in_contract_currency


@formula(over=("queue",), unit="factor")
def in_contract_currency(rate_currency, own_exchange_rate, billed_exchange_rate):
    """What one unit of the currency of the queue's price is in that of the contract, whose currency clause it is no part of."""
    return choose(rate_currency, contract=1, own=own_exchange_rate / billed_exchange_rate)


@formula(over=("team",), unit="share/year")
def price_rise(risen_by, escalator, escalator_share, escalator_floor, escalator_cap):
    """Rise of the price at each anniversary; that of an index within its floor and cap; none where each year has its own."""
    return choose(
        risen_by,
        fixed=escalator,
        index=smaller(escalator_cap, larger(escalator_floor, escalator * escalator_share)),
        listed=escalator,
    )


@formula(over=("team", "month"), unit="factor")
def risen(risen_by, price_rise, rises, listed_rise):
    """What the contract's rises have made of a price of the first day."""
    steady = (1 + price_rise) ** rises
    return choose(risen_by, fixed=steady, index=steady, listed=listed_rise)


@formula(over=("team",), unit="share")
def exchange_move(currency_clause, exchange_rate, reference_rate):
    """How far the exchange rate has moved from the contract's."""
    return choose(currency_clause, none=0, shared=exchange_rate / reference_rate - 1)


@formula(over=("team",), unit="share")
def shared_move(currency_clause, exchange_move, currency_band):
    """The part of the move that lies within the band."""
    return choose(currency_clause, none=0, shared=larger(0 - currency_band, smaller(currency_band, exchange_move)))


@formula(over=("team",), unit="currency")
def billed_exchange_rate(currency_clause, exchange_rate, reference_rate, client_share, shared_move, exchange_move):
    """Exchange rate at which the contract bills: moves within the band are shared, the rest is the client's."""
    return choose(
        currency_clause,
        none=exchange_rate,
        shared=reference_rate * (1 + client_share * shared_move + (exchange_move - shared_move)),
    )


@formula(over=("team", "month"), unit="factor")
def price_level(risen, extension, extension_change, extended, billed_exchange_rate, prices_are, vat_included):
    """What a price of the first day has become, in the scenario's currency and without value-added tax."""
    level = risen * without_vat(prices_are, vat_included, billed_exchange_rate)
    return choose(extension, none=level, changed=level * (1 + extension_change * extended))


@formula(over=("queue", "month"), unit="seat")
def queue_headcount(headcount, logged_in_hours, team_hours, in_service):
    """The queue's part of the months that the team's heads are employed, by hours."""
    return headcount * in_service * ratio(logged_in_hours, team_hours, 0)


@formula(over=("team", "month"), unit="seat")
def billed_seats(seats_counted, headcount, seats, in_service):
    """Seats that a price by the seat bills: one for each agent, or as many as the contract says where shifts share them."""
    return choose(seats_counted, agents=headcount * in_service, contract=seats * in_service)


@formula(over=("queue", "month"), unit="seat")
def queue_seats(billed_seats, logged_in_hours, team_hours):
    """The queue's part of the seats billed, by hours."""
    return billed_seats * ratio(logged_in_hours, team_hours, 0)


@formula(over=("queue", "month"), unit="minute")
def counted_minutes(price_unit, contact_minutes, talk_share):
    """Length of one call as the price counts it: on the line, or handled."""
    return by_unit(price_unit, contact_minutes, talk_minute=contact_minutes * talk_share)


@formula(over=("queue", "month"), unit="factor")
def rounding_factor(minute_rounding, rounding_minutes, counted_minutes):
    """Billed against counted minutes where each call is rounded up.

    The expected length of an exponentially distributed call of mean m, rounded up to multiples of d: d / (1 - exp(-d / m)).
    Calls that all have the mean length are billed at the next multiple of d.
    """
    rounded = rounding_minutes / (1 - E ** (0 - rounding_minutes / counted_minutes))
    alike = ceiling(counted_minutes / rounding_minutes) * rounding_minutes
    return choose(minute_rounding, exact=1, up=rounded / counted_minutes, equal=alike / counted_minutes)


@formula(over=("queue", "month"), unit="minute")
def billed_minutes(price_unit, talk_minutes, handled_minutes, rounding_factor, staffed_contacts, after_call_minutes):
    """Minutes that a price by the minute bills, rounding and after-call time included; else minutes handled."""
    counted = by_unit(price_unit, handled_minutes, talk_minute=talk_minutes)
    return counted * rounding_factor + staffed_contacts * after_call_minutes


@formula(over=("queue", "month"), unit="unit")
def billed_units(
    price_unit,
    logged_in_hours,
    shrinkage,
    queue_seats,
    staffed_contacts,
    billed_minutes,
    first_contact_resolution,
):
    """What the contract bills, in the unit of its price."""
    return choose(
        price_unit,
        logged_in_hour=logged_in_hours,
        paid_hour=logged_in_hours / (1 - shrinkage),
        wage_hour=logged_in_hours / (1 - shrinkage),
        seat_month=queue_seats,
        contact=staffed_contacts,
        talk_minute=billed_minutes,
        handled_minute=billed_minutes,
        resolution=staffed_contacts * first_contact_resolution,
    )
