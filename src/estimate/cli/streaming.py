"""`--format ndjson`: one JSON document a line, for one scenario, several, or all those in a folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from estimate.cli.estimating import Luck, reported
from estimate.cli.output import write
from estimate.cli.session import Request, note, read_document
from estimate.ground.errors import InvalidInput, Problem, Status
from estimate.inputs.card_check import is_card
from estimate.inputs.catalog import Catalog
from estimate.inputs.saved import is_saved
from estimate.inputs.yaml_file import Document
from estimate.report.document import EstimateDocument, document, with_periods
from estimate.report.saved import saved

SUFFIXES = (".yaml", ".yml", ".json")
FEW = 20
"""So many scenarios are done before a bar of progress could be read."""


def run_stream(
    places: Sequence[Path],
    request: Request,
    *,
    luck: Luck | None = None,
    output: Path | None,
    quiet: bool,
    by: str | None = None,
) -> Status:
    """Write a line for each scenario, in the order of the arguments and of the names; all of them or, where one is wrong, none."""
    request.check()
    catalog = Catalog(request.rates)
    lines: list[str] = []
    problems: list[Problem] = []
    files = list(_files(places))
    for file, within in _shown(files, quiet=quiet):
        try:
            read = read_document(file)
            if within and not is_scenario(read):
                if not quiet:
                    note(f"{file}: skipped, it is no scenario of its own")
                continue
            content = document_of(read, replace(request, scenario=file), catalog, luck)
        except InvalidInput as error:
            problems.extend(error.problems)
            continue
        content = with_periods(content, by) if by is not None else content
        lines.append(json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    if problems:
        raise InvalidInput(problems)
    write("".join(f"{line}\n" for line in lines), output, quiet=quiet)
    return Status.DONE


def document_of(read: Document, request: Request, catalog: Catalog, luck: Luck | None) -> EstimateDocument:
    """The document of a scenario, or the one that was saved."""
    if is_saved(read.text):
        return saved(read)
    return document(reported(request, read, luck, catalog))


def is_scenario(read: Document) -> bool:
    """Whether a file of a folder is meant to be estimated: it names a team and a region, or was saved by us."""
    if is_saved(read.text):
        return True
    if not isinstance(read.data, dict) or is_card(read):
        return False
    teams = [read.data.get("team"), *(read.data.get("teams") or [])]
    return any(isinstance(team, dict) and "region" in team for team in teams)


def _files(places: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file that is meant, and whether a folder brought it."""
    for place in places:
        if not place.is_dir():
            yield place, False
            continue
        found = sorted(file for file in place.rglob("*") if file.suffix in SUFFIXES and file.is_file())
        if not found:
            raise InvalidInput([Problem(str(place), "has no scenario in it (a file that ends in .yaml)")])
        yield from ((file, True) for file in found)


def _shown(files: Sequence[tuple[Path, bool]], *, quiet: bool) -> Iterator[tuple[Path, bool]]:
    """The files, with a bar on standard error where somebody waits at a terminal."""
    if quiet or len(files) <= FEW or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, "Estimating", console=Console(stderr=True), transient=True)
