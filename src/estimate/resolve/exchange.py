"""Exchange rates: the scenario's own, a central bank's or the card's, never a silent 1."""

from __future__ import annotations

import math
from dataclasses import replace

from estimate.cards.catalog import EXCHANGE
from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced, weakest
from estimate.ground.ranges import Range, point
from estimate.resolve.scope import STRUCTURAL, Path, Scope


def exchange_rate(scope: Scope, currency: str, path: Path) -> Sourced | None:
    """The price of one unit of a currency in the currency of the estimate; `path` is where that currency came from.

    None where no rate is known, which is a problem then.
    """
    target = scope.currency
    if currency == target:
        return Sourced(point(1), f"{target}/{currency}", STRUCTURAL)
    if currency not in scope.exchange:
        found = _given(scope, currency) or _from_card(scope, currency, path)
        if found is None:
            return None
        scope.exchange[currency] = found
    return scope.exchange[currency]


def _given(scope: Scope, currency: str) -> Sourced | None:
    """From the scenario's fx, which is in the scenario's own currency."""
    fx, target, own = scope.scenario.fx, scope.currency, scope.own_currency
    if target == own and currency in fx:
        return scope.given(fx[currency], ("fx", currency), f"{target}/{currency}")
    if target in fx and currency == own:
        return scope.given(fx[target].map(lambda x: 1 / x), ("fx", target), f"{target}/{currency}")
    if target in fx and currency in fx:
        by = scope.of(fx[target])
        return scope.given(fx[currency].map(lambda x: x / by), ("fx", currency), f"{target}/{currency}")
    return None


def _from_card(scope: Scope, currency: str, path: Path) -> Sourced | None:
    """Both currencies' rates against the card's base, one divided by the other."""
    target = scope.currency
    one, other = _per_base(scope, currency, path, target), _per_base(scope, target, ("currency",), currency)
    if one is None or other is None:
        return None
    stated = [side.origin for side in (one, other) if side.origin.basis != "structural"]
    origin = replace(
        weakest(stated),
        formula=f"{other.value.likely:g} {other.unit} ÷ {one.value.likely:g} {one.unit}",
        sources=tuple(dict.fromkeys(source for side in stated for source in side.sources)),
        fact=" ".join(side.fact for side in stated),
    )
    return Sourced(ratio(other.value, one.value), f"{target}/{currency}", origin, f"fx.{currency}")


def _per_base(scope: Scope, currency: str, path: Path, against: str) -> Sourced | None:
    """Units of a currency for one of the card's base currency; `against` is the currency that it is exchanged with."""
    base = scope.catalog.entry(EXCHANGE, "base")
    if base is not None and currency == base.data:
        return Sourced(point(1), f"{currency}/{currency}", STRUCTURAL)
    fact = scope.fact(("fx", currency), (EXCHANGE, "rates", currency))
    if fact is None:
        own = scope.own_currency
        known = [str(base.data) if base else "", *scope.catalog.keys(EXCHANGE, "rates")]
        close = did_you_mean(currency, known, "")
        hint = f"{close} or " if close else ""
        foreign = against if currency == own else currency
        words = f"give fx: {{{foreign}: …}}, its price in {own}; estimate rates fx lists what is known"
        scope.problem(path, f"no exchange rate for {currency} ({hint}{words})")
    return fact


def ratio(one: Range, other: Range) -> Range:
    """One rate over another. Their moves are taken as independent: on the logarithmic scale the ends add in squares."""
    likely = one.likely / other.likely
    up = math.hypot(math.log(one.high / one.likely), math.log(other.likely / other.low))
    down = math.hypot(math.log(one.likely / one.low), math.log(other.high / other.likely))
    return Range(likely * math.exp(-down), likely, likely * math.exp(up))
