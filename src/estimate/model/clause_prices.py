"""What the units of a clause cost: its own price, the steps of a discount, what a base fee covers, and what overage adds."""

from estimate.engine import choose, ratio, total
from estimate.model.rulebook import formula


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
