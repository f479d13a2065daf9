"""The rule that gives a fact its low, likely and high: the middle of what sources say, and how far the next case may lie."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from estimate.files.open import read
from tests.cards.kinds import CONVENTION, EXCHANGE, FACTOR, LOGARITHM, ODDS, PLAIN, WAGE, Kind, kind_of
from tests.cards.shelf import ENDS, RATES, Value, arithmetic, evidence, sources, unit_of

TENTH = 1.2816
"""So many standard deviations from the middle lies one case in ten."""
KNOWN = 3
"""The usual spread of a kind counts as much as this many sources: n0."""
STEP = 0.2
"""What a model adds to the spread, a multiple on a wage or the price of a neighbor: its variance is added. A factor is itself one."""


@dataclass(frozen=True)
class Observation:
    """What one source says: its middle, and its own ends where it gives a range."""

    middle: float
    low: float | None = None
    high: float | None = None
    publisher: str = ""

    def points(self) -> Iterator[tuple[float, float]]:
        """Numbers with their weights: the middle counts once, each end half."""
        yield self.middle, 1.0
        for end in (self.low, self.high):
            if end is not None and end != self.middle:
                yield end, 0.5


def by_the_rule(value: Value) -> dict[str, float]:
    """low, likely and high of a dated value, from its records, from its formulas, or from the judgment that it is."""
    kind, basis = kind_of(value), value.data["basis"]
    likely = value.ends["likely"]
    if kind is EXCHANGE:  # as wide as its own months were apart: the formula says it all
        return {end: arithmetic(value.data["formula"][end]) for end in ENDS}
    if basis == "quoted":
        seen = observations(value, kind)
        likely = statistics.median(one.middle for one in seen)
        low, high = ends(kind, likely, seen)
    elif basis == "assumed":
        seen = observations(value, kind)
        low, high = ends(kind, likely, seen or [Observation(likely)], judged=True)
    else:
        own = {end: arithmetic(text) for end, text in value.data.get("formula", {}).items()}
        stated = Observation(likely, own.get("low"), own.get("high"))
        low, high = ends(
            kind,
            likely,
            [stated],
            judged=True,
            step=STEP if basis == "modeled" and kind.spread and kind is not FACTOR else 0.0,
        )
    if kind is CONVENTION:
        return dict.fromkeys(ENDS, likely)
    if kind is WAGE and (least := floor_of(value.card, value.unit.partition("/")[0])) is not None:
        low = max(low, min(least, likely))  # nobody may pay less; a likely wage below the law has a test of its own
    return {"low": low, "likely": likely, "high": high}


def floor_of(card: str, currency: str) -> float | None:
    """The minimum wage of a region's card for a paid hour in a currency; None where the card has none."""
    file = RATES / "regions" / f"{card}.yaml"
    fact = read(file).data.get("operations", {}).get("minimum_wage") if file.is_file() else None
    if fact is None:
        return None
    paid_in = str(fact["unit"]).partition("/")[0]
    return float(fact["values"][-1]["likely"]) * per_dollar(currency) / per_dollar(paid_in)


@cache
def per_dollar(currency: str) -> float:
    """Units of a currency for one US dollar, by the card of exchange rates."""
    rates = read(RATES / "fx.yaml").data
    return 1.0 if currency == rates["base"] else float(rates["rates"][currency]["values"][-1]["likely"])


def ends(
    kind: Kind, middle: float, seen: Sequence[Observation], *, judged: bool = False, step: float = 0.0
) -> tuple[float, float]:
    """Where one case in ten lies below, and one in ten above.

    The spread is that of the observations (around the middle itself where that is a judgment), drawn toward the usual one
    of the kind; it is widened for the middle's own error.
    """
    points = [point for one in seen for point in one.points()]
    scale, usual = kind.scale, math.hypot(kind.spread, step)
    if not all(scale.holds(x) for x in (middle, *(x for x, _ in points))):
        scale, usual = PLAIN, usual * abs(middle)
    placed = [(scale.there(x), weight) for x, weight in points]
    weight = math.fsum(w for _, w in placed)
    center = scale.there(middle) if judged else math.fsum(x * w for x, w in placed) / weight
    squares = math.fsum(w * (x - center) ** 2 for x, w in placed)
    spread = math.sqrt((squares + KNOWN * usual**2) / (weight - 1 + KNOWN))
    reach = TENTH * spread * math.sqrt(1 + 1 / len(seen))
    low, high = (scale.back(scale.there(middle) + way * reach) for way in (-1, 1))
    floor, most = 0.0 if middle >= 0 else -math.inf, 1.0 if kind.scale is ODDS else math.inf
    return max(low, floor), min(high, most)


def observations(value: Value, kind: Kind) -> list[Observation]:
    """What the records of a quoted value say, and of those of a judgment the ones that can be counted in its unit."""
    return list(_comparable(value, kind) if value.data["basis"] == "assumed" else _seen(value, kind))


def _seen(value: Value, kind: Kind) -> Iterator[Observation]:
    for key in value.data.get("evidence", ()):
        if key in evidence():
            record = evidence()[key]
            percent = value.unit.startswith("share") and "percent" in unit_of(record)
            yield observed(record, kind, 0.01 if percent else 1.0)


def observed(record: dict[str, Any], kind: Kind, by: float) -> Observation:
    """A record in the unit of the card: what it calls typical, else the middle of its range, in proportion but for shares."""
    low, typical, high = (
        None if record.get(end) is None else float(record[end]) * by for end in ("low", "typical", "high")
    )
    given = [x for x in (low, typical, high) if x is not None]
    if not given:
        raise ValueError(f"{record['id']} has no figure")
    if typical is not None:
        middle = typical
    elif kind.scale is LOGARITHM and min(given) > 0:
        middle = math.exp(statistics.fmean(map(math.log, given)))
    else:
        middle = statistics.fmean(given)
    own = (low, high) if len(given) > 1 else (None, None)
    return Observation(middle, *own, publisher=publisher(record))


def publisher(record: dict[str, Any]) -> str:
    """Who says so: several pages of one house are one voice."""
    source = str(record["source"])
    known = sources().get(source)
    return str(known["publisher"]) if known else source.split("/")[2] if "//" in source else source


COMPARABLE: dict[str, tuple[tuple[str, float], ...]] = {
    "share": (("percent", 0.01),),
    "share/year": (("percent", 0.01), ("parameter", 0.01)),
    "factor": (("x ", 1.0), ("multiple", 1.0), ("percent", 0.01)),
    "minute/contact": (("minutes", 1.0),),
    "hour/agent_month": (("minutes/agent", 1 / 60),),
    "month": (("months", 1.0), ("weeks", 12 / 52.18)),
    "agent": (("agents per", 1.0),),
    "contact": (("chats per agent", 1.0), ("effective ratio", 1.0)),
    "USD/year": (("audit", 1.0), ("year", 1.0)),
}
"""Records that a judgment was made from, by its unit: words of theirs that can be counted in it, and how."""


def _comparable(value: Value, kind: Kind) -> Iterator[Observation]:
    for key in value.data.get("evidence", ()):
        record = evidence().get(key)
        words = COMPARABLE.get(value.unit, ())
        by = next((by for word, by in words if record and word in f"{unit_of(record)} "), None)
        if record and by:
            yield observed(record, kind, by)


def without(seen: Sequence[Observation], who: str) -> list[Observation]:
    """What the other publishers say."""
    return [one for one in seen if one.publisher != who]
