"""`simulate` and `sensitivity` on a terminal, as CSV and as Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import percent, rough, symbol
from estimate.views.csv import cell
from estimate.views.fitting import wrapped
from estimate.views.markdown import escaped

BAR = "█"
FILE_WIDTH = 100
NARROWEST = 60
LISTED = 20
EXPLAINED = (
    "At low and high: the total with the input there and all others as the total takes them. Variance: the part of the total's variance "
    "that follows the input. Narrower: the part of the 80 % range that goes once it is known. Inputs that move together "
    "share both."
)

Content = dict[str, Any]


def show(content: Content, console: Console) -> None:
    """Print a simulation or a sensitivity in the width of the console."""
    for line in _lines(content, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)


def render(content: Content, form: str) -> str:
    """As text in a format, for a file or another program."""
    if form == "json":
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    rows = _sensitivity_rows(content) if "sensitivity_version" in content else _simulation_rows(content)
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([[cell(value) for value in row] for row in rows])
        return out.getvalue()
    if form == "markdown":
        head, *rest = [[escaped(str("" if value is None else value)) for value in row] for row in rows]
        table = [head, ["---"] * len(head), *rest]
        return "\n".join(f"| {' | '.join(row)} |" for row in table) + "\n"
    return "\n".join(line.plain.rstrip() for line in _lines(content, FILE_WIDTH)) + "\n"


def _simulation_rows(content: Content) -> list[list[Any]]:
    rows: list[list[Any]] = [["figure", "amount"], ["expected", content["expected"]], ["mean", content["mean"]]]
    rows += [[name, amount] for name, amount in content["percentiles"].items()]
    if content["budget"]:
        rows.append(["chance_above_budget", content["budget"]["chance_above"]])
    return rows


def _sensitivity_rows(content: Content) -> list[list[Any]]:
    keys = (
        "input", "moves_with", "basis", "unit", "expected", "has_range", "low", "likely", "high", "total_at_low", "total_at_high",
        "elasticity", "variance_share", "narrows",
    )  # fmt: skip
    return [list(keys), *([one[key] for key in keys] for one in content["inputs"])]


def _lines(content: Content, width: int) -> Iterator[Text]:
    yield Text(printable(content["scenario"]), "bold")
    yield Text()
    yield from _tornado(content, width) if "sensitivity_version" in content else _simulation(content, width)


def _simulation(content: Content, width: int) -> Iterator[Text]:
    sign, known = symbol(content["currency"]), content["percentiles"]
    done = f"{content['draws']:,} draws"
    if content["draws"] < content["asked"]:
        done += f" of {content['asked']:,}, stopped"
    yield Text(f"  80 % range    {sign} {rough(known['p10'])} – {rough(known['p90'])}", "bold")
    yield Text(f"  {done}, seed {content['seed']}, {content['inputs']} uncertain inputs", "dim")
    if content["budget"]:
        amount, chance = content["budget"]["amount"], content["budget"]["chance_above"]
        yield Text(
            f"  Above {sign} {rough(amount)} in {percent(chance)} of the draws", "yellow" if chance > 0.5 else ""
        )
    yield Text()
    figures = {"expected": content["expected"], "mean": content["mean"]}
    figures |= {f"{name[1:]} %": amount for name, amount in known.items()}
    wide = max(len(rough(amount)) for amount in figures.values())
    for name, amount in figures.items():
        yield Text(f"  {name:>8}  {rough(amount):>{wide}}")
    yield Text()
    most = max((one["draws"] for one in content["histogram"]), default=0)
    for one in content["histogram"]:
        bar = BAR * round(one["draws"] / most * (width - 2 * wide - 16)) if most else ""
        yield Text.assemble(
            f"  {rough(one['from']):>{wide}} – {rough(one['to']):<{wide}} ", (bar, "cyan"), f" {one['draws']:,}"
        )
    yield Text()
    yield Text(f"  Covers {content['holds']},", "dim")
    yield Text(f"  not {content['leaves_out']}.", "dim")


def _tornado(content: Content, width: int) -> Iterator[Text]:
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
            name = _cut(printable(one["input"]), min(44, width - 24))
            change = f"{one['elasticity'] * 10:+6.2f} %".replace("-", "−")
            yield Text(f"    {name}  {change}  {one['basis']}")


def _bars(inputs: list[Content], base: float, width: int) -> Iterator[Text]:
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
        at = sorted(one[key] for key in ("total_at_low", "total_at_high"))
        start = min(middle, round((at[0] - low) / (high - low) * bar)) if high > low else 0
        stop = max(middle, round((at[1] - low) / (high - low) * bar)) if high > low else 0
        share, narrows = one["variance_share"], one["narrows"]
        yield Text.assemble(
            f"  {_cut(printable(one['input']), label)}  ",
            f"{rough(one['total_at_low']):>{money}}  {rough(one['total_at_high']):>{money}}  ",
            " " * start,
            (BAR * (middle - start), "green"),
            ("│", "dim"),
            (BAR * max(0, stop - middle - 1), "red"),
            " " * max(0, bar - max(stop, middle + 1)),
            f"  {percent(share or 0):>8}  {percent(narrows or 0):>8}",
        )


def _cut(text: str, width: int) -> str:
    while cell_len(text) > width:
        text = text[:-2] + "…"
    return text + " " * (width - cell_len(text))
