"""What `estimate FILE` does: the estimate, or again a saved result, and the gates that a pipeline sets. Needs no Typer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from estimate.ground.errors import Status, UsageError, did_you_mean

if TYPE_CHECKING:
    from estimate.cli.gates import Gates
    from estimate.cli.output import Output
    from estimate.report.parts import EstimateDocument
    from estimate.studies.draws import DrawOptions
    from estimate.studies.request import Request

FEW = 20
"""So many scenarios are done before a bar of progress could be read."""


def run_estimate(
    scenarios: list[Path],
    *,
    full: bool = False,
    depth: int | None = None,
    settings: Sequence[str] = (),
    rates: Sequence[Path] = (),
    as_of: str | None = None,
    currency: str | None = None,
    at: str | None = None,
    form: str | None = None,
    output: Path | None = None,
    strict: bool = False,
    fail_above: float | None = None,
    sure: str | None = None,
    draws: int | None = None,
    seed: int = 1,
    no_range: bool = False,
    by: str | None = None,
    fail_above_per_contact: float | None = None,
    fail_if_dearer_than: Path | None = None,
    no_color: bool = False,
    quiet: bool = False,
) -> int:
    """Estimate one scenario, or compare several, as the options say; answers the exit status."""
    from estimate.cli.gates import Gates, share_of
    from estimate.cli.output import FILES, FORMATS, STREAM, Detail, asked
    from estimate.cli.start import keep_memory
    from estimate.studies.draws import DrawOptions
    from estimate.studies.request import Request

    request = Request(scenarios[0], settings, rates, as_of, currency, at)
    gates = Gates(
        strict=strict,
        total=fail_above,
        sure=share_of(sure),
        per_contact=fail_above_per_contact,
        dearer_than=fail_if_dearer_than,
    )
    gates.check(drawn=not no_range)
    sampling = None if no_range else DrawOptions(draws, seed)
    if sampling is not None:
        keep_memory()
    by = period_asked(by)
    detail, known = Detail(full, depth), (*FORMATS, *FILES, STREAM)
    shown = asked(form, output, no_color=no_color, quiet=quiet, known=known, detail=detail)
    if shown.form == STREAM:
        gates.refuse_several()
        return _stream(scenarios, request, sampling, shown, by)
    if len(scenarios) > 1:
        from estimate.cli.compare import show_comparison
        from estimate.studies.compare import compared

        gates.refuse_several()
        if by is not None:
            raise UsageError("--by divides the cost of one scenario (give one, or --format ndjson)")
        show_comparison(compared(scenarios, request, sampling), shown)
        return Status.DONE
    return show_estimate(request, gates, sampling, shown, by)


def show_estimate(
    request: Request, gates: Gates, sampling: DrawOptions | None, output: Output, by: str | None = None
) -> Status:
    """Show the estimate of a scenario, or again a result that was saved; answers the status that the gates call for."""
    from estimate.cli.handover import again, handed_over
    from estimate.cli.output import FILES, deliver, write
    from estimate.files.saved_json import is_saved
    from estimate.ground.kinds import ESTIMATE
    from estimate.report.document import document, with_periods
    from estimate.report.saved import kind_of, saved, saved_as
    from estimate.studies.request import read_document
    from estimate.studies.single import told
    from estimate.views.kinds import view_of

    if output.form in FILES and by is not None:
        raise UsageError(f"{output.form} has every month beside each other (leave --by away)")
    request.check()
    read = read_document(request.scenario)
    spread = None
    if is_saved(read.text):
        if request.settings or request.rates or request.as_of or request.currency:
            raise UsageError("a saved result cannot be changed any more (use the scenario it was made from)")
        kind = kind_of(read)
        if kind != ESTIMATE and by is None and not gates.any and output.form not in FILES:
            deliver(saved_as(read, kind), view_of(kind), output)
            return Status.DONE
        content = saved(read)
        if output.form in FILES:
            write(again(output.form, content), output.file, quiet=output.quiet)
            return gates.status(content, request) if gates.any else Status.DONE
    else:
        result = told(request.case_of(read), request, read, sampling, choices=by is None)
        first = output.at_terminal and not output.detail.full and by is None
        content, spread = document(result, whole=not first), result.spread
        if output.form in FILES:
            write(handed_over(output.form, result, request, read), output.file, quiet=output.quiet)
            return gates.status(content, request, spread) if gates.any else Status.DONE
    if by is not None:
        from estimate.views import periods

        deliver(with_periods(content, by), periods, output)
    else:
        deliver(content, view_of(ESTIMATE), output)
        if output.at_terminal and output.detail.full and not output.quiet and sys.stdout.isatty():
            _say_next(content, output)
    return gates.status(content, request, spread) if gates.any else Status.DONE


def _say_next(content: EstimateDocument, output: Output) -> None:
    from estimate.cli.output import console
    from estimate.views.estimate.full import next_step

    for line in next_step(content):
        console(no_color=output.no_color).show(line)


def _stream(
    places: list[Path], request: Request, sampling: DrawOptions | None, output: Output, by: str | None
) -> Status:
    """Write a line for each scenario, in the order of the arguments and of the names; all of them or, where one is wrong, none."""
    from estimate.cli.output import note, write
    from estimate.cli.progress import watched
    from estimate.report.document import with_periods
    from estimate.studies.portfolio import documents, files_of
    from estimate.views.formats import stream_text

    def skipped(file: Path) -> None:
        if not output.quiet:
            note(f"{file}: skipped, it is no scenario of its own")

    files = list(files_of(places))
    work = documents(files, request, sampling, skipped)
    found = [one for one in watched(work, len(files), "Estimating", few=FEW, quiet=output.quiet) if one is not None]
    write(stream_text(with_periods(one, by) if by else one for one in found), output.file, quiet=output.quiet)
    return Status.DONE


def period_asked(by: str | None) -> str | None:
    """What `--by` asks for. Raises UsageError for what is no period."""
    if by is not None:
        from estimate.report.periods import PERIODS

        if by not in PERIODS:
            raise UsageError(f"--by {by} is no period ({did_you_mean(by, PERIODS)})")
    return by
