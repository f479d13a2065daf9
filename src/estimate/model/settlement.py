"""Settlement: from the vendor's charges to what is paid, and what the contract's end costs."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from estimate.engine import LABEL, choose, ratio, total
from estimate.model.book import formula, given
from estimate.model.prices import by_unit, without_vat

given("vendor_bills", over=("team",), unit="share", doc="1 where a vendor bills the team's labor, 0 in-house.")
given("term_discount", over=("team",), unit="share", doc="Discount for signing the contract's term.")
given(
    "billing_factor",
    over=("team",),
    unit="factor",
    doc="Bills a calendar month: 1, or 1.087 where 28 days are a month.",
)
given(
    "credits", over=("team",), unit=LABEL, doc="Whether the contract has service credits or bonuses (agreed or none)."
)
given("credit_terms", over=("team",), unit=LABEL, doc="The steps of the contract's service credits and bonuses.")
given(
    "expected_level",
    over=("team",),
    unit="share",
    doc="Service level expected in an average month; none: what the planned agents give.",
)
given("level_spread", over=("team",), unit="share", doc="Standard deviation of the service level from month to month.")
given("at_risk", over=("team",), unit="share", doc="Most of a month's charges that credits can take.")
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


@dataclass(frozen=True)
class CreditTerms:
    """Steps of service credits (a level missed, the share of charges credited) and of bonuses (reached, paid)."""

    credits: tuple[tuple[float, float], ...]
    bonuses: tuple[tuple[float, float], ...]


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


@formula(over=("queue", "month"), unit="contact")
def waiting_contacts(attention, offered_contacts):
    """Contacts whose customers wait on the line."""
    return choose(attention, live=offered_contacts, deferred=0)


@formula(over=("queue", "month"), unit="contact")
def answered_in_time(service, waiting_contacts, service_level):
    """Contacts of a live queue that the agents on duty answer in time; counted where credits depend on it."""
    return choose(service, told=0, counted=waiting_contacts * service_level)


@formula(over=("team", "month"), unit="share")
def planned_level(answered_in_time, waiting_contacts):
    """Share of live contacts that the planned agents answer in time."""
    return ratio(total(answered_in_time), total(waiting_contacts), 1)


@formula(over=("team", "month"), unit="share", opaque=True, only=("credits", "agreed"))
def credit_share(
    credit_terms: CreditTerms, planned_level: float, expected_level: float, level_spread: float, at_risk: float
) -> float:
    """Expected service credit as a share of the month's charges, never above the amount at risk.

    The month's service level is taken as normally distributed around the expected one; each step of the contract counts by
    the chance that the level falls below it.
    """
    level = planned_level if math.isnan(expected_level) else expected_level
    return min(at_risk, _expected(credit_terms.credits, lambda step: _below(step, level, level_spread)))


@formula(over=("team", "month"), unit="share", opaque=True, only=("credits", "agreed"))
def bonus_share(credit_terms: CreditTerms, planned_level: float, expected_level: float, level_spread: float) -> float:
    """Expected bonus as a share of the month's charges, by the chance that the level reaches each step."""
    level = planned_level if math.isnan(expected_level) else expected_level
    return _expected(credit_terms.bonuses, lambda step: 1 - _below(step, level, level_spread))


@formula(over=("team", "month"), unit="money")
def credit_cost(service_charge, credit_share):
    """Expected service credits, a negative cost."""
    return 0 - service_charge * credit_share


@formula(over=("team", "month"), unit="money")
def bonus_cost(service_charge, bonus_share):
    """Expected bonus for service above the promise."""
    return service_charge * bonus_share


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


def _below(step: float, level: float, spread: float) -> float:
    """The chance that a month's level falls below a step."""
    if spread <= 0:
        return float(level < step)
    return 0.5 * (1 + math.erf((step - level) / (spread * math.sqrt(2))))


def _expected(steps: tuple[tuple[float, float], ...], chance: Callable[[float], float]) -> float:
    """The mean of a payment that grows step by step: each step adds what it pays beyond the one before."""
    paid = 0.0
    mean = 0.0
    for step, share in steps:
        mean += (share - paid) * chance(step)
        paid = share
    return mean
