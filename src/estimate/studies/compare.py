"""Scenarios and saved estimates put on common ground, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from estimate.answers.estimate import Estimate, estimate
from estimate.answers.uncertainty import simulate, usual_draws
from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.files.named_cases import named_cases
from estimate.files.saved_json import is_saved
from estimate.ground.errors import InvalidInput, Problem, UsageError
from estimate.ground.term import ServiceTerm
from estimate.report.comparison import MOST_OPTIONS, Comparison, compare
from estimate.report.document import document
from estimate.report.parts import EstimateDocument
from estimate.report.saved import saved
from estimate.report.sections import report
from estimate.report.side import Side
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.draws import ENDS, DrawOptions
from estimate.studies.request import STDIN, Request, read_document


def compared(
    files: Sequence[Path], request: Request, sampling: DrawOptions | None, offer: str | None = None
) -> Comparison:
    """Two to eight options against the first; `request` has the options that hold for all of them.

    `offer` names a case of the scenarios at which they are compared; an option without it stands as it is.
    """
    if not 2 <= len(files) <= MOST_OPTIONS:
        raise UsageError(f"compare takes 2 to {MOST_OPTIONS} scenarios or saved estimates, got {len(files)}")
    if len([file for file in files if file == STDIN]) > 1:
        raise UsageError("standard input can be one of the options only")
    sides, notes = gather(files, request, offer=offer)
    if offer is not None and not any(offer in side.offers for side in sides):
        known = list(dict.fromkeys(name for side in sides for name in side.offers))
        hint = f"one of {', '.join(known)}" if known else "none of them has cases"
        raise UsageError(f"no option has a case {offer} ({hint})")
    return compare(sides if sampling is None else _drawn(sides, sampling), notes)


def gather(
    files: Sequence[Path], request: Request, reference: EstimateDocument | None = None, offer: str | None = None
) -> tuple[list[Side], list[str]]:
    """All sides in the reference's currency and over its months, with what was done for that; problems of all files at once.

    The first is the reference unless one is handed over.
    """
    request.check()
    catalog = Catalog(request.rates)
    sides: list[Side] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for file in files:
        try:
            side, done = _side(
                replace(request, scenario=file), catalog, reference or (sides[0].document if sides else None), offer
            )
        except InvalidInput as error:
            problems.extend(error.problems)
            continue
        sides.append(side)
        notes.extend(done)
    if problems:
        raise InvalidInput(problems)
    return _named_apart(sides), notes


def _side(
    request: Request, catalog: Catalog, reference: EstimateDocument | None, offer: str | None = None
) -> tuple[Side, list[str]]:
    read = read_document(request.scenario)
    if is_saved(read.text):
        content = saved(read)
        _refuse_unlike(read.source, content, reference)
        return Side(content["scenario"], read.source, content), []
    notes = []
    if reference is not None and request.currency is None:
        request = replace(request, currency=reference["currency"])
    asked = request.at is not None
    if reference is not None and not asked:
        request = replace(request, at=reference["at"])
    case = request.case_of(read, catalog)
    if reference is not None:
        if case.at != (said := case.scenario.at or "expected") and not asked:
            notes.append(f"{case.scenario.name} takes every input at its {case.at} value, not its {said} one.")
        stated = case.scenario.currency
        if stated is not None and stated != case.currency:
            notes.append(f"{case.scenario.name} is converted from {stated} to {case.currency}.")
        months, start = case.term.length, case.term.start
        if (months, start) != (reference["months"], reference["start"]):
            notes.append(
                f"{case.scenario.name} is estimated over {ServiceTerm(reference['start'], reference['months'])} "
                f"instead of {case.term}."
            )
            term = (f"months={reference['months']}", f"start={reference['start']}")
            request = replace(request, settings=(*request.settings, *term))
            case = request.case_of(read, catalog)
    offers = _offers(request, read, catalog, case)
    result = offers.get(offer or "") or estimate(case)
    if offer is not None:
        stands = "compared at" if offer in offers else "without a case"
        notes.append(f"{case.scenario.name} is {stands} {offer.replace('_', ' ')}.")

    def resolve(settings: Sequence[str]) -> ResolvedScenario:
        return replace(request, settings=(*request.settings, *settings)).case_of(read, catalog)

    content = document(report(result, cases=offers))
    movable = None if offer in offers else resolve
    side = Side(case.scenario.name, read.source, content, result, None, offers, movable, tuple(request.settings))
    return side, notes


def _offers(request: Request, read: InputFile, catalog: Catalog, case: ResolvedScenario) -> dict[str, Estimate]:
    """The named cases of an option, such as its later offers, over the months of the comparison."""
    term = (f"months={case.term.length}", f"start={case.term.start}")
    moved = replace(request, settings=(*request.settings, *term))
    return {name: estimate(moved.case_of(one, catalog)) for name, one in named_cases(read) if case.scenario.cases}


def _drawn(sides: list[Side], sampling: DrawOptions) -> list[Side]:
    """The sides with their ranges, and with as many draws of one seed each, so that they have the same random numbers."""
    common = sampling.draws or min((usual_draws(side.estimate) for side in sides if side.estimate), default=0)
    drawn = []
    for side in sides:
        if side.estimate is None or side.estimate.case.at in ENDS:
            drawn.append(side)
            continue
        own = simulate(side.estimate, draws=sampling.draws, seed=sampling.seed)
        # The range is that of the estimate alone; random numbers are only the same among as many draws.
        shared = own if own.draws == common else simulate(side.estimate, draws=common, seed=sampling.seed)
        drawn.append(replace(side, document=document(report(side.estimate, own, side.offers)), simulation=shared))
    return drawn


def _refuse_unlike(source: str, content: EstimateDocument, reference: EstimateDocument | None) -> None:
    """A saved estimate cannot be converted or stretched any more."""
    if reference is None:
        return
    for key, words in (
        ("currency", "is in"),
        ("months", "is over months:"),
        ("start", "starts in"),
        ("at", "takes every input at"),
    ):
        ours, theirs = reference[key], content[key]  # type: ignore[literal-required]
        if ours != theirs:
            message = f"{words} {theirs}, the reference {ours} (compare the scenario instead of the saved estimate, or make the reference alike)"
            raise InvalidInput([Problem(source, message)])


def _named_apart(sides: list[Side]) -> list[Side]:
    """Sides of one name are told apart by their files."""
    names = [side.name for side in sides]
    return [
        side if names.count(side.name) == 1 else replace(side, name=f"{side.name} ({Path(side.source).name})")
        for side in sides
    ]
