"""Numbers as people write them: thousands set apart, thousands cut short, per cent; and what to write where it is none."""

from __future__ import annotations

import re

NUMBER = r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_GROUPED = r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_SCALES = {"k": 1e3, "K": 1e3, "천": 1e3, "만": 1e4}
_AMOUNT = re.compile(rf"({_GROUPED}|{NUMBER})\s*([{''.join(_SCALES)}]?)")
_SHARE = re.compile(rf"({NUMBER})\s*%")
_SPAN = re.compile(r"(?P<low>.+?)(?:\s+to\s+|\s*[-–~]\s*)(?P<high>[0-9.].*)")
_KOREAN = rf"({NUMBER})\s*만\s*({NUMBER})\s*(천?)"
_TIMES = {
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "s": 1, "초": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60,
    "m": 60, "분": 60, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600, "h": 3600, "시간": 3600,
}  # fmt: skip
"""Seconds of each word for a length of time."""
_TIMED = rf"(?P<number>.*[0-9])\s*(?P<word>{'|'.join(sorted(_TIMES, key=len, reverse=True))})\.?"
_PERIODS = r"(?:s|sec|secs|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|wk|weeks?|mo|months?|yr|years?|초|분|시간|일|주|개월|월|년)"
_CURRENCIES = r"(?:[$€£₩¥₱₹]|US\$|USD|EUR|GBP|KRW|원|usd|eur|gbp|krw)"
_LEAD = rf"({_GROUPED}|{NUMBER})\s*([{''.join(_SCALES)}]?)"


def number_in(text: str) -> float | None:
    """The number that a text is: 12, 30%, 12,000, 12k or 1.2만; None where it is none."""
    text = text.strip()
    if match := _SHARE.fullmatch(text):
        return float(match[1]) / 100
    if match := _AMOUNT.fullmatch(text):
        return float(match[1].replace(",", "")) * _SCALES.get(match[2], 1)
    return None


def span_in(text: str) -> tuple[float, float] | None:
    """The two ends of `11 to 14` or `11-14`; None where it is no range.

    A per cent behind the second end is meant for both, and so are thousands where the first would otherwise be the larger
    figure of the two in sight: `10 to 14k` is 10,000 to 14,000, and `500 to 2k` is 500 to 2,000.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        return None
    low, high = number_in(match["low"]), number_in(match["high"])
    if low is None or high is None:
        return None
    last, before = match["high"].rstrip()[-1], match["low"].rstrip()[-1]
    if last == "%" and before != "%":
        low /= 100
    elif last in _SCALES and before not in _SCALES and low * _SCALES[last] <= high:
        low *= _SCALES[last]
    return low, high


def without_time(text: str, seconds: int) -> tuple[str, float]:
    """A number with a word of time, as the number alone and what to multiply it with so that it counts units of `seconds`.

    `360 sec` is 360 and 1/60 where minutes are asked. A text without such a word comes back as it is, with 1.
    """
    match = re.fullmatch(_TIMED, text.strip())
    return (match["number"], _TIMES[match["word"]] / seconds) if match else (text, 1.0)


def remedy(text: str) -> str | None:
    """What to write in place of a text that holds a number and something else; None where nobody can tell."""
    text = text.strip().replace("’", "'")
    for meant in (_about, _other_unit, _decimal_comma, _set_apart, _worded):
        if said := meant(text):
            return said
    return None


def _about(text: str) -> str | None:
    match = re.fullmatch(rf"(?:about|around|approx\.?|approximately|circa|ca\.?|[~≈<>])\s*{_LEAD}|{_LEAD}\s*\+", text)
    if match is None:
        return None
    number = number_in((match[1] or match[3]) + (match[2] or match[4] or ""))
    return (
        None if number is None else f"write {number:.12g}, or a range such as {number * 0.9:.6g} to {number * 1.1:.6g}"
    )


def _other_unit(text: str) -> str | None:
    """A unit, a period or a currency behind or before the number: what the number counts is said by the key."""
    if match := re.fullmatch(rf"(?:{_CURRENCIES}\s*)?{_LEAD}\s*(?:{_CURRENCIES})?(?:\s*(?:/|per|an?)\s*\w+)?", text):
        number = number_in(match[1] + match[2])
        if number is not None and re.search(_CURRENCIES, text):
            return f"write {number:.12g}; a currency has a key of its own"
    if re.fullmatch(rf"{_LEAD}(?:\s*(?:to|[-–~])\s*{_LEAD})?\s*{_PERIODS}(?:\s.*)?", text):
        return "write the number alone, in the unit that the key names"
    if re.fullmatch(rf"{_LEAD}\s*(?:[^\W\d]+\s*)*(?:/|\bper\b|\ban?\b|\bevery\b)\s*{_PERIODS}", text):
        return "write the number alone, for the period that the key names"
    if re.fullmatch(r"[0-9]{1,2}(?::[0-9]{2}){1,2}", text):
        return "write one number, in the unit that the key names: 6:30 is 6.5"
    return None


def _decimal_comma(text: str) -> str | None:
    match = re.fullmatch(r"([-+]?[0-9]{1,3}(?:[ .'][0-9]{3})*|[-+]?[0-9]+),([0-9]{1,2})(\s*[kK천만%]?)", text)
    return (
        f"write {re.sub(r'[ .]', '', match[1]).replace(chr(39), '')}.{match[2]}{match[3]}, with a point"
        if match
        else None
    )


def _set_apart(text: str) -> str | None:
    """Thousands set apart by something else than commas, a leading zero, or thousands and ten thousands in Korean."""
    if match := re.fullmatch(_KOREAN, text):
        return f"write {float(match[1]) * 1e4 + float(match[2]) * (1e3 if match[3] else 1):.12g}"
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3}){2,}", text):
        return f"write {text.replace('.', '')} without separators"
    if re.fullmatch(r"[0-9,_' ]+(\.[0-9]+)?", text) and re.search(r"[0-9]", text):
        return (
            f"write {float(re.sub(r'[,_ ]', '', text.replace(chr(39), ''))):.12g} without separators or leading zeros"
        )
    return None


def _worded(text: str) -> str | None:
    """A number and the word for what it counts."""
    match = re.fullmatch(rf"{_LEAD}\s*(?P<word>[^\W\d_]+)(?:\s[^\d]*)?", text)
    if match is None:
        return None
    if match["word"].lower() in ("m", "mm", "mn", "mio", "million", "b", "bn", "t"):
        return "write the number in full, without letters"
    number = number_in(match[1] + match[2])
    return None if number is None else f"write {number:.12g}"
