"""Exchange rates: the scenario's own, a central bank's or the card's, never a silent 1."""

from __future__ import annotations

import math
from dataclasses import replace

from estimate.cards.catalog import EXCHANGE
from estimate.ground.errors import did_you_mean
from estimate.ground.provenance import Sourced, weakest
from estimate.ground.ranges import Range, point
from estimate.resolve.scope import STRUCTURAL, CaseBuilder, Path


class Exchange:
    """Prices of one currency in another, for one case."""

    def __init__(self, build: CaseBuilder) -> None:
        self.build = build
        self.scenario = build.case.scenario
        self.own = self.scenario.currency or build.case.currency

    def rate(self, currency: str, path: Path) -> Sourced | None:
        """The price of one unit of a currency in the currency of the case; `path` is where that currency came from."""
        target = self.build.case.currency
        if currency == target:
            return Sourced(point(1), f"{target}/{currency}", STRUCTURAL)
        if currency not in self.build.case.exchange:
            found = self._given(currency, target) or self._from_card(currency, target, path)
            if found is None:
                return None
            self.build.case.exchange[currency] = found
        return self.build.case.exchange[currency]

    def _given(self, currency: str, target: str) -> Sourced | None:
        """From the scenario's fx, which is in the scenario's own currency."""
        fx = self.scenario.fx
        if target == self.own and currency in fx:
            return self.build.given(fx[currency], ("fx", currency), f"{target}/{currency}")
        if target in fx and currency == self.own:
            return self.build.given(fx[target].map(lambda x: 1 / x), ("fx", target), f"{target}/{currency}")
        if target in fx and currency in fx:
            by = self.build.case.of(fx[target])
            return self.build.given(fx[currency].map(lambda x: x / by), ("fx", currency), f"{target}/{currency}")
        return None

    def _from_card(self, currency: str, target: str, path: Path) -> Sourced | None:
        """Both currencies' rates against the card's base, one divided by the other."""
        one, other = self._per_base(currency, path, target), self._per_base(target, ("currency",), currency)
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

    def _per_base(self, currency: str, path: Path, against: str) -> Sourced | None:
        """Units of a currency for one of the card's base currency; `against` is the currency that it is exchanged with."""
        card = self.build.catalog
        base = card.entry(EXCHANGE, "base")
        if base is not None and currency == base.data:
            return Sourced(point(1), f"{currency}/{currency}", STRUCTURAL)
        fact = self.build.fact(("fx", currency), (EXCHANGE, "rates", currency))
        if fact is None:
            known = [str(base.data) if base else "", *card.keys(EXCHANGE, "rates")]
            close = did_you_mean(currency, known, "")
            hint = f"{close} or " if close else ""
            foreign = against if currency == self.own else currency
            words = f"give fx: {{{foreign}: …}}, its price in {self.own}; estimate rates fx lists what is known"
            self.build.problem(path, f"no exchange rate for {currency} ({hint}{words})")
        return fact


def ratio(one: Range, other: Range) -> Range:
    """One rate over another. Their moves are taken as independent: on the logarithmic scale the ends add in squares."""
    likely = one.likely / other.likely
    up = math.hypot(math.log(one.high / one.likely), math.log(other.likely / other.low))
    down = math.hypot(math.log(one.likely / one.low), math.log(other.high / other.likely))
    return Range(likely * math.exp(-down), likely, likely * math.exp(up))
