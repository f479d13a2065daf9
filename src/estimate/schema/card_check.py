"""Checking rate cards as a whole: their shape, and that their values are honest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from estimate.cards.reference_rates import is_rates_file, read_rates
from estimate.files.beside import is_folder
from estimate.files.input_file import InputFile
from estimate.files.open import read
from estimate.ground.errors import InvalidInput, Problem
from estimate.schema.load import validated
from estimate.schema.rate_card import CARDS, RegionCard


def is_card(document: InputFile) -> bool:
    """Whether a document is a rate card rather than a scenario: it has a shared card's name, or describes a region."""
    return PurePath(document.source).stem in CARDS or "region" in document.data or "labor" in document.data


def check_card(document: InputFile) -> None:
    """Raise InvalidInput with every problem of a card's shape."""
    validated(document, CARDS.get(PurePath(document.source).stem, RegionCard))


def check_folders(folders: Sequence[Path]) -> None:
    """Refuse a folder of cards that is not there, holds no card, or holds one that is wrong; likewise a file of exchange rates.

    A typing error must not pass as silence, so that cards which a scenario does not need are checked too.
    """
    problems: list[Problem] = []
    for folder in folders:
        if is_rates_file(folder):
            try:
                read_rates(folder)
            except InvalidInput as error:
                problems.extend(error.problems)
            continue
        if not is_folder(folder):
            words = "is not a folder (--rates takes a folder of rate cards, or a central bank's file of exchange rates in .csv or .zip)"
            problems.append(Problem(str(folder), words))
            continue
        cards = 0
        for file in sorted([*folder.glob("*.yaml"), *folder.glob("regions/*.yaml")]):
            try:
                document = read(file)
                if is_card(document) or file.parent != folder:  # scenarios may lie beside the cards
                    cards += 1
                    check_card(document)
            except InvalidInput as error:
                problems.extend(error.problems)
        if not cards and not problems:
            problems.append(Problem(str(folder), "holds no rate card (expected *.yaml or regions/*.yaml)"))
    if problems:
        raise InvalidInput(problems)
