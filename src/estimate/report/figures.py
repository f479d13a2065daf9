"""How figures read: three significant digits where they are estimates, exact where they must add up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from estimate.ground.units import decimals, nearest, rounded

if TYPE_CHECKING:
    from estimate.report.parts import UnitCosts

SYMBOLS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "INR": "₹", "AUD": "A$", "CAD": "C$"}
"""Signs that are understood alone; every other currency goes by its code."""

UNITS = {
    "logged_in_hour": ("hour", "hours"),
    "paid_hour": ("paid hour", "paid hours"),
    "seat_month": ("seat-month", "seat-months"),
    "position": ("workplace", "workplaces"),
    "position_month": ("workplace-month", "workplace-months"),
    "talk_minute": ("minute", "minutes"),
    "handled_minute": ("minute", "minutes"),
    "wage_hour": ("paid hour", "paid hours"),
    "hours": ("hour", "hours"),
    "minutes": ("minute", "minutes"),
    "resolutions": ("resolution", "resolutions"),
    "paid_hours": ("paid hour", "paid hours"),
    "seats": ("seat", "seats"),
    "contacts": ("contact", "contacts"),
    "amount": ("", ""),
    "agent": ("agent-month", "agent-months"),
    "agent_month": ("agent-month", "agent-months"),
    "person": ("person", "people"),
    "lead": ("lead-month", "lead-months"),
    "share_of_labor": ("of labor", "of labor"),
    "share_of_contract": ("of vendor charges", "of vendor charges"),
    "share_of_contract_year": ("of a year's charges", "of a year's charges"),
    "share_of_people": ("of labor cost", "of labor cost"),
    "share_of_charges": ("of charges", "of charges"),
    "contract": ("once", "times"),
    "FTE-month": ("FTE-month", "FTE-months"),
}


def significant(value: float, digits: int = 3) -> float:
    """The value rounded to so many significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return rounded(value, digits - 1 - math.floor(math.log10(abs(value))))


def rough(value: float) -> str:
    """An estimate: three significant digits, thousands set apart."""
    shown = significant(value)
    size = abs(shown)
    if size >= 100 or shown == 0:
        return whole(shown)
    return f"{shown:,.{2 if size < 10 else 1}f}".replace("-", "−")


def whole(value: float) -> str:
    """A value without decimals, thousands set apart."""
    shown = f"{nearest(value):,}" if math.isfinite(value) else str(value)
    return shown.replace("-", "−")


def moved(value: float) -> str:
    """A change without decimals, with its sign."""
    return f"{nearest(value):+,}".replace("-", "−")


def exact(minor: int, currency: str) -> str:
    """An amount to the minor unit, from minor units."""
    places = decimals(currency)
    return f"{minor / 10**places:,.{places}f}".replace("-", "−")


def money(amount: float, currency: str) -> str:
    """An amount of a currency, to its minor unit."""
    return exact(nearest(amount * 10 ** decimals(currency)), currency)


def quantity_name(quantity: float, unit: str, price: float | None) -> str:
    """How many of what: 25,412 hours, once, or 4.0 % of vendor charges."""
    if unit.startswith("share_"):
        return f"{percent(price or 0)} {unit_name(unit, 1)}"
    if not unit:
        return ""
    return unit_name(unit, 1) if quantity == 1 else f"{plain(quantity)} {unit_name(unit, quantity)}".strip()


def plain(value: float) -> str:
    """A quantity or rate as a person would write it: no trailing zeros, four significant digits at most below 1,000."""
    if abs(value) >= 1000:
        return whole(value)
    return f"{significant(value, 4):,.6g}".replace("-", "−")


def percent(share: float) -> str:
    """A share as per cent, one decimal below ten, two below a tenth."""
    value = share * 100
    places = 0 if abs(value) >= 10 or value == round(value) else 1 if abs(value) >= 0.1 else 2
    return f"{value:.{places}f} %".replace("-", "−")


def signed(share: float) -> str:
    """A change as per cent, with its sign."""
    return f"{'+' if share > 0 else '−' if share < 0 else '±'}{percent(abs(share))}"


def differ(one: float, other: float) -> bool:
    """Whether two figures are not one but for what floats leave behind."""
    return abs(one - other) > 1e-9 * max(abs(one), abs(other))


def per_contact(costs: UnitCosts, currency: str) -> str:
    """The cost of a contact in words, and that of one which people handle where it is another; nothing where volume is not known."""
    each, handled = costs["contact"], costs["handled_contact"]
    if each is None:
        return ""
    more = f" ({rough(handled)} for each that people handle)" if handled and differ(handled, each) else ""
    return f"{symbol(currency)} {rough(each)}{more}"


def symbol(currency: str) -> str:
    return SYMBOLS.get(currency, currency)


def unit_name(unit: str, count: float) -> str:
    """A unit in words, singular for one."""
    one, many = UNITS.get(unit, (unit.replace("_", " "), unit.replace("_", " ") + "s"))
    return one if count == 1 else many


def amount_in(unit: str, value: float, *, estimated: bool = False) -> str:
    """A number of a unit in words: a share in per cent, what is estimated with three digits; `behind` has the rest of the unit."""
    if unit.startswith("%"):
        return percent(value)
    return plain(significant(value) if estimated else value)


def behind(unit: str) -> str:
    """What stands behind a number of a unit in words: nothing of the per cent that the number has."""
    return unit.removeprefix("%").strip()


def unit_in_words(unit: str, currency: str) -> str:
    """A unit as people write it, `minute/contact` as minutes / contact and money in its currency; a factor needs none."""
    if unit in ("", "factor", "price", "unit", "contract", "currency", "label"):
        return ""
    first, _, per = unit.replace("money", currency).partition("/")
    first = {"share": "%", "agent": "agents"}.get(first, first if first.isupper() else unit_name(first, 2))
    return f"{first} / {unit_name(per, 1)}" if per and per != "contract" else first
