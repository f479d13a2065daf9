"""Workload: how many contacts come, how many people must handle, and how long that takes."""

from estimate.engine import LABEL
from estimate.model.book import formula, given

given("in_service", over=("month",), unit="share", doc="1 in a month of service, 0 in the time before the start.")
given("growth_years", over=("month",), unit="year", doc="Years of growth since the first month.")
given("volume_known", over=("queue",), unit=LABEL, doc="Whether contacts are given (yes), or agents only (no).")
given("contacts_per_month", over=("queue",), unit="contact/month", doc="Contacts in the first month.")
given("growth_per_year", over=("queue",), unit="share/year", doc="Yearly growth of the contacts.")
given("seasonality", over=("queue", "month"), unit="factor", doc="This calendar month against the average month.")
given("automation_share", over=("queue",), unit="share", doc="Share of contacts resolved without a person.")
given("repeat_share", over=("queue",), unit="share", doc="Contacts that come back beyond the forecast's own repeats.")
given("handle_minutes", over=("queue",), unit="minute/contact", doc="Average handle time of one contact.")
given("concurrency", over=("queue",), unit="contact", doc="Contacts that one agent really works at a time.")
given("talk_share", over=("queue",), unit="share", doc="Share of the handle time spent on the line.")
given("first_contact_resolution", over=("queue",), unit="share", doc="Share of contacts resolved the first time.")


@formula(over=("queue", "month"), unit="contact")
def contacts(contacts_per_month, growth_per_year, growth_years, seasonality, in_service):
    """Contacts that come in, with growth and season."""
    return contacts_per_month * (1 + growth_per_year) ** growth_years * seasonality * in_service


@formula(over=("queue", "month"), unit="contact")
def automated_contacts(contacts, automation_share):
    """Contacts that self-service or an AI agent resolves; failed attempts stay with people."""
    return contacts * automation_share


@formula(over=("queue", "month"), unit="contact")
def handled_contacts(contacts, automated_contacts, repeat_share):
    """Contacts that people handle."""
    return (contacts - automated_contacts) * (1 + repeat_share)


@formula(over=("queue", "month"), unit="contact")
def resolved_contacts(handled_contacts, first_contact_resolution):
    """Contacts that people resolve the first time."""
    return handled_contacts * first_contact_resolution


@formula(over=("queue", "month"), unit="hour")
def handling_hours(handled_contacts, handle_minutes, concurrency):
    """Agent hours of pure handling; several chats at a time share an hour."""
    return handled_contacts * handle_minutes / 60 / concurrency
