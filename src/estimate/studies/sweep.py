"""A scenario at every point of a grid of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from estimate.answers.variation import Variation
from estimate.engine import Values
from estimate.inputs.axes import Axis, written
from estimate.inputs.case import Case
from estimate.inputs.catalog import Catalog
from estimate.inputs.document import Document
from estimate.report.sweep import QUANTITIES, Point, point_of
from estimate.studies.request import Request, read_document


def sweep(request: Request, axes: Sequence[Axis]) -> tuple[Case, Iterator[Point]]:
    """The scenario at its first point, and all points of the grid as they are computed."""
    read, catalog = read_document(request.scenario), Catalog(request.rates)
    words = [axis for axis in axes if axis.numbers is None]
    numeric = [axis for axis in axes if axis.numbers is not None]
    first = _resolve(request, read, catalog, [(axis, axis.values[0]) for axis in axes])

    def points() -> Iterator[Point]:
        variations: dict[tuple[str, ...], tuple[Variation, Callable[[Sequence[float]], Values], bool]] = {}
        for chosen in product(*(zip(axis.values, axis.numbers or axis.values, strict=True) for axis in axes)):
            settings = tuple(value for value, _ in chosen)
            fixed = tuple(value for value, number in chosen if isinstance(number, str))
            if fixed not in variations:
                variation = _variation(request, read, catalog, list(zip(words, fixed, strict=True)), numeric)
                known = "no" not in variation.case.labels["volume_known"]
                variations[fixed] = variation, variation.only(QUANTITIES), known
            position = [number for _, number in chosen if isinstance(number, float)]
            variation, compute, known = variations[fixed]
            values = compute(position)
            yield point_of(settings, values, first.currency, variation.months, volume_known=known)

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
