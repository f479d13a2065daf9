"""The sources that cards name by id."""

from __future__ import annotations

from estimate.cards.catalog import Catalog


def citations(catalog: Catalog) -> dict[str, str]:
    """What is said of each source, by its id: title, publisher, year and address."""
    said = {}
    for document in reversed(catalog.layers("sources")):
        for key, source in document.data.items():
            year = str(source.get("published") or "undated")[:4] if source.get("published") else "undated"
            said[str(key)] = f"{source['title']}, {source['publisher']}, {year}. {source['url']}"
    return said
