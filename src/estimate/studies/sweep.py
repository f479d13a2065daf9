"""A scenario at every point of a grid of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from estimate.answers.parametric import Parametric, Resolve
from estimate.cards.catalog import Catalog
from estimate.files.axes import Axis, written
from estimate.files.input_file import InputFile
from estimate.report.sweep import QUANTITIES, Figures, Point, figures_of
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.request import Request, read_document

FEW = 64
"""So many points are computed one by one: making tables for arrays, and numpy itself, would take longer."""


def sweep(request: Request, axes: Sequence[Axis]) -> tuple[ResolvedScenario, Iterator[Point]]:
    """The scenario at its first point, and all points of the grid as they are computed."""
    read, catalog = read_document(request.scenario), Catalog(request.rates)
    words = [axis for axis in axes if axis.numbers is None]
    numeric = [axis for axis in axes if axis.numbers is not None]
    first = _resolve(request, read, catalog, [(axis, axis.values[0]) for axis in axes])

    def points() -> Iterator[Point]:
        grid = list(product(*(zip(axis.values, axis.numbers or axis.values, strict=True) for axis in axes)))
        positions: dict[tuple[str, ...], list[list[float]]] = {}
        for chosen in grid:
            positions.setdefault(_words(chosen), []).append(
                [number for _, number in chosen if isinstance(number, float)]
            )
        figures: dict[tuple[str, ...], Iterator[Figures]] = {}
        for chosen in grid:
            fixed = _words(chosen)
            if fixed not in figures:
                resolve = _resolving(request, read, catalog, list(zip(words, fixed, strict=True)), numeric)
                figures[fixed] = _computed(resolve, positions[fixed], first.currency)
            yield Point(tuple(value for value, _ in chosen), next(figures[fixed]))

    return first, points()


def _words(chosen: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """The values of a point that are no numbers."""
    return tuple(value for value, number in chosen if isinstance(number, str))


def _computed(resolve: Resolve, positions: Sequence[Sequence[float]], currency: str) -> Iterator[Figures]:
    """The figures at each position, in their order: many at once where the inputs follow in straight lines, else one by one.

    Where they do not along the whole of an axis, since the shape of the case changes on the way, each half is tried by itself.
    """
    columns = list(zip(*positions, strict=True))
    parametric = Parametric(resolve, list(map(min, columns)), list(map(max, columns)))
    if not parametric.straight and len(columns) == 1 and len(positions) > FEW:
        middle = len(positions) // 2
        yield from _computed(resolve, positions[:middle], currency)
        yield from _computed(resolve, positions[middle:], currency)
        return
    known = "no" not in parametric.case.labels["volume_known"]
    stretches = parametric.many(QUANTITIES, positions) if len(positions) > FEW else None
    if stretches is not None:
        from estimate.report.sweep_on_arrays import figures_at

        for run in stretches:
            yield from figures_at(run, currency, parametric.months, volume_known=known)
        return
    compute = parametric.only(QUANTITIES)
    for position in positions:
        values = compute(position)
        yield figures_of(values, currency, parametric.months, volume_known=known)


def _resolving(
    request: Request, read: InputFile, catalog: Catalog, fixed: list[tuple[Axis, str]], numeric: Sequence[Axis]
) -> Resolve:
    def resolve(position: Sequence[float]) -> ResolvedScenario:
        moved = [(axis, written(value)) for axis, value in zip(numeric, position, strict=True)]
        return _resolve(request, read, catalog, [*fixed, *moved])

    return resolve


def _resolve(
    request: Request, read: InputFile, catalog: Catalog, values: Iterable[tuple[Axis, str]]
) -> ResolvedScenario:
    settings = (*request.settings, *(f"{axis.path}={value}" for axis, value in values))
    return replace(request, settings=settings).case_of(read, catalog)
