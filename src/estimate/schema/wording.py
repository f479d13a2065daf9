"""Words for money and time: a currency by its sign or name, a number of years, a month; each left as it is where nobody knows it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from estimate.ground.errors import Problem
from estimate.ground.term import DAYS_PER_MONTH, whole_or_part
from estimate.schema.numbers import number_in, span_in

CURRENCY_NAMES = {
    "USD": ("$", "us$", "dollar", "dollars", "us dollar", "us dollars", "달러"),
    "EUR": ("€", "euro", "euros", "유로"),
    "GBP": ("£", "pound", "pounds", "pound sterling", "sterling"),
    "KRW": ("₩", "won", "korean won", "원", "원화"),
    "JPY": ("yen", "japanese yen", "円", "엔"),
    "CNY": ("rmb", "yuan", "renminbi", "元"),
    "AUD": ("a$", "au$", "australian dollar", "australian dollars"),
    "CAD": ("c$", "ca$", "canadian dollar", "canadian dollars"),
    "NZD": ("nz$", "new zealand dollar", "new zealand dollars"),
    "BRL": ("r$", "real", "reais", "brazilian real"),
    "MXN": ("mx$", "mexican peso", "mexican pesos"),
    "COP": ("col$", "colombian peso", "colombian pesos"),
    "PHP": ("₱", "philippine peso", "philippine pesos", "페소"),
    "INR": ("₹", "rupee", "rupees", "indian rupee", "indian rupees"),
    "VND": ("₫", "dong"),
    "TRY": ("₺", "lira", "turkish lira"),
    "UAH": ("₴", "hryvnia"),
    "ZAR": ("rand",),
    "PLN": ("zł", "zloty", "złoty"),
    "CZK": ("kč", "koruna"),
    "THB": ("฿", "baht"),
    "MYR": ("rm", "ringgit"),
    "IDR": ("rp", "rupiah"),
}
"""Currencies by their signs and names, where these mean one of them; ¥ and peso mean several, so they are left to be asked."""
_CODES = {name: code for code, names in CURRENCY_NAMES.items() for name in names}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
_YEARS = r"(?:years?|yrs?|y|년)"
_MONTHS_OF = r"(?:months?|mos?|m|개월|달)"
_COUNT = rf"\d{{1,3}}(?:\.\d+)?|{'|'.join(_COUNTS)}"
_SHORTER = rf"(?P<count>{_COUNT})[\s-]*(?:(?P<weeks>weeks?|wks?|주)|(?:days?|일))"
_LENGTH = rf"(?:(?P<years>{_COUNT})[\s-]*{_YEARS})?(?:\s*(?:,|and)?\s*(?P<months>{_COUNT})[\s-]*{_MONTHS_OF})?|(?P<bare>\d{{1,3}})"
_NAMED_MONTH = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_MONTH_FORMS = (
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?",
    rf"(?P<month>\d{{1,2}})[-/.]{_YEAR}",
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+)?{_NAMED_MONTH},?\s+{_YEAR}",
    rf"{_NAMED_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"{_YEAR}\s+{_NAMED_MONTH}",
    rf"{_YEAR}\s*년\s*(?P<month>\d{{1,2}})\s*월(?:\s*(?P<day>\d{{1,2}})\s*일)?",
)
"""Patterns are compiled when a word needs them: most scenarios write 36, USD and 2027-01, and start-up counts."""


def currency_meant(word: str) -> str:
    """The code of a currency that is written small, by its sign or by its name."""
    bare = word.strip()
    if len(bare) == 3 and bare.isascii() and bare.isalpha() and bare.isupper():
        return bare
    return _CODES.get(bare.lower()) or (bare.upper() if re.fullmatch(r"[A-Za-z]{3}", bare) else word)


def months_meant(word: str) -> float | str:
    """A length such as `3 years`, `2 years 6 months`, `38 weeks` or `265 days` in months."""
    if match := re.fullmatch(_SHORTER, word.strip(), re.IGNORECASE):
        return _count(match["count"]) * (7 if match["weeks"] else 1) / DAYS_PER_MONTH
    match = re.fullmatch(_LENGTH, word.strip(), re.IGNORECASE)
    if match is None or not match[0]:
        return word
    if match["bare"]:
        return int(match["bare"])
    months = 12 * _count(match["years"]) + _count(match["months"])
    return whole_or_part(months)


def _count(text: str | None) -> float:
    return 0 if text is None else float(_COUNTS.get(text.lower(), 0) or text)


def month_meant(word: str) -> str:
    """A month such as `Jan 2027` or `01/2027` as 2027-01, a day such as `15 January 2027` as 2027-01-15; the first is its month."""
    day = last_meant(word)
    return day.removesuffix("-01") if len(day) > len("2027-01") else day


def last_meant(word: str) -> str:
    """The same of the end of a term, where the first of a month is a day like any other."""
    for form in _MONTH_FORMS:
        if match := re.fullmatch(form, word.strip(), re.IGNORECASE):
            found = match.groupdict()
            month = MONTHS.index(found["name"].lower()) + 1 if found.get("name") else int(found["month"])
            return f"{found['year']}-{month:02d}" + (f"-{int(found['day']):02d}" if found.get("day") else "")
    return word


def money_meant(record: dict[str, Any], *keys: str) -> None:
    """Prices such as `$12`, `12 USD` or `€10-14` as numbers, and the currency that they name beside them.

    A record that names another currency, or prices in two, stay as they are, to be asked back.
    """
    read = {key: _money(record[key]) for key in keys if isinstance(record.get(key), str)}
    found = {key: money for key, money in read.items() if money is not None}
    own = record.get("currency")
    codes = {code for _, code in found.values()} | ({own} if own is not None else set())
    if found and len(codes) == 1:
        record["currency"] = codes.pop()
        record.update((key, amount) for key, (amount, _) in found.items())


def _money(text: str) -> tuple[str, str] | None:
    """The amount and the currency of a price; None where it names none or several, or says anything else besides."""
    if not re.search(r"[^\d\s.,%kK만천~–-]", text.replace(" to ", "-")):
        return None
    sign = _signs()
    codes = {currency_meant(word) for word in sign.findall(text)}
    amount = sign.sub("", text).strip()
    readable = number_in(amount) is not None or span_in(amount) is not None
    return (amount, codes.pop()) if len(codes) == 1 and readable else None


@cache
def _signs() -> re.Pattern[str]:
    """Every sign, name and code of a currency, the longest first; a word stands apart from other letters."""
    names = sorted([*_CODES, *map(str.lower, CURRENCY_NAMES)], key=len, reverse=True)
    apart = (rf"(?<![a-z]){name}(?![a-z])" if name.isalpha() and name.isascii() else re.escape(name) for name in names)
    return re.compile("|".join(apart), re.IGNORECASE)


def as_of_problem(as_of: str) -> Problem | None:
    """What is wrong with `--as-of`; None for a date."""
    from datetime import date

    try:
        date.fromisoformat(as_of)
    except ValueError:
        return Problem("--as-of", f"must be a date like 2026-11-01, got '{as_of}'")
    return None
