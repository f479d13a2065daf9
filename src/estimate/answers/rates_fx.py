"""What the cards know of exchange rates: every currency against one, with its range, its date and its source."""

from __future__ import annotations

from collections.abc import Iterator

from estimate.cards.catalog import EXCHANGE, Catalog, TooEarly
from estimate.cards.sources import citations
from estimate.ground.errors import UsageError, did_you_mean
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.resolve.exchange import ratio


@dataclass(frozen=True)
class KnownRate:
    """A currency: its units for one unit of the reference, and what one unit of it costs there; None before its first date."""

    currency: str
    reference: str
    units: Range | None
    price: Range | None
    origin: Origin
    cited: tuple[str, ...]


def known_rates(catalog: Catalog, as_of: str, reference: str | None = None) -> list[KnownRate]:
    """Every currency that the cards know but the reference, which is the card's own base unless named; in alphabetical order.

    Raises UsageError for a reference without a rate on the date.
    """
    base = catalog.entry(EXCHANGE, "base")
    assert base is not None, "rates/fx.yaml is part of the tool"
    facts = dict(_facts(catalog, as_of, str(base.data)))
    wanted = reference or str(base.data)
    against = facts.get(wanted)
    if not isinstance(against, Sourced):
        if against is not None:
            raise UsageError(
                f"the rate of {wanted} begins on {against.first} (choose --as-of {against.first} or later)"
            )
        hint = did_you_mean(wanted, facts, "estimate rates fx lists all")
        raise UsageError(f"no exchange rate for {wanted} ({hint})")
    said = citations(catalog)
    return [
        _known(currency, fact, wanted, against, said) for currency, fact in sorted(facts.items()) if currency != wanted
    ]


def _facts(catalog: Catalog, as_of: str, base: str) -> Iterator[tuple[str, Sourced | TooEarly]]:
    yield base, Sourced(point(1), f"{base}/{base}", Origin("structural"))
    for currency in catalog.keys(EXCHANGE, "rates"):
        found = catalog.entry(EXCHANGE, "rates", currency)
        assert found is not None
        try:
            yield currency, catalog.fact(found, as_of, f"fx.{currency}")
        except TooEarly as early:
            yield currency, early


def _known(
    currency: str, fact: Sourced | TooEarly, reference: str, against: Sourced, said: dict[str, str]
) -> KnownRate:
    if isinstance(fact, TooEarly):
        return KnownRate(currency, reference, None, None, Origin("structural", fact.card, date=fact.first), ())
    origin = against.origin if fact.origin.basis == "structural" else fact.origin
    cited = tuple(said.get(source, source) for source in origin.sources)
    return KnownRate(
        currency, reference, ratio(fact.value, against.value), ratio(against.value, fact.value), origin, cited
    )
