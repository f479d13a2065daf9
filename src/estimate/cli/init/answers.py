"""What `estimate init` knows of a desk, and how natural answers are read: `2,500 emails and 800 chats`, `mon-fri 9-5`, `nearshore`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from estimate.cards.catalog import Catalog
from estimate.ground.errors import UsageError, did_you_mean
from estimate.ground.records import dataclass
from estimate.model.coverage import parse_hours, time_zone
from estimate.schema.names import channel_meant, language_meant, region_hint, region_meant
from estimate.schema.numbers import number_in, remedy
from estimate.schema.queue import CHANNELS
from estimate.schema.word_cards import Template
from estimate.schema.wording import money_meant

CHEAPEST, NEARSHORE = "cheapest", "nearshore"
LIVE = ("voice", "chat")
EXAMPLE_CONTACTS = 1000.0
"""What stands for a number of contacts that nobody knows, and is said to be an example."""
_NOTHING = ("", "none", "nobody", "no", "-", "?", "unknown", "not known", "i don't know", "don't know")
_COUNTED = re.compile(
    r"(?P<number>[0-9][0-9.,]*\s*[kK만천]?)\s*(?P<word>[^\W\d].*?)(?:\s+(?:a|per|each)\s+month|/month)?"
)


@dataclass
class Answers:
    """The desk so far. What is missing is asked for at a terminal; None means that nobody has said it."""

    regions: Sequence[str] = field(default_factory=list)
    channels: Sequence[str] = field(default_factory=list)
    contacts: Sequence[float | None] = field(default_factory=list)
    hours: str | None = None
    languages: str | None = None
    customers: str | None = None
    people: float | None = None
    cost: str | None = None
    blend: bool | None = None
    home: str | None = None
    """The customers' own country, where it has a card; today's people are taken to sit there."""
    examples: bool = False
    """Whether a number of contacts stands only as an example."""
    like: str | None = None
    """The name of a template."""
    size: float | None = None
    """How many orders, customers or rooms the template is for."""
    template: Template | None = None

    @property
    def mixed(self) -> bool:
        """Whether the same people could do what waits between what does not."""
        return any(one in LIVE for one in self.channels) and any(one not in LIVE for one in self.channels)

    @property
    def money(self) -> tuple[str, str]:
        """What today's people cost a month: the amount, and its currency or nothing."""
        record = {"cost": self.cost or ""}
        money_meant(record, "cost")
        return record["cost"], record.get("currency", "")


def parts_of(text: str) -> list[str]:
    """The members of a list in words: `email and chat`, `email, chat`, `2,500 emails + 800 chats`."""
    parts = re.split(r"\s*(?:;|\+|&|\band\b|(?<![0-9]),|,(?![0-9]{3}(?![0-9])))\s*", text.strip())
    return [part for part in parts if part]


def one_of(word: str, known: Sequence[str]) -> str:
    """A word of a list. Raises UsageError with the did_you_mean one."""
    if word not in known:
        raise UsageError(f"{word} is not known ({did_you_mean(word, known)})")
    return word


def region_of(word: str, known: Sequence[str], catalog: Catalog) -> str:
    """The region of a list that a word means. Raises UsageError with the nearest one."""
    region = region_meant(word, catalog)
    if region not in known:
        raise UsageError(f"{word} is not known ({region_hint(word, catalog).removesuffix('.')})")
    return region


def channels_in(text: str, catalog: Catalog) -> list[tuple[str, float | None]]:
    """Channels with their contacts a month where these are named. Raises UsageError for a word that is none."""
    found: dict[str, float | None] = {}
    for part in parts_of(text):
        match = _COUNTED.fullmatch(part)
        word = match["word"] if match else part
        channel = one_of(channel_meant(word, catalog), CHANNELS)
        if channel in found:
            raise UsageError(f"{channel} is named twice (name each channel once)")
        found[channel] = count_in(match["number"]) if match else None
    if not found:
        raise UsageError("names no channel (write email, chat, phone)")
    return list(found.items())


def count_in(text: str) -> float:
    """A number of contacts or people: 2,500 or 12k. Raises UsageError with what to write."""
    text = text.strip()
    number = number_in(text)
    if number is None or number < 0 or "%" in text:
        raise UsageError(f"must be a number, got {text} ({remedy(text) or 'write 2500, 2,500 or 2.5k'})")
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", text):
        raise UsageError(f"{text} is {number:g} (write {text.replace('.', '')} if thousands are meant)")
    return number


def cost_in(text: str) -> str:
    """What a month costs, with its currency where it is named. Raises UsageError for what is no amount."""
    amount, _ = Answers(cost=text).money
    if number_in(amount) is None or number_in(amount) == 0:
        raise UsageError(f"must be an amount, got {text} (write 27000 or 27,000 EUR)")
    return text


def hours_in(text: str) -> str:
    """Opening hours as they are written. Raises UsageError for what nobody can read."""
    try:
        parse_hours(text)
    except ValueError as error:
        raise UsageError(str(error)) from None
    return text


def languages_in(text: str, catalog: Catalog) -> list[str]:
    """Languages by their codes. Raises UsageError for a word that is none."""
    codes = [language_meant(part, catalog) for part in parts_of(text)]
    for code in codes:
        if not re.fullmatch("[a-z]{2,3}", code):
            raise UsageError(f"{code} is not a language (write English, Spanish, or codes such as en, es, ko)")
    return codes


def home_in(text: str, catalog: Catalog) -> str | None:
    """The card of a country, where the answer is one."""
    region = region_meant(text, catalog)
    return region if catalog.region(region) else None


def zone_in(text: str, catalog: Catalog) -> str:
    """The customers' time zone, by its own name or by a country's. Raises UsageError for what is neither."""
    card = catalog.region(region_meant(text, catalog))
    found = catalog.entry(str(card), "timezone") if card else None
    try:
        name = str(found.data) if found else text
        time_zone(name)
    except ValueError as error:
        raise UsageError(f"{error}; or name a country") from None
    return name


def places_in(text: str, known: Sequence[str], catalog: Catalog) -> list[str]:
    """Regions, or how to choose them. Raises UsageError for a place that has no price."""
    plain = text.strip().lower()
    if NEARSHORE in plain or CHEAPEST in plain:
        return [NEARSHORE if NEARSHORE in plain else CHEAPEST]
    whole = region_meant(text, catalog)
    return [whole] if whole in known else [region_of(part, known, catalog) for part in parts_of(text)]


def yes_in(text: str) -> bool:
    """Yes or no. Raises UsageError for anything else."""
    word = text.strip().lower()
    if word not in ("y", "yes", "true", "예", "네", "n", "no", "false", "아니요"):
        raise UsageError(f"must be yes or no, got {text}")
    return word[0] in "yt예네"


def nothing(text: str) -> bool:
    """Whether an answer says that nobody knows."""
    return text.strip().lower() in _NOTHING
