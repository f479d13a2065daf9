"""Priced items and charges: whatever a card or a scenario adds as data, a price and what it is counted by."""

from estimate.engine import LABEL, choose, total
from estimate.model.rulebook import formula, given

given("item_per", over=("item",), unit=LABEL, doc="What the item is counted by.")
given("item_price", over=("item",), unit="price", doc="Price of one, in the item's currency.")
given("item_exchange_rate", over=("item",), unit="currency", doc="Price of one unit of the item's currency.")
given("item_probability", over=("item",), unit="share", doc="How likely it is that the item falls due.")
given(
    "item_due",
    over=("item", "month"),
    unit="factor",
    doc="How often the item falls due in the month (0 outside its months).",
)
given("item_count", over=("item",), unit="unit", doc="How many each time it falls due.")
given("item_burden", over=("item",), unit="share", doc="Employer charges and benefits on top, where the price is pay.")
given("item_escalator", over=("item",), unit="share/year", doc="Rise of the item's price at each anniversary.")
given("item_markup", over=("item",), unit="share", doc="What the vendor adds when it buys the item and bills it on.")
given("item_passed_on", over=("item",), unit="share", doc="1 where the vendor buys the item and bills it on, else 0.")
given("charge_count", over=("charge",), unit="unit", doc="How many each time it falls due.")
given(
    "charge_burden", over=("charge",), unit="share", doc="Employer charges and benefits on top, where the price is pay."
)
given("charge_escalator", over=("charge",), unit="share/year", doc="Rise of the charge's price at each anniversary.")
given("charge_per", over=("charge",), unit=LABEL, doc="What the charge is counted by.")
given("charge_price", over=("charge",), unit="price", doc="Price of one, in the charge's currency.")
given("charge_exchange_rate", over=("charge",), unit="currency", doc="Price of one unit of the charge's currency.")
given("charge_probability", over=("charge",), unit="share", doc="How likely it is that the charge falls due.")
given("charge_due", over=("charge", "month"), unit="factor", doc="How often the charge falls due in the month.")
given("anniversaries", over=("month",), unit="year", doc="Whole years since the first month of service.")
given("months_in_term", unit="month", doc="Months of service in the estimate.")


@formula(over=("team", "month"), unit="minute")
def team_talk_minutes(talk_minutes):
    """Minutes on the line, all queues."""
    return total(talk_minutes)


@formula(over=("team", "month"), unit="contact")
def team_automated_contacts(automated_contacts):
    """Contacts resolved without a person, all queues."""
    return total(automated_contacts)


@formula(over=("item", "month"), unit="unit")
def item_quantity(
    item_per,
    item_due,
    item_count,
    headcount,
    new_seats,
    positions,
    new_positions,
    hires,
    leads,
    team_contacts,
    team_automated_contacts,
    team_talk_minutes,
    team_hours,
    paid_hours,
    labor,
):
    """How many of the item fall due."""
    return (
        item_due
        * item_count
        * choose(
            item_per,
            contract=1,
            month=1,
            year=1,
            agent=headcount,
            seat=new_seats,
            seat_month=headcount,
            position=new_positions,
            position_month=positions,
            hire=hires,
            lead=leads,
            contact=team_contacts,
            resolution=team_automated_contacts,
            talk_minute=team_talk_minutes,
            logged_in_hour=team_hours,
            paid_hour=paid_hours,
            share_of_labor=labor,
        )
    )


@formula(over=("item", "month"), unit="price")
def item_price_due(item_price, item_burden, item_escalator, rises):
    """Price of one after the contract's rises so far, employer charges included where it is pay."""
    return item_price * (1 + item_burden) * (1 + item_escalator) ** rises


@formula(over=("item", "month"), unit="money")
def item_cost(item_quantity, item_price_due, item_exchange_rate, item_probability, item_markup):
    """The item at its price, by the chance that it falls due."""
    return item_quantity * item_price_due * item_exchange_rate * item_probability * (1 + item_markup)


@formula(over=("month",), unit="money")
def vendor_bills_total(vendor_bill):
    """What all vendors bill."""
    return total(vendor_bill)


@formula(unit="money")
def contract_year_value(vendor_bills_total, months_in_term):
    """Vendors' charges in an average year."""
    return total(vendor_bills_total) / months_in_term * 12


@formula(over=("charge", "month"), unit="unit")
def charge_quantity(charge_per, charge_due, charge_count, vendor_bills_total, contract_year_value):
    """How many of the charge fall due, or the amount it is a share of."""
    return (
        charge_due
        * charge_count
        * choose(
            charge_per,
            contract=1,
            month=1,
            year=1,
            share_of_contract=vendor_bills_total,
            share_of_contract_year=contract_year_value,
        )
    )


@formula(over=("charge", "month"), unit="price")
def charge_price_due(charge_price, charge_burden, charge_escalator, anniversaries):
    """Price of one after the rises of the years so far, employer charges included where it is pay."""
    return charge_price * (1 + charge_burden) * (1 + charge_escalator) ** anniversaries


@formula(over=("charge", "month"), unit="money")
def charge_cost(charge_quantity, charge_price_due, charge_exchange_rate, charge_probability):
    """The charge at its price, by the chance that it falls due."""
    return charge_quantity * charge_price_due * charge_exchange_rate * charge_probability
