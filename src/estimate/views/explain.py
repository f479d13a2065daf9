"""An explanation as a tree on a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from estimate.answers.estimate import Estimate
from estimate.answers.explain import Node
from estimate.ground.errors import printable
from estimate.ground.provenance import Sourced
from estimate.report.derivation import derivation
from estimate.report.figures import plain, symbol
from estimate.views.fitting import fitted, wrapped

WORDS = {"given": "given by the scenario"}
NARROWEST = 60
FEWEST = 16
"""So many cells are left for words however deep the tree is."""
BRANCHES = str.maketrans("├└", "│ ")


def show(node: Node, console: Console, *, currency: str, sources: dict[str, str]) -> None:
    """Print a tree in the console's width; `sources` maps a source's id to what is said of it."""
    for line in lines(node, currency, sources):
        for part in _folded(line, console):
            console.print(part, soft_wrap=True)


def _folded(line: Text, console: Console) -> Iterator[Text]:
    """The line on as many as the width takes; the later ones go on beside the branches of the tree."""
    width = max(NARROWEST, console.width)
    if line.cell_len <= width:
        yield line
        return
    stem = len(line.plain) - len(line.plain.lstrip("│├└ "))
    lead, body = line[:stem], line[stem:]
    later = f"{line.plain[:stem].translate(BRANCHES)}  "
    for at, part in enumerate(body.wrap(console, max(FEWEST, width - cell_len(later)))):
        part.rstrip()
        yield Text.assemble(lead if at == 0 else (later, "dim"), part)


def lines(node: Node, currency: str, sources: dict[str, str]) -> Iterator[Text]:
    yield _figure(node, "", currency)
    if node.doc:
        yield Text(f"  {node.doc}", "dim")
    yield from _pedigree(node, "", sources)
    yield from _below(node, "", currency, sources)


def _below(node: Node, stem: str, currency: str, sources: dict[str, str]) -> Iterator[Text]:
    for position, child in enumerate(node.children):
        last = position == len(node.children) - 1
        yield _figure(child, stem + ("└ " if last else "├ "), currency)
        inner = stem + ("  " if last else "│ ")
        yield from _pedigree(child, inner, sources)
        yield from _below(child, inner, currency, sources)


def _figure(node: Node, lead: str, currency: str) -> Text:
    money = node.unit.replace("money", currency, 1) if node.unit.startswith("money") else node.unit
    if math.isnan(node.value):
        value = node.unit
    elif node.unit == "money":
        value = f"{symbol(currency)} {plain(node.value)}"
    else:
        value = f"{plain(node.value)} {money}".strip()
    text = Text.assemble((lead, "dim"), (printable(node.name), "bold"), f" = {value}")
    if node.formula:
        text.append(f" = {node.formula}")
    elif node.sourced is not None and (derived := derivation(node.sourced.value, node.at)):
        text.append(f" = {derived}")
    if node.sourced is not None and node.sourced.origin.basis == "computed":
        text.append(f"   ({node.sourced.origin.note})", "dim")
    elif node.seen and (node.formula or node.sourced is None):
        text.append("   (see above)", "dim")
    return text


def _pedigree(node: Node, lead: str, sources: dict[str, str]) -> Iterator[Text]:
    """Below an input, the first time it stands in the tree: who said so, how well, and where it stands."""
    if node.sourced is None or node.seen or node.sourced.origin.basis in ("structural", "computed"):
        return
    for said in _said(node.sourced, sources):
        yield Text.assemble((lead, "dim"), (f"  {printable(said)}", "dim"))


def _said(sourced: Sourced, sources: dict[str, str]) -> Iterator[str]:
    origin = sourced.origin
    line = origin.line()
    place = f"{origin.file}:{line}" if origin.file and line else origin.file
    width = "" if sourced.value.is_point else f"{plain(sourced.value.low)} to {plain(sourced.value.high)}"
    grade = f"grade {origin.grade}" if origin.grade else ""
    basis = WORDS.get(origin.basis, origin.basis)
    yield " · ".join(part for part in (place, basis, grade, origin.date and f"since {origin.date}", width) if part)
    if origin.formula:
        yield f"formula: {origin.formula}"
    for source in origin.sources:
        yield f"source: {sources.get(source, source)}"
    if origin.note:
        yield f"note: {origin.note}"


def overview(result: Estimate, console: Console) -> None:
    """Every line that can be explained, with its formula and its amount."""
    currency = result.case.currency
    rows: dict[str, tuple[str, str, float]] = {}
    for line in result.lines:
        _, _, so_far = rows.get(line.id, ("", "", 0.0))
        rows[line.id] = (line.label, line.line.amount, so_far + sum(line.amounts))
    wide = max((len(key) for key in rows), default=0)
    console.print(
        Text.assemble(("total_cost", "bold"), f" = {symbol(currency)} {plain(result.one('total_cost'))}, the sum of:")
    )
    room = max(NARROWEST, console.width)
    for key, (label, amount, total) in rows.items():
        shown = Text.assemble("  ", (f"{key:<{wide}}", "bold"), f"  {plain(total):>12}  {printable(label)}")
        formula = f" ({amount})"
        if shown.cell_len + len(formula) <= room:
            shown.append(formula)
        elif shown.cell_len > room:
            shown = Text.assemble("  ", (key, "bold"), f"  {plain(total)}  {fitted(printable(label), 20).rstrip()}")
        console.print(shown, soft_wrap=True)
    for words in wrapped(
        "", "Ask for one of these, for a category (labor), or for any quantity by name (heads).", room
    ):
        console.print(words, soft_wrap=True)
