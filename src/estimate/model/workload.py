"""Workload: how many contacts come, how many people must handle, and how long that takes."""

from estimate.engine import LABEL, choose, larger
from estimate.model.book import formula, given

given(
    "in_service",
    over=("team", "month"),
    unit="share",
    doc="1 in a month of the team's service, 0 before the start and after its contract has ended.",
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
def handled_contacts(front, contacts, automated_contacts, repeat_share):
    """Contacts that people handle."""
    return choose(front, people=contacts, ai=contacts - automated_contacts) * (1 + repeat_share)


@formula(over=("queue", "month"), unit="contact")
def overflow_contacts(overflow, handled_contacts, overflow_above):
    """Contacts above those of the dedicated team, handled by agents whom the vendor shares among clients."""
    return choose(overflow, none=0, shared=larger(0, handled_contacts - overflow_above))


@formula(over=("queue", "month"), unit="contact")
def staffed_contacts(overflow, handled_contacts, overflow_contacts):
    """Contacts that the team's own agents handle."""
    return choose(overflow, none=handled_contacts, shared=handled_contacts - overflow_contacts)


@formula(over=("queue", "month"), unit="contact")
def resolved_contacts(handled_contacts, first_contact_resolution):
    """Contacts that people resolve the first time."""
    return handled_contacts * first_contact_resolution


@formula(over=("queue", "month"), unit="hour")
def handling_hours(staffed_contacts, contact_minutes, concurrency):
    """Agent hours of pure handling; several chats at a time share an hour."""
    return staffed_contacts * contact_minutes / 60 / concurrency
