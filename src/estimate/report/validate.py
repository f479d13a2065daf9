"""The document of `validate`: what is wrong with scenarios and rate cards, and what is to be known of them; versioned plain data."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.ground.errors import Place, Problem
from estimate.ground.records import dataclass

VERSION = "1.0"


@dataclass(frozen=True)
class Checked:
    """A file that was checked: its problems, or what an estimate of it would note."""

    file: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class ProblemDocument(TypedDict):
    """One thing wrong: the file, line, column (from 1) and characters where it stands, its key, what to do, and the line itself."""

    file: str
    line: int | None
    column: int | None
    width: int | None
    path: str
    message: str
    excerpt: str


class CheckedDocument(TypedDict):
    """A file, whether an estimate can be made of it, and what was found. A problem may stand in a file that this one extends."""

    file: str
    valid: bool
    problems: list[ProblemDocument]
    notes: list[str]


class ValidateDocument(TypedDict):
    """Every file that was named, in that order, and whether all are valid."""

    validate_version: str
    valid: bool
    files: list[CheckedDocument]


def validate_document(checked: Sequence[Checked]) -> ValidateDocument:
    """What was found, as plain data."""
    return {
        "validate_version": VERSION,
        "valid": not any(one.problems for one in checked),
        "files": [
            {
                "file": one.file,
                "valid": not one.problems,
                "problems": [_problem(problem) for problem in one.problems],
                "notes": list(one.notes),
            }
            for one in checked
        ],
    }


def problem_of(content: ProblemDocument) -> Problem:
    """A problem as it was before it became plain data."""
    line, column, width = content["line"], content["column"], content["width"]
    place = None if line is None or column is None else Place(line, column, width or 1)
    return Problem(content["file"], content["message"], content["path"], place, content["excerpt"])


def _problem(problem: Problem) -> ProblemDocument:
    place = problem.place
    return {
        "file": problem.source,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "width": place.width if place else None,
        "path": problem.path,
        "message": problem.message,
        "excerpt": problem.excerpt,
    }
