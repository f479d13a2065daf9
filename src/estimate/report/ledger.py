"""The books of one estimate: every line and month rounded once to the minor unit, so that every sum is exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum

from estimate.answers.estimate import Estimate
from estimate.ground.provenance import Origin
from estimate.ground.records import dataclass
from estimate.ground.units import decimals, nearest


@dataclass(frozen=True)
class LedgerLine:
    """A cost line in whole minor units (cents, or won) by month, the time before the start first."""

    id: str
    category: str
    label: str
    team: str | None
    queue: str | None
    unit: str
    quantity: float
    amounts: tuple[int, ...]
    one_off: bool
    origin: Origin

    @property
    def amount(self) -> int:
        return sum(self.amounts)


@dataclass(frozen=True)
class Ledger:
    """All entries of an estimate; totals are sums of whole minor units and therefore agree in every order."""

    currency: str
    entries: tuple[LedgerLine, ...]
    years: tuple[int, ...]

    @property
    def scale(self) -> int:
        """Minor units in one unit of the currency."""
        return int(10 ** decimals(self.currency))

    def money(self, minor: float) -> float:
        """An amount in the currency, from minor units."""
        return minor / self.scale

    @property
    def total(self) -> int:
        return sum(entry.amount for entry in self.entries)

    @property
    def one_off(self) -> int:
        return sum(entry.amount for entry in self.entries if entry.one_off)

    def by(self, key: Callable[[LedgerLine], str]) -> dict[str, int]:
        """Sums by a property of the entries, in their order."""
        sums: dict[str, int] = {}
        for entry in self.entries:
            sums[key(entry)] = sums.get(key(entry), 0) + entry.amount
        return sums

    def by_month(self, entries: Iterable[LedgerLine] | None = None) -> list[int]:
        rows = [entry.amounts for entry in (self.entries if entries is None else entries)]
        return [sum(month) for month in zip(*rows, strict=True)] if rows else [0] * len(self.years)

    def by_year(self) -> list[int]:
        """Sums by contract year; what is paid before the start counts into the first."""
        sums = [0] * (max(self.years) + 1)
        for year, amount in zip(self.years, self.by_month(), strict=True):
            sums[year] += amount
        return sums


def ledger(result: Estimate) -> Ledger:
    """Round each line and month to the currency's minor unit; nothing is rounded after this."""
    scale = 10 ** decimals(result.case.currency)
    entries = []
    for line in result.lines:
        amounts = tuple(nearest(amount * scale) for amount in line.amounts)
        if any(amounts):
            entries.append(
                LedgerLine(
                    line.id, line.category, line.label, line.team, line.queue, line.unit, fsum(line.quantities), amounts,
                    line.one_off, line.origin,
                )
            )  # fmt: skip
    return Ledger(result.case.currency, tuple(entries), tuple(result.case.parents["month"]))
