"""A sensitivity: a tornado on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import percent, rough, symbol
from estimate.report.sensitivity import InputDocument, SensitivityDocument
from estimate.views.colors import CHEAPER, DEARER
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

BAR = "█"
LISTED = 20
COLUMNS = (
    "input", "moves_with", "basis", "unit", "expected", "has_range", "low", "likely", "high", "total_at_low", "total_at_high",
    "elasticity", "variance_share", "range_reduction",
)  # fmt: skip
EXPLAINED = (
    "At low and high: the total with the input there and all others as the total takes them. Variance: the part of the total's variance "
    "that follows the input. Narrower: the part of the 80 % range that goes once it is known. Inputs that move together "
    "share both."
)


def lines(content: SensitivityDocument, width: int) -> Iterator[Text]:
    """The total and its range, a bar for each input with a range, and what those without one would change."""
    yield Text(printable(content["scenario"]), "bold")
    yield Text()
    sign, inputs = symbol(content["currency"]), content["inputs"]
    spread = content["range"]
    yield Text(
        f"  Total {sign} {rough(content['total'])}, 80 % range {rough(spread['low'])} – {rough(spread['high'])}", "bold"
    )
    yield Text()
    ranged = [one for one in inputs if one["has_range"]][:LISTED]
    fixed = [one for one in inputs if not one["has_range"]][:LISTED]
    if ranged:
        yield from _bars(ranged, content["total"], width)
        yield Text()
        yield from wrapped("  ", EXPLAINED, width)
    if fixed:
        yield Text()
        yield Text("  Without a range: change of the total for 10 % more", "bold")
        for one in fixed:
            name = fitted(printable(one["input"]), min(44, width - 24))
            change = f"{one['elasticity'] * 10:+6.2f} %".replace("-", "−")
            yield Text(f"    {name}  {change}  {one['basis']}")


def _bars(inputs: Sequence[InputDocument], base: float, width: int) -> Iterator[Text]:
    ends = [total for one in inputs for total in (one["total_at_low"], one["total_at_high"])]
    low, high = min([base, *ends]), max([base, *ends])
    money = max(len(rough(end)) for end in ends)
    left = width - 2 * money - 27
    label = min(max(cell_len(printable(one["input"])) for one in inputs), left * 11 // 20)
    bar = max(8, left - label)
    heads = f"  {'':<{label}}  {'at low':>{money}}  {'at high':>{money}}  "
    yield Text(f"{heads}{'':<{bar}}  variance  narrower", "dim")
    middle = round((base - low) / (high - low) * bar) if high > low else 0
    for one in inputs:
        at = sorted((one["total_at_low"], one["total_at_high"]))
        start = min(middle, round((at[0] - low) / (high - low) * bar)) if high > low else 0
        stop = max(middle, round((at[1] - low) / (high - low) * bar)) if high > low else 0
        share, range_reduction = one["variance_share"], one["range_reduction"]
        yield Text.assemble(
            f"  {fitted(printable(one['input']), label)}  ",
            f"{rough(one['total_at_low']):>{money}}  {rough(one['total_at_high']):>{money}}  ",
            " " * start,
            (BAR * (middle - start), CHEAPER),
            ("│", "dim"),
            (BAR * max(0, stop - middle - 1), DEARER),
            " " * max(0, bar - max(stop, middle + 1)),
            f"  {percent(share or 0):>8}  {percent(range_reduction or 0):>8}",
        )


def rows(content: SensitivityDocument) -> Iterator[list[object]]:
    """An input a row."""
    yield list(COLUMNS)
    for one in content["inputs"]:
        yield [one[column] for column in COLUMNS]  # type: ignore[literal-required]


def page(content: SensitivityDocument) -> Iterator[str]:
    """The rows as one Markdown table."""
    head, *rest = ([escaped("" if value is None else str(value)) for value in row] for row in rows(content))
    yield from markdown_table(head, rest)
