"""The coverage table of rates/README.md, made from the cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from estimate.files.open import read
from tests.cards.shelf import RATES

MODELS = {
    "hourly": "hour",
    "monthly": "seat",
    "per_contact": "contact",
    "per_minute": "minute",
    "per_resolution": "resolution",
}
BEGIN, END = "<!-- coverage -->", "<!-- /coverage -->"


def table() -> str:
    """A row for each region: what it has prices for, in which currency, how good, and what else it knows."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| region | currency | vendor prices | basis, grade of the first | in-house pay | premiums | gaps |"
    yield "| --- | --- | --- | --- | --- | --- | ---: |"
    for file in sorted(RATES.glob("regions/*.yaml")):
        card: dict[str, Any] = read(file).data
        prices = [
            (f"{kind.replace('_', ' ')} by the {word}", models[model])
            for kind, models in card.get("labor", {}).items()
            for model, word in MODELS.items()
            if model in models
        ]
        first = prices[0][1]["values"][-1] if prices else {}
        good = " ".join(str(first[key]) for key in ("basis", "grade") if key in first) or "–"
        own = "yes" if any("in_house" in models for models in card.get("labor", {}).values()) else "–"
        extra = sorted({key.partition("_")[0] for key in card.get("premiums", {})})
        yield (
            f"| {card['region']} | {card['currency']} | {', '.join(name for name, _ in prices) or 'none found'} | {good} | {own} "
            f"| {', '.join(extra) or '–'} | {len(card.get('gaps', ()))} |"
        )
