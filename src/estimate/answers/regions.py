"""The same workload in another place: what it costs in each region that has a card, and how well that is known."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from math import fsum
from typing import Any

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.uncertainty import BUDGET, Simulation
from estimate.cards.catalog import Catalog
from estimate.ground.errors import InvalidInput
from estimate.ground.provenance import Sourced, weakest
from estimate.ground.records import dataclass
from estimate.model.coverage import time_zone
from estimate.resolve.languages import premium_of, spoken_in
from estimate.resolve.resolved import ResolvedScenario

OFFICE = range(9, 17)
"""The hours of a day in which customers and sites are taken to be at their desks."""
OWN_TO_A_REGION = ("pricing", "timezone", "premiums", "name")
"""What a team says of its region: a quote, a clock, premiums. It does not move with the work."""
YES, WITH_A_PREMIUM, NOT_KNOWN = "yes", "with a premium", "not known"
SAMPLE = (datetime(2027, 1, 12), datetime(2027, 7, 13))  # noqa: DTZ001 - a wall clock, looked at in two zones
"""A winter's and a summer's Tuesday; the overlap is the mean of both."""


Draw = Callable[[Estimate], Simulation]


@dataclass(frozen=True)
class Site:
    """A region: what the workload costs there, its 80 % range and budget (None without draws), and what else decides."""

    region: str
    name: str
    area: str
    total: float
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
    languages: tuple[str, ...]
    basis: str
    grade: str
    date: str
    assumed: int
    here: bool
    speaks: str = YES
    """Whether the languages of the work are spoken there: yes, with a premium, or not known."""
    unspoken: tuple[str, ...] = ()
    """The languages that nobody there is known to speak."""
    priced: bool = True
    """Whether a source says what every language costs there, so that the total stands for the work."""

    @property
    def ranked(self) -> bool:
        """Only where the languages are spoken is the region an answer."""
        return self.speaks != NOT_KNOWN


@dataclass(frozen=True)
class Wanted:
    """The languages that one team needs: all of them, or, where it names none, any of its own region's."""

    codes: tuple[str, ...]
    named: bool


@dataclass(frozen=True)
class Spoken:
    """How far a region speaks what the teams need, and what a team that names no language would then be asked to speak."""

    speaks: str
    unspoken: tuple[str, ...]
    priced: bool
    taken: tuple[str | None, ...]


@dataclass(frozen=True)
class Refused:
    """A region in which the workload cannot be priced, and why."""

    region: str
    reason: str


def moved(data: dict[str, Any], region: str, team: str | None = None) -> dict[str, Any]:
    """The scenario's data with its teams (or the one that is named) in another region."""
    changed = copy.deepcopy(data)
    for entry in [changed["team"]] if "team" in changed else changed["teams"]:
        if team in (None, entry.get("name")):
            for key in OWN_TO_A_REGION:
                if key != "name" or team is None:
                    entry.pop(key, None)
            if entry["region"] != region:
                entry.setdefault("status", "new")  # nobody works for the company there yet
            entry["region"] = region
    return _names_apart(changed)


def wanted(home: ResolvedScenario, catalog: Catalog, team: str | None = None) -> tuple[Wanted, ...]:
    """What each team that moves needs to speak, in the order of the file."""
    needs = []
    for _, entry in home.scenario.each_team():
        if team in (None, entry.name):
            codes = entry.spoken()
            needs.append(Wanted(codes or spoken_in(catalog, str(catalog.region(entry.region))), bool(codes)))
    return tuple(needs)


def heard_in(catalog: Catalog, card: str, needs: Sequence[Wanted]) -> Spoken:
    """How far a region speaks what is needed: by its card's languages, or with a premium that a source gives for it there."""
    found = [_heard(catalog, card, need) for need in needs]
    worst = max((one.speaks for one in found), key=(YES, WITH_A_PREMIUM, NOT_KNOWN).index, default=YES)
    unspoken = dict.fromkeys(code for one in found for code in one.unspoken)
    taken = tuple(code for one in found for code in one.taken)
    return Spoken(worst, tuple(unspoken), all(one.priced for one in found), taken)


def _heard(catalog: Catalog, card: str, need: Wanted) -> Spoken:
    known = spoken_in(catalog, card)
    kinds = {code: _kind(catalog, card, code) for code in need.codes if code not in known}
    there = [code for code, kind in kinds.items() if kind == "there"]
    if need.named:
        unspoken = tuple(code for code in kinds if code not in there)
        speaks = NOT_KNOWN if unspoken else WITH_A_PREMIUM if kinds else YES
        return Spoken(speaks, unspoken, "unknown" not in kinds.values(), (None,))
    if len(kinds) < len(need.codes) or not need.codes:
        return Spoken(YES, (), priced=True, taken=(None,))
    elsewhere = [code for code, kind in kinds.items() if kind == "elsewhere"]
    taken = next(iter((*there, *elsewhere)), None)
    return Spoken(WITH_A_PREMIUM if there else NOT_KNOWN, () if there else need.codes, taken is not None, (taken,))


def _kind(catalog: Catalog, card: str, code: str) -> str:
    premium = premium_of(catalog, card, code)
    return premium.kind if premium else "unknown"


def _speaking(data: dict[str, Any], spoken: Spoken, team: str | None) -> dict[str, Any]:
    """The moved teams; one that names no language says the one that it pays a premium for, so that it is priced."""
    entries = [data["team"]] if "team" in data else data["teams"]
    moving = [entry for entry in entries if team in (None, entry.get("name"))]
    for entry, code in zip(moving, spoken.taken, strict=True):
        if code is not None:
            entry["languages"] = [code]
    return data


class Move:
    """A scenario whose teams (or the one that is named) move from region to region.

    `recost` resolves changed data, `draw` makes the draws of a region's range. `fitting` leaves out, before they are costed, averages of
    countries and regions where the languages are not spoken or have no price.
    """

    def __init__(
        self,
        data: dict[str, Any],
        recost: Callable[[dict[str, Any]], ResolvedScenario],
        catalog: Catalog,
        home: ResolvedScenario,
        team: str | None = None,
        draw: Draw | None = None,
        *,
        fitting: bool = False,
    ) -> None:
        self.data, self.recost, self.catalog, self.home, self.team = data, recost, catalog, home, team
        self.draw, self.fitting = draw, fitting
        self.needs = wanted(home, catalog, team)
        self.here = {str(entry.region) for _, entry in home.scenario.each_team() if team in (None, entry.name)}

    def to(self, region: str) -> Site | Refused | None:
        """What the workload costs in a region, why it cannot be priced there, or None where it is left out."""
        try:
            card = str(self.catalog.region(region))
            spoken = heard_in(self.catalog, card, self.needs)
            answers = spoken.speaks != NOT_KNOWN and spoken.priced and self.catalog.entry(card, "country")
            if self.fitting and not answers:
                return None
            case = self.recost(_speaking(moved(self.data, region, self.team), spoken, self.team))
        except InvalidInput as error:
            return Refused(region, error.problems[0].message)
        place = _place(case, region, self.catalog, self.home, here=region in self.here, team=self.team, draw=self.draw)
        return replace(place, speaks=spoken.speaks, unspoken=spoken.unspoken, priced=spoken.priced)


def _place(
    case: ResolvedScenario,
    region: str,
    catalog: Catalog,
    home: ResolvedScenario,
    *,
    here: bool,
    team: str | None,
    draw: Draw | None,
) -> Site:
    result = estimate(case)
    drawn = draw(result) if draw is not None else None
    low, median, high, budget = (
        None if drawn is None else drawn.percentile(share) for share in (0.1, 0.5, 0.9, BUDGET)
    )
    rows = [row for row, name in enumerate(case.members["team"]) if team in (None, name)]
    queues = [row for row, parent in enumerate(case.teams("queue")) if parent in rows]
    prices = [case.sourced["base_rate"][row] for row in queues]
    origin = weakest([price.origin for price in prices if isinstance(price, Sourced)])
    hours = fsum(month for row in rows for month in result.values["team_hours"][row])
    card = str(catalog.region(region))
    zone = catalog.entry(card, "timezone")
    customers = home.scenario.customers
    away = _clocks(customers.timezone if customers else None, str(zone.data) if zone else None)
    languages = catalog.entry(card, "languages")
    name, area = catalog.entry(card, "name"), catalog.entry(card, "area")
    return Site(
        region,
        str(name.data) if name else region,
        str(area.data) if area else "",
        result.total,
        low,
        median,
        high,
        budget,
        result.per_contact,
        result.per_handled_contact,
        _share(result.values["night_hours"], rows, hours),
        _share(result.values["weekend_hours"], rows, hours),
        result.values["price_rise"][rows[0]],
        away[0] if away else None,
        away[1] if away else None,
        tuple(languages.data) if languages else (),
        origin.basis,
        origin.grade,
        origin.date,
        sum(sourced.origin.basis == "assumed" for _, _, sourced in result.stated()),
        here,
    )


def _share(hours: list[list[float]], rows: list[int], whole: float) -> float:
    return fsum(month for row in rows for month in hours[row]) / whole if whole else 0.0


def _clocks(customers: str | None, site: str | None) -> tuple[float, float] | None:
    """Office hours that both clocks share, and how many hours the site is ahead or behind."""
    if customers is None or site is None:
        return None
    gaps = []
    for moment in SAMPLE:
        offsets = [moment.replace(tzinfo=time_zone(zone)).utcoffset() for zone in (customers, site)]
        there, at_site = (offset.total_seconds() / 3600 if offset else 0.0 for offset in offsets)
        gaps.append((at_site - there + 12) % 24 - 12)
    shared = [max(0.0, len(OFFICE) - abs(gap)) for gap in gaps]
    return fsum(shared) / len(shared), max(abs(gap) for gap in gaps)


def _names_apart(data: dict[str, Any]) -> dict[str, Any]:
    """Teams that have lost their names keep apart by their number."""
    for at, entry in enumerate(data.get("teams", ())):
        entry.setdefault("name", f"Team {at + 1}")
    return data
