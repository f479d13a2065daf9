"""Words of the trade: what the glossary says of them, found by any of their forms."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.cards.catalog import Catalog
from estimate.ground.records import dataclass

CARD = "glossary"


@dataclass(frozen=True)
class GlossaryTerm:
    """A word, its other forms, and what it means."""

    name: str
    also: tuple[str, ...]
    says: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return (self.name, *self.also)


def glossary(catalog: Catalog) -> list[GlossaryTerm]:
    """Every term, in the order of the alphabet."""
    found = []
    for key in catalog.keys(CARD, "terms"):
        entry = catalog.entry(CARD, "terms", key)
        assert entry is not None
        found.append(
            GlossaryTerm(str(entry.data["name"]), tuple(map(str, entry.data.get("also", ()))), str(entry.data["says"]))
        )
    return sorted(found, key=lambda term: term.name.casefold())


def meant(terms: Sequence[GlossaryTerm], word: str) -> GlossaryTerm | None:
    """The term of a word; capitals, hyphens and underscores do not matter, and one in the plural is found too."""
    wanted = _bare(word)
    for form in (wanted, wanted.removesuffix("s")):
        for term in terms:
            if form in map(_bare, term.forms):
                return term
    return None


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
