"""The full estimate's table of costs: category by category, each line with its quantity, its price and how good that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import exact, percent, plain, rough, unit_name
from estimate.report.table import Row, Section, minor, sections
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted, width_of

if TYPE_CHECKING:
    from estimate.report.parts import (
        EstimateDocument,
        OriginDocument,
    )


BAR = "█"
MARKS = {"given": "g", "quoted": "q", "derived": "d", "modeled": "m", "assumed": "~"}
"""Behind each amount: how good its price is."""
ROOMY = 110
"""From this width on, each line says where its price comes from."""


def cost_table(content: EstimateDocument, width: int) -> Iterator[Text]:
    currency, found = content["currency"], sections(content)
    amounts = [exact(row.amount, currency) for section in found for row in section.rows]
    total = exact(minor(content["total"]["expected"], currency), currency)
    money = max(len(text) for text in [*amounts, total, *(exact(s.amount, currency) for s in found)])
    # What is left beside the amounts, their share and their mark is shared by label, quantity and, with room, bar and basis.
    room = width - 4 - money - 10
    labels = [width_of(printable(name)) for s in found for name in _names(s)]
    quantities = [width_of(_quantity(row)) for s in found for row in s.rows]
    widest = max(labels, default=20)
    quantity = min(max(quantities, default=10), max(room // 2, room - widest - 2))
    label = min(widest, room - quantity - 2)
    bar = max(0, min(24, room - label - quantity - 5))
    origin = width - 4 - label - 2 - quantity - 1 - money - 11 if width >= ROOMY else 0
    for section in found:
        share = section.share
        yield Text.assemble(
            "  ",
            *_category(section, content, label + 4, quantity + 1),
            (f"{exact(section.amount, currency):>{money}}", "bold"),
            f" {percent(share):>6}",
            ("  " + BAR * max(0, round(share * bar)), "cyan"),
        )
        for row in section.rows:
            yield _row(row, label, quantity, money, currency, origin=origin)
        for item in section.unpriced:
            yield Text.assemble(
                "    ",
                fitted(printable(item["name"]), label),
                "  ",
                (fitted("not priced", quantity), WARNING),
                f"{'?':>{money}}",
            )
    yield Text.assemble("  ", (fitted("Total", label + quantity + 5), "bold"), (f"{total:>{money}}", "bold"))


def _category(section: Section, content: EstimateDocument, label: int, room: int) -> Iterator[tuple[str, str]]:
    """The category's name and, where it fits, its 80 % range."""
    spread = content.get("range")
    ends = spread["by_category"][section.id] if spread else {"low": 0.0, "high": 0.0}
    low, high, amount = ends["low"], ends["high"], content["by_category"][section.id]
    text = f"{rough(low)} – {rough(high)}" if low < high and low <= amount <= high else ""
    name = section.label
    taken = max(label, width_of(name) + 1)
    if not text or taken + cell_len(text) >= label + room:
        yield fitted(name, label + room), "bold"
        return
    yield fitted(name, taken), "bold"
    yield fitted(text, label + room - taken), "dim"


def _names(section: Section) -> list[str]:
    return [*(row.label for row in section.rows), *(item["name"] for item in section.unpriced)]


def _row(row: Row, label: int, quantity: int, money: int, currency: str, *, origin: int) -> Text:
    mark = MARKS.get(row.basis, " ")
    text = Text.assemble(
        "    ",
        fitted(printable(row.label), label),
        "  ",
        (fitted(_quantity(row), quantity), "dim"),
        " ",
        f"{exact(row.amount, currency):>{money}}",
        "       ",
        (f" {mark}", WARNING if row.basis == "assumed" else "dim"),
    )
    if origin > 0:
        text.append("  ")
        text.append(fitted(_origin(row.origin), origin).rstrip(), WARNING if row.basis == "assumed" else "dim")
    return text


def _origin(origin: OriginDocument) -> str:
    """Where a price comes from: its basis, grade, year and file."""
    return " · ".join(part for part in (goodness(origin), origin["file"]) if part)


def goodness(origin: OriginDocument) -> str:
    """How good a value is: its basis, its grade and its year."""
    grade = f"grade {origin['grade']}" if origin["grade"] else ""
    return " · ".join(part for part in (origin["basis"], grade, origin["date"][:4]) if part)


def _quantity(row: Row) -> str:
    if row.unit.startswith("share_"):
        return f"{percent(row.price)} {unit_name(row.unit, 1)}"
    if not row.unit:
        return ""
    if row.quantity == 1:
        return unit_name(row.unit, 1)
    counted = f"{plain(row.quantity)} {unit_name(row.unit, row.quantity)}".strip()
    return f"{counted} × {plain(row.price)}"
