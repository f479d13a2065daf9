"""Choices that are words, not numbers, and that nobody made: what was taken, and what the other choice would do to the cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from estimate.answers.estimate import Estimate
from estimate.ground.errors import InvalidInput
from estimate.ground.records import dataclass
from estimate.ground.term import LENGTHS
from estimate.resolve.live_queue import attention
from estimate.schema.team import Team

ZONES = {
    "USD": ("America/New_York", "New York"),
    "CAD": ("America/Toronto", "Toronto"),
    "GBP": ("Europe/London", "London"),
    "EUR": ("Europe/Berlin", "Berlin"),
    "KRW": ("Asia/Seoul", "Seoul"),
    "JPY": ("Asia/Tokyo", "Tokyo"),
    "AUD": ("Australia/Sydney", "Sydney"),
}
"""Where customers who pay in a currency may well live: what is tried where nobody says where they are."""
FAR = "USD"
OTHER_TERM = 12
TOTAL, MONTH = "total", "average_month"
Recost = Callable[[Sequence[str]], Estimate]


@dataclass(frozen=True)
class StructuralChoice:
    """A choice that the scenario leaves open. `change` is what `other` does to the cost, as a share of it: of the total, or of the average
    month where the term itself moves; `path` is the key to write and `value` what makes the other choice.
    """

    id: str
    team: str | None
    path: str
    value: str
    taken: str
    other: str
    change: float
    of: str = TOTAL


@dataclass(frozen=True)
class _Open:
    """A choice before it has been tried; `settings` make the other one."""

    id: str
    team: str | None
    taken: str
    other: str
    settings: tuple[str, ...]


def structural(result: Estimate, recost: Recost) -> list[StructuralChoice]:
    """Every open choice, the one that moves the cost most first; each other choice is really run.

    `recost` costs the same scenario with further settings (`path=value`). A choice that cannot be run is left out.
    """
    found = []
    for each in _open(result):
        try:
            other = recost(each.settings)
        except InvalidInput:
            continue
        if not result.total:
            continue
        path, _, value = each.settings[0].partition("=")
        of, by = TOTAL, 1.0
        if each.id == "term":
            of, by = MONTH, result.case.term.length / other.case.term.length
        change = other.total * by / result.total - 1
        found.append(StructuralChoice(each.id, each.team, path, value, each.taken, each.other, change, of))
    return sorted(found, key=lambda choice: -abs(choice.change))


def _open(result: Estimate) -> Iterator[_Open]:
    scenario, case = result.case.scenario, result.case
    for row, (path, team) in enumerate(scenario.each_team()):
        name = case.members["team"][row] if len(case.members["team"]) > 1 else None
        place = ".".join(map(str, path))
        yield from _team(result, row, place, name, team)
    if scenario.customers is None:
        yield from _zone(result)
    if all(getattr(scenario, key) is None for key in LENGTHS):
        months, start = case.term.length, "" if scenario.start else f" from {case.term.start}"
        other = OTHER_TERM if months != OTHER_TERM else 3 * OTHER_TERM
        yield _Open("term", None, f"{months} months{start}", f"{other} months", (f"months={other}",))


def _team(result: Estimate, row: int, place: str, name: str | None, team: Team) -> Iterator[_Open]:
    case = result.case
    said = team.blend is not None or team.staffing.usable_idle_share is not None
    if not said and len({attention(queue) for queue in team.queues}) > 1 and _by_work(team):
        pool = case.labels["blend"][row] == "blended"
        one, apart = "the same people do live contacts and what can wait", "people of their own for each"
        taken, other = (one, apart) if pool else (apart, one)
        yield _Open("blend", name, taken, other, (f"{place}.blend={'false' if pool else 'true'}",))
    split = [at for at, queue in enumerate(team.queues) if len(queue.languages) > 1 and "bilingual" not in queue.given]
    if split:
        settings = tuple(f"{place}.queues.{at}.bilingual=true" for at in split)
        yield _Open(
            "bilingual", name, "people of their own for each language", "one pool who speak all of them", settings
        )
    if team.hours is None:
        frame = case.catalog.entry("defaults", "hours")
        taken = "business hours" if frame is None or frame.data == "business" else str(frame.data)
        yield _Open("hours", name, f"open in {taken}", "open around the clock", (f"{place}.hours=24x7",))
    quotes = [quote for quote in case.quotes if quote.row == row and quote.presumed]
    if quotes:
        parts = ", ".join(sorted(part.replace("_", " ") for part in quotes[0].presumed))
        taken = f"the price includes what the card's price does: {parts}"
        yield _Open("includes", name, taken, "the bare price", (f"{place}.pricing.includes=[]",))


def _zone(result: Estimate) -> Iterator[_Open]:
    """Customers on the clock of the currency's country, where the team does not sit on that clock itself."""
    case = result.case
    sites = set()
    for _, team in case.scenario.each_team():
        card = case.catalog.entry(str(case.catalog.region(team.region)), "timezone")
        sites.add(team.timezone or (str(card.data) if card else ""))
    zone, city = ZONES.get(case.currency, ZONES[FAR])
    if zone in sites:
        zone, city = ZONES["EUR"] if zone == ZONES[FAR][0] else ZONES[FAR]
    taken, other = "customers on the clock of the people who answer them", f"customers on {city} time"
    yield _Open("customers", None, taken, other, (f"customers.timezone={zone}",))


def _by_work(team: Team) -> bool:
    """Whether the work sets the staffing of any queue; given agents are the same in one pool or two."""
    return any(queue.agents is None for queue in team.queues)
