"""What kind of fact a value is: on which scale its errors are even, and how far two sources of that kind usually stand apart."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.cards.shelf import Value


@dataclass(frozen=True)
class Scale:
    """A change of numbers after which errors are even, its way back, and whether a number has a place on it."""

    there: Callable[[float], float]
    back: Callable[[float], float]
    holds: Callable[[float], bool]


LOGARITHM = Scale(math.log, math.exp, lambda x: x > 0)
PLAIN = Scale(lambda x: x, lambda x: x, lambda _: True)
ODDS = Scale(lambda x: math.log(x / (1 - x)), lambda x: 1 / (1 + math.exp(-x)), lambda x: 0 < x < 1)


@dataclass(frozen=True)
class Kind:
    """A kind of fact. `spread` is the standard deviation of its sources, on its scale: s0 of the rule."""

    name: str
    scale: Scale
    spread: float


CONVENTION = Kind("law or convention", PLAIN, 0.0)
CALENDAR = Kind("days and hours by law", LOGARITHM, 0.0)
PRICE = Kind("price of agents", LOGARITHM, 0.34)
WAGE = Kind("wage", LOGARITHM, 0.2)
MONEY = Kind("other money", LOGARITHM, 0.6)
TIME = Kind("time", LOGARITHM, 0.5)
COUNT = Kind("count", LOGARITHM, 0.45)
FACTOR = Kind("factor", LOGARITHM, 0.15)
STAND_IN = Kind("law of other countries", LOGARITHM, 0.25)
CHARGE = Kind("charges on a wage", LOGARITHM, 0.22)
PREMIUM = Kind("premium by agreement", LOGARITHM, 0.3)
LEAVERS = Kind("leavers a year", LOGARITHM, 0.2)
GROWTH = Kind("growth a year", LOGARITHM, 0.15)
SHARE = Kind("share of time or contacts", ODDS, 0.1)
PART = Kind("part of a price or of idle time", ODDS, 0.4)
EXCHANGE = Kind("exchange rate", LOGARITHM, 0.0)
KINDS = (
    CONVENTION, CALENDAR, PRICE, WAGE, MONEY, TIME, COUNT, FACTOR, CHARGE, PREMIUM, LEAVERS, GROWTH, SHARE, PART, EXCHANGE, STAND_IN,
)  # fmt: skip

BY_ADDRESS: tuple[tuple[str, Kind], ...] = (
    (r"defaults .*", CONVENTION),  # what an estimate takes where a scenario is silent: a choice, not a measurement
    (r".* channels\.\w+\.(service_level_share|service_level_seconds|response_hours)", CONVENTION),  # promises, chosen
    (r".* channels\.(voice|email|social|back_office)\.concurrency", CONVENTION),  # one at a time
    (r".* (support_types\.general\.rate_factor|expertise\.standard\.premium)", CONVENTION),  # what the others refer to
    (r".* initial_training\.billed_at\.in_house", CONVENTION),  # an hour of training is paid like any other
    (r"(china|japan|united-states) premiums\.night", PREMIUM),  # no law there sets it
    (r"operations labor\.(public_holidays|premiums\.(night|weekend|holiday|overtime))", STAND_IN),
    (r"united-states premiums\.holiday", PREMIUM),
    (r".*premiums\.(night|weekend|holiday|overtime)", CONVENTION),  # law
    (r".*\.minimum_wage", CONVENTION),
    (r".*premiums\.language\w*|.* expertise\.\w+\.premium", PREMIUM),
    (r".*\.(public_holidays|paid_hours_per_fte)", CALENDAR),
    (r".*\.employer_burden", CHARGE),
    (
        r".*\.(wage_share|price_follows_wages|vendor_overhead|vendor_margin|usable_idle_share)|.*billed_at\.outsourced|fees contract\.\w+ share",
        PART,
    ),
    (r".*\.attrition_per_year", LEAVERS),
    (r".*\.(wage_growth|escalator)", GROWTH),
    (r".*\.(wage|in_house) \w+/paid_hour", WAGE),
    (r".* labor\.\w+\.(hourly|monthly|per_contact|per_minute|per_resolution)", PRICE),
    (r"fx .*", EXCHANGE),
    (r"fees .* share|training items\.\w+ share", MONEY),  # a fee that is stated as a part of the contract
)
BY_UNIT: tuple[tuple[str, Kind], ...] = (
    (r"[A-Z]{3}/\w+", MONEY),
    (r"minute/contact|second|month|hour|hour/hire|hour/agent_month|day|hour/month|day/year", TIME),
    (r"agent|contact|unit", COUNT),
    (r"factor", FACTOR),
    (r"share", SHARE),
)


def kind_of(value: Value) -> Kind:
    """The kind by the place of the fact on its card, else by its unit."""
    where = f"{value.card} {value.address}"
    for pattern, kind in BY_ADDRESS:
        if re.fullmatch(pattern, where) or re.fullmatch(pattern, f"{where} {value.unit}"):
            return kind
    return next(kind for pattern, kind in BY_UNIT if re.fullmatch(pattern, value.unit))
