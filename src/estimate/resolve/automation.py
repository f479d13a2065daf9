"""Resolving an AI agent in front of people: what it resolves, what it is billed by, and what it leaves."""

from __future__ import annotations

from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.priced_item import net_of
from estimate.resolve.rows import Asked, Inputs
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, Path, Scope
from estimate.resolve.terms import Terms
from estimate.schema.queue import Queue
from estimate.schema.team import Team

AI = "ai_resolution"
"""The card's item that prices an AI agent where the scenario gives no price; it is counted here and never as an item."""
FREE = Sourced(point(0), "price/month", STRUCTURAL)
CARD_ITEM = ("technology", "items", AI)


@dataclass(frozen=True)
class AiPrice:
    """What an AI agent is billed: none where people do it all, or where the vendor's price includes it.

    `asked` is the question that a card's price leaves open where the quote does not mention the AI agent.
    """

    price: Sourced = NOT_APPLICABLE
    currency: str | None = None
    per: str = "none"
    included: bool = False
    asked: tuple[Asked, ...] = ()


def automation_inputs(scope: Scope, path: Path, queue: Queue, price: AiPrice) -> Inputs:
    """All of a queue's automation; a queue without one has a share that the defaults give."""
    front, at, inputs = queue.automated(), _place(path, queue), Inputs()
    place = (*at, "share") if queue.automation else (*path, "containment_rate")
    address = ("defaults", "queue", "containment_rate")
    contained = scope.need("containment_rate", front.share if front else None, place, address)
    inputs.number("containment_rate", contained)
    inputs["front"] = "ai" if contained is not None and contained.value.high > 0 else "people"
    beside: tuple[tuple[str, str, Range | None, float], ...] = (
        ("automation_ramp_months", "ramp_months", front.ramp_months if front else None, 0),
        ("attempted_share", "attempted_share", front.attempted_share if front else None, 1),
        ("residual_aht_factor", "residual_aht_factor", front.residual_aht_factor if front else None, 1),
    )
    for name, key, value, neutral in beside:
        inputs[name] = scope.given_or(name, value, (*at, key), neutral)
    inputs["ai_per"] = price.per
    inputs.number("ai_price", price.price)
    rate = exchange_rate(scope, price.currency, (*at, "currency")) if price.currency else NOT_APPLICABLE
    inputs.number("ai_exchange_rate", rate)
    inputs.number("ai_minutes", scope.given(front.minutes if front else None, (*at, "minutes"), "minute"))
    minimum = scope.given(
        front.minimum_per_month if front else None,
        (*at, "minimum_per_month"),
        f"{price.currency or scope.own_currency}/month",
    )
    inputs.number("ai_minimum", net_of(scope, minimum, front.vat_included if front else None) or FREE)
    return inputs


def _place(path: Path, queue: Queue) -> Path:
    return (*path, "automation") if queue.automation else path


def ai_price(scope: Scope, path: Path, queue: Queue, team: Team, terms: Terms) -> AiPrice:
    """What the AI agent in front of a queue is billed: the scenario's price, or the card's where it is to be added."""
    front, at = queue.automated(), _place(path, queue)
    if front is None or front.share.high == 0:
        return AiPrice()
    if "ai" in terms.named:
        for key in ("price", "minimum_per_month"):
            if getattr(front, key) is not None:
                message = "is charged for what pricing.includes names as included (take ai out of pricing.includes, or this away)"
                scope.problem((*at, key), message, key=True)
    elif "ai" in terms.includes and front.price is None and front.minimum_per_month is not None:
        message = "is a minimum of a price, and the price of agents includes the AI agent (give automation.price, or take this away)"
        scope.problem((*at, "minimum_per_month"), message, key=True)
    if "ai" in terms.includes and front.price is None:
        return AiPrice(included=True)
    if front.price is not None:
        per = "conversation" if front.per == "session" else str(front.per)
        currency = front.currency or scope.own_currency
        given = net_of(scope, scope.given(front.price, (*at, "price"), f"{currency}/{per}"), front.vat_included)
        assert given is not None
        return AiPrice(given, currency, per)
    if terms.bare and AI not in team.also:
        return AiPrice()
    found = scope.catalog.entry(*CARD_ITEM)
    itemized = any(item.key == AI for item in (*team.items, *scope.scenario.items))
    asked_for = AI in team.also or (found is not None and found.data["default"] and AI not in team.without)
    if found is None or itemized or not asked_for:
        return AiPrice()
    price, currency = scope.fact((*at, "price"), CARD_ITEM), str(found.data["unit"]).partition("/")[0]
    asked = terms.asked("ai", price, "technology.ai")
    return AiPrice(terms.doubted("ai", price) or NOT_APPLICABLE, currency, "resolution", asked=asked)
