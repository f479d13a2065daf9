"""Resolving an AI agent in front of people: what it resolves, what it is billed by, and what it leaves."""

from __future__ import annotations

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.resolve.exchange import Exchange
from estimate.resolve.price import Terms
from estimate.resolve.priced_item import net_of
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, CaseBuilder, Path
from estimate.schema.queue import Automation, Queue
from estimate.schema.team import Team

AI = "ai_resolution"
"""The card's item that prices an AI agent where the scenario gives no price; it is counted here and never as an item."""
FREE = Sourced(point(0), "price/month", STRUCTURAL)
CARD_ITEM = ("technology", "items", AI)


def add_automation(build: CaseBuilder, exchange: Exchange, path: Path, queue: Queue, team: Team, terms: Terms) -> None:
    """All of a queue's automation; a queue without one has a share that the defaults give."""
    front = queue.automated()
    at: Path = (*path, "automation") if queue.automation else path
    share = front.share if front else None
    place = (*at, "share") if queue.automation else (*path, "containment_rate")
    build.put(
        "containment_rate", build.need("containment_rate", share, place, ("defaults", "queue", "containment_rate"))
    )
    build.term("automation_ramp_months", front.ramp_months if front else None, (*at, "ramp_months"), 0)
    build.term("attempted_share", front.attempted_share if front else None, (*at, "attempted_share"), 1)
    build.term(
        "residual_aht_factor",
        front.residual_aht_factor if front else None,
        (*at, "residual_aht_factor"),
        1,
    )
    front_share = build.case.sourced["containment_rate"][-1]
    assert isinstance(front_share, Sourced)
    build.label("front", "ai" if front_share.value.high > 0 else "people")
    price, currency, per = _price(build, at, front, team, terms)
    build.label("ai_per", per)
    build.put("ai_price", price)
    rate = exchange.rate(currency, (*at, "currency")) if currency else NOT_APPLICABLE
    build.put("ai_exchange_rate", rate)
    minutes = front.minutes if front else None
    build.put("ai_minutes", build.given(minutes, (*at, "minutes"), "minute") or NOT_APPLICABLE)
    minimum = build.given(front.minimum_per_month if front else None, (*at, "minimum_per_month"), "price/month")
    build.put("ai_minimum", net_of(build, minimum, front.vat_included if front else None) or FREE)


def _price(
    build: CaseBuilder, at: Path, front: Automation | None, team: Team, terms: Terms
) -> tuple[Sourced, str | None, str]:
    """The AI agent's price, its currency and what it is for; none where people do it all or the vendor's price has it."""
    if front is None or front.share.high == 0:
        return NOT_APPLICABLE, None, "none"
    if "ai" in terms.named:
        for key in ("price", "minimum_per_month"):
            if getattr(front, key) is not None:
                message = "is charged for what pricing.includes names as included (take ai out of pricing.includes, or this away)"
                build.problem((*at, key), message, key=True)
    elif "ai" in terms.includes and front.price is None and front.minimum_per_month is not None:
        message = "is a minimum of a price, and the price of agents includes the AI agent (give automation.price, or take this away)"
        build.problem((*at, "minimum_per_month"), message, key=True)
    if "ai" in terms.includes and front.price is None:
        name = build.case.members["team"][terms.row]
        if (name, "AI agent") not in build.case.included:
            build.case.included.append((name, "AI agent"))
        return NOT_APPLICABLE, None, "none"
    own = front.currency or build.case.scenario.currency or build.case.currency
    if front.price is not None:
        per = "conversation" if front.per == "session" else str(front.per)
        given = net_of(build, build.given(front.price, (*at, "price"), per), front.vat_included)
        assert given is not None
        return given, own, per
    if terms.bare and AI not in team.also:
        return NOT_APPLICABLE, None, "none"
    found = build.catalog.entry(*CARD_ITEM)
    itemized = any(item.key == AI for item in (*team.items, *build.case.scenario.items))
    asked_for = AI in team.also or (found is not None and found.data["default"] and AI not in team.without)
    if found is None or itemized or not asked_for:
        return NOT_APPLICABLE, None, "none"
    price = terms.doubt("ai", build.fact((*at, "price"), CARD_ITEM), "technology.ai")
    return price or NOT_APPLICABLE, str(found.data["unit"]).partition("/")[0], "resolution"
