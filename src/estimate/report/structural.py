"""The part of the JSON document with the choices that nobody made: what was taken, and what the other choice would do."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.structural import MONTH, StructuralChoice
from estimate.report.figures import signed


class ChoiceDocument(TypedDict):
    """A choice that the scenario leaves open: blend, bilingual, hours, includes, customers or term.

    change is what the other choice does to the cost, as a share (-0.37 is 37 % less): of the total, or of the average month where the term
    itself moves (of: total or average_month). path is the key to write, value what makes the other choice; team is null where there is one.
    """

    id: str
    team: str | None
    path: str
    value: str
    taken: str
    other: str
    change: float
    of: str


def structural_document(found: Sequence[StructuralChoice]) -> list[ChoiceDocument]:
    """The choices as plain data, the one that moves the cost most first."""
    return [
        {
            "id": one.id,
            "team": one.team,
            "path": one.path,
            "value": one.value,
            "taken": one.taken,
            "other": one.other,
            "change": float(f"{one.change:.6g}"),
            "of": one.of,
        }
        for one in found
    ]


def choice_words(one: ChoiceDocument) -> str:
    """A choice in words, such as `the same people do live contacts and what can wait (people of their own for each: +26 %, team.blend)`."""
    of = " a month" if one["of"] == MONTH else ""
    team = f"{one['team']}: " if one["team"] else ""
    return f"{team}{one['taken']} ({one['other']}: {signed(one['change'])}{of}, {one['path']})"
