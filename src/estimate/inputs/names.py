"""The words people use for what a scenario names: regions, channels, currencies, a number of years, a month."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from estimate.inputs.catalog import Catalog
from estimate.inputs.scenario import CHANNELS
from estimate.inputs.yaml_file import Document

SYMBOLS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW"}
"""Currencies by their sign, where one sign is taken for one currency; ¥ is two, so it is left to be asked."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNNAMED = "Scenario"
_LENGTH = re.compile(r"(\d{1,3})\s*(years?|yrs?|y|months?|mos?|년|개월)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?")
_WORDED_MONTH = re.compile(rf"({'|'.join(MONTHS)})[a-z]*\.?\s+(\d{{4}})", re.IGNORECASE)


def plain(word: str) -> str:
    """A name without what does not tell it apart: capitals, accents, spaces, hyphens."""
    letters = unicodedata.normalize("NFD", word.strip().casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\s_\-./']+", "_", unicodedata.normalize("NFC", bare)).strip("_")


def region_meant(word: str, catalog: Catalog) -> str:
    """The region that a name, a code or a city means; the word itself where nobody knows it."""
    key = plain(word)
    return key if catalog.region(key) else _meant("regions", key, catalog) or word


def channel_meant(word: str, catalog: Catalog) -> str:
    """The channel that a word means; the word itself where nobody knows it."""
    key = plain(word)
    return key if key in CHANNELS else _meant("channels", key, catalog) or word


def currency_meant(word: str) -> str:
    """The code of a currency that is written small or by its sign."""
    bare = word.strip()
    return SYMBOLS.get(bare.lower()) or (bare.upper() if re.fullmatch(r"[A-Za-z]{3}", bare) else word)


def months_meant(word: str) -> int | str:
    """A length such as `3 years` in months."""
    match = _LENGTH.fullmatch(word.strip())
    if match is None:
        return word
    return int(match[1]) * (12 if match[2].lower()[0] in "y년" else 1)


def month_meant(word: str) -> str:
    """A month such as `Jan 2027` or `2027-01-15` as 2027-01."""
    word = word.strip()
    if match := _DAY.fullmatch(word):
        return f"{match[1]}-{int(match[2]):02d}"
    if match := _WORDED_MONTH.fullmatch(word):
        return f"{match[2]}-{MONTHS.index(match[1].lower()) + 1:02d}"
    return word


def as_meant(document: Document, catalog: Catalog) -> Document:
    """A scenario's document with the names that people use replaced by those of the cards; nothing else changes."""
    if not isinstance(document.data, dict):
        return document
    data = dict(document.data)
    if isinstance(data.get("name"), int | float) and not isinstance(data["name"], bool):
        data["name"] = f"{data['name']:g}"
    if "name" not in data:
        stem = PurePath(document.source).stem
        data["name"] = stem if stem and not stem.startswith("<") and document.source != "-" else UNNAMED
    _replace(data, "currency", currency_meant)
    _replace(data, "months", months_meant)
    _replace(data, "start", month_meant)
    for holder, key, team in list(_teams(data)):
        holder[key] = _team(team, catalog)
    return replace(document, data=data)


def _meant(kind: str, key: str, catalog: Catalog) -> str | None:
    for name in catalog.keys("names", kind):
        found = catalog.entry("names", kind, name)
        if found is not None and key in map(plain, map(str, found.data)):
            return name
    return None


def _replace(record: dict[str, Any], key: str, meant: Callable[[str], Any]) -> None:
    if isinstance(record.get(key), str):
        record[key] = meant(record[key])


def _teams(data: dict[str, Any]) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
    """Each team with what holds it; lists are copied, so that the document that was read stays as it is."""
    if isinstance(data.get("team"), dict):
        yield data, "team", data["team"]
    if isinstance(data.get("teams"), list):
        data["teams"] = list(data["teams"])
        for at, team in enumerate(data["teams"]):
            if isinstance(team, dict):
                yield data["teams"], at, team


def _team(team: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    team = dict(team)
    _replace(team, "region", lambda word: region_meant(word, catalog))
    if isinstance(team.get("pricing"), dict):
        team["pricing"] = dict(team["pricing"])
        _replace(team["pricing"], "currency", currency_meant)
    if isinstance(team.get("queues"), list):
        team["queues"] = [dict(queue) if isinstance(queue, dict) else queue for queue in team["queues"]]
        for queue in team["queues"]:
            if isinstance(queue, dict):
                _replace(queue, "channel", lambda word: channel_meant(word, catalog))
    return team
