"""The lines of an estimate as a table shows them: those of one price together, with how good the price is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING

from estimate.ground.provenance import STRENGTH
from estimate.ground.records import dataclass
from estimate.ground.units import decimals, nearest
from estimate.model.lines import CATEGORIES, PREMIUMS

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument, LineDocument, OriginDocument, UnpricedDocument

SAME_PRICE = 0.005
"""Prices that differ by less are one price: the rest is rounding."""


@dataclass(frozen=True)
class Row:
    """One line of a table: what it is, how many of what, at which price, how much (in minor units), and how good the price is."""

    id: str
    label: str
    quantity: float
    unit: str
    price: float
    amount: int
    origin: OriginDocument

    @property
    def basis(self) -> str:
        """How good the price is."""
        return self.origin["basis"]


@dataclass(frozen=True)
class Section:
    """A category of cost with its lines and with what has no price; the amount is in minor units."""

    id: str
    label: str
    amount: int
    share: float
    rows: tuple[Row, ...]
    unpriced: tuple[UnpricedDocument, ...]


def sections(content: EstimateDocument) -> list[Section]:
    """The categories of an estimate, in their order."""
    return [_section(content, category) for category in CATEGORIES]


def minor(amount: float, currency: str) -> int:
    """An amount in minor units."""
    return nearest(amount * 10 ** decimals(currency))


def _section(content: EstimateDocument, category: str) -> Section:
    lines = [line for line in content["lines"] if line["category"] == category]
    amount, total = content["by_category"][category], content["total"]["expected"]
    several = len(content["staffing"]) > 1
    groups: dict[tuple[str, str, str, str], list[LineDocument]] = {}
    for line in lines:
        team = line["team"] if several and line["team"] else ""
        groups.setdefault((line["id"], team, _queue_shown(line, lines), line["unit"]), []).append(line)
    return Section(
        category,
        CATEGORIES[category],
        minor(amount, content["currency"]),
        amount / total if total else 0,
        tuple(_row(group, team, queue, content["currency"]) for (_, team, queue, _), group in groups.items()),
        tuple(item for item in content["not_priced"] if item["category"] == category),
    )


def _queue_shown(line: LineDocument, lines: Sequence[LineDocument]) -> str:
    """Queues are told apart where their prices differ; at one price they are one line, and premiums always are."""
    if line["queue"] is None or line["id"] in PREMIUMS:
        return ""
    prices = list(_prices(line, lines))
    return line["queue"] if prices and max(prices) - min(prices) > SAME_PRICE * abs(max(prices)) else ""


def _prices(line: LineDocument, lines: Sequence[LineDocument]) -> Iterator[float]:
    for other in lines:
        if other["id"] == line["id"] and other["team"] == line["team"] and other["quantity"]:
            yield other["amount"] / other["quantity"]


def _row(group: Sequence[LineDocument], team: str, queue: str, currency: str) -> Row:
    first = group[0]
    amount = sum(minor(line["amount"], currency) for line in group)
    quantity = fsum(line["quantity"] for line in group)
    label = " · ".join(part for part in (first["label"], queue, team) if part)
    price = amount / 10 ** decimals(currency) / quantity if quantity else 0.0
    weakest = max((line["origin"] for line in group), key=lambda origin: STRENGTH[origin["basis"]])  # type: ignore[index]
    return Row(first["id"], label, quantity, first["unit"], price, amount, weakest)
