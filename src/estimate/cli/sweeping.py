"""`estimate sweep FILE --vary …`: a scenario at every point of a grid of values."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from estimate.answers.variation import Variation
from estimate.cli.output import write
from estimate.cli.session import Request, console, read_document
from estimate.engine import Values
from estimate.ground.errors import Status, UsageError
from estimate.inputs.axes import Axis, axes_of, written
from estimate.inputs.case import Case
from estimate.inputs.catalog import Catalog
from estimate.inputs.yaml_file import Document
from estimate.report.grid import QUANTITIES, Point, point_of

FORMATS = ("table", "json", "ndjson", "csv", "markdown")
FEW = 200
"""A grid of so many points is done before a bar of progress could be read."""


def run_sweep(
    request: Request, vary: Sequence[str], *, form: str, output: Path | None, no_color: bool, quiet: bool
) -> Status:
    """Estimate every combination of the axes' values, the last axis fastest."""
    from estimate.views import grid as view

    if not vary:
        raise UsageError("sweep needs --vary path=start:stop:step or path=a,b,c")
    axes = axes_of(vary)
    request.check()
    case, points = sweep(request, axes)
    count = 1
    for axis in axes:
        count *= len(axis.values)
    done = list(_shown(points, count, quiet=quiet))
    if form == "table" and output is None:
        view.show(case.scenario.name, case.currency, axes, done, console(no_color=no_color))
    else:
        write(view.render(case.scenario.name, case.currency, axes, done, form), output, quiet=quiet)
    return Status.DONE


def sweep(request: Request, axes: Sequence[Axis]) -> tuple[Case, Iterator[Point]]:
    """The scenario at its first point, and all points of the grid as they are computed."""
    read, catalog = read_document(request.scenario), Catalog(request.rates)
    words = [axis for axis in axes if axis.numbers is None]
    numeric = [axis for axis in axes if axis.numbers is not None]
    first = _resolve(request, read, catalog, [(axis, axis.values[0]) for axis in axes])

    def points() -> Iterator[Point]:
        variations: dict[tuple[str, ...], tuple[Callable[[Sequence[float]], Values], float, bool]] = {}
        for chosen in product(*(zip(axis.values, axis.numbers or axis.values, strict=True) for axis in axes)):
            settings = tuple(value for value, _ in chosen)
            fixed = tuple(value for value, number in chosen if isinstance(number, str))
            if fixed not in variations:
                variation = _variation(request, read, catalog, list(zip(words, fixed, strict=True)), numeric)
                known = "no" not in variation.case.labels["volume_known"]
                variations[fixed] = variation.only(QUANTITIES), variation.case.term.length, known
            position = [number for _, number in chosen if isinstance(number, float)]
            compute, months, known = variations[fixed]
            yield point_of(settings, compute(position), first.currency, months, volume_known=known)

    return first, points()


def _variation(
    request: Request, read: Document, catalog: Catalog, fixed: list[tuple[Axis, str]], numeric: Sequence[Axis]
) -> Variation:
    def resolve(position: Sequence[float]) -> Case:
        moved = [(axis, written(value)) for axis, value in zip(numeric, position, strict=True)]
        return _resolve(request, read, catalog, [*fixed, *moved])

    ends = [(min(axis.numbers), max(axis.numbers)) for axis in numeric if axis.numbers]
    return Variation(resolve, [low for low, _ in ends], [high for _, high in ends])


def _resolve(request: Request, read: Document, catalog: Catalog, values: Iterable[tuple[Axis, str]]) -> Case:
    settings = (*request.settings, *(f"{axis.path}={value}" for axis, value in values))
    return replace(request, settings=settings).case_of(read, catalog)


def _shown(points: Iterator[Point], count: int, *, quiet: bool) -> Iterator[Point]:
    """The points, with a bar on standard error where somebody waits at a terminal."""
    if quiet or count <= FEW or not sys.stderr.isatty():
        yield from points
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(points, "Sweeping", total=count, console=Console(stderr=True), transient=True)
