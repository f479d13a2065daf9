"""What the commands of `rates` are asked for: cards, a date, and words that the cards must know."""

from __future__ import annotations

from collections.abc import Sequence
from estimate.ground.records import dataclass
from pathlib import Path

from estimate.answers.card_facts import card_date
from estimate.cards.catalog import Catalog
from estimate.files.beside import is_folder
from estimate.ground.errors import InvalidInput, UsageError, did_you_mean
from estimate.schema.names import region_meant
from estimate.schema.wording import as_of_problem


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None is no narrowing."""

    region: str | None = None
    support_type: str | None = None
    area: str | None = None
    unit: str | None = None
    basis: str | None = None


def cards(rates: Sequence[Path], as_of: str | None) -> tuple[Catalog, str]:
    """The cards, the user's folders checked first, and the date of the question. Raises InvalidInput."""
    date = date_of(as_of)
    if rates:
        from estimate.schema.card_check import check_folders

        check_folders(rates)
    catalog = Catalog(rates)
    return catalog, date or card_date(catalog)


def folder_of_cards(folder: Path | None) -> Catalog:
    """The cards of a folder over the tool's own, unchecked. Raises UsageError where there is no such folder."""
    if folder is not None and not is_folder(folder):
        raise UsageError(
            f"{folder} is not a folder (name a folder of rate cards; a single file: estimate validate FILE)"
        )
    return Catalog([folder] if folder is not None else [])


def date_of(as_of: str | None) -> str | None:
    """The date of `--as-of`. Raises InvalidInput for what is none."""
    from datetime import date

    if as_of is None:
        return None
    if problem := as_of_problem(as_of):
        raise InvalidInput([problem])
    return date.fromisoformat(as_of).isoformat()


def region_key(word: str | None, catalog: Catalog) -> str | None:
    """A region by its card's name, or by what people call it."""
    return None if word is None else region_meant(word, catalog)


def key(word: str | None) -> str | None:
    """A name as the cards write it: South Africa and south-africa are south_africa."""
    return None if word is None else word.strip().lower().replace("-", "_").replace(" ", "_")


def one_of(what: str, word: str | None, known: Sequence[str]) -> str | None:
    """The word. Raises UsageError with the nearest one where it is not known."""
    if word is not None and word not in known:
        raise UsageError(f"no {what} {word} ({did_you_mean(word, known)})")
    return word
