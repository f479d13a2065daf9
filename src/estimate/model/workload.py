"""Workload: how many contacts come, how many people must handle, and how long that takes."""

from estimate.engine import LABEL, choose, larger, ratio
from estimate.model.rulebook import formula, given

given(
    "in_service",
    over=("team", "month"),
    unit="share",
    doc="Share of the month in which the team serves: 1, a part where service begins or ends within the month, 0 outside.",
)
given(
    "growth_years",
    over=("queue", "month"),
    unit="year",
    doc="Years of growth since the first month, or since the month of a forecast that is carried on.",
)
given("volume_known", over=("queue",), unit=LABEL, doc="Whether contacts are given (yes), or agents only (no).")
given(
    "contacts_per_month",
    over=("queue",),
    unit="contact/month",
    doc="Contacts given for a month, a week or a day: at first, or on average over a forecast by month.",
)
given(
    "periods_per_month",
    over=("queue",),
    unit="period/month",
    doc="Periods in a month for which contacts are given: one month, 4.348 weeks, or the days open.",
)
given("growth_per_year", over=("queue",), unit="share/year", doc="Yearly growth of the contacts.")
given(
    "seasonality",
    over=("queue", "month"),
    unit="factor",
    doc="This month against the average month, by the season or the forecast.",
)
given("repeat_share", over=("queue",), unit="share", doc="Contacts that come back beyond the forecast's own repeats.")
given("handle_minutes", over=("queue",), unit="minute/contact", doc="Average handle time of one contact.")
given("concurrency", over=("queue",), unit="contact", doc="Contacts that one agent really works at a time.")
given("talk_share", over=("queue",), unit="share", doc="Share of the handle time spent on the line.")
given("first_contact_resolution", over=("queue",), unit="share", doc="Share of contacts resolved the first time.")
given(
    "overflow",
    over=("queue",),
    unit=LABEL,
    doc="Whether contacts above the dedicated team's go to shared agents (shared), or none do.",
)
given("overflow_above", over=("queue",), unit="contact/month", doc="Contacts a month that the dedicated team handles.")


@formula(over=("queue", "month"), unit="contact")
def contacts(contacts_per_month, periods_per_month, growth_per_year, growth_years, seasonality, in_service):
    """Contacts that come in, with growth and season."""
    return contacts_per_month * periods_per_month * (1 + growth_per_year) ** growth_years * seasonality * in_service


@formula(over=("queue", "month"), unit="contact")
def reaching_contacts(front, contacts, automated_contacts, repeat_share):
    """Contacts that reach people: all but those that are resolved without them, and repeats."""
    return choose(front, people=contacts, ai=contacts - automated_contacts) * (1 + repeat_share)


@formula(over=("queue", "month"), unit="contact")
def overflow_contacts(overflow, reaching_contacts, overflow_above, in_service):
    """Contacts above those of the dedicated team, handled by agents whom the vendor shares among clients."""
    return choose(overflow, none=0, shared=larger(0, reaching_contacts - overflow_above * in_service))


@formula(over=("queue", "month"), unit="contact")
def offered_contacts(overflow, reaching_contacts, overflow_contacts):
    """Contacts that come to the team's own agents, those included who hang up."""
    return choose(overflow, none=reaching_contacts, shared=reaching_contacts - overflow_contacts)


@formula(over=("queue", "month"), unit="contact/month")
def offered_rate(offered_contacts, in_service):
    """Contacts that come to the team's own agents in a whole month of service; they set how many agents a part of one needs."""
    return ratio(offered_contacts, in_service, 0)


@formula(over=("queue", "month"), unit="contact")
def abandoned_contacts(waiting, offered_contacts, abandonment):
    """Contacts whose customers hang up before somebody answers."""
    return choose(waiting, endless=0, impatient=offered_contacts * abandonment)


@formula(over=("queue", "month"), unit="contact")
def staffed_contacts(waiting, offered_contacts, abandoned_contacts):
    """Contacts that the team's own agents answer and handle."""
    return choose(waiting, endless=offered_contacts, impatient=offered_contacts - abandoned_contacts)


@formula(over=("queue", "month"), unit="contact")
def handled_contacts(overflow, staffed_contacts, overflow_contacts):
    """Contacts that people handle, the team's own and shared agents."""
    return choose(overflow, none=staffed_contacts, shared=staffed_contacts + overflow_contacts)


@formula(over=("queue", "month"), unit="contact")
def resolved_contacts(handled_contacts, first_contact_resolution):
    """Contacts that people resolve the first time."""
    return handled_contacts * first_contact_resolution


@formula(over=("queue", "month"), unit="hour")
def handling_hours(staffed_contacts, contact_minutes, concurrency):
    """Agent hours of pure handling; several chats at a time share an hour."""
    return staffed_contacts * contact_minutes / 60 / concurrency
