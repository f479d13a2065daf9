"""What a decision needs, in words that need no glossary: categories, channels, currencies, the term, and what an input is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from estimate.ground.term import months_in_words
from estimate.language import shown

CATEGORIES = {
    "labor": "People's hours",
    "technology": "Software seats",
    "training": "Training and your time",
    "fees": "Start and hidden costs",
}
"""The four categories on the first screen; `explain` takes these names too."""
TOTALS = {
    "a contact": "cost_per_contact",
    "a month": "total_cost",
    "total": "total_cost",
    "people": "headcount",
    "solved at first contact": "first_contact_resolution",
}
"""Figures of the first screens and the quantity behind each; the total itself is called by its term."""

CHANNELS = {
    "email": ("email", "emails"),
    "chat": ("chat", "chats"),
    "voice": ("call", "calls"),
    "calls": ("call", "calls"),
    "mail": ("email", "emails"),
    "social": ("message", "messages"),
    "back_office": ("case", "cases in the back office"),
}
"""One and many of what comes in, by the queue's name where that is a channel's."""

CURRENCIES = {
    "USD": "US dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "KRW": "Korean won",
    "JPY": "yen",
    "INR": "Indian rupees",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "CHF": "Swiss francs",
    "PHP": "Philippine pesos",
    "MXN": "Mexican pesos",
    "PLN": "Polish zlotys",
}
"""Currencies in words; every other goes by its code."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

INPUTS = {
    "first contact resolution": "share solved at the first contact",
    "schedule inefficiency": "hours of shifts beyond the need",
    "concurrency": "chats held at once by one person",
    "target occupancy": "share of time that people are busy",
    "max occupancy": "share of time that people are busy",
    "ramp months": "months until a new person is at full speed",
    "new hire handle time": "how much longer new people take",
    "shrinkage": "share of paid time away from the work",
    "attrition per year": "share of people who leave in a year",
    "training hours": "hours of training for a new person",
    "initial hours": "hours of training for a new person",
    "pay factor": "pay against an agent's",
    "agents per role": "agents for each of them",
    "support type factor": "what this kind of support does to the price",
    "escalator": "rise of the price a year",
    "talk share": "share of the time that is talk",
    "repeat share": "share of contacts that come again",
    "public holidays": "public holidays a year",
    "falls due or not": "whether it falls due",
    "contacts per month": "contacts a month",
    "employer burden": "employer's charges on pay",
}
"""Quantities of the model in plain words; what stands nowhere here keeps its own."""

PRICES = {
    "logged_in_hour": "price of an agent's hour",
    "paid_hour": "an agent's pay an hour",
    "wage_hour": "an agent's pay an hour",
    "seat_month": "price of an agent a month",
    "contact": "price of a contact",
    "resolution": "price of a solved contact",
    "talk_minute": "price of a minute on the phone",
    "handled_minute": "price of a minute of work",
}
"""What a rate is the price of, by its unit."""

JARGON = (
    ("logged-in hour", "hour"),
    ("logged in hour", "hour"),
    ("logged_in_hour", "hour"),
    (" a hour", " an hour"),
    ("seat month", "seat a month"),
    ("seat-month", "seat a month"),
    ("eight of ten draws", "8 of 10 cases"),
    ("of the draws", "of the cases"),
    ("draws", "cases"),
    ("occupancy", "share of busy time"),
    ("base rate", "price"),
)
"""Words of the trade in warnings, and what the first screen says instead."""


LONG = 150
"""A warning of more letters loses what stands in brackets; all of it is in the full estimate."""


def warning(text: str) -> str:
    """A warning in the chosen language, without words of the trade, and without its details where it is long."""
    for word, instead in JARGON:
        text = text.replace(word, instead)
    while len(text) > LONG and (shorter := re.sub(r" \([^()]*\)", "", text)) != text:
        text = shorter
    text = shown(text)
    if len(text) > LONG:
        text = f"{text[: text.rfind(' ', 0, LONG)].rstrip(',;:')} …"
    return text


def path_of(text: str) -> str:
    """The path of the value that a warning begins with; empty where it begins with a name."""
    found = re.match(r"((?:teams?|items|months|currency)[\w.\[\]]*): ", text)
    return written(found.group(1)) if found else ""


def written(path: str) -> str:
    """A path as `--set` takes it: team.queues.0.handle_minutes."""
    return path.replace("[", ".").replace("]", "")


def term(months: float) -> str:
    """The length of a term: 3 years, 1 year, 18 months, 2.5 months."""
    if months % 12:
        return months_in_words(months)
    return f"{months / 12:g} year{'' if months == 12 else 's'}"


def counted(count: int) -> str:
    """A count in letters up to ten."""
    return COUNTS[count] if count < len(COUNTS) else str(count)


def term_label(months: float) -> str:
    """The length of a term at the beginning of a row: Three years, One year, 18 months."""
    count, unit = term(months).split()
    return f"{counted(int(count)).capitalize() if count.isdigit() else count} {unit}"


def begins(start: str) -> str:
    """The first month in words, with its day where it is not the first: January 2027, 15 January 2027."""
    year, month, *day = start.split("-")
    return f"{f'{int(day[0])} ' if day else ''}{MONTHS[int(month) - 1]} {year}"


def currency(code: str) -> str:
    """A currency in words where it is common."""
    return CURRENCIES.get(code, code)


def queue_count(queue: str, contacts: str) -> str:
    """How many of what come in: 6,000 emails; with its name where that is no channel's."""
    _, many = CHANNELS.get(queue.lower(), ("", ""))
    return f"{contacts} {many}" if many else f"{contacts} {queue}"


def input_words(name: str, unit: str, *, placed: bool = False) -> str:
    """An input by what it is: minutes for one email, price of an agent's hour. `name` is as reports call it, `MEMBER: QUANTITY`.

    With `placed` the region of a wage is named.
    """
    member, _, quantity = name.rpartition(": ")
    if name.startswith("wages of ") or quantity == "base rate":
        region = name.removeprefix("wages of ").replace("-", " ").title() if name.startswith("wages of ") else ""
        where = f" in {region}" if region and placed else ""
        return PRICES.get(unit.rpartition("/")[2], "price of the work") + where
    if name.startswith("volume of "):
        return "how many contacts come"
    if quantity == "handle minutes":
        one, _ = CHANNELS.get(member.lower(), (f"contact of {member}" if member else "contact", ""))
        return f"minutes for one {one}"
    if quantity == "price":
        return f"price of {member[:1].lower()}{member[1:]}" if not member[1:2].isupper() else f"price of {member}"
    for words, said in INPUTS.items():
        if quantity == words:
            return f"{member}: {said}" if member and member.lower() not in CHANNELS else said
    return name


def asked(name: str, lines: Mapping[str, str], months: float) -> str | None:
    """What a label of the first screen stands for: a category, a line (by its label in `lines`), or a quantity; None for no label.

    Capitals, apostrophes and spaces do not matter.
    """
    known = {category: key for key, category in CATEGORIES.items()}
    known |= TOTALS | {term_label(months): "total_cost", term(months): "total_cost"}
    known |= {said: quantity.replace(" ", "_") for quantity, said in INPUTS.items()}
    known |= dict.fromkeys(PRICES.values(), "base_rate") | dict(lines)
    wanted = _bare(name)
    if wanted.startswith("minutesforone"):
        return "handle_minutes"
    if wanted.startswith("priceof"):
        known |= {f"price of {label}": line for label, line in lines.items()}
    return next((key for label, key in known.items() if _bare(label) == wanted), None)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def listed(names: Sequence[str], most: int) -> str:
    """Names behind one another, and how many more there are."""
    more = len(names) - most
    return f"{', '.join(names[:most])} and {more} more" if more > 0 else ", ".join(names)
