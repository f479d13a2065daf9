"""Exchange rates: the scenario's own, or the planning rates of the card, never a silent 1."""

from __future__ import annotations

from estimate.ground.errors import nearest
from estimate.ground.provenance import Origin, Sourced, weakest
from estimate.ground.ranges import point
from estimate.inputs.case import STRUCTURAL, CaseBuilder, Path


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
            found = self._given(currency, target) or self._planned(currency, target, path)
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
            by = fx[target].likely
            return self.build.given(fx[currency].map(lambda x: x / by), ("fx", currency), f"{target}/{currency}")
        return None

    def _planned(self, currency: str, target: str, path: Path) -> Sourced | None:
        one, other = self._per_base(currency, path), self._per_base(target, ("currency",))
        if one is None or other is None:
            return None
        origin = weakest([one.origin, other.origin])
        known = [side.origin for side in (one, other) if side.origin.file]
        origin = known[0] if known else origin
        text = f"{other.value.likely:g} {other.unit} ÷ {one.value.likely:g} {one.unit}"
        rate = point(other.value.likely / one.value.likely)
        described = Origin(
            "assumed", origin.file, origin.line, origin.date, formula=text, note=origin.note, fact=origin.fact
        )
        return Sourced(rate, f"{target}/{currency}", described, f"fx.{currency}")

    def _per_base(self, currency: str, path: Path) -> Sourced | None:
        """Units of a currency for one of the card's base currency."""
        card = self.build.catalog
        base = card.entry("fx", "base")
        if base is not None and currency == base.data:
            return Sourced(point(1), f"{currency}/{currency}", STRUCTURAL)
        fact = self.build.fact(("fx", currency), ("fx", "rates", currency))
        if fact is None:
            known = [str(base.data) if base else "", *card.keys("fx", "rates")]
            close = nearest(currency, known)
            hint = f"did you mean {close}? or " if close else ""
            self.build.problem(path, f"no exchange rate for {currency} ({hint}give fx: {{{currency}: …}})")
        return fact
