"""Clauses that count volume: a minimum, an overage, a fixed base's contents, and the steps of a volume discount."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.book import formula, given

given(
    "clause_kind",
    over=("clause",),
    unit=LABEL,
    doc="What the clause does: minimum, overage, covered, or a discount that is marginal or on all_units.",
)
given("clause_unit", over=("clause",), unit=LABEL, doc="What the clause counts: hours, seats, contacts, minutes …")
given("clause_per", over=("clause",), unit=LABEL, doc="Whether the clause counts by the month or by the contract year.")
given("clause_above", over=("clause",), unit="unit", doc="Where the clause begins, in its unit.")
given("clause_up_to", over=("clause",), unit="unit", doc="Where the next clause of its kind takes over.")
given("clause_price", over=("clause",), unit="price", doc="Price of one unit, in the contract's currency.")
given(
    "clause_share", over=("clause",), unit="share", doc="Discount, or what overage costs more, as a share of the price."
)
given(
    "clause_priced",
    over=("clause",),
    unit=LABEL,
    doc="Whether the clause gives a price (rate) or a share of the usual one (share).",
)
given(
    "year_ends",
    over=("team", "month"),
    unit="share",
    doc="1 in the last month of service of each contract year, when commitments by the year are settled; else 0.",
)


@formula(over=("team", "month"), unit="contact")
def team_contacts(handled_contacts):
    """Contacts that people handle for the team."""
    return total(handled_contacts)


@formula(over=("team", "month"), unit="contact")
def team_staffed_contacts(staffed_contacts):
    """Contacts that the team's own agents handle."""
    return total(staffed_contacts)


@formula(over=("queue", "month"), unit="contact")
def staffed_resolutions(staffed_contacts, first_contact_resolution):
    """Contacts that the team's own agents resolve the first time."""
    return staffed_contacts * first_contact_resolution


@formula(over=("team", "month"), unit="contact")
def team_resolutions(staffed_resolutions):
    """Contacts that the team's own agents resolve the first time, all queues."""
    return total(staffed_resolutions)


@formula(over=("team", "month"), unit="minute")
def team_minutes(billed_minutes):
    """Minutes as the contract counts them, all queues."""
    return total(billed_minutes)


@formula(over=("team", "month"), unit="price")
def service_amount(people_cost, overhead_cost, margin_cost, fixed_cost, overflow_cost, billed_exchange_rate):
    """The vendor's charges before any clause, in the contract's currency."""
    charges = people_cost + overhead_cost + margin_cost + fixed_cost + total(overflow_cost)
    return charges / billed_exchange_rate


@formula(over=("clause", "month"), unit="unit")
def clause_volume(
    clause_unit, team_hours, paid_hours, heads, team_staffed_contacts, team_minutes, team_resolutions, service_amount
):
    """The month's volume, in what the clause counts."""
    return choose(
        clause_unit,
        hours=team_hours,
        paid_hours=paid_hours,
        seats=heads,
        contacts=team_staffed_contacts,
        minutes=team_minutes,
        resolutions=team_resolutions,
        amount=service_amount,
    )


@formula(over=("clause", "year"), unit="unit")
def clause_year_volume(clause_volume):
    """The contract year's volume, in what the clause counts."""
    return total(clause_volume)


@formula(over=("team", "year"), unit="month")
def months_served(in_service):
    """Months of service in the contract year; a commitment by the year counts for those."""
    return total(in_service)


@formula(over=("clause", "month"), unit="unit")
def clause_counted(clause_per, clause_volume, clause_year_volume):
    """What has been used against the clause: this month, or this contract year."""
    return choose(clause_per, month=clause_volume, year=clause_year_volume)


@formula(over=("clause", "month"), unit="unit")
def clause_from(clause_per, clause_above, months_served):
    """Where the clause begins, for a month or for the months served in the contract year."""
    return choose(clause_per, month=clause_above, year=clause_above * months_served / 12)


@formula(over=("clause", "month"), unit="unit")
def clause_to(clause_per, clause_up_to, months_served):
    """Where the next clause of its kind takes over."""
    return choose(clause_per, month=clause_up_to, year=clause_up_to * months_served / 12)


@formula(over=("clause", "month"), unit="share")
def clause_due(clause_per, in_service, year_ends):
    """Whether a commitment is settled in the month: every month of service, or at the end of the contract year."""
    return choose(clause_per, month=in_service, year=year_ends)


@formula(over=("clause", "month"), unit="unit")
def clause_units(clause_kind, clause_due, clause_counted, clause_from, clause_to, clause_volume):
    """Units that the clause is about: committed and not used, used beyond, covered by a fee, or discounted."""
    return choose(
        clause_kind,
        minimum=clause_due * larger(0, clause_from - clause_counted),
        overage=clause_due * larger(0, clause_counted - clause_from),
        covered=clause_due * smaller(clause_counted, clause_from),
        marginal=clause_volume * ratio(larger(0, smaller(clause_counted, clause_to) - clause_from), clause_counted, 0),
        all_units=where(clause_counted > clause_from, where(clause_counted <= clause_to, clause_volume, 0), 0),
    )


@formula(over=("clause", "month"), unit="factor")
def clause_price_level(clause_unit, price_level, billed_exchange_rate):
    """How the clause's price has risen; a commitment in money stays what it is."""
    return choose(
        clause_unit,
        hours=price_level,
        paid_hours=price_level,
        seats=price_level,
        contacts=price_level,
        minutes=price_level,
        resolutions=price_level,
        amount=billed_exchange_rate,
    )


@formula(over=("team", "year"), unit="money")
def year_labor(base_labor):
    """The agents' work of the contract year, before premiums."""
    return total(base_labor)


@formula(over=("clause", "month"), unit="money/unit")
def usual_price(clause_per, base_labor, clause_volume, year_labor, clause_year_volume):
    """What one unit costs without the clause, on average over what the clause counts."""
    return choose(clause_per, month=ratio(base_labor, clause_volume, 0), year=ratio(year_labor, clause_year_volume, 0))


@formula(over=("clause", "month"), unit="money")
def own_price_cost(clause_units, clause_price, clause_price_level):
    """The clause's units at the price that the clause gives."""
    return clause_units * clause_price * clause_price_level


@formula(over=("clause", "month"), unit="money")
def discount_cost(clause_kind, clause_priced, clause_units, clause_volume, clause_share, own_price_cost, base_labor):
    """What the clause takes off the agents' work: a discount, a lower price, or what the fixed base covers."""
    part = base_labor * ratio(clause_units, clause_volume, 0)
    discount = choose(clause_priced, share=0 - part * clause_share, rate=own_price_cost - part)
    return choose(clause_kind, minimum=0, overage=0, covered=0 - own_price_cost, marginal=discount, all_units=discount)


@formula(over=("clause", "month"), unit="money")
def commitment_cost(clause_kind, clause_priced, clause_units, clause_share, own_price_cost, usual_price):
    """What the clause adds: a commitment that was not used, or what use beyond it costs more than usual."""
    usual = clause_units * usual_price
    dearer = choose(clause_priced, share=usual * clause_share, rate=own_price_cost - usual)
    return choose(clause_kind, minimum=own_price_cost, overage=dearer, covered=0, marginal=0, all_units=0)


@formula(over=("clause", "month"), unit="money")
def clause_cost(discount_cost, commitment_cost):
    """What the clause does to the bill."""
    return discount_cost + commitment_cost
