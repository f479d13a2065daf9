"""The terms on which a team is paid for: the model of its price, and what the price includes, leaves out or does not say."""

from __future__ import annotations

from dataclasses import replace

from estimate.cards.catalog import Found
from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.resolve.rows import Asked
from estimate.resolve.scope import Path, Scope
from estimate.schema.price_words import MODELS, PARTS, QUEUE_MODELS, REST
from estimate.schema.queue import CHANNELS
from estimate.schema.team import Team

UNIT_OF = {
    "hourly": "logged_in_hour",
    "monthly": "seat_month",
    "per_contact": "contact",
    "per_minute": "talk_minute",
    "per_resolution": "resolution",
    "in_house": "wage_hour",
    "cost_plus": "wage_hour",
}
"""What each pricing model bills, unless its basis says otherwise."""
SEAT = "seat"
"""The basis of a price by the month for a workplace that shifts share, of which the contract says how many it bills."""
BASES = {
    "hourly": ("logged_in_hour", "paid_hour"),
    "monthly": ("month", "week", "year", SEAT),
    "per_minute": ("talk_minute", "handled_minute"),
    "in_house": ("paid_hour", "month", "week", "year"),
    "cost_plus": ("paid_hour", "month", "week", "year"),
}
"""What a rate may be for, by model; the usual one is among them. A model that is not here leaves no choice."""
PERIODS = {"week": 1 / WEEKS_PER_MONTH, "month": 1.0, "year": 12.0}
"""Months in the period that a price by time may be for; a price by the seat or a salary is turned into one by the month."""
DEFAULT_ORDER = ("hourly", "monthly", "per_contact", "per_minute")
BY_PIECE = ("contact", "talk_minute", "handled_minute", "resolution")
PIECE_MODELS = ("per_contact", "per_minute", "per_resolution")
ROLE_PARTS = frozenset({"supervision", "quality", "planning", "coaching", "account_management"})
BASE_TYPE = "voice"
"""The support type that cards price first; the others are a factor on it where a card has no price of its own."""
WAGES = ("in_house", "cost_plus")
"""Models in which the price is a wage, and employer charges come on top."""


@dataclass(frozen=True)
class Terms:
    """How one team is paid for: its place and its name, the region's card, the model, and what the price holds.

    `closed` says that a vendor's price includes everything else, so that no card adds a rise or a ramp-up to it; `bare`, that
    the scenario has `only_given`, so that no card adds anything. `named` has the parts that the quote names as included,
    `presumed` those that the card's list includes where the quote has none, and `unsaid` those that it does not mention.
    """

    at: Path
    team: str
    card: str
    model: str
    sourcing: str
    includes: frozenset[str]
    unsaid: frozenset[str] = frozenset()
    quoted: bool = False
    closed: bool = False
    bare: bool = False
    presumed: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def doubted(self, part: str | None, value: Sourced | None) -> Sourced | None:
        """A card's value for a part of the price: an assumption where the quote does not mention that part."""
        if value is None or part not in self.unsaid or value.origin.basis in ("structural", "given"):
            return value
        note = f"the quote does not mention {str(part).replace('_', ' ')}; {value.origin.note}".rstrip("; ")
        return replace(value, origin=replace(value.origin, basis="assumed", note=note))

    def asked(self, part: str | None, value: Sourced | None, line: str) -> tuple[Asked, ...]:
        """The question that a card's value for a part leaves open: one where the quote does not mention the part, else none."""
        return () if value is None or part not in self.unsaid else (Asked(self.at, str(part), line),)


def terms_of(scope: Scope, path: Path, team: Team, card: str) -> Terms | None:
    """The team's pricing model and what its price includes, from the quote or from the card."""
    pricing, name = team.pricing, team.name or region_name(scope, card)
    model = pricing.model or _default_model(scope, path, team, card)
    if model is None:
        return None
    sourcing = "in_house" if model == "in_house" else "outsourced"
    quoted = sourcing == "outsourced" and (pricing.rate is not None or any(q.pricing for q in team.queues))
    bare = scope.scenario.only_given
    included = pricing.parts_included
    named = frozenset(included or ()) | frozenset(pricing.excludes or ())
    usual = _includes_of_card(scope, team, card, model)
    if quoted or included is not None or model in WAGES:
        unnamed = frozenset(PARTS) - named
        written = frozenset(included or ()) - {REST}
        closed = quoted and model not in WAGES and REST in (included or ())
        silent = quoted and model not in WAGES and included is None and REST not in named and not bare
        presumed = (usual or frozenset()) - named if silent else frozenset()
        includes = written | presumed | (unnamed if REST in (included or ()) else frozenset())
        unsaid = frozenset() if REST in named or not quoted else unnamed - presumed
        return Terms(
            path, name, card, model, sourcing, includes, unsaid, quoted, closed, bare, named=written, presumed=presumed
        )
    if usual is None:
        message = (
            "must say what the price includes: no price on the region's card says it (write includes: [supervision, …])"
        )
        scope.problem((*path, "pricing"), message)
        return None
    return Terms(path, name, card, model, sourcing, usual - frozenset(pricing.excludes or ()), bare=bare)


def _includes_of_card(scope: Scope, team: Team, card: str, model: str) -> frozenset[str] | None:
    """What the card's prices for the team's channels all include, or else its first vendor price; None where it has none."""
    references = [found for channel in _channels(team) if (found := card_price(scope, team, card, model, channel)[0])]
    if not references and (other := _any_vendor_price(scope, card)):
        references = [other]
    if not references:
        return None
    return frozenset.intersection(*(frozenset(reference.data.get("includes", ())) for reference in references))


def trains(team: Team) -> bool:
    """Whether the scenario says anything of training that is to be paid."""
    return team.training.is_stated or team.training.replacement == "client"


def _channels(team: Team) -> list[str]:
    """The channels of the team's queues; what follows from them must not depend on their order in the file."""
    return sorted({queue.channel for queue in team.queues})


def card_price(
    scope: Scope, team: Team, card: str, model: str, channel: str
) -> tuple[Found | None, tuple[str, ...] | None]:
    """The card's price for this kind of support, or its base price and the address of the factor on it."""
    kind = team.support_type or channel
    if model == "cost_plus":
        model = "in_house"  # an open book begins with the site's wages
    price = scope.catalog.entry(card, "labor", kind, model)
    if price is not None or kind == BASE_TYPE:
        return price, None
    base = scope.catalog.entry(card, "labor", BASE_TYPE, model)
    if model == "in_house" and kind in CHANNELS:
        return base, None  # people are paid for what they know, not for the channel they answer
    return base, ("operations", "support_types", kind, "rate_factor")


def any_price(scope: Scope, card: str, model: str) -> Found | None:
    """The first price that a card has in a model, for whatever kind of support; None where it has none."""
    for kind in scope.catalog.keys(card, "labor"):
        found = scope.catalog.entry(card, "labor", kind, model)
        if found is not None:
            return found
    return None


def _any_vendor_price(scope: Scope, card: str) -> Found | None:
    return next((found for model in DEFAULT_ORDER if (found := any_price(scope, card, model))), None)


def _default_model(scope: Scope, path: Path, team: Team, card: str) -> str | None:
    """The model that a given basis belongs to; else the first for which the card has a price for every queue, or for one."""
    pricing = team.pricing
    if pricing.basis is not None and pricing.rate is not None:
        return next(model for model in QUEUE_MODELS if pricing.basis in BASES.get(model, ()))
    channels = _channels(team)
    priced = {
        model: sum(card_price(scope, team, card, model, channel)[0] is not None for channel in channels)
        for model in DEFAULT_ORDER
    }
    usual = next((model for enough in (len(channels), 1) for model in priced if priced[model] >= enough), None)
    if pricing.rate is not None and (usual is None or pricing.bands):
        scope.problem((*path, "pricing"), f"needs a model: what is the rate for? (one of {', '.join(MODELS)})")
        return None
    if usual is not None:
        return usual
    gaps = scope.catalog.entry(card, "gaps")
    why = f"; not found: {', '.join(gaps.data[:2])}" if gaps and gaps.data else ""
    wages = " or pricing: {model: in_house}" if any_price(scope, card, "in_house") else ""
    scope.problem(
        (*path, "region"),
        f"the card has no vendor price for {team.region}{why} (give pricing.model and pricing.rate{wages})",
    )
    return None


def region_name(scope: Scope, card: str) -> str:
    """A region as its card calls it."""
    found = scope.catalog.entry(card, "name")
    return str(found.data) if found else card


def refuse_included(scope: Scope, place: Path, part: str, given: object, terms: Terms) -> None:
    """What the scenario prices itself is charged, unless it also says by name that the price of agents includes it."""
    if given is not None and part in terms.named:
        scope.problem(
            place, f"is charged for {part}, which pricing.includes names (take it out of one of them)", key=True
        )
