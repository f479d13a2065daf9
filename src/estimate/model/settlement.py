"""Settlement: from the vendor's charges to what is paid, and what the contract's end costs."""

from estimate.engine import ratio, total
from estimate.model.prices import by_unit, without_vat
from estimate.model.rulebook import formula, given

given("vendor_bills", over=("team",), unit="share", doc="1 where a vendor bills the team's labor, 0 in-house.")
given("term_discount", over=("team",), unit="share", doc="Discount for signing the contract's term.")
given(
    "billing_factor",
    over=("team",),
    unit="factor",
    doc="Bills a calendar month: 1, or 1.087 where 28 days are a month.",
)
given("ends_early", over=("team", "month"), unit="share", doc="1 in the last month of a contract ended early, else 0.")
given("notice_paid", over=("team",), unit="month", doc="Months of notice that are paid and not served.")
given("termination_fee", over=("team",), unit="price", doc="Fee for ending early, in the contract's currency.")
given("termination_months", over=("team",), unit="month", doc="Months of charges billed for ending early.")
given("termination_share", over=("team",), unit="share", doc="Share of the remaining charges billed for ending early.")
given(
    "termination_amortized",
    over=("team",),
    unit="price",
    doc="Set-up that the price pays off evenly over the term, in the contract's currency.",
)
given("months_left", over=("team",), unit="month", doc="Months of the term that are left when the contract ends early.")
given("payment_days", over=("team",), unit="day", doc="Days between the bill and its payment.")
given("advance_months", over=("team",), unit="month", doc="Months that are paid in advance.")
given("deposit", over=("team",), unit="price", doc="Deposit held by the vendor, in the contract's currency.")


@formula(over=("team", "month"), unit="money")
def term_discount_cost(
    people_cost, overhead_cost, margin_cost, fixed_cost, own_fixed_cost, overflow_cost, discount_cost, term_discount
):
    """Discount for the contract's term on all charges after other discounts, a negative cost."""
    charges = people_cost + overhead_cost + margin_cost + fixed_cost + total(own_fixed_cost) + total(overflow_cost)
    return 0 - (charges + total(discount_cost)) * term_discount


@formula(over=("queue", "month"), unit="money")
def monthly_charge(price_unit, paid_labor):
    """What is paid for the agents' work where it is billed by the month."""
    return by_unit(price_unit, 0, seat_month=paid_labor)


@formula(over=("team", "month"), unit="money")
def billing_calendar_cost(monthly_charge, fixed_cost, own_fixed_cost, billing_factor):
    """What bills every 28 days add to monthly prices: thirteen bills a year instead of twelve."""
    return (total(monthly_charge) + fixed_cost + total(own_fixed_cost)) * (billing_factor - 1)


@formula(over=("team", "month"), unit="money")
def service_charge(labor, ramp_cost, commitment_cost, billing_calendar_cost):
    """What the vendor charges for the month's service."""
    return labor + total(ramp_cost) + total(commitment_cost) + billing_calendar_cost


@formula(over=("team",), unit="month")
def service_months(in_service):
    """Months of the team's service."""
    return total(in_service)


@formula(over=("team",), unit="money/month")
def average_charge(service_charge, service_months):
    """The vendor's charges in an average month of service."""
    return ratio(total(service_charge), service_months, 0)


@formula(over=("team", "month"), unit="month")
def notice_months_due(ends_early, notice_paid):
    """Months of notice billed after the last month of service."""
    return ends_early * notice_paid


@formula(over=("team", "month"), unit="money")
def notice_cost(notice_months_due, average_charge):
    """Charges for the months of notice that are not served."""
    return notice_months_due * average_charge


@formula(over=("team", "month"), unit="money")
def termination_cost(
    ends_early,
    termination_fee,
    billed_exchange_rate,
    average_charge,
    termination_months,
    termination_share,
    months_left,
    termination_amortized,
    service_months,
    prices_are,
    vat_included,
):
    """What the contract bills for ending early: a fee, months of charges, a share of what was left, set-up not paid off yet.

    Set-up is paid off evenly over the term, so that the months left of all its months are still due.
    """
    not_paid_off = termination_amortized * ratio(months_left, service_months + months_left, 0)
    fees = (termination_fee + not_paid_off) * without_vat(prices_are, vat_included, billed_exchange_rate)
    return ends_early * (fees + average_charge * (termination_months + termination_share * months_left))


@formula(over=("item", "month"), unit="money")
def passed_on_cost(item_cost, item_passed_on):
    """The item, where the vendor buys it and bills it on."""
    return item_cost * item_passed_on


@formula(over=("team", "month"), unit="money")
def vendor_bill(
    service_charge,
    credit_cost,
    bonus_cost,
    initial_training_cost,
    replacement_training_cost,
    notice_cost,
    termination_cost,
    passed_on_cost,
    vendor_bills,
):
    """What the vendor bills for the team."""
    return vendor_bills * (
        service_charge
        + credit_cost
        + bonus_cost
        + initial_training_cost
        + replacement_training_cost
        + notice_cost
        + termination_cost
        + total(passed_on_cost)
    )


@formula(over=("team",), unit="factor")
def payment_factor(advance_months, payment_days, discount_rate):
    """What paying a bill early costs, or paying it late saves, at the discount rate."""
    return (1 + discount_rate) ** (advance_months / 12 - payment_days / 365.25) - 1


@formula(over=("team", "month"), unit="money")
def payment_cost(vendor_bill, payment_factor):
    """The price of money for bills that are paid in advance, or later."""
    return vendor_bill * payment_factor


@formula(over=("team", "month"), unit="money")
def deposit_cost(deposit, billed_exchange_rate, discount_rate, in_service):
    """The price of money for the deposit that the vendor holds, a month's worth."""
    return deposit * billed_exchange_rate * ((1 + discount_rate) ** (1 / 12) - 1) * in_service
