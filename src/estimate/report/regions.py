"""The document of `regions`: the same workload in every region that has a card, ranked; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.regions import Refused, Site
from estimate.ground.units import money as to_the_cent
from estimate.report.languages import Needed

VERSION = "1.0"
COLUMNS = (
    "region", "name", "area", "total", "low", "median", "high", "budget", "per_contact", "per_handled_contact", "night_share", "weekend_share", "rise", "overlap_hours",
    "hours_away", "basis", "grade", "date", "assumed", "speaks",
)  # fmt: skip
"""What a row of CSV tells of a region."""
MONEY = ("total", "low", "median", "high", "budget", "per_contact", "per_handled_contact")
"""What is not said of a region where no source prices the language."""


class PlaceDocument(TypedDict):
    """A region: what the workload costs there, its 80 % range, and what else decides; null where it is not known.

    `speaks` says whether the languages of the work are spoken there: yes, with a premium, or not known; only the first two are ranked.
    """

    region: str
    name: str
    area: str
    total: float | None
    low: float | None
    median: float | None
    high: float | None
    budget: float | None
    per_contact: float | None
    per_handled_contact: float | None
    night_share: float
    weekend_share: float
    rise: float
    overlap_hours: float | None
    hours_away: float | None
    basis: str
    grade: str
    date: str
    assumed: int
    speaks: str
    languages: list[str]
    unspoken: list[str]
    here: bool
    ranked: bool


class RefusedDocument(TypedDict):
    """A region in which the workload cannot be priced, and why."""

    region: str
    reason: str


class RegionsDocument(TypedDict):
    """A workload in every region that fits, those that speak its languages first, cheapest first.

    `moved_price` says that the scenario has a price of its own, which did not move; `own_people` that a vendor's usual price stands in for
    people of the company's own.
    """

    regions_version: str
    scenario: str
    currency: str
    at: str
    regions: int
    languages: list[str]
    languages_of_its_region: list[str]
    language_names: dict[str, str]
    moved_price: bool
    own_people: bool
    places: list[PlaceDocument]
    not_priced: list[RefusedDocument]


def regions_document(
    *,
    scenario: str,
    currency: str,
    at: str,
    places: Sequence[Site],
    refused: Sequence[Refused],
    regions: int,
    moved_price: bool,
    own_people: bool,
    needed: Needed,
) -> RegionsDocument:
    """A ranking as plain data, money rounded to the minor unit."""
    return {
        "regions_version": VERSION,
        "scenario": scenario,
        "currency": currency,
        "at": at,
        "regions": regions,
        "languages": list(needed.named),
        "languages_of_its_region": list(needed.taken),
        "language_names": dict(needed.names),
        "moved_price": moved_price,
        "own_people": own_people,
        "places": [_place(place, currency) for place in places],
        "not_priced": [{"region": one.region, "reason": one.reason} for one in refused],
    }


def needed_of(content: RegionsDocument) -> Needed:
    """The languages of the work, to be told in words."""
    return Needed(content["languages"], content["languages_of_its_region"], content["language_names"])


def _place(place: Site, currency: str) -> PlaceDocument:
    values: dict[str, Any] = asdict(place)
    for key in ("total", "low", "median", "high", "budget"):
        values[key] = None if values[key] is None else to_the_cent(values[key], currency)
    for key in ("per_contact", "per_handled_contact", "night_share", "weekend_share", "rise"):
        values[key] = None if values[key] is None else round(values[key], 6)
    if not values.pop("priced"):
        values |= dict.fromkeys(MONEY)
    values |= {"languages": list(place.languages), "unspoken": list(place.unspoken), "ranked": place.ranked}
    found: PlaceDocument = {key: values[key] for key in PlaceDocument.__annotations__}  # type: ignore[assignment]
    return found
