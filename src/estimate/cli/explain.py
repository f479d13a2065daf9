"""`estimate explain FILE [LINE]`: the tree behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    NoColorOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)
from estimate.ground.errors import Status, UsageError, nearest

if TYPE_CHECKING:
    from estimate.answers.estimate import Estimate


def explain_command(
    scenario: ScenarioArgument,
    line: Annotated[
        str | None,
        typer.Argument(
            autocompletion=completing.lines,
            metavar="[LINE]",
            help="A line or a quantity, such as labor.agents or headcount.",
        ),
    ] = None,
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="The month to explain.")] = None,
    no_color: NoColorOption = False,
) -> int:
    """Show the formula, the inputs and the sources behind a line, as a tree."""
    from estimate.answers.estimate import estimate
    from estimate.studies.request import Request

    result = estimate(Request(scenario, settings, rates, as_of, currency, at).case())
    return explain(result, line, rates=rates, month=month, no_color=no_color)


def explain(
    result: Estimate, line: str | None, *, rates: Sequence[Path], month: str | None = None, no_color: bool
) -> Status:
    """Explain a line, a category or a quantity; without one, the total and the names that can be asked for."""
    from estimate.answers.explain import Explainer, lines_named
    from estimate.cards.catalog import Catalog
    from estimate.cards.sources import citations
    from estimate.cli.output import console
    from estimate.views import explain as tree

    explainer = Explainer(result, _month(result, month))
    out = console(no_color=no_color)
    sources = citations(Catalog(rates))
    if line is None:
        tree.overview(result, out)
        return Status.DONE
    line = _meant(result, line)
    lines = lines_named(result, line)
    quantities = result.program.rulebook.quantities
    nodes = [explainer.line(found) for found in lines]
    if not nodes and line in quantities:
        rows = range(len(result.values.get(line, ())))
        step = explainer.month if quantities[line].step == "month" else 0
        nodes = [explainer.quantity(line, row, step) for row in rows]
    if not nodes:
        known = [*dict.fromkeys(found.id for found in result.lines), *quantities]
        close = nearest(line, known)
        hint = f"did you mean {close}?" if close else "estimate explain FILE lists them"
        raise UsageError(f"this estimate has no line or quantity {line} ({hint})")
    for position, node in enumerate(nodes):
        if position:
            out.print()
        tree.show(node, out, currency=result.case.currency, sources=sources)
    return Status.DONE


def _meant(result: Estimate, name: str) -> str:
    """The line, category or quantity that a label of the screen stands for; every other name stays."""
    from estimate.views.plain_words import asked

    labels = {line.label: line.id for line in result.lines}
    found = asked(name, labels, result.case.term.length)
    return name if found is None else found


def _month(result: Estimate, month: str | None) -> int:
    """The month to explain: the one asked for, or the first of service."""
    if month is None:
        return 1
    if month not in result.case.months:
        raise UsageError(
            f"--month {month} is not in the estimate ({result.case.months[1]} to {result.case.months[-1]})"
        )
    return result.case.months.index(month)
