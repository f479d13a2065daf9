"""Clauses that count volume: a minimum, an overage, a fixed base's contents, and the steps of a volume discount."""

from estimate.engine import LABEL, choose, larger, ratio, smaller, total, where
from estimate.model.prices import without_vat
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


@formula(over=("queue", "month"), unit="price")
def committed_value(in_minimum, charged_units, rate):
    """The units that use up the minimum, at the price of the first day."""
    return choose(in_minimum, yes=charged_units * rate, no=0)


@formula(over=("price_list",), unit="price")
def list_committed_value(committed_value):
    """The term's units that use up the minimum, at the prices of the first day."""
    return total(committed_value)


@formula(over=("price_list",), unit="unit")
def term_committed_units(committed_units):
    """Units that use up the minimum over the term."""
    return total(committed_units)


@formula(over=("clause",), unit="price")
def unit_price(clause_priced, clause_price, list_committed_value, term_committed_units):
    """The clause's price of one unit; where queues have different prices, their average over the term's units."""
    average = ratio(list_committed_value, term_committed_units, clause_price)
    return choose(clause_priced, rate=clause_price, share=clause_price, average=average)


@formula(over=("clause", "month"), unit="money")
def own_price_cost(clause_units, unit_price, price_level, clause_currency, clause_exchange_rate, billed_exchange_rate):
    """The clause's units at the price that the clause gives."""
    exchanged = choose(clause_currency, contract=1, own=clause_exchange_rate / billed_exchange_rate)
    return clause_units * unit_price * exchanged * price_level


@formula(over=("queue", "month"), unit="money")
def stepped_labor(in_steps, queue_labor):
    """The queue's work at the contract's own price, which discount steps are about."""
    return choose(in_steps, yes=queue_labor, no=0)


@formula(over=("price_list", "month"), unit="money")
def list_stepped_labor(stepped_labor):
    """The work of the price list at its own price."""
    return total(stepped_labor)


@formula(over=("clause", "month"), unit="money")
def step_cost(
    clause_kind, clause_priced, clause_units, clause_volume, clause_share, own_price_cost, list_stepped_labor
):
    """What a step takes off the work at the contract's own price: a share of it, or the difference to a lower price."""
    part = list_stepped_labor * ratio(clause_units, clause_volume, 0)
    discount = choose(clause_priced, share=0 - part * clause_share, rate=own_price_cost - part, average=0)
    return choose(
        clause_kind, minimum=0, amount=0, overage=0, unused=0, covered=0, marginal=discount, all_units=discount
    )


@formula(over=("price_list", "month"), unit="share")
def step_share(step_cost, list_stepped_labor):
    """What the steps take off the contract's own price, as a share of it (below zero)."""
    return ratio(total(step_cost), list_stepped_labor, 0)


@formula(over=("queue", "month"), unit="money")
def discounted_labor(in_steps, queue_labor, step_share):
    """The queue's work after discounts."""
    return choose(in_steps, yes=queue_labor * (1 + step_share), no=queue_labor)


@formula(over=("queue", "month"), unit="money")
def coverable_labor(in_base, discounted_labor):
    """The queue's work that the fixed base may cover, at the queue's price after discounts."""
    return choose(in_base, yes=discounted_labor, no=0)


@formula(over=("price_list", "month"), unit="money")
def list_coverable_labor(coverable_labor):
    """The work that the fixed base may cover, of each queue at its price after discounts."""
    return total(coverable_labor)


@formula(over=("clause", "month"), unit="money")
def covered_cost(clause_kind, clause_units, clause_volume, list_coverable_labor):
    """What the fixed base pays for already: the covered units, of each queue in proportion to its volume."""
    credit = 0 - list_coverable_labor * ratio(clause_units, clause_volume, 0)
    return choose(clause_kind, minimum=0, amount=0, overage=0, unused=0, covered=credit, marginal=0, all_units=0)


@formula(over=("price_list", "month"), unit="share")
def covered_share(covered_cost, list_coverable_labor):
    """Share of the work that the fixed base pays for already."""
    return ratio(0 - total(covered_cost), list_coverable_labor, 0)


@formula(over=("queue", "month"), unit="money")
def paid_labor(in_base, discounted_labor, covered_share):
    """What is paid for the queue's work after discounts, beside what the fixed base covers; premiums are taken on this."""
    return choose(in_base, yes=discounted_labor * (1 - covered_share), no=discounted_labor)


@formula(over=("clause", "month"), unit="money")
def discount_cost(step_cost, covered_cost):
    """What the clause takes off the agents' work: a discount, a lower price, or what the fixed base covers."""
    return step_cost + covered_cost


@formula(over=("price_list", "month"), unit="money")
def work_at_own_price(list_stepped_labor, step_cost):
    """The work at the contract's own price, after the steps of a discount."""
    return list_stepped_labor + total(step_cost)


@formula(over=("price_list", "year"), unit="money")
def year_labor(work_at_own_price):
    """The contract year's work at the contract's own price, after the steps of a discount."""
    return total(work_at_own_price)


@formula(over=("clause", "month"), unit="money/unit")
def usual_price(clause_per, work_at_own_price, clause_volume, year_labor, clause_year_volume):
    """What one unit costs without the clause, on average over what the clause counts."""
    return choose(
        clause_per, month=ratio(work_at_own_price, clause_volume, 0), year=ratio(year_labor, clause_year_volume, 0)
    )


@formula(over=("clause", "month"), unit="money")
def overage_cost(clause_kind, clause_priced, clause_units, clause_share, own_price_cost, usual_price):
    """What units beyond the commitment cost more than usual, as the usual price of all stands in the agents' line."""
    usual = clause_units * usual_price
    dearer = choose(clause_priced, share=usual * clause_share, rate=own_price_cost - usual, average=0)
    return choose(clause_kind, minimum=0, amount=0, overage=dearer, unused=0, covered=0, marginal=0, all_units=0)


@formula(over=("team", "month"), unit="price")
def service_amount(
    people_cost,
    overhead_cost,
    margin_cost,
    fixed_cost,
    own_fixed_cost,
    overflow_cost,
    discount_cost,
    term_discount_cost,
    overage_cost,
    billed_exchange_rate,
    prices_are,
    vat_included,
):
    """The vendor's charges after discounts, as the contract's prices are; a commitment in money counts them."""
    charges = people_cost + overhead_cost + margin_cost + fixed_cost + total(own_fixed_cost) + total(overflow_cost)
    discounted = charges + total(discount_cost) + term_discount_cost + total(overage_cost)
    return discounted / without_vat(prices_are, vat_included, billed_exchange_rate)


@formula(over=("queue", "month"), unit="money")
def queue_charge(paid_labor, premium_cost, after_hours_cost, own_fixed_cost):
    """What the vendor charges for the queue, a base fee of its own included."""
    return paid_labor + premium_cost + after_hours_cost + own_fixed_cost


@formula(over=("price_list", "month"), unit="price")
def list_amount(queue_charge, term_discount, overage_cost, billed_exchange_rate, prices_are, vat_included):
    """The charges of the price list after discounts, as the contract's prices are; a queue's commitment in money counts them."""
    discounted = total(queue_charge) * (1 - term_discount) + total(overage_cost)
    return discounted / without_vat(prices_are, vat_included, billed_exchange_rate)


@formula(over=("clause", "month"), unit="price")
def clause_amount(clause_kind, clause_counts, service_amount, list_amount):
    """The month's charges, where the commitment is in money."""
    charged = choose(clause_counts, amount=service_amount, own_amount=list_amount)
    return choose(clause_kind, minimum=0, amount=charged, overage=0, unused=0, covered=0, marginal=0, all_units=0)


@formula(over=("clause", "year"), unit="price")
def clause_year_amount(clause_amount):
    """The contract year's charges, where the commitment is in money."""
    return total(clause_amount)


@formula(over=("clause", "month"), unit="price")
def amount_short(clause_kind, clause_per, clause_due, clause_from, clause_amount, clause_year_amount):
    """What the charges lack to the commitment in money, in the contract's currency."""
    charged = choose(clause_per, month=clause_amount, year=clause_year_amount)
    short = clause_due * larger(0, clause_from - charged)
    return choose(clause_kind, minimum=0, amount=short, overage=0, unused=0, covered=0, marginal=0, all_units=0)


@formula(over=("clause", "month"), unit="money")
def commitment_cost(
    clause_kind, own_price_cost, amount_short, billed_exchange_rate, prices_are, vat_included, overage_cost
):
    """What the clause adds: a commitment that was not used, what use beyond it costs more than usual, or what is given back."""
    return choose(
        clause_kind,
        minimum=own_price_cost,
        amount=amount_short * without_vat(prices_are, vat_included, billed_exchange_rate),
        overage=overage_cost,
        unused=0 - own_price_cost,
        covered=0,
        marginal=0,
        all_units=0,
    )


@formula(over=("clause", "month"), unit="unit")
def clause_quantity(clause_kind, clause_units, amount_short):
    """Units, or the money, that the clause is about."""
    return choose(
        clause_kind,
        minimum=clause_units,
        amount=amount_short,
        overage=clause_units,
        unused=clause_units,
        covered=clause_units,
        marginal=clause_units,
        all_units=clause_units,
    )


@formula(over=("clause", "month"), unit="money")
def clause_cost(discount_cost, commitment_cost):
    """What the clause does to the bill."""
    return discount_cost + commitment_cost
