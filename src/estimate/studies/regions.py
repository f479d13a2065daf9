"""The same workload in every region that has a card, ranked and filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from estimate.answers.regions import Move, Refused, Site, wanted
from estimate.answers.uncertainty import simulate
from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.files.overrides import apply
from estimate.ground.errors import InvalidInput, Problem, UsageError, did_you_mean
from estimate.ground.records import dataclass
from estimate.report.languages import Needed
from estimate.report.regions import RegionsDocument, regions_document
from estimate.resolve.languages import language_name
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.cores import on_all_cores
from estimate.studies.draws import ENDS, DrawOptions
from estimate.studies.request import Request, read_document

DRAWS = 100
"""Draws for each region's range where nobody says how many; there are some sixty regions."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to."""

    languages: Sequence[str] = ()
    overlap: float | None = None
    nearshore: float | None = None
    area: str | None = None
    top: int | None = None

    def of(self, found: Sequence[Site]) -> list[Site]:
        """The places that fit, cheapest first, those that speak the languages before the others. Raises UsageError for an area that no card has."""
        areas = sorted({place.area for place in found if place.area})
        if self.area is not None and self.area not in areas:
            raise UsageError(f"no area {self.area} ({did_you_mean(self.area, areas)})")
        fitting = [
            place
            for place in found
            if set(self.languages) <= set(place.languages)
            and (self.overlap is None or (place.overlap_hours is not None and place.overlap_hours >= self.overlap))
            and (self.nearshore is None or (place.hours_away is not None and place.hours_away <= self.nearshore))
            and self.area in (None, place.area)
        ]
        order = sorted(
            fitting, key=lambda place: (not place.ranked, not place.priced, place.total if place.priced else 0)
        )
        ranked = [place for place in order if place.ranked][: self.top]
        return ranked if self.top is not None else [*ranked, *(place for place in order if not place.ranked)]


def regions(request: Request, filters: Filters, team: str | None, sampling: DrawOptions | None) -> RegionsDocument:
    """The scenario in every region, each with its range where draws are asked for, ranked and filtered."""
    request.check()
    read = apply(read_document(request.scenario), request.settings)
    work = _Moving(replace(request, settings=()), read, team, sampling)
    home, catalog = work.home, work.catalog
    _check(home, filters, team, read.source)
    found = list(on_all_cores(work, catalog.regions()))
    return regions_document(
        scenario=home.scenario.name,
        currency=home.currency,
        at=home.at,
        places=filters.of([place for place in found if isinstance(place, Site)]),
        refused=[place for place in found if isinstance(place, Refused)],
        regions=len(found),
        moved_price=any(
            entry.pricing.rate is not None for _, entry in home.scenario.each_team() if team in (None, entry.name)
        ),
        own_people="in_house" in home.labels["sourcing"],
        needed=_needed(home, catalog, team),
    )


class _Moving:
    """The workload in a region, for any process that is given it."""

    def __init__(self, request: Request, read: InputFile, team: str | None, sampling: DrawOptions | None) -> None:
        self._made_of = request, read, team, sampling
        self.catalog = Catalog(request.rates)
        self.home = request.case_of(read, self.catalog)
        self._common = replace(request, currency=self.home.currency)
        drawn = sampling if self.home.at not in ENDS else None
        draw = None if drawn is None else partial(simulate, draws=drawn.draws or DRAWS, seed=drawn.seed)
        self._move = Move(read.data, self._recost, self.catalog, self.home, team, draw)

    def __call__(self, region: str) -> Site | Refused | None:
        return self._move.to(region)

    def _recost(self, data: dict[str, Any]) -> ResolvedScenario:
        return self._common.case_of(replace(self._made_of[1], data=data), self.catalog)

    def __reduce__(self) -> Any:
        # Another process reads the cards itself.
        return _Moving, self._made_of


def _needed(home: ResolvedScenario, catalog: Catalog, team: str | None) -> Needed:
    """The languages of the work in words, and whether the scenario names them."""
    needs = wanted(home, catalog, team)
    taken = dict.fromkeys(code for need in needs if not need.named for code in need.codes)
    named = dict.fromkeys(code for need in needs if need.named for code in need.codes)
    names = {code: language_name(catalog, code) for code in (*named, *taken)}
    return Needed(tuple(named), tuple(taken), names)


def _check(home: ResolvedScenario, filters: Filters, team: str | None, source: str) -> None:
    names = home.members["team"]
    if team is not None and team not in names:
        raise UsageError(f"no team {team} ({did_you_mean(team, names)})")
    if (filters.overlap is not None or filters.nearshore is not None) and home.scenario.customers is None:
        message = "says nothing of the customers' clock (give customers: {timezone: America/New_York})"
        raise InvalidInput([Problem(source, message)])
