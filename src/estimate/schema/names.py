"""The words people use for what a scenario names: regions, channels, languages; and as much of money and time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.ground.errors import nearest
from estimate.schema.queue import CHANNELS
from estimate.schema.wording import currency_meant, last_meant, money_meant, month_meant, months_meant

UNNAMED = "Scenario"
MOST_SHOWN = 10
CLEARLY = 0.75
"""Among hundreds of cities and codes only a word this much alike is a misspelling."""
_UNDECOMPOSED = str.maketrans("łøđı", "lodi")
"""Letters with a stroke or without a dot, which Unicode does not take apart."""


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """A name without what does not tell it apart: capitals, accents, spaces, hyphens, dots."""
    letters = unicodedata.normalize("NFD", word.strip().casefold()).translate(_UNDECOMPOSED)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    spaced = re.sub(r"[.'’()]+", "", unicodedata.normalize("NFC", bare))
    return re.sub(r"[\s_\-/]+", "_", spaced).strip("_").removeprefix("the_")


def region_meant(word: str, catalog: Catalog) -> str:
    """The region that a name, a code or a city means; the word itself where nobody knows it.

    Of `Manila, Philippines` every part must mean the same region, or the last one must be the name of a card.
    """
    found = _region(word, catalog)
    if found is None and "," in word:
        parts = [part for part in word.split(",") if part.strip()]
        meant = [_region(part, catalog) for part in parts]
        if parts and (len(set(meant)) == 1 or catalog.region(plain(parts[-1]))):
            found = meant[-1]
        else:
            found = _region(" ".join(reversed(parts)), catalog)  # Korea, South
    return found or word


def region_hint(word: str, catalog: Catalog) -> str:
    """What to write in place of a region that nobody knows, as a sentence: the nearest name and its card, else where all are listed."""
    known, named = catalog.regions(), known_names("regions", catalog)
    words = {plain(other): other for other in (*named, *known)}
    close = words.get(nearest(plain(word), tuple(words), CLEARLY) or "")
    if close and "," not in word:
        return f"did you mean {close}, which is in {named[close]}?" if close in named else f"did you mean {close}?"
    return f"there are {', '.join(known)}." if len(known) <= MOST_SHOWN else "estimate rates list shows them all."


def _region(word: str, catalog: Catalog) -> str | None:
    key = plain(word)
    return key if catalog.region(key) else _meant("regions", key, catalog)


def channel_meant(word: str, catalog: Catalog) -> str:
    """The channel that a word means; the word itself where nobody knows it."""
    key = plain(word)
    return key if key in CHANNELS else _meant("channels", key, catalog) or word


def language_meant(word: str, catalog: Catalog) -> str:
    """The code of a language that is written large, with its country (en-US) or by its name; the word itself where nobody knows it."""
    if re.fullmatch("[a-z]{2}", word):
        return word
    key = plain(word)
    if catalog.entry("names", "languages", key) is not None:
        return key
    code, _, _ = key.partition("_")
    meant = _meant("languages", key, catalog) or _meant("language_names", key, catalog)
    return meant or (code if catalog.entry("names", "languages", code) is not None else word)


def known_names(kind: str, catalog: Catalog) -> dict[str, str]:
    """Every name that is known of regions or channels, as people write it, with what it means."""
    found = {}
    for name in catalog.keys("names", kind):
        entry = catalog.entry("names", kind, name)
        for other in () if entry is None else _aliases(entry.data):
            found[other] = name
    return found


def as_meant(document: InputFile, catalog: Catalog) -> InputFile:
    """A scenario's document with the names that people use replaced by those of the cards; nothing else changes."""
    if not isinstance(document.data, dict):
        return document
    data = dict(document.data)
    _number_as_text(data, "name")
    if data.get("name") is None:
        stem = PurePath(document.source).stem
        data["name"] = stem if stem and not stem.startswith("<") and document.source != "-" else UNNAMED
    _replace(data, "currency", currency_meant)
    _replace(data, "months", months_meant)
    _replace(data, "start", month_meant)
    _replace(data, "end", last_meant)
    _paid_for(data, "today", "cost_per_month")
    _priced_items(data, catalog)
    for holder, key, team in list(_teams(data)):
        holder[key] = _team(team, catalog)
    return replace(document, data=data)


def _meant(kind: str, key: str, catalog: Catalog) -> str | None:
    for name in catalog.keys("names", kind):
        found = catalog.entry("names", kind, name)
        if found is not None and key in map(plain, _aliases(found.data)):
            return name
    return None


def _aliases(data: Any) -> list[str]:
    """The names of a list, or the one name that stands alone."""
    return list(map(str, data)) if isinstance(data, list) else [str(data)]


def _replace(record: dict[str, Any], key: str, meant: Callable[[str], Any]) -> None:
    if isinstance(record.get(key), str):
        record[key] = meant(record[key])


def _number_as_text(record: dict[str, Any], key: str) -> None:
    """A name that YAML reads as a number, such as 2027, is meant as text."""
    if isinstance(record.get(key), int | float) and not isinstance(record[key], bool):
        record[key] = f"{record[key]:.12g}"


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
    _number_as_text(team, "name")
    _replace(team, "region", lambda word: region_meant(word, catalog))
    _languages(team, catalog)
    _paid_for(team, "pricing", "rate", "exit_assistance", "deposit")
    _priced_items(team, catalog)
    if isinstance(team.get("queues"), list):
        team["queues"] = [_queue(queue, catalog) if isinstance(queue, dict) else queue for queue in team["queues"]]
    return team


def _queue(queue: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    queue = dict(queue)
    _number_as_text(queue, "name")
    _replace(queue, "channel", lambda word: channel_meant(word, catalog))
    _languages(queue, catalog)
    _paid_for(queue, "automation", "price", "minimum_per_month")
    _paid_for(queue, "pricing", "rate")
    return queue


def _paid_for(record: dict[str, Any], key: str, *amounts: str) -> None:
    """A price below a record, its currency and its amounts as they are meant."""
    if isinstance(record.get(key), dict):
        record[key] = dict(record[key])
        _replace(record[key], "currency", currency_meant)
        money_meant(record[key], *amounts)


def _languages(record: dict[str, Any], catalog: Catalog) -> None:
    """The languages of a team, which are a list, or of a queue, which have shares, by their codes."""
    given = record.get("languages")
    if isinstance(given, str):
        given = [part for part in re.split(r"[,;/]|\s+and\s+", given) if part.strip()]
    if isinstance(given, list):
        record["languages"] = [language_meant(one, catalog) if isinstance(one, str) else one for one in given]
    elif isinstance(given, dict):
        codes = {one: language_meant(one, catalog) for one in given}
        if len(set(codes.values())) == len(codes):
            record["languages"] = {codes[one]: share for one, share in given.items()}


def _priced_items(record: dict[str, Any], catalog: Catalog) -> None:
    if isinstance(record.get("items"), list):
        record["items"] = [dict(item) if isinstance(item, dict) else item for item in record["items"]]
        for item in record["items"]:
            if isinstance(item, dict):
                _number_as_text(item, "name")
                _of_card(item, catalog)
                _replace(item, "currency", currency_meant)
                money_meant(item, "price")


def _of_card(item: dict[str, Any], catalog: Catalog) -> None:
    """An item with a key and a price is the card's item of that key at this price: its name, category, unit and currency."""
    key = item.get("key")
    if not isinstance(key, str) or "per" in item or "price" not in item:
        return
    found = catalog.item(key)
    if found is None:
        # A key that no card has is refused when it is resolved, with the nearest one; what else is missing need not be said.
        item.setdefault("name", key)
        item.setdefault("per", "contract")
        return
    for field in ("name", "category", "per"):
        item.setdefault(field, found.data[field])
    currency, slash, _ = str(found.data.get("unit", "")).partition("/")
    if slash and not found.data["per"].startswith("share_") and isinstance(item["price"], int | float | dict):
        item.setdefault("currency", currency)
