"""Resolving a price: the quote's or the card's, what it is for, and what it includes, leaves out or does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from estimate.cards.catalog import Found
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.units import PRICE_UNITS
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.resolve.carried import NO_GROWTH, NO_SHARE, NO_YEARS, Carried, carry
from estimate.resolve.exchange import Exchange
from estimate.resolve.listed_rises import add_own_rise
from estimate.resolve.scope import NOT_APPLICABLE, STRUCTURAL, CaseBuilder, Path
from estimate.schema.price_words import MODELS, PARTS, QUEUE_MODELS, REST
from estimate.schema.queue import CHANNELS, Queue
from estimate.schema.quote import Pricing, QueuePricing
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


@dataclass
class Terms:
    """How one team is paid for: the model, what the price holds and does not say, its currency, the team's row, its price lists (that of a queue by its place, None is
    the team's), its last month and what of each month it serves.

    `closed` says that a vendor's price includes everything else, so that no card adds a rise or a ramp-up to it; `bare`, that
    the scenario has `only_given`, so that no card adds anything. `named` has the parts that the quote names as included,
    `presumed` those that the card's list includes where the quote has none; `rises` counts the rises by each month.
    `asked` collects, for each part that the quote does not mention, the lines that price it meanwhile; `answered` has the
    parts for which the scenario has an item of its own.
    """

    card: str
    model: str
    sourcing: str
    includes: frozenset[str]
    unsaid: frozenset[str] = frozenset()
    quoted: bool = False
    currency: str = ""
    row: int = 0
    lists: dict[int | None, int] = field(default_factory=dict)
    end: int = 0
    serving: tuple[float, ...] = ()
    rises: tuple[int, ...] = ()
    closed: bool = False
    bare: bool = False
    presumed: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    asked: dict[str, list[str]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    def doubt(self, part: str | None, value: Sourced | None, line: str) -> Sourced | None:
        """A card's value for a part that the quote does not mention is an assumption, and a question."""
        if value is None or part not in self.unsaid:
            return value
        self.asked.setdefault(str(part), []).append(line)
        if value.origin.basis in ("structural", "given"):
            return value
        note = f"the quote does not mention {str(part).replace('_', ' ')}; {value.origin.note}".rstrip("; ")
        return replace(value, origin=replace(value.origin, basis="assumed", note=note))


def terms_of(build: CaseBuilder, path: Path, team: Team, card: str) -> Terms | None:
    """The team's pricing model and what its price includes, from the quote or from the card."""
    pricing = team.pricing
    model = pricing.model or _default_model(build, path, team, card)
    if model is None:
        return None
    sourcing = "in_house" if model == "in_house" else "outsourced"
    quoted = sourcing == "outsourced" and (pricing.rate is not None or any(q.pricing for q in team.queues))
    bare = build.case.scenario.only_given
    included = pricing.parts_included
    named = frozenset(included or ()) | frozenset(pricing.excludes or ())
    usual = _includes_of_card(build, team, card, model)
    if quoted or included is not None or model in WAGES:
        unnamed = frozenset(PARTS) - named
        written = frozenset(included or ()) - {REST}
        closed = quoted and model not in WAGES and REST in (included or ())
        silent = quoted and model not in WAGES and included is None and REST not in named and not bare
        presumed = (usual or frozenset()) - named if silent else frozenset()
        includes = written | presumed | (unnamed if REST in (included or ()) else frozenset())
        unsaid = frozenset() if REST in named or not quoted else unnamed - presumed
        return Terms(
            card, model, sourcing, includes, unsaid, quoted, closed=closed, bare=bare, named=written, presumed=presumed
        )
    if usual is None:
        message = (
            "must say what the price includes: no price on the region's card says it (write includes: [supervision, …])"
        )
        build.problem((*path, "pricing"), message)
        return None
    return Terms(card, model, sourcing, usual - frozenset(pricing.excludes or ()), bare=bare)


def _includes_of_card(build: CaseBuilder, team: Team, card: str, model: str) -> frozenset[str] | None:
    """What the card's prices for the team's channels all include, or else its first vendor price; None where it has none."""
    references = [found for channel in _channels(team) if (found := _card_price(build, team, card, model, channel)[0])]
    if not references and (any_price := _any_vendor_price(build, card)):
        references = [any_price]
    if not references:
        return None
    return frozenset.intersection(*(frozenset(reference.data.get("includes", ())) for reference in references))


def trains(team: Team) -> bool:
    """Whether the scenario says anything of training that is to be paid."""
    return team.training.is_stated or team.training.replacement == "client"


def _channels(team: Team) -> list[str]:
    """The channels of the team's queues; what follows from them must not depend on their order in the file."""
    return sorted({queue.channel for queue in team.queues})


def add_prices(build: CaseBuilder, exchange: Exchange, path: Path, team: Team, terms: Terms) -> list[Sourced | None]:
    """The price of each queue, in its unit; answers the prices of one unit."""
    currencies: dict[str, Path] = {}
    prices: list[Sourced | None] = []
    hourly = Hourly(build, exchange, path, team, terms)
    for position, queue in team.groups(build.case.at):
        place = (*path, "queues", position)
        base, factor, unit, currency, carried = _rate(build, path, team, terms, queue, place)
        _check_countable(build, place, queue, unit)
        build.put("base_rate", base)
        build.put("support_type_factor", factor)
        add_own_rise(build, place, queue, terms.rises)
        foreign = queue.pricing.currency if queue.pricing and queue.pricing.currency != currency else None
        build.label("rate_currency", "own" if foreign else "contract")
        build.put(
            "own_exchange_rate",
            exchange.rate(foreign, (*place, "pricing", "currency")) if foreign else NOT_APPLICABLE,
        )
        build.label("price_unit", unit)
        _minutes(build, path, team, queue, place, unit)
        _overflow(build, place, queue)
        currencies[currency] = (*path, "pricing")
        prices.append(_product(base, factor, build.case.of))
        by_hour = hourly.add(queue, unit, currency)
        both = (carried, by_hour)
        build.put("price_growth", next((one.growth for one in both if one.growth is not NO_GROWTH), NO_GROWTH))
        build.put("growth_followed", next((one.follows for one in both if one.follows is not NO_SHARE), NO_SHARE))
        build.put("price_years", carried.years)
        build.label("carried_by", "wages" if carried.years is not NO_YEARS else "nothing")
        build.put("hour_rate_years", by_hour.years)
    if len(currencies) > 1:
        build.problem(
            (*path, "pricing"),
            f"the card prices these queues in {' and '.join(currencies)} (give pricing.rate, or split the team)",
        )
    if all(queue.pricing for queue in team.queues):
        for key in ("rate", "basis", "rounding_seconds", "rounding", "after_call_minutes"):
            if getattr(team.pricing, key) is not None:
                build.problem((*path, "pricing", key), "is used by no queue: each has a price of its own", key=True)
    currency, source = next(iter(currencies.items()))
    terms.currency = currency
    build.case.contract_currencies.append(currency)
    build.put("exchange_rate", exchange.rate(currency, source))
    addresses = [(terms.card, "operations", "shrinkage"), ("operations", "staffing", terms.sourcing, "shrinkage")]
    build.put(
        "standard_shrinkage", build.need("standard_shrinkage", None, (*path, "staffing", "shrinkage"), *addresses)
    )
    return prices


def _product(base: Sourced | None, factor: Sourced | None, at: Callable[[Range], float]) -> Sourced | None:
    """A base price for this kind of support; `at` says what of the factor's range is taken."""
    if base is None or factor is None:
        return None
    return replace(base, value=base.value.scaled(at(factor.value)))


def _check_countable(build: CaseBuilder, place: Path, queue: Queue, unit: str) -> None:
    """A price by the piece needs pieces to count: zero is no answer where nobody said how many."""
    if unit in ("contact", "resolution") and queue.volume is None:
        build.problem(place, f"a price per {unit} needs contacts_per_month")
    if unit == "talk_minute" and (queue.channel != "voice" or (queue.talk_share and queue.talk_share.likely == 0)):
        build.problem(
            place, f"a price per minute on the line has nothing to count in {queue.channel} (use basis: handled_minute)"
        )


def _minutes(build: CaseBuilder, path: Path, team: Team, queue: Queue, place: Path, unit: str) -> None:
    """How a price by the minute counts one call: rounded up or exactly, with the time after it or without."""
    source, at = (queue.pricing, (*place, "pricing")) if queue.pricing else (team.pricing, (*path, "pricing"))
    by_minute = unit in ("talk_minute", "handled_minute")
    for name in ("rounding_seconds", "rounding", "after_call_minutes"):
        if getattr(source, name) is not None and not by_minute:
            build.problem((*at, name), f"is for a price by the minute, and this one is per {unit}", key=True)
    if by_minute and source.after_call_minutes is not None and queue.volume is None:
        build.problem((*at, "after_call_minutes"), "is billed for each call, so it needs contacts_per_month", key=True)
    seconds = source.rounding.seconds if source.rounding else source.rounding_seconds
    rounding = seconds if by_minute else None
    equal = source.rounding is not None and source.rounding.lengths == "equal"
    build.label("minute_rounding", "exact" if rounding is None else "equal" if equal else "up")
    minutes = None if rounding is None else rounding.scaled(1 / 60)
    spelled = (*at, "rounding", "seconds") if source.rounding else (*at, "rounding_seconds")
    build.put("rounding_minutes", build.given(minutes, spelled, "minute") or NOT_APPLICABLE)
    after = source.after_call_minutes if by_minute else None
    none = Sourced(point(0), "minute/contact", STRUCTURAL)
    build.put("after_call_minutes", build.given(after, (*at, "after_call_minutes"), "minute/contact") or none)


def _overflow(build: CaseBuilder, place: Path, queue: Queue) -> None:
    """What goes to shared agents, and at which price."""
    shared = queue.overflow
    at = (*place, "overflow")
    build.label("overflow", "shared" if shared else "none")
    build.label("overflow_unit", "handled_minute" if shared and shared.model == "per_minute" else "contact")
    above, rate = (shared.above_contacts, shared.rate) if shared else (None, None)
    build.put("overflow_above", build.given(above, (*at, "above_contacts"), "contact/month") or NOT_APPLICABLE)
    build.put("overflow_rate", build.given(rate, (*at, "rate"), "price") or NOT_APPLICABLE)


def _rate(
    build: CaseBuilder, path: Path, team: Team, terms: Terms, queue: Queue, place: Path
) -> tuple[Sourced | None, Sourced | None, str, str, Carried]:
    """Base rate, factor on it, unit and currency of one queue's price, and what carries it to the start."""
    same = Sourced(point(1), "factor", STRUCTURAL)
    pricing, own = team.pricing, build.case.scenario.currency or build.case.currency
    if queue.pricing is not None:
        if terms.model in WAGES:
            message = f"a queue's own price is a vendor's; the team is {terms.model} (split the team)"
            build.problem((*place, "pricing"), message, key=True)
        unit = _unit(build, (*place, "pricing"), queue.pricing.model, queue.pricing)
        rate = build.given(_by_month(queue.pricing), (*place, "pricing", "rate"), unit)
        return rate, same, unit, pricing.currency or own, Carried()
    if pricing.rate is not None:
        unit = _unit(build, (*path, "pricing"), terms.model, pricing)
        at = (*path, "pricing", *(("bands", 0, "rate") if pricing.bands else ("rate",)))
        rate = build.given(_by_hour(build, pricing, terms), at, unit)
        return rate, same, unit, pricing.currency or own, Carried()
    price, factor = _card_price(build, team, terms.card, terms.model, queue.channel)
    at = (*path, "pricing", "rate")
    if price is None:
        has = [model for model in MODELS if _models(build, terms.card, model)]
        known = f"the card has {', '.join(has)}" if has else "the card has no price at all"
        build.problem(
            (*path, "pricing"),
            f"no {terms.model} price for {team.support_type or queue.channel} in {team.region}"
            f" ({known}; or give pricing.rate)",
        )
        return None, None, UNIT_OF[terms.model], own, Carried()
    currency, _, unit = str(price.data["unit"]).partition("/")
    base = build.fact(at, price.address)
    multiplied = build.fact((*path, "support_type"), *([factor] if factor else [])) or same
    if terms.model in WAGES:
        unit = UNIT_OF[terms.model]
    elif unit not in PRICE_UNITS:
        build.problems.append(
            price.document.problem((*price.path, "unit"), f"unknown unit {unit} (one of {', '.join(PRICE_UNITS)})")
        )
    wage = terms.model in WAGES
    carried = carry(build, at, terms.card, price, base, wage=wage) if base else Carried()
    return base, multiplied, unit, currency, carried


def _unit(build: CaseBuilder, at: Path, model: str, price: Pricing | QueuePricing) -> str:
    """What a given rate is for: the model's usual unit, or the one that its basis says."""
    allowed, usual = BASES.get(model, ()), UNIT_OF[model]
    if price.basis is not None and price.basis not in allowed:
        hint = (
            f"one of {', '.join(allowed)}" if allowed else f"it is for one {usual.replace('_', ' ')}; leave basis out"
        )
        build.problem((*at, "basis"), f"a {model} price is not for one {price.basis} ({hint})")
        return usual
    by_time = model in WAGES or price.basis in PERIODS or price.basis == SEAT
    return usual if by_time else price.basis or usual


class Hourly:
    """Adds what an hour of each queue's agents is worth to roles and training where their work is paid by the piece."""

    def __init__(self, build: CaseBuilder, exchange: Exchange, path: Path, team: Team, terms: Terms) -> None:
        self.build = build
        self.exchange = exchange
        self.path = path
        self.team = team
        self.terms = terms
        asked = not terms.bare or bool(team.roles) or trains(team)
        self.needed = asked and ("initial_training" not in terms.includes or not terms.includes >= ROLE_PARTS)
        self.missing = False

    def add(self, queue: Queue, unit: str, currency: str) -> Carried:
        """The queue's hourly price by the card, and what carries it to the start; one that is paid by time has its own."""
        build = self.build
        if unit not in BY_PIECE or not self.needed:
            build.switch("hour_rate", 0)
            return Carried()
        price, factor = _card_price(build, self.team, self.terms.card, "hourly", queue.channel)
        if price is None:
            if not self.missing:
                message = (
                    "roles and training beside a price by the piece need an hourly price, and the card has none"
                    " (include them: pricing.includes)"
                )
                build.problem((*self.path, "pricing"), message)
            self.missing = True
            build.put("hour_rate", None)
            return Carried()
        same = Sourced(point(1), "factor", STRUCTURAL)
        by = build.fact((*self.path, "support_type"), factor) if factor else same
        at = (*self.path, "pricing", "rate")
        rate = _product(build.fact(at, price.address), by or same, self.build.case.of)
        build.put("hour_rate", self._converted(rate, str(price.data["unit"]).partition("/")[0], currency))
        return carry(build, at, self.terms.card, price, rate, wage=False) if rate else Carried()

    def _converted(self, rate: Sourced | None, other: str, currency: str) -> Sourced | None:
        """The card's rate in the contract's currency."""
        place = (*self.path, "pricing", "rate")
        if rate is None or other == currency:
            return rate
        one, two = self.exchange.rate(other, place), self.exchange.rate(currency, place)
        if one is None or two is None:
            return rate
        by = self.build.case.of(one.value) / self.build.case.of(two.value)
        return Sourced(rate.value.map(lambda x: x * by), rate.unit, rate.origin, rate.path)


def _by_month(price: Pricing | QueuePricing) -> Range | None:
    """A rate for a week, month or year as one for a month; any other rate as it stands."""
    if price.rate is None or price.basis not in PERIODS:
        return price.rate
    months = PERIODS[price.basis]
    return price.rate if months == 1 else price.rate.map(lambda rate: rate / months)


def _by_hour(build: CaseBuilder, pricing: Pricing, terms: Terms) -> Range | None:
    """The same of the team, where a salary is paid by the paid hour."""
    rate = _by_month(pricing)
    if rate is None or terms.model not in WAGES or pricing.basis not in PERIODS:
        return rate
    hours = build.case.sourced["paid_hours_per_fte"][terms.row]
    assert isinstance(hours, Sourced)
    count = build.case.of(hours.value)
    return rate.map(lambda pay: pay / count)


def _card_price(
    build: CaseBuilder, team: Team, card: str, model: str, channel: str
) -> tuple[Found | None, tuple[str, ...] | None]:
    """The card's price for this kind of support, or its base price and the address of the factor on it."""
    kind = team.support_type or channel
    if model == "cost_plus":
        model = "in_house"  # an open book begins with the site's wages
    price = build.catalog.entry(card, "labor", kind, model)
    if price is not None or kind == BASE_TYPE:
        return price, None
    base = build.catalog.entry(card, "labor", BASE_TYPE, model)
    if model == "in_house" and kind in CHANNELS:
        return base, None  # people are paid for what they know, not for the channel they answer
    return base, ("operations", "support_types", kind, "rate_factor")


def _models(build: CaseBuilder, card: str, model: str) -> Found | None:
    for kind in build.catalog.keys(card, "labor"):
        found = build.catalog.entry(card, "labor", kind, model)
        if found is not None:
            return found
    return None


def _any_vendor_price(build: CaseBuilder, card: str) -> Found | None:
    return next((found for model in DEFAULT_ORDER if (found := _models(build, card, model))), None)


def _default_model(build: CaseBuilder, path: Path, team: Team, card: str) -> str | None:
    """The model that a given basis belongs to; else the first for which the card has a price for every queue, or for one."""
    pricing = team.pricing
    if pricing.basis is not None and pricing.rate is not None:
        return next(model for model in QUEUE_MODELS if pricing.basis in BASES.get(model, ()))
    channels = _channels(team)
    priced = {
        model: sum(_card_price(build, team, card, model, channel)[0] is not None for channel in channels)
        for model in DEFAULT_ORDER
    }
    usual = next((model for enough in (len(channels), 1) for model in priced if priced[model] >= enough), None)
    if pricing.rate is not None and (usual is None or pricing.bands):
        build.problem((*path, "pricing"), f"needs a model: what is the rate for? (one of {', '.join(MODELS)})")
        return None
    if usual is not None:
        return usual
    gaps = build.catalog.entry(card, "gaps")
    why = f"; not found: {', '.join(gaps.data[:2])}" if gaps and gaps.data else ""
    wages = " or pricing: {model: in_house}" if _models(build, card, "in_house") else ""
    build.problem(
        (*path, "region"),
        f"the card has no vendor price for {team.region}{why} (give pricing.model and pricing.rate{wages})",
    )
    return None
