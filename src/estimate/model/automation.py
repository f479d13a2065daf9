"""An AI agent in front of people: what it resolves, what it is billed by, and what it leaves for people."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.rulebook import formula, given

given("front", over=("queue",), unit=LABEL, doc="Who answers first: an AI agent or other self-service (ai), or people.")
given("containment_rate", over=("queue",), unit="share", doc="Share of contacts resolved without a person.")
given(
    "automation_ramp_months",
    over=("queue",),
    unit="month",
    doc="Months until the AI agent resolves its full share.",
)
given("attempted_share", over=("queue",), unit="share", doc="Share of contacts that the AI agent tries first.")
given(
    "residual_aht_factor",
    over=("queue",),
    unit="factor",
    doc="Handle time of the contacts that the AI agent leaves for people, against that of all contacts.",
)
given(
    "ai_per",
    over=("queue",),
    unit=LABEL,
    doc="What the AI agent is billed by: resolution, conversation, minute, or none.",
)
given("ai_price", over=("queue",), unit="price", doc="Price of one unit of the AI agent, in its currency.")
given("ai_exchange_rate", over=("queue",), unit="currency", doc="Price of one unit of the AI price's currency.")
given("ai_minutes", over=("queue",), unit="minute", doc="Minutes of one conversation with the AI agent.")
given("ai_minimum", over=("queue",), unit="price/month", doc="What the AI platform bills in any month, used or not.")


@formula(over=("queue", "month"), unit="share")
def automation_progress(automation_ramp_months, months_elapsed, in_service):
    """How much of its full share the AI agent resolves: rising evenly, on average over the month."""
    return where(in_service > 0, smaller(1, ratio(months_elapsed - in_service / 2, automation_ramp_months, 1)), 0)


@formula(over=("queue", "month"), unit="contact")
def automated_contacts(front, contacts, containment_rate, automation_progress):
    """Contacts that self-service or an AI agent resolves; failed attempts stay with people."""
    return choose(front, people=0, ai=contacts * containment_rate * automation_progress)


@formula(over=("queue", "month"), unit="minute/contact")
def contact_minutes(front, handle_minutes, residual_aht_factor, automation_progress):
    """Handle time of the contacts that reach people: longer where the AI agent takes the easy ones."""
    harder = 1 + (residual_aht_factor - 1) * automation_progress
    return choose(front, people=handle_minutes, ai=handle_minutes * harder)


@formula(over=("queue", "month"), unit="unit")
def ai_units(ai_per, contacts, automated_contacts, attempted_share, ai_minutes):
    """What the AI agent is billed for: what it resolved, or every conversation that it tried."""
    return choose(
        ai_per,
        none=0,
        resolution=automated_contacts,
        conversation=contacts * attempted_share,
        minute=contacts * attempted_share * ai_minutes,
    )


@formula(over=("queue", "month"), unit="money")
def ai_cost(ai_per, ai_units, ai_price, ai_exchange_rate):
    """The AI agent at its price."""
    usage = ai_units * ai_price * ai_exchange_rate
    return choose(ai_per, none=0, resolution=usage, conversation=usage, minute=usage)


@formula(over=("queue", "month"), unit="money")
def ai_minimum_due(ai_per, ai_minimum, ai_exchange_rate, in_service):
    """The AI platform's minimum of the month."""
    due = ai_minimum * ai_exchange_rate * in_service
    return choose(ai_per, none=0, resolution=due, conversation=due, minute=due)


@formula(over=("team", "month"), unit="money")
def ai_minimum_cost(ai_minimum_due, ai_cost):
    """What the AI platform's minimum adds to the use, the use of all queues counted against it."""
    return larger(0, total(ai_minimum_due) - total(ai_cost))
