"""A scenario at every point of a grid of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from estimate.answers.parametric import Parametric
from estimate.cards.catalog import Catalog
from estimate.engine import Values
from estimate.files.axes import Axis, written
from estimate.files.input_file import InputFile
from estimate.report.sweep import QUANTITIES, Point, point_of
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.request import Request, read_document


def sweep(request: Request, axes: Sequence[Axis]) -> tuple[ResolvedScenario, Iterator[Point]]:
    """The scenario at its first point, and all points of the grid as they are computed."""
    read, catalog = read_document(request.scenario), Catalog(request.rates)
    words = [axis for axis in axes if axis.numbers is None]
    numeric = [axis for axis in axes if axis.numbers is not None]
    first = _resolve(request, read, catalog, [(axis, axis.values[0]) for axis in axes])

    def points() -> Iterator[Point]:
        variations: dict[tuple[str, ...], tuple[Parametric, Callable[[Sequence[float]], Values], bool]] = {}
        for chosen in product(*(zip(axis.values, axis.numbers or axis.values, strict=True) for axis in axes)):
            settings = tuple(value for value, _ in chosen)
            fixed = tuple(value for value, number in chosen if isinstance(number, str))
            if fixed not in variations:
                parametric = _variation(request, read, catalog, list(zip(words, fixed, strict=True)), numeric)
                known = "no" not in parametric.case.labels["volume_known"]
                variations[fixed] = parametric, parametric.only(QUANTITIES), known
            position = [number for _, number in chosen if isinstance(number, float)]
            parametric, compute, known = variations[fixed]
            values = compute(position)
            yield point_of(settings, values, first.currency, parametric.months, volume_known=known)

    return first, points()


def _variation(
    request: Request, read: InputFile, catalog: Catalog, fixed: list[tuple[Axis, str]], numeric: Sequence[Axis]
) -> Parametric:
    def resolve(position: Sequence[float]) -> ResolvedScenario:
        moved = [(axis, written(value)) for axis, value in zip(numeric, position, strict=True)]
        return _resolve(request, read, catalog, [*fixed, *moved])

    ends = [(min(axis.numbers), max(axis.numbers)) for axis in numeric if axis.numbers]
    return Parametric(resolve, [low for low, _ in ends], [high for _, high in ends])


def _resolve(
    request: Request, read: InputFile, catalog: Catalog, values: Iterable[tuple[Axis, str]]
) -> ResolvedScenario:
    settings = (*request.settings, *(f"{axis.path}={value}" for axis, value in values))
    return replace(request, settings=settings).case_of(read, catalog)
