"""`estimate sweep FILE --vary …`: a scenario at every point of a grid of values."""

from __future__ import annotations

from math import prod
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import (
    AsOfOption,
    AtOption,
    CurrencyOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
    StreamFormatOption,
)
from estimate.cli.progress import watched
from estimate.ground.errors import Status

FEW = 200
"""A grid of so many points is done before a bar of progress could be read."""


def sweep_command(
    scenario: ScenarioArgument,
    *,
    vary: Annotated[
        list[str],
        typer.Option(
            "--vary",
            autocompletion=completing.paths,
            metavar="PATH=VALUES",
            help="start:stop:step or a,b,c for one place; repeatable.",
            default_factory=list,
            show_default=False,
        ),
    ],
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    at: AtOption = None,
    form: StreamFormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Estimate a scenario at every point of a grid of values."""
    from estimate.cli.output import FORMATS, STREAM, asked, deliver, write
    from estimate.files.axes import axes_of
    from estimate.ground.errors import UsageError
    from estimate.report.sweep import sweep_document
    from estimate.studies.request import Request
    from estimate.studies.sweep import sweep
    from estimate.views import sweep as view
    from estimate.views.formats import stream_text

    shown = asked(form, output, no_color=no_color, quiet=quiet, known=(*FORMATS, STREAM))
    if not vary:
        raise UsageError("sweep needs --vary path=start:stop:step or path=a,b,c")
    axes = axes_of(vary)
    request = Request(scenario, settings, rates, as_of, currency, at)
    request.check()
    case, points = sweep(request, axes)
    done = list(watched(points, prod(len(axis.values) for axis in axes), "Sweeping", few=FEW, quiet=quiet))
    content = sweep_document(case.scenario.name, case.currency, axes, done)
    if shown.form == STREAM:
        write(stream_text(content["points"]), output, quiet=quiet)
    else:
        deliver(content, view, shown)
    return Status.DONE
