"""Numbers as people write them: thousands set apart, thousands cut short, per cent; and what to write where it is none."""

from __future__ import annotations

import re

NUMBER = r"[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_GROUPED = r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_SCALES = {"k": 1e3, "K": 1e3, "천": 1e3, "만": 1e4}
_AMOUNT = re.compile(rf"({_GROUPED}|{NUMBER})\s*([{''.join(_SCALES)}]?)")
_SHARE = re.compile(rf"({NUMBER})\s*%")
_SPAN = re.compile(r"(?P<low>.+?)(?:\s+to\s+|\s*[-–~]\s*)(?P<high>[\d.].*)")
_WORDED = re.compile(
    rf"[$€£₩¥]?\s*({_GROUPED}|{NUMBER})\s*([{''.join(_SCALES)}]?)(?:\s*([^\W\d]+|[$€£₩¥])(?:[\s/].*)?)?"
)
_CURRENCIES = "$€£₩¥"
_TIMES = re.compile(r"(s|sec|secs|second|seconds|min|mins|minute|minutes|h|hr|hrs|hour|hours|d|day|days|초|분|시간|일)")


def number_in(text: str) -> float | None:
    """The number that a text is: 12, 30%, 12,000, 12k or 1.2만; None where it is none."""
    text = text.strip()
    if match := _SHARE.fullmatch(text):
        return float(match[1]) / 100
    if match := _AMOUNT.fullmatch(text):
        return float(match[1].replace(",", "")) * _SCALES.get(match[2], 1)
    return None


def span_in(text: str) -> tuple[float, float] | None:
    """The two ends of `11 to 14` or `11-14`; a per cent behind the second is meant for both. None where it is no range."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        return None
    low, high = number_in(match["low"]), number_in(match["high"])
    if low is None or high is None:
        return None
    shared = match["high"].rstrip().endswith("%") and not match["low"].rstrip().endswith("%")
    return (low / 100 if shared else low), high


def remedy(text: str) -> str | None:
    """What to write in place of a text that holds a number and something else; None where nobody can tell."""
    text = text.strip()
    if match := _WORDED.fullmatch(text):
        number = number_in(match[1] + match[2])
        word = match[3] or ""
        if _TIMES.fullmatch(word):
            return "write the number alone, in the unit that the key names"
        if number is not None and ((word in _CURRENCIES and word) or text[0] in _CURRENCIES):
            return f"write {number:.12g}; a currency has a key of its own"
        return None if number is None else f"write {number:.12g}"
    if re.fullmatch(r"[-+]?\d+,\d{1,2}", text):
        return f"write {text.replace(',', '.')}, with a point"
    if re.fullmatch(r"[\d,_' ]+(\.\d+)?", text):
        return (
            f"write {float(re.sub(r'[,_ ]', '', text.replace(chr(39), ''))):.12g} without separators or leading zeros"
        )
    return None
