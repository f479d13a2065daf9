"""Premiums: what expertise, languages, nights, weekends, holidays and overtime add to the agents' price.

A vendor's premium is a share of what is paid for the queue's work, after discounts and without what a fixed base pays for
already. In-house and on an open book premiums are on wages: those for a time on the wage of the hours on duty in it, those for
what people know on the wage of all paid hours, as leave is paid at the higher wage too. Employer charges are not added: they
hold benefits that do not grow with premiums, and several countries free premiums of them.
"""

from typing import Any

from estimate.engine import LABEL, choose, ratio, total
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.model.prices import by_unit
from estimate.model.rulebook import formula, given
from estimate.model.week import Week, dot

given("expertise_premium", over=("team",), unit="share", doc="Premium for the level of expertise.")
given(
    "expertise_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the premium for expertise is paid on top of the queue's price (yes or no).",
)
given(
    "language_premium",
    over=("team",),
    unit="share",
    doc="Premium for languages that are not spoken on the site anyway.",
)
given("language_premium_on", over=("team",), unit=LABEL, doc="Whether the language premium is on the wage or the bill.")
given(
    "language_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the premium for languages is paid on top of the queue's price (yes or no).",
)
given(
    "bilingual_share",
    over=("queue",),
    unit="share",
    doc="Share of the queue's work that needs a language beyond the site's own.",
)
given("night_premium", over=("team",), unit="share", doc="Premium for an hour at night.")
given("night_premium_on", over=("team",), unit=LABEL, doc="Whether the night premium is on the wage or the bill.")
given(
    "night_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the night premium is paid on top of the queue's price (yes or no).",
)
given("weekend_premium", over=("team",), unit="share", doc="Premium for an hour at the weekend.")
given("weekend_premium_on", over=("team",), unit=LABEL, doc="Whether the weekend premium is on the wage or the bill.")
given(
    "weekend_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the weekend premium is paid on top of the queue's price (yes or no).",
)
given("holiday_premium", over=("team",), unit="share", doc="Premium for an hour on a public holiday.")
given("holiday_premium_on", over=("team",), unit=LABEL, doc="Whether the holiday premium is on the wage or the bill.")
given(
    "holiday_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the holiday premium is paid on top of the queue's price (yes or no).",
)
given("public_holidays", over=("team",), unit="day/year", doc="Public holidays of the site in a year.")
given("on_holidays", over=("team",), unit=LABEL, doc="Whether the desk is open or closed on public holidays.")
given("open_days", over=("team",), unit="day/week", doc="Days of the week on which the desk is open.")
given("open_weekdays", over=("team",), unit="day/week", doc="Days from Monday to Friday on which the desk is open.")
given("overtime_premium", over=("team",), unit="share", doc="Premium for an hour of overtime.")
given("overtime_premium_on", over=("team",), unit=LABEL, doc="Whether the overtime premium is on the wage or the bill.")
given(
    "overtime_charged",
    over=("queue",),
    unit=LABEL,
    doc="Whether the overtime premium is paid on top of the queue's price (yes or no).",
)


def _by_piece(price_unit: Any, pieces: Any, hours: Any) -> Any:
    """What holds for a price by the piece, and what for one by time."""
    return by_unit(price_unit, hours, contact=pieces, talk_minute=pieces, handled_minute=pieces, resolution=pieces)


@formula(over=("queue", "month"), unit="money")
def expertise_cost(expertise_charged, price_unit, paid_labor, agent_charge, expertise_premium):
    """Premium for skilled or expert agents: on the price paid, or on the wage of all paid hours."""
    base = by_unit(price_unit, paid_labor, wage_hour=agent_charge)
    return choose(expertise_charged, yes=base * expertise_premium, no=0)


@formula(over=("queue", "month"), unit="unit")
def bilingual_units(billed_units, bilingual_share):
    """Units of the queue's work that need a language beyond the site's own."""
    return billed_units * bilingual_share


@formula(over=("queue", "month"), unit="money")
def language_cost(
    language_charged,
    price_unit,
    paid_labor,
    agent_charge,
    bilingual_share,
    language_premium,
    language_premium_on,
    wage_share,
):
    """Premium for languages on the part of the queue's work that needs them.

    It is on the price paid, or on the wage share of it; in-house on the wage of all paid hours.
    """
    on_price = paid_labor * choose(language_premium_on, wage=wage_share, billing=1)
    base = by_unit(price_unit, on_price, wage_hour=agent_charge)
    return choose(language_charged, yes=base * bilingual_share * language_premium, no=0)


@formula(over=("queue", "month"), unit="share", method="a sum over the hours of the week", only=("attention", "live"))
def live_night_arrivals(week: Week, service_month: float) -> float:
    """Share of a live queue's contacts that come at night on the site's clock."""
    return dot(week.densities, week.night[int(service_month) - 1]) if service_month >= 1 else 0.0


@formula(over=("queue", "month"), unit="share", method="a sum over the hours of the week", only=("attention", "live"))
def live_weekend_arrivals(week: Week, service_month: float) -> float:
    """Share of a live queue's contacts that come at the weekend on the site's clock."""
    return dot(week.densities, week.weekend[int(service_month) - 1]) if service_month >= 1 else 0.0


@formula(over=("queue", "month"), unit="share")
def night_share(price_unit, attention, live_night_arrivals, opening_night_share, queue_night_hours, logged_in_hours):
    """Share of what the price counts that is at night: contacts that come then, or hours on duty then."""
    arrivals = choose(attention, live=live_night_arrivals, deferred=opening_night_share)
    return _by_piece(price_unit, arrivals, ratio(queue_night_hours, logged_in_hours, 0))


@formula(over=("queue", "month"), unit="money")
def night_cost(
    night_charged,
    price_unit,
    paid_labor,
    night_share,
    queue_night_hours,
    rate,
    price_level,
    night_premium,
    night_premium_on,
    wage_share,
):
    """Premium for the nights: on the night's part of the price paid, or on the wage of the hours on duty at night."""
    on_price = paid_labor * night_share * choose(night_premium_on, wage=wage_share, billing=1)
    base = by_unit(price_unit, on_price, wage_hour=queue_night_hours * rate * price_level)
    return choose(night_charged, yes=base * night_premium, no=0)


@formula(over=("team", "month"), unit="hour")
def night_hours(queue_night_hours):
    """Hours on duty at night, on the site's clock."""
    return total(queue_night_hours)


@formula(over=("queue", "month"), unit="share")
def weekend_share(
    price_unit, attention, live_weekend_arrivals, opening_weekend_share, queue_weekend_hours, logged_in_hours
):
    """Share of what the price counts that is at the weekend: contacts that come then, or hours on duty then."""
    arrivals = choose(attention, live=live_weekend_arrivals, deferred=opening_weekend_share)
    return _by_piece(price_unit, arrivals, ratio(queue_weekend_hours, logged_in_hours, 0))


@formula(over=("queue", "month"), unit="money")
def weekend_cost(
    weekend_charged,
    price_unit,
    paid_labor,
    weekend_share,
    queue_weekend_hours,
    rate,
    price_level,
    weekend_premium,
    weekend_premium_on,
    wage_share,
):
    """Premium for the weekends: on their part of the price paid, or on the wage of the hours on duty then."""
    on_price = paid_labor * weekend_share * choose(weekend_premium_on, wage=wage_share, billing=1)
    base = by_unit(price_unit, on_price, wage_hour=queue_weekend_hours * rate * price_level)
    return choose(weekend_charged, yes=base * weekend_premium, no=0)


@formula(over=("team", "month"), unit="hour")
def weekend_hours(queue_weekend_hours):
    """Hours on duty at the weekend, on the site's clock."""
    return total(queue_weekend_hours)


@formula(over=("team",), unit="share")
def holiday_share(on_holidays, public_holidays, open_weekdays, open_days):
    """Share of the work on public holidays: those on days when the desk opens, of all days on which it is open.

    Holidays fall on the days from Monday to Friday, as the law moves them or names such days; each of the five has as many.
    The contacts of a desk that is closed then come on its other days.
    """
    worked = public_holidays * open_weekdays / 5 / (open_days * WEEKS_PER_MONTH * 12)
    return choose(on_holidays, open=worked, closed=0)


@formula(over=("queue", "month"), unit="hour")
def queue_holiday_hours(logged_in_hours, holiday_share):
    """The queue's hours on duty on public holidays, spread evenly over the year."""
    return logged_in_hours * holiday_share


@formula(over=("queue", "month"), unit="money")
def holiday_cost(
    holiday_charged,
    price_unit,
    paid_labor,
    holiday_share,
    queue_holiday_hours,
    rate,
    price_level,
    holiday_premium,
    holiday_premium_on,
    wage_share,
):
    """Premium for public holidays: on their part of the price paid, or on the wage of the hours on duty then."""
    on_price = paid_labor * holiday_share * choose(holiday_premium_on, wage=wage_share, billing=1)
    base = by_unit(price_unit, on_price, wage_hour=queue_holiday_hours * rate * price_level)
    return choose(holiday_charged, yes=base * holiday_premium, no=0)


@formula(over=("team", "month"), unit="hour")
def holiday_hours(queue_holiday_hours):
    """Hours on duty on public holidays."""
    return total(queue_holiday_hours)


@formula(over=("queue", "month"), unit="hour")
def queue_overtime_hours(logged_in_hours, overtime_share):
    """The queue's hours worked as overtime."""
    return logged_in_hours * overtime_share


@formula(over=("queue", "month"), unit="money")
def overtime_cost(
    overtime_charged,
    price_unit,
    paid_labor,
    overtime_share,
    queue_overtime_hours,
    rate,
    price_level,
    overtime_premium,
    overtime_premium_on,
    wage_share,
):
    """Premium for overtime, beside the usual pay: on its part of the price paid, or on the wage of its hours."""
    on_price = paid_labor * overtime_share * choose(overtime_premium_on, wage=wage_share, billing=1)
    base = by_unit(price_unit, on_price, wage_hour=queue_overtime_hours * rate * price_level)
    return choose(overtime_charged, yes=base * overtime_premium, no=0)


@formula(over=("queue", "month"), unit="money")
def premium_cost(expertise_cost, language_cost, night_cost, weekend_cost, holiday_cost, overtime_cost):
    """All premiums on the queue's work."""
    return expertise_cost + language_cost + night_cost + weekend_cost + holiday_cost + overtime_cost
