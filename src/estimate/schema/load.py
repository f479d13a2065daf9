"""From a document to a validated scenario; what pydantic's core finds is said in our words, at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import ValidationError

from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.ground.errors import InvalidInput, Problem, did_you_mean
from estimate.schema.core import validator_of
from estimate.schema.forecast import with_forecasts
from estimate.schema.names import region_hint
from estimate.schema.people_of_today import with_people_of_today
from estimate.schema.queue import PEOPLE_STAND
from estimate.schema.record import below, is_record, shown
from estimate.schema.scenario import Scenario

KEY = "[key]"


def load_scenario(document: InputFile, catalog: Catalog) -> Scenario:
    """The scenario in a document. Raises InvalidInput with every problem, in the order of the file.

    A region without a card is looked for here too, so that it is reported together with what is wrong with the shape.
    """
    unknown = list(_unknown_regions(document, catalog))
    places = {problem.path for problem in unknown}
    try:
        scenario: Scenario = validated(
            with_forecasts(document, catalog), Scenario, {PEOPLE_STAND: _people_stand(document)}
        )
    except InvalidInput as error:
        others = [problem for problem in error.problems if problem.path not in places]
        raise InvalidInput(sorted([*others, *unknown], key=_order)) from None
    if unknown:
        raise InvalidInput(unknown)
    return with_people_of_today(document, scenario)


def _people_stand(document: InputFile) -> bool:
    """Whether the people of today are given, who then stand for contacts and agents that nobody gives."""
    today = document.data.get("today")
    return isinstance(today, dict) and today.get("people") is not None


def _unknown_regions(document: InputFile, catalog: Catalog) -> Iterator[Problem]:
    data = document.data
    teams = data.get("teams")
    places: list[tuple[tuple[str | int, ...], Any]] = [(("team",), data.get("team"))]
    places += [(("teams", index), team) for index, team in enumerate(teams if isinstance(teams, list) else ())]
    for path, team in places:
        region = team.get("region") if isinstance(team, dict) else None
        if isinstance(region, str) and catalog.region(region) is None:
            hint = region_hint(region, catalog)
            yield document.problem((*path, "region"), f"no rate card for {region} ({hint} Or add a card with --rates)")


def validated(document: InputFile, kind: Any, context: dict[str, Any] | None = None) -> Any:
    """A document as a record, or as another type that is made of records. `context` is for the checks of the records.

    Raises InvalidInput with every problem at its place.
    """
    try:
        return validator_of(kind).validate_python(document.data, context=context)
    except ValidationError as error:
        found = error.errors(include_url=False)
        # A list whose members are wrong is also called too short; the members are what is wrong.
        inner = {details["loc"][:depth] for details in found for depth in range(len(details["loc"]))}
        problems = [
            _problem(document, kind, details)
            for details in found
            if details["type"] != "too_short" or details["loc"] not in inner
        ]
        raise InvalidInput(sorted(problems, key=_order)) from None


def _order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _problem(document: InputFile, kind: Any, details: Any) -> Problem:
    path = tuple(part for part in details["loc"] if part != KEY)
    on_key = KEY in details["loc"]
    match details["type"]:
        case "extra_forbidden":
            known = _keys(kind, path[:-1])
            hint = _key_meant(str(path[-1]), known)
            return document.problem(path, f"unknown key ({hint})", key=True)
        case "missing":
            message = f"needs {path[-1]}"
            return document.problem(path[:-1], message, key=True)
        case "model_type" | "dict_type" | "model_attributes_type":
            known = _keys(kind, path)
            hint = f" (a mapping with {', '.join(known[:6])}{', …' if len(known) > 6 else ''})" if known else ""
            return document.problem(path, f"must be a mapping, got {shown(details['input'])}{hint}")
        case "tuple_type" | "list_type":
            return document.problem(
                path, f"must be a list, got {shown(details['input'])} (write [ … ] or lines that begin with -)"
            )
        case "too_short":
            return document.problem(path, "must not be empty (give at least one)")
        case "value":
            return document.problem(path, details["msg"], key=on_key)
        case _:
            return document.problem(
                path, f"{details['msg'][0].lower()}{details['msg'][1:]}, got {shown(details['input'])}", key=on_key
            )


VOLUME_WORDS = ("contacts", "volume", "tickets", "calls", "emails", "mails", "chats", "messages", "cases", "orders")

RENAMED = {
    "agents_per_role": "span_of_control",
    "automation_share": "containment_rate",
    "heads": "headcount",
    "minimum_on_duty": "minimum_staffing",
    "new_hire_handle_time": "new_hire_aht_factor",
    "remaining_handle_time": "residual_aht_factor",
}
"""Keys that were once spelled otherwise, with the field's term that took their place."""


def _key_meant(key: str, known: list[str]) -> str:
    """What to write in place of an unknown key."""
    word = re.sub(r"[\s-]+", "_", key.lower())
    if RENAMED.get(word) in known:
        return f"it is called {RENAMED[word]} now"
    if "contacts_per_month" in known:
        counted, _, period = word.partition("_per_")
        if counted in VOLUME_WORDS and period in ("", "month", "week", "day"):
            choice = f"contacts_per_{period}" if period else "contacts_per_month, contacts_per_week or contacts_per_day"
            return f"did you mean {choice}?"
        if counted in VOLUME_WORDS:
            return "write contacts_per_month, contacts_per_week or contacts_per_day"
    return did_you_mean(word, known)


def _keys(kind: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys that are known at an address below a record; none where there is no record."""
    here = kind
    for part in path:
        here = below(here, part)
    return [field.alias or name for name, field in here.fields.items()] if is_record(here) else []
