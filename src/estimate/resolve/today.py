"""The people of today: what they cost a month, what a contact takes by their hours, and the work that they stand for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from estimate.files.input_file import InputFile, dotted
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import At, Range, point
from estimate.ground.records import dataclass
from estimate.model.coverage import OpeningHours, parse_hours
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.months import periods_per_month
from estimate.resolve.scope import Path, Scope
from estimate.schema.people_of_today import queues_of
from estimate.schema.team import Team

PEOPLE = ("today", "people")
STAFF = ("operations", "staffing", "in_house")
"""The card's figures for people of one's own."""
FACT = "today handle_minutes"
"""Handle times that follow from the people of today are one fact: what one contact takes more, another does too."""
LEAST_LEFT = 0.1
"""With less than this share of today's hours left for the queues without a handle time, nothing can be said of these."""
FAR = 2.0
"""Given handle times that need so many times the hours of today's people, or so small a part of them, are asked back."""


@dataclass(frozen=True)
class Stream:
    """A queue as today's people have it: contacts a month, minutes of one (given or the card's), and how many at a time."""

    path: Path
    contacts: float
    minutes: Sourced
    at_once: float

    @property
    def given(self) -> bool:
        """Whether the scenario says how long a contact takes."""
        return self.minutes.origin.basis == "given"

    @property
    def hours(self) -> float:
        """Hours of handling in a month."""
        return self.contacts * self.minutes.value.likely / self.at_once / 60


def cost_today(scope: Scope) -> Sourced | None:
    """What the people of today cost a month, in the currency of the estimate; None where the scenario does not say it."""
    today = scope.scenario.today
    if today is None or today.cost_per_month is None:
        return None
    cost = scope.given(today.cost_per_month, ("today", "cost_per_month"), "price/month")
    rate = exchange_rate(scope, today.currency or scope.own_currency, ("today", "currency"))
    if cost is None or rate is None:
        return None
    return replace(cost, value=cost.value.scaled(scope.of(rate.value)), unit="money/month")


def derived_inputs(scope: Scope) -> dict[Path, Sourced]:
    """By the place of an input that nobody gives: what follows from the number of today's people."""
    today = scope.scenario.today
    if today is None or today.people is None:
        return {}
    return {**_agents(scope, today.people), **_handle_times(scope, today.people)}


def _agents(scope: Scope, people: Range) -> dict[Path, Sourced]:
    """The agents of queues for which the people of today stand."""
    note = f"the people of today, {people.likely:g} in all, shared out evenly: nobody says how many contacts come"
    origin = replace(_origin(scope, note), fact="")
    places = [((*path, "agents"), queue.agents) for path, queue in queues_of(scope.scenario)]
    return {
        place: Sourced(agents, "agent", origin, dotted(place))
        for place, agents in places
        if agents is not None and not _written(scope.document, place)
    }


def _written(document: InputFile, path: Path) -> bool:
    here: Any = document.data
    for step in path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _origin(scope: Scope, note: str, formula: str = "") -> Origin:
    place = scope.document.place
    return Origin(
        "derived", scope.document.holder(PEOPLE), lambda: place(PEOPLE).line, formula=formula, note=note, fact=FACT
    )


def _handle_times(scope: Scope, people: Range) -> dict[Path, Sourced]:
    """The handle time of each queue that gives none, so that all contacts together are the work of today's people.

    Between channels the proportions of the card hold. The range is that of the people's hours: how many are paid, how many of
    them are worked, and how many of these go to contacts; their errors are independent, so that they add in squares.
    """
    streams = list(_streams(scope))
    facts = [scope.fact((*PEOPLE,), (*STAFF, name)) for name in ("paid_hours_per_fte", "shrinkage", "busy_share")]
    if not streams or None in facts:
        return {}
    paid, away, busy = (fact.value for fact in facts if fact is not None)
    worked = away.map(lambda share: 1 - share)
    hours = people.likely * paid.likely * worked.likely * busy.likely
    at_work = people.likely * paid.likely * worked.likely
    stated = math.fsum(stream.hours for stream in streams if stream.given)
    asked = math.fsum(stream.hours for stream in streams if not stream.given)
    contacts = math.fsum(stream.contacts for stream in streams)
    words = (
        f"{people.likely:g} {'person' if people.likely == 1 else 'people'} × {paid.likely:.4g} paid hours × "
        f"{worked.likely:.1%} at work = {at_work:,.4g} hours for {contacts:,.6g} contacts a month"
    )
    if not asked:
        _compare_hours(scope, stated, hours, words)
        return {}
    left = hours - stated
    if left < LEAST_LEFT * hours:
        scope.warn(
            f"today: {words}; the handle times that are given need {stated:,.4g} hours of them, which leaves too few for the "
            f"others, so that these are the card's (check people, contacts and handle_minutes)"
        )
        return {}
    ranges = (people, paid, worked, busy)
    up = math.hypot(*(math.log(one.high / one.likely) for one in ranges))
    down = math.hypot(*(math.log(one.likely / one.low) for one in ranges))
    most = max(left, hours * math.exp(up) - stated)
    least = max(hours * math.exp(-down) - stated, left * left / most)
    factor = Range(least / asked, left / asked, most / asked)
    found = {}
    for stream in streams:
        if stream.given:
            continue
        value = factor.scaled(stream.minutes.value.likely)
        note = f"{words}, {busy.likely:.0%} of them busy with contacts"
        formula = f"{left / asked:.4g} × {stream.minutes.value.likely:.4g} minutes of the card"
        origin = _origin(scope, note, formula)
        found[stream.path] = Sourced(value, "minute/contact", origin, dotted(stream.path))
    _judge(scope, [stream for stream in streams if not stream.given], found, words)
    return found


def _streams(scope: Scope) -> Iterator[Stream]:
    """Every queue of the scenario; nothing where one of them has no contacts."""
    scenario = scope.scenario
    if any(not queue.volume or not queue.volume.likely for _, queue in queues_of(scenario)):
        return
    frame = scope.catalog.entry("defaults", "hours")
    assert frame is not None, "rates/defaults.yaml is part of the tool"
    for path, team in scenario.each_team():
        try:
            hours = parse_hours(frame.data if team.hours is None else team.hours)
        except ValueError:
            hours = parse_hours("24x7")  # said where the team is resolved
        for row in range(len(team.queues)):
            stream = stream_of_queue(scope, path, team, row, hours, at="expected")
            if stream is not None:
                yield stream


def stream_of_queue(
    scope: Scope, path: Path, team: Team, row: int, hours: OpeningHours, *, at: At = "likely"
) -> Stream | None:
    """The work of one queue: at the minutes that are given, that follow from today's people, or that the card has; None without contacts.

    `at` is what is taken of chats at a time.
    """
    queue = team.queues[row]
    place = (*path, "queues", row, "handle_minutes")
    kind, channel = team.support_type or queue.channel, ("operations", "channels", queue.channel)
    minutes = (
        scope.given(queue.handle_minutes, place)
        or scope.derived.get(place)
        or scope.fact(place, ("operations", "support_types", kind, "handle_minutes"), (*channel, "handle_minutes"))
    )
    chats = queue.concurrency
    if chats is None and queue.channel == "chat":
        fact = scope.fact(place, (*channel, "concurrency"))
        chats = fact.value if fact else None
    if minutes is None or queue.volume is None or queue.counted_per is None:
        return None
    periods = periods_per_month(queue.counted_per, hours).value.likely
    at_once = one_number(chats, at) if chats else 1.0
    return Stream(place, queue.volume.likely * periods, minutes, at_once)


def one_number(value: Range, at: At) -> float:
    """What is taken of chats at a time. It cancels out where minutes follow from hours, so that it has no width there."""
    return float(getattr(replace(value, divides=True), at))


def held(worth: Sourced) -> Sourced:
    """Chats at a time of a queue whose minutes follow from the people's hours: one number, as its width has no effect there.

    It is the expected one wherever the estimate takes its inputs, so that the minutes are the same there.
    """
    return replace(worth, value=point(one_number(worth.value, "expected")))


def _judge(scope: Scope, streams: list[Stream], found: dict[Path, Sourced], words: str) -> None:
    """Asks back where the people's hours make contacts shorter or longer than nearly all that the card knows of."""
    far = []
    for stream in streams:
        known, minutes = stream.minutes.value, found[stream.path].value.likely
        if not known.low <= minutes <= known.high:
            side = "longer" if minutes > known.high else "shorter"
            usual = f"{known.low:.3g} to {known.high:.3g}"
            far.append(f"{minutes:.3g} minutes for one of {dotted(stream.path[:-1])}, {side} than the usual {usual}")
    if far:
        scope.warn(
            f"today: {words} make {', and '.join(far)} (do all these people answer contacts all day, and are these all the "
            f"contacts?)"
        )


def _compare_hours(scope: Scope, stated: float, hours: float, words: str) -> None:
    """Asks back where the given handle times need many more hours than today's people have, or far fewer."""
    if hours / FAR <= stated <= hours * FAR:
        return
    scope.warn(
        f"today: {words}, but at the given handle times they need {stated:,.4g} (check people, contacts and handle_minutes)"
    )
