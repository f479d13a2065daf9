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
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)
from estimate.ground.errors import Status, UsageError, did_you_mean

if TYPE_CHECKING:
    from estimate.answers.estimate import Estimate
    from estimate.answers.explain import Node
    from estimate.cli.output import Output


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
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Show the formula, the inputs and the sources behind a line, as a tree."""
    from estimate.answers.estimate import estimate
    from estimate.cli.output import asked
    from estimate.studies.request import Request

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    result = estimate(Request(scenario, settings, rates, as_of, currency, at).case())
    return explain([result], line, shown, rates=rates, month=month)


def explain(
    results: Sequence[Estimate], line: str | None, output: Output, *, rates: Sequence[Path], month: str | None = None
) -> Status:
    """Explain a line, a category or a quantity of every result; without one, the total of the first and the names that can be asked for."""
    from estimate.cards.catalog import Catalog
    from estimate.cards.sources import citations
    from estimate.cli.output import deliver
    from estimate.report.explain import explain_document
    from estimate.views import explain as view

    first = results[0]
    at = _month(first, month)
    nodes = [] if line is None else [node for result in results for node in _trees(result, line, at)]
    content = explain_document(first, line, first.case.months[at], nodes, citations(Catalog(rates)))
    deliver(content, view, output)
    return Status.DONE


def _trees(result: Estimate, name: str, month: int) -> list[Node]:
    """The trees of every line or row of that name. Raises UsageError where the estimate has none."""
    from estimate.answers.explain import Explainer, lines_named

    explainer = Explainer(result, month)
    name = _meant(result, name)
    quantities = result.program.rulebook.quantities
    nodes = [explainer.line(found) for found in lines_named(result, name)]
    if not nodes and name in quantities:
        rows = len(result.case.labels[name] if name in result.case.labels else result.values.get(name, ()))
        step = month if quantities[name].step == "month" else 0
        nodes = [explainer.quantity(name, row, step) for row in range(rows)]
    if not nodes:
        known = [*dict.fromkeys(found.id for found in result.lines), *quantities]
        hint = did_you_mean(name, known, "estimate explain FILE lists them")
        raise UsageError(f"this estimate has no line or quantity {name} ({hint})")
    return nodes


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
