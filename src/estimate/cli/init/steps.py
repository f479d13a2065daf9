"""`estimate init`: scenarios from a few questions at a terminal, or from options; what they cost, and what to run next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estimate.answers.regions import Move, Site
from estimate.cards.catalog import Catalog
from estimate.cli.init.answers import (
    CHEAPEST,
    NEARSHORE,
    Answers,
    channels_in,
    cost_in,
    home_in,
    hours_in,
    languages_in,
    places_in,
    zone_in,
)
from estimate.cli.init.scenarios import in_language, option_text, today_text, workload_text
from estimate.cli.output import Output, note
from estimate.files.beside import is_there
from estimate.files.extends import merged
from estimate.files.input_file import InputFile
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput, Status, UsageError
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.draws import DrawOptions
from estimate.studies.request import Request

AT_A_TERMINAL = Path("desk.yaml")
SO_MANY = 3
NEAR_HOURS = 3.0
"""Nearshore is at most so many hours from the customers' clock."""


def run_init(file: Path | None, answers: Answers, rates: Sequence[Path] = ()) -> Status:
    """Write scenarios to files that do not exist yet, or one to standard output; then show what they cost.

    `rates` are folders of cards over those that come with the tool. Raises UsageError for an answer that nobody can read, a file that exists, and what is missing without a terminal.
    """
    Request(Path("-"), rates=rates).check()
    catalog = Catalog(rates)
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    file = file or (AT_A_TERMINAL if terminal else None)
    _refuse_existing([file] if file else [])
    _read(answers, catalog)
    if terminal:
        from estimate.cli.init.questions import ask_workload

        ask_workload(answers, catalog)
    _check(answers)
    regions = _regions(answers, catalog, terminal=terminal)
    if file is None:
        sys.stdout.write(in_language(workload_text(answers, regions[0], paid_in=_paid_in(answers, catalog))))
        return Status.DONE
    texts = _texts(file, answers, regions, catalog)
    _refuse_existing(list(texts))
    _write(texts)
    return _show(list(texts), rates, shown=terminal or len(texts) > 1)


def run_list() -> Status:
    """Print the templates that `--like` knows."""
    from estimate.cli.init.templates import listed

    sys.stdout.write(listed(Catalog()))
    return Status.DONE


def _read(answers: Answers, catalog: Catalog) -> None:
    """Put what the options say into the words of the cards. Raises UsageError as the questions do."""
    answers.regions = [one for word in answers.regions for one in places_in(word, catalog.regions(), catalog)]
    _take_template(answers, catalog)
    read = [one for word in answers.channels for one in channels_in(word, catalog)]
    answers.channels = [channel for channel, _ in read]
    if read and not answers.contacts and any(count is not None for _, count in read):
        answers.contacts = [count for _, count in read]
    if answers.hours is not None:
        hours_in(answers.hours)
    if answers.languages is not None:
        answers.languages = ", ".join(languages_in(answers.languages, catalog))
    if answers.customers is not None:
        answers.home = home_in(answers.customers, catalog)
        answers.customers = zone_in(answers.customers, catalog)
    if answers.cost is not None:
        cost_in(answers.cost)


def _take_template(answers: Answers, catalog: Catalog) -> None:
    """Put what a template says where the options say nothing. Raises UsageError for options that do not go with it."""
    if answers.like is None:
        if answers.size is not None:
            raise UsageError("--size is how many orders, customers or rooms a template is for, so it needs --like")
        return
    if answers.channels or answers.contacts:
        raise UsageError("--like brings channels and contacts of its own (take --channel and --contacts away)")
    from estimate.cli.init.templates import contacts_of, template_named

    answers.template = template = template_named(answers.like, catalog)
    answers.channels = list(template.channels)
    answers.contacts = contacts_of(template, answers.size)
    answers.hours = answers.hours or template.hours.open


def _check(answers: Answers) -> None:
    """Refuse what is missing where nobody can be asked."""
    if not answers.contacts and answers.people:
        answers.contacts = [None] * len(answers.channels)
    missing = [
        option for option, value in (("--channel", answers.channels), ("--contacts", answers.contacts)) if not value
    ]
    if missing:
        raise UsageError(f"needs {', '.join(missing)} where there is no terminal to ask at")
    if len(answers.contacts) != len(answers.channels):
        raise UsageError(
            f"needs one --contacts for each --channel: {len(answers.channels)}, got {len(answers.contacts)}"
        )
    if any(count is not None and count < 0 for count in answers.contacts):
        raise UsageError("--contacts must be 0 or more")


def _paid_in(answers: Answers, catalog: Catalog) -> str | None:
    """The currency of what today costs: the one that is named, or that of the customers' country, where today's people are taken to sit."""
    card = catalog.region(answers.home) if answers.home else None
    found = catalog.entry(card, "currency") if card else None
    return answers.money[1] or (str(found.data) if found else None)


def _regions(answers: Answers, catalog: Catalog, *, terminal: bool) -> list[str]:
    """The regions of the options: those that were named, or the cheapest that speak the languages."""
    named = [region for region in answers.regions if region not in (CHEAPEST, NEARSHORE)]
    if named:
        return list(dict.fromkeys(named))
    ranked = _ranked(answers, catalog)
    if terminal and not answers.regions:
        from estimate.cli.init.questions import ask_places

        ask_places(answers, [place.region for place in ranked], catalog)
        named = [region for region in answers.regions if region not in (CHEAPEST, NEARSHORE)]
        if named:
            return list(dict.fromkeys(named))
    if NEARSHORE in answers.regions:
        if answers.customers is None:
            raise UsageError("nearshore is near to the customers, so it needs where they are (--customers)")
        ranked = [place for place in ranked if place.hours_away is not None and place.hours_away <= NEAR_HOURS]
    if not ranked:
        raise UsageError("no region with a price fits (name one)")
    return [place.region for place in ranked[:SO_MANY]]


def _ranked(answers: Answers, catalog: Catalog) -> list[Site]:
    """Every country with a price where the languages are spoken, the cheapest first."""
    for region in catalog.regions():
        document = parse(workload_text(answers, region), "init")
        try:
            home = Request(Path("-")).case_of(document, catalog)
        except InvalidInput:
            continue  # a region that cannot be priced is no place to start from
        break
    else:
        raise UsageError("no rate card has a price")

    request = Request(Path("-"), currency=home.currency)

    def recost(data: dict[str, Any]) -> ResolvedScenario:
        return request.case_of(replace(document, data=data), catalog)

    move = Move(document.data, recost, catalog, home, fitting=True)
    found = (move.to(region) for region in catalog.regions())
    return sorted((place for place in found if isinstance(place, Site)), key=lambda place: place.total)


def _texts(file: Path, answers: Answers, regions: Sequence[str], catalog: Catalog) -> dict[Path, str]:
    """The files with their texts, each of them resolved once, so that what is written runs. Raises InvalidInput."""
    several = len(regions) > 1 or answers.cost is not None
    paid_in = _paid_in(answers, catalog)
    first = workload_text(answers, regions[0], paid_in=paid_in)
    home = Request(file).case_of(parse(first, str(file)), catalog)
    texts = {file: workload_text(answers, regions[0], home.currency if several else None, paid_in)}
    for region in regions[1:]:
        texts[file.with_stem(f"{file.stem}-{region.replace('_', '-')}")] = option_text(region, file.name)
    base = parse(texts[file], str(file))
    if answers.cost is not None and answers.people:
        texts[file.with_stem(f"{file.stem}-today")] = today_text(answers, file.name, paid_in or home.currency)
    for path, text in texts.items():
        one = parse(text, str(path))
        data = (
            one.data if path == file else merged(base.data, {key: v for key, v in one.data.items() if key != "extends"})
        )
        Request(path).case_of(InputFile(str(path), text, data), catalog)
    return texts


def _refuse_existing(files: Sequence[Path]) -> None:
    for file in files:
        if is_there(file):
            raise UsageError(f"{file} exists and is not overwritten (choose another name)")


def _write(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        try:
            with path.open("x", encoding="utf-8") as out:
                out.write(in_language(text))
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}") from None


def _show(files: Sequence[Path], rates: Sequence[Path], *, shown: bool) -> Status:
    """What the options cost, side by side, and the commands that go on from here."""
    today = [file for file in files if file.stem.endswith("-today")]
    options = [file for file in files if file not in today]
    order = [*today, *options]
    over = "".join(f" --rates {folder}" for folder in rates)
    names = " ".join(map(str, order)) + over
    note(f"Wrote {', '.join(map(str, order))}.")
    request, sampling = Request(order[0], rates=rates), DrawOptions(None, 1)
    if shown and len(order) > 1:
        from estimate.cli.compare import show_comparison
        from estimate.studies.compare import compared

        show_comparison(compared(order, request, sampling), Output())
    elif shown:
        from estimate.cli.gates import Gates
        from estimate.cli.run_estimate import show_estimate

        show_estimate(request, Gates(), sampling, Output())
    again = f"compare {names}" if len(order) > 1 else names
    note(f"Next: estimate {again}")
    note(f"      estimate explain {options[0]}{over} labor.agents    where a figure comes from")
    note(f"      estimate questions {options[0]}{over}               what to ask the vendors")
    return Status.DONE
