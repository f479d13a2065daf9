"""`estimate FILE`: the estimate in a format, to standard output or to a file, and the gates that a pipeline sets."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from estimate.answers.estimate import estimate
from estimate.cli.gates import Gates
from estimate.cli.output import write
from estimate.cli.session import Request, console, read_document
from estimate.ground.errors import Status, UsageError, nearest
from estimate.inputs.catalog import Catalog
from estimate.inputs.saved import is_saved
from estimate.inputs.yaml_file import Document
from estimate.report.document import EstimateDocument, document, with_periods
from estimate.report.periods import PERIODS
from estimate.report.sections import Report, report

FORMATS = ("table", "json", "csv", "markdown")
ENDS = ("low", "high")
"""A total with every input at one end has no range of its own, so nothing is drawn for it."""
STREAM = "ndjson"
"""One document a line, for any number of scenarios."""
EXTENSIONS = {
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "table",
}


@dataclass(frozen=True)
class Luck:
    """How many draws make the range (by default 2,000, fewer for large portfolios), and which ones."""

    draws: int | None = None
    seed: int = 1


def run_estimate(
    request: Request,
    gates: Gates,
    *,
    luck: Luck | None = None,
    form: str | None,
    output: Path | None,
    no_color: bool,
    quiet: bool,
    by: str | None = None,
) -> Status:
    """Estimate and show, with the range of the total unless there is no luck; answers the exit status.

    `by` shows the cost by month, quarter or year and category in place of the lines (JSON has both).
    """
    chosen = chosen_format(form, output)
    request.check()
    read = read_document(request.scenario)
    if is_saved(read.text):
        return _show_saved(read, request, gates, chosen, output, no_color=no_color, quiet=quiet, by=by)
    result = reported(request, read, luck)
    if result.estimate.case.scenario.baseline is not None:
        from estimate.cli.baseline import with_baseline

        result = with_baseline(result, request, read)
    if by is not None:
        _show_periods(document(result), by, chosen, output, no_color=no_color, quiet=quiet)
    elif chosen == "table" and output is None:
        from estimate.views.terminal import show

        show(result, console(no_color=no_color), hint=not quiet and sys.stdout.isatty())
    elif chosen == "table":
        from estimate.views.terminal import render

        write(render(result), output, quiet=quiet)
    else:
        write(_rendered(document(result), chosen), output, quiet=quiet)
    return gates.status(document(result), request, result.spread) if gates.any else Status.DONE


def _show_saved(
    read: Document,
    request: Request,
    gates: Gates,
    form: str,
    output: Path | None,
    *,
    no_color: bool,
    quiet: bool,
    by: str | None,
) -> Status:
    """Render a saved estimate again; what would have to compute it anew is refused."""
    from estimate.report.saved import saved
    from estimate.views import saved as view

    if request.settings or request.rates or request.as_of or request.currency:
        raise UsageError("a saved estimate cannot be changed any more (use the scenario it was made from)")
    content = saved(read)
    if by is not None:
        _show_periods(content, by, form, output, no_color=no_color, quiet=quiet)
    elif form == "table" and output is None:
        view.show(content, console(no_color=no_color))
    else:
        write(view.render(content) if form == "table" else _rendered(content, form), output, quiet=quiet)
    return gates.status(content, request)


def _show_periods(
    content: EstimateDocument, by: str, form: str, output: Path | None, *, no_color: bool, quiet: bool
) -> None:
    """Show the cost by period and category."""
    from estimate.views import periods as view

    content = with_periods(content, by)
    if form == "table" and output is None:
        view.show(content, console(no_color=no_color))
    elif form == "json":
        write(_rendered(content, form), output, quiet=quiet)
    else:
        write(view.render(content, form), output, quiet=quiet)


def period_asked(by: str | None) -> str | None:
    """What `--by` asks for. Raises UsageError for what is no period."""
    if by is not None and by not in PERIODS:
        close = nearest(by, list(PERIODS))
        raise UsageError(
            f"--by {by} is no period ({f'did you mean {close}?' if close else 'one of ' + ', '.join(PERIODS)})"
        )
    return by


def reported(request: Request, read: Document, luck: Luck | None, catalog: Catalog | None = None) -> Report:
    """The report of a scenario, with its range unless there is no luck, and its named cases."""
    result = estimate(request.case_of(read, catalog))
    cases = {}
    if result.case.scenario.cases:
        from estimate.inputs.named_cases import named_cases

        cases = {name: estimate(request.case_of(case, catalog)) for name, case in named_cases(read)}
    simulation = None
    if luck is not None and result.case.at not in ENDS:
        from estimate.answers.uncertainty import simulate

        simulation = simulate(result, draws=luck.draws, seed=luck.seed)
    return report(result, simulation, cases)


def chosen_format(form: str | None, output: Path | None, known: Sequence[str] = FORMATS) -> str:
    """The format asked for, or the one that the output file's name ends in."""
    if form is None:
        if output is None:
            return "table"
        if EXTENSIONS.get(output.suffix) not in known:
            raise UsageError(f"cannot tell the format from {output.name} (give --format {'|'.join(known)})")
        return EXTENSIONS[output.suffix]
    if form not in known:
        close = nearest(form, list(known))
        raise UsageError(
            f"unknown format {form} ({f'did you mean {close}?' if close else 'one of ' + ', '.join(known)})"
        )
    return form


def _rendered(content: EstimateDocument, form: str) -> str:
    if form == "json":
        from estimate.views.json import render
    elif form == "csv":
        from estimate.views.csv import render
    else:
        from estimate.views.markdown import render
    return render(content)
