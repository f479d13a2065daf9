"""Clauses that count volume: a minimum, an overage, a fixed base's contents, and the steps of a volume discount."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.rulebook import formula, given

EDGE = 1 + 1e-9
"""A volume beyond an edge by less than this is at the edge: the 25 seats of three queues may add up to 25.000000000000004."""

given(
    "clause_kind",
    over=("clause",),
    unit=LABEL,
    doc="What the clause does: minimum, amount (a minimum in money), overage, covered, unused (given back), or a discount (marginal, all_units).",
)
given("clause_unit", over=("clause",), unit=LABEL, doc="What the clause counts: hours, seats, contacts, minutes …")
given(
    "clause_counts",
    over=("clause",),
    unit=LABEL,
    doc="Whose units the clause counts: those at the contract's price (price), those of every queue that is priced in its unit"
    " (committed, covered), all work of the team in its unit, or money (amount; own_amount: of one queue).",
)
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
    doc="Whether the clause gives a price (rate), a share of the usual one (share), or takes the average of prices (average).",
)
given(
    "clause_currency",
    over=("clause",),
    unit=LABEL,
    doc="Whether the clause's price is in the contract's currency (contract), or in that of its queue (own).",
)
given(
    "clause_exchange_rate",
    over=("clause",),
    unit="currency",
    doc="Price of one unit of the currency of the clause's price.",
)
given(
    "in_steps",
    over=("queue",),
    unit=LABEL,
    doc="Whether discount steps and overage count the queue (yes); one with a price of its own keeps it (no).",
)
given("in_base", over=("queue",), unit=LABEL, doc="Whether the fixed base covers units of the queue (yes or no).")
given("in_minimum", over=("queue",), unit=LABEL, doc="Whether the queue's units use up the minimum (yes or no).")
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


@formula(over=("queue", "month"), unit="unit")
def stepped_units(in_steps, charged_units):
    """Units that the discount steps and the overage count: those at the contract's own price."""
    return choose(in_steps, yes=charged_units, no=0)


@formula(over=("price_list", "month"), unit="unit")
def list_stepped_units(stepped_units):
    """Units of the price list at its own price."""
    return total(stepped_units)


@formula(over=("queue", "month"), unit="unit")
def coverable_units(in_base, charged_units):
    """Units that the fixed base may cover, at whichever price."""
    return choose(in_base, yes=charged_units, no=0)


@formula(over=("price_list", "month"), unit="unit")
def list_coverable_units(coverable_units):
    """Units of the price list that its fixed base may cover."""
    return total(coverable_units)


@formula(over=("queue", "month"), unit="unit")
def committed_units(in_minimum, charged_units):
    """Units that use up the minimum, at whichever price."""
    return choose(in_minimum, yes=charged_units, no=0)


@formula(over=("price_list", "month"), unit="unit")
def list_committed_units(committed_units):
    """Units of the price list that use up its minimum."""
    return total(committed_units)


@formula(over=("clause", "month"), unit="unit")
def clause_volume(
    clause_counts,
    list_stepped_units,
    list_coverable_units,
    list_committed_units,
    team_hours,
    paid_hours,
    headcount,
    in_service,
    team_staffed_contacts,
    team_minutes,
    team_resolutions,
):
    """The month's volume, in what the clause counts."""
    return choose(
        clause_counts,
        price=list_stepped_units,
        covered=list_coverable_units,
        committed=list_committed_units,
        hours=team_hours,
        paid_hours=paid_hours,
        seats=headcount * in_service,
        contacts=team_staffed_contacts,
        minutes=team_minutes,
        resolutions=team_resolutions,
        amount=0,
        own_amount=0,
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
def clause_from(clause_per, clause_above, in_service, months_served):
    """Where the clause begins, for the part of the month in service or for the months served in the contract year."""
    return choose(clause_per, month=clause_above * in_service, year=clause_above * months_served / 12)


@formula(over=("clause", "month"), unit="unit")
def clause_to(clause_per, clause_up_to, in_service, months_served):
    """Where the next clause of its kind takes over."""
    return choose(
        clause_per,
        month=where(in_service > 0, clause_up_to * in_service, 0),
        year=where(months_served > 0, clause_up_to * months_served / 12, 0),
    )


@formula(over=("clause", "month"), unit="share")
def clause_due(clause_per, in_service, year_ends):
    """Whether a commitment is settled in the month: every month of service, or at the end of the contract year."""
    return choose(clause_per, month=where(in_service > 0, 1, 0), year=year_ends)


@formula(over=("clause", "month"), unit="unit")
def clause_units(clause_kind, clause_due, clause_counted, clause_from, clause_to, clause_volume):
    """Units that the clause is about: committed and not used, used beyond, covered by a fee, or discounted."""
    return choose(
        clause_kind,
        minimum=clause_due * larger(0, clause_from - clause_counted),
        overage=clause_due * larger(0, clause_counted - clause_from),
        unused=clause_due * larger(0, clause_from - clause_counted),
        covered=clause_due * smaller(clause_counted, clause_from),
        marginal=clause_volume * ratio(larger(0, smaller(clause_counted, clause_to) - clause_from), clause_counted, 0),
        all_units=where(
            clause_counted > clause_from * EDGE, where(clause_counted <= clause_to * EDGE, clause_volume, 0), 0
        ),
        amount=0,
    )
