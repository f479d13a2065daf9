"""Resolving a queue: its contacts, how long they take, who answers them, and what they are promised."""

from __future__ import annotations

import math
from dataclasses import replace

from estimate.files.input_file import dotted
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.resolve.inputs_table import PLAIN, plain_inputs
from estimate.resolve.languages import bilingual_share
from estimate.resolve.live_queue import Desk, attention
from estimate.resolve.months import month_inputs, periods_per_month
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope, switch
from estimate.resolve.terms import Terms
from estimate.resolve.today import held
from estimate.schema.quantities import MOST_AGENTS
from estimate.schema.queue import Queue
from estimate.schema.team import Team

HOURS_OF_A_MONTH = 160


def queue_name(queue: Queue) -> str:
    """A queue as the report calls it."""
    return queue.name or queue.channel.replace("_", " ")


def queue_inputs(scope: Scope, path: Path, team: Team, queue: Queue, desk: Desk, terms: Terms) -> Inputs:
    """The inputs of a queue that come from the queue itself, from its team's staffing and from the cards of its channel."""
    per = queue.counted_per or "month"
    contacts = scope.given(queue.volume, (*path, f"contacts_per_{per}"), f"contact/{per}")
    agents = scope.derived.get((*path, "agents")) or scope.given(queue.agents, (*path, "agents"), "agent")
    inputs = Inputs(
        volume_known="no" if queue.volume is None else "yes",
        staffed_by="workload" if queue.agents is None else "agents",
        periods_per_month=periods_per_month(per, desk.hours),
        # Agents without a volume: no contacts are counted, and no cost per contact is shown.
        contacts_per_month=contacts or Sourced(point(0), "contact/month", STRUCTURAL),
        service="counted" if team.pricing.service_credits and attention(queue) == "live" else "told",
    )
    inputs.number("agents", agents)
    inputs.add(_plain(scope, path, team, queue))
    occupancy = ("operations", "channels", queue.channel, "target_occupancy")
    own = queue.target_occupancy or team.staffing.max_occupancy
    place = (*path, "target_occupancy") if queue.target_occupancy else (*path[:-2], "staffing", "max_occupancy")
    inputs.number("target_occupancy", scope.need("target_occupancy", own, place, occupancy))
    inputs.number("bilingual_share", bilingual_share(scope, path, team, queue, terms))
    inputs.add(_at_a_time(scope, path, queue))
    if queue.channel == "voice":
        address = ("operations", "channels", "voice", "talk_share")
        inputs.number("talk_share", scope.need("talk_share", queue.talk_share, (*path, "talk_share"), address))
    else:
        inputs["talk_share"] = switch(0)
    inputs.add(month_inputs(scope, path, queue))
    _refuse_the_impossible(scope, path, inputs)
    return inputs


def _plain(scope: Scope, path: Path, team: Team, queue: Queue) -> Inputs:
    """The plain inputs of a queue, two of which others may say: the people of today, and the scenario's quality."""
    words = {
        "channel": queue.channel,
        "support_type": team.support_type or queue.channel,
        "attention": attention(queue),
    }
    instead: dict[str, Sourced | None] = {}
    by_people = scope.derived.get((*path, "handle_minutes"))
    if by_people:
        instead["handle_minutes"] = by_people
    quality, resolution = scope.scenario.quality, "first_contact_resolution"
    if quality is not None and queue.first_contact_resolution is None:
        instead[resolution] = PLAIN[resolution].sourced(scope, ("quality",), quality, words)
    return plain_inputs(scope, path, queue, words, instead)


def _at_a_time(scope: Scope, path: Path, queue: Queue) -> Inputs:
    """How many contacts an agent takes at a time, and how many they are worth."""
    if queue.channel != "chat" and queue.concurrency is None:
        return Inputs(concurrency=switch(1), chats_at_once=switch(1))  # one call or letter at a time
    address = ("operations", "channels", queue.channel, "concurrency")
    worth = scope.need("concurrency", queue.concurrency, (*path, "concurrency"), address)
    worth = held(worth) if worth and (*path, "handle_minutes") in scope.derived else worth
    most = math.inf if queue.chats_at_once is None else float(queue.chats_at_once)
    inputs = Inputs()
    inputs.number("chats_at_once", _at_once(scope, path, queue, worth))
    inputs.number("concurrency", worth and replace(worth, value=worth.value.up_to(most)))
    return inputs


def _refuse_the_impossible(scope: Scope, path: Path, inputs: Inputs) -> None:
    """A queue that more people than any desk has could not handle in its busiest month is a slip of some number."""
    names = ("contacts_per_month", "periods_per_month", "handle_minutes", "growth_per_year")
    given, periods, minutes, growth = (inputs[name].value.high for name in names)
    season = max(month.value.high for month in inputs["seasonality"])
    contacts = given * periods
    grown = max(1.0, (1 + growth) ** ((len(scope.months) - 1) / 12))
    hours = contacts * grown * season * minutes / 60
    people = hours / HOURS_OF_A_MONTH
    if people > MOST_AGENTS:
        growing = f" x {grown:,.4g} of growth" if grown > 1 else ""
        message = (
            f"{contacts:,.6g} contacts{growing} x {minutes:,.4g} minutes are {hours:,.3g} hours a month, the work of "
            f"{people:,.3g} people (one queue has at most {MOST_AGENTS:,}: check contacts_per_month, handle_minutes and growth_per_year)"
        )
        scope.problem(path, message)


def _at_once(scope: Scope, path: Path, queue: Queue, worth: Sourced | None) -> Sourced | None:
    """How many contacts an agent takes at a time: as said, else the least number that can be worth as much as the high end.

    It is a setting of the desk and is not drawn: were it the least for the likely worth, agents would be worth more contacts in
    half of the cases than they take.
    """
    place = (*path, "chats_at_once")
    if queue.chats_at_once is None:
        if worth is None or math.isnan(worth.value.likely):
            return NOT_APPLICABLE
        least = float(max(1, math.ceil(worth.value.high - 1e-9)))
        origin = replace(worth.origin, basis="computed", note="the least number that can be worth so many", fact="")
        return Sourced(point(least), "contact", origin, dotted(place))
    given = queue.concurrency
    if given is not None and given.high > queue.chats_at_once:
        message = f"is {given.high:g} contacts' worth of only {queue.chats_at_once} at a time (raise chats_at_once)"
        scope.problem((*path, "concurrency"), message)
    if given is not None and given.low < 1 < queue.chats_at_once:
        scope.problem((*path, "concurrency"), f"is less than one contact's worth of {queue.chats_at_once} at a time")
    return scope.given(point(float(queue.chats_at_once)), place, "contact")
