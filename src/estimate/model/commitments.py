"""What is charged, what it lacks to a commitment in money, and what each clause does to the bill."""

from estimate.engine import choose, larger, total
from estimate.model.prices import without_vat
from estimate.model.rulebook import formula


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
