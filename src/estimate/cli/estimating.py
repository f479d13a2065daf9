"""`estimate FILE`: the estimate in a format, to standard output or to a file, and the gates that a pipeline sets."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from estimate.answers.estimate import estimate
from estimate.cli.output import write
from estimate.cli.session import Request, console, note
from estimate.ground.errors import Status, UsageError, nearest
from estimate.report.sections import Report, report

FORMATS = ("table", "json", "csv", "markdown")
EXTENSIONS = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}


@dataclass(frozen=True)
class Gates:
    """What makes a script stop: an incomplete estimate, a total or a cost per contact above a limit."""

    strict: bool = False
    total: float | None = None
    per_contact: float | None = None

    def status(self, result: Report) -> Status:
        """The exit status that the gates call for, with the reason on standard error."""
        total, currency = result.ledger.money(result.ledger.total), result.ledger.currency
        if self.total is not None and total > self.total:
            note(f"estimate: the total of {total:,.2f} {currency} is above {self.total:,.2f}")
            return Status.GATE
        if self.per_contact is not None:
            if result.per_contact is None:
                raise UsageError("--fail-above-per-contact needs contacts_per_month in every queue")
            if result.per_contact > self.per_contact:
                note(f"estimate: a contact costs {result.per_contact:,.4g} {currency}, above {self.per_contact:,.4g}")
                return Status.GATE
        if self.strict and not result.estimate.complete:
            missing = ", ".join(item.id for item in result.estimate.case.unpriced)
            note(f"estimate: incomplete, no price for {missing}")
            return Status.INCOMPLETE
        return Status.DONE


def run_estimate(
    request: Request, gates: Gates, *, form: str | None, output: Path | None, no_color: bool, quiet: bool
) -> Status:
    """Estimate and show; answers the exit status."""
    chosen = chosen_format(form, output)
    result = report(estimate(request.case()))
    if chosen == "table" and output is None:
        from estimate.views.terminal import show

        show(result, console(no_color=no_color), hint=not quiet and sys.stdout.isatty())
    else:
        write(_rendered(result, chosen), output, quiet=quiet)
    return gates.status(result)


def chosen_format(form: str | None, output: Path | None) -> str:
    """The format asked for, or the one that the output file's name ends in."""
    if form is None:
        if output is None:
            return "table"
        if output.suffix not in EXTENSIONS:
            raise UsageError(f"cannot tell the format from {output.name} (give --format {'|'.join(FORMATS)})")
        return EXTENSIONS[output.suffix]
    if form not in FORMATS:
        close = nearest(form, FORMATS)
        raise UsageError(
            f"unknown format {form} ({f'did you mean {close}?' if close else 'one of ' + ', '.join(FORMATS)})"
        )
    return form


def _rendered(result: Report, form: str) -> str:
    if form == "json":
        from estimate.views.json import render
    elif form == "csv":
        from estimate.views.csv import render
    elif form == "markdown":
        from estimate.views.markdown import render
    else:
        from estimate.views.terminal import render
    return render(result)
