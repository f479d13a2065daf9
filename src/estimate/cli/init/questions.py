"""The questions of `estimate init` at a terminal: what decides most, and what is taken where an answer is skipped."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import TypeVar

from estimate.cards.catalog import Catalog
from estimate.cli.init.answers import (
    EXAMPLE_CONTACTS,
    Answers,
    channels_in,
    cost_in,
    count_in,
    home_in,
    hours_in,
    languages_in,
    nothing,
    places_in,
    yes_in,
    zone_in,
)
from estimate.cli.output import note
from estimate.ground.errors import UsageError
from estimate.language import shown
from estimate.resolve.pooling import SMALL_TEAM

Read = TypeVar("Read")
EXAMPLE = -1.0
"""Stands for a number that nobody has given."""


def ask_workload(answers: Answers, catalog: Catalog) -> None:
    """Ask what comes in, who does it today, and for whom. Every question can be skipped with Enter."""
    note("Enter skips a question; what is then taken stands behind it.\n")
    if not answers.channels:
        asked = _ask(
            "What comes in a month? (such as 2,500 emails and 800 chats)",
            "email",
            lambda text: channels_in(text, catalog),
        )
        answers.channels = [channel for channel, _ in asked]
        answers.contacts = [count for _, count in asked]
    if answers.people is None:
        answers.people = _ask("How many people do it today?", "nobody, or not known", _unless_nothing(count_in))
    if answers.people and answers.cost is None:
        answers.cost = _ask("What do they cost a month, all in?", "not known", _unless_nothing(cost_in))
    if not answers.contacts:
        answers.contacts = [None] * len(answers.channels)
    if answers.people is None:
        answers.contacts = counts = [
            _ask(
                f"How many {channel.replace('_', ' ')} contacts a month?",
                f"{EXAMPLE_CONTACTS:,.0f}, as an example",
                _count,
            )
            if count is None
            else count
            for channel, count in zip(answers.channels, answers.contacts, strict=True)
        ]
        answers.examples = EXAMPLE in counts
        answers.contacts = [EXAMPLE_CONTACTS if count == EXAMPLE else count for count in counts]
    if answers.customers is None:
        zone, answers.home = _ask(
            "Where are your customers? (a country or a time zone)",
            "wherever the team sits",
            _unless_nothing(lambda text: (zone_in(text, catalog), home_in(text, catalog))),
        ) or (None, None)
        answers.customers = zone
    if answers.languages is None:
        answers.languages = ", ".join(_ask("What do they speak?", "English", lambda text: languages_in(text, catalog)))
    if answers.hours is None:
        answers.hours = _ask("When must somebody be there? (mon-fri 9-17, 24/7)", "business: mon-fri 9-17", _hours)
    if answers.blend is None and answers.mixed:
        small = (answers.people or 0) < SMALL_TEAM
        answers.blend = _ask(
            "Do the same people write emails between chats and calls?", "yes" if small else "no", yes_in
        )


def ask_places(answers: Answers, priced: Sequence[str], catalog: Catalog) -> None:
    """Ask where the team could sit, among the regions that can be priced, the cheapest first."""
    listed = ", ".join(name.replace("_", " ").title() for name in priced)
    said = shown(f"Regions with a price, the cheapest first: {listed}")
    note(textwrap.fill(said, _width(), subsequent_indent="  "))
    answers.regions = _ask(
        "Where could they sit? (countries, nearshore, or the cheapest three)",
        "the cheapest three",
        lambda text: places_in(text, priced, catalog),
    )


def _ask(question: str, default: str, read: Callable[[str], Read]) -> Read:
    """The answer, read; an empty line takes the default. Asks again where it cannot be read."""
    while True:
        sys.stderr.write(f"{shown(question)} [{shown(default)}] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        try:
            return read(line.strip() or default)
        except UsageError as error:
            note(textwrap.fill(shown(str(error)), _width(), initial_indent="  ", subsequent_indent="  "))


def _unless_nothing(read: Callable[[str], Read]) -> Callable[[str], Read | None]:
    """What is read, or None where the answer is that nobody knows."""
    skipped = ("nobody, or not known", "not known", "wherever the team sits")
    return lambda text: None if text in skipped or nothing(text) else read(text)


def _count(text: str) -> float:
    return EXAMPLE if text.endswith("as an example") or nothing(text) else count_in(text)


def _hours(text: str) -> str:
    return "business" if text.startswith("business") else hours_in(text)


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size().columns, 100)
