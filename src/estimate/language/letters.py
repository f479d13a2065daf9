"""What a language does to what stands in a sentence: large numbers in its own units, and particles that follow the letter before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

Scale = Sequence[tuple[str, int]]
"""Names of large numbers, the greatest first: ("억", 100000000), ("만", 10000), ("천", 1000)."""

PAIRS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
"""Korean particles in both forms, and which one stands behind a consonant, which behind a vowel."""
_PAIR = re.compile(r"(.)((?:[)\]\"'’”]*))(" + "|".join(map(re.escape, PAIRS)) + ")")
DIGITS = {"0": "ㅇ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ", "9": ""}
"""The final consonant of each digit as Koreans read it: 영 일 이 삼 사 오 육 칠 팔 구."""
LATIN = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ", "b": "ㅂ", "k": "ㄱ", "p": "ㅂ", "t": "ㅅ", "c": "ㄱ", "g": "ㄱ"}
"""Latin letters that end a word in a consonant where it is read out."""
FIRST, LAST, FINALS, RIEUL = 0xAC00, 0xD7A3, 28, 8
"""Hangul syllables in Unicode: each has one of 28 finals, the first of which is none; the eighth is ㄹ (Unicode, section 3.12)."""


def particles(text: str) -> str:
    """The text with each particle that is written in both forms in the one that fits."""
    return _PAIR.sub(_fitting, text)


def _fitting(match: re.Match[str]) -> str:
    final = _final(match[1])
    after_consonant, after_vowel = PAIRS[match[3]]
    if match[3] == "(으)로" and final == "ㄹ":
        final = ""
    return match[1] + match[2] + (after_consonant if final else after_vowel)


def _final(letter: str) -> str:
    """The consonant that a letter or digit ends in where it is read; empty for a vowel."""
    code = ord(letter)
    if FIRST <= code <= LAST:
        final = (code - FIRST) % FINALS
        return "" if not final else "ㄹ" if final == RIEUL else "ㄱ"
    return DIGITS.get(letter, LATIN.get(letter.lower(), ""))


def scale_of(header: str) -> Scale:
    """The names of large numbers that a catalog's header gives: `X-Scale: 억 100000000, 만 10000, 천 1000`."""
    found = re.search(r"^X-Scale: (.+)$", header, re.MULTILINE)
    pairs = (entry.split() for entry in found[1].split(",")) if found else ()
    return [(name, int(size)) for name, size in pairs]


def in_words(figure: str, scale: Scale) -> str:
    """A whole figure in the units of a scale: 982,000,000 as 9억 8,200만, 742,000 as 74만 2천; a smaller one keeps its digits.

    The last unit of the scale is used only for a rest that is a multiple of it.
    """
    match = re.fullmatch(r"((?:[A-Z]{0,3}[$€£¥₩₹]? )?[−+±-]?)([\d,]+)", figure.strip())
    if match is None or len(scale) < 2:
        return figure
    rest, parts = int(match[2].replace(",", "")), []
    if rest < scale[-2][1]:
        return figure
    for name, size in scale[:-1]:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{name}")
    name, size = scale[-1]
    if rest:
        parts.append(f"{rest // size}{name}" if rest % size == 0 else f"{rest:,}")
    return match[1] + " ".join(parts)
