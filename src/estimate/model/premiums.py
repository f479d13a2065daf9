"""Premiums: what expertise, languages, nights, weekends, holidays and overtime add to the agents' price."""

from estimate.engine import LABEL, choose, ratio, total
from estimate.model.book import formula, given

given("expertise_premium", over=("team",), unit="share", doc="Premium for the level of expertise.")
given(
    "language_premium",
    over=("team",),
    unit="share",
    doc="Premium for languages that are not spoken on the site anyway.",
)
given("language_premium_on", over=("team",), unit=LABEL, doc="Whether the language premium is on the wage or the bill.")
given(
    "bilingual_share",
    over=("queue",),
    unit="share",
    doc="Share of the agents who must speak a language beyond the site's own.",
)
given("night_premium", over=("team",), unit="share", doc="Premium for an hour at night.")
given("night_premium_on", over=("team",), unit=LABEL, doc="Whether the night premium is on the wage or the bill.")
given("weekend_premium", over=("team",), unit="share", doc="Premium for an hour at the weekend.")
given("weekend_premium_on", over=("team",), unit=LABEL, doc="Whether the weekend premium is on the wage or the bill.")
given("holiday_premium", over=("team",), unit="share", doc="Premium for an hour on a public holiday.")
given("holiday_premium_on", over=("team",), unit=LABEL, doc="Whether the holiday premium is on the wage or the bill.")
given("public_holidays", over=("team",), unit="day/year", doc="Public holidays of the site in a year.")
given("overtime_premium", over=("team",), unit="share", doc="Premium for an hour of overtime.")
given("overtime_premium_on", over=("team",), unit=LABEL, doc="Whether the overtime premium is on the wage or the bill.")


@formula(over=("team", "month"), unit="money")
def expertise_cost(base_labor, expertise_premium):
    """Premium for skilled or expert agents."""
    return base_labor * expertise_premium


@formula(over=("queue", "month"), unit="hour")
def queue_bilingual_hours(logged_in_hours, bilingual_share):
    """The queue's hours of agents who must speak a language beyond the site's own."""
    return logged_in_hours * bilingual_share


@formula(over=("team", "month"), unit="hour")
def bilingual_hours(queue_bilingual_hours):
    """Hours of agents who must speak a language beyond the site's own."""
    return total(queue_bilingual_hours)


@formula(over=("team", "month"), unit="money")
def language_cost(base_labor, bilingual_hours, team_hours, language_premium, language_premium_on, wage_share):
    """Premium for languages; one on wages is paid on the wage share of the price only."""
    share = ratio(bilingual_hours, team_hours, 0)
    return base_labor * share * language_premium * choose(language_premium_on, wage=wage_share, billing=1)


@formula(over=("team", "month"), unit="hour")
def night_hours(queue_night_hours):
    """Hours on duty at night, on the site's clock."""
    return total(queue_night_hours)


@formula(over=("team", "month"), unit="share")
def night_share(night_hours, team_hours):
    """Share of the hours on duty at night."""
    return ratio(night_hours, team_hours, 0)


@formula(over=("team", "month"), unit="money")
def night_cost(base_labor, night_share, night_premium, night_premium_on, wage_share):
    """Premium for the hours at night."""
    return base_labor * night_share * night_premium * choose(night_premium_on, wage=wage_share, billing=1)


@formula(over=("team", "month"), unit="hour")
def weekend_hours(queue_weekend_hours):
    """Hours on duty at the weekend, on the site's clock."""
    return total(queue_weekend_hours)


@formula(over=("team", "month"), unit="share")
def weekend_share(weekend_hours, team_hours):
    """Share of the hours on duty at the weekend."""
    return ratio(weekend_hours, team_hours, 0)


@formula(over=("team", "month"), unit="money")
def weekend_cost(base_labor, weekend_share, weekend_premium, weekend_premium_on, wage_share):
    """Premium for the hours at the weekend."""
    return base_labor * weekend_share * weekend_premium * choose(weekend_premium_on, wage=wage_share, billing=1)


@formula(over=("team",), unit="share")
def holiday_share(public_holidays):
    """Share of the hours on public holidays, which are taken as spread evenly over the week and the year."""
    return public_holidays / 365.25


@formula(over=("team", "month"), unit="hour")
def holiday_hours(team_hours, holiday_share):
    """Hours on duty on public holidays, spread evenly over the year."""
    return team_hours * holiday_share


@formula(over=("team", "month"), unit="money")
def holiday_cost(base_labor, holiday_share, holiday_premium, holiday_premium_on, wage_share):
    """Premium for the hours on public holidays."""
    return base_labor * holiday_share * holiday_premium * choose(holiday_premium_on, wage=wage_share, billing=1)


@formula(over=("team", "month"), unit="hour")
def overtime_hours(team_hours, overtime_share):
    """Hours worked as overtime."""
    return team_hours * overtime_share


@formula(over=("team", "month"), unit="money")
def overtime_cost(base_labor, overtime_share, overtime_premium, overtime_premium_on, wage_share):
    """Premium for the hours of overtime."""
    return base_labor * overtime_share * overtime_premium * choose(overtime_premium_on, wage=wage_share, billing=1)


@formula(over=("team", "month"), unit="money")
def premium_cost(expertise_cost, language_cost, night_cost, weekend_cost, holiday_cost, overtime_cost):
    """All premiums."""
    return expertise_cost + language_cost + night_cost + weekend_cost + holiday_cost + overtime_cost
