"""The rate cards on the shelf: ours, and the user's own on top, key by key. Reads a card only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from estimate.cards.kept import read_kept
from estimate.files.input_file import InputFile, dotted
from estimate.files.open import read
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import COVERS, Range
from estimate.ground.records import dataclass

Address = tuple[str, ...]
"""Where a fact stands: the card's name, then the keys inside it."""
EXCHANGE = "fx"
"""The card of exchange rates, which a central bank's file may replace."""
REGION = re.compile(r"[\w -]{1,100}")
"""What a region may be called: a word that can be the name of a file."""
ITEM_CARDS = ("technology", "training", "fees")
"""The cards that have items, in the order in which their lines stand."""


@dataclass(frozen=True)
class Found:
    """A fact or an item as it stands on a card."""

    card: str
    data: Any
    document: InputFile
    path: tuple[str, ...]

    @property
    def address(self) -> Address:
        return (self.card, *self.path)

    def origin(self, value: dict[str, Any], position: int) -> Origin:
        """Where one of the dated values comes from."""
        at: tuple[str | int, ...] = (*self.path, "values", position)
        return Origin(
            basis=value["basis"],
            file=self.document.source,
            line=lambda: self.document.place(at).line,
            date=str(value.get("from", "")),
            grade=str(value.get("grade", "")),
            sources=tuple(value.get("sources", ())),
            formula="; ".join(f"{end}: {text}" for end, text in value.get("formula", {}).items()),
            note=str(value.get("note", "")),
            fact=" ".join(self.address),
        )


class TooEarly(Exception):
    """A date before the first value of a fact: when that begins, and which fact on which card it is."""

    def __init__(self, first: str, card: str, fact: str) -> None:
        super().__init__(first, card, fact)
        self.first, self.card, self.fact = first, card, fact


class Catalog:
    """Looks facts up in the user's folders, last one first, and then in the cards that come with the tool.

    A central bank's file of exchange rates may stand among the folders; it is a shelf with the card of exchange rates alone.
    """

    def __init__(self, folders: Sequence[Path] = (), *, shipped: Path | None = None) -> None:
        self._ours = shipped_rates() if shipped is None else None
        """The cards that come with the tool; those of others are theirs, and nothing is kept beside them."""
        self._shelves = [
            *((folder, str(folder)) for folder in reversed(folders)),
            (shipped or shipped_rates(), "rates"),
        ]
        self._documents: dict[str, list[InputFile]] = {}
        self._entries: dict[Address, Found | None] = {}
        self._facts: dict[tuple[str, Address, str], tuple[Range, str, Origin]] = {}
        self._items: list[tuple[str, Found]] = []
        self._asked: dict[str, None] = {}

    @property
    def folders(self) -> list[str]:
        """The user's folders and files of cards, as they were named."""
        return [shown for _, shown in reversed(self._shelves[:-1])]

    def anew(self) -> Catalog:
        """The same cards for another case: what has been read is shared, and `documents` are those that this one is asked for."""
        other = copy(self)
        other._asked = {}  # noqa: SLF001 - of its own class
        return other

    def layers(self, card: str) -> list[InputFile]:
        """The documents that make up a card, the winning one first."""
        self._asked[card] = None
        if card not in self._documents:
            if card == EXCHANGE:
                self._documents[card] = self._exchange()
                return self._documents[card]
            # In a user's folder a region's card may also lie at the top, beside nothing else.
            names = [card]
            if card.startswith("regions/") and not self._is_shared(name := card.removeprefix("regions/")):
                names.append(name)
            files = [
                (folder / f"{name}.yaml", f"{shown}/{name}.yaml") for folder, shown in self._shelves for name in names
            ]
            self._documents[card] = [self._read(file, shown) for file, shown in files if file.is_file()]
        return self._documents[card]

    def _is_shared(self, name: str) -> bool:
        """Whether a shared card of ours has that name, which no region has then."""
        shelf, _ = self._shelves[-1]
        return (shelf / f"{name}.yaml").is_file()

    def _read(self, file: Path, shown: str) -> InputFile:
        return read_kept(file, shown) if self._ours and file.is_relative_to(self._ours) else read(file, source=shown)

    def _exchange(self) -> list[InputFile]:
        """The cards of exchange rates, a central bank's file among them in its turn."""
        found: list[InputFile] = []
        for shelf, shown in self._shelves:
            if shelf.is_file():
                from estimate.cards.reference_rates import read_rates

                found.append(read_rates(shelf))
            elif (shelf / f"{EXCHANGE}.yaml").is_file():
                found.append(self._read(shelf / f"{EXCHANGE}.yaml", f"{shown}/{EXCHANGE}.yaml"))
        return found

    def documents(self) -> list[InputFile]:
        """Every card that has been asked for, in that order, for the record."""
        return [document for card in self._asked for document in self._documents[card]]

    def region(self, region: str) -> str | None:
        """The card of a region, or None where there is none; what is no name, such as a path, is none."""
        if not REGION.fullmatch(region):
            return None
        card = f"regions/{region.replace('_', '-')}"
        # In a user's folder shared cards lie beside those of regions, and say nothing of a region.
        return card if any(key in layer.data for layer in self.layers(card) for key in ("region", "labor")) else None

    def regions(self) -> list[str]:
        """Every region that has a card, in the order of the alphabet."""
        names = {file.stem for folder, _ in self._shelves for file in folder.glob("regions/*.yaml")}
        return sorted(name.replace("-", "_") for name in names)

    def entry(self, *address: str) -> Found | None:
        """What stands at an address, from the first card that has it."""
        if address not in self._entries:
            self._entries[address] = self._entry(address)
        self._asked[address[0]] = None
        return self._entries[address]

    def _entry(self, address: Address) -> Found | None:
        card, *keys = address
        for document in self.layers(card):
            data: Any = document.data
            for key in keys:
                data = data.get(key) if isinstance(data, dict) else None
                if data is None:
                    break
            else:
                return Found(card, data, document, tuple(keys))
        return None

    def keys(self, *address: str) -> list[str]:
        """The keys below an address, over all layers, ours first."""
        card, *keys = address
        found: dict[str, None] = {}
        for document in reversed(self.layers(card)):
            data: Any = document.data
            for key in keys:
                data = data.get(key, {}) if isinstance(data, dict) else {}
            found.update(dict.fromkeys(data))
        return list(found)

    def item(self, key: str) -> Found | None:
        """The item of a key, from the first card that has it."""
        found = (self.entry(card, "items", key) for card in ITEM_CARDS)
        return next((one for one in found if one is not None), None)

    def every_item(self) -> Sequence[tuple[str, Found]]:
        """Every item with its key, card by card."""
        if not self._items:
            for card in ITEM_CARDS:
                found = ((key, self.entry(card, "items", key)) for key in self.keys(card, "items"))
                self._items.extend((key, one) for key, one in found if one is not None)
        self._asked |= dict.fromkeys(ITEM_CARDS)
        return self._items

    def fact(self, found: Found, as_of: str, path: str) -> Sourced:
        """The value of a fact in force on a date.

        Raises TooEarly where the first value begins later: nothing is carried back in time.
        """
        key = found.document.source, found.address, as_of
        if key not in self._facts:
            self._facts[key] = _fact(found, as_of)
        return Sourced(*self._facts[key], path)


def _fact(found: Found, as_of: str) -> tuple[Range, str, Origin]:
    values = found.data["values"]
    in_force = [i for i, value in enumerate(values) if str(value["from"]) <= as_of]
    if not in_force:
        first = min(str(value["from"]) for value in values)
        raise TooEarly(first, found.document.source, dotted(found.path))
    position = max(in_force, key=lambda i: str(values[i]["from"]))
    value = values[position]
    likely = float(value["likely"])
    low, high = float(value.get("low", likely)), float(value.get("high", likely))
    limits = Range(low, likely, high, float(value.get("covers", COVERS)), value.get("shape", "smooth"))
    if found.data["unit"] == "share" and high <= 1 and not any("premium" in key for key in map(str, found.path)):
        limits = replace(limits, most=1.0)
    return limits, found.data["unit"], found.origin(value, position)


def shipped_rates() -> Path:
    """The folder of the cards that come with the tool: beside the code in a wheel, at the top in a checkout."""
    return _shipped("rates")


def shipped_examples() -> Path:
    """The folder of the examples that come with the tool."""
    return _shipped("examples")


def _shipped(folder: str) -> Path:
    package = Path(__file__).parents[1]
    inside = package / folder
    return inside if inside.is_dir() else package.parents[1] / folder
