"""Many scenarios, each by itself: those that are named, and all those in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.files.beside import is_folder
from estimate.files.input_file import InputFile
from estimate.files.saved_json import is_saved
from estimate.ground.errors import InvalidInput, Problem
from estimate.report.document import document
from estimate.report.parts import EstimateDocument
from estimate.report.saved import saved
from estimate.schema.card_check import is_card
from estimate.studies.cores import on_all_cores
from estimate.studies.draws import DrawOptions
from estimate.studies.request import Request, read_document
from estimate.studies.single import told

SUFFIXES = (".yaml", ".yml", ".json")


def documents(
    files: Sequence[tuple[Path, bool]], request: Request, sampling: DrawOptions | None, skipped: Callable[[Path], None]
) -> Iterator[EstimateDocument | None]:
    """The document of each scenario in order, None where a folder brought a file that is none; the problems of all at the end.

    Many are done on all cores, with the same results.
    """
    request.check()
    found = on_all_cores(_Costing(request, sampling), files)
    problems: list[Problem] = []
    for (file, _), (content, wrong) in zip(files, found, strict=True):
        problems.extend(wrong)
        if content is None and not wrong:
            skipped(file)
        yield content
    if problems:
        raise InvalidInput(problems)


class _Costing:
    """The document of a file, or its problems; neither, where a folder brought a file that is no scenario."""

    def __init__(self, request: Request, sampling: DrawOptions | None) -> None:
        self._request, self._sampling = request, sampling
        self._catalog = Catalog(request.rates)

    def __call__(self, place: tuple[Path, bool]) -> tuple[EstimateDocument | None, list[Problem]]:
        file, within = place
        try:
            read = read_document(file)
            if within and not is_scenario(read):
                return None, []
            return document_of(read, replace(self._request, scenario=file), self._catalog, self._sampling), []
        except InvalidInput as error:
            return None, list(error.problems)

    def __reduce__(self) -> Any:
        # Another process reads the cards itself.
        return _Costing, (self._request, self._sampling)


def document_of(read: InputFile, request: Request, catalog: Catalog, sampling: DrawOptions | None) -> EstimateDocument:
    """The document of a scenario, or the one that was saved."""
    if is_saved(read.text):
        return saved(read)
    return document(told(request.case_of(read, catalog), request, read, sampling))


def is_scenario(read: InputFile) -> bool:
    """Whether a file of a folder is meant to be estimated: it names a team and a region, or was saved by us."""
    if is_saved(read.text):
        return True
    if not isinstance(read.data, dict) or is_card(read):
        return False
    teams = [read.data.get("team"), *(read.data.get("teams") or [])]
    return any(isinstance(team, dict) and "region" in team for team in teams)


def files_of(places: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file that is meant, and whether a folder brought it."""
    for place in places:
        if not is_folder(place):
            yield place, False
            continue
        found = sorted(file for file in place.rglob("*") if file.suffix in SUFFIXES and file.is_file())
        if not found:
            raise InvalidInput([Problem(str(place), "has no scenario in it (a file that ends in .yaml)")])
        yield from ((file, True) for file in found)
