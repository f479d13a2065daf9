"""Resolving a price: the quote's or the card's, what it is for, what it includes, and the terms around it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.units import PRICE_UNITS
from estimate.inputs.case import NOT_APPLICABLE, STRUCTURAL, CaseBuilder, Path
from estimate.inputs.catalog import Found
from estimate.inputs.exchange import Exchange
from estimate.inputs.scenario import CHANNELS, MODELS, Team, Tier

UNIT_OF = {
    "hourly": "logged_in_hour",
    "monthly": "seat_month",
    "per_contact": "contact",
    "per_minute": "talk_minute",
    "per_resolution": "resolution",
    "in_house": "wage_hour",
}
"""What each pricing model bills, unless its basis says otherwise."""
BASES = {
    "hourly": ("logged_in_hour", "paid_hour"),
    "per_minute": ("talk_minute", "handled_minute"),
    "in_house": ("paid_hour", "month", "year"),
}
DEFAULT_ORDER = ("hourly", "monthly", "per_contact", "per_minute")
BY_PIECE = ("contact", "talk_minute", "handled_minute", "resolution")
ROLE_PARTS = frozenset({"supervision", "quality", "planning", "coaching", "account_management"})
BASE_TYPE = "voice"
"""The support type that cards price first; the others are a factor on it where a card has no price of its own."""
MINIMUMS = {
    "hours_per_month": "hours",
    "paid_hours_per_month": "paid_hours",
    "seats": "seats",
    "contacts_per_month": "contacts",
    "amount_per_month": "amount",
}


@dataclass
class Terms:
    """How one team is paid for: the model, the price's inclusions, and the team's row."""

    card: str
    model: str
    sourcing: str
    includes: frozenset[str]
    row: int = 0


def terms_of(build: CaseBuilder, path: Path, team: Team, card: str) -> Terms | None:
    """The team's pricing model and what its price includes, from the quote or from the card."""
    model = team.pricing.model or _default_model(build, path, team, card)
    if model is None:
        return None
    if team.pricing.includes is not None:
        includes = frozenset(team.pricing.includes)
    elif model == "in_house":
        includes = frozenset()
    else:
        price, _ = _card_price(build, team, card, model, team.queues[0].channel)
        reference = price or _any_vendor_price(build, card)
        if reference is None:
            message = "must say what the price includes: no price on the region's card says it (write includes: [supervision, …])"
            build.problem((*path, "pricing"), message)
            return None
        includes = frozenset(reference.data["includes"])
        if team.pricing.rate is not None:
            build.case.warnings.append(
                f"{team.name or team.region}: the quote does not say what it includes; taken as {', '.join(sorted(includes))}"
                f" as on {reference.document.source} (say pricing.includes)"
            )
    return Terms(card, model, "in_house" if model == "in_house" else "outsourced", includes)


def add_prices(build: CaseBuilder, exchange: Exchange, path: Path, team: Team, terms: Terms) -> None:
    """The price of each queue and the terms of the team's contract."""
    currencies: dict[str, Path] = {}
    rates: list[tuple[Sourced, Sourced]] = []
    for position, queue in team.groups():
        place = (*path, "queues", position)
        base, factor, unit, currency = _rate(build, path, team, terms, queue.channel)
        if unit in ("contact", "resolution") and queue.contacts_per_month is None:
            build.problem(place, f"a price per {unit} needs contacts_per_month")
        build.put("base_rate", base)
        build.put("support_type_factor", factor)
        build.label("price_unit", unit)
        currencies[currency] = (*path, "pricing")
        rates.append((base or NOT_APPLICABLE, factor or NOT_APPLICABLE))
    if len(currencies) > 1:
        build.problem(
            (*path, "pricing"),
            f"the card prices these queues in {' and '.join(currencies)} (give pricing.rate, or split the team)",
        )
    currency, source = next(iter(currencies.items()))
    build.put("exchange_rate", exchange.rate(currency, source))
    units = build.case.labels["price_unit"][-len(team.groups()) :]
    _hour(build, exchange, path, team, terms, units, currency)
    _terms(build, path, team, terms, rates[0])


def _rate(
    build: CaseBuilder, path: Path, team: Team, terms: Terms, channel: str
) -> tuple[Sourced | None, Sourced | None, str, str]:
    """Base rate, factor on it, unit and currency of one queue's price."""
    same = Sourced(point(1), "factor", STRUCTURAL)
    pricing, own = team.pricing, build.case.scenario.currency or build.case.currency
    if pricing.rate is not None:
        allowed = BASES.get(terms.model, ())
        if pricing.basis is not None and pricing.basis not in allowed:
            hint = f"one of {', '.join(allowed)}" if allowed else "leave it out"
            build.problem((*path, "pricing", "basis"), f"a {terms.model} price is not for one {pricing.basis} ({hint})")
        unit = UNIT_OF[terms.model] if terms.model == "in_house" else pricing.basis or UNIT_OF[terms.model]
        rate = build.given(_per_hour(build, team, terms), (*path, "pricing", "rate"), unit)
        return rate, same, unit, pricing.currency or own
    price, factor = _card_price(build, team, terms.card, terms.model, channel)
    place = (*path, "pricing", "rate")
    if price is None:
        has = [model for model in MODELS if _models(build, terms.card, model)]
        known = f"the card has {', '.join(has)}" if has else "the card has no price at all"
        build.problem(
            (*path, "pricing"),
            f"no {terms.model} price for {team.support_type or channel} in {team.region} ({known}; or give pricing.rate)",
        )
        return None, None, UNIT_OF[terms.model], own
    currency, _, unit = str(price.data["unit"]).partition("/")
    base = build.fact(place, price.address)
    multiplied = build.fact((*path, "support_type"), *([factor] if factor else [])) or same
    if terms.model == "in_house":
        unit = UNIT_OF["in_house"]
    elif unit not in PRICE_UNITS:
        build.problems.append(
            price.document.problem((*price.path, "unit"), f"unknown unit {unit} (one of {', '.join(PRICE_UNITS)})")
        )
    return base, multiplied, unit, currency


def _hour(
    build: CaseBuilder, exchange: Exchange, path: Path, team: Team, terms: Terms, units: list[str], currency: str
) -> None:
    """What an agent hour is worth to roles and training: the work's own price, or the card's where work is by the piece."""
    by_piece = any(unit in BY_PIECE for unit in units)
    hired = "initial_training" not in terms.includes or not terms.includes >= ROLE_PARTS
    build.label("hour_priced_by", "card" if by_piece else "seats" if units[0] == "seat_month" else "hours")
    build.label("month_counts", "whole" if units[0] in ("paid_hour", "wage_hour", "seat_month") else "hours")
    addresses = [(terms.card, "operations", "shrinkage"), ("operations", "staffing", terms.sourcing, "shrinkage")]
    build.put(
        "standard_shrinkage", build.need("standard_shrinkage", None, (*path, "staffing", "shrinkage"), *addresses)
    )
    if not by_piece or not hired:
        build.switch("hour_rate", 0)
        return
    price, _ = _card_price(build, team, terms.card, "hourly", team.queues[0].channel)
    if price is None:
        message = "roles and training beside a price by the piece need an hourly price, and the card has none (include them: pricing.includes)"
        build.problem((*path, "pricing"), message)
        build.put("hour_rate", None)
        return
    place = (*path, "pricing", "rate")
    rate = build.fact(place, price.address)
    other = str(price.data["unit"]).partition("/")[0]
    if rate is not None and other != currency:
        one, two = exchange.rate(other, place), exchange.rate(currency, place)
        if one is not None and two is not None:
            by = one.value.likely / two.value.likely
            rate = Sourced(rate.value.map(lambda x: x * by), rate.unit, rate.origin, rate.path)
    build.put("hour_rate", rate)


def _per_hour(build: CaseBuilder, team: Team, terms: Terms) -> Range | None:
    """A salary by month or year as pay per paid hour; any other rate as it stands."""
    rate, basis = team.pricing.rate, team.pricing.basis
    if rate is None or terms.model != "in_house" or basis not in ("month", "year"):
        return rate
    hours = build.case.sourced["paid_hours_per_fte"][terms.row]
    assert isinstance(hours, Sourced)
    per = hours.value.likely * (12 if basis == "year" else 1)
    return rate.map(lambda pay: pay / per)


def _card_price(
    build: CaseBuilder, team: Team, card: str, model: str, channel: str
) -> tuple[Found | None, tuple[str, ...] | None]:
    """The card's price for this kind of support, or its base price and the address of the factor on it."""
    kind = team.support_type or channel
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
    """The first model for which the card has a price for the team's first queue."""
    if team.pricing.rate is not None:
        build.problem((*path, "pricing"), f"needs a model: what is the rate for? (one of {', '.join(MODELS)})")
        return None
    for model in DEFAULT_ORDER:
        if _card_price(build, team, card, model, team.queues[0].channel)[0] is not None:
            return model
    gaps = build.catalog.entry(card, "gaps")
    why = f"; not found: {', '.join(gaps.data[:2])}" if gaps and gaps.data else ""
    wages = " or pricing: {model: in_house}" if _models(build, card, "in_house") else ""
    build.problem(
        (*path, "region"),
        f"the card has no vendor price for {team.region}{why} (give pricing.model and pricing.rate{wages})",
    )
    return None


def _terms(build: CaseBuilder, path: Path, team: Team, terms: Terms, rate: tuple[Sourced, Sourced]) -> None:
    card, pricing = terms.card, team.pricing
    place = (*path, "pricing")
    rise = "escalator" if terms.sourcing == "outsourced" else "wage_growth"
    build.put(
        "escalator",
        build.need(
            "escalator",
            pricing.escalator,
            (*place, "escalator"),
            (card, "operations", rise),
            ("operations", "labor", rise),
        ),
    )
    if terms.sourcing == "in_house":
        addresses = [(card, "operations", "employer_burden"), ("operations", "labor", "employer_burden")]
        build.put(
            "employer_burden", build.need("employer_burden", None, (*path, "staffing", "employer_burden"), *addresses)
        )
        build.switch("wage_share", 1)
    else:
        build.put("employer_burden", NOT_APPLICABLE)
        addresses = [(card, "operations", "wage_share"), ("operations", "labor", "wage_share")]
        build.put("wage_share", build.need("wage_share", None, (*place, "wage_share"), *addresses))
    level = team.expertise or "standard"
    build.put(
        "expertise_premium",
        build.need("expertise_premium", None, (*path, "expertise"), ("operations", "expertise", level, "premium")),
    )
    _minimum(build, place, team, rate)
    _tiers(build, place, pricing.tiers, pricing.tiers_apply, terms.row)


def _minimum(build: CaseBuilder, place: Path, team: Team, rate: tuple[Sourced, Sourced]) -> None:
    minimum = team.pricing.minimum
    if minimum is None:
        build.label("minimum_unit", "none")
        build.put("minimum", NOT_APPLICABLE)
        build.put("minimum_rate", NOT_APPLICABLE)
        return
    key = next(key for key in MINIMUMS if getattr(minimum, key) is not None)
    build.label("minimum_unit", MINIMUMS[key])
    build.put("minimum", build.given(getattr(minimum, key), (*place, "minimum", key), key))
    base, factor = rate
    build.put(
        "minimum_rate", Sourced(base.value.map(lambda x: x * factor.value.likely), base.unit, base.origin, base.path)
    )


def _tiers(build: CaseBuilder, place: Path, tiers: tuple[Tier, ...], apply: str, row: int) -> None:
    units = {tier.above[1] for tier in tiers}
    if len(units) > 1:
        build.problem((*place, "tiers"), f"tiers count different things: {', '.join(sorted(units))} (use one unit)")
    build.label("tier_unit", next(iter(units), "hours"))
    floors = [tier.above[0] for tier in tiers]
    if floors != sorted(set(floors)):
        build.problem((*place, "tiers"), "tiers must rise (put the lowest first, each above the one before)")
    for i, (tier, floor) in enumerate(zip(tiers, floors, strict=True)):
        address = (*place, "tiers", i)
        build.member("tier", f"above {floor:g}", row)
        build.label("tier_applies", apply)
        build.put("tier_above", build.given(point(floor), (*address, "above"), "unit"))
        top = floors[i + 1] if i + 1 < len(floors) else math.inf
        build.put("tier_up_to", Sourced(point(top), "unit", Origin("computed", note="where the next tier begins")))
        build.put("tier_discount", build.given(tier.discount, (*address, "discount"), "share"))
